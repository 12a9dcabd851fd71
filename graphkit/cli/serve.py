"""`graphkit serve`: the report of a dossier in a browser, which follows while the files are written."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from graphkit.cli.desktop import has_desktop
from graphkit.cli.forecast_options import assume_option, model_option, page_draws_option
from graphkit.cli.opening import existing, folder_of, number_of, print_problems
from graphkit.cli.options import clocks, dossier_argument
from graphkit.cli.output import plain
from graphkit.cli.what_if import suppose, what_if_lines, what_if_option, what_if_title

if TYPE_CHECKING:
    from graphkit.cli.serving import Edition, Stand

LOOK_EVERY = 0.5  # seconds


class How(NamedTuple):
    """What is supposed, the days for which the report is, and what models of bargaining get."""

    sets: tuple[str, ...]
    days: Mapping[str, Any]
    models: Mapping[str, Any]


@click.command()
@dossier_argument
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 takes one that is free."
)
@click.option("--open/--no-open", "open_", default=True, help="Open it where there is a desktop.")
@what_if_option
@clocks
@model_option
@assume_option
@page_draws_option
def serve(
    folder: str | None,
    port: int,
    *,
    open_: bool,
    sets: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
    models: Any,
    assume: tuple[str, ...],
    draws: int | None,
) -> None:
    """Show the report of the dossier in DIR in a browser, and keep it up to date while its files change.

    The page is that of graphkit report. It reloads when a file is saved, and stays on the view, the day and the
    selection. Where the files have errors, it shows them with their places and keeps the last page below. It is served
    to this machine only. Ctrl-C ends it.

    --model, --assume and --draws are those of report. What --set supposes is supposed of each
    edition anew, and stands in its title beside what is on record.

    \b
    Example:
      graphkit serve seed/istanbul-2025
    """
    from graphkit.cli.forecast_input import assumed
    from graphkit.cli.serving import HERE, Edition, Stand, marks, server
    from graphkit.report.live import waiting

    place = existing(folder_of(folder))
    seen = marks(place)
    how = How(
        sets,
        {"as_of": as_of, "known_on": known_on},
        {"models": models, "assume": assumed(assume), "draws": draws},
    )
    stand = Stand(_edition(place, waiting(f"{place.resolve().name}: waiting"), "", how))
    try:
        running = server(stand, port)
    except OSError as error:
        reason = f"cannot listen on port {port}: {error.strerror}"
        raise click.ClickException(f"{reason}; name another with --port, or --port 0 for any that is free") from error
    address = f"http://{HERE}:{running.server_address[1]}/"
    Thread(target=running.serve_forever, daemon=True).start()

    def anew(old: Edition) -> Edition:
        try:
            return _edition(place, old.html, old.version, how)
        except click.UsageError as error:  # what is supposed no longer fits, as where an id was changed
            click.echo(f"{error.message}; the page stays as it was", err=True)
            return Edition(old.html, old.version, (error.message,))

    try:
        click.echo(address)
        click.echo("; ".join([f"follows {plain(place)}", *what_if_lines(sets), "Ctrl-C ends it"]), err=True)
        if open_ and has_desktop():
            click.launch(address)
        _follow(place, stand, seen, anew)
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    finally:
        running.shutdown()
        running.server_close()


def _follow(place: Path, stand: Stand, seen: dict[str, tuple[int, int]], anew: Callable[[Edition], Edition]) -> None:
    """Make the page anew whenever a file changed, for ever."""
    from graphkit.cli.serving import marks

    while True:
        time.sleep(LOOK_EVERY)
        now = marks(place)
        if now != seen:
            # What is saved while the page is made shows at the next look.
            seen = now
            stand.put(anew(stand.edition))


def _edition(place: Path, html: str, version: str, how: How) -> Edition:
    """The page of what the files say now; where they have errors, these over the page that was.

    Raises
    ------
    click.UsageError
        If what is supposed or assumed does not fit them.
    """
    from graphkit.bargaining.table import BadInputs
    from graphkit.cli.serving import Edition, version_of
    from graphkit.dossier.cache import examine
    from graphkit.report.live import live
    from graphkit.report.whole import report

    dossier, problems = examine(place)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        print_problems(errors)
        click.echo(f"{number_of(len(errors), 'error')}; the page stays as it was", err=True)
        return Edition(html, version, tuple(map(str, errors)))
    opened = suppose(dossier, how.sets, **how.days)
    title = what_if_title(dossier.manifest.title, opened.told)
    try:
        page = report(opened.whole, title=title, **how.days, **how.models)
    except BadInputs as error:
        raise click.UsageError(str(error)) from None
    return Edition(live(page, version_of(page)), version_of(page))
