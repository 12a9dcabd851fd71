"""`graphkit zone`: where all could live whose consent is needed, or how far apart they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.bargaining.scales import written
from graphkit.cli.difference import Compared, beside
from graphkit.cli.forecast_input import Read, exclusions, is_table, read_tables, what_if
from graphkit.cli.forecast_options import exclude_option, input_argument, issue_option, on_behalf_option, scale_option
from graphkit.cli.opening import number_of, open_dossier, tell_not_read
from graphkit.cli.options import clocks, names_of, resolve
from graphkit.cli.output import plain
from graphkit.cli.plotting import plot_option, plot_to_write
from graphkit.cli.printing import format_option, print_answer, print_table
from graphkit.cli.what_if import supposed, what_if_option
from graphkit.cli.wording import short_citations

if TYPE_CHECKING:
    from graphkit.bargaining.places import Place
    from graphkit.bargaining.table import Inputs
    from graphkit.bargaining.zone import Zone, Zones
    from graphkit.dossier.dossier import Dossier

SHOWN = {
    "issue": "issue",
    "verdict": "verdict",
    "zone": "zone",
    "at_least_by": "at least",
    "at_most_by": "at most",
    "gap": "gap",
    "closers": "who could close it alone",
    "unknown": "line not known",
}
PLACES = {
    "issue": "issue",
    "actor": "actor",
    "stands": "stands at",
    "uncertain": "could be",
    "accepts": "accepts",
    "needed": "consent needed",
}
COMPARED = Compared(("issue",), ("verdict", "low", "high", "gap"), ("low", "high", "gap"))
IN_WORDS = Compared(("issue",), ("verdict", "zone", "gap"))
CONDITIONS = {"issue": "issue", "actor": "actor", "words": "condition", "name": "position", "sources": "source"}


@click.command()
@input_argument
@issue_option
@click.option("--parties", metavar="A,B,…", help="Whose consent is needed, in place of what the issues say.")
@what_if_option
@exclude_option
@on_behalf_option
@scale_option
@clocks
@plot_option
@format_option
def zone(input_: str | None, format_: str, **wishes: Any) -> None:
    """Tell on each issue where all whose consent is needed could live, from the red lines they drew.

    \b
    The verdict on an issue is
      zone  all lines are known and leave room
      open  those that are known leave room, and some are not known
      gap   those that are known leave none; the gap is the highest "at least" less the
            lowest "at most", and who could close it alone is told with the points its
            own line would have to move

    A line that nobody drew is not known; that is no consent to everything. Below stands where everybody is on each
    scale, with the coder's uncertainty and what it accepts, and which conditions were attached to an issue; graphkit
    draft holds a draft against them.

    --plot draws the scales with the red lines, the zone or the gap, and where the issues stand.

    TABLE is a CSV table with the columns actor, position, at_least and at_most, and perhaps issue; the consent of
    everybody in it is needed unless --parties says.

    \b
    Example:
      graphkit zone seed/istanbul-2025
      graphkit zone lines.csv --parties Ann,Ben --format json
      graphkit zone seed/istanbul-2025 --set Russia.size-of-forces.at_least=60
    """
    from graphkit.bargaining.table import BadInputs

    if wishes["plot"]:
        wishes["plot"] = plot_to_write(Path(wishes["plot"]))
    try:
        of = _of_table(Path(input_ or ""), wishes) if is_table(input_) else _of_dossier(input_, wishes)
    except BadInputs as error:
        raise click.UsageError(str(error)) from None
    found, base, dossier = of
    rows = _rows(found, format_)
    compared = COMPARED if format_ in ("json", "csv") else IN_WORDS
    difference = beside(rows, _rows(base, format_), compared, wishes["sets"]) if base else None
    rows = difference.rows if difference else rows
    if format_ in ("table", "markdown"):
        rows = [row for row in rows if {row["verdict"], row.get("base_verdict", "none")} != {"none"}]
    sources = sorted({source for each in found.rows for source in _sources(each)})
    print_answer(
        rows,
        format_,
        caption=_caption(found, dossier, wishes, sources),
        parameters=_parameters(input_, dossier, wishes, sources),
        notes=_reasons(found),
        shown=SHOWN,
        difference=difference,
        then=lambda: _print_below(found, dossier, format_),
    )
    if wishes["plot"]:
        from graphkit.cli.bargaining_plots import plot_zones

        plot_zones(input_, dossier, _tables(input_, dossier, found, wishes), wishes, found, len(sources))


def _print_below(found: Zones, dossier: Dossier | None, format_: str) -> None:
    """Where everybody stands, and which conditions were attached."""
    _print_places(found, format_)
    _print_conditions(found, dossier, format_)


def _print_places(found: Zones, format_: str) -> None:
    """Where everybody stands on each scale."""
    rows = [
        {
            "issue": each.issue,
            "actor": place.actor,
            "stands": "not known" if place.value is None else written(place.value),
            "uncertain": _from_to(place.low, place.high),
            "accepts": _accepted(place),
            "needed": "yes" if place.actor in each.needed else "",
        }
        for each in found.rows
        for place in each.places
    ]
    if rows:
        print_table(rows, format_, caption="\nwhere they stand, and what they accept", shown=PLACES)


def _accepted(place: Place) -> str:
    ends = (("at least", place.at_least), ("at most", place.at_most))
    return ", ".join(f"{words} {written(end)}" for words, end in ends if end is not None)


def _in_words(row: Mapping[str, Any]) -> str:
    """One actor's place on a line of CSV."""
    told = {name: row[name] for name in ("value", "low", "high", "at_least", "at_most") if row[name] is not None}
    return " ".join([row["actor"], *(f"{name.replace('_', ' ')} {written(number)}" for name, number in told.items())])


def _print_conditions(found: Zones, dossier: Dossier | None, format_: str) -> None:
    """The conditions attached to the issues, each with its position and source."""
    if dossier is None:
        return
    rows = [
        {
            "issue": each.issue,
            "actor": attached.actor,
            "words": plain(attached.part.words),
            "name": attached.part.name,
            "sources": short_citations(attached.part.position, dossier) or ["what if"],
        }
        for each in found.rows
        for attached in each.conditions
    ]
    if rows:
        print_table(rows, format_, caption="\nconditions that they attached", shown=CONDITIONS)


def _rows(found: Zones, format_: str) -> list[dict[str, Any]]:
    """The zones as rows, in words where people read them."""
    from graphkit.bargaining.zone import as_row

    rows = [as_row(each) | {"positions": _positions(each)} for each in found.rows]
    if format_ == "json":
        return rows
    if format_ == "csv":
        return [row | {"actors": [_in_words(each) for each in row["actors"]]} for row in rows]
    return [row | _for_readers(each) for row, each in zip(rows, found.rows, strict=True)]


def _of_dossier(folder: str | None, wishes: Mapping[str, Any]) -> tuple[Zones, Zones | None, Dossier]:
    from graphkit.bargaining.zone import of_dossier
    from graphkit.dossier.clocks import at

    if wishes["scale"]:
        raise click.UsageError("--scale belongs to a table; the lines of a dossier are on 0 to 100")
    whole = open_dossier(folder)
    dossier = at(whole, as_of=wishes["as_of"], known_on=wishes["known_on"])
    issues = [resolve(whole, "issue", words, cut=dossier) for words in wishes["issues"]] or None
    parties = [resolve(whole, "actor", words, cut=dossier) for words in names_of(wishes["parties"])]
    exclude = exclusions(wishes["exclude"])
    changed = supposed(whole, dossier, wishes["sets"], as_of=wishes["as_of"])
    options: dict[str, Any] = {"parties": parties, "exclude": exclude, "on_behalf": wishes["on_behalf"] or "committed"}
    base = of_dossier(dossier, issues, **options) if wishes["sets"] else None
    return of_dossier(changed, issues, **options), base, changed


def _of_table(path: Path, wishes: Mapping[str, Any]) -> tuple[Zones, Zones | None, None]:
    from graphkit.bargaining.table import LINES, Inputs
    from graphkit.bargaining.zone import of_tables

    tables = read_tables(path, wishes)
    tell_not_read(path)
    changed = [each for each in what_if(Read(tuple(tables)), wishes["sets"], also=LINES) if isinstance(each, Inputs)]
    parties = names_of(wishes["parties"])
    base = of_tables(tables, parties=parties) if wishes["sets"] else None
    return of_tables(changed, parties=parties), base, None


def _tables(input_: str | None, dossier: Dossier | None, found: Zones, wishes: Mapping[str, Any]) -> Sequence[Inputs]:
    """Where the actors stand on the issues, for a picture."""
    from graphkit.bargaining.inputs import of_dossier
    from graphkit.bargaining.table import LINES
    from graphkit.cli.forecast_notes import tables_of

    if dossier is None:
        read = Read(tuple(read_tables(Path(input_ or ""), wishes)))
        return tables_of(what_if(read, wishes["sets"], also=LINES))
    exclude, issues = exclusions(wishes["exclude"]), [each.issue for each in found.rows]
    return tables_of(of_dossier(dossier, issues, exclude=exclude, on_behalf=wishes["on_behalf"] or "committed"))


def _from_to(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{written(low)} to {written(high)}"


def _positions(found: Zone) -> list[str]:
    return sorted({position.id for each in found.lines for position in each.positions})


def _sources(found: Zone) -> set[str]:
    positions = [position for each in found.lines for position in each.positions]
    return {each.carrier for position in positions for each in position.evidence}


def _for_readers(found: Zone) -> dict[str, Any]:
    lines = {each.actor: each for each in found.lines}
    closers = [f"{actor} by {points:+g}" for actor, points in (found.closers or {}).items()]
    return {
        "issue": found.issue,
        "verdict": found.verdict,
        "zone": _from_to(found.low, found.high),
        "at_least_by": [f"{actor} {written(lines[actor].low)}" for actor in found.at_least_by],
        "at_most_by": [f"{actor} {written(lines[actor].high)}" for actor in found.at_most_by],
        "gap": found.gap,
        "closers": closers or ("nobody" if found.verdict == "gap" else ""),
        "unknown": list(found.unknown),
    }


def _caption(found: Zones, dossier: Dossier | None, wishes: Mapping[str, Any], sources: Sequence[str]) -> str:
    count = Counter(each.verdict for each in found.rows)
    parts = [f"zone of agreement on {count['zone']} of {number_of(len(found.rows), 'issue')}"]
    parts[0] += f", open on {count['open']}, where a line is not known" if count["open"] else ""
    parts[0] += f", a gap on {count['gap']}" if count["gap"] else ""
    if dossier is not None:
        day = wishes["as_of"] or dossier.manifest.as_of
        parts += [
            f"as of {day}" if day else "as of the last day",
            f"red lines from {number_of(len(sources), 'source')}",
        ]
    thin = ["thin evidence: one source carries every red line"] if dossier is not None and len(sources) == 1 else []
    return "\n".join([plain("; ".join(parts)), *thin])


def _parameters(
    input_: str | None, dossier: Dossier | None, wishes: Mapping[str, Any], sources: Sequence[str]
) -> dict[str, Any]:
    named = {name: list(wishes[name]) for name in ("issues", "exclude")} | {"set": list(wishes["sets"])}
    days = {name: wishes[name] for name in ("as_of", "known_on")} if dossier else {}
    parties = names_of(wishes["parties"])
    return {"input": input_, **named, "parties": parties, **days, "sources": list(sources) if dossier else None}


def _reasons(found: Zones) -> list[str]:
    """Why issues have no verdict, a line for each reason."""
    by: dict[str, list[str]] = defaultdict(list)
    for each in found.rows:
        if each.verdict == "none":
            by[each.reason].append(each.issue)
    return [f"no verdict: {reason}: {', '.join(issues)}" for reason, issues in by.items()]
