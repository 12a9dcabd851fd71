"""Rules on numbers: what may have one, and which."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.dossier.dossier import Dossier, Path
from graphkit.dossier.model import Accepts, Condition, Judgement, Position, Record
from graphkit.dossier.problem import Problem, quoted


def issue_has_consent_or_a_quota(dossier: Dossier) -> Iterator[Problem]:
    """I107: a deal on an issue needs either the consent of some actors or a quota."""
    for issue in dossier.issues:
        if issue.consent and issue.quota is not None:
            found = f"issue {quoted(issue.id)} has both consent and a quota"
            yield Problem(dossier.at(issue, "quota"), "I107", found, "leave one of them out")


def status_quo_stands_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """I109: an issue with a status quo has a scale that says what the number means."""
    for issue in dossier.issues:
        if issue.status_quo and issue.scale is None:
            found = f"issue {quoted(issue.id)} has a status quo but no scale"
            yield Problem(dossier.at(issue, "status_quo"), "I109", found, "say in 'scale' what 0 and 100 mean")


def position_value_lies_within_its_range(dossier: Dossier) -> Iterator[Problem]:
    """P108: a position's value lies between its low and its high."""
    for position in dossier.positions:
        yield from _outside_its_range(dossier, "P108", position)


def position_has_numbers_only_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """P109: a position on an issue without a scale has no value, low, high or accepts."""
    unscaled = _unscaled(dossier)
    for position in dossier.positions:
        if position.issue in unscaled:
            for key in ("value", "low", "high", "accepts"):
                if getattr(position, key) is not None:
                    yield _no_scale(dossier, "P109", position, (key,), position.issue)


def red_lines_leave_room(dossier: Dossier) -> Iterator[Problem]:
    """P112: what a position accepts, and what a condition asks for, is at least no more than it is at most."""
    for position in dossier.positions:
        lines: list[tuple[Path, Accepts | Condition | None]] = [(("accepts",), position.accepts)]
        lines += [(("conditions", index), each) for index, each in enumerate(position.conditions)]
        for path, each in lines:
            if each and each.at_least is not None and each.at_most is not None and each.at_least > each.at_most:
                found = f"at_least {each.at_least:g} is above at_most {each.at_most:g}"
                yield Problem(
                    dossier.at(position, *path, "at_least"), "P112", found, "write the lower number as at_least"
                )


def position_lies_within_its_red_lines(dossier: Dossier) -> Iterator[Problem]:
    """P113: a position accepts its own value, support accepts more than 0, and opposition less than 100."""
    for position in dossier.positions:
        accepts, value = position.accepts, position.value
        if accepts is None:
            continue
        least, most = accepts.at_least or 0, 100 if accepts.at_most is None else accepts.at_most
        if value is not None and least <= most and not least <= value <= most:
            found = f"value {value:g} lies outside what the position accepts, {least:g} to {most:g}"
            yield Problem(dossier.at(position, "value"), "P113", found, "mend the value, or what it accepts")
        elif (position.stance == "support" and most == 0) or (position.stance == "oppose" and least == 100):
            found = f"stance {quoted(position.stance)}, but the position accepts only {most:g}"
            yield Problem(dossier.at(position, "accepts"), "P113", found, "mend the stance, or what it accepts")


def uncertainty_is_about_a_value(dossier: Dossier) -> Iterator[Problem]:
    """P114: a position with low or high has a value."""
    for position in dossier.positions:
        if position.value is None and (position.low is not None or position.high is not None):
            key = "high" if position.low is None else "low"
            found = f"{key} without a value"
            remedy = "add 'value: …', or leave low and high out; red lines stand in 'accepts'"
            yield Problem(dossier.at(position, key), "P114", found, remedy)


def condition_has_numbers_only_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """P115: at_least and at_most of a condition are about an issue, one that has a scale."""
    unscaled = _unscaled(dossier)
    for position in dossier.positions:
        for index, condition in enumerate(position.conditions):
            for key in ("at_least", "at_most"):
                if getattr(condition, key) is None:
                    continue
                path = ("conditions", index, key)
                if condition.issue is None:
                    found = f"{key} on no issue"
                    yield Problem(dossier.at(position, *path), "P115", found, "add 'issue: …' to the condition")
                elif condition.issue in unscaled:
                    yield _no_scale(dossier, "P115", position, path, condition.issue)


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


def term_has_a_value_only_on_a_scale(dossier: Dossier) -> Iterator[Problem]:
    """O109: a term on an issue without a scale has no value."""
    unscaled = _unscaled(dossier)
    for proposal in dossier.proposals:
        for index, term in enumerate(proposal.terms):
            if term.value is not None and term.issue in unscaled:
                yield _no_scale(dossier, "O109", proposal, ("terms", index, "value"), term.issue)


def _unscaled(dossier: Dossier) -> set[str]:
    return {issue.id for issue in dossier.issues if issue.scale is None}


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


def _no_scale(dossier: Dossier, code: str, record: Record, path: Path, issue: str) -> Problem:
    found = f"a number on issue {quoted(issue)}, which has no scale"
    return Problem(dossier.at(record, *path), code, found, "give the issue a scale, or leave the number out")
