"""Of a large dossier only what an answer is about: a page on three positions need not hold a hundred thousand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Position
from graphkit.dossier.references import references

WHOLE_UP_TO = 3000
Naming: TypeAlias = Mapping[str, frozenset[str]]


def naming(dossier: Dossier) -> Naming:
    """The keys ``kind:id`` of the records that each record names, by its key; empty for a dossier that stays whole."""
    every = list(dossier.records())
    if len(every) <= WHOLE_UP_TO:
        return {}
    return {each.key: frozenset(f"{kind}:{id}" for kind, id in references(each)) for each in every}


def near(dossier: Dossier, named: Naming, asked: Collection[str]) -> Dossier:
    """The records between which an answer's picture may have to draw lines.

    Parameters
    ----------
    dossier : Dossier
    named : mapping
        As `naming` gives it.
    asked : collection of str
        Ids ``kind:slug`` that the answer names; one of evidence stands for what it shows.

    Returns
    -------
    Dossier
        What is asked, what names it, what these name, and whatever but a position joins those.
    """
    if not named:
        return dossier
    core = {shown_by(id) for id in asked}
    telling = core | {key for key, ends in named.items() if not core.isdisjoint(ends)}
    ends = telling | _named(named, telling)
    joining = {
        key for key, each in named.items() if not key.startswith(Position.name_of_kind) and not ends.isdisjoint(each)
    }
    return _only(dossier, ends | joining | _named(named, joining))


def about(dossier: Dossier, named: Naming, drawn: Collection[str]) -> tuple[Dossier, frozenset[str]]:
    """The records that a page holds: what is drawn, what names it, and what those name, which stays brief.

    Parameters
    ----------
    dossier : Dossier
    named : mapping
        As `naming` gives it.
    drawn : collection of str
        Ids ``kind:slug`` of what the picture shows.

    Returns
    -------
    Dossier
    frozenset of str
        Keys of the records of which the page does not hold all that names them.
    """
    if not named:
        return dossier, frozenset()
    shown = {shown_by(id) for id in drawn}
    telling = shown | {key for key, ends in named.items() if not shown.isdisjoint(ends)}
    kept = telling | _named(named, telling)
    return _only(dossier, kept), frozenset(kept - telling)


def shown_by(id: str) -> str:
    """The record that a piece of evidence shows, ``evidence:KIND.SLUG.DIGEST``; any other id as it is."""
    kind, _, rest = id.partition(":")
    return ":".join(rest.split(".")[:2]) if kind == "evidence" else id


def _named(named: Naming, keys: Collection[str]) -> set[str]:
    return {end for key in keys for end in named.get(key, ())}


def _only(dossier: Dossier, keys: Collection[str]) -> Dossier:
    kept: dict[str, Any] = {
        f"{kind.name_of_kind}s": Records(each for each in dossier.of_kind(kind.name_of_kind) if each.key in keys)
        for kind in RECORD_KINDS
    }
    return replace(dossier, **kept)
