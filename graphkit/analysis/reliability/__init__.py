"""Agreement between coders: what several coders made of the same passage, and what is to settle.

`codings` reads the positions of a dossier by coder, `units` brings together those of the same passage, `alpha` and
`kappa` measure agreement, `agreement` gives it by issue or by pair of coders, and `settling` lists where they differ.
"""
