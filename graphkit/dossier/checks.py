"""The rules between the records of a dossier: one function a rule, one code a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as FilePath

from graphkit.dossier.dossier import Dossier, Path
from graphkit.dossier.evidence import all_evidence
from graphkit.dossier.model import Judgement, Manifest, Position, Record
from graphkit.dossier.problem import Problem, in_order, near, quoted
from graphkit.dossier.reader import read

Rule = Callable[[Dossier], Iterator[Problem]]
Reference = tuple[Record, Path, str]


def examine(folder: FilePath | str) -> tuple[Dossier, list[Problem]]:
    """Read a dossier and apply every rule.

    Returns
    -------
    (Dossier, list of Problem)
        What could be read, and all problems in order of place.
    """
    dossier, problems = read(folder)
    return dossier, in_order([*problems, *check(dossier)])


def check(dossier: Dossier) -> list[Problem]:
    """Apply every rule to a dossier; problems come in order of place."""
    return in_order(problem for rule in RULES for problem in rule(dossier))


def tie_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """T102: a tie has evidence."""
    yield from _without_evidence(dossier, "T102", dossier.ties)


def tie_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """T103: a tie joins two actors that the dossier declares."""
    for end in ("from", "to"):
        found = ((tie, (end,), tie.from_ if end == "from" else tie.to) for tie in dossier.ties)
        yield from _unknown(dossier, "T103", "actor", found)


def status_quo_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """I102: a status quo has evidence."""
    for issue in dossier.issues:
        for index, status in enumerate(issue.status_quo):
            if not status.evidence:
                yield _no_evidence(dossier, "I102", issue, ("status_quo", index), "a status quo")


def issue_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """I103: an issue's consent names actors that the dossier declares."""
    found = ((issue, ("consent", index), id) for issue in dossier.issues for index, id in enumerate(issue.consent))
    yield from _unknown(dossier, "I103", "actor", found)


def issue_names_a_known_parent(dossier: Dossier) -> Iterator[Problem]:
    """I104: an issue's parent is another issue that the dossier declares."""
    found = ((issue, ("parent",), issue.parent) for issue in dossier.issues if issue.parent)
    yield from _unknown(dossier, "I104", "issue", found)


def status_quo_stands_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """I109: an issue with a status quo has a scale that says what the number means."""
    for issue in dossier.issues:
        if issue.status_quo and issue.scale is None:
            found = f"issue {quoted(issue.id)} has a status quo but no scale"
            yield Problem(dossier.at(issue, "status_quo"), "I109", found, "say in 'scale' what 0 and 100 mean")


def position_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """P102: a position has evidence."""
    yield from _without_evidence(dossier, "P102", dossier.positions)


def position_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """P103: a position names actors that the dossier declares, as holder, as attributor and as those it commits."""
    for position in dossier.positions:
        named: list[Reference] = [(position, ("actor",), position.actor)]
        named += [(position, ("on_behalf_of", index), id) for index, id in enumerate(position.on_behalf_of)]
        if position.attributed_by:
            named.append((position, ("attributed_by",), position.attributed_by))
        yield from _unknown(dossier, "P103", "actor", named)


def position_names_known_issues(dossier: Dossier) -> Iterator[Problem]:
    """P104: a position and its conditions name issues that the dossier declares."""
    for position in dossier.positions:
        named: list[Reference] = [(position, ("issue",), position.issue)]
        for index, condition in enumerate(position.conditions):
            if condition.issue:
                named.append((position, ("conditions", index, "issue"), condition.issue))
        yield from _unknown(dossier, "P104", "issue", named)


def position_names_known_events(dossier: Dossier) -> Iterator[Problem]:
    """P105: a position and its conditions name events that the dossier declares."""
    for position in dossier.positions:
        named: list[Reference] = [(position, ("event",), position.event)] if position.event else []
        for index, condition in enumerate(position.conditions):
            if condition.event:
                named.append((position, ("conditions", index, "event"), condition.event))
        yield from _unknown(dossier, "P105", "event", named)


def position_supersedes_a_known_one(dossier: Dossier) -> Iterator[Problem]:
    """P106: a position supersedes another that the dossier declares."""
    found = ((position, ("supersedes",), position.supersedes) for position in dossier.positions if position.supersedes)
    yield from _unknown(dossier, "P106", "position", found)


def position_value_lies_within_its_range(dossier: Dossier) -> Iterator[Problem]:
    """P108: a position's value lies between its low and its high."""
    for position in dossier.positions:
        yield from _outside_its_range(dossier, "P108", position)


def position_has_numbers_only_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """P109: a position on an issue without a scale has no value, low, high or accepts."""
    for position in dossier.positions:
        issue = dossier.issues.get(position.issue)
        if issue is None or issue.scale is not None:
            continue
        for key in ("value", "low", "high", "accepts"):
            if getattr(position, key) is not None:
                yield _no_scale(dossier, "P109", position, (key,), issue.id)


def judgement_names_a_known_actor(dossier: Dossier) -> Iterator[Problem]:
    """J103: a judgement is about an actor that the dossier declares."""
    found = ((judgement, ("actor",), judgement.actor) for judgement in dossier.judgements)
    yield from _unknown(dossier, "J103", "actor", found)


def judgement_names_a_known_issue(dossier: Dossier) -> Iterator[Problem]:
    """J104: a judgement is about an issue that the dossier declares."""
    found = ((each, ("issue",), each.issue) for each in dossier.judgements if each.issue)
    yield from _unknown(dossier, "J104", "issue", found)


def salience_names_its_issue(dossier: Dossier) -> Iterator[Problem]:
    """J105: a judgement of salience says on which issue."""
    for judgement in dossier.judgements:
        if judgement.quantity == "salience" and judgement.issue is None:
            found = f"salience {quoted(judgement.id)} is of no issue"
            yield Problem(dossier.at(judgement, "quantity"), "J105", found, "add 'issue: …'")


def judgement_lies_within_its_range(dossier: Dossier) -> Iterator[Problem]:
    """J108: a judgement's value lies between its low and its high."""
    for judgement in dossier.judgements:
        yield from _outside_its_range(dossier, "J108", judgement)


def proposal_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """O102: a proposal and each response to it has evidence."""
    yield from _without_evidence(dossier, "O102", dossier.proposals)
    for proposal in dossier.proposals:
        for index, response in enumerate(proposal.responses):
            if not response.evidence:
                yield _no_evidence(dossier, "O102", proposal, ("responses", index), "a response")


def proposal_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """O103: a proposal and its responses name actors that the dossier declares."""
    for proposal in dossier.proposals:
        named: list[Reference] = [(proposal, ("by", index), id) for index, id in enumerate(proposal.by)]
        named += [
            (proposal, ("responses", index, "actor"), each.actor) for index, each in enumerate(proposal.responses)
        ]
        yield from _unknown(dossier, "O103", "actor", named)


def proposal_names_known_issues(dossier: Dossier) -> Iterator[Problem]:
    """O104: the terms of a proposal are on issues that the dossier declares."""
    for proposal in dossier.proposals:
        found = ((proposal, ("terms", index, "issue"), term.issue) for index, term in enumerate(proposal.terms))
        yield from _unknown(dossier, "O104", "issue", found)


def proposal_names_a_known_event(dossier: Dossier) -> Iterator[Problem]:
    """O105: the event at which a proposal was tabled is one that the dossier declares."""
    found = ((each, ("event",), each.event) for each in dossier.proposals if each.event)
    yield from _unknown(dossier, "O105", "event", found)


def term_has_a_value_only_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """O109: a term on an issue without a scale has no value."""
    for proposal in dossier.proposals:
        for index, term in enumerate(proposal.terms):
            issue = dossier.issues.get(term.issue)
            if term.value is not None and issue is not None and issue.scale is None:
                yield _no_scale(dossier, "O109", proposal, ("terms", index, "value"), issue.id)


def event_has_evidence(dossier: Dossier) -> Iterator[Problem]:
    """E102: an event has evidence."""
    yield from _without_evidence(dossier, "E102", dossier.events)


def event_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """E103: the participants of an event are actors that the dossier declares."""
    for event in dossier.events:
        found = ((event, ("participants", index, "actor"), each.actor) for index, each in enumerate(event.participants))
        yield from _unknown(dossier, "E103", "actor", found)


def event_names_known_issues(dossier: Dossier) -> Iterator[Problem]:
    """E104: an event is about issues that the dossier declares."""
    found = ((event, ("issues", index), id) for event in dossier.events for index, id in enumerate(event.issues))
    yield from _unknown(dossier, "E104", "issue", found)


def event_follows_known_events(dossier: Dossier) -> Iterator[Problem]:
    """E105: an event follows other events that the dossier declares."""
    found = ((event, ("follows", index), id) for event in dossier.events for index, id in enumerate(event.follows))
    yield from _unknown(dossier, "E105", "event", found)


def evidence_names_known_sources(dossier: Dossier) -> Iterator[Problem]:
    """S103: evidence names sources that the dossier declares."""
    for record, path, evidence in all_evidence(dossier):
        named: list[Reference] = [(record, (*path, "source"), evidence.source)]
        if evidence.via:
            named.append((record, (*path, "via"), evidence.via))
        yield from _unknown(dossier, "S103", "source", named)


def at_most_one_coder_is_preferred(dossier: Dossier) -> Iterator[Problem]:
    """D101: at most one coder is preferred, and coders' ids differ."""
    coders = dossier.manifest.coders
    for index, coder in enumerate(coders):
        place = dossier.at(dossier.manifest, "coders", index)
        if coder.id in [earlier.id for earlier in coders[:index]]:
            yield Problem(place, "D101", f"coder {quoted(coder.id)} again", "give one of them another id")
        if coder.preferred and any(earlier.preferred for earlier in coders[:index]):
            yield Problem(place, "D101", f"coder {quoted(coder.id)} is preferred too", "prefer one coder")


def coder_is_declared(dossier: Dossier) -> Iterator[Problem]:
    """D103: a record's coder is declared in dossier.yaml."""
    if dossier.places and dossier.manifest.key not in dossier.places:
        return  # dossier.yaml could not be read, which is a problem already
    coders = [coder.id for coder in dossier.manifest.coders]
    for record in dossier.records():
        if record.coder is not None and record.coder not in coders:
            yield Problem(
                dossier.at(record, "coder"), "D103", f"no coder {quoted(record.coder)}", near(record.coder, coders)
            )


def record_corrects_a_known_one(dossier: Dossier) -> Iterator[Problem]:
    """D104: a record corrects another of its kind that the dossier declares."""
    for record in dossier.records():
        if record.corrects:
            yield from _unknown(dossier, "D104", record.name_of_kind, [(record, ("corrects",), record.corrects)])


RULES: tuple[Rule, ...] = (
    at_most_one_coder_is_preferred,
    coder_is_declared,
    record_corrects_a_known_one,
    tie_has_evidence,
    tie_names_known_actors,
    status_quo_has_evidence,
    issue_names_known_actors,
    issue_names_a_known_parent,
    status_quo_stands_on_a_scale,
    position_has_evidence,
    position_names_known_actors,
    position_names_known_issues,
    position_names_known_events,
    position_supersedes_a_known_one,
    position_value_lies_within_its_range,
    position_has_numbers_only_on_a_scale,
    judgement_names_a_known_actor,
    judgement_names_a_known_issue,
    salience_names_its_issue,
    judgement_lies_within_its_range,
    proposal_has_evidence,
    proposal_names_known_actors,
    proposal_names_known_issues,
    proposal_names_a_known_event,
    term_has_a_value_only_on_a_scale,
    event_has_evidence,
    event_names_known_actors,
    event_names_known_issues,
    event_follows_known_events,
    evidence_names_known_sources,
)


def _unknown(dossier: Dossier, code: str, kind: str, references: Iterable[Reference]) -> Iterator[Problem]:
    """A problem for each reference to a record of `kind` that the dossier does not declare, or to the record itself."""
    known = dossier.of_kind(kind)
    for record, path, id in references:
        itself = {record.id} if record.name_of_kind == kind else set()
        if id in itself:
            found = f"{kind} {quoted(id)} refers to itself"
            yield Problem(dossier.at(record, *path), code, found, f"name another {kind}, or leave it out")
        elif id not in known:
            yield Problem(dossier.at(record, *path), code, f"no {kind} {quoted(id)}", near(id, {*known.ids} - itself))


def _without_evidence(dossier: Dossier, code: str, records: Iterable[Record]) -> Iterator[Problem]:
    for record in records:
        if not getattr(record, "evidence", ()):
            yield _no_evidence(dossier, code, record, (), f"{record.name_of_kind} {quoted(record.id)}")


def _no_evidence(dossier: Dossier, code: str, record: Record, path: Path, what: str) -> Problem:
    place = dossier.at(record, *path)
    return Problem(place, code, f"{what} has no evidence", "add 'evidence:' with at least one source")


def _outside_its_range(dossier: Dossier, code: str, record: Position | Judgement) -> Iterator[Problem]:
    low, high = record.low, record.high
    if low is not None and high is not None and low > high:
        found = f"low {low:g} is above high {high:g}"
        yield Problem(dossier.at(record, "low"), code, found, "write the lower number as low")
        return
    low, high = 0 if low is None else low, 100 if high is None else high
    if record.value is not None and not low <= record.value <= high:
        found = f"value {record.value:g} lies outside {low:g} to {high:g}"
        yield Problem(dossier.at(record, "value"), code, found, "widen low and high, or mend the value")


def _no_scale(dossier: Dossier, code: str, record: Record | Manifest, path: Path, issue: str) -> Problem:
    found = f"a number on issue {quoted(issue)}, which has no scale"
    return Problem(dossier.at(record, *path), code, found, "give the issue a scale, or leave the number out")
