"""`graphkit gaps`: what a dossier does not know, what disagrees in it, and what rests on one source."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.options import clocks, dossier_argument, resolve
from graphkit.cli.printing import format_option
from graphkit.cli.what_if import open_supposed, what_if_option

if TYPE_CHECKING:
    from graphkit.analysis.gaps.resting import By, Resting
    from graphkit.cli.gaps_outcomes import Analyses
    from graphkit.cli.gaps_part import Part
    from graphkit.dossier.dossier import Dossier

PARTS = ("coverage", "contradictions", "sensitivity")
BY = ("carrier", "source", "publisher", "attributing-actor", "grade")
FORECASTS = ("compromise", "median", "mean", "nash", "quota", "challenge", "exchange", "smp")
ACTOR_KINDS = ("person", "organization", "state", "bloc", "delegation", "public")
MANY = 50  # causes; fewer take no time
OVERVIEW = {"coverage": 20, "contradictions": 5, "sensitivity": 5}


@click.command()
@dossier_argument
@click.option("--only", type=click.Choice(PARTS), help="One part alone, and whole.")
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="ACTOR",
    shell_complete=ids_of("actor"),
    help="Coverage and contradictions of this actor; may be repeated.",
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(ACTOR_KINDS), help="The same by kind of actor; may be repeated."
)
@click.option(
    "--issue",
    "issues",
    multiple=True,
    metavar="ISSUE",
    shell_complete=ids_of("issue"),
    help="Coverage and contradictions on this issue; may be repeated.",
)
@click.option("--all", "every", is_flag=True, help="Coverage also of actors that hold no position.")
@click.option(
    "--stale-after",
    type=click.IntRange(0, 36_500),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Evidence that is older on the day is stale.",
)
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(BY),
    help="Sensitivity: what may be wrong; may be repeated.  [default: carrier; and source where one carries all]",
)
@click.option(
    "--source", metavar="ID", help="All that falls with one source; with --by, one publisher, actor or grade."
)
@click.option(
    "--broker-network",
    type=click.Choice(["ties", "co-participation"]),
    default="ties",
    show_default=True,
    help="Sensitivity: the network of the brokers.",
)
@click.option(
    "--broker-groups",
    type=click.Choice(["country", "bloc", "kind"]),
    default="country",
    show_default=True,
    help="Sensitivity: between which groups they broker.",
)
@click.option(
    "--forecast",
    type=click.Choice(FORECASTS),
    help="Sensitivity: the model of the forecast.  [default: compromise; mean where none of its inputs are there]",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Show the first N of each part of a table only.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Of the search for camps.")
@what_if_option
@clocks
@format_option
def gaps(folder: str | None, only: str | None, format_: str, **wishes: Any) -> None:
    """Tell what the dossier in DIR does not know, in three parts.

    Coverage: for each actor and issue whether two texts or more, one text, only stale evidence, or nothing tells where
    the actor stands. Contradictions: words of an actor against its own, its public ones against its private ones, and a
    member's against the line. Sensitivity: what falls if one source is wrong, and whether camps or brokers change.

    All of it says how a dossier was coded, and is no verdict on anybody. Csv needs --only.

    \b
    Example:
      graphkit gaps seed/istanbul-2025
      graphkit gaps seed/istanbul-2025 --only coverage --stale-after 30
      graphkit gaps seed/istanbul-2025 --only sensitivity --by source --by grade
      graphkit gaps seed/istanbul-2025 --source the-bell-report
    """
    from graphkit.cli.gaps_difference import beside_base
    from graphkit.cli.gaps_part import print_part, print_parts

    wishes["seed"] = abs(wishes["seed"])
    if wishes["source"] is not None and (only not in (None, "sensitivity") or len(wishes["by"]) > 1):
        raise click.UsageError("--source is about one cause; leave out --only, and give --by once at most")
    one = bool(only) or wishes["source"] is not None
    opened = open_supposed(folder, wishes["sets"], as_of=wishes["as_of"], known_on=wishes["known_on"])
    base = _answer(opened.base, only, wishes) if opened.base else None
    found = _answer(opened.whole, only, wishes, base.compared if base else None)
    parts = found.parts
    if base:
        pairs = zip(parts, base.parts, strict=True)
        parts = [beside_base(part, before, wishes["sets"], whole=one) for part, before in pairs]
    if one:
        print_part(parts[0], format_, found.parameters)
    else:
        print_parts(parts, format_, found.parameters)


class _Answer(NamedTuple):
    """The parts, what was asked for, and the analyses that were compared, where any were."""

    parts: list[Part]
    parameters: dict[str, Any]
    compared: Analyses | None = None


def _answer(whole: Dossier, only: str | None, wishes: Mapping[str, Any], like: Analyses | None = None) -> _Answer:
    """The answer for one dossier; camps are named after those of `like`."""
    from graphkit.analysis.gaps.contradictions import contradictions
    from graphkit.analysis.gaps.coverage import coverage
    from graphkit.analysis.questions import Asked
    from graphkit.cli.gaps_contradictions import contradictions_part
    from graphkit.cli.gaps_coverage import coverage_part
    from graphkit.dossier.clocks import known_at

    if wishes["source"] is not None:
        return _details(whole, wishes, like)
    top = {name: wishes["top"] or (None if only else few) for name, few in OVERVIEW.items()}
    day = wishes["as_of"] or whole.manifest.as_of or date.max
    asked = Asked(whole, day, wishes["known_on"] or date.max)
    chosen = _chosen(whole, wishes) | {"kinds": wishes["kinds"]}
    parts: list[Part] = []
    compared = None
    if only in (None, "coverage"):
        found = coverage(asked, stale_after=wishes["stale_after"], every=wishes["every"], **chosen)
        parts.append(coverage_part(found, top=top["coverage"]))
    if only in (None, "contradictions"):
        known = known_at(whole, wishes["known_on"])
        parts.append(contradictions_part(contradictions(asked, **chosen), known, top=top["contradictions"]))
    if only in (None, "sensitivity"):
        part, compared = _sensitivity(whole, wishes, top["sensitivity"], like)
        parts.append(part)
    return _Answer(parts, _parameters(whole, wishes), compared)


def _chosen(whole: Dossier, wishes: Mapping[str, Any]) -> dict[str, Collection[str]]:
    """The ids of the actors and issues that were named."""
    from graphkit.dossier.clocks import known_at

    known = known_at(whole, wishes["known_on"])
    return {
        f"{kind}s": [resolve(whole, kind, words, cut=known) for words in wishes[f"{kind}s"]]
        for kind in ("actor", "issue")
    }


def _sensitivity(
    whole: Dossier, wishes: Mapping[str, Any], top: int | None, like: Analyses | None
) -> tuple[Part, Analyses]:
    from graphkit.analysis.gaps.sensitivity import sensitivity
    from graphkit.cli.gaps_outcomes import analyses
    from graphkit.cli.gaps_sensitivity import sensitivity_part

    ways: list[By] = list(dict.fromkeys(wishes["by"])) or ["carrier"]
    first = _resting(whole, wishes, ways[0])
    compared = analyses(first.now, wishes, like)
    found = [sensitivity(first, compared.by_name, watched=_watched)]
    ways += ["source"] if not wishes["by"] and found[0].everything else []
    found += [sensitivity(_resting(whole, wishes, by), compared.by_name, watched=_watched) for by in ways[1:]]
    return sensitivity_part(found, first.now, compared, top=top, dropped=not wishes["by"]), compared


def _watched(causes: list[str]) -> Iterable[str]:
    """The causes, with a progress bar where there are many and somebody watches."""
    if len(causes) < MANY or not sys.stderr.isatty():
        return causes
    from rich.console import Console
    from rich.progress import track

    return track(causes, "without one source after the other", console=Console(stderr=True), transient=True)


def _details(whole: Dossier, wishes: Mapping[str, Any], like: Analyses | None) -> _Answer:
    from graphkit.analysis.gaps.sensitivity import sensitivity
    from graphkit.cli.gaps_outcomes import analyses
    from graphkit.cli.gaps_sensitivity import details_part

    resting, cause = _cause(whole, wishes)
    compared = analyses(resting.now, wishes, like)
    found = sensitivity(resting, compared.by_name, causes=[cause])
    parameters = _parameters(whole, wishes) | {"by": [resting.by], "source": cause}
    return _Answer([details_part(resting, found, cause, compared)], parameters, compared)


def _cause(whole: Dossier, wishes: Mapping[str, Any]) -> tuple[Resting, str]:
    """What a person means by ``--source``: a text, where it carries anything, else one who is told of in others."""
    from graphkit.dossier.lookup import fold
    from graphkit.dossier.problem import near, quoted

    words = wishes["source"]
    by: By = wishes["by"][0] if wishes["by"] else "carrier"
    resting = _resting(whole, wishes, by)
    if by in ("carrier", "source"):
        cause = resolve(whole, "source", words, cut=resting.now)
        if not wishes["by"] and cause not in resting.causes:
            resting = _resting(whole, wishes, "source")
        return resting, cause
    if by == "attributing-actor":
        return resting, resolve(whole, "actor", words, cut=resting.now)
    found = next((cause for cause in resting.causes if fold(cause) == fold(words)), None)
    if found is None:
        raise click.UsageError(f"nothing rests on the {by} {quoted(words)}; {near(words, resting.causes)}")
    return resting, found


def _resting(whole: Dossier, wishes: Mapping[str, Any], by: By) -> Resting:
    from graphkit.analysis.gaps.resting import Resting

    return Resting(whole, by, wishes["as_of"], wishes["known_on"])


def _parameters(whole: Dossier, wishes: Mapping[str, Any]) -> dict[str, Any]:
    named = (
        "actors",
        "kinds",
        "issues",
        "every",
        "stale_after",
        "by",
        "broker_network",
        "broker_groups",
        "forecast",
        "seed",
    )
    days = {"as_of": wishes["as_of"] or whole.manifest.as_of, "known_on": wishes["known_on"]}
    return {"dossier": whole.manifest.id, "set": list(wishes["sets"]), **days, **{name: wishes[name] for name in named}}
