"""The frustration index: how many ties stand in the way of two camps that agree within and conflict between.

`exact` gives the index, proven, and its camps; `cutting` is the integer programme of one block of a network; `search`
finds good camps fast.
"""

from graphkit.analysis.frustration.exact import Frustration, frustration, proven_or_searched

__all__ = ["Frustration", "frustration", "proven_or_searched"]
