"""Rules on positions: what one of them, or two of them, cannot say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from graphkit.dossier.coders import coded_twice, preferred_coder
from graphkit.dossier.dates import begins, certain
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.lookup import fold
from graphkit.dossier.model import Position
from graphkit.dossier.problem import Problem, quoted

_DAY = timedelta(days=1)
Span = tuple[date, date]
Contradiction = tuple[Position, Position, date]


def position_supersedes_one_of_its_own_kind(dossier: Dossier) -> Iterator[Problem]:
    """P107: a position supersedes one of the same actor on the same issue."""
    for position in dossier.positions:
        earlier = dossier.positions.get(position.supersedes) if position.supersedes else None
        for key in ("actor", "issue") if earlier is not None else ():
            if getattr(earlier, key) != getattr(position, key):
                found = f"{quoted(position.supersedes or '')} has another {key}, {quoted(getattr(earlier, key))}"
                remedy = f"supersede a position of the same {key}, or leave it out"
                yield Problem(dossier.at(position, "supersedes"), "P107", found, remedy)


def condition_changes_the_stance(dossier: Dossier) -> Iterator[Problem]:
    """P117: a condition leads to another stance than the position has."""
    for position in dossier.positions:
        for index, condition in enumerate(position.conditions):
            if condition.then == position.stance:
                found = f"the position has the stance {quoted(position.stance)} already"
                remedy = "say what stance the condition leads to, or leave 'then' out"
                yield Problem(dossier.at(position, "conditions", index, "then"), "P117", found, remedy)


def claim_stands_once(dossier: Dossier) -> Iterator[Problem]:
    """P120: a position is coded once: no other has its actor, issue, stance and claim, and holds on the same days.

    A claim that was made again on a later day, at another event, by another's account or in another coder's record is
    another position.  A warning, as a source may well say a thing twice.
    """
    for alike in _alike(dossier, "stance", "attributed_by", "event"):
        by_claim: dict[str, list[Position]] = defaultdict(list)
        for position in alike:
            by_claim[" ".join(fold(position.claim).split())].append(position)
        for same in by_claim.values():
            for one, other in _said_twice(same):
                found = f"the same claim as in {quoted(other.id)}, valid {other.valid}"
                remedy = "put the evidence of both under one of them"
                yield Problem(dossier.at(one, "claim"), "P120", found, remedy, "warning")


def actor_does_not_contradict_itself(dossier: Dossier) -> Iterator[Problem]:
    """P121: an actor does not support and oppose the same thing on the same day.

    A position that another supersedes ends when that one begins.  What is alleged or disputed contradicts nothing,
    what is said in private may differ from what is said in public, and coders may differ.  A warning, as actors do
    contradict themselves.
    """
    closing = _closing_days(dossier)
    for alike in _alike(dossier, "setting"):
        sided = [each for each in alike if each.stance in ("support", "oppose") and each.status == "plain"]
        for one, other, day in _contradictions(sided, closing):
            found = f"{one.stance} here and {other.stance} in {quoted(other.id)}, both valid on {day}"
            remedy = "let the later one supersede the earlier, end one of them, or mark one as alleged or disputed"
            yield Problem(dossier.at(one, "stance"), "P121", found, remedy, "warning")


def one_coder_counts_for_a_passage(dossier: Dossier) -> Iterator[Problem]:
    """P122: where several coders coded a passage for an actor and an issue, the record of one of them counts.

    That is the preferred coder's; the others serve comparison, and `graphkit coders` compares them.  Here no coder of
    the passage is preferred, so that all of their positions count, and what was said once counts twice.  A warning, as
    coders may not have settled yet.
    """
    preferred = preferred_coder(dossier.manifest)
    lacks = f"{quoted(preferred)}, who is preferred, did not code it" if preferred else "no coder is preferred"
    for each, other in coded_twice(dossier):
        by = f"{quoted(other.id)} by coder {quoted(other.coder or '')}"
        found = f"the same passage, actor and issue as in {by}, and both count, as {lacks}"
        remedy = "let the preferred coder code it" if preferred else "write 'preferred: true' at one in dossier.yaml"
        yield Problem(dossier.at(each, "coder"), "P122", found, f"{remedy}, or retract one", "warning")


def _alike(dossier: Dossier, *keys: str) -> Iterator[list[Position]]:
    """The standing positions that share actor, issue, coder and some more, where there are several."""
    preferred = preferred_coder(dossier.manifest)
    groups: dict[Hashable, list[Position]] = defaultdict(list)
    for each in dossier.positions:
        shared = tuple(getattr(each, key) for key in keys)
        groups[each.actor, each.issue, each.coder or preferred, shared].append(each)
    yield from (group for group in groups.values() if len(group) > 1)


def _said_twice(positions: Iterable[Position]) -> Iterator[tuple[Position, Position]]:
    """Positions that hold on a day on which another of them does, each with the one that it repeats."""
    by_text: dict[str, Position] = {}
    for each in positions:
        if str(each.valid) in by_text:
            yield each, by_text[str(each.valid)]
        by_text.setdefault(str(each.valid), each)
    longest: Position | None = None
    for each in sorted(by_text.values(), key=_days_told):
        first, last = _days_told(each)
        if longest is not None and first <= min(last, _days_told(longest)[1]):
            yield each, longest
        if longest is None or last > _days_told(longest)[1]:
            longest = each


def _days_told(position: Position) -> Span:
    """The days of an interval that it has in every reading; of a single date the day, where it tells one."""
    first, last = certain(position.valid)
    return (first, last if position.valid.interval else position.valid.earliest or date.min)


def _contradictions(positions: Iterable[Position], closing: Mapping[str, date]) -> Iterator[Contradiction]:
    """Each position with the one of the other side that lasts longest into it, and the first day of both."""
    spans = {each.id: _span(each, closing) for each in positions}
    longest: dict[str, Position] = {}
    for each in sorted(positions, key=lambda each: spans[each.id]):
        first, last = spans[each.id]
        other = longest.get("oppose" if each.stance == "support" else "support")
        if other is not None and first <= min(last, spans[other.id][1]):
            yield each, other, first
        if first <= last and (each.stance not in longest or last > spans[longest[each.stance].id][1]):
            longest[each.stance] = each


def _span(position: Position, closing: Mapping[str, date]) -> Span:
    first, last = certain(position.valid)
    return first, min(last, closing.get(position.id, date.max))


def _closing_days(dossier: Dossier) -> dict[str, date]:
    """For each superseded position the last day before the first on which another may have replaced it."""
    days: dict[str, date] = {}
    for each in dossier.positions:
        if each.supersedes:
            begin = begins(each.valid)[0]
            last = begin - _DAY if begin > date.min else begin
            days[each.supersedes] = min(last, days.get(each.supersedes, date.max))
    return days
