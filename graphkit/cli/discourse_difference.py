"""The ties of a discourse network beside those of the base: which are new, gone, or of another weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graphkit.cli.difference import GONE, NEW, SAME, Compared, Difference, beside
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.analysis.discourse.results import Discourse, DiscourseNetwork

COMPARED = Compared(("row", "column"), ("weight",), ("weight",))
COLUMNS = ("row", "column", "difference", "weight", "base_weight", "change_weight")
SHOWN = {
    "row_label": "from",
    "column_label": "to",
    "difference": "difference",
    "weight": "weight",
    "base_weight": "base weight",
    "change_weight": "change",
}
DIGITS = 12  # of a weight for programs


@dataclass(frozen=True, slots=True)
class Windows:
    """The differences of every window, in order, and the windows that only the base has."""

    by_window: tuple[Difference, ...]
    gone: tuple[DiscourseNetwork, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many ties of all windows are changed, new, gone and the same."""
        every = [each.counts for each in self.by_window]
        return {name: sum(each[name] for each in every) for name in (every[0] if every else ())}

    def lines(self) -> list[str]:
        """What is supposed, the sum of differences, and the windows that are gone."""
        sets = self.by_window[0].sets if self.by_window else ()
        rows = [row for each in self.by_window for row in each.rows]
        gone = [f"{each.since} to {each.until}" for each in self.gone]
        told = [f"windows of the base that are gone: {', '.join(gone)}"] if gone else []
        return [*_of_ties(Difference(rows, COMPARED, sets)), *told]


def between(found: Discourse, base: Discourse, sets: Sequence[str]) -> Windows:
    """The ties of each window beside those of the same days of the base; without windows, of the whole.

    Parameters
    ----------
    found, base : Discourse
        With the same options.
    sets : sequence of str
        What is supposed.
    """
    if not found.options.window:
        pairs = zip(found.networks, base.networks, strict=True)
        return Windows(tuple(_of_window(mine, theirs, sets) for mine, theirs in pairs), ())
    before = {(each.since, each.until): each for each in base.networks}
    made = tuple(_of_window(each, before.pop((each.since, each.until), None), sets) for each in found.networks)
    return Windows(made, tuple(before.values()))


def differing(difference: Difference) -> list[dict[str, Any]]:
    """The ties that are not the same."""
    return [row for row in difference.rows if row["difference"] != SAME]


def for_programs(difference: Difference) -> list[dict[str, Any]]:
    """The ties that differ, by id."""
    return [{name: row[name] for name in COLUMNS} for row in differing(difference)]


def for_readers(difference: Difference) -> list[dict[str, Any]]:
    """The ties that differ, by name, with short numbers."""
    return [{heading: _short(row[name]) for name, heading in SHOWN.items()} for row in differing(difference)]


def summary(difference: Difference) -> str:
    """How many ties of one window differ."""
    return _of_ties(difference)[-1]


def _of_ties(difference: Difference) -> list[str]:
    return [line.replace(", by row:", ", by tie:") for line in difference.lines]


def _of_window(mine: DiscourseNetwork, theirs: DiscourseNetwork | None, sets: Sequence[str]) -> Difference:
    found = beside(list(_ties(mine)), list(_ties(theirs)) if theirs else [], COMPARED, sets)
    return replace(found, rows=list(map(_with_nothing, found.rows)))


def _with_nothing(row: dict[str, Any]) -> dict[str, Any]:
    """A tie that is new had the weight 0, and one that is gone has it now."""
    if row["difference"] == NEW:
        return row | {"base_weight": 0, "change_weight": row["weight"]}
    if row["difference"] == GONE:
        return row | {"weight": 0, "change_weight": -row["base_weight"]}
    return row


def _ties(network: DiscourseNetwork) -> Iterator[dict[str, Any]]:
    """The ties of a matrix, in a one-mode network each once."""
    from scipy.sparse import coo_array

    matrix = coo_array(network.matrix)
    once = network.rows.ids == network.columns.ids
    places = zip(matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True)
    for row, column, weight in sorted(places):
        if weight and not (once and row >= column):
            yield {
                "row": network.rows.ids[row],
                "row_label": network.rows.labels[row],
                "column": network.columns.ids[column],
                "column_label": network.columns.labels[column],
                "weight": int(weight) if float(weight).is_integer() else float(f"{weight:.{DIGITS}g}"),
            }


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else plain(value)
