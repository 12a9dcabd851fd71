"""`graphkit voting-power`: how often each member's vote decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.printing import format_option, print_answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction


SHOWN = {
    "member": "member",
    "weight": "weight",
    "swings": "swings",
    "banzhaf": "Banzhaf",
    "penrose": "Penrose",
    "shapley_shubik": "Shapley–Shubik",
}
NUMBERS = ("weight", "swings", "banzhaf", "penrose", "shapley_shubik")
COMPARED = Compared(("member",), NUMBERS, NUMBERS, shown=("weight", "banzhaf", "shapley_shubik"))


@click.command("voting-power")
@click.argument("file", metavar="[FILE.csv]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--quota", required=True, metavar="Q", help="What wins: a sum of weights, or a share such as 72%.")
@click.option("--weights", metavar="W,W,…", help="Of the members, in order.")
@click.option("--names", metavar="NAME,…", help="Of the members, in the order of --weights.  [default: 1,2,…]")
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="MEMBER=WEIGHT",
    help="What if: suppose another weight, and show the difference; may be repeated. A quota in votes stays.",
)
@format_option
def voting_power(
    file: Path | None, quota: str, weights: str | None, names: str | None, sets: tuple[str, ...], format_: str
) -> None:
    """Tell how often each member of a body decides a vote, whatever the matter.

    A coalition wins if its weights reach the quota. A member decides where others lose without it and win with it: a
    swing. Banzhaf is its share of all swings, Penrose its swings as a share of all coalitions of others, Shapley–Shubik
    the share of all orders of members in which it turns defeat into victory. All are counted exactly.

    FILE.csv is a table with the columns member and weight.

    \b
    Example:
      graphkit voting-power --quota 12 --weights 4,4,4,2,2,1 --names DE,FR,IT,BE,NL,LU
      graphkit voting-power --quota 72% council.csv --format csv
      graphkit voting-power --quota 72% council.csv --set DE=25
    """
    from graphkit.bargaining.table import BadInputs
    from graphkit.bargaining.voting import as_row
    from graphkit.bargaining.voting import voting_power as power

    called, given = _members(file, weights, names)
    try:
        base = power(quota, given, called) if sets else None
        found = power(quota, _supposed(called, given, sets), called)
    except BadInputs as error:
        raise click.UsageError(str(error)) from None
    wins, total = _exact(found.quota), _exact(found.total)
    notes = ["two coalitions may win at once: the quota is no more than half"] if 2 * found.quota <= found.total else []
    rows = [as_row(each) for each in found.rows]
    difference = beside(rows, [as_row(each) for each in base.rows], COMPARED, sets) if base else None
    rows = difference.rows if difference else rows
    print_answer(
        rows if format_ in ("json", "csv") else list(map(_in_words, rows)),
        format_,
        caption=plain(f"{number_of(len(found.rows), 'member')}; {wins:g} of {total:g} votes win"),
        parameters={"input": str(file) if file else None, "quota": wins, "total": total}
        | ({"set": list(sets)} if sets else {}),
        notes=notes,
        shown=SHOWN,
        names=1,
        difference=difference,
    )


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose shares have as many decimals, so that they stand under each other, those of the base as well."""
    shares = [f"{base}{name}" for base in ("", "base_") for name in ("banzhaf", "penrose", "shapley_shubik")]
    return row | {name: f"{row[name]:.3f}" for name in shares if row.get(name) is not None}


def _supposed(names: Sequence[str] | None, weights: Sequence[str], sets: Sequence[str]) -> list[str]:
    """The weights with what --set supposes."""
    from graphkit.dossier.problem import near, quoted

    known = list(names) if names is not None else [str(number) for number in range(1, len(weights) + 1)]
    changed = list(weights)
    for words in sets:
        member, equals, weight = words.rpartition("=")
        if not equals or not weight:
            raise click.UsageError(f"--set {words!r} is no change; write one such as DE=25")
        if member not in known or len(known) != len(weights):
            raise click.UsageError(f"--set {words!r}: no member {quoted(member)}; {near(member, known)}")
        changed[known.index(member)] = weight
    return changed


def _members(file: Path | None, weights: str | None, names: str | None) -> tuple[list[str] | None, list[str]]:
    """Names, where there are any, and weights."""
    if (file is None) == (weights is None):
        raise click.UsageError(
            "give either --weights such as 4,4,4,2,2,1 or a FILE.csv with the columns member and weight"
        )
    if file is None:
        assert weights is not None
        return _parts(names, "--names") if names is not None else None, _parts(weights, "--weights")
    if names is not None:
        raise click.UsageError("--names goes with --weights; a file has its names in the column member")
    from graphkit.formats.csv_table import BadTable
    from graphkit.formats.weights import read_weights

    try:
        found = read_weights(file)
    except BadTable as error:
        raise click.ClickException(str(error)) from None
    return list(found), list(found.values())


def _parts(words: str, option: str) -> list[str]:
    parts = [each.strip() for each in words.split(",")]
    if "" in parts:
        raise click.UsageError(f"{option} {words!r} has an empty place; put one comma between two of them")
    return parts


def _exact(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
