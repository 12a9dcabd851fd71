"""What a dossier does not know: where nobody is recorded to stand, what disagrees, and what rests on one source.

`coverage` crosses actors with issues, `contradictions` lists words against words, `resting` tells what falls with a
source, and `sensitivity` what any analysis would then say; `outcomes` has camps and brokers as such analyses.
"""
