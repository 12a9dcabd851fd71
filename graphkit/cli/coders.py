"""`graphkit coders`: how far coders agree, and what they have to settle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import file_meant, number_of, open_dossier, refuse_table
from graphkit.cli.options import known_on_option
from graphkit.cli.output import plain, print_rows
from graphkit.cli.printing import format_option, print_answer, say

if TYPE_CHECKING:
    from graphkit.analysis.reliability.agreement import Agreement
    from graphkit.analysis.reliability.codings import Codings
    from graphkit.analysis.reliability.settling import ToSettle

SHOWN = {
    "issue": "issue",
    "pair": "coders",
    "variable": "of",
    "alpha": "α",
    "interval": "95 %",
    "kappa": "κ",
    "weighted_kappa": "weighted κ",
    "agreement": "agree",
    "expected": "by chance",
    "units": "units",
    "only_one": "by one only",
    "reason": "why none",
}
SETTLED = {
    "unit": "no.",
    "differs": "differs",
    "where": "passage",
    "actor": "actor",
    "issue": "issue",
    "coder": "coder",
    "stance": "stance",
    "value": "value",
    "record": "record",
    "place": "place",
    "note": "note",
}


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@click.option(
    "--by",
    type=click.Choice(["issue", "pair", "overall"]),
    default="issue",
    show_default=True,
    help="Agreement on each issue and on all, of each pair of coders, or on all alone.",
)
@click.option("--weighted", type=click.Choice(["linear", "quadratic"]), help="Give weighted κ of the stance too.")
@click.option(
    "--tolerance",
    type=click.FloatRange(0, 100),
    default=0.0,
    show_default=True,
    metavar="N",
    help="Values that are no further apart need no settling.",
)
@click.option("--settle", is_flag=True, help="Print the list to settle alone.")
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="How often units are drawn anew for the intervals of α.",
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Of everything drawn at random.")
@known_on_option
@format_option
def coders(input_: str | None, known_on: date | None, format_: str, **wishes: Any) -> None:
    """Say how far the coders of DIR, a dossier, or FILE agree, and list the passages that they have to settle.

    FILE is a database of Discourse Network Analyzer 3, or an event list that it exported as CSV.

    Compared is what coders made of the same passage for the same actor and issue: locked passages that overlap, else
    the same paragraph, else the same source. α is Krippendorff's, of the stance without order and of the value as an
    interval, with the middle 95 % of a bootstrap; κ is Cohen's, for each pair. An α of 1 is agreement throughout, 0 is
    what chance would give. --format csv prints the agreement; with --settle the list.

    \b
    Example:
      graphkit coders my-talks
      graphkit coders my-talks --settle --format csv
      graphkit coders sample.dna --by pair
    """
    from graphkit.analysis.reliability.agreement import agreement
    from graphkit.analysis.reliability.settling import to_settle

    how = {name: wishes[name] for name in ("by", "resamples")}
    seed = abs(wishes["seed"])
    found = agreement(_codings(input_, known_on), weights=wishes["weighted"], seed=seed, **how)
    listed = to_settle(found.units, tolerance=wishes["tolerance"])
    parameters = {
        "input": input_,
        "known_on": known_on,
        **found.parameters,
        **listed.parameters,
        "coders": list(found.coders),
        "preferred": found.preferred,
    }
    if wishes["settle"]:
        _print_list(found, listed, format_, parameters)
    else:
        _print(found, listed, format_, parameters)


def _codings(input_: str | None, known_on: date | None) -> Codings:
    refuse_table(input_, "is of one coder")
    file = file_meant(input_)
    if file is None:
        from graphkit.analysis.reliability.codings import codings_of

        return codings_of(open_dossier(input_), known_on=known_on)
    if known_on:
        raise click.UsageError("--known-on belongs to a dossier, not to a database; leave it out")
    return _of_database(file)


def _of_database(file: Path) -> Codings:
    from graphkit.formats.dna import BadDatabase, codings_of

    try:
        return codings_of(file)
    except BadDatabase as error:
        raise click.ClickException(str(error)) from None


def _print(found: Agreement, listed: ToSettle, format_: str, parameters: Mapping[str, Any]) -> None:
    rows = found.rows()
    if format_ in ("table", "markdown"):
        rows = [{**row, "interval": _interval(row), **_in_words(row)} for row in rows]
    shown = {
        name: heading
        for name, heading in SHOWN.items()
        if name not in ("weighted_kappa", "reason", "pair")
        or any(row.get(name) not in (None, "", "all") for row in rows)
    }
    print_answer(
        rows,
        format_,
        caption=_caption(found),
        parameters=parameters,
        notes=found.notes,
        shown=shown,
        more={"settle": listed.rows()},
        then=lambda: _print_settled(f"\n{_to_settle(listed)}\n", listed, format_),
    )


def _print_list(found: Agreement, listed: ToSettle, format_: str, parameters: Mapping[str, Any]) -> None:
    rows = listed.rows()
    if format_ in ("json", "csv"):
        shown = dict.fromkeys(rows[0], "") if rows else dict.fromkeys(_columns(), "")
        caption = f"{_caption(found)}; {_to_settle(listed)}"
        print_answer(rows, format_, caption=caption, parameters=parameters, notes=found.notes, shown=shown)
        return
    _print_settled(f"{_caption(found)}\n\n{_to_settle(listed)}\n", listed, format_)
    say(found.notes)


def _print_settled(head: str, listed: ToSettle, format_: str) -> None:
    click.echo(head)
    _print_words(listed, format_)


def _columns() -> tuple[str, ...]:
    from graphkit.analysis.reliability.settling import COLUMNS

    return COLUMNS


def _print_words(listed: ToSettle, format_: str) -> None:
    """The list for readers: a line for what each coder made of a passage."""
    rows = [
        {heading: plain(_told(row, name)) for name, heading in SETTLED.items()}
        for row in ({**row, "where": _where(row)} for row in listed.rows())
    ]
    if not rows:
        click.echo("none")
    elif format_ == "markdown":
        from graphkit.cli.markdown import markdown

        click.echo(markdown(rows, list(SETTLED.values())))
    else:
        print_rows(rows, "table", columns=list(SETTLED.values()))


def _told(row: Mapping[str, Any], name: str) -> Any:
    if name == "record" and row["record"] and row["counts"]:
        return f"{row['record']} (counts)"
    return row[name]


def _where(row: Mapping[str, Any]) -> str:
    parts = [f"paragraph {row['paragraph']}"] if row["paragraph"] else []
    parts += [f"{row['start']}-{row['end']}"] if row["end"] else []
    return ", ".join([row["source"], *parts])


def _caption(found: Agreement) -> str:
    shared = sum(len(unit.by_coder()) > 1 for unit in found.units)
    preferred = f"{found.preferred} is preferred" if found.preferred else "none is preferred"
    names = ", ".join(found.coders) or "none"
    sources = len({unit.passage.carrier for unit in found.units})
    units = (
        f"{number_of(len(found.units), 'unit')} from {number_of(sources, 'source')}, {shared} of them coded by several"
    )
    return plain(f"coders {names} ({preferred}); {units}")


def _to_settle(listed: ToSettle) -> str:
    return f"to settle: {number_of(len(listed.unsettled), 'passage')}"


def _interval(row: Mapping[str, Any]) -> str:
    return "" if row["low"] is None else f"{row['low']:.2f} to {row['high']:.2f}"


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """κ without the pair where there is one, and shares as per cent."""
    kappas = {name: _kappa(row[name]) for name in ("kappa", "weighted_kappa")}
    shares = {name: "" if row[name] is None else f"{row[name]:.0%}" for name in ("agreement", "expected")}
    return {**kappas, **shares}


def _kappa(kappas: Mapping[str, float | None]) -> str:
    told = {pair: "none" if value is None else f"{value:.2f}" for pair, value in kappas.items()}
    return next(iter(told.values())) if len(told) == 1 else "; ".join(f"{pair} {value}" for pair, value in told.items())
