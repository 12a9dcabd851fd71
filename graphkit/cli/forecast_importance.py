"""Which input matters most for a forecast, as text: in a sentence, in a line for each outcome, or in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import number_of
from graphkit.cli.printing import print_table

if TYPE_CHECKING:
    from graphkit.bargaining.sensitivity import Index, Sobol

Row = dict[str, Any]
Wishes = Mapping[str, Any]
TOP = 5
FEW_OUTCOMES = 3  # so many have a sentence and a table of inputs each; more have a line each
NEXT = 2  # inputs that such a line tells besides the first
LEAST = 0.005  # of the variance; what matters less is not told there
WHAT = {
    "evidence": "whether the position of {} stands, or where it is if not",
    "reliability": "whether the source {} is reliable",
}
SHARES = (
    "what matters most, as shares of the variance of the outcome: by itself, what would go if it were known; in all, "
    "with what it does together with others"
)
TOGETHER = "how far the outcome goes as one input alone moves through its range"


def print_importance(
    format_: str, wishes: Wishes, indices: Sobol | None, ranks: Sequence[Row], moves: Sequence[Row] | None
) -> None:
    """Print which inputs matter most: shares of variance, and how far each alone moves the outcome."""
    top = wishes["top"] or TOP
    if indices is not None:
        click.echo()
        firsts = most(indices)
        if len(firsts) > FEW_OUTCOMES and not wishes["top"]:
            _print_lines(format_, indices.rows)
        else:
            _print_ranks(format_, ranks, firsts if len(firsts) <= FEW_OUTCOMES else [], top)
    if moves is not None:
        click.echo()
        shown = {name: name for name in ("issue", "model", "input", "from", "to")}
        shown |= {"at_from": "outcome at from", "at_to": "at to", "swing": "swing"}
        rows = [row | {"input": _input(row)} for row in _tops(moves, top)]
        print_table(_once(rows), format_, caption=TOGETHER, shown=shown, names=3)


def most(indices: Sobol) -> list[str]:
    """For each outcome, which input matters most for it, in a sentence."""
    from graphkit.bargaining.sensitivity import most_important

    return [sentence(each) for each in most_important(indices.rows)]


def sentence(index: Index) -> str:
    """Which input matters most, in a sentence."""
    what = WHAT.get(index.what, f"the {index.what} of {{}}").format(index.source or index.actor)
    rest = f" ({number_of(index.resting, 'position')} rest{'s' * (index.resting == 1)} on it)" if index.source else ""
    return (
        f"{index.issue} by {index.model}: {what}{rest}, {_percent(index.first)} by itself and "
        f"{_percent(index.total)} with what it does together with others"
    )


def _print_lines(format_: str, indices: Sequence[Index]) -> None:
    """A line for each outcome: the first input, and those that come next; one for models of which the same is told."""
    models: dict[tuple[str, ...], list[str]] = {}
    for (issue, model), group in groupby(indices, lambda each: (each.issue, each.model)):
        first, *others = group
        after = [f"{_named(each)} {_percent(each.total)}" for each in others[:NEXT] if each.total >= LEAST]
        told = (issue, _named(first), _percent(first.first), _percent(first.total), "; ".join(after))
        models.setdefault(told, []).append(model)
    names = ("issue", "input", "first", "total", "next")
    rows = [dict(zip(names, told, strict=True)) | {"model": ", ".join(some)} for told, some in models.items()]
    shown = {"issue": "issue", "model": "model", "input": "matters most", "first": "by itself", "total": "in all"}
    caption = f"{SHARES}\n--issue and --model, or --top {TOP}, tell more of each, with errors"
    print_table(_once(rows), format_, caption=caption, shown=shown | {"next": "then, in all"}, names=2)


def _print_ranks(format_: str, ranks: Sequence[Row], sentences: Sequence[str], top: int) -> None:
    rows = [
        row
        | {"input": _input(row)}
        | {"first": _share(row["first"], row["first_error"]), "total": _share(row["total"], row["total_error"])}
        for row in _tops(ranks, top)
    ]
    shown = {"issue": "issue", "model": "model", "input": "input", "first": "by itself", "total": "in all"}
    print_table(_once(rows), format_, caption="\n".join([SHARES, *sentences]), shown=shown, names=3)


def _named(index: Index) -> str:
    return _input({"source": index.source, "actor": index.actor, "what": index.what})


def _input(row: Mapping[str, Any]) -> str:
    """An input in a few words."""
    return f"source {row['source']}" if row["source"] else f"{row['what']} of {row['actor']}"


def _once(rows: Sequence[Row]) -> list[Row]:
    """Rows that name issue and model where these begin, and not again."""
    told: list[Row] = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else {"issue": None, "model": None}
        same_issue = row["issue"] == before["issue"]
        same_model = same_issue and row["model"] == before["model"]
        told.append(row | ({"issue": ""} if same_issue else {}) | ({"model": ""} if same_model else {}))
    return told


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.0f} %"


def _share(share: float, error: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.0f} ± {error * 100:.0f} %"


def _tops(rows: Sequence[Row], top: int) -> list[Row]:
    """The first rows of each issue and model."""
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for row in rows:
        key = row["issue"], row["model"]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= top:
            kept.append(row)
    return kept
