"""The evidence sensitivity of `graphkit gaps`: sources by what changes without them, and what falls with one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.cli.gaps_part import Part, wrapped
from graphkit.cli.gaps_wording import what_changes, what_falls
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.wording import describe, name_of

if TYPE_CHECKING:
    from graphkit.analysis.gaps.resting import By, Rest, Resting
    from graphkit.analysis.gaps.sensitivity import Effect, Sensitivity
    from graphkit.cli.gaps_outcomes import Analyses
    from graphkit.dossier.dossier import Dossier

NOUN = {
    "carrier": "text",
    "source": "source",
    "publisher": "publisher",
    "attributing-actor": "attributing actor",
    "grade": "grade",
}
BY = {
    "carrier": "by the text that carries the evidence",
    "source": "by the source that says so, whoever carries it",
    "publisher": "by publisher",
    "attributing-actor": "by the actor who says what others hold",
    "grade": "by Admiralty reliability, of the weaker of source and carrier",
}
SHOWN = {
    "by": "by",
    "cause": "without",
    "name": "name",
    "grade": "grade",
    "falls": "falls",
    "positions": "positions",
    "stays": "stays",
    "returns": "returns",
    "impact": "impact",
    "changes": "changes",
}
DETAILS = ("by", "cause", "effect", "kind", "id", "what")
OTHERS = "--by source, publisher, attributing-actor or grade asks otherwise"


def sensitivity_part(
    found: Sequence[Sensitivity], dossier: Dossier, compared: Analyses, *, top: int | None, dropped: bool
) -> Part:
    """The sources as a part of the answer; `dropped` tells that nobody asked for more than the first `found`."""
    columns = dict.fromkeys(column for each in found for column in each.columns)
    outcomes = {each.by: dict(each.outcomes) for each in found[:1]}
    return Part(
        "sensitivity",
        f"what changes if one source is wrong and all that rests on it alone falls; {'; '.join(compared.words)}",
        [row for each in found for row in each.rows()],
        tuple(columns),
        lambda width: _lines(found, dossier, width, top, dropped),
        SHOWN,
        notes=compared.notes,
        remarks=tuple(note for each in found for note in _notes(each)),
        more={"outcomes": next(iter(outcomes.values()), {})},
    )


def _notes(found: Sensitivity) -> Iterator[str]:
    if found.by == "carrier" and found.everything is not None:
        yield f"everything rests on one text, {found.everything.cause}; {OTHERS}"


def _lines(
    found: Sequence[Sensitivity],
    dossier: Dossier,
    width: int,
    top: int | None,
    dropped: bool,  # noqa: FBT001 -- told by name above
) -> Iterator[str]:
    for each in found:
        yield ""
        yield from wrapped(_summary(each, dossier), width)
        shown = [effect for effect in each.effects if effect.differences][:top]
        for effect in shown if each.everything is None else each.effects[:1]:
            yield from wrapped(_sentence(each, effect, dossier), width, first="  - ", rest="    ")
        yield from _rest(each, shown, width)
    if dropped:
        yield ""
        yield from wrapped(f"{OTHERS}; --source ID tells all that falls with one", width)


def _summary(found: Sensitivity, dossier: Dossier) -> str:
    noun = NOUN[found.by]
    if not found.effects:
        return f"{BY[found.by]}: no record rests on any {noun}"
    everything = found.everything
    if everything is not None:
        return f"{BY[found.by]}: everything rests on one {noun}, {_label(everything, dossier, found.by)}"
    changing = sum(bool(each.differences) for each in found.effects)
    size = f"{number_of(len(found.effects), noun)} behind {number_of(found.caused, 'record')}"
    return f"{BY[found.by]}: {size}; without {changing} of them something changes, the most first"


def _sentence(found: Sensitivity, effect: Effect, dossier: Dossier) -> str:
    if effect is found.everything:
        left = {name for name, outcome in found.outcomes.items() if effect.changed(name) < len(outcome) or not outcome}
        gone = [name for name in found.outcomes if name not in left and effect.share[name] == 1]
        none = f": no {', no '.join(gone)}" if gone and not left else ""
        return f"without it nothing is left of {number_of(found.evidenced, 'record')} with evidence{none}"
    changes = what_changes(effect, dossier) or ["nothing of this changes"]
    return "; ".join([f"without {_label(effect, dossier, found.by)} {what_falls(effect)}", *changes])


def _label(effect: Effect, dossier: Dossier, by: By) -> str:
    """The id, and what a reader knows it by."""
    if by == "grade":
        return f"what is graded {effect.cause}"
    source = dossier.sources.get(effect.cause) if by in ("carrier", "source") else None
    told = [source.publisher] if source else [effect.name] if effect.name != effect.cause else []
    told += [f"reliability {effect.grade}"] if effect.grade else []
    return plain(f"{effect.cause} ({', '.join(told)})" if told else effect.cause)


def _rest(found: Sensitivity, shown: Sequence[Effect], width: int) -> Iterator[str]:
    if found.everything is not None:
        return
    more = sum(bool(each.differences) for each in found.effects) - len(shown)
    if more:
        yield f"  {more:,} more with changes: --only sensitivity shows all"
    without = [each for each in found.effects if not each.differences and each.without.falls]
    if without:
        most = max(len(each.without.falls) for each in without)
        yield from wrapped(
            f"{number_of(len(without), NOUN[found.by])} with which up to {number_of(most, 'record')} would fall and"
            " nothing of this would change",
            width,
            first="  ",
        )
    none = sum(not each.differences and not each.without.falls for each in found.effects)
    if none:
        yield f"  {number_of(none, NOUN[found.by])} without which all stands on other evidence"


def details_part(resting: Resting, found: Sensitivity, cause: str, compared: Analyses) -> Part:
    """All that falls with one cause, as a part of the answer."""
    effect = next((each for each in found.effects if each.cause == cause), None)
    rows = list(_details(resting, effect)) if effect else []
    for row in rows:
        row |= {"by": resting.by, "cause": cause}
    label = _label(effect, resting.now, resting.by) if effect else cause
    told = what_falls(effect) if effect else "nothing rests on it"
    changes = what_changes(effect, resting.now) if effect else []
    return Part(
        "source",
        f"without {label}, {BY[resting.by]}: {told}; compared: {'; '.join(compared.words)}",
        [{name: row[name] for name in DETAILS} for row in rows],
        DETAILS,
        lambda width: _told(rows, changes, width),
        {name: name for name in DETAILS[2:]},
        notes=compared.notes,
        more={"changes": [each.text for each in effect.differences] if effect else []},
    )


def _told(rows: Sequence[dict[str, Any]], changes: Sequence[str], width: int) -> Iterator[str]:
    titles = {
        "falls": "Falls with it",
        "stays": "Loses evidence and stands on other evidence",
        "returns": "Stands again, as what superseded it falls",
    }
    yield ""
    yield f"What changes: {'' if changes else 'nothing that was compared'}".rstrip()
    for change in changes:
        yield from wrapped(change, width, first="  - ", rest="    ")
    for effect, title in titles.items():
        chosen = [row for row in rows if row["effect"] == effect]
        if chosen:
            yield ""
            yield f"{title}: {number_of(len(chosen), 'record')}"
        for row in chosen:
            yield from wrapped(f"{row['id']}  {row['what']}", width, first="  - ", rest="    ")


def _details(resting: Resting, effect: Effect) -> Iterator[dict[str, Any]]:
    now = resting.now
    for name, rests in (("falls", effect.without.falls), ("stays", effect.without.stays)):
        for rest in rests:
            yield {"effect": name, "kind": rest.kind, "id": rest.text, "what": _what(rest, now)}
    for id in effect.without.returns:
        record = effect.without.dossier.positions[id]
        yield {"effect": "returns", "kind": "position", "id": record.key, "what": describe(record, now)}


def _what(rest: Rest, dossier: Dossier) -> str:
    if rest.kind == "answer":
        proposal = dossier.proposals[rest.id]
        answer = proposal.responses[rest.part]
        return plain(f"{name_of(dossier, answer.actor)}, {answer.answer}: {proposal.name}")
    if rest.kind == "status-quo":
        issue = dossier.issues[rest.id]
        status = issue.status_quo[rest.part]
        return plain(f"{issue.name} at {status.value:g} since {status.on}")
    return describe(dossier.of_kind(rest.kind)[rest.id], dossier)
