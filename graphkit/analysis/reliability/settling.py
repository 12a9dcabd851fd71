"""What coders have to settle: the passages of which they made different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graphkit.analysis.reliability.codings import Coding
from graphkit.analysis.reliability.units import Unit
from graphkit.dossier.coders import Cited, most_overlap
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Differs = Literal["stance", "value", "coded by one"]
COLUMNS = (
    *("unit", "differs", "source", "paragraph", "start", "end", "actor", "issue"),
    *("coder", "stance", "value", "counts", "record", "place", "note"),
)
ORDER: tuple[Differs, ...] = ("stance", "value", "coded by one")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A passage that coders took differently.

    Attributes
    ----------
    differs : "stance", "value" or "coded by one"
        In what first: a coder took another stance; gave another value or none; or did not code it, having coded
        something else in the same source.
    unit : Unit
    also : mapping of str to Coding
        For a coder who did not code it: what that coder coded in the same passage instead, with another actor or issue.
    """

    differs: Differs
    unit: Unit
    also: dict[str, Coding]


@dataclass(frozen=True, slots=True, repr=False)
class ToSettle(ShowsItself):
    """The list to settle.

    Attributes
    ----------
    unsettled : tuple of Unsettled
        Stances first, then values, then what one coder alone coded; by issue, actor and place.
    parameters : mapping
        How it came about.
    """

    unsettled: tuple[Unsettled, ...]
    parameters: dict[str, Any]

    def rows(self) -> list[dict[str, Any]]:
        """A row for what each coder made of each passage, with `COLUMNS`; rows of one passage share a number."""
        return [row for number, each in enumerate(self.unsettled, 1) for row in _rows(number, each)]

    def _shown(self) -> Shown:
        rows, caption = self.rows(), f"{len(self.unsettled)} passages to settle"
        columns = ("unit", "differs", "source", "paragraph", "actor", "issue", "coder", "stance", "value")
        return Shown(rows, columns, total=len(rows), caption=caption, parameters=self.parameters)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame."""
        return frame(self.rows(), COLUMNS)


def to_settle(units: Sequence[Unit], *, tolerance: float = 0.0) -> ToSettle:
    """List the units on which coders differ.

    Parameters
    ----------
    units : sequence of Unit
        As `graphkit.analysis.reliability.units.units_of` gives them.
    tolerance : float
        Values that are no further apart than this, 0 to 100, need no settling.

    Returns
    -------
    ToSettle
    """
    there: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for unit in units:
        for each in unit.codings:
            for carrier in {passage.carrier for passage in each.passages}:
                there[each.coder, carrier].append(each)
    found = []
    for unit in units:
        differs = _differs(unit, tolerance)
        if differs:
            found.append(Unsettled(differs, unit, _also(unit, there)))
    return ToSettle(tuple(sorted(found, key=lambda each: ORDER.index(each.differs))), {"tolerance": tolerance})


def _differs(unit: Unit, tolerance: float) -> Differs | None:
    codings = unit.by_coder().values()
    if len({each.stance for each in codings}) > 1:
        return "stance"
    values = [each.value for each in codings]
    given = [value for value in values if value is not None]
    if given and (len(given) < len(values) or max(given) - min(given) > tolerance):
        return "value"
    return "coded by one" if len(codings) == 1 and unit.missing else None


def _also(unit: Unit, there: dict[tuple[str, str], list[Coding]]) -> dict[str, Coding]:
    """What coders who did not code a unit made of its passage."""
    passages = unit.codings[0].passages
    found = {}
    for coder in unit.missing:
        others = _once(each for passage in passages for each in there[coder, passage.carrier])
        ranked = [
            (each.issue != unit.issue, -most_overlap(passages, each.passages), each.record, each)
            for each in others
            if most_overlap(passages, each.passages)
        ]
        if ranked:
            found[coder] = min(ranked, key=lambda each: each[:3])[3]
    return found


def _once(codings: Iterable[Coding]) -> Iterable[Coding]:
    return {each.record: each for each in codings}.values()


def _rows(number: int, each: Unsettled) -> list[dict[str, Any]]:
    unit = each.unit
    shared = {"unit": number, "differs": each.differs, **_where(unit.passage), "actor": unit.actor, "issue": unit.issue}
    rows = [
        {
            **shared,
            **{name: getattr(coding, name) for name in ("coder", "stance", "value", "counts", "record")},
            "place": coding.place or None,
            "note": None,
        }
        for coding in unit.codings
    ]
    for coder in unit.missing:
        absent = dict.fromkeys(("stance", "value", "counts", "record", "place"))
        rows.append({**shared, "coder": coder, **absent, "note": _note(unit, each.also.get(coder))})
    return rows


def _where(passage: Cited) -> dict[str, Any]:
    start, end = passage.span or (None, None)
    return {"source": passage.carrier, "paragraph": passage.paragraph, "start": start, "end": end}


def _note(unit: Unit, also: Coding | None) -> str:
    if also is None:
        return "did not code it"
    about = [f"the issue {also.issue}"] if also.issue != unit.issue else []
    about += [f"the actor {also.actor}"] if also.actor != unit.actor else []
    other = " and ".join(about) or "it elsewhere"
    return f"did not code it, but {other}: {also.record}"
