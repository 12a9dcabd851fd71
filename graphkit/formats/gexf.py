"""GEXF 1.2, as Gephi and NetworkX read it."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

from graphkit.formats.flat import XML_DECLARATION, flat

_TODAY = re.compile(r' lastmodifieddate="[^"]*"', re.ASCII)


def gexf(graph: nx.Graph[Any]) -> str:
    """A graph as GEXF text; `networkx.read_gexf` reads it again.

    The day of writing, which NetworkX puts in, is left out: the same graph gives the same bytes.
    """
    return XML_DECLARATION + _TODAY.sub("", "\n".join(nx.generate_gexf(flat(graph))), count=1) + "\n"
