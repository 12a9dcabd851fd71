"""What happened, in order: events, positions that begin, end or are superseded, proposals and the answers to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphkit.analysis.history import in_the_world
from graphkit.analysis.timeline.wanted import KINDS, Kind, Wanted
from graphkit.dossier.dates import Edtf
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event, Evidence, Position, Proposal, Response
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

__all__ = ["KINDS", "Entry", "Kind", "Timeline", "Wanted", "grade", "timeline"]
COLUMNS = (
    *("first", "last", "dated", "kind", "what", "record", "by", "actors", "issues"),
    *("stance", "value", "status", "sources", "grades"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    Attributes
    ----------
    kind : "event", "position", "proposal" or "answer"
    what : str
        ``happens``, ``begins``, ``ends``, ``is superseded``, ``is made``, or the answer.
    dated : str
        The date as written; empty where none is.
    first, last : datetime.date or None
        The first and the last day that the date allows; None where it is open or not said.
    record : Event, Position or Proposal
    actors, issues : tuple of str
        Whom and what it concerns, as ids: of an event who took part, of a position its holder and those whom it
        commits, of an answer the one who gives it.
    evidence : tuple of Evidence
    by : Position or None
        The position that supersedes.
    response : Response or None
        The answer.
    """

    kind: Kind
    what: str
    dated: str
    first: date | None
    last: date | None
    record: Event | Position | Proposal
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    by: Position | None = None
    response: Response | None = None

    @property
    def is_vague(self) -> bool:
        """Whether the date allows more than one day."""
        return self.first is None or self.first != self.last

    @property
    def order(self) -> tuple[Any, ...]:
        """By the first day that is told; what ends comes before what begins, and what is certain before what is not."""
        early = self.first or self.last or date.min
        return (early, _RANK[self.kind, self.what in _CLOSING], self.last or date.max, self.record.key, *self._rest)

    @property
    def _rest(self) -> tuple[str, ...]:
        return (self.what, self.by.id if self.by else "", *self.actors, self.dated)


_CLOSING = ("ends", "is superseded")
_RANK = {
    ("event", False): 0,
    ("proposal", False): 1,
    ("answer", False): 2,
    ("position", True): 3,
    ("position", False): 4,
}


@dataclass(frozen=True, slots=True, repr=False)
class Timeline(ShowsItself):
    """What happened, in order, and how it was chosen.

    Attributes
    ----------
    entries : tuple of Entry
    dossier : Dossier
        What was known on the day of the record, and had begun on the day of the world.
    wanted : Wanted
    parameters : dict
    notes : tuple of str
        How vague dates are dealt with, and what is left out.
    """

    entries: tuple[Entry, ...]
    dossier: Dossier
    wanted: Wanted
    parameters: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> frozenset[str]:
        """Ids of the sources that carry what is told."""
        return frozenset(each.carrier for entry in self.entries for each in entry.evidence)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each entry, of plain values; records as ``kind:id``, actors, issues and sources as ids."""
        return [_row(entry, self.dossier) for entry in self.entries]

    def _shown(self) -> Shown:
        columns = ("dated", "kind", "what", "record", "actors", "issues", "stance", "value", "sources")
        told: dict[str, Any] = {"caption": "what happened when", "parameters": self.parameters}
        return Shown(self.rows(), columns, total=len(self.entries), notes=self.notes, **told)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def timeline(dossier: Dossier, wanted: Wanted | None = None, *, as_of: date | None = None) -> Timeline:
    """Put in order what happened.

    Parameters
    ----------
    dossier : Dossier
        With every position taken, also those that no longer hold; see `graphkit.analysis.discourse.positions.taken`.
    wanted : Wanted, optional
        By default everything.
    as_of : datetime.date, optional
        Day of the world after which nothing is told, default the dossier's own; a position that ends later has not
        ended yet.

    Returns
    -------
    Timeline
        In order of the first day that each date allows.  An answer without a date stands with its proposal.

    Examples
    --------
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> from graphkit.dossier.cache import examine
    >>> dossier, _ = examine(bundled_dossier("istanbul-2025"))
    >>> found = timeline(dossier, Wanted(kinds=("event",)))
    >>> (len(found.entries), found.entries[0].dated, found.entries[0].record.name)
    (20, '2025-03', 'Jeddah meeting')
    """
    wanted = wanted or Wanted()
    day = as_of or dossier.manifest.as_of or date.max
    every = [each for each in _entries(dossier) if (each.first or each.last or date.min) <= day]
    about = [each for each in every if _is_wanted(each, wanted)]
    found = sorted((each for each in about if wanted.is_in_time(each.first, each.last)), key=lambda each: each.order)
    undated = sum(each.first is None and each.last is None for each in about) if wanted.since else 0
    return Timeline(tuple(found), dossier, wanted, wanted.parameters, tuple(_notes(found, undated)))


def grade(evidence: Evidence, dossier: Dossier) -> str:
    """The Admiralty grade of a piece of evidence, such as ``B2``; empty where it has none."""
    source = dossier.sources.get(evidence.source)
    return f"{(source and source.reliability) or ''}{evidence.credibility or ''}"


def _is_wanted(entry: Entry, wanted: Wanted) -> bool:
    return entry.kind in (wanted.kinds or KINDS) and wanted.concerns(entry.actors, entry.issues)


def _notes(entries: Sequence[Entry], undated: int) -> Iterator[str]:
    vague = sum(each.is_vague and bool(each.dated) for each in entries)
    if vague:
        yield f"dates of more than one day, shown as written in order of the first day that they allow: {vague}"
    silent = sum(not each.dated for each in entries)
    if silent:
        yield f"answers without a date, which stand with their proposals: {silent}"
    if undated:
        yield f"left out, without any day to compare with --from: {undated}"


def _entries(dossier: Dossier) -> Iterator[Entry]:
    for event in dossier.events:
        there = tuple(dict.fromkeys(each.actor for each in event.participants))
        yield _entry("event", "happens", event.date, event, there, event.issues)
    later: dict[str, list[Position]] = defaultdict(list)
    for position in dossier.positions:
        if position.supersedes:
            later[position.supersedes].append(position)
    for position in dossier.positions:
        yield from _of_position(position, later[position.id])
    for proposal in dossier.proposals:
        yield from _of_proposal(proposal)


def _entry(
    kind: Kind, what: str, when: Edtf, record: Event | Proposal, actors: tuple[str, ...], issues: tuple[str, ...]
) -> Entry:
    return Entry(kind, what, str(when), when.earliest, when.latest, record, actors, issues, record.evidence)


def _of_position(position: Position, later: Iterable[Position]) -> Iterator[Entry]:
    actors = tuple(dict.fromkeys((position.actor, *position.on_behalf_of)))
    for each in in_the_world(position, later):
        by = each.by if isinstance(each.by, Position) else None
        evidence = (by or position).evidence
        yield Entry(
            "position", each.what, each.dated, each.on, each.until, position, actors, (position.issue,), evidence, by
        )


def _of_proposal(proposal: Proposal) -> Iterator[Entry]:
    issues = tuple(dict.fromkeys(term.issue for term in proposal.terms))
    yield _entry("proposal", "is made", proposal.date, proposal, proposal.by, issues)
    for answer in proposal.responses:
        when = answer.date
        first, last = (when.earliest, when.latest) if when else (proposal.date.earliest or proposal.date.latest, None)
        dated = str(when) if when else ""
        evidence = answer.evidence
        yield Entry(
            "answer", answer.answer, dated, first, last, proposal, (answer.actor,), issues, evidence, response=answer
        )


def _row(entry: Entry, dossier: Dossier) -> dict[str, Any]:
    position = entry.record if isinstance(entry.record, Position) else None
    return {
        "first": entry.first,
        "last": entry.last,
        "dated": entry.dated,
        "kind": entry.kind,
        "what": entry.what,
        "record": entry.record.key,
        "by": entry.by.key if entry.by else None,
        "actors": list(entry.actors),
        "issues": list(entry.issues),
        "stance": position.stance if position else None,
        "value": position.value if position else None,
        "status": position.status if position else None,
        "sources": list(dict.fromkeys(each.carrier for each in entry.evidence)),
        "grades": list(dict.fromkeys(filter(None, (grade(each, dossier) for each in entry.evidence)))),
    }
