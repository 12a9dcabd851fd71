"""Discourse networks: who says the same as whom, computed from dated statements.

A DNA database and a dossier's positions become one table of statements (`statements`, `positions`); what is counted
once (`duplicates`), when (`windows`, `kernels`), how (`measures`) and against what (`normalisation`) is the same for
both.  `network` puts them together.
"""
