"""Questions on where actors stand, with the data in view."""

from __future__ import annotations

from datetime import date

from graphkit.dossier.model import Actor, Issue, Judgement, Proposal
from tests.analysis.questions_made import ask, asked, cells, event, position, shown


def test_a_row_says_who_stands_where_since_when_and_on_what_source() -> None:
    at = asked(position("x", "north", "toll", "oppose", value=10, on_behalf_of=["mayor"]))
    assert ask(at, "who-stands-where", issue="issue:toll") == [
        {
            "actor": "actor:north",
            "position": "position:x",
            "stance": "oppose",
            "value": 10,
            "since": "2025",
            "on_behalf_of": ["actor:mayor"],
            "status": "plain",
            "attributed_by": None,
            "sources": ["source:gazette"],
        }
    ]


def test_what_another_says_of_the_holder_names_the_other_and_what_is_alleged_is_marked() -> None:
    at = asked(position("x", "north", "toll", "oppose", attributed_by="south", basis="reported", status="alleged"))
    rows = ask(at, "who-stands-where", issue="issue:toll")
    assert cells(rows, "actor", "status", "attributed_by") == [("actor:north", "alleged", "actor:south")]


def test_only_what_stands_on_the_day_counts() -> None:
    old = position("old", "north", "toll", "oppose", valid="2025-01-10")
    new = position("new", "north", "toll", "support", valid="2025-03-10", supersedes="old")
    ended = position("ended", "south", "toll", "support", valid="2025-01/2025-02")
    days = {date(2025, 2, 1): ["old", "ended"], date(2025, 4, 1): ["new"]}
    for day, standing in days.items():
        rows = ask(asked(old, new, ended, as_of=day), "who-stands-where", issue="issue:toll")
        assert cells(rows, "position") == [f"position:{id}" for id in standing]


def test_only_what_was_known_on_the_day_of_the_record_counts() -> None:
    first = position("first", "north", "toll", "oppose", recorded_on="2025-06-01")
    mended = position("mended", "north", "toll", "neutral", recorded_on="2025-06-10", corrects="first")
    for day, known in ((date(2025, 6, 5), "first"), (date(2025, 6, 15), "mended")):
        rows = ask(asked(first, mended, known_on=day), "who-stands-where", issue="issue:toll")
        assert cells(rows, "position") == [f"position:{known}"]


def test_those_who_block_come_hardest_first() -> None:
    at = asked(
        position("a", "a", "toll", "support", accepts={"at_least": 40}),
        position("b", "b", "toll", "oppose"),
        position("c", "c", "toll", "oppose", accepts={"at_most": 20}),
        position("d", "d", "toll", "support"),
        position("e", "e", "repair", "oppose"),
    )
    rows = ask(at, "who-blocks", issue="issue:toll")
    assert cells(rows, "position", "at_least", "at_most") == [
        ("position:c", None, 20),
        ("position:b", None, None),
        ("position:a", 40, None),
    ]


def test_a_red_line_is_crossed_by_values_beyond_it_and_not_by_those_on_it() -> None:
    at = asked(
        position("line", "north", "toll", "oppose", accepts={"at_least": 20, "at_most": 60}, value=30),
        position("under", "south", "toll", "oppose", value=19),
        position("on", "ferry", "toll", "support", value=60),
        position("over", "mayor", "toll", "support", value=61),
        position("own", "north", "toll", "support", value=99),
        position("unknown", "coast", "toll", "support"),
    )
    (row,) = ask(at, "red-lines", issue="issue:toll")
    assert (row["actor"], row["crossed_by"]) == ("actor:north", ["position:over", "position:under"])


def test_alleged_and_disputed_claims_are_listed_over_all_issues_or_one() -> None:
    at = asked(
        position("a", "north", "toll", "oppose", status="alleged"),
        position("b", "north", "repair", "oppose", status="disputed"),
        position("c", "north", "repair", "support"),
    )
    assert cells(ask(at, "alleged-claims"), "issue", "status") == [
        ("issue:repair", "disputed"),
        ("issue:toll", "alleged"),
    ]
    assert cells(ask(at, "alleged-claims", issue="issue:toll"), "position") == ["position:a"]


def test_what_others_attribute_stands_beside_the_actors_own_words() -> None:
    at = asked(
        position("told", "north", "toll", "oppose", attributed_by="south", basis="reported"),
        position("own", "north", "toll", "support", basis="stated"),
        position("inferred", "north", "toll", "support", basis="inferred"),
    )
    (row,) = ask(at, "attributed-to", actor="actor:north")
    assert (row["position"], row["attributed_by"], row["own"]) == ("position:told", "actor:south", ["position:own"])


def test_who_dealt_with_an_issue_without_a_known_position_is_silent_on_it() -> None:
    at = asked(
        event("hearing", "2025-01", issues=["toll"], roles=[("north", "party"), ("south", "party"), ("mayor", "host")]),
        Proposal.model_validate(
            {
                "id": "half",
                "name": "Half",
                "by": ["ferry"],
                "date": "2025-01",
                "evidence": shown("gazette"),
                "terms": [{"issue": "toll", "text": "Half of it"}],
            }
        ),
        position("x", "north", "toll", "oppose", on_behalf_of=["mayor"]),
    )
    rows = ask(at, "silent-on-issue", issue="issue:toll")
    assert cells(rows, "actor", "seen_in") == [
        ("actor:ferry", ["proposal:half"]),
        ("actor:south", ["event:hearing"]),
    ]


def test_coverage_has_a_row_for_each_pair_of_which_something_is_known() -> None:
    at = asked(
        position("a", "north", "toll", "oppose"),
        position("b", "north", "toll", "neutral", status="alleged"),
        position("c", "south", "repair", "support", attributed_by="north"),
    )
    assert ask(at, "coverage") == [
        {
            "actor": "actor:north",
            "issue": "issue:toll",
            "stances": ["neutral", "oppose"],
            "positions": ["position:a", "position:b"],
            "doubtful": 1,
        },
        {
            "actor": "actor:south",
            "issue": "issue:repair",
            "stances": ["support"],
            "positions": ["position:c"],
            "doubtful": 1,
        },
    ]


def test_the_most_contested_issue_is_the_most_evenly_split_and_one_without_two_sides_is_none() -> None:
    stances = {"toll": "support oppose oppose", "repair": "support support oppose oppose", "name": "support support"}
    held = [
        position(f"{issue}-{number}", f"a{number}", issue, stance)
        for issue, each in stances.items()
        for number, stance in enumerate(each.split())
    ]
    again = position("again", "a0", "toll", "support")
    rows = ask(asked(*held, again), "contested-issues")
    assert cells(rows, "issue", "supporting", "opposing") == [("issue:repair", 2, 2), ("issue:toll", 1, 2)]


def test_whose_consent_is_needed_is_told_with_what_binds_them_or_with_nothing() -> None:
    at = asked(
        Issue.model_validate(
            {"id": "toll", "name": "Toll", "question": "Should it be?", "consent": ["north", "south"]}
        ),
        position("x", "mayor", "toll", "oppose", on_behalf_of=["north"]),
    )
    rows = ask(at, "whose-consent", issue="issue:toll")
    assert cells(rows, "actor", "position", "speaker", "sources") == [
        ("actor:north", "position:x", "actor:mayor", ["source:gazette"]),
        ("actor:south", None, None, []),
    ]


def test_whose_consent_was_needed_on_an_earlier_day_of_the_record_names_the_actor_as_it_was_known_then() -> None:
    first = Actor(id="first", name="The town", kind="organization", recorded_on=date(2025, 6, 1))
    mended = Actor(id="mended", name="The port", kind="organization", recorded_on=date(2025, 6, 10), corrects="first")
    toll = Issue.model_validate({"id": "toll", "name": "Toll", "question": "Should it be?", "consent": ["first"]})
    for day, known in ((date(2025, 6, 5), "first"), (date(2025, 6, 15), "mended")):
        rows = ask(asked(first, mended, toll, known_on=day), "whose-consent", issue="issue:toll")
        assert cells(rows, "actor", "position") == [(f"actor:{known}", None)]


def test_who_cares_most_comes_first_with_the_coder_who_says_so() -> None:
    judged = [
        Judgement(id=f"j-{actor}", actor=actor, quantity="salience", issue="toll", value=value, coder="ada", note="N")
        for actor, value in (("north", 40), ("south", 90))
    ]
    power = Judgement(id="power", actor="north", quantity="capability", value=99, coder="ada", note="N")
    rows = ask(asked(*judged, power, position("x", "south", "toll", "oppose")), "who-cares", issue="issue:toll")
    assert cells(rows, "actor", "salience", "coder", "positions") == [
        ("actor:south", 90, "ada", ["position:x"]),
        ("actor:north", 40, "ada", []),
    ]


def test_an_id_that_the_dossier_does_not_have_gives_no_row() -> None:
    at = asked(position("x", "north", "toll", "oppose"), Actor(id="alone", name="Alone", kind="person"))
    assert ask(at, "who-stands-where", issue="issue:nowhere") == []
    assert ask(at, "attributed-to", actor="actor:nobody") == []
    assert ask(at, "actor-timeline", actor="actor:alone") == []
