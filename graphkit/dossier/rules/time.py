"""Rules on time: what cannot come before what.

A date may be vague; a rule fires only where no reading of the dates keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphkit.dossier.dates import Edtf, begins
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.problem import Problem, quoted


def record_is_made_before_it_is_retracted(dossier: Dossier) -> Iterator[Problem]:
    """D106: a record is not retracted before it was recorded."""
    for record in dossier.records():
        recorded = record.recorded_on or dossier.manifest.recorded_on
        if record.retracted_on and recorded and record.retracted_on < recorded:
            found = f"retracted on {record.retracted_on}, before it was recorded on {recorded}"
            remedy = "mend one of the days, or add 'recorded_on: …' where the dossier's does not hold"
            yield Problem(dossier.at(record, "retracted_on"), "D106", found, remedy)


def position_supersedes_no_later_one(dossier: Dossier) -> Iterator[Problem]:
    """P110: a position supersedes one that was taken before it."""
    for position in dossier.positions:
        earlier = dossier.positions.get(position.supersedes) if position.supersedes else None
        if earlier is not None and begins(position.valid)[1] < begins(earlier.valid)[0]:
            found = f"valid {position.valid}, but it supersedes {quoted(earlier.id)}, valid {earlier.valid}"
            remedy = "let the later one supersede the earlier, or mend a date"
            yield Problem(dossier.at(position, "supersedes"), "P110", found, remedy)


def answer_follows_its_proposal(dossier: Dossier) -> Iterator[Problem]:
    """O110: an answer is not given before its proposal was made."""
    for proposal in dossier.proposals:
        for index, response in enumerate(proposal.responses):
            if _surely_before(response.date, proposal.date):
                found = f"answered {response.date}, but the proposal is of {proposal.date}"
                place = dossier.at(proposal, "responses", index, "date")
                yield Problem(place, "O110", found, "mend one of the dates")


def event_follows_earlier_events(dossier: Dossier) -> Iterator[Problem]:
    """E106: an event does not follow a later one."""
    for event in dossier.events:
        for index, id in enumerate(event.follows):
            earlier = dossier.events.get(id)
            if earlier is not None and _surely_before(event.date, earlier.date):
                found = f"an event of {event.date} follows {quoted(id)} of {earlier.date}"
                remedy = "let the later event follow the earlier, or mend a date"
                yield Problem(dossier.at(event, "follows", index), "E106", found, remedy)


def _surely_before(one: Edtf | None, other: Edtf) -> bool:
    """Whether every day that the one date allows lies before every day that the other does."""
    return ((one and one.latest) or date.max) < (other.earliest or date.min)
