"""The positions of a dossier as a table of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
from scipy import sparse

from graphkit.analysis.discourse.grades import evidence_weight
from graphkit.analysis.discourse.rollup import RollUp, groups
from graphkit.analysis.discourse.statements import Floats, Names, Scale, Statements, Table, in_order
from graphkit.dossier.clocks import at, has_begun, known_at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Position
from graphkit.dossier.problem import near, quoted

SIGN = {"support": 1.0, "oppose": -1.0}
VARIABLES = ("actor", "issue", "stance", "kind", "country", "source", "basis", "status", "setting", "event", "coder")
Values = Mapping[str, Collection[str]]


class BadValue(ValueError):
    """A variable or a value is none that the dossier has; the message says which it has."""


def taken(dossier: Dossier, *, as_of: date | None = None, known_on: date | None = None) -> Dossier:
    """A dossier cut to a day, with the positions taken by then, also those that no longer hold.

    Parameters
    ----------
    dossier : Dossier
        Whole.
    as_of, known_on : datetime.date, optional
        As for `graphkit.dossier.clocks.at`.
    """
    day = as_of or dossier.manifest.as_of or date.max
    positions = Records(each for each in known_at(dossier, known_on).positions if has_begun(each.valid, day))
    return replace(at(dossier, as_of=as_of, known_on=known_on), positions=positions)


def statements_of(
    dossier: Dossier,
    *,
    value: bool = False,
    conditional: bool = False,
    weigh: bool = False,
    roll_up: RollUp | None = None,
    exclude: Values | None = None,
    only: Values | None = None,
) -> Statements:
    """Positions as statements: of each actor on each issue, dated by the first day, from the carrier of the evidence.

    Support is +1 and opposition -1; a conditional or neutral stance is 0 and has no sign.

    Parameters
    ----------
    dossier : Dossier
        Cut by `graphkit.dossier.clocks.at` to what holds on a day, or by `taken` to what was said by then.
    value : bool
        Whether the stance is the value, 0 to 100, instead; positions without one are left out.
    conditional : bool
        Whether a conditional position has the sign of the stance to which all of its conditions would lead.
    weigh : bool
        Whether positions weigh by the grades of their evidence; see `graphkit.analysis.discourse.grades`.
    roll_up : "bloc" or "state", optional
        Whether positions count for the group of their holder; see `graphkit.analysis.discourse.rollup`.
    exclude, only : mapping of str to collection of str, optional
        Values of `VARIABLES`.  Left out is what has one of the first, or for some variable none of the second.

    Returns
    -------
    Statements

    Raises
    ------
    BadValue
        If there is no such variable, or none of the dossier's positions has the value.
    """
    positions = list(dossier.positions)
    grouped, notes = groups(dossier, roll_up) if roll_up else ({}, ())
    labels = {actor.id: (actor.id, actor.label) for actor in dossier.actors} | grouped
    holders = [labels.get(each.actor, (each.actor, each.actor)) for each in positions]
    about = [(each.issue, _issue_name(dossier, each.issue)) for each in positions]
    actor, actors = _coded(holders)
    issue, issues = _coded(about)
    shown_by, document = _carriers(positions)
    stance = _values(positions) if value else _signs(positions, conditional=conditional)
    table = Statements(
        actor=actor,
        issue=issue,
        stance=stance,
        document=document,
        time=np.array([each.valid.earliest for each in positions], "datetime64[D]").astype("datetime64[s]"),
        weight=np.array([evidence_weight(dossier, each) if weigh else 1.0 for each in positions]),
        kept=_kept(dossier, positions, exclude or {}, only or {}),
        actors=actors,
        issues=issues,
        scale=Scale("number", 100.0, 50.0, 50.0) if value else Scale("sign"),
        shown_by=shown_by,
        words=(roll_up or "actor", "issue", "value" if value else "stance"),
        notes=(*notes, *_unsaid(stance)),
    )
    return in_order(table)


def _issue_name(dossier: Dossier, issue: str) -> str:
    found = dossier.issues.get(issue)
    return found.name if found else issue


def _coded(named: list[tuple[str, str]]) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Names]:
    """A code for each name, in order of id, and the names."""
    labels = dict(named)
    ids = tuple(sorted(labels))
    code = {id: number for number, id in enumerate(ids)}
    return np.array([code[id] for id, _ in named], np.int64), Names(ids, tuple(labels[id] for id in ids))


def _carriers(positions: list[Position]) -> tuple[Table, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Which sources carry each position, and the first of them; a document of its own where none does."""
    sources = [list(dict.fromkeys(each.carrier for each in position.evidence)) for position in positions]
    code = {id: number for number, id in enumerate(sorted({id for each in sources for id in each or [""]}))}
    rows = np.repeat(np.arange(len(positions)), [len(each) for each in sources])
    columns = np.array([code[id] for each in sources for id in each], np.int64)
    shape = (len(positions), len(code))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape), np.array(
        [code[each[0] if each else ""] for each in sources], np.int64
    )


def _signs(positions: list[Position], *, conditional: bool) -> Floats:
    return np.array([_sign(each, conditional=conditional) for each in positions], np.float64)


def _sign(position: Position, *, conditional: bool) -> float:
    if conditional and position.stance == "conditional":
        leads_to = {condition.then for condition in position.conditions}
        return SIGN.get(str(leads_to.pop()), 0.0) if len(leads_to) == 1 else 0.0
    return SIGN.get(position.stance, 0.0)


def _values(positions: list[Position]) -> Floats:
    return np.array([np.nan if each.value is None else each.value for each in positions], np.float64)


def _unsaid(stance: Floats) -> tuple[str, ...]:
    without = int(np.isnan(stance).sum())
    return (f"{without} positions without a value",) if without else ()


def _kept(
    dossier: Dossier, positions: list[Position], exclude: Values, only: Values
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    kept = np.ones(len(positions), np.bool_)
    for wanted, values in ((False, exclude), (True, only)):
        for variable, words in values.items():
            said = [_said(dossier, each, variable) for each in positions]
            _must_occur(variable, words, said)
            kept &= np.array([bool(each & set(words)) == wanted for each in said], np.bool_)
    return kept


def _said(dossier: Dossier, position: Position, variable: str) -> set[str]:
    """The values that a position has of a variable: several sources, or none or one of anything else."""
    if variable == "source":
        return {id for each in position.evidence for id in (each.source, each.carrier)}
    if variable in ("kind", "country"):
        return _texts([getattr(dossier.actors.get(position.actor), variable, None)])
    if variable not in VARIABLES:
        raise BadValue(f"no variable {quoted(variable)} in a dossier; {near(variable, VARIABLES)}")
    return _texts([getattr(position, variable)])


def _texts(values: Iterable[object]) -> set[str]:
    return {str(value) for value in values if value is not None}


def _must_occur(variable: str, words: Collection[str], said: list[set[str]]) -> None:
    there = sorted(set().union(*said))
    for word in sorted(words):
        if word not in there:
            raise BadValue(f"no position has the {variable} {quoted(word)}; {near(word, there)}")
