"""How the rows of an answer differ from those of the base, in the same columns and words for every command.

With --set every row says in `difference` whether it is the ``same`` as without, ``changed``, ``new`` or ``gone``;
beside a column that is compared stand `base_COLUMN`, its value without the suppositions, and for numbers
`change_COLUMN`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, isfinite
from typing import Any

from graphkit.cli.output import plain
from graphkit.cli.what_if import what_if_lines

Row = Mapping[str, Any]
SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"
NOTHING = "none"
FEW = 4  # of a list in words


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared of the rows of a command.

    Attributes
    ----------
    key : tuple of str
        The columns that tell which row of the base a row belongs to; where several have the same, one after another.
    columns : tuple of str
        What may change in a row.
    numbers : tuple of str
        Which of these are numbers.
    shown : tuple of str, optional
        Beside which of these a table shows the base; all unless told.
    in_order : bool
        Whether rows stand in the order of their keys, which are days: then those that are gone stand among them.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    shown: tuple[str, ...] | None = None
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows with suppositions beside those of the base.

    Attributes
    ----------
    rows : list of dict
        The rows in their order, each with its difference, and then those that are gone, as they were.
    compared : Compared
    sets : tuple of str
        What is supposed.
    """

    rows: list[dict[str, Any]]
    compared: Compared
    sets: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, gone, changed and the same."""
        counted = Counter(row["difference"] for row in self.rows)
        return {each: counted[each] for each in (CHANGED, NEW, GONE, SAME)}

    @property
    def lines(self) -> list[str]:
        """What a caption says: what is supposed, and how many rows differ."""
        names = {CHANGED: CHANGED, NEW: NEW, GONE: GONE, SAME: "the same"}
        counted = {name: count for name, count in self.counts.items() if count}
        told = f"by row: {', '.join(f'{count} {names[name]}' for name, count in counted.items())}"
        differs = counted.keys() - {SAME}
        return [
            *what_if_lines(self.sets),
            f"difference to the base, {told}" if differs else "no difference to the base",
        ]

    @property
    def columns(self) -> list[str]:
        """The columns that every row has besides its own."""
        beside = (
            (f"base_{name}", *([f"change_{name}"] if name in self.compared.numbers else []))
            for name in self.compared.columns
        )
        return ["difference", *(name for names in beside for name in names)]

    def shown(self, shown: Mapping[str, str]) -> dict[str, str]:
        """The columns of a table, those of the base beside those that anything changes, and the difference."""
        found: dict[str, str] = {}
        compared = self.compared.columns if self.compared.shown is None else self.compared.shown
        for name, heading in shown.items():
            found[name] = heading
            if name in compared and any(_differs(row, name) for row in self.rows):
                found[f"base_{name}"] = f"base {heading}"
        return found | {"difference": "difference"}

    def for_readers(self, row: Row) -> dict[str, Any]:
        """A row of a table, in which the base stands only where it differs."""
        same_as_base = [name for name in self.compared.columns if f"base_{name}" in row and _is_same(row, name)]
        return {**row, **{f"base_{name}": "" for name in same_as_base}}

    def told(self, name: Callable[[Row], str], headings: Mapping[str, str]) -> Iterator[str]:
        """Each row that differs, in words: by its name, with what changes in it of the columns that have a heading."""
        for row in self.rows:
            if row["difference"] == CHANGED:
                changes = (
                    f"{heading} {_turn(row[f'base_{column}'], row[column])}"
                    for column, heading in headings.items()
                    if _differs(row, column)
                )
                yield plain(f"changed: {name(row)}: {'; '.join(changes) or 'in what is not shown here'}")
            elif row["difference"] != SAME:
                yield plain(f"{row['difference']}: {name(row)}")


def records_beside(records: Sequence[Row], base: Sequence[Row]) -> list[dict[str, Any]]:
    """Whole records, each with its difference and, where it changed, `base_FIELD` for every field that did.

    Examples
    --------
    >>> records_beside([{"id": "a-toll", "value": 70}], [{"id": "a-toll", "value": 30}])
    [{'id': 'a-toll', 'value': 70, 'difference': 'changed', 'base_value': 30}]
    """
    before = {record["id"]: record for record in base}
    now = {record["id"] for record in records}
    made = [_record(record, before.get(record["id"])) for record in records]
    return made + [{**record, "difference": GONE} for record in base if record["id"] not in now]


def _record(record: Row, before: Row | None) -> dict[str, Any]:
    if before is None:
        return {**record, "difference": NEW}
    fields = dict.fromkeys([*record, *before])
    other = {f"base_{name}": before.get(name) for name in fields if not same(record.get(name), before.get(name))}
    return {**record, "difference": CHANGED if other else SAME, **other}


def beside(rows: Sequence[Row], base: Sequence[Row], compared: Compared, sets: Sequence[str]) -> Difference:
    """Rows beside those of the base.

    Parameters
    ----------
    rows, base : sequence of mappings
        With and without suppositions; all have the same columns.
    compared : Compared
    sets : sequence of str
        What is supposed, as written.

    Returns
    -------
    Difference

    Examples
    --------
    >>> found = beside([{"issue": "toll", "loss": 0.5}], [{"issue": "toll", "loss": 0.2}, {"issue": "rail", "loss": 1}],
    ...                Compared(("issue",), ("loss",), ("loss",)), ["a.toll.stance=oppose"])
    >>> for row in found.rows:
    ...     print(row)
    {'issue': 'toll', 'loss': 0.5, 'difference': 'changed', 'base_loss': 0.2, 'change_loss': 0.3}
    {'issue': 'rail', 'loss': None, 'difference': 'gone', 'base_loss': 1, 'change_loss': None}
    """
    before: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in reversed(base):
        before[_key(row, compared)].append(row)
    made = []
    for row in rows:
        waiting = before[_key(row, compared)]
        made.append(_beside(row, waiting.pop() if waiting else None, compared))
    left = {id(row) for waiting in before.values() for row in waiting}
    made += [_gone(row, compared) for row in base if id(row) in left]
    if compared.in_order:
        made.sort(key=lambda row: _key(row, compared))
    return Difference(made, compared, tuple(sets))


def same(one: Any, other: Any) -> bool:
    """Whether two values are alike, numbers but for the noise of adding up."""
    if _is_number(one) and _is_number(other):
        return one == other or isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def _key(row: Row, compared: Compared) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in compared.key)


def _beside(row: Row, before: Row | None, compared: Compared) -> dict[str, Any]:
    if before is None:
        return _with_base(row, NEW, dict.fromkeys(compared.columns), compared)
    changed = any(not same(row[name], before[name]) for name in compared.columns)
    return _with_base(row, CHANGED if changed else SAME, before, compared)


def _gone(before: Row, compared: Compared) -> dict[str, Any]:
    return _with_base({**before, **dict.fromkeys(compared.columns)}, GONE, before, compared)


def _with_base(row: Row, difference: str, before: Row, compared: Compared) -> dict[str, Any]:
    made: dict[str, Any] = {**row, "difference": difference}
    for name in compared.columns:
        made[f"base_{name}"] = before[name]
        if name in compared.numbers:
            made[f"change_{name}"] = _change(row[name], before[name])
    return made


def _change(now: Any, before: Any) -> float | None:
    if not (_is_number(now) and _is_number(before)):
        return None
    return 0 if same(now, before) else float(f"{now - before:.12g}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _differs(row: Row, column: str) -> bool:
    return f"base_{column}" in row and not same(row[column], row[f"base_{column}"])


def _is_same(row: Row, column: str) -> bool:
    return row["difference"] == SAME or same(row[column], row[f"base_{column}"])


def _turn(before: Any, now: Any) -> str:
    """What a value was and is; of lists what comes and goes."""
    if not (isinstance(before, list) and isinstance(now, list) and len(before) + len(now) > 2):
        return f"{_value(before)} → {_value(now)}"
    comes, goes = ([each for each in one if each not in other] for one, other in ((now, before), (before, now)))
    told = (("now", comes), ("no longer", goes))
    return ", ".join(f"{word} {_some(values)}" for word, values in told if values) or "in another order"


def _some(values: Sequence[Any]) -> str:
    more = f" and {len(values) - FEW} more" if len(values) > FEW else ""
    return "; ".join(map(plain, values[:FEW])) + more


def _value(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else plain(value) or NOTHING
