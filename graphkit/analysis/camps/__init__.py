"""Camps: who stands with whom, how firmly, and why.

`signed` is the network that is parted, `stands` makes one from positions or statements, `leiden` parts it by
modularity (`graphkit.analysis.frustration` by the frustration index), `stability` asks what is left of the camps when
the evidence is drawn anew, and `reasons` which positions put an actor where it is.
"""
