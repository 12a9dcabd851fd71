"""The two clocks: which records count as of a day of the world, as known on a day of the record.

`valid` and `date` are the world's clock: a single date means *from that day on*, an interval ends, and a position is
closed by one that supersedes it.  A vague date counts from the earliest to the latest day it allows; a validity
without a start has held before, while an event without one counts from the day by which it had happened.  `recorded_on`
and `retracted_on` are the record's clock: a record counts from the one to the day before the other.  One that is
corrected gives way to its correction, whole: what the correction leaves out is gone, and whoever named the one names
the other.  So does a position to the preferred coder's of the same passage; see `graphkit.dossier.coders`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from graphkit.dossier.coders import GivingWay, giving_way
from graphkit.dossier.dates import Edtf
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Issue, Proposal, Record
from graphkit.dossier.references import Names, renamed

R = TypeVar("R", bound=Record)


def at(dossier: Dossier, *, as_of: date | None = None, known_on: date | None = None) -> Dossier:
    """Cut a dossier to what held in the world on one day, as known on another.

    Parameters
    ----------
    dossier : Dossier
    as_of : datetime.date, optional
        Day of the world; default the dossier's own `as_of`.  Where there is neither, everything up to the last day.
    known_on : datetime.date, optional
        Day of the record; default the end of the record, so that only what was never retracted counts.

    Returns
    -------
    Dossier
        The records that count, with references to corrected records leading to their corrections, and those to other
        coders' positions leading to the preferred coder's.  A reference to a record that does not count is kept as it
        stands; `Dossier.at` gives the places of the whole dossier.
    """
    day = as_of or dossier.manifest.as_of or date.max
    known = known_at(dossier, known_on)
    closed = {each.supersedes for each in known.positions if each.supersedes and has_begun(each.valid, day)}
    return replace(
        known,
        ties=_keep(known.ties, lambda tie: holds(tie.valid, day)),
        judgements=_keep(known.judgements, lambda judgement: holds(judgement.valid, day)),
        positions=_keep(known.positions, lambda position: position.id not in closed and holds(position.valid, day)),
        events=_keep(known.events, lambda event: has_happened(event.date, day)),
        proposals=Records(_answers_until(each, day) for each in known.proposals if has_happened(each.date, day)),
        issues=Records(_status_until(issue, day) for issue in known.issues),
    )


def known_at(dossier: Dossier, known_on: date | None) -> Dossier:
    """Cut a dossier to the records known on a day; None is the end of the record."""
    return _known(dossier, known_on, giving_way(dossier))


def coded_at(dossier: Dossier, known_on: date | None) -> Dossier:
    """Cut a dossier to what all coders had coded by a day, also where the preferred coder's record counts alone."""
    return _known(dossier, known_on, {})


def _known(dossier: Dossier, known_on: date | None, giving: GivingWay) -> Dossier:
    default = dossier.manifest.recorded_on
    standing: dict[str, list[Record]] = {kind.name_of_kind: [] for kind in RECORD_KINDS}
    for record in dossier.records():
        if is_known(record, known_on, default):
            standing[record.name_of_kind].append(record)
    names = replaced(standing, giving)
    known: dict[str, Any] = {
        f"{kind}s": Records(_withcorrections(records, names[kind], names)) for kind, records in standing.items()
    }
    return replace(dossier, **known, cut=True)


def is_known(record: Record, known_on: date | None, default: date | None) -> bool:
    """Whether a record stood in the dossier on a day; `default` is when a record was made that does not say."""
    if known_on is None:
        return record.retracted_on is None
    recorded = record.recorded_on or default or date.min
    return recorded <= known_on and (record.retracted_on is None or known_on < record.retracted_on)


def has_begun(when: Edtf | None, day: date) -> bool:
    """Whether a validity has begun by a day; without a start it always has."""
    return when is None or (when.earliest or date.min) <= day


def has_happened(when: Edtf | None, day: date) -> bool:
    """Whether something with this date may have happened by a day: from the first day that the date tells."""
    return when is None or (when.earliest or when.latest or date.min) <= day


def holds(when: Edtf | None, day: date) -> bool:
    """Whether a validity covers a day: a single date from then on, an interval until its end."""
    return has_begun(when, day) and (when is None or not when.interval or day <= (when.latest or date.max))


def corrections(records: list[Record]) -> dict[str, str]:
    """From the id of each corrected record to the id of the last correction of it; cycles correct nothing."""
    by = {record.corrects: record.id for record in records if record.corrects and record.corrects != record.id}
    last = {}
    for id, correction in by.items():
        seen, end = {id}, correction
        while end in by and end not in seen:
            seen.add(end)
            end = by[end]
        if end not in by:
            last[id] = end
    return last


def replaced(standing: Mapping[str, Sequence[Record]], giving: GivingWay) -> Names:
    """What takes the place of each record that gives way, by kind.

    Parameters
    ----------
    standing : mapping of str to sequence of Record
        By kind, the records that stand on some day; those that nothing could replace may be missing.
    giving : mapping of str to tuple of str
        As `graphkit.dossier.coders.giving_way` gives it.

    Returns
    -------
    mapping of str to mapping of str to str
        From the id of a record to that of its last correction, or of the preferred coder's position in its place.
    """
    names = {kind: corrections(list(records)) for kind, records in standing.items()}
    if not giving:
        return names
    corrected = names["position"]
    counting = {record.id for record in standing["position"]} - corrected.keys()
    by = {}
    for id in counting & giving.keys():
        first = next((each for each in giving[id] if each in counting), None)
        if first is not None:
            by[id] = first
    return {**names, "position": {**{id: by.get(end, end) for id, end in corrected.items()}, **by}}


def _withcorrections(records: list[Record], corrected: Mapping[str, str], names: Names) -> Iterator[Record]:
    kinds = {kind for kind, ids in names.items() if ids}
    only_positions = kinds == {"position"}  # which nothing but `supersedes` names
    for record in records:
        if record.id not in corrected:
            named = getattr(record, "supersedes", None) in names["position"] if only_positions else bool(kinds)
            yield renamed(record, names) if named else record


def _keep(records: Records[R], wanted: Callable[[R], bool]) -> Records[R]:
    return Records(record for record in records if wanted(record))


def _answers_until(proposal: Proposal, day: date) -> Proposal:
    answers = tuple(response for response in proposal.responses if has_happened(response.date, day))
    return proposal.model_copy(update={"responses": answers})


def _status_until(issue: Issue, day: date) -> Issue:
    return issue.model_copy(
        update={"status_quo": tuple(each for each in issue.status_quo if has_happened(each.on, day))}
    )
