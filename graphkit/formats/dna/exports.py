"""What DNA exports: event lists as tables of statements; matrices and GraphML as networks.

DNA parts cells with semicolons, and in its texts writes commas for semicolons and apostrophes for quotation marks.
"""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from graphkit.analysis.discourse.statements import NOBODY, Floats, Integers, Names, Scale, Statements, in_order
from graphkit.dossier.lines import decode
from graphkit.dossier.problem import near, printable, quoted
from graphkit.formats.dna.database import BadDatabase

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
EVENTS = ("statement_id", "time", "start_position", "document_id")
_RENAMED = {name: f"document_{name}" for name in ("author", "source", "section", "type", "title", "id")}
Values = Mapping[str, Collection[str]]


def events_of(
    path: Path,
    *,
    actors: str = "organization",
    issues: str = "concept",
    stance: str | None = "agreement",
    exclude: Values | None = None,
    only: Values | None = None,
) -> Statements:
    """Read an event list that DNA exported as CSV.

    Parameters
    ----------
    path : Path
    actors, issues, stance, exclude, only
        As for `graphkit.formats.dna.statements.statements_of`.  An event list does not say of what kind a variable is:
        as a stance, nothing but 0 and 1 is agreement, other whole numbers are a scale, and anything else is words.

    Returns
    -------
    Statements

    Raises
    ------
    BadDatabase
        If the file is no event list, or has no such column or value.
    """
    events = _table(path)
    if not events or not set(EVENTS) <= set(events[0]):
        raise _refused(path, f"an event list of DNA has the columns {', '.join(EVENTS)}")
    kept = np.ones(len(events), np.bool_)
    for wanted, asked in ((False, exclude or {}), (True, only or {})):
        for name, words in asked.items():
            column = _column(events, name)
            for word in words:
                if word not in column:
                    raise BadDatabase(f"no statement has the {name} {quoted(word)}; {near(word, set(column))}")
            kept &= np.array([(each in words) == wanted for each in column], np.bool_)
    actor, actor_names = _coded(_column(events, actors))
    issue, issue_names = _coded(_column(events, issues))
    values, scale = _stances(_column(events, stance)) if stance else (np.zeros(len(events)), Scale("none"))
    found = Statements(
        actor=actor,
        issue=issue,
        stance=values,
        document=_whole(path, events, "document_id"),
        time=_times(path, events),
        weight=np.ones(len(events)),
        kept=kept,
        actors=actor_names,
        issues=issue_names,
        scale=scale,
        words=(actors, issues, stance or "no stance"),
    )
    return in_order(found, _whole(path, events, "start_position"))


def network_of(path: Path) -> nx.Graph[str]:
    """Read a network that DNA exported as a CSV matrix or as GraphML.

    Parameters
    ----------
    path : Path
        GraphML where the name ends so, else a matrix.

    Returns
    -------
    networkx.Graph
        Nodes are names; of GraphML they have DNA's attributes, such as `variable` and `frequency`.  Edges have
        `weight`.  A two-mode network has `bipartite` 0 for its rows and 1 for its columns.

    Raises
    ------
    BadDatabase
        If the file is neither.
    """
    return _graphml(path) if path.suffix.lower() in (".graphml", ".xml") else _matrix(path)


def _matrix(path: Path) -> nx.Graph[str]:
    rows = _lines(path)
    if len(rows) < 2 or len(rows[0]) < 2 or rows[0][0] or any(len(row) != len(rows[0]) for row in rows):
        raise _refused(path, "a matrix of DNA has names in its first line and first column, and semicolons between")
    columns, names = rows[0][1:], [row[0] for row in rows[1:]]
    two_mode = columns != names
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(names, **({"bipartite": 0} if two_mode else {}))
    network.add_nodes_from(columns, **({"bipartite": 1} if two_mode else {}))
    for name, *cells in rows[1:]:
        for column, cell in zip(columns, cells, strict=True):
            weight = _number(path, cell)
            if weight:
                network.add_edge(name, column, weight=weight)
    return network


def _graphml(path: Path) -> nx.Graph[str]:
    text = _text(path)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _refused(path, "it declares entities, which DNA's GraphML does not")
    try:
        root = ET.fromstring(text)  # noqa: S314  # nothing that expands is left in it
    except ET.ParseError as error:
        raise _refused(path, f"it is no XML ({error})") from None
    nodes = {node.get("id", ""): _data(node) for node in root.iter(f"{GRAPHML}node")}
    if not nodes:
        raise _refused(path, "it is GraphML without nodes, or none of DNA")
    variables = list(dict.fromkeys(data.get("variable", "") for data in nodes.values()))
    network: nx.Graph[str] = nx.Graph()
    for id, data in nodes.items():
        side = {"bipartite": variables.index(data.get("variable", ""))} if len(variables) == 2 else {}
        network.add_node(data.get("name", id), **{**data, **side})
    for edge in root.iter(f"{GRAPHML}edge"):
        one, other = (edge.get(end, "") for end in ("source", "target"))
        if one not in nodes or other not in nodes:
            raise _refused(path, f"an edge joins {quoted(one)} and {quoted(other)}, of which one is no node")
        ends = nodes[one].get("name", one), nodes[other].get("name", other)
        network.add_edge(*ends, weight=_number(path, _data(edge).get("weight", "1")))
    return network


def _data(element: ET.Element) -> dict[str, str]:
    """The values of a node or an edge by key; what visone adds to draw it is left out."""
    return {data.get("key", ""): data.text or "" for data in element.iter(f"{GRAPHML}data") if not len(data)}


def _table(path: Path) -> list[dict[str, str]]:
    header, *rows = _lines(path) or [[]]
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise _refused(path, f"row {number} has {len(row)} cells and the first one {len(header)}")
    return [dict(zip(header, row, strict=True)) for row in rows]


def _lines(path: Path) -> list[list[str]]:
    """The rows of a CSV file that are not empty."""
    try:
        return [row for row in csv.reader(io.StringIO(_text(path), newline=""), delimiter=";", strict=True) if row]
    except csv.Error as error:
        raise _refused(path, f"it is no CSV ({error})") from None


def _column(events: list[dict[str, str]], name: str) -> list[str]:
    column = name if name in events[0] else _RENAMED.get(name, name)
    if column not in events[0]:
        raise BadDatabase(f"no column {quoted(name)} in the event list; {near(name, list(events[0]))}")
    return [event[column] for event in events]


def _coded(texts: list[str]) -> tuple[Integers, Names]:
    known = tuple(sorted({each for each in texts if each}))
    code = {text: number for number, text in enumerate(known)}
    return np.array([code.get(each, NOBODY) for each in texts], np.int64), Names(known, known)


def _stances(texts: list[str]) -> tuple[Floats, Scale]:
    try:
        values = np.array([int(each) if each else np.nan for each in texts], np.float64)
    except ValueError:
        codes, _ = _coded(texts)
        return np.where(codes == NOBODY, np.nan, codes), Scale("category")
    if np.isin(values[~np.isnan(values)], (0, 1)).all():
        return values * 2 - 1, Scale("sign")
    return values, Scale("number")


def _times(path: Path, events: Iterable[dict[str, str]]) -> Any:
    try:
        return np.array([event["time"].replace(" ", "T") for event in events], "datetime64[s]")
    except ValueError as error:
        raise _refused(path, f"a time is not like 2005-01-26 00:00:00 ({error})") from None


def _whole(path: Path, events: Iterable[dict[str, str]], column: str) -> Integers:
    try:
        return np.array([int(event[column]) for event in events], np.int64)
    except (ValueError, OverflowError):
        raise _refused(path, f"the column {column} holds what is no whole number") from None


def _number(path: Path, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _refused(path, f"{quoted(text)} is no number") from None


def _text(path: Path) -> str:
    text, problems = decode(path.read_bytes(), str(path))
    if problems:
        raise BadDatabase(str(problems[0]))
    return text


def _refused(path: Path, reason: str) -> BadDatabase:
    return BadDatabase(f"'{printable(str(path))}' is not a readable export of DNA: {reason}")
