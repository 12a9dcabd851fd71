"""Filters in a real browser: by grade, date, kind of tie and stance; the same in every view, and in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Source
from tests.browser.conftest import Shown
from tests.browser.modules import caller
from tests.report.made import position, talks

if TYPE_CHECKING:
    from playwright.sync_api import Page

GRADES = {"good": ("B", 2), "weak": ("D", 4), "unknown": ("F", 6), "half": ("B", None), "bare": (None, None)}


def graded() -> Dossier:
    """A position for each grade, all of one actor on issues of their own names."""
    issues = dict(zip(GRADES, ["truce", "exchange", "border", "truce", "exchange"], strict=True))
    sources = [
        Source.model_validate({"id": id, "title": id, "publisher": "P", "kind": "post", "reliability": letter})
        for id, (letter, _) in GRADES.items()
    ]
    held = [
        position(
            id,
            "north" if i < 3 else "south",
            issues[id],
            "support",
            claim=f"The {id} claim.",
            evidence=[{"source": id} | ({"credibility": digit} if digit else {})],
        )
        for i, (id, (_, digit)) in enumerate(GRADES.items())
    ]
    return talks(positions=Records(held), sources=Records([*talks().sources, *sources]))


def claims(page: Page) -> set[str]:
    """The positions in the evidence."""
    page.evaluate("graphkit.change({ view: 'evidence' })")
    keys = page.locator("#view-evidence tbody[data-key^='position:']")
    return {str(keys.nth(i).get_attribute("data-key")).partition(":")[2] for i in range(keys.count())}


@pytest.mark.parametrize(
    ("rel", "cred", "ungraded", "left"),
    [
        ("", "", "", {"good", "weak", "unknown", "half", "bare"}),
        ("B", "", "", {"good", "half", "bare"}),
        ("B", "", "without", {"good", "half"}),
        ("D", "", "without", {"good", "weak", "half"}),
        ("F", "", "without", {"good", "weak", "unknown", "half"}),
        ("", "2", "", {"good", "half", "bare"}),
        ("B", "2", "without", {"good"}),
        ("", "", "without", {"good", "weak", "unknown", "half"}),
        ("B", "2", "only", {"bare"}),
    ],
)
def test_grades_sift_claims_and_what_has_none_is_a_choice_of_its_own(
    shown: Shown, rel: str, cred: str, ungraded: str, left: set[str]
) -> None:
    page = shown(graded(), hash=f"#view=evidence&rel={rel}&cred={cred}&ungraded={ungraded}")
    assert claims(page) == left


def test_a_claim_counts_if_one_piece_of_its_evidence_has_the_grade(shown: Shown) -> None:
    pieces = [{"source": "weak", "credibility": 4}, {"source": "good", "credibility": 1}]
    both = position("both", "north", "truce", "support", evidence=pieces)
    page = shown(talks(positions=Records([both]), sources=graded().sources), hash="#rel=B&cred=1&ungraded=without")
    assert claims(page) == {"both"}


def test_a_grade_holds_in_every_view_and_the_page_says_how_much_it_leaves_out(shown: Shown) -> None:
    page = shown(graded(), hash="#rel=B&ungraded=without&net=positions")
    on = page.evaluate("[...graphkit.picture.looks].filter(([id]) => id.startsWith('position:'))")
    assert {id for id, look in on if not str(look).startswith("pale")} == set()
    assert {id for id, look in on} == {"position:weak", "position:unknown", "position:bare"}
    assert "Filters leave out 3 positions" in (page.locator("#shown").text_content() or "")
    page.evaluate("graphkit.change({ view: 'matrix' })")
    assert page.locator("#matrix .cell").count() == 2
    page.evaluate("graphkit.change({ view: 'timeline' })")
    assert page.locator("#view-timeline .track .bar").count() == 2
    page.evaluate("graphkit.change({ view: 'network', table: true })")
    assert claims(page) == {"good", "half"}


def test_agreement_that_rests_on_claims_without_the_grade_is_gone(shown: Shown) -> None:
    held = [
        position("n", "north", "truce", "support", evidence=[{"source": "good", "credibility": 2}]),
        position("s", "south", "truce", "support", evidence=[{"source": "weak", "credibility": 4}]),
    ]
    page = shown(talks(positions=Records(held), sources=graded().sources, ties=Records()))
    agreed = "[...graphkit.edges.values()].filter(edge => edge.type === 'agreement').map(edge => edge.now.length)"
    assert page.evaluate(agreed) == [1]
    page.evaluate("graphkit.change({ rel: 'B' })")
    assert page.evaluate(agreed) == [0]


def test_the_box_of_filters_sets_them_says_how_many_are_set_and_reset_takes_all_off(shown: Shown) -> None:
    page = shown(graded(), hash="#view=evidence")
    box = page.locator("#filters")
    box.locator("summary").click()
    box.locator("#filter-rel").select_option("B")
    box.locator("#filter-ungraded").select_option("without")
    box.get_by_label("heads").uncheck()
    box.get_by_label("state").uncheck()
    page.wait_for_function("() => location.hash.includes('off=kind')")
    assert "off=kind:state,tie:heads" in page.evaluate("location.hash")
    assert box.locator("summary").text_content() == "Filters (4 set)"
    assert claims(page) == set()
    box.locator("select").first.focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.get_by_role("button", name="Reset").click()
    assert len(claims(page)) == 5
    assert box.locator("summary").text_content() == "Filters"
    assert page.locator("#shown").text_content() == ""


def test_a_kind_of_tie_can_be_left_out_of_picture_and_evidence(shown: Shown) -> None:
    page = shown(talks(), hash="#off=tie:heads")
    looks = dict(page.evaluate("[...graphkit.picture.looks]"))
    assert looks["tie:one"].startswith("gone")
    assert "tie:two" not in looks
    page.evaluate("graphkit.change({ view: 'evidence' })")
    assert page.locator("tbody[data-key^='tie:']").count() == 2


def test_dates_let_through_what_was_claimed_or_happened_between_them(shown: Shown) -> None:
    page = shown(talks(), hash="#view=evidence&from=2025-05-01&until=2025-05-31")
    keys = page.locator("#view-evidence tbody")
    found = {str(keys.nth(i).get_attribute("data-key")) for i in range(keys.count())}
    assert "event:first" in found
    assert "position:n-truce" not in found


@pytest.mark.parametrize("hash", ["rel=Z", "cred=9", "ungraded=maybe", "from=soon", "off=%25E0%25A4"])
def test_a_filter_that_the_page_does_not_know_filters_nothing(shown: Shown, hash: str, page_errors: Any) -> None:
    page = shown(graded(), hash=f"#view=evidence&{hash}")
    assert len(claims(page)) == 5
    assert page_errors == []


def test_the_zone_of_agreement_rests_on_the_claims_that_pass(shown: Shown) -> None:
    from tests.browser.test_report_page import bargain

    page = shown(bargain(), hash="#view=scales&rel=A&ungraded=without")
    verdict = page.locator(".verdict").text_content() or ""
    assert "Zone of agreement" not in verdict
    assert "Only claims that pass the filters count." in verdict


def test_a_span_that_ends_before_it_begins_is_said_in_the_box_and_in_the_legend(shown: Shown) -> None:
    page = shown(talks(), hash="#from=2025-06-01&until=2025-05-01")
    says = "“From” (1 June 2025) is later than “to” (1 May 2025): no day lies between them"
    assert says in (page.locator("#shown").text_content() or "")
    page.locator("#filters summary").click()
    assert page.locator("#filters").get_by_role("alert").text_content() == says
    assert page.locator("#until").get_attribute("aria-invalid") == "true"
    page.locator("#from").fill("2025-04-01")
    page.locator("#from").dispatch_event("change")
    assert page.locator("#dates-wrong").is_hidden()
    assert page.locator("#until").get_attribute("aria-invalid") == "false"


@pytest.mark.parametrize(
    "off",
    [
        pytest.param("camp:country:SE,kind:person", id="as it is written"),
        pytest.param("camp%253Acountry%253ASE,kind%253Aperson", id="as it was written before"),
        pytest.param("camp%3Acountry%3ASE%2Ckind%3Aperson", id="as a mail program may write it"),
    ],
)
def test_an_address_is_written_plainly_and_those_of_before_still_open(shown: Shown, off: str) -> None:
    page = shown(talks(), hash=f"#view=matrix&off={off}")
    assert page.evaluate("[...graphkit.state.off].sort()") == ["camp:country:SE", "kind:person"]
    page.evaluate("graphkit.change({ view: 'scales' })")
    page.wait_for_function("() => location.hash.includes('scales')")
    assert page.evaluate("location.hash") == "#view=scales&off=camp:country:SE,kind:person"


def test_a_word_of_a_list_keeps_its_own_commas_and_per_cents(page: Page) -> None:
    call = caller(page)
    words = ["100 %", "%25", "%2C", "a,b", "camp:country:RU", "é%"]
    there_and_back = """({ fragment, parsed, listIn }, words) =>
      listIn(parsed(fragment({ off: new Set(words) }, { off: new Set() })).off)"""
    assert call("address", there_and_back, words) == sorted(words)
