"""Trades as text: the exchanges one after another, and the outcomes before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, Difference, beside
from graphkit.cli.forecast_input import Read, read, what_if
from graphkit.cli.forecast_notes import caption_of, caveats, left_out, missing, more, parameters_of, reasons, tables_of
from graphkit.cli.opening import number_of
from graphkit.cli.output import wrapped
from graphkit.cli.printing import print_answer, print_table, say
from graphkit.cli.trade_parties import (
    NO_DEAL,
    Parties,
    as_json,
    csv_columns,
    csv_rows,
    no_package,
    of_parties,
    print_packages,
)

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Forecast
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.rounds import History
    from graphkit.bargaining.table import Inputs

Row = dict[str, Any]
NEEDS = "two actors with salience and capability"
SEQUENCE = {name: name for name in ("round", "actors", "issues", "moves", "gain")}
OUTCOMES = {name: name for name in ("issue", "before", "after", "change")}
COLUMNS = (
    *("round", "actor", "gives_on", "start", "end"),
    *("other", "other_gives_on", "other_start", "other_end", "gain"),
)
EXCHANGES = Compared(
    ("actor", "gives_on", "other", "other_gives_on"),
    ("round", "end", "other_end", "gain"),
    ("round", "end", "other_end", "gain"),
    shown=(),
)
ENDS = Compared(("issue",), ("before", "after"), ("before", "after"))


def print_trade(input_: str | None, format_: str, wishes: Mapping[str, Any]) -> None:
    """Print the trades and, where there are two parties, their packages."""
    from graphkit.bargaining.forecast import forecast

    given = read(input_, wishes)
    tables = what_if(given, wishes["sets"])
    found = forecast(tables, ("exchange",))
    base = forecast(given.tables, ("exchange",)) if wishes["sets"] else None
    parties = of_parties(given, tables_of(tables), wishes)
    realised, outcomes = _realised(_history(found)), _outcomes(found)
    exchanges = list(map(_flat, realised))
    difference = ends = None
    if base:
        before = list(map(_flat, _realised(_history(base))))
        difference = beside(exchanges, before, EXCHANGES, wishes["sets"])
        ends = beside(outcomes, _outcomes(base), ENDS, wishes["sets"])
        exchanges, outcomes = difference.rows, ends.rows
    answer = [_counts(found, tables), *_counts_without(base, given), *no_package(parties)]
    caption = "\n".join([*answer, caption_of(given, wishes)])
    notes = [*missing(given), *reasons(found.rows), *left_out(found.rows), *caveats(found.rows), *parties.notes]
    parameters = parameters_of(input_, given, wishes) | dict(parties.parameters)
    if format_ in ("table", "markdown"):
        _print_for_readers(exchanges, outcomes, parties, format_, caption, difference, ends)
        if notes:
            click.echo(err=True)
            say(notes)
    else:
        of_packages = format_ == "csv" and wishes["parties"]
        told = {"potential": _potential(found), "realised": realised, "outcomes": outcomes, "parties": as_json(parties)}
        print_answer(
            csv_rows(parties) if of_packages else exchanges,
            format_,
            caption="\n".join([caption, *map(_outcome_line, outcomes)]) if format_ == "csv" else caption,
            parameters=parameters,
            notes=notes,
            shown=dict.fromkeys(csv_columns() if of_packages else COLUMNS, ""),
            more=told | more(given),
            difference=None if of_packages else difference,
        )
    if wishes["plot"]:
        from graphkit.cli.bargaining_plots import plot_packages

        no_deal = NO_DEAL[wishes["disagreement"]]
        plot_packages(input_, given, tables_of(tables), wishes, parties.found, no_deal)


def _print_for_readers(
    exchanges: Sequence[Row],
    outcomes: Sequence[Row],
    parties: Parties,
    format_: str,
    caption: str,
    difference: Difference | None,
    ends: Difference | None,
) -> None:
    """Print the exchanges, what comes of them, and the packages, as far as there are any."""
    rows, shown = list(map(_for_readers, exchanges)), SEQUENCE
    if difference:
        caption = "\n".join([caption, *difference.lines])
        rows, shown = list(map(difference.for_readers, rows)), difference.shown(SEQUENCE)
    if rows:
        print_table(rows, format_, caption=caption, shown=shown)
    else:
        click.echo("\n".join(wrapped(line, indent="  ") for line in caption.split("\n")))
    if outcomes:
        print_table(
            outcomes, format_, caption="\noutcomes before and after", shown=ends.shown(OUTCOMES) if ends else OUTCOMES
        )
    print_packages(parties, format_)


def _history(found: Forecast) -> History | None:
    return found.histories[0][1] if found.histories else None


def _potential(found: Forecast) -> int | None:
    history = _history(found)
    return None if history is None else int(history.detail["potential"])


def _realised(history: History | None) -> list[Row]:
    """Each exchange that was realised: who, on what, how far, and what each gained."""
    if history is None:
        return []
    pairs = zip(history.moves[::2], history.moves[1::2], history.detail["gains"], strict=True)
    return [
        {
            "round": number,
            "actors": [one.actor, other.actor],
            "issues": [one.issue, other.issue],
            "moves": [
                {"actor": move.actor, "issue": move.issue, "start": move.start, "end": move.end}
                for move in (one, other)
            ],
            "gain": gain,
            "outcomes": dict(zip(history.issues, history.outcomes[number].tolist(), strict=True)),
        }
        for number, (one, other, gain) in enumerate(pairs, 1)
    ]


def _flat(realised: Row) -> Row:
    """An exchange as one row of plain cells."""
    values = [value for move in realised["moves"] for value in move.values()]
    return dict(zip(COLUMNS, (realised["round"], *values, realised["gain"]), strict=True))


def _for_readers(flat: Row) -> Row:
    """An exchange in words; of one that is gone its moves as they were."""
    moves = (
        (flat["actor"], flat["gives_on"], flat["start"], _known(flat, "end")),
        (flat["other"], flat["other_gives_on"], flat["other_start"], _known(flat, "other_end")),
    )
    return flat | {
        "round": _known(flat, "round"),
        "gain": _known(flat, "gain"),
        "actors": [flat["actor"], flat["other"]],
        "issues": [flat["gives_on"], flat["other_gives_on"]],
        "moves": [f"{actor} on {issue} {_short(start)} to {_short(end)}" for actor, issue, start, end in moves],
    }


def _known(flat: Row, column: str) -> Any:
    return flat[column] if flat[column] is not None else flat.get(f"base_{column}")


def _short(value: float) -> str:
    return f"{round(value, 9) + 0.0:.4g}"


def _outcomes(found: Forecast) -> list[Row]:
    """The outcome of each issue before and after all exchanges."""
    return [
        {
            "issue": row.issue,
            "before": row.detail["before"],
            "after": row.outcome,
            "change": row.outcome - row.detail["before"],
        }
        for row in found.rows
        if row.outcome is not None
    ]


def _outcome_line(row: Row) -> str:
    base = f", base {row['base_after']:.6g} after" if row.get("base_after") is not None else ""
    after = "none" if row["after"] is None else f"{row['after']:.6g}"
    return f"outcome on {row['issue']}: {row['before']:.6g} before, {after} after{base}"


def _counts(found: Forecast, tables: Sequence[Found | Inputs]) -> str:
    """How many exchanges are potential and realised, or how thin the inputs are."""
    history = _history(found)
    if history is not None:
        return f"{number_of(_potential(found) or 0, 'potential exchange')}, {len(history.detail['gains'])} realised"
    known = tables_of(tables)
    enough = sum(len(table.having("salience", "capability")) > 1 for table in known)
    return (
        f"no exchange: the inputs are too thin. It takes two issues with {NEEDS} each, and {enough} of "
        f"{number_of(len(known), 'issue')} with positions have them"
    )


def _counts_without(base: Forecast | None, given: Read) -> list[str]:
    return [f"base: {_counts(base, given.tables)}"] if base else []
