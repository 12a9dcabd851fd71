"""Records and evidence in one line of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Evidence, Record, Source


def describe(record: Record, dossier: Dossier) -> str:
    """One line on what a record of any kind says."""
    from graphkit.dossier.model import Event, Issue, Judgement, Position, Proposal, Tie

    if isinstance(record, Position):
        return f"{name_of(dossier, record.actor)}, {record.stance}: {plain(record.claim)}"
    if isinstance(record, Tie):
        kind = record.kind.replace("_", " ")
        return f"{name_of(dossier, record.from_)} {kind} {name_of(dossier, record.to)}"
    if isinstance(record, Judgement):
        of = f" of {issue_name(dossier, record.issue)}" if record.issue else ""
        return f"{record.quantity}{of} {record.value:g}, by {record.coder}: {plain(record.note)}"
    if isinstance(record, Event | Proposal):
        return f"{record.date}  {plain(record.name)}"
    if isinstance(record, Issue):
        return f"{plain(record.name)}: {plain(record.question)}"
    return plain(getattr(record, "name", record.id))


def citations(record: Record, dossier: Dossier) -> list[str]:
    """The evidence of a record, a line for each source and grade, with all its paragraphs."""
    return cited(getattr(record, "evidence", ()), dossier)


def short_citations(record: Record, dossier: Dossier) -> list[str]:
    """The same with publishers alone and without titles, for the end of a sentence."""
    groups = _grouped(getattr(record, "evidence", ()))
    return [_citation(group, dossier, lambda source: source.publisher) for group in groups]


def cited(evidence: Iterable[Evidence], dossier: Dossier) -> list[str]:
    """Pieces of evidence as lines: source, carrier, date, paragraphs and grade."""
    return [
        _citation(group, dossier, lambda source: f"{source.publisher}: {source.title}") for group in _grouped(evidence)
    ]


def _grouped(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """Evidence by source, carrier and grade."""
    groups: dict[tuple[str, str | None, int | None], list[Evidence]] = {}
    for each in evidence:
        groups.setdefault((each.source, each.via, each.credibility), []).append(each)
    return list(groups.values())


def _citation(group: list[Evidence], dossier: Dossier, naming: Callable[[Source], str]) -> str:
    first = group[0]
    source = dossier.sources.get(first.source)
    carrier = dossier.sources.get(first.via) if first.via else None
    named = [each for each in (source, carrier) if each]
    texts = [naming(each) for each in named] or [first.source]
    parts = [" via ".join(texts)]
    parts += [str(each.published) for each in named if each.published][:1]
    parts += _paragraphs(sorted({each.locator.paragraph for each in group if each.locator}))
    grade = f"{(source and source.reliability) or ''}{first.credibility or ''}"
    return plain(", ".join([*parts, f"grade {grade}"] if grade else parts))


def _paragraphs(numbers: list[int]) -> list[str]:
    if not numbers:
        return []
    return [f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"]


def issue_name(dossier: Dossier, issue: str) -> str:
    """The name of an issue; its id where its record does not count on that day."""
    found = dossier.issues.get(issue)
    return plain(found.name if found else issue)


def name_of(dossier: Dossier, actor: str) -> str:
    """The short name of an actor; its id where its record does not count on that day."""
    found = dossier.actors.get(actor)
    return plain(found.label if found else actor)
