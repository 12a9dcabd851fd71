"""The network in a file: an edge list, or what Discourse Network Analyzer exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from graphkit.formats.dna.kinds import Kind, kind_of
from graphkit.formats.dna.networks import network_of
from graphkit.formats.edges import are_edges, read_edges


def kind_in(path: Path) -> Kind | None:
    """What a file is, as `graphkit.formats.dna.kinds.kind_of` tells; None for an edge list and for anything else."""
    return None if are_edges(path) else kind_of(path)


def network_in(path: Path, *, directed: bool = False) -> nx.Graph[Any]:
    """The network of a file; an edge list where it is no network that DNA exported.

    Parameters
    ----------
    path : Path
    directed : bool
        Whether a tie of an edge list goes from source to target only.

    Raises
    ------
    BadDatabase, BadTable
        If the file cannot be read.
    """
    return network_of(path) if kind_in(path) == "network" else read_edges(path, directed=directed)
