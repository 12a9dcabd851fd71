"""Questions on evidence and on proposals, with the data in view."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphkit.dossier.model import Evidence, Proposal, Source
from tests.analysis.questions_made import ask, asked, cells, event, position, shown


def source(id: str, reliability: str | None = None, published: str | None = None) -> Source:
    fields = {"id": id, "title": id, "publisher": "River", "kind": "article"}
    more = {"reliability": reliability, "published": published}
    return Source.model_validate({**fields, **{name: value for name, value in more.items() if value}})


def proposal(id: str, by: str, *answers: tuple[str, str, str], **more: Any) -> Proposal:
    """A proposal of January 2025 with answers (actor, answer, date)."""
    responses = [
        {"actor": actor, "answer": answer, "date": day, "evidence": shown("letter")} for actor, answer, day in answers
    ]
    fields = {"id": id, "name": id, "by": [by], "date": "2025-01-10", "evidence": shown("gazette")}
    return Proposal.model_validate({**fields, "responses": responses, **more})


def test_the_evidence_of_a_position_is_told_passage_by_passage_with_its_grades() -> None:
    passage = {"source": "post", "via": "paper", "credibility": 2, "locator": {"paragraph": 4}}
    at = asked(
        position("x", "north", "toll", "oppose", status="alleged", evidence=[Evidence.model_validate(passage)]),
        source("post", "C", "2025-01-02"),
        source("paper", "B"),
    )
    (row,) = ask(at, "how-do-we-know", position="position:x")
    assert row.pop("evidence").startswith("evidence:position.x.")
    assert row == {
        "source": "source:post",
        "reliability": "C",
        "published": "2025-01-02",
        "carrier": "source:paper",
        "carrier_reliability": "B",
        "carrier_published": None,
        "paragraph": 4,
        "locked": False,
        "credibility": 2,
        "status": "alleged",
        "attributed_by": None,
    }


def test_two_voices_in_one_text_are_a_single_source_and_one_voice_in_two_is_not() -> None:
    at = asked(
        position("single", "north", "toll", "oppose", by="ann via paper, ben via paper"),
        position("double", "north", "repair", "oppose", by="ann via paper, ann via gazette"),
    )
    assert cells(ask(at, "single-source"), "position", "carrier", "sources") == [
        ("position:single", "source:paper", ["source:ann", "source:ben"])
    ]


def test_evidence_is_weak_where_source_carrier_or_passage_is_graded_below_what_is_asked() -> None:
    def graded(id: str, by: str, credibility: int | None) -> Any:
        given = [each.model_copy(update={"credibility": credibility}) for each in shown(by)]
        return position(id, "north", "toll", "oppose", evidence=given)

    at = asked(
        source("good", "B"),
        source("bad", "D"),
        source("bare"),
        graded("strong", "good", 3),
        graded("weak-source", "bad", 1),
        graded("weak-carrier", "good via bad", 1),
        graded("weak-passage", "good", 4),
        graded("ungraded", "bare", None),
    )
    assert cells(ask(at, "weak-grades"), "position", "grades") == [
        ("position:ungraded", ["F6"]),
        ("position:weak-carrier", ["D1"]),
        ("position:weak-passage", ["B4"]),
        ("position:weak-source", ["D1"]),
    ]
    assert cells(ask(at, "weak-grades", reliability="D", credibility=4), "position") == ["position:ungraded"]


def test_a_claim_is_stale_where_its_newest_evidence_is_older_than_the_days_asked_for() -> None:
    at = asked(
        source("old", published="2025-01-01"),
        source("new", published="2025-05-30"),
        source("bare"),
        position("stale", "north", "toll", "oppose", by="old"),
        position("fresh", "north", "repair", "oppose", by="old, new"),
        position("carried", "north", "name", "oppose", by="bare via new"),
        position("undated", "south", "toll", "oppose", by="bare"),
        as_of=date(2025, 6, 1),
    )
    assert cells(ask(at, "stale", days=90), "position", "newest", "age") == [
        ("position:stale", date(2025, 1, 1), 151),
        ("position:undated", None, None),
    ]
    assert "position:stale" not in cells(ask(at, "stale", days=151), "position")


def test_what_rests_on_a_source_alone_falls_with_it() -> None:
    at = asked(
        position("alone", "north", "toll", "oppose", by="post, post via paper"),
        position("also", "north", "repair", "oppose", by="post, ann via gazette"),
        position("other", "south", "toll", "oppose", by="gazette"),
        event("session", "2025-01", by="ann via post"),
    )
    rows = ask(at, "source-supports", source="source:post")
    assert cells(rows, "claim", "falls", "others") == [
        ("event:session", True, []),
        ("position:alone", True, []),
        ("position:also", False, ["source:ann", "source:gazette"]),
    ]


def test_what_rests_on_a_source_is_told_whenever_it_held() -> None:
    at = asked(position("past", "north", "toll", "oppose", valid="2020/2021", by="post"), as_of=date(2025, 1, 1))
    assert cells(ask(at, "source-supports", source="source:post"), "claim") == ["position:past"]


def test_the_heaviest_source_is_the_one_with_which_most_falls() -> None:
    at = asked(
        position("a", "north", "toll", "oppose", by="ann via paper"),
        position("b", "north", "repair", "oppose", by="ben via paper"),
        position("c", "north", "name", "oppose", by="ann, gazette"),
    )
    assert cells(ask(at, "sources-by-weight"), "source", "falling", "claims") == [
        ("source:paper", 2, 2),
        ("source:ann", 1, 2),
        ("source:ben", 1, 1),
        ("source:gazette", 0, 1),
    ]


def test_a_proposal_is_open_until_all_to_whom_it_was_put_have_decided() -> None:
    at = asked(
        event("session", "2025-01-10", roles=[("north", "party"), ("south", "party"), ("ferry", "observer")]),
        proposal("open", "north", event="session"),
        proposal("settled", "north", ("south", "reject", "2025-01-11"), event="session"),
        proposal("pending", "north", ("mayor", "pending", "2025-01-11"), ("south", "accept", "2025-01-12")),
        proposal("changed", "north", ("mayor", "pending", "2025-01-11"), ("mayor", "conditional", "2025-01-12")),
        proposal("unheard", "south"),
    )
    assert cells(ask(at, "open-proposals"), "proposal", "by", "accepted_by", "waiting_for") == [
        ("proposal:open", ["actor:north"], [], ["actor:south"]),
        ("proposal:pending", ["actor:north"], ["actor:south"], ["actor:mayor"]),
        ("proposal:unheard", ["actor:south"], [], []),
    ]


def test_an_answer_yet_to_come_leaves_a_proposal_open_and_shows_no_source() -> None:
    given = proposal("half", "north", ("south", "accept", "2025-03-01"))
    (row,) = ask(asked(given, as_of=date(2025, 2, 1)), "open-proposals")
    assert (row["accepted_by"], row["sources"]) == ([], ["source:gazette"])
    assert ask(asked(given, as_of=date(2025, 3, 1)), "open-proposals") == []


def test_terms_stand_beside_positions_and_red_lines() -> None:
    at = asked(
        proposal(
            "half",
            "north",
            ("south", "reject", "2025-01-11"),
            terms=[{"issue": "toll", "value": 50, "text": "Half"}, {"issue": "name", "text": "A new one"}],
        ),
        position("s", "south", "toll", "oppose", value=10, accepts={"at_most": 49}),
        position("f", "ferry", "toll", "support", value=80, accepts={"at_least": 50}),
        position("m", "mayor", "toll", "support"),
        position("n", "north", "name", "support", accepts={"at_least": 1}),
    )
    rows = ask(at, "proposal-and-positions", proposal="proposal:half")
    assert cells(rows, "issue", "actor", "asked", "gap", "crosses", "answers") == [
        ("issue:name", "actor:north", None, None, None, []),
        ("issue:toll", "actor:ferry", 50, 30, False, []),
        ("issue:toll", "actor:mayor", 50, None, None, []),
        ("issue:toll", "actor:south", 50, 40, True, ["reject"]),
    ]


def test_a_refusal_would_turn_on_its_conditions_one_by_one() -> None:
    conditions = [
        {"text": "The bridge is mended.", "issue": "repair", "at_least": 60, "then": "support"},
        {"text": "The councils have met.", "event": "session"},
        {"text": "They ask kindly."},
    ]
    at = asked(
        position("no", "north", "toll", "oppose", conditions=conditions),
        position("yes", "south", "toll", "support", conditions=conditions[:1]),
        event("session", "2025-09-01"),
        as_of=date(2025, 6, 1),
    )
    rows = ask(at, "conditions", issue="issue:toll")
    assert cells(rows, "position", "condition", "about", "at_least", "turns_to", "happened") == [
        ("position:no", "The bridge is mended.", "issue:repair", 60, "support", None),
        ("position:no", "The councils have met.", "event:session", None, None, False),
        ("position:no", "They ask kindly.", None, None, None, None),
    ]
