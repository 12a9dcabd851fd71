"""The option --set of commands that read a dossier: what if a value, a line or a stance were another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from graphkit.cli.forecast_input import finite
from graphkit.cli.opening import open_dossier
from graphkit.cli.options import resolve
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.bargaining.what_if import Change
    from graphkit.dossier.dossier import Dossier

what_if_option = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="ACTOR.ISSUE.value=N",
    help="What if: suppose another value, stance, at_least, at_most, salience or capability; may be repeated. Nothing "
    "is written.",
)


def supposed(whole: Dossier, dossier: Dossier, words: Sequence[str], *, as_of: date | None) -> Dossier:
    """A dossier, cut to a day, with what --set supposes.

    Parameters
    ----------
    whole : Dossier
        The same whole, which knows every name.
    dossier : Dossier
    words : sequence of str
        Such as ``Russia.size-of-forces.at_least=40``.
    as_of : datetime.date, optional
    """
    if not words:
        return dossier
    from graphkit.bargaining.table import BadInputs
    from graphkit.bargaining.what_if import with_changes

    changes = [_change(whole, dossier, each) for each in words]
    try:
        return with_changes(dossier, changes, day=as_of or dossier.manifest.as_of)
    except BadInputs as error:
        raise click.UsageError(f"--set {' --set '.join(map(repr, words))}: {error}") from None


def open_supposed(folder: str | None, words: Sequence[str], *, as_of: date | None, known_on: date | None) -> Dossier:
    """Open a dossier whole, with what --set supposes of the day; and say so, as talk.

    Parameters
    ----------
    folder : str, optional
    words : sequence of str
    as_of, known_on : datetime.date, optional
        The day on which the positions hold that are changed, and that of the record, to which the dossier is cut then.
    """
    whole = open_dossier(folder)
    if not words:
        return whole
    from graphkit.bargaining.what_if import carried_over
    from graphkit.dossier.clocks import at, known_at

    before = at(whole, as_of=as_of, known_on=known_on)
    after = supposed(whole, before, words, as_of=as_of)
    for line in what_if_lines(words):
        click.echo(f"note: {line}; no source says so, and nothing is written to the dossier", err=True)
    return carried_over(known_at(whole, known_on), before, after)


def what_if_title(title: str, words: Sequence[str]) -> str:
    """The title of a page, which says so where it shows suppositions."""
    return f"{title} (what if: {', '.join(words)})" if words else title


def what_if_lines(words: Sequence[str]) -> list[str]:
    """What captions say of suppositions."""
    return [plain(f"what if: {', '.join(words)}")] if words else []


def _change(whole: Dossier, dossier: Dossier, words: str) -> Change:
    from graphkit.bargaining.what_if import QUANTITIES, Change

    key, equals, to = words.rpartition("=")
    start, _, quantity = key.rpartition(".")
    actor, dot, issue = start.rpartition(".")
    quantity = {"position": "value", "power": "capability"}.get(quantity, quantity)
    if not equals or not dot or quantity not in QUANTITIES:
        told = f"write ACTOR.ISSUE.QUANTITY=N, where QUANTITY is one of {', '.join(QUANTITIES)}"
        raise click.UsageError(f"--set {words!r} is no change; {told}")
    actor, issue = resolve(whole, "actor", actor, cut=dossier), resolve(whole, "issue", issue, cut=dossier)
    return Change(actor, issue, quantity, to if quantity == "stance" else _number(whole, issue, quantity, words, to))


def _number(whole: Dossier, issue: str, quantity: str, words: str, to: str) -> float:
    """The number that is set, from 0 to 100; of a table it is written on the table's own scale."""
    from graphkit.bargaining.table import BadInputs
    from graphkit.formats.bargaining import Tabled

    number = finite("--set", words, to)
    try:
        return whole.onto(issue, quantity, number) if isinstance(whole, Tabled) else number
    except BadInputs as error:
        raise click.UsageError(f"--set {words!r}: {error}") from None
