"""The packages of two parties: who they are, and the packages as text and for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.forecast_input import Read
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.printing import print_table

if TYPE_CHECKING:
    from graphkit.bargaining.packages import Packages
    from graphkit.bargaining.table import Inputs

Row = dict[str, Any]
MOST_SWAPS = 10
GAINS = ("one", "other")
NO_DEAL = {"expected": "the expected outcome of all", "status-quo": "the status quo"}
NAMES = {"nash": "Nash", "kalai_smorodinsky": "Kalai–Smorodinsky"}
ROLL = {"issue": "issue", "start": "from", "end": "to", "gives": "who gives", "takes": "who gains"}
SWAPS = {"issues": "issues", "before": "before", "equal": "gains alike", "gain": "gain of each", "full": "full swap"}


@dataclass(frozen=True, slots=True)
class Parties:
    """The two, what they could agree on, and what there is to say about it."""

    found: Packages | None
    parameters: Mapping[str, Any]
    notes: Sequence[str] = ()


def of_parties(given: Read, tables: Sequence[Inputs], wishes: Mapping[str, Any]) -> Parties:
    """The packages of the parties asked for, or of the two whose consent the issues need."""
    from graphkit.bargaining.packages import consenting, packages
    from graphkit.bargaining.table import BadInputs

    pair = _named(given, wishes["parties"]) if wishes["parties"] else consenting(tables)
    parameters = {"parties": list(pair) if pair else None, "disagreement": wishes["disagreement"]}
    if pair is None:
        return Parties(None, parameters, ["no packages: no two actors are named; name them with --parties A,B"])
    try:
        found = packages(tables, *pair, disagreement=wishes["disagreement"])
    except BadInputs as error:
        if wishes["parties"]:
            raise click.UsageError(f"--parties {wishes['parties']!r}: {error}") from None
        return Parties(None, parameters, [f"no packages of {' and '.join(pair)}: {error}"])
    return Parties(found, parameters, _notes(found))


def _named(given: Read, words: str) -> tuple[str, str]:
    """The two that words mean."""
    from graphkit.cli.options import resolve

    names = [each.strip() for each in words.split(",")]
    if len(names) != 2 or not all(names):
        raise click.UsageError(f"--parties {words!r} are not two actors; write two with a comma between, such as A,B")
    if given.whole is not None:
        names = [resolve(given.whole, "actor", each, cut=given.dossier) for each in names]
    return names[0], names[1]


def _notes(found: Packages) -> list[str]:
    """What is not in the packages, and why there is no best one."""
    by: dict[str, list[str]] = defaultdict(list)
    for issue, why in found.left_out.items():
        by[why].append(issue)
    whose = " and ".join(found.actors)
    return [f"left out of the packages of {whose}: {why}: {', '.join(issues)}" for why, issues in by.items()]


def no_package(parties: Parties) -> list[str]:
    """Why the two have no best package, for the caption."""
    found = parties.found
    return [f"no best package of {' and '.join(found.actors)}: {found.reason}"] if found and found.reason else []


def as_json(parties: Parties) -> Row | None:
    """The packages for programs."""
    if parties.found is None:
        return None
    told = asdict(parties.found)
    told["swaps"] = [{"issues": list(issues), **roll} for issues, roll in told["swaps"].items()]
    return told


def csv_rows(parties: Parties) -> list[Row]:
    """A row for each package and issue."""
    from graphkit.bargaining.packages import rows

    return rows(parties.found) if parties.found else []


def csv_columns() -> Sequence[str]:
    """The columns of those rows."""
    from graphkit.bargaining.packages import COLUMNS

    return COLUMNS


def print_packages(parties: Parties, format_: str) -> None:
    """Print the packages, the log-roll that the best one needs, and what can be swapped on two issues."""
    found = parties.found
    if found is None or not found.every:
        return
    _print_all(found, NO_DEAL[parties.parameters["disagreement"]], format_)
    if found.best is not None:
        caption = f"\nthe log-roll of the best package, against {NO_DEAL[parties.parameters['disagreement']]}"
        rows = [asdict(each) | dict(zip(GAINS, each.gains, strict=True)) for each in found.log_roll]
        print_table(rows, format_, caption=caption, shown=ROLL | _gains(found, "gains by it"))
    if found.swaps:
        _print_swaps(found, format_)


def _print_all(found: Packages, no_deal: str, format_: str) -> None:
    what = "gains" if found.no_deal is not None else "loses"
    rows = []
    for each in found.every:
        worth = dict(zip(GAINS, each.gains or each.losses, strict=True))
        rows.append({"package": NAMES.get(each.name, each.name), **worth, **_cells(each.values)})
    shown = {"package": "package"} | _gains(found, what) | {f"on {issue}": issue for issue in found.issues}
    against = f"gains against {no_deal}" if found.no_deal is not None else "losses against all its own positions"
    caption = f"packages of {' and '.join(found.actors)} on {number_of(len(found.issues), 'issue')}; {against}"
    print_table(rows, format_, caption="\n" + plain(caption), shown=shown, names=1)


def _gains(found: Packages, what: str) -> dict[str, str]:
    """The columns of what each of the two gains or loses."""
    return {name: f"{actor} {what}" for name, actor in zip(GAINS, found.actors, strict=True)}


def _cells(values: Mapping[str, float]) -> Row:
    return {f"on {issue}": value for issue, value in values.items()}


def _print_swaps(found: Packages, format_: str) -> None:
    """The swaps on two issues by which both gain, the largest first."""
    rolls = sorted(found.swaps.items(), key=lambda each: -each[1].gain)
    rows = [
        {
            "issues": list(issues),
            **{name: [f"{each:.4g}" for each in getattr(roll, name)] for name in ("before", "equal", "full")},
            "gain": roll.gain,
            **dict(zip(GAINS, roll.full_gains, strict=True)),
        }
        for issues, roll in rolls[:MOST_SWAPS]
    ]
    shown = SWAPS | _gains(found, "gains by full swap")
    many = f"the {len(rows)} largest of {len(rolls)} " if len(rolls) > len(rows) else ""
    print_table(
        rows, format_, caption=f"\n{many}swaps on two issues, with gains alike and in full", shown=shown, names=1
    )
