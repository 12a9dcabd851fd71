"""The dossier's records as plain values for the page's panels, search, filters and table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event, Evidence, Position, Proposal, Record, Source, Tie
from graphkit.report.words import listed

KINDS = ("actor", "tie", "issue", "position", "judgement", "proposal", "event", "source")


def records(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Every record by kind, in order of id, with the days that it spans; what is empty is left out."""
    return {
        f"{kind}s": [_plain(record) for record in sorted(dossier.of_kind(kind), key=lambda record: record.id)]
        for kind in KINDS
    }


def _plain(record: Record) -> dict[str, Any]:
    values = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    span = days(record)
    return {name: value for name, value in values.items() if value != []} | ({"days": span} if span else {})


def days(record: Record) -> list[str | None] | None:
    """First and last day of a record as ISO text, None where it is open; None for a record out of time."""
    if isinstance(record, Event | Proposal):
        return [_iso(record.date.earliest), _iso(record.date.latest)]
    if isinstance(record, Position | Tie):
        valid = record.valid
        return [_iso(valid.earliest), _iso(valid.latest) if valid.interval else None] if valid else [None, None]
    return None


def first_day(dossier: Dossier) -> str | None:
    """The earliest day of any position, tie, event or proposal."""
    spans = [days(record) for record in dossier.records()]
    return min((span[0] for span in spans if span and span[0]), default=None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as one line: its title, its address, the rest in words, and the source that carried it."""

    title: str
    url: str | None
    about: str
    via: Cited | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A position as a row of the table for readers without script."""

    actor: str
    issue: str
    stance: str
    claim: str
    valid: str
    sources: tuple[Cited, ...]


def rows(dossier: Dossier) -> Iterator[Row]:
    """Every position with its sources, by actor and issue."""
    for each in sorted(dossier.positions, key=lambda position: (position.actor, position.issue, position.id)):
        actor, issue = dossier.actors.get(each.actor), dossier.issues.get(each.issue)
        names = (actor.name if actor else each.actor, issue.name if issue else each.issue)
        yield Row(
            *names, each.stance, each.claim, str(each.valid), tuple(_cited(dossier, one) for one in each.evidence)
        )


def _cited(dossier: Dossier, evidence: Evidence) -> Cited:
    paragraph = f"paragraph {evidence.locator.paragraph}" if evidence.locator else ""
    source = dossier.sources.get(evidence.source)
    grade = _grade(source, evidence) if source else ""
    via = _one_line(dossier, evidence.via, paragraph) if evidence.via else None
    return replace(_one_line(dossier, evidence.source, "" if via else paragraph, grade), via=via)


def _one_line(dossier: Dossier, id: str, *more: str) -> Cited:
    source = dossier.sources.get(id)
    if source is None:
        return Cited(id, None, "not in this dossier")
    return Cited(
        source.title, source.url, ", ".join(filter(None, [source.publisher, str(source.published or ""), *more]))
    )


def _grade(source: Source, evidence: Evidence) -> str:
    if source.reliability is None and evidence.credibility is None:
        return ""
    return f"grade {source.reliability or '–'}{evidence.credibility or '–'}"


def sources_in_words(dossiers: Iterable[Dossier]) -> str:
    """Who published what the dossiers rest on."""
    publishers = sorted({source.publisher for dossier in dossiers for source in dossier.sources})
    shown = publishers if len(publishers) <= 6 else [*publishers[:5], f"{len(publishers) - 5} more"]
    return f"Sources: {listed(*shown)}" if shown else "No sources"
