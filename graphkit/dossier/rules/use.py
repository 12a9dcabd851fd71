"""Rules on use: what a dossier declares is used, and what was retracted is not."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.dossier.clocks import known_at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.problem import Problem, quoted
from graphkit.dossier.rules.named import REFERENCES, namings, place_of


def record_names_no_retracted_one(dossier: Dossier) -> Iterator[Problem]:
    """D107: a record that counts names none that was retracted and not corrected.

    It may supersede one or correct one: nothing hangs on that.
    """
    gone = {record.key for record in dossier.records() if record.retracted_on}
    known = known_at(dossier, None) if gone else dossier
    for reference in REFERENCES if gone else ():
        if reference.path in ("corrects", "supersedes"):
            continue
        for holder, path, id in namings(dossier, reference, known.of_kind(reference.kind)):
            if f"{reference.target}:{id}" in gone:
                found = f"{reference.target} {quoted(id)} was retracted"
                remedy = "name another, retract this record too, or put the retracted one right with 'corrects'"
                yield Problem(place_of(dossier, holder, path), "D107", found, remedy)


def issue_is_used(dossier: Dossier) -> Iterator[Problem]:
    """I110: an issue is what a position, a condition, a term, an event, a judgement or another issue is about."""
    for id in _unused(dossier, "issue"):
        found = f"nothing is about issue {quoted(id)}"
        remedy = "leave it out, or code who stands where on it"
        yield Problem(dossier.at(dossier.issues[id]), "I110", found, remedy, "warning")


def source_is_used(dossier: Dossier) -> Iterator[Problem]:
    """S107: a source is evidence of something, or carries another that is."""
    for id in _unused(dossier, "source"):
        found = f"source {quoted(id)} is evidence of nothing"
        yield Problem(dossier.at(dossier.sources[id]), "S107", found, "leave it out, or cite it", "warning")


def _unused(dossier: Dossier, kind: str) -> Iterator[str]:
    """Ids that no record names, but for corrections and what they correct.

    None where a file could not be read to its end, or where a name leads nowhere: it may have been meant for one.
    """
    records = dossier.of_kind(kind)
    corrected = {record.corrects for record in records}
    unused = {each.id: None for each in records if not (each.retracted_on or each.corrects or each.id in corrected)}
    for reference in REFERENCES:
        if reference.target == kind and reference.path != "corrects":
            if dossier.of_kind(reference.kind).incomplete:
                return
            for _, _, id in namings(dossier, reference):
                unused.pop(id, None)
                if not unused or id not in records:
                    return
    yield from unused
