"""`graphkit fmt`: write the files of a dossier in the style of the house."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from graphkit.cli.opening import counted, existing, folder_of, number_of, print_problems
from graphkit.cli.options import dossier_argument
from graphkit.cli.output import named

if TYPE_CHECKING:
    from pathlib import Path

    from graphkit.dossier.formatting import Rewrite


@click.command()
@dossier_argument
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the files that would change.")
@click.option(
    "--to", "form", type=click.Choice(["yaml", "csv"]), help="Turn files of records into this form; default: none."
)
@click.option("--force", is_flag=True, help="Go on where comments would be lost, which CSV cannot hold.")
def fmt(folder: str | None, *, only_check: bool, form: Literal["yaml", "csv"] | None, force: bool) -> None:
    """Write the files of the dossier in DIR in the style of the house, and print the names of those that changed.

    Comments, empty lines, and the order of records and keys stay as they are. Indentation, quotes, the breaks of
    folded texts, white space at the ends of lines, line ends and byte order marks become the same everywhere; a table
    gets its columns in order. What a dossier says never changes: one that cannot be read without errors is left alone.

    Exit code 1 where it has errors, or where --check finds a file that would change.

    \b
    Example:
      graphkit fmt seed/istanbul-2025 --check
    """
    from graphkit.dossier.formatting import CannotConvert, carry_out, rewrites
    from graphkit.dossier.problem import printable

    place = existing(folder_of(folder))
    _stop_at_errors(place)
    try:
        every = rewrites(place, form=form)
    except CannotConvert as error:
        raise click.ClickException(str(error)) from None
    changes = [each for each in every if each.changed]
    if not (force or only_check):
        _keep_comments(changes)
    for change in changes:
        if not only_check:
            carry_out(change)
        click.echo(printable(str(change.target)))
    would = "would change" if only_check else "changed"
    click.echo(f"{number_of(len(changes), 'file')} {would}, {len(every) - len(changes)} as they should be", err=True)
    sys.exit(only_check and bool(changes))


def _stop_at_errors(folder: Path) -> None:
    """Print the errors of reading and exit with 1; what cannot be read would be lost."""
    from graphkit.dossier.reader import read

    errors = [problem for problem in read(folder)[1] if problem.severity == "error"]
    if errors:
        print_problems(errors)
        click.echo(f"{counted(errors)}; nothing was written, mend them first", err=True)
        sys.exit(1)


def _keep_comments(changes: list[Rewrite]) -> None:
    losing = [change for change in changes if change.comments]
    if losing:
        told = ", ".join(f"{named(each.source)} ({number_of(each.comments, 'comment')})" for each in losing)
        raise click.UsageError(f"a table holds no comments, and there are some in {told}; --force drops them")
