"""Questions on change, contradiction and time, with the data in view."""

from __future__ import annotations

from datetime import date

from graphkit.dossier.model import Proposal, Tie
from tests.analysis.questions_made import ask, asked, cells, event, position, shown

OLD = position("old", "north", "toll", "oppose", valid="2025-01-10", value=0)
NEW = position("new", "north", "toll", "support", valid="2025-03-10", value=80, supersedes="old", event="session")
SESSION = event("session", "2025-03-10", issues=["repair"])


def test_a_change_is_told_with_its_occasion_and_the_last_event_about_the_issue() -> None:
    at = asked(
        OLD,
        NEW,
        SESSION,
        event("first", "2025-01-20", issues=["toll"]),
        event("last", "2025-03-01", issues=["toll"]),
        event("later", "2025-03-11", issues=["toll"]),
    )
    (row,) = ask(at, "who-changed", issue="issue:toll")
    assert (row["actor"], row["before"], row["before_stance"], row["before_value"]) == (
        "actor:north",
        "position:old",
        "oppose",
        0,
    )
    assert (row["position"], row["stance"], row["since"]) == ("position:new", "support", "2025-03-10")
    assert (row["stated_at"], row["last_event"]) == ("event:session", "event:last")


def test_a_change_that_has_not_begun_is_none_yet() -> None:
    assert ask(asked(OLD, NEW, SESSION, as_of=date(2025, 3, 9)), "who-changed", issue="issue:toll") == []


def test_changes_since_a_day_are_those_that_begin_on_it_or_later() -> None:
    at = asked(OLD, NEW, SESSION)
    assert cells(ask(at, "changes-since", day=date(2025, 3, 10)), "position", "issue") == [
        ("position:new", "issue:toll")
    ]
    assert ask(at, "changes-since", day=date(2025, 3, 11)) == []


def test_a_chain_leads_from_an_event_over_those_that_follow_to_a_change() -> None:
    at = asked(
        OLD,
        NEW,
        event("raid", "2025-02-01"),
        event("appeal", "2025-02-10", follows=["raid"]),
        event("session", "2025-03-10", follows=["appeal", "raid"]),
    )
    rows = ask(at, "event-to-change", event="event:raid")
    assert cells(rows, "chain", "position") == [
        (["event:raid", "event:session"], "position:new"),
        (["event:raid", "event:appeal", "event:session"], "position:new"),
    ]


def test_what_was_said_at_an_event_is_told_even_where_it_stands_no_more() -> None:
    at = asked(
        position("old", "north", "toll", "oppose", valid="2025-01-10", event="session"),
        position("new", "north", "toll", "support", valid="2025-03-10", supersedes="old"),
        position("kept", "south", "toll", "oppose", valid="2025-01-10", event="session"),
        event("session", "2025-01-10"),
    )
    rows = ask(at, "said-at-event", event="event:session")
    assert cells(rows, "position", "stands") == [("position:old", False), ("position:kept", True)]


def test_support_and_opposition_of_one_actor_on_one_issue_contradict_each_other() -> None:
    at = asked(
        position("yes", "north", "toll", "support", by="letter", setting="private", attributed_by="south"),
        position("no", "north", "toll", "oppose", status="disputed"),
        position("perhaps", "north", "toll", "conditional"),
        position("other", "south", "toll", "support"),
    )
    (row,) = ask(at, "contradictions")
    assert row == {
        "actor": "actor:north",
        "issue": "issue:toll",
        "supports": "position:yes",
        "supports_in": "private",
        "supports_status": "plain",
        "supports_attributed_by": "actor:south",
        "opposes": "position:no",
        "opposes_in": "public",
        "opposes_status": "disputed",
        "opposes_attributed_by": None,
        "sources": ["source:gazette", "source:letter"],
    }
    assert ask(at, "contradictions", actor="actor:south") == []


def test_a_change_of_mind_contradicts_nothing() -> None:
    assert ask(asked(OLD, NEW, SESSION), "contradictions") == []


def test_public_and_private_words_differ_by_any_stance() -> None:
    at = asked(
        position("said", "north", "toll", "oppose"),
        position("whispered", "north", "toll", "conditional", setting="private"),
        position("same", "north", "toll", "oppose", setting="private"),
    )
    assert cells(ask(at, "public-and-private"), "public", "private", "private_stance") == [
        ("position:said", "position:whispered", "conditional")
    ]


def test_who_speaks_for_an_actor_has_an_office_or_none() -> None:
    at = asked(
        position("a", "mayor", "toll", "oppose", on_behalf_of=["north"]),
        position("b", "friend", "toll", "oppose", on_behalf_of=["north"]),
        position("c", "mayor", "toll", "neutral"),
        Tie(id="office", from_="mayor", to="north", kind="heads", evidence=shown("gazette")),
    )
    rows = ask(at, "who-speaks-for", actor="actor:north")
    assert cells(rows, "speaker", "position", "office") == [
        ("actor:friend", "position:b", []),
        ("actor:mayor", "position:a", ["tie:office"]),
    ]


def test_a_member_departs_from_the_line_where_it_takes_the_other_side() -> None:
    at = asked(
        position("line", "mayor", "toll", "oppose", on_behalf_of=["north"], status="alleged"),
        position("rebel", "clerk", "toll", "support"),
        position("loyal", "clerk", "repair", "support"),
        position("stranger", "south", "toll", "support"),
        Tie(id="member", from_="clerk", to="north", kind="member_of", evidence=shown("gazette")),
    )
    (row,) = ask(at, "off-the-line", actor="actor:north")
    assert (row["member"], row["ties"], row["position"]) == ("actor:clerk", ["tie:member"], "position:rebel")
    assert (row["line"], row["line_by"], row["line_status"]) == ("position:line", "actor:mayor", "alleged")


def test_a_member_of_former_days_departs_from_nothing() -> None:
    at = asked(
        position("line", "north", "toll", "oppose"),
        position("rebel", "clerk", "toll", "support"),
        Tie.model_validate(
            {
                "id": "m",
                "from": "clerk",
                "to": "north",
                "kind": "member_of",
                "valid": "2020/2024",
                "evidence": shown("g"),
            }
        ),
        as_of=date(2025, 6, 1),
    )
    assert ask(at, "off-the-line", actor="actor:north") == []


def test_mediators_and_hosts_are_told_with_the_parties() -> None:
    at = asked(
        event("late", "2025-03", roles=[("ferry", "mediator"), ("north", "party"), ("south", "party")]),
        event("early", "2025-01", roles=[("mayor", "host"), ("north", "observer")]),
    )
    assert cells(ask(at, "mediators"), "event", "actor", "role", "parties") == [
        ("event:early", "actor:mayor", "host", []),
        ("event:late", "actor:ferry", "mediator", ["actor:north", "actor:south"]),
    ]


def test_who_was_in_the_room_is_told_with_roles_and_blocs() -> None:
    at = asked(
        event("session", "2025-03", roles=[("mayor", "speaker"), ("mayor", "host"), ("south", "party")]),
        Tie(id="t", from_="mayor", to="north", kind="heads", evidence=shown("gazette")),
    )
    rows = ask(at, "who-was-in-the-room", event="event:session")
    assert cells(rows, "actor", "roles", "belongs_to") == [
        ("actor:mayor", ["host", "speaker"], ["actor:north"]),
        ("actor:south", ["party"], []),
    ]
    early = asked(event("session", "2025-03", roles=[("south", "party")]), as_of=date(2025, 2, 1))
    assert ask(early, "who-was-in-the-room", event="event:session") == []


def test_a_timeline_has_all_that_an_actor_said_and_did_in_order_of_time() -> None:
    at = asked(
        OLD,
        NEW,
        event("session", "2025-03-10", roles=[("north", "party")]),
        Proposal.model_validate(
            {
                "id": "half",
                "name": "Half",
                "by": ["south"],
                "date": "2025-02-01",
                "evidence": shown("gazette"),
                "responses": [
                    {"actor": "north", "answer": "reject", "date": "2025-02-05", "evidence": shown("letter")}
                ],
            }
        ),
        Tie(id="t", from_="mayor", to="north", kind="heads", evidence=shown("gazette")),
    )
    rows = ask(at, "actor-timeline", actor="actor:north")
    assert cells(rows, "day", "what", "id", "detail", "about", "sources") == [
        (None, "tie from", "tie:t", "heads", "actor:mayor", ["source:gazette"]),
        (date(2025, 1, 10), "position", "position:old", "oppose", "issue:toll", ["source:gazette"]),
        (date(2025, 2, 5), "answer", "proposal:half", "reject", None, ["source:letter"]),
        (date(2025, 3, 10), "event", "event:session", "party", None, ["source:gazette"]),
        (date(2025, 3, 10), "position", "position:new", "support", "issue:toll", ["source:gazette"]),
    ]


def test_what_was_known_on_a_day_leaves_out_what_had_not_happened_or_was_not_recorded() -> None:
    records = (
        event("past", "2025-01"),
        event("future", "2025-09"),
        position("x", "north", "toll", "oppose", recorded_on="2025-06-10"),
        Tie(id="t", from_="mayor", to="north", kind="heads", evidence=shown("gazette")),
    )
    rows = ask(asked(*records, as_of=date(2025, 6, 1), known_on=date(2025, 6, 5)), "known-on-a-day")
    assert cells(rows, "id") == [
        "actor:mayor",
        "actor:north",
        "event:past",
        "issue:toll",
        "source:gazette",
        "tie:t",
    ]
    at = asked(*records, as_of=date(2025, 6, 1))
    assert cells(ask(at, "known-on-a-day", kind="position"), "id", "what") == [("position:x", "Says so.")]
