"""`graphkit forecast --store`: outcomes go into the dossier's forecasts.yaml, to be scored when more is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit import __version__
from graphkit.cli.forecast_input import Read, assumed, is_table
from graphkit.cli.opening import folder_of, number_of
from graphkit.cli.output import named
from graphkit.cli.wishes import refuse
from graphkit.dossier.names import FORECASTS

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Forecast, Outcome
    from graphkit.bargaining.spread import Spread
    from graphkit.bargaining.uncertainty import Uncertain

PERCENTS = range(5, 100, 5)
DECIMALS = 3


def today() -> date:
    """The day on which a forecast is made."""
    return datetime.now(tz=UTC).date()


def checked(input_: str | None, wishes: Mapping[str, Any]) -> Path | None:
    """The file to add to, where that is asked for and can be done; misuse otherwise."""
    if not wishes["store"]:
        refuse(wishes, {"target": "--for"}, "belongs to --store")
        return None
    refuse(wishes, {"sets": "--set"}, "supposes what nobody says, and --store keeps what was forecast")
    folder = None if is_table(input_) else folder_of(input_)
    if folder is None or not Path(folder).is_dir():
        raise click.UsageError("--store adds to the folder of a dossier, and this is none; leave it out")
    joint = sorted({"exchange", "smp"} & set(wishes["models"]))
    if wishes["issues"] and joint:
        raise click.UsageError(f"--store with --issue: {' and '.join(joint)} look at all issues; leave them or it out")
    return Path(folder) / FORECASTS


def store(path: Path, given: Read, found: Forecast | Uncertain, wishes: Mapping[str, Any]) -> None:
    """Add each outcome to the file, and say how many."""
    from graphkit.dossier.adding import CannotAdd, with_entries
    from graphkit.dossier.files import write_text
    from graphkit.dossier.forecasts import StoredForecast

    records = [_as_written(each) for each in _records(given, found, wishes)]
    if not records:
        raise click.ClickException("nothing was stored: no model has an outcome; the notes say what is missing")
    try:
        write_text(path, with_entries(path, records, StoredForecast))
    except (CannotAdd, OSError) as error:
        raise click.ClickException(f"nothing was stored: {error}") from None
    click.echo(f"stored: {number_of(len(records), 'forecast')} in {named(path)}", err=True)


def _records(given: Read, found: Forecast | Uncertain, wishes: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    from graphkit.bargaining.scoreboard import inputs_hash
    from graphkit.cli.forecast_notes import tables_of
    from graphkit.dossier.digest import version

    assert given.dossier is not None and given.whole is not None
    told = {
        "made": today().isoformat(),
        "version": version(given.whole),
        "by": f"graphkit {__version__}",
        "as_of": _day(wishes["as_of"] or given.dossier.manifest.as_of),
        "known_on": _day(wishes["known_on"]),
        "target": _day(wishes["target"]),
        "assumed": assumed(wishes["assume"]),
        "exclude": list(wishes["exclude"]),
        "on_behalf": wishes["on_behalf"],
    }
    tables = tables_of(given.tables)
    for point, spread in _rows(found):
        drawn = spread is not None and len(spread.known) > 0
        if point.outcome is not None:
            yield {
                **told,
                "issue": point.issue,
                "model": point.model,
                "outcome": round(point.outcome, DECIMALS) + 0.0,  # no minus zero
                "inputs": inputs_hash(tables, point.issue, point.model),
                "options": _options(point.model, wishes),
                "draws": f"{len(spread.values)}, seed {wishes['seed'] or 0}" if spread and drawn else None,
                "quantiles": _quantiles(spread) if spread and drawn else None,
            }


def _quantiles(spread: Spread) -> str:
    return ", ".join(
        f"{percent}: {round(spread.quantile(percent / 100) or 0, DECIMALS) + 0.0:g}" for percent in PERCENTS
    )


def _rows(found: Forecast | Uncertain) -> Iterator[tuple[Outcome, Spread | None]]:
    """Each outcome, with its draws where there are any."""
    from graphkit.bargaining.uncertainty import Uncertain

    if isinstance(found, Uncertain):
        yield from ((spread.point, spread) for spread in found.rows)
    else:
        yield from ((point, None) for point in found.rows)


def _as_written(record: Mapping[str, Any]) -> dict[str, Any]:
    """A forecast as it stands in the file: texts, lists and mappings of what there is."""
    return {key: _text(value) for key, value in record.items() if value not in (None, [], {}, ())}


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_text(each) for each in value]
    return f"{value:g}" if isinstance(value, float) else value


def _options(model: str, wishes: Mapping[str, Any]) -> list[str]:
    """The options that a model was given."""
    mine = [each for each in wishes["options"] if each.startswith(f"{model}.")]
    if model == "quota" and wishes["quota"] is not None:
        mine.append(f"quota={wishes['quota']:g}")
    return [*mine, f"max-rounds={wishes['max_rounds']}"] if wishes["max_rounds"] else mine


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
