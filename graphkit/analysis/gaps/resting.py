"""What rests on what: the records that fall with a source, and the dossier without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from graphkit.analysis.gaps.contradictions import weaker
from graphkit.dossier.clocks import at, has_begun, holds, known_at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Evidence, Issue, Position, Proposal, Record

By = Literal["carrier", "source", "publisher", "attributing-actor", "grade"]
WAYS: tuple[By, ...] = get_args(By)
Kind = Literal["position", "tie", "event", "proposal", "answer", "status-quo"]
KINDS: tuple[Kind, ...] = get_args(Kind)
R = TypeVar("R", bound=Record)


class Rest(NamedTuple):
    """A record, or a part of one, that has evidence of its own.

    Attributes
    ----------
    kind : str
        ``position``, ``tie``, ``event``, ``proposal``, ``answer`` to a proposal, or ``status-quo`` of an issue.
    id : str
        Of the record; for an answer of the proposal, for a status quo of the issue.
    part : int
        Which answer or status quo, from 0; 0 for whole records.
    """

    kind: Kind
    id: str
    part: int = 0

    @property
    def text(self) -> str:
        """As ``kind:id``, with the number of the part from 1 where it is one."""
        return f"{self.kind}:{self.id}" + (f"#{self.part + 1}" if self.kind in ("answer", "status-quo") else "")


@dataclass(frozen=True, slots=True)
class Without:
    """A dossier without what rests on one cause alone.

    Attributes
    ----------
    dossier : Dossier
        Cut to the day.
    falls : tuple of Rest
        What counted on the day and is gone.
    stays : tuple of Rest
        What loses evidence and stands on other evidence.
    returns : tuple of str
        Ids of earlier positions that stand again, as the ones that superseded them fell.
    """

    dossier: Dossier
    falls: tuple[Rest, ...]
    stays: tuple[Rest, ...]
    returns: tuple[str, ...]


@dataclass(frozen=True)
class Resting:
    """A dossier on a day, with what each cause carries.

    Parameters
    ----------
    whole : Dossier
        Not cut.
    by : str
        What a cause is.  ``carrier``: a source in whose text evidence stands; ``source``: one that says so first;
        ``publisher``: all that it published, also what it only carries; ``attributing-actor``: one who says what others
        hold; ``grade``: all evidence with this reliability of the weaker of source and carrier, F where none is given.
    as_of, known_on : datetime.date, optional
        As for `graphkit.dossier.clocks.at`.
    """

    whole: Dossier
    by: By = "carrier"
    as_of: date | None = None
    known_on: date | None = None

    @cached_property
    def day(self) -> date:
        """Day of the world."""
        return self.as_of or self.whole.manifest.as_of or date.max

    @cached_property
    def now(self) -> Dossier:
        """What counts on the day."""
        return at(self.whole, as_of=self.as_of, known_on=self.known_on)

    @cached_property
    def causes(self) -> tuple[str, ...]:
        """All causes on which something rests that counts on the day, in order."""
        found = {cause for rest in self._counting for piece in self._pieces[rest] for cause in piece}
        return tuple(sorted(found))

    @cached_property
    def evidenced(self) -> tuple[Rest, ...]:
        """Everything that counts on the day and has evidence."""
        return tuple(rest for rest in self._pieces if rest in self._counting)

    @cached_property
    def caused(self) -> int:
        """How many of these rest on any cause; fewer than all where a cause is an attributing actor."""
        return sum(any(self._pieces[rest]) for rest in self.evidenced)

    def without(self, cause: str) -> Without:
        """The dossier without what rests on a cause alone; the same where nothing does.

        A record falls if every piece of its evidence rests on the cause.  A position that had been superseded stands
        again if all that superseded it fall.  Actors, issues and judgements do not rest on sources.
        """
        touched = self._touched.get(cause, ())
        falls = {rest for rest in touched if all(cause in piece for piece in self._pieces[rest])}
        gone: dict[Kind, set[tuple[str, int]]] = defaultdict(set)
        for rest in falls:
            gone[rest.kind].add((rest.id, rest.part))
        dossier, returns = self._cut(gone)
        counting = [rest for rest in touched if rest in self._counting]
        return Without(
            dossier,
            tuple(sorted((rest for rest in counting if rest in falls), key=_in_order)),
            tuple(sorted((rest for rest in counting if rest not in falls), key=_in_order)),
            returns,
        )

    @cached_property
    def _known(self) -> Dossier:
        return known_at(self.whole, self.known_on)

    @cached_property
    def _standing(self) -> dict[str, Position]:
        """The positions that hold on the day, also those that are superseded."""
        return {each.id: each for each in self._known.positions if holds(each.valid, self.day)}

    @cached_property
    def _closers(self) -> dict[str, frozenset[str]]:
        """For each position all that supersede it, and those that supersede these: where one falls, the next closes."""
        direct: dict[str, list[str]] = defaultdict(list)
        for each in self._known.positions:
            if each.supersedes and has_begun(each.valid, self.day):
                direct[each.supersedes].append(each.id)
        return {id: frozenset(_onwards(id, direct)) for id in direct}

    @cached_property
    def _pieces(self) -> dict[Rest, tuple[frozenset[str], ...]]:
        """The causes of each piece of evidence, for all that has any; positions also where they hold no more."""
        causes = _causes(self._known, self.by)
        found: dict[Rest, tuple[frozenset[str], ...]] = {}
        for rest, evidence, teller in _evidenced(self._known.positions, self.now):
            pieces = (teller,) if self.by == "attributing-actor" else evidence
            if pieces:
                found[rest] = tuple(map(causes, pieces))
        return found

    @cached_property
    def _counting(self) -> frozenset[Rest]:
        now = {each.id for each in self.now.positions}
        return frozenset(rest for rest in self._pieces if rest.kind != "position" or rest.id in now)

    @cached_property
    def _touched(self) -> dict[str, list[Rest]]:
        """What has evidence from each cause."""
        found: dict[str, list[Rest]] = defaultdict(list)
        for rest, pieces in self._pieces.items():
            for cause in frozenset().union(*pieces):
                found[cause].append(rest)
        return found

    def _cut(self, gone: Mapping[Kind, set[tuple[str, int]]]) -> tuple[Dossier, tuple[str, ...]]:
        """The dossier without parts of it, and the positions that stand again."""
        now = self.now
        changed: dict[str, Any] = {}
        returns: tuple[str, ...] = ()
        if "position" in gone:
            changed["positions"], returns = self._positions({id for id, _ in gone["position"]})
        if "tie" in gone:
            changed["ties"] = Records(each for each in now.ties if (each.id, 0) not in gone["tie"])
        if "event" in gone:
            changed["events"] = Records(each for each in now.events if (each.id, 0) not in gone["event"])
        if "proposal" in gone or "answer" in gone:
            changed["proposals"] = Records(_proposals(now, gone))
        if "status-quo" in gone:
            changed["issues"] = Records(_issue(each, gone["status-quo"]) for each in now.issues)
        return (replace(now, **changed) if changed else now), returns

    def _positions(self, fallen: set[str]) -> tuple[Records[Position], tuple[str, ...]]:
        closers = self._closers
        held = {
            id: each
            for id, each in self._standing.items()
            if id not in fallen and (id not in closers or closers[id] <= fallen)
        }
        return Records(held.values()), tuple(sorted(held.keys() & closers.keys()))


def _onwards(id: str, direct: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [id]
    while waiting:
        new = set(direct.get(waiting.pop(), ())) - found - {id}
        found |= new
        waiting += new
    return found


def _evidenced(positions: Records[Position], now: Dossier) -> Iterator[tuple[Rest, tuple[Evidence, ...], str | None]]:
    """All that has evidence, with who attributes it."""
    for position in positions:
        yield Rest("position", position.id), position.evidence, position.attributed_by
    for tie in now.ties:
        yield Rest("tie", tie.id), tie.evidence, None
    for event in now.events:
        yield Rest("event", event.id), event.evidence, None
    for proposal in now.proposals:
        yield Rest("proposal", proposal.id), proposal.evidence, None
        for part, answer in enumerate(proposal.responses):
            yield Rest("answer", proposal.id, part), answer.evidence, None
    for issue in now.issues:
        for part, status in enumerate(issue.status_quo):
            yield Rest("status-quo", issue.id, part), status.evidence, None


def _causes(dossier: Dossier, by: By) -> Callable[[Any], frozenset[str]]:
    """What a piece of evidence, or who attributes a position, comes down to."""
    publisher = {source.id: source.publisher for source in dossier.sources}
    ways: dict[By, Callable[[Any], frozenset[str]]] = {
        "carrier": lambda evidence: frozenset((evidence.carrier,)),
        "source": lambda evidence: frozenset((evidence.source,)),
        "publisher": lambda evidence: frozenset(publisher.get(id, id) for id in (evidence.source, evidence.carrier)),
        "attributing-actor": lambda teller: frozenset((teller,) if teller else ()),
        "grade": lambda evidence: frozenset((weaker(dossier, evidence),)),
    }
    return ways[by]


def _proposals(now: Dossier, gone: Mapping[Kind, set[tuple[str, int]]]) -> Iterator[Proposal]:
    proposals, answers = gone.get("proposal", set()), gone.get("answer", set())
    for each in now.proposals:
        if (each.id, 0) not in proposals:
            kept = tuple(one for part, one in enumerate(each.responses) if (each.id, part) not in answers)
            yield each if len(kept) == len(each.responses) else each.model_copy(update={"responses": kept})


def _issue(issue: Issue, gone: set[tuple[str, int]]) -> Issue:
    kept = tuple(each for part, each in enumerate(issue.status_quo) if (issue.id, part) not in gone)
    return issue if len(kept) == len(issue.status_quo) else issue.model_copy(update={"status_quo": kept})


def _in_order(rest: Rest) -> tuple[int, str, int]:
    return KINDS.index(rest.kind), rest.id, rest.part
