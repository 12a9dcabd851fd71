"""Rules on evidence: what needs it, and what may stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.dossier.dossier import Dossier, Path
from graphkit.dossier.model import Evidence, Record
from graphkit.dossier.problem import Problem, quoted
from graphkit.dossier.rules.repeats import repeated


def tie_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """T102: a tie has evidence."""
    yield from _without_evidence(dossier, "T102", dossier.ties)


def status_quo_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """I102: a status quo has evidence."""
    for issue in dossier.issues:
        for index, status in enumerate(issue.status_quo):
            if not status.evidence:
                yield _no_evidence(dossier, "I102", issue, ("status_quo", index), "a status quo")


def position_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """P102: a position has evidence."""
    yield from _without_evidence(dossier, "P102", dossier.positions)


def proposal_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """O102: a proposal and each response to it has evidence."""
    yield from _without_evidence(dossier, "O102", dossier.proposals)
    for proposal in dossier.proposals:
        for index, response in enumerate(proposal.responses):
            if not response.evidence:
                yield _no_evidence(dossier, "O102", proposal, ("responses", index), "a response")


def event_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """E102: an event has evidence."""
    yield from _without_evidence(dossier, "E102", dossier.events)


def lock_holds_a_passage(dossier: Dossier) -> Iterator[Problem]:
    """S104: a lock ends after it starts."""
    for record, path, listed in _lists(dossier):
        for index, evidence in enumerate(listed):
            lock = evidence.lock
            if lock is not None and lock.start >= lock.end:
                found = f"the lock starts at {lock.start} and ends at {lock.end}"
                remedy = "end it after its start; `graphkit cite` makes locks"
                yield Problem(dossier.at(record, *path, index, "lock", "end"), "S104", found, remedy)


def source_that_is_read_has_a_date(dossier: Dossier) -> Iterator[Problem]:
    """S105: a source is dated, unless evidence reaches it only through (`via`) a source that is."""
    undated = {source.id: source for source in dossier.sources if source.published is None}
    if not undated:
        return
    for record, _, listed in _lists(dossier):
        for evidence in listed:
            source = undated.pop(evidence.carrier, None)
            if source is not None:
                found = f"source {quoted(source.id)} has no date, and {record.key} cites it{_for(evidence)}"
                remedy = "add 'published: …', as vague as it must be, or name in 'via' the dated source that carries it"
                yield Problem(dossier.at(source), "S105", found, remedy)


def _for(evidence: Evidence) -> str:
    return f" for {quoted(evidence.source)}" if evidence.via else ""


def evidence_stands_once(dossier: Dossier) -> Iterator[Problem]:
    """S106: the same piece of evidence stands once in its list."""
    for record, path, listed in _lists(dossier):
        for index in repeated(listed):
            found = f"the same evidence again, source {quoted(listed[index].source)}"
            remedy = "leave one out, or say in 'lock' where they differ"
            yield Problem(dossier.at(record, *path, index), "S106", found, remedy)


def _lists(dossier: Dossier) -> Iterator[tuple[Record, Path, tuple[Evidence, ...]]]:
    """Every list of evidence in a dossier, with its path in its record."""
    for kind in (dossier.ties, dossier.positions, dossier.proposals, dossier.events):
        yield from ((record, ("evidence",), record.evidence) for record in kind)
    for issue in dossier.issues:
        for index, status in enumerate(issue.status_quo):
            yield issue, ("status_quo", index, "evidence"), status.evidence
    for proposal in dossier.proposals:
        for index, response in enumerate(proposal.responses):
            yield proposal, ("responses", index, "evidence"), response.evidence


def _without_evidence(dossier: Dossier, code: str, records: Iterable[Record]) -> Iterator[Problem]:
    for record in records:
        if not getattr(record, "evidence", ()):
            yield _no_evidence(dossier, code, record, (), f"{record.name_of_kind} {quoted(record.id)}")


def _no_evidence(dossier: Dossier, code: str, record: Record, path: Path, what: str) -> Problem:
    place = dossier.at(record, *path)
    return Problem(place, code, f"{what} has no evidence", "add 'evidence:' with at least one source")
