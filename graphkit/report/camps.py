"""Computed camps for a page: who stands with whom by agreement less conflict, on each day on which that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from graphkit.dossier.dossier import Dossier, Records
from graphkit.graph.networks import SIGN
from graphkit.report.spans import Span, covers, spans
from graphkit.report.style import BORDER, CAMPS, NO_CAMP

if TYPE_CHECKING:
    from graphkit.analysis.camps.signed import SignedNetwork
    from graphkit.analysis.frustration import Frustration

PAIRS_AT_MOST = 5_000_000  # pairs of actors on one issue, added up: beyond, camps take longer than the rest of a page
BY_DAY_AT_MOST = 200  # actors with a signed tie; with more, camps are those of the last day
DAYS_AT_MOST = 60
CAMPS_AT_MOST = 12
Member: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Camp:
    """A camp on a day: its members by how much ties within and without speak for their place, most first."""

    part: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The camps from a day on, and how well they fit: the partition's frustrated ties, of all."""

    since: str
    camps: tuple[Camp, ...]
    either: tuple[Member, ...]
    ties: int
    against: int
    weight: float
    index: float
    proven: bool


def computed_camps(told: Dossier, *, first: date, day: date) -> dict[str, Any]:
    """The camps of `graphkit camps`, day by day, as the page's script takes them.

    Two camps in each part of the signed network, agreement less conflict, with the least frustration; see
    `graphkit.analysis.frustration.proven_or_searched`.

    Parameters
    ----------
    told : Dossier
        As `graphkit.report.spans.history` gives it.
    first, day : datetime.date
        The first and the last day of the page.

    Returns
    -------
    dict
        `days`, in order: from when on (`since`), the `camps` with their `members`, letter and part of the network, who
        would fit `either` side as well, and the numbers of ties.  A letter is the same camp on all days, and on the
        last day that of `graphkit camps`.  `entries` is the look of each letter; `few` is why only some days have
        camps, or none, ``""`` where all have.  Computed on all days up to `DAYS_AT_MOST` days of change and
        `BY_DAY_AT_MOST` actors with ties; on none above `PAIRS_AT_MOST` pairs.
    """
    known = spans(told)
    changes = _changes(told, known, first, day)
    today = _on(told, known, day)
    if _pairs(today) > PAIRS_AT_MOST:
        return {"days": [], "entries": [], "few": "pairs"}
    last = _found(today, changes[-1])
    tied = sum(len(camp.members) for camp in last.camps)
    kept = changes[-1:] if tied > BY_DAY_AT_MOST else changes[-DAYS_AT_MOST:]
    days = [*(_found(_on(told, known, date.fromisoformat(each)), each) for each in kept[:-1]), last]
    days = list(_changed(days))
    letters = _lettered(days)
    few = "" if len(kept) == len(changes) else "actors" if tied > BY_DAY_AT_MOST else "days"
    return {
        "days": [_told(each, names) for each, names in zip(days, letters, strict=True)] if any(letters) else [],
        "entries": [{"letter": each, **look} for each, look in _looks(letters)],
        "few": few,
    }


def _changes(told: Dossier, known: Mapping[str, Span], first: date, day: date) -> list[str]:
    """The days from `first` to `day` on which a position with a side begins or no longer counts, and `first`."""
    found = {first.isoformat()}
    for each in told.positions:
        if each.stance not in SIGN or not (span := known.get(each.key)):
            continue
        begun, ended = span
        ends = date.fromisoformat(ended) if ended else date.max
        found |= {begun} if begun else set()
        found |= {(ends + timedelta(days=1)).isoformat()} if ends < date.max else set()
    return sorted(each for each in found if first.isoformat() <= each <= day.isoformat())


def _on(told: Dossier, known: Mapping[str, Span], day: date) -> Dossier:
    """The dossier with the positions that count on a day."""
    return replace(
        told, positions=Records(each for each in told.positions if covers(known.get(each.key, [None, None]), day))
    )


def _pairs(dossier: Dossier) -> int:
    """How many pairs of sides on one issue a network is made of, at most."""
    number: dict[str, int] = {}
    for each in dossier.positions:
        number[each.issue] = number.get(each.issue, 0) + (each.stance in SIGN)
    return sum(each**2 for each in number.values()) // 2


def _found(dossier: Dossier, since: str) -> Day:
    from graphkit.analysis.camps.found import sides_as_camps
    from graphkit.analysis.camps.stands import network_of, stands_of
    from graphkit.analysis.discourse.positions import statements_of
    from graphkit.analysis.frustration import proven_or_searched

    network = network_of(stands_of(statements_of(dossier)))
    found = proven_or_searched(network)
    camp = sides_as_camps(network, found.sides).tolist()
    fits, misfits = _fits(network, found)
    ids = network.actors.ids
    order = sorted(range(len(ids)), key=lambda at: (misfits[at] - fits[at], ids[at]))
    members = [[ids[at] for at in order if camp[at] == each] for each in range(max(camp, default=-1) + 1)]
    part = [int(network.components[camp.index(each)]) for each in range(len(members))]
    return Day(
        since,
        tuple(Camp(one, tuple(all_)) for one, all_ in zip(part, members, strict=True)),
        tuple(ids[at] for at in range(len(ids)) if camp[at] >= 0 and fits[at] == misfits[at]),
        len(network.weight),
        int(found.frustrated.sum()),
        float(abs(network.weight).sum()),
        found.index,
        found.proven,
    )


def _fits(network: SignedNetwork, found: Frustration) -> tuple[Sequence[float], Sequence[float]]:
    """The weight of each actor's ties that fit the two sides of its part of the network, and of those that do not."""
    from graphkit.analysis.balance import misfit_of_actor

    fits, misfits = misfit_of_actor(network, (found.sides < 0).astype("int64"))
    return fits.tolist(), misfits.tolist()


def _changed(days: Iterable[Day]) -> Iterator[Day]:
    """The days on which camps or ties are others than before."""
    before: Day | None = None
    for each in days:
        if before is None or replace(each, since="") != replace(before, since=""):
            yield each
        before = each


def _lettered(days: Sequence[Day]) -> list[list[str]]:
    """A letter for each camp of each day: the same where most members stay, counted from the last day back."""
    from graphkit.analysis.camps.found import letters

    known: dict[str, frozenset[Member]] = {}
    found: list[list[str]] = []
    for day in reversed(days):
        same = _same(known, day.camps)
        free = (name for number in range(len(known) + len(day.camps)) if (name := letters(number)) not in known)
        named = [same.get(place) or next(free) for place in range(len(day.camps))]
        known |= {name: frozenset(camp.members) for name, camp in zip(named, day.camps, strict=True)}
        found.append(named)
    return found[::-1]


def _same(known: Mapping[str, frozenset[Member]], camps: Sequence[Camp]) -> dict[int, str]:
    """Which camps take the place of known ones, so that most members stay, and of those few others come."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    names = sorted(known, key=lambda name: (len(name), name))
    if not names or not camps:
        return {}
    shared = np.array([[len(known[name] & set(camp.members)) for name in names] for camp in camps], np.float64)
    union = np.array([[len(known[name] | set(camp.members)) for name in names] for camp in camps], np.float64)
    rows, columns = linear_sum_assignment(-(shared + shared / union / 2))
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {place: names[at] for place, at in pairs if shared[place, at] > 0}


def _looks(letters: Sequence[Sequence[str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Letters, A first, with their colours, and at last who is in no camp."""
    every = sorted({each for names in letters for each in names[:CAMPS_AT_MOST]}, key=lambda name: (len(name), name))
    for place, letter in enumerate(every):
        yield letter, {"color": CAMPS[place % len(CAMPS)], "border": BORDER}
    if every:
        yield "", {"color": NO_CAMP, "border": BORDER}


def _told(day: Day, letters: Sequence[str]) -> dict[str, Any]:
    camps: list[dict[str, Any]] = [
        {"letter": letter, "part": camp.part, "members": list(camp.members)}
        for letter, camp in zip(letters, day.camps, strict=True)
    ]
    small = camps[CAMPS_AT_MOST:]
    return {
        "since": day.since,
        "camps": sorted(camps[:CAMPS_AT_MOST], key=lambda camp: (len(camp["letter"]), camp["letter"])),
        "small": {"camps": len(small), "actors": sum(len(camp["members"]) for camp in small)},
        "either": list(day.either),
        "ties": day.ties,
        "against": day.against,
        "weight": day.weight,
        "index": day.index,
        "proven": day.proven,
    }
