"""A table as a dossier, for the commands that take one: numbers from 0 to 100, with the lines they are from.

A table names no sources and no days: its positions hold always, and their evidence is the table itself.  Which half of
its scale a position lies in is its stance.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.bargaining.scales import USUAL, Scale, Scales, back, onto, written
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.dossier.dates import Edtf
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.dossier import Path as Keys
from graphkit.dossier.model import Actor, Issue, Judgement, Manifest, Position, Source
from graphkit.dossier.problem import Place
from graphkit.formats.bargaining.sniffed import read_inputs
from graphkit.formats.slugs import slug, slugs

ALWAYS = Edtf("always", None, None, interval=True)
CODER = "table"
FULL = 100.0
JUDGED = ("salience", "capability")
NUMBERS = {"value": "position", "low": "low", "high": "high"}
SHOWN = 4


@dataclass(frozen=True, eq=False, repr=False)
class Tabled(Dossier):
    """A dossier that was read from a table, which still knows the table's own numbers.

    Attributes
    ----------
    scales : mapping of str to (float, float)
        Ends of the scale of each issue, by id, as the table has them.
    factors : mapping of str to float
        What salience and capability were multiplied by.
    digits : int
        Decimals of the numbers from 0 to 100.
    """

    scales: Scales = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)
    digits: int = SHOWN

    def onto(self, issue: str, quantity: str, number: float) -> float:
        """A number as the table has it, of a salience, a capability or a place on an issue, as one from 0 to 100.

        Raises
        ------
        BadInputs
            If it is a place that is not on the table's scale.
        """
        if quantity in self.factors:
            return number * self.factors[quantity]
        low, high = self.scales[issue]
        if not low <= number <= high:
            raise BadInputs(f"{written(number)} is not from {written(low)} to {written(high)}, the scale of the table")
        return _rounded(self.scales[issue], number, self.digits)

    def own(self, issue: str, quantity: str, number: float) -> float:
        """The number of the table of one from 0 to 100; the way back from `onto`."""
        if quantity in self.factors:
            return number / self.factors[quantity]
        return back(self.scales[issue], number)


def read_tabled(path: Path | str, *, scale: tuple[float, float] | None = None, digits: int = SHOWN) -> Tabled:
    """Read inputs of models of bargaining as a dossier; as `read_inputs` and `tabled`."""
    return tabled(read_inputs(path, scale=scale), path, digits=digits)


def tabled(tables: Sequence[Inputs], path: Path | str, *, digits: int = SHOWN) -> Tabled:
    """Inputs of models of bargaining as a dossier.

    Parameters
    ----------
    tables : sequence of Inputs
        As `read_inputs` gives them.
    path : Path or str
        The file they are from, which the dossier is named after.
    digits : int
        To how many decimals the numbers from 0 to 100 are rounded where the table's scale is another.

    Returns
    -------
    Tabled
        With an actor for each name and an issue for each table, ids made from the names; a position for each row;
        judgements of salience and capability where they are known; and the file as the only source.  The consent of
        everybody on an issue is needed.

    Examples
    --------
    >>> found = tabled([Inputs("Bridge toll", ("Ann",), [3], at_most=[4], scale=(0, 5), lines=(2,))], "toll.csv")
    >>> position = next(iter(found.positions))
    >>> position.actor, position.value, position.accepts.at_most, position.stance
    ('ann', 60.0, 80.0, 'support')
    >>> position.claim
    'Wants 3 on the scale from 0 to 5, and nothing above 4. Line 2 of the table.'
    """
    file = Path(path)
    actors = slugs(dict.fromkeys(actor for table in tables for actor in table.actors), kind="actor")
    issues = slugs([table.issue for table in tables], kind="issue")
    source = _source(file)
    factors = {name: _factor(tables, name) for name in JUDGED}
    pairs = {(issues[table.issue], actors[name]): "" for table in tables for name in table.actors}
    ids = slugs([f"{actor} / {issue}" for issue, actor in pairs], kind="position")
    making = _Making(str(file), source.id, digits, actors, factors, dict(zip(pairs, ids.values(), strict=True)))
    positions = [each for table in tables for each in making.positions(table, issues[table.issue])]
    judgements = [each for table in tables for each in making.judgements(table, issues[table.issue])]
    return Tabled(
        manifest=_manifest(file),
        actors=Records(_actor(id, name) for name, id in actors.items()),
        issues=Records(_issue(issues[table.issue], table, actors) for table in tables),
        positions=Records(positions),
        judgements=Records(judgements),
        sources=Records([source]),
        places=making.places,
        scales={issues[table.issue]: table.scale for table in tables},
        factors=factors,
        digits=digits,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of a file that a record is from."""

    place: Place

    def at(self, _: Keys) -> Place:
        """The row, whatever is asked for."""
        return self.place


class _Making:
    """Records from the rows of tables, with their places."""

    def __init__(
        self,
        file: str,
        source: str,
        digits: int,
        actors: Mapping[str, str],
        factors: Mapping[str, float],
        ids: Mapping[tuple[str, str], str],
    ) -> None:
        self.file = file
        self.ids = ids
        self.digits = digits
        self.evidence = {"source": source}
        self.actors = actors
        self.factors = factors
        self.places: dict[str, _Row] = {}

    def positions(self, table: Inputs, issue: str) -> Iterator[Position]:
        """A position for each actor."""
        for row, name in enumerate(table.actors):
            actor, line = self.actors[name], table.lines[row]
            numbers = {key: column for key, column in NUMBERS.items() if _is(table, column, row)}
            accepts = {side: self._value(table, side, row) for side in ("at_least", "at_most") if _is(table, side, row)}
            made = Position.model_validate(
                {
                    "id": self.ids[issue, actor],
                    "actor": actor,
                    "issue": issue,
                    "stance": _half(table, table.position[row]),
                    "claim": f"{_wish(table, row)}. {_where(line)}.",
                    "valid": ALWAYS,
                    "basis": "inferred",
                    "evidence": ({**self.evidence, "note": f"{_where(line)}, which names no source"},),
                    "accepts": accepts or None,
                    **{key: self._value(table, column, row) for key, column in numbers.items()},
                }
            )
            self._note(made.key, line)
            yield made

    def judgements(self, table: Inputs, issue: str) -> Iterator[Judgement]:
        """A judgement for each salience and capability that is known."""
        for row, name in enumerate(table.actors):
            for quantity in JUDGED:
                if _is(table, quantity, row):
                    yield self._judgement(table, issue, row, self.actors[name], quantity)

    def _judgement(self, table: Inputs, issue: str, row: int, actor: str, quantity: str) -> Judgement:
        factor, line = self.factors[quantity], table.lines[row]
        own = f"{written(getattr(table, quantity)[row])} there; " if factor != 1 else ""
        ends = {end: f"{quantity}_{end}" for end in ("low", "high")}
        made = Judgement.model_validate(
            {
                "id": f"{self.ids[issue, actor]}-{quantity}",
                "actor": actor,
                "quantity": quantity,
                "value": _scaled(table, quantity, row, factor),
                "coder": CODER,
                "note": f"{_where(line)}; {own}no reason is given",
                "issue": issue,
                **{end: _scaled(table, name, row, factor) for end, name in ends.items() if _is(table, name, row)},
            }
        )
        self._note(made.key, line)
        return made

    def _value(self, table: Inputs, column: str, row: int) -> float:
        """A number from 0 to 100; a red line beyond the end of the scale is at the end."""
        return min(max(_rounded(table.scale, getattr(table, column)[row], self.digits), 0.0), FULL)

    def _note(self, key: str, line: int) -> None:
        self.places[key] = _Row(Place(self.file, max(line, 1), 1))


def _where(line: int) -> str:
    return f"Line {line} of the table" if line else "The table"


def _wish(table: Inputs, row: int) -> str:
    """What a row says, on the table's own scale."""
    low, high = map(written, table.scale)
    told = f"Wants {written(table.position[row])} on the scale from {low} to {high}"
    if _is(table, "low", row) or _is(table, "high", row):
        ends = [written(getattr(table, end)[row]) if _is(table, end, row) else "?" for end in ("low", "high")]
        told += f" (from {ends[0]} to {ends[1]})"
    sides = (("at_least", "nothing below"), ("at_most", "nothing above"))
    lines = [f"{words} {written(getattr(table, side)[row])}" for side, words in sides if _is(table, side, row)]
    return told + "".join(f", and {each}" if place == 0 else f" or {each[8:]}" for place, each in enumerate(lines))


def _half(table: Inputs, position: float) -> str:
    middle = sum(table.scale) / 2
    return "support" if position > middle else "oppose" if position < middle else "neutral"


def _is(table: Inputs, name: str, row: int) -> bool:
    return not math.isnan(getattr(table, name)[row])


def _rounded(scale: Scale, number: float, digits: int) -> float:
    value = onto(scale, number)
    return value if scale == USUAL else round(value, digits)


def _scaled(table: Inputs, name: str, row: int, factor: float) -> float:
    return min(float(getattr(table, name)[row]) * factor, FULL)


def _factor(tables: Iterable[Inputs], quantity: str) -> float:
    """What makes a quantity one from 0 to 100; 1 where it is."""
    names = (quantity, f"{quantity}_high")
    numbers: list[float] = [each for table in tables for name in names for each in getattr(table, name).tolist()]
    known = [each for each in numbers if not math.isnan(each)]
    if quantity == "salience":
        known += [table.full_salience for table in tables]
        return FULL / max(known)
    return FULL / max(known) if known and max(known) > FULL else 1.0


def _manifest(file: Path) -> Manifest:
    return Manifest.model_validate(
        {
            "id": slug(file.stem) or "table",
            "title": file.stem or "Table",
            "summary": (
                f"Read from the table {file.name}, which names no sources and no days. Numbers are on scales from 0 to "
                "100, from the lowest to the highest of the table's; whoever is above the middle is told as for it."
            ),
            "coders": ({"id": CODER, "name": f"Table {file.name}"},),
        }
    )


def _source(file: Path) -> Source:
    return Source.model_validate(
        {
            "id": slug(file.name) or "table",
            "title": "names no sources of its own",
            "publisher": f"Table {file.name}",
            "kind": "dataset",
        }
    )


def _actor(id: str, name: str) -> Actor:
    return Actor.model_validate({"id": id, "name": name, "kind": "organization"})


def _issue(id: str, table: Inputs, actors: Mapping[str, str]) -> Issue:
    low, high = map(written, table.scale)
    words = {"low": "low end", "high": "high end"}
    if table.scale != USUAL:
        words = {"low": f"{low} in the table", "high": f"{high} in the table"}
    return Issue.model_validate(
        {
            "id": id,
            "name": table.name or table.issue,
            "question": f"Nearer to {high} than to {low}?",
            "scale": words,
            "consent": tuple(actors[actor] for actor in table.consent or table.actors),
        }
    )
