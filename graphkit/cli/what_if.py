"""The option --set of commands that read a dossier: what if a value, a line or a stance were another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
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


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that is not cut to a day of the world, with what is supposed, and the base without.

    Attributes
    ----------
    whole : Dossier
    base : Dossier or None
        None where nothing is supposed.
    told : tuple of str
        What is supposed, as written, and what is on record instead.
    """

    whole: Dossier
    base: Dossier | None = None
    told: tuple[str, ...] = ()


def open_supposed(folder: str | None, words: Sequence[str], *, as_of: date | None, known_on: date | None) -> Opened:
    """Open a dossier whole, with what --set supposes of the day; and say so, as talk.

    Parameters
    ----------
    folder : str, optional
    words : sequence of str
    as_of, known_on : datetime.date, optional
        The day on which the positions hold that are changed, and that of the record, to which the dossier is cut then.
    """
    opened = suppose(open_dossier(folder), words, as_of=as_of, known_on=known_on)
    for line in what_if_lines(opened.told):
        click.echo(f"note: {line}; no source says so, and nothing is written to the dossier", err=True)
    return opened


def suppose(whole: Dossier, words: Sequence[str], *, as_of: date | None, known_on: date | None) -> Opened:
    """A whole dossier with what --set supposes of the day, and without."""
    if not words:
        return Opened(whole)
    from graphkit.bargaining.what_if import carried_over
    from graphkit.dossier.clocks import at, known_at

    before = at(whole, as_of=as_of, known_on=known_on)
    after = supposed(whole, before, words, as_of=as_of)
    told = tuple(f"{each} (on record: {_on_record(whole, before, _change(whole, before, each))})" for each in words)
    return Opened(carried_over(known_at(whole, known_on), before, after), whole, told)


def what_if_title(title: str, words: Sequence[str]) -> str:
    """The title of a page or a graph, which says so where it shows suppositions."""
    return f"{title}; what if: {', '.join(words)}" if words else title


def what_if_in_short(title: str, words: Sequence[str]) -> str:
    """The title of a picture, which has room for little; what is supposed stands in its caption."""
    return f"{title} (what if)" if words else title


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


def _on_record(whole: Dossier, dossier: Dossier, change: Change) -> str:
    """What the dossier has instead; of a table on the table's own scale."""
    from graphkit.bargaining.what_if import on_record
    from graphkit.formats.bargaining import Tabled

    if isinstance(whole, Tabled):
        return on_record(dossier, change, own=partial(whole.own, change.issue, change.quantity))
    return on_record(dossier, change)


def _number(whole: Dossier, issue: str, quantity: str, words: str, to: str) -> float:
    """The number that is set, from 0 to 100; of a table it is written on the table's own scale."""
    from graphkit.bargaining.table import BadInputs
    from graphkit.formats.bargaining import Tabled

    number = finite("--set", words, to)
    try:
        return whole.onto(issue, quantity, number) if isinstance(whole, Tabled) else number
    except BadInputs as error:
        raise click.UsageError(f"--set {words!r}: {error}") from None
