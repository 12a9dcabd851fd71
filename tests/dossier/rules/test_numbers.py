"""Numbers stand where something gives them a meaning, and do not contradict one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dossier.rules.made import event, position

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("stance", "value", "accepts", "problem"),
    [
        ("support", "60", "{at_least: 60}", None),
        ("support", "59", "{at_least: 60}", "value 59 lies outside what the position accepts, 60 to 100"),
        ("oppose", "60", "{at_most: 60}", None),
        ("oppose", "61", "{at_most: 60}", "value 61 lies outside what the position accepts, 0 to 60"),
        ("neutral", "50", "{at_least: 0, at_most: 40}", "value 50 lies outside what the position accepts, 0 to 40"),
        ("support", "~", "{at_most: 60}", None),
        ("support", "~", "{at_most: 1}", None),
        ("support", "~", "{at_most: 0}", "stance 'support', but the position accepts only 0"),
        ("oppose", "~", "{at_least: 99}", None),
        ("oppose", "~", "{at_least: 100}", "stance 'oppose', but the position accepts only 100"),
        ("conditional", "~", "{at_most: 0}", None),
        ("neutral", "~", "{at_least: 100}", None),
        ("support", "0", "{at_most: 0}", "stance 'support', but the position accepts only 0"),
    ],
)
def test_a_position_lies_within_its_own_red_lines(
    stance: str, value: str, accepts: str, problem: str | None, found: Found
) -> None:
    text = position("a", stance=stance, value=value, accepts=accepts)
    assert found(positions=text) == ([f"P113 {problem}"] if problem else [])


@pytest.mark.parametrize(("least", "most", "broken"), [(40, 60, False), (50, 50, False), (60, 40, True)])
def test_red_lines_and_conditions_leave_room(least: int, most: int, broken: bool, codes: Found) -> None:
    lines = f"at_least: {least}, at_most: {most}"
    conditions = f"[{{text: T}}, {{text: U, issue: toll, {lines}}}]"
    text = position("a", value="50", accepts=f"{{{lines}}}", conditions=conditions)
    assert codes(positions=text) == ["P112"] * 2 * broken


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [
        ({"low": "5"}, True),
        ({"high": "5"}, True),
        ({"low": "5", "high": "6"}, True),
        ({"low": "5", "value": "5"}, False),
    ],
)
def test_uncertainty_is_about_a_value(numbers: dict[str, str], broken: bool, codes: Found) -> None:
    assert codes(positions=position("a", **numbers)) == ["P114"] * broken


@pytest.mark.parametrize(
    ("condition", "problems"),
    [
        ("issue: toll, at_least: 5", []),
        ("issue: fee", []),
        ("event: session", []),
        ("at_least: 0", ["P115 at_least on no issue"]),
        ("event: session, at_most: 5", ["P115 at_most on no issue"]),
        ("issue: fee, at_least: 5, at_most: 6", ["P115 a number on issue 'fee', which has no scale"] * 2),
    ],
)
def test_a_condition_has_numbers_only_on_a_scale(condition: str, problems: list[str], found: Found) -> None:
    text = position("a", conditions=f"[{{text: T, {condition}}}]")
    assert found(positions=text, events=event("session")) == problems


@pytest.mark.parametrize(
    ("more", "broken"), [("consent: north", False), ("quota: 0", False), ("consent: [north], quota: 0", True)]
)
def test_a_deal_needs_consent_or_a_quota(more: str, broken: bool, codes: Found) -> None:
    assert codes(issues=f"- {{id: toll, name: T, question: Q?, {more}}}\n") == ["I107"] * broken
