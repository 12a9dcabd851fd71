"""Rules on names: what a record names is declared."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.problem import Problem, quoted
from graphkit.dossier.rules.named import REFERENCES, Hints, Reference, namings, place_of


def coder_is_declared(dossier: Dossier) -> Iterator[Problem]:
    """D103: a record's coder is declared in dossier.yaml."""
    if dossier.places and dossier.manifest.key not in dossier.places:
        return  # dossier.yaml could not be read, which is a problem already
    coders = {coder.id for coder in dossier.manifest.coders}
    hints = Hints(coders)
    for record in dossier.records():
        if record.coder is not None and record.coder not in coders:
            found = f"no coder {quoted(record.coder)}"
            yield Problem(dossier.at(record, "coder"), "D103", found, hints.near(record.coder))


def record_corrects_a_known_one(dossier: Dossier) -> Iterator[Problem]:
    """D104: a record corrects another of its kind that the dossier declares."""
    yield from _unknown(dossier, "D104")


def tie_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """T103: a tie joins two actors that the dossier declares."""
    yield from _unknown(dossier, "T103")


def issue_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """I103: an issue's consent names actors that the dossier declares."""
    yield from _unknown(dossier, "I103")


def issue_names_a_known_parent(dossier: Dossier) -> Iterator[Problem]:
    """I104: an issue's parent is another issue that the dossier declares."""
    yield from _unknown(dossier, "I104")


def position_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """P103: a position names actors that the dossier declares, as holder, as attributor and as those it commits."""
    yield from _unknown(dossier, "P103")


def position_names_known_issues(dossier: Dossier) -> Iterator[Problem]:
    """P104: a position and its conditions name issues that the dossier declares."""
    yield from _unknown(dossier, "P104")


def position_names_known_events(dossier: Dossier) -> Iterator[Problem]:
    """P105: a position and its conditions name events that the dossier declares."""
    yield from _unknown(dossier, "P105")


def position_supersedes_a_known_one(dossier: Dossier) -> Iterator[Problem]:
    """P106: a position supersedes another that the dossier declares."""
    yield from _unknown(dossier, "P106")


def judgement_names_a_known_actor(dossier: Dossier) -> Iterator[Problem]:
    """J103: a judgement is about an actor that the dossier declares."""
    yield from _unknown(dossier, "J103")


def judgement_names_a_known_issue(dossier: Dossier) -> Iterator[Problem]:
    """J104: a judgement is about an issue that the dossier declares."""
    yield from _unknown(dossier, "J104")


def proposal_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """O103: a proposal and its responses name actors that the dossier declares."""
    yield from _unknown(dossier, "O103")


def proposal_names_known_issues(dossier: Dossier) -> Iterator[Problem]:
    """O104: the terms of a proposal are on issues that the dossier declares."""
    yield from _unknown(dossier, "O104")


def proposal_names_a_known_event(dossier: Dossier) -> Iterator[Problem]:
    """O105: the event at which a proposal was tabled is one that the dossier declares."""
    yield from _unknown(dossier, "O105")


def event_names_known_actors(dossier: Dossier) -> Iterator[Problem]:
    """E103: the participants of an event are actors that the dossier declares."""
    yield from _unknown(dossier, "E103")


def event_names_known_issues(dossier: Dossier) -> Iterator[Problem]:
    """E104: an event is about issues that the dossier declares."""
    yield from _unknown(dossier, "E104")


def event_follows_known_events(dossier: Dossier) -> Iterator[Problem]:
    """E105: an event follows other events that the dossier declares."""
    yield from _unknown(dossier, "E105")


def evidence_names_known_sources(dossier: Dossier) -> Iterator[Problem]:
    """S103: evidence names sources that the dossier declares."""
    yield from _unknown(dossier, "S103")


def _unknown(dossier: Dossier, code: str) -> Iterator[Problem]:
    for reference in REFERENCES:
        if reference.code == code:
            yield from _undeclared(dossier, reference)


def _undeclared(dossier: Dossier, reference: Reference) -> Iterator[Problem]:
    """A problem wherever a record names one that the dossier does not declare, or itself."""
    kind, code = reference.target, reference.code
    known = dossier.of_kind(kind)
    hints: Hints | None = None
    for holder, path, id in namings(dossier, reference):
        itself = holder.id if holder.name_of_kind == kind else None
        if id == itself:
            found = f"{kind} {quoted(id)} refers to itself"
            yield Problem(place_of(dossier, holder, path), code, found, f"name another {kind}, or leave it out")
        elif id not in known:
            hints = hints or Hints(known.ids)
            found = f"no {kind} {quoted(id)}"
            yield Problem(place_of(dossier, holder, path), code, found, hints.near(id, but=itself))
