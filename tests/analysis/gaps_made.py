"""Small dossiers for gaps, in view or drawn at random."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from graphkit.analysis.questions import Asked
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Evidence, Record, Tie
from graphkit.dossier.references import renamed
from tests.analysis.questions_made import asked, event, position, shown

SOURCES = ("s", "t", "u")


def tie(id: str, start: str, end: str, kind: str = "ally_of", *, by: str = "gazette", **more: Any) -> Tie:
    """A tie that has always been, shown by one source unless told otherwise."""
    fields = {"id": id, "from": start, "to": end, "kind": kind, "evidence": shown(*by.split(", "))}
    return Tie.model_validate({**fields, **more})


def made(*records: Record) -> Dossier:
    """A dossier of these records and of all that they name."""
    return asked(*records).dossier


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Positions, some superseding an earlier one of their actor, ties and events, each from one to three sources."""
    found: list[Record] = []
    by = st.lists(st.sampled_from(SOURCES), min_size=1, max_size=3).map(", ".join)
    held: dict[tuple[str, str], str] = {}
    for number in range(draw(st.integers(0, 9))):
        actor, issue = draw(st.sampled_from("abcd")), draw(st.sampled_from("xy"))
        stance = draw(st.sampled_from(["support", "oppose", "neutral"]))
        earlier = held.get((actor, issue))
        more = {"supersedes": earlier} if earlier and draw(st.booleans()) else {}
        valid = f"2025-01-{number + 1:02}" + draw(st.sampled_from(["", "", "/2025-06", "/.."]))
        found.append(position(f"p{number}", actor, issue, stance, by=draw(by), valid=valid, **more))
        held[actor, issue] = f"p{number}"
    for number in range(draw(st.integers(0, 4))):
        start, end = draw(st.permutations("abcd"))[:2]
        found.append(tie(f"t{number}", start, end, draw(st.sampled_from(["ally_of", "member_of"])), by=draw(by)))
    if draw(st.booleans()):
        found.append(event("e", "2025-01", by=draw(st.sampled_from(SOURCES)), roles=[("a", "host"), ("b", "party")]))
    return found


def shuffled(dossier: Dossier, seed: int) -> Dossier:
    """The same with the records of each kind, and the evidence of each position, in another order."""
    mix = random.Random(seed)

    def other(each: Record) -> Record:
        pieces: Sequence[Evidence] = getattr(each, "evidence", ())
        return each.model_copy(update={"evidence": tuple(mix.sample(pieces, len(pieces)))}) if pieces else each

    kinds: dict[str, Any] = {}
    for kind in (each.name_of_kind for each in RECORD_KINDS):
        every = list(dossier.of_kind(kind))
        kinds[f"{kind}s"] = Records(other(each) for each in mix.sample(every, len(every)))
    return replace(dossier, **kinds)


def with_names(dossier: Dossier, names: Mapping[str, str]) -> Dossier:
    """The same with other ids of actors."""
    kinds: dict[str, Any] = {}
    for kind in (each.name_of_kind for each in RECORD_KINDS):
        every = (renamed(each, {"actor": names}) for each in dossier.of_kind(kind))
        kinds[f"{kind}s"] = Records(
            each.model_copy(update={"id": names.get(each.id, each.id)}) if kind == "actor" else each for each in every
        )
    return replace(dossier, **kinds)


def asked_of(dossier: Dossier, **days: Any) -> Asked:
    return Asked(dossier, **days)
