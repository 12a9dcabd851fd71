"""Drafts against what actors said: red lines, answers and conditions as logic of three values."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.bargaining.conditions import Facts, check, every
from graphkit.bargaining.consent import broken, demands, said
from graphkit.bargaining.drafts import Asking, conditions_on, of_dossier
from graphkit.bargaining.satisfying import Possible, possible
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Condition, Event, Evidence, Issue, Manifest, Position

SCALE = {"low": "no", "high": "yes"}
SHOWN = (Evidence(source="gazette", credibility=2),)
ISSUES = ("toll", "bridge", "rail")


def position(actor: str, issue: str, stance: str = "support", *conditions: dict[str, Any], **more: Any) -> Position:
    fields = {"id": f"{actor}-{issue}", "actor": actor, "issue": issue, "stance": stance, "claim": "Says so."}
    return Position.model_validate(
        {**fields, "valid": "2025", "evidence": SHOWN, "conditions": list(conditions), **more}
    )


def dossier(*positions: Position, events: tuple[Event, ...] = (), consent: tuple[str, ...] = ("a", "b")) -> Dossier:
    about = {"question": "Should there be?", "scale": SCALE, "consent": list(consent)}
    return Dossier(
        Manifest(id="d", title="D"),
        actors=Records(Actor(id=id, name=id.title(), kind="organization") for id in "abcd"),
        issues=Records(Issue.model_validate({"id": id, "name": id, **about}) for id in ISSUES),
        positions=Records(positions),
        events=Records(events),
    )


def says(made: Dossier, asking: Asking | None = None, /, **terms: float | None) -> dict[str, str]:
    return {f"{row.actor} {row.issue}": row.verdict for row in of_dossier(made, terms, asking).rows}


def condition(then: str | None = "support", **more: Any) -> dict[str, Any]:
    return {"text": "The rest is right", "then": then, **more}


@pytest.mark.parametrize(
    ("held", "value", "say"),
    [
        ({"accepts": {"at_least": 30}}, 30, "accepts"),
        ({"accepts": {"at_least": 30}}, 29, "refuses"),
        ({"accepts": {"at_least": 30, "at_most": 60}}, 61, "refuses"),
        ({"stance": "oppose", "accepts": {"at_most": 100}}, 100, "accepts"),  # a line says more than a stance
        ({"value": 75}, 75, "accepts"),
        ({"value": 75}, 100, "silent"),  # nobody said that more is better
        ({"value": 75}, 0, "refuses"),
        ({}, 100, "accepts"),
        ({}, 50, "silent"),
        ({"stance": "oppose"}, 100, "refuses"),
        ({"stance": "oppose"}, 0, "accepts"),
        ({"stance": "neutral"}, 100, "silent"),
        ({"stance": "neutral", "value": 40}, 40, "accepts"),
        ({"stance": "conditional"}, 100, "depends"),
    ],
)
def test_a_position_speaks_by_its_lines_its_value_and_its_answer(held: dict[str, Any], value: float, say: str) -> None:
    fields = {"stance": "support", **held}
    stance = fields.pop("stance")
    assert said(position("a", "toll", stance, **fields), {"toll": value}, Facts()).say == say


def test_conditions_that_lead_to_one_stance_hold_together() -> None:
    held = position(
        "a", "toll", "conditional", condition(issue="rail", at_least=50), condition(issue="bridge", at_most=0)
    )
    made = dossier(held)
    assert says(made, toll=100, rail=50, bridge=0)["a toll"] == "accepts"
    assert says(made, toll=100, rail=49, bridge=0)["a toll"] == "refuses"
    assert says(made, toll=100, rail=50)["a toll"] == "undetermined"
    # where the draft does not ask for the yes that is conditional, the condition does not matter
    assert says(made, toll=0, rail=50, bridge=0)["a toll"] == "refuses"
    assert says(made, toll=0, rail=0)["a toll"] == "undetermined"
    [row] = [row for row in of_dossier(made, {"toll": 100, "rail": 0}).rows if row.actor == "a" and row.issue == "toll"]
    assert [(part.name, part.state, part.why) for part in row.deciding] == [
        ("a-toll condition 1", "fails", "rail is at 0")
    ]
    assert [part.name for part in row.in_state("undetermined")] == ["a-toll condition 2"]


def test_what_is_told_in_words_alone_is_never_a_yes() -> None:
    made = dossier(position("a", "toll", "conditional", condition(issue="rail", at_least=50), condition()))
    assert says(made, toll=100, rail=100)["a toll"] == "undetermined"
    assert says(made, toll=100, rail=0)["a toll"] == "refuses"
    # also not of an issue that is named without numbers
    assert check(Condition(text="Rail is settled", issue="rail"), {"rail": 100}, Facts()).met is None


def test_a_threat_comes_true_when_its_condition_is_met() -> None:
    made = dossier(position("a", "toll", "support", condition("oppose", issue="rail", at_least=50)))
    assert says(made, toll=100, rail=0)["a toll"] == "accepts"
    assert says(made, toll=100, rail=50)["a toll"] == "refuses"
    assert says(made, toll=100)["a toll"] == "undetermined"


def test_a_refusal_names_what_it_is_for_and_not_a_threat_that_did_not_come_true() -> None:
    threat = condition("oppose", issue="rail", at_least=50)
    made = dossier(position("a", "toll", "support", threat, accepts={"at_least": 30}))
    [row] = of_dossier(made, {"toll": 20, "rail": 0}, Asking(parties=("a",))).rows[:1]
    assert ([each.name for each in row.deciding], row.why) == (["a-toll at_least"], "a red line is crossed")
    [row] = of_dossier(made, {"toll": 100, "rail": 50}, Asking(parties=("a",))).rows[:1]
    assert [(each.name, each.words) for each in row.deciding] == [("a-toll answer", "then opposes the issue")]


def test_conditions_that_do_not_say_what_they_lead_to_leave_it_open_unless_lines_are_drawn() -> None:
    bare = condition(None, issue="rail", at_least=50)
    assert says(dossier(position("a", "toll", "conditional", bare)), toll=100, rail=50)["a toll"] == "undetermined"
    lined = dossier(position("a", "toll", "conditional", bare, accepts={"at_least": 30}))
    assert says(lined, toll=40, rail=50)["a toll"] == "accepts"
    assert says(lined, toll=40, rail=0)["a toll"] == "refuses"
    assert says(lined, toll=20)["a toll"] == "refuses"


def test_an_event_meets_a_condition_once_it_has_happened_for_certain() -> None:
    made = dossier(position("a", "toll", "conditional", condition(event="vote")))
    vote = Event.model_validate(
        {"id": "vote", "name": "Vote", "kind": "decision", "date": "2025-03", "evidence": SHOWN}
    )
    held = dossier(*made.positions, events=(vote,))
    told = {day: of_dossier(held, {"toll": 100}, Asking(as_of=date(2025, *day))).rows[0] for day in ((3, 10), (3, 31))}
    assert told[3, 31].verdict == "accepts"
    assert (told[3, 10].verdict, told[3, 10].parts[-1].why) == ("undetermined", "vote may have happened by 2025-03-10")
    assert says(made, toll=100)["a toll"] == "undetermined"
    assert every([True, None]) is None and every([None, False]) is False


def test_all_positions_of_an_actor_bind() -> None:
    other = position("c", "toll", "oppose", on_behalf_of=["a"])
    made = dossier(position("a", "toll"), other)
    assert says(made, toll=100)["a toll"] == "refuses"
    assert says(made, Asking(on_behalf="holder"), toll=100)["a toll"] == "accepts"
    waits = position("c", "toll", "conditional", condition(), on_behalf_of=["a"])
    assert says(dossier(position("a", "toll"), waits), toll=100)["a toll"] == "undetermined"


def test_who_is_asked_can_be_told() -> None:
    made = dossier(position("a", "toll"), position("c", "toll", "oppose"), consent=())
    found = of_dossier(made, {"toll": 100})
    assert (found.rows, found.unasked, found.verdict) == ((), ("toll",), "undetermined")
    assert says(made, Asking(parties=("c", "d")), toll=100) == {"c toll": "refuses", "d toll": "undetermined"}
    assert says(made, Asking(everybody=True), toll=100) == {"a toll": "accepts", "c toll": "refuses"}
    unsaid = of_dossier(made, {"toll": None}, Asking(parties=("a",))).rows[0]
    assert (unsaid.verdict, unsaid.why) == ("undetermined", "the draft gives no value")


@pytest.mark.parametrize(
    ("terms", "asking", "message"),
    [
        ({"tol": 1}, Asking(), "did you mean 'toll'"),
        ({"toll": 101}, Asking(), "not from 0 to 100"),
        ({"toll": 1}, Asking(parties=("x",)), "no actor 'x'"),
        ({"toll": 1}, Asking(exclude={"mood": {"bad"}}), "not left out by 'mood'"),
    ],
)
def test_bad_terms_are_refused(terms: Any, asking: Asking, message: str) -> None:
    with pytest.raises(BadInputs, match=message):
        of_dossier(dossier(), terms, asking)


def test_the_conditions_attached_to_an_issue_are_told_before_there_is_a_draft() -> None:
    made = dossier(position("a", "toll", "conditional", condition(issue="rail", at_least=50)), position("c", "toll"))
    assert [(each.actor, each.part.name, each.part.state, each.part.why) for each in conditions_on(made, "toll")] == [
        ("a", "a-toll condition 1", "undetermined", "rail is left open")
    ]


def test_a_chain_of_conditions_that_closes_on_itself_has_no_package_and_a_minimal_conflict() -> None:
    # a wants the bridge with rail only, b wants rail without the bridge only
    made = dossier(
        position("a", "bridge", "conditional", condition(issue="rail", at_least=100)),
        position("a", "rail"),
        position("b", "rail", "conditional", condition(issue="bridge", at_most=0)),
        position("b", "bridge"),
    )
    found = possible(made, fixed={"bridge": 100})
    assert (found.answer, found.scope) == ("no", ("bridge", "rail"))
    assert [[each.name for each in conflict] for conflict in found.conflicts] == [
        ["a-bridge condition 1", "b-rail condition 1"]
    ]
    # with the bridge left open there is room between the ends, where nobody has said anything
    assert possible(made, ["bridge"]).answer == "open"


def test_a_package_is_told_with_the_room_around_it() -> None:
    made = dossier(
        position("a", "toll", accepts={"at_least": 20}),
        position("b", "toll", "oppose", accepts={"at_most": 60}),
        position("a", "bridge", "conditional", condition(issue="toll", at_most=40)),
        position("b", "bridge"),
    )
    found = possible(made, ["bridge"])
    assert (found.answer, [(each.issue, each.room) for each in found.package]) == (
        "yes",
        [("bridge", "100"), ("toll", "20 to 40")],
    )
    assert [each.fixed for each in possible(made, fixed={"bridge": 100}).package] == [True, False]


def test_too_many_packages_are_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.bargaining.package_search.STEPS_AT_MOST", 3)  # fewer than one issue has cells
    held = position(
        "a", "bridge", "conditional", condition(issue="toll", at_most=40), condition(issue="rail", at_most=1)
    )
    assert possible(dossier(held), ["bridge"]).answer == "unsettled"


NUMBERS = st.sampled_from([0.0, 25.0, 50.0, 100.0])


@st.composite
def conditions(draw: st.DrawFn, stance: str) -> dict[str, Any]:
    then = draw(st.sampled_from([each for each in ("support", "oppose", None) if each != stance]))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    ends = draw(st.sampled_from([{}, {"at_least": low}, {"at_most": high}, {"at_least": low, "at_most": high}]))
    return condition(then, **({"issue": draw(st.sampled_from(ISSUES)), **ends} if ends else {}))


@st.composite
def positions(draw: st.DrawFn, actor: str, issue: str) -> Position:
    stance = draw(st.sampled_from(["support", "oppose", "conditional", "conditional", "neutral"]))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    more: dict[str, Any] = {"value": draw(st.none() | NUMBERS)}
    more |= draw(st.sampled_from([{}, {}, {"accepts": {"at_least": low}}, {"accepts": {"at_most": high}}]))
    return position(actor, issue, stance, *draw(st.lists(conditions(stance), max_size=2)), **more)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    pairs = draw(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(ISSUES)), unique=True, max_size=4))
    return dossier(*(draw(positions(actor, issue)) for actor, issue in pairs))


GRID = [0.0, 12.5, 25.0, 37.5, 50.0, 75.0, 100.0]  # every number that is drawn, and one between each two


@given(positions("a", "toll"), st.fixed_dictionaries({"toll": st.sampled_from(GRID)}, optional={
    "rail": st.sampled_from(GRID), "bridge": st.sampled_from(GRID)}))  # fmt: skip
def test_a_position_refuses_exactly_if_one_of_its_demands_is_broken(held: Position, package: dict[str, float]) -> None:
    refused = any(broken(held, kind, number, package, Facts()) for kind, number in demands(held))
    assert refused == (said(held, package, Facts()).say == "refuses")


@given(positions("a", "toll"), st.dictionaries(st.sampled_from(ISSUES), st.sampled_from(GRID)), st.sampled_from(GRID))
def test_what_is_said_of_part_of_a_package_is_said_of_the_whole(
    held: Position, package: dict[str, float], rest: float
) -> None:
    whole = {**dict.fromkeys(ISSUES, rest), **package}
    before, after = said(held, package, Facts()).say, said(held, whole, Facts()).say
    if "toll" in package and before in ("accepts", "refuses"):
        assert after == before


def mirrored(held: Position) -> Position:
    """The same position on the same issue whose question is turned round."""
    turned = {"support": "oppose", "oppose": "support"}
    lines = held.accepts

    def flip(number: float | None) -> float | None:
        return None if number is None else 100 - number

    return held.model_copy(
        update={
            "stance": turned.get(held.stance, held.stance),
            "value": flip(held.value),
            "accepts": lines and type(lines)(at_least=flip(lines.at_most), at_most=flip(lines.at_least)),
            "conditions": tuple(
                each.model_copy(
                    update={"then": turned.get(each.then or "", each.then)}
                    | ({"at_least": flip(each.at_most), "at_most": flip(each.at_least)} if each.issue == "toll" else {})
                )
                for each in held.conditions
            ),
        }
    )


@given(positions("a", "toll"), st.dictionaries(st.sampled_from(ISSUES), st.sampled_from(GRID)))
def test_nothing_hangs_on_which_way_a_question_is_worded(held: Position, package: dict[str, float]) -> None:
    turned = {issue: 100 - value if issue == "toll" else value for issue, value in package.items()}
    assert said(mirrored(held), turned, Facts()).say == said(held, package, Facts()).say


def best_of_all(made: Dossier, scope: tuple[str, ...]) -> int | None:
    """The fewest consents that are not known, over all packages on a grid that nobody refuses."""
    costs = []
    for values in product(GRID, repeat=len(scope)):
        verdicts = list(says(made, None, **dict(zip(scope, values, strict=True))).values())
        if "refuses" not in verdicts:
            costs.append(verdicts.count("undetermined"))
    return min(costs, default=None)


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_the_answer_is_what_trying_every_package_gives(made: Dossier) -> None:
    found: Possible = possible(made, ISSUES)
    best = best_of_all(made, found.scope)
    assert found.answer == ("no" if best is None else "open" if best else "yes")
    if best is not None:
        assert sum(len(each.undetermined) for each in found.package) == best
        for issue in found.package:  # each may move in its room alone
            for cell in issue.cells:
                terms = {each.issue: each.value for each in found.package} | {issue.issue: cell.value}
                assert list(says(made, None, **terms).values()).count("undetermined") <= best
                assert "refuses" not in says(made, None, **terms).values()


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.dictionaries(st.sampled_from(ISSUES), st.sampled_from([0.0, 100.0]), min_size=1))
def test_a_conflict_cannot_be_met_and_without_any_one_of_its_demands_it_could(
    made: Dossier, fixed: dict[str, float]
) -> None:
    found = possible(made, fixed=fixed)
    packages = [
        dict(zip(found.scope, values, strict=True))
        for values in product(*([fixed[issue]] if issue in fixed else GRID for issue in found.scope))
    ]

    def met(members: Any, package: dict[str, float]) -> bool:
        return not any(broken(each.position, each.kind, each.number, package, Facts()) for each in members)

    for conflict in found.conflicts:
        assert not any(met(conflict, package) for package in packages)
        for lifted in conflict:
            rest = [each for each in conflict if each is not lifted]
            assert any(met(rest, package) for package in packages)
