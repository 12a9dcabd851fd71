"""The views tell the same: picture, table, sheet and legend under every filter and on every day."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Evidence, Proposal, Source
from tests.browser.conftest import Shown
from tests.browser.test_report_page import bargain, panel, text
from tests.browser.test_taking_away import SVG, drawing, rows, words
from tests.report.made import EVIDENCE, position, talks

if TYPE_CHECKING:
    from playwright.sync_api import Page

OF_NETWORK = {"relations": "tie", "positions": "position", "events": "event"}
SEEN = """(kind) => {
  const { picture, edges } = graphkit;
  const seen = (id) => picture.plain.has(id) && !/^(gone|pale)/.test(picture.looks.get(id) ?? 'on');
  const keys = kind === 'event' ? [...picture.plain.keys()] : [...edges.values()].filter(({ id }) => seen(id))
    .map(({ id, ref }) => ref ?? id);
  return [...new Set(keys)].filter(key => key.startsWith(`${kind}:`) && seen(key)).sort();
}"""


def tabled(page: Page, box: str = "#table-body") -> list[str]:
    """The keys of the rows of a table."""
    found: list[str] = page.locator(f"{box} tbody tr[data-key]").evaluate_all(
        "all => all.map(each => each.dataset.key)"
    )
    return found


def again(page: Page, hash: str) -> Page:
    """The same page, opened anew at another address."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(address + hash)
    page.wait_for_function("() => window.graphkit !== undefined")
    return page


# ---- filters ---------------------------------------------------------------------------------------------------------

FILTERS = [
    "off=line:oppose",
    "off=line:support",
    "off=line:tie",
    "off=tie:heads",
    "off=kind:person",
    "off=kind:organization",
    "off=kind:issue",
    "off=kind:event",
    "off=camp:country:RU",
    "off=camp:country:",
    "issue=issue:ceasefire-30-days",
    "rel=B",
    "cred=2",
    "rel=A&ungraded=without",
    "from=2025-05-20",
    "until=2025-05-20",
    "day=2025-05-10",
]


@pytest.mark.parametrize("net", OF_NETWORK)
def test_picture_table_sheet_and_legend_leave_out_the_same_under_every_filter(
    shown: Shown, whole: Dossier, net: str
) -> None:
    kind = OF_NETWORK[net]
    page = shown(whole, hash=f"#net={net}&as=table")
    every = len(tabled(page))
    assert every == len(whole.of_kind(kind))
    for each in FILTERS:
        page = again(page, f"#net={net}&as=table&{each}")
        found = tabled(page)
        assert sorted(found) == page.evaluate(SEEN, kind), each
        assert [f"{kind}:{row['id']}" for row in rows(page)] == found, each
        said = text(page.locator("#shown"))
        out = every - len(found)
        if not each.startswith("day"):
            assert (f" {out} {kind}" in said) == (out > 0), each


def test_the_timeline_leaves_out_events_whose_actors_are_left_out(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=timeline&off=camp:country:RU")
    drawn = page.locator("#view-timeline .track .event").count()
    assert len(whole.events) - drawn == 5
    assert "leave out 16 positions, 8 ties, 5 events" in text(page.locator("#shown"))
    page.locator("#as-table").click()
    found = tabled(page, "#view-timeline")
    assert len([key for key in found if key.startswith("event:")]) == drawn
    assert len([key for key in found if key.startswith("position:")]) == len(whole.positions) - 16


# ---- what is left out is not unknown ---------------------------------------------------------------------------------


def test_a_cell_tells_what_the_filters_leave_out_from_what_nobody_knows(shown: Shown) -> None:
    page = shown(talks(), hash="#view=matrix&off=line:oppose")
    left = page.locator("#matrix td.left")
    assert left.evaluate_all("all => all.map(each => each.title)") == ["1 claim left out by the filters"]
    assert text(left) == "/1 claim left out by the filters"
    unknown = page.locator("#matrix td.unknown").evaluate_all("all => all.map(each => each.textContent)")
    assert set(unknown) == {"\N{MIDDLE DOT}no position known"}
    assert "left out by the filters" in text(page.locator("#view-matrix .key"))
    page.locator("#reset").click()
    assert left.count() == 0
    assert page.locator("#matrix td.unknown").count() == len(unknown)
    assert "left out" not in text(page.locator("#view-matrix .key"))


def test_a_cell_of_which_some_is_left_out_says_so(shown: Shown) -> None:
    held = [position("a", "north", "truce", "support"), position("b", "north", "truce", "oppose")]
    page = shown(talks(positions=Records(held)), hash="#view=matrix&off=line:oppose")
    label = page.locator("button.cell").get_attribute("aria-label")
    assert label == "Northland on A truce: supports; 1 claim, 1 more left out by the filters"


def test_a_scale_tells_what_the_filters_leave_out_from_what_nobody_knows(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=scales&rel=A&ungraded=without")
    scale = text(page.locator(".scale"))
    assert "Left out by the filters: 3 positions and the status quo." in scale
    assert "Nobody" not in scale
    assert "Not known" not in scale
    assert "what Northland and Southland would accept is left out by the filters" in scale
    page.locator("#as-table").click()
    assert "Left out by the filters: 3 positions and the status quo." in text(page.locator("#view-scales table"))
    page = again(page, "#view=scales&day=2025-03-01")
    scale = text(page.locator(".scale"))
    assert "Nobody\N{RIGHT SINGLE QUOTATION MARK}s place on this scale is known." in scale
    assert "Left out" not in scale


def test_the_panel_says_what_of_it_the_filters_leave_out(shown: Shown) -> None:
    page = shown(talks(), hash="#select=actor:north")
    left = panel(page).locator(".past.left")
    assert left.count() == 0
    page.locator("#legend-body button[data-key='kind:state']").click()
    assert text(panel(page).locator("#panel-body > .left")) == "left out by the filters"
    page = again(page, "#select=actor:north&off=line:oppose")
    assert panel(page).locator("#panel-body > .left").count() == 0
    marked = panel(page).locator("li", has=page.locator("> .past.left")).locator(".claim").all_text_contents()
    assert marked == ["Says oppose."]


def test_the_panel_says_what_is_still_to_come_on_the_day(shown: Shown) -> None:
    page = shown(talks(), hash="#select=event:first&day=2025-05-15")
    assert panel(page).locator(".past").all_text_contents() == ["not yet on 15 May 2025"]
    page.locator("#day").fill("2025-05-16")
    assert panel(page).locator(".past").count() == 0


# ---- the matrix tells of everybody -----------------------------------------------------------------------------------


def test_with_an_issue_chosen_the_matrix_tells_of_whom_no_position_on_it_is_known(shown: Shown, whole: Dossier) -> None:
    issue = "ceasefire-30-days"
    page = shown(whole, hash=f"#view=matrix&issue=issue:{issue}")
    silent = page.locator(".silent")
    told = {*page.locator("#matrix tbody th").all_text_contents(), *silent.get_by_role("button").all_text_contents()}
    assert told == {actor.name for actor in whole.actors}
    holding = {id for each in whole.positions if each.issue == issue for id in (each.actor, *each.on_behalf_of)}
    assert page.locator("#matrix tbody tr").count() == len(holding)
    assert text(silent).startswith("No position on this issue known of: ")
    page.locator("#legend-body button[data-key='kind:person']").click()
    out = page.locator(".silent").filter(has_text="Left out by the filters: ").get_by_role("button")
    assert set(out.all_text_contents()) == {actor.name for actor in whole.actors if actor.kind == "person"}


@pytest.mark.parametrize("day", ["2025-05-20", "2025-06-02"])
def test_the_matrix_counts_actors_and_issues_as_the_line_above_it(shown: Shown, whole: Dossier, day: str) -> None:
    page = shown(whole, hash=f"#view=matrix&day={day}")
    words = re.search(r"of (\d+) actors on (\d+) issues", text(page.locator("#now")))
    assert words
    caption = text(page.locator("#view-matrix .how p").last)
    assert f": {words[1]} actors with a position of their own" in caption
    assert f"positions on {words[2]} of 18 issues." in caption
    signs = page.locator("#matrix tbody tr").filter(has=page.locator("button.cell")).count()
    behalf = re.search(r"(\d+) for whom only others took one", caption)
    assert signs == int(words[1]) + (int(behalf[1]) if behalf else 0)


def test_the_caption_of_the_matrix_is_of_what_the_filters_leave(shown: Shown) -> None:
    page = shown(talks(), hash="#view=matrix&off=line:support")
    caption = text(page.locator("#view-matrix .how p").last)
    assert caption.startswith(
        "On 2 June 2025, after the filters: 2 actors with a position of their own, 2 rows without a sign; "
        "positions on 1 of 3 issues."
    )


# ---- the day ---------------------------------------------------------------------------------------------------------


def answered() -> Dossier:
    """A draft of February that one side accepts in May and the other rejects on an unknown day."""
    draft = Proposal.model_validate(
        {
            "id": "draft",
            "name": "The draft",
            "by": ["south"],
            "date": "2025-02-01",
            "terms": [{"issue": "truce", "text": "Thirty days"}],
            "evidence": EVIDENCE,
            "responses": [
                {"actor": "north", "answer": "accept", "date": "2025-05-01", "evidence": EVIDENCE},
                {"actor": "host", "answer": "reject", "evidence": EVIDENCE},
            ],
        }
    )
    return talks(proposals=Records([draft]))


def test_the_tables_and_the_panel_tell_of_the_day(shown: Shown) -> None:
    page = shown(answered(), hash="#as=table&day=2025-04-30")
    page.locator("#table-tabs [data-kind='proposal']").click()
    assert "The Host (reject)" in text(page.locator("#table-body tbody"))
    assert "Northland" not in text(page.locator("#table-body tbody"))
    assert [row["responses"] for row in rows(page)] == ["host: reject"]
    page.locator("#table-body").get_by_role("button", name="The draft").click()
    assert panel(page).locator(".past").all_text_contents() == ["not yet on 30 April 2025"]
    page.locator("#day").fill("2025-05-01")
    assert panel(page).locator(".past").count() == 0
    assert "Northland (accept)" in text(page.locator("#table-body tbody"))


def test_the_positions_of_an_actor_and_an_issue_are_counted_on_the_day_after_the_filters(shown: Shown) -> None:
    page = shown(talks(), hash="#as=table&day=2025-05-31")
    for kind, key in (("actor", "actor:south"), ("issue", "issue:truce")):
        page.locator(f"#table-tabs [data-kind='{kind}']").click()
        cell = page.locator(f"#table-body tr[data-key='{key}'] td").last
        page.locator("#day").fill("2025-05-31")
        assert text(cell) == "1 position"
        page.locator("#day").fill("2025-06-02")
        assert text(cell) == ("2 positions" if kind == "actor" else "4 positions")
        assert {row["id"]: row["positions"] for row in rows(page)}[key.partition(":")[2]] == text(cell)[0]
        page.evaluate("graphkit.change({ off: new Set(['line:oppose']) })")
        assert text(cell) == ("2 positions" if kind == "actor" else "3 positions")
        page.locator("#reset").click()


def test_the_table_of_positions_says_what_is_alleged(shown: Shown) -> None:
    held = [position("a", "north", "truce", "oppose", status="alleged")]
    page = shown(talks(positions=Records(held)), hash="#as=table&net=positions")
    assert "opposes (alleged)" in text(page.locator("#table-body tbody"))


# ---- sheets ----------------------------------------------------------------------------------------------------------


def test_sheets_keep_status_and_issue(shown: Shown) -> None:
    held = [position("a", "north", "truce", "oppose", status="alleged")]
    page = shown(talks(positions=Records(held)), hash="#view=evidence")
    found = {(row["kind"], row["id"]): row for row in rows(page)}
    assert (found["position", "a"]["status"], found["position", "a"]["issues"]) == ("alleged", "truce")
    assert found["answer", "draft"]["issues"] == "truce"
    page.evaluate("graphkit.change({ view: 'timeline' })")
    assert {row["id"]: row["status"] for row in rows(page)}["a"] == "alleged"


def test_the_sheet_of_the_timeline_has_the_rows_of_its_table(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=timeline&as=table&day=2025-05-20&off=kind:person")
    found = rows(page)
    assert [f"{row['what']}:{row['id']}" for row in found] == tabled(page, "#view-timeline")
    holds = page.locator("#view-timeline tbody td:last-child").all_text_contents()
    assert [row["holds"] for row in found] == holds
    assert {*holds} == {"yes", "no"}


def test_the_sheet_of_the_matrix_has_its_rows_and_says_what_is_left_out(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix&issue=issue:ceasefire-30-days&off=line:oppose")
    found = rows(page)
    assert {row["actor_name"] for row in found} == {*page.locator("#matrix tbody th").all_text_contents()}
    told = {row["actor"]: row["ceasefire-30-days"] for row in found}
    assert told["russia"] == "conditional (on its behalf); 1 left out by the filters"


def test_by_source_the_sheet_has_a_row_for_each_source(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=evidence&by=source")
    found = rows(page)
    assert [f"source:{row['source']}" for row in found] == tabled(page, "#view-evidence")
    numbers = page.locator("#view-evidence td.number").all_text_contents()
    assert [each for row in found for each in (row["records"], row["in_its_text_alone"])] == numbers
    assert all(len(row["stands_on_it"].split("; ")) == int(row["records"]) for row in found if row["stands_on_it"])


def test_the_sheet_of_the_gaps_has_how_well_each_issue_is_covered(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=evidence&by=gap&off=camp:country:RU")
    found = rows(page)
    covered = [row for row in found if row["what"] == "coverage"]
    assert [f"issue:{row['issue']}" for row in covered] == tabled(page, "#view-evidence")
    numbers = page.locator("#view-evidence td.number").all_text_contents()
    assert [row[name] for row in covered for name in row if name.startswith("actors_")] == numbers
    pairs = page.locator(".gaps").first.locator("li").count()
    silent = page.locator(".gaps").nth(1).locator("li")
    missing = sum(silent.nth(i).get_by_role("button").count() - 1 for i in range(silent.count()))
    assert len(found) == len(covered) + pairs + missing


def test_the_sheet_of_the_scales_has_the_status_quo(shown: Shown) -> None:
    found = rows(shown(bargain(), hash="#view=scales"))
    quo = next(row for row in found if row["what"] == "status quo")
    assert (quo["issue"], quo["value"], quo["valid"], quo["sources"]) == ("truce", "10", "2025-06-02", "wire via paper")


# ---- drawings --------------------------------------------------------------------------------------------------------


def test_the_drawing_of_the_timeline_keeps_vague_starts_and_the_mark_of_words_that_are_cut(shown: Shown) -> None:
    issue = talks().issues["border"].model_copy(update={"name": "A very long name " * 12})
    held = [
        position("a", "north", "border", "oppose", valid="2025-05"),
        position("b", "south", "truce", "support", valid="2025-03"),
    ]
    page = shown(
        talks(issues=Records([issue, talks().issues["truce"]]), positions=Records(held)), hash="#view=timeline"
    )
    root = drawing(page)
    stripes = [rect for rect in root.iter(f"{SVG}rect") if (rect.get("fill") or "").startswith("url(#hatch")]
    vague = page.locator("#view-timeline .vague")
    assert len(stripes) == vague.count() == 2
    box = vague.first.bounding_box()
    assert box
    assert float(stripes[0].get("width") or 0) == pytest.approx(box["width"], abs=0.1)
    assert "\N{HORIZONTAL ELLIPSIS}" in words(root)


# ---- evidence --------------------------------------------------------------------------------------------------------


def test_evidence_says_how_many_records_its_claims_are(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=evidence")
    claims = page.locator("#view-evidence tbody")
    keys = {claims.nth(i).get_attribute("data-key") for i in range(claims.count())}
    said = f"{claims.count()} claims of {len(keys)} records"
    assert said in text(page.locator("#view-evidence caption"))
    page.get_by_role("button", name="By source").click()
    assert said in text(page.locator("#view-evidence caption"))
    assert "Records" in page.locator("#view-evidence th").all_text_contents()
    assert "Claims" not in page.locator("#view-evidence th").all_text_contents()


def test_by_source_an_answer_that_has_not_come_yet_rests_on_nothing(shown: Shown) -> None:
    late = Source(id="late", title="The late paper", publisher="Late", kind="article")
    draft = answered().proposals["draft"]
    accept = draft.responses[0].model_copy(update={"evidence": (Evidence(source="late"),)})
    found = answered()
    found = replace(
        found,
        proposals=Records([draft.model_copy(update={"responses": (accept,)})]),
        sources=Records([*found.sources, late]),
    )
    page = shown(found, hash="#view=evidence&by=source&day=2025-04-30")
    number = page.locator("tr[data-key='source:late'] .number").first
    assert text(number) == "0"
    page.locator("#day").fill("2025-05-01")
    assert text(number) == "1"


# ---- agreement and conflict ------------------------------------------------------------------------------------------

LINES = """() => [...graphkit.edges.values()].filter(({ id, facts }) => facts && graphkit.picture.plain.has(id)
  && !/^(gone|pale)/.test(graphkit.picture.looks.get(id) ?? 'on')).map(({ id }) => id).sort()"""


@pytest.mark.parametrize(
    "hash",
    ["", "day=2025-05-20", "off=line:oppose", "off=line:conflict", "off=kind:state", "rel=A", "issue=issue:truce"],
)
def test_every_line_of_agreement_and_conflict_has_a_row_in_table_and_sheet(shown: Shown, hash: str) -> None:
    held = [*talks().positions, position("p", "paper", "truce", "support", valid="2025-05", status="alleged")]
    page = shown(talks(positions=Records(held)), hash=f"#as=table&{hash}")
    page.locator("#table-tabs [data-kind='pair']").click()
    found = tabled(page)
    assert sorted(found) == page.evaluate(LINES)
    names = {"agreement": "agree", "conflict": "disagree"}
    table = [(names[row["relation"]], row["actor_name"], row["other_name"], row["issues"]) for row in rows(page)]
    cells = page.locator("#table-body tbody tr").evaluate_all(
        "all => all.map(each => [...each.children].map(cell => cell.textContent))"
    )
    assert table == [(how, one, other, number) for one, how, other, number, _ in cells]


def test_a_row_of_agreement_opens_what_its_line_opens_by_keyboard_alone(shown: Shown) -> None:
    page = shown(talks(), hash="#as=table")
    page.locator("#table-tabs [data-kind='pair']").focus()
    page.keyboard.press("Enter")
    assert text(page.locator("#table-body caption")) == "Agreement and conflict: 4 of 4"
    first = page.locator("#table-body tbody tr").first
    assert first.locator("td").all_text_contents() == ["Envoys of Southland", "agree", "Southland", "1", "A truce"]
    first.get_by_role("button", name="Envoys of Southland and Southland agree", exact=True).focus()
    page.keyboard.press("Enter")
    told = text(panel(page))
    assert "Envoys of Southland and Southland agree" in told
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    key = first.get_attribute("data-key")
    page.locator("#as-picture").click()
    page.evaluate("key => graphkit.select(key)", key)
    assert text(panel(page)) == told


def test_the_panel_of_an_actor_lists_with_whom_it_agrees_and_disagrees_on_the_day(shown: Shown) -> None:
    page = shown(talks(), hash="#select=actor:north")
    section = panel(page).locator("section", has=page.locator("h3", has_text="Agrees and disagrees with"))
    listed = section.locator("li .head").all_text_contents()
    assert listed == [
        "agrees withSouthland on 1 issue",
        "disagrees withEnvoys of Southland on 1 issue",
        "disagrees withSouthland on 1 issue",
    ]
    section.get_by_role("button", name="Southland", exact=True).first.click()
    assert "Northland and Southland agree" in text(panel(page))
    page = again(page, "#select=actor:north&day=2025-05-20")
    assert section.count() == 0


def test_the_table_of_events_tells_what_followed_and_opens_the_arrow(shown: Shown) -> None:
    page = shown(talks(), hash="#as=table&net=events")
    heads = page.locator("#table-body th").all_text_contents()
    row = page.locator("#table-body tr[data-key='event:first'] td").nth(heads.index("Followed by"))
    assert text(row) == "Second meeting"
    row.get_by_role("button").click()
    assert "Second meeting follows First meeting" in text(panel(page))
    assert {each["id"]: each["follows"] for each in rows(page)} == {"first": "", "second": "first"}


# ---- a moved day -----------------------------------------------------------------------------------------------------

GLOWING = """() => [...graphkit.network.body.data.nodes.get(), ...graphkit.network.body.data.edges.get()]
  .filter(({ shadow, background }) => shadow?.enabled || background?.enabled).map(({ id }) => id).sort()"""


def flashing(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(f"{selector}.flash").evaluate_all(
        "all => all.map(each => (each.querySelector('[data-key]') ?? each).dataset.key ?? each.dataset.key)"
    )
    return sorted(found)


@pytest.mark.parametrize(
    ("hash", "selector", "expected"),
    [
        ("view=matrix", "#matrix td", ["cell:host+truce", "cell:north+truce", "cell:south+truce"]),
        ("view=scales", ".who li", ["position:n", "position:s"]),
        ("view=scales&as=table", "#view-scales tr", ["position:h", "position:n", "position:s"]),
        ("view=evidence", "#view-evidence tbody", ["event:second", "position:h", "position:n", "position:s"]),
        ("net=positions&as=table", "#table-body tr", ["position:h", "position:n", "position:s"]),
    ],
)
def test_a_moved_day_marks_in_every_view_what_came_with_it(
    shown: Shown, hash: str, selector: str, expected: list[str]
) -> None:
    page = shown(bargain(), hash=f"#{hash}&day=2025-06-01")
    assert page.locator(f"{selector}.flash").count() == 0
    page.locator("#day").fill("2025-06-02")
    keys = [key.replace("issue:truce", "") for key in flashing(page, selector)]
    assert keys == expected


def test_a_moved_day_says_what_came_with_it_and_what_went(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=matrix&day=2025-06-01")
    page.locator("#day").fill("2025-06-02")
    said = page.locator("#said")
    page.wait_for_function("() => document.getElementById('said').textContent.startsWith('Day set')")
    assert text(said) == (
        "Day set to 2 June 2025; new or answered: 3 positions, 1 event; no longer or not yet: 1 position"
    )
    page.wait_for_timeout(600)
    page.evaluate("graphkit.change({ order: 'name' })")
    assert page.locator("#matrix .flash").count() == 0


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_in_a_network_what_is_new_glows_for_a_moment_or_without_motion_stays_marked(
    shown: Shown, page: Page, motion: Any
) -> None:
    page.emulate_media(reduced_motion=motion)
    shown(talks(), hash="#net=positions&day=2025-06-01")
    assert page.evaluate(GLOWING) == []
    page.locator("#day").fill("2025-06-02")
    new = ["d-truce", "h-truce", "n-exchange", "n-truce", "s-exchange"]
    assert page.evaluate(GLOWING) == [f"position:{each}" for each in new]
    page.wait_for_timeout(2000)
    assert len(page.evaluate(GLOWING)) == (0 if motion == "no-preference" else 5)
    page.evaluate("graphkit.change({ net: 'relations' })")
    assert page.evaluate(GLOWING) == []
