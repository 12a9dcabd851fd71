"""The network and the matrix of a report in a real browser: what a reader can do with them, by mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import networkx as nx
import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.files import write_text
from graphkit.dossier.model import Actor, Event
from graphkit.dossier.reader import read
from graphkit.report import network
from graphkit.report.arrange import View
from graphkit.report.curves import point_on
from graphkit.report.sizes import LARGEST, SMALLEST, measures
from graphkit.report.whole import report
from tests.report.made import EVIDENCE, position, talks, tie

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = get_args(View)
every_network = pytest.mark.parametrize("net", VIEWS)
Shown = Callable[..., "Page"]


@pytest.fixture(scope="module")
def whole() -> Dossier:
    """The Istanbul dossier, not cut to a day."""
    return read(bundled_dossier("istanbul-2025"))[0]


def alliances(*events: Event) -> Dossier:
    """Two alliances of three states each, with a mission inside one of the states, and a mediator."""
    states = [f"{side}{number}" for side in "ab" for number in (1, 2, 3)]
    actors = [
        *(Actor(id=id, name=f"State {id.upper()}", kind="state", country="NO" if id < "b" else "SE") for id in states),
        Actor(id="left", name="Left Alliance", kind="bloc", country="NO"),
        Actor(id="right", name="Right Alliance", kind="bloc", country="SE"),
        Actor(id="mission", name="Mission of A1", kind="delegation", country="NO"),
        Actor(id="host", name="The Host", kind="person", country="CH"),
        Actor(id="alone", name="Nobody's Friend", kind="person", country="CH"),
    ]
    ties = [tie(f"m-{id}", id, "member_of", "left" if id < "b" else "right") for id in states]
    ties += [tie("mission", "mission", "represents", "a1"), tie("host", "host", "pressures", "b3")]
    held = [position(f"p-{id}", id, "truce", "support" if id < "b" else "oppose") for id in states]
    held += [
        position("p-mission", "mission", "truce", "support", on_behalf_of=["a1"]),
        position("p-left", "left", "exchange", "support"),
        position("p-host", "host", "exchange", "support"),
    ]
    return talks(actors=Records(actors), ties=Records(ties), positions=Records(held), events=Records(events))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, whole: Dossier) -> dict[str, Path]:
    """The reports that the tests open."""
    folder = tmp_path_factory.mktemp("reports")
    meeting = Event.model_validate(
        {
            "id": "meeting",
            "name": "A meeting",
            "kind": "talks",
            "date": "2025-05-16",
            "participants": [{"actor": "a1", "role": "party"}, {"actor": "b3", "role": "party"}],
            "evidence": EVIDENCE,
        }
    )
    made = {"seed": whole, "alliances": alliances(), "meeting": alliances(meeting)}
    for name, dossier in made.items():
        write_text(folder / f"{name}.html", report(dossier))
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One page for all tests of this module; it notes what its policy forbade and what went wrong."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(
        "window.wrong = [];"
        "addEventListener('securitypolicyviolation', event => wrong.push(event.violatedDirective));"
        "addEventListener('error', event => wrong.push(event.message));"
    )
    yield page
    page.close()


@pytest.fixture
def shown(window: Page, files: dict[str, Path]) -> Iterator[Shown]:
    """Open a report anew, at a fragment; nothing that was forbidden may have been tried."""

    def shown(name: str = "seed", hash: str = "", *, keep: bool = False) -> Page:
        url = files[name].as_uri()
        if not keep:
            window.goto(url)
            window.evaluate("sessionStorage.clear()")
        window.goto("about:blank")
        window.goto(url + hash)
        window.wait_for_function("() => window.graphkit !== undefined")
        return window

    yield shown
    assert window.evaluate("wrong") == []
    window.emulate_media(color_scheme="light")


def visible(page: Page, what: str = "nodes") -> set[str]:
    """Ids of the figures or lines that are drawn, faded ones included."""
    return set(
        page.evaluate(f"Object.values(graphkit.network.body.{what}).filter(e => !e.options.hidden).map(e => e.id)")
    ) - {each for each in page.evaluate(f"Object.keys(graphkit.network.body.{what})") if each.startswith("edgeId:")}


def lit(page: Page, what: str = "nodes") -> set[str]:
    """Ids of the figures or lines that are drawn in full."""
    if what == "nodes":
        full = "e.options.opacity === undefined || e.options.opacity === 1"
    else:
        full = "graphkit.picture.looks.get(e.id)?.startsWith('pale') !== true"
    return set(
        page.evaluate(
            f"Object.values(graphkit.network.body.{what}).filter(e => !e.options.hidden && ({full})).map(e => e.id)"
        )
    )


def graph_of(dossier: Dossier, net: str) -> nx.Graph[str]:
    """A network as it is drawn on the dossier's own day."""
    scene = getattr(network, net)(at(dossier))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in scene.nodes)
    graph.add_edges_from((edge.start, edge.end) for edge in scene.edges)
    return graph


def text(page: Page, selector: str) -> str:
    return page.locator(selector).text_content() or ""


def hash_of(page: Page) -> str:
    page.wait_for_timeout(260)
    found: str = page.evaluate("location.hash")
    return found


def press(page: Page, name: str) -> None:
    """Press a button of the panel's tools by keyboard."""
    page.locator("#panel-tools").get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


# ---- a neighbourhood -------------------------------------------------------------------------------------------------


@every_network
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_neighbourhood_shows_who_is_so_many_steps_away_and_says_how_many_are_left_out(
    shown: Shown, whole: Dossier, net: str, depth: int
) -> None:
    page = shown("seed", f"#net={net}&ego=actor:fidan&depth={depth}")
    graph = graph_of(whole, net)
    near = set(nx.ego_graph(graph, "actor:fidan", radius=depth))
    assert visible(page) == near
    left = len(graph) - len(near)
    assert f"{left} figure{'' if left == 1 else 's'} left out" in text(page, "#focus")
    inside = {
        end
        for line in visible(page, "edges")
        for end in page.evaluate(f"(({{ from, to }}) => [from, to])(graphkit.edges.get('{line}'))")
    }
    assert inside <= near


def test_the_keyboard_leads_into_a_neighbourhood_deeper_and_out_of_it(shown: Shown, whole: Dossier) -> None:
    page = shown()
    page.locator("#search").focus()
    page.keyboard.type("fidan")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Only its neighbourhood"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    graph = graph_of(whole, "relations")
    assert visible(page) == set(nx.ego_graph(graph, "actor:fidan"))
    assert "left out" in text(page, "#said")
    page.get_by_role("button", name="2 steps").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "2 steps"
    assert visible(page) == set(nx.ego_graph(graph, "actor:fidan", radius=2))
    assert "ego=actor:fidan" in hash_of(page)
    assert "depth=2" in hash_of(page)
    page.keyboard.press("Escape")  # closes the panel and leads back to the search
    page.keyboard.press("Escape")  # empties it
    page.keyboard.press("Escape")
    assert visible(page) == set(graph)
    assert page.locator("#focus").is_hidden()
    assert "ego" not in hash_of(page)


def test_around_what_a_network_does_not_show_stands_who_has_to_do_with_it(shown: Shown, whole: Dossier) -> None:
    cut = at(whole)
    page = shown("seed", "#ego=issue:nato-membership")
    holders = {
        f"actor:{actor}"
        for each in cut.positions
        if each.issue == "nato-membership"
        for actor in (each.actor, *each.on_behalf_of)
    }
    assert visible(page) == holders
    page = shown("seed", "#ego=event:talks-2-june")
    assert visible(page) == {f"actor:{each.actor}" for each in cut.events["talks-2-june"].participants} | {
        f"actor:{each.actor}" for each in cut.positions if each.event == "talks-2-june"
    } | {f"actor:{id}" for each in cut.positions if each.event == "talks-2-june" for id in each.on_behalf_of}


def test_where_a_network_shows_nothing_around_it_that_is_said(shown: Shown) -> None:
    page = shown("alliances", "#ego=actor:alone&net=positions&off=kind:person")
    assert visible(page) == set()
    assert "nothing drawn here has to do with it" in text(page, "#focus")


def test_the_table_keeps_what_a_neighbourhood_keeps(shown: Shown, whole: Dossier) -> None:
    page = shown("seed", "#ego=actor:fidan&as=table")
    near = set(nx.ego_graph(graph_of(whole, "relations"), "actor:fidan"))
    page.locator("#table-tabs").get_by_role("button", name="Actors").click()
    keys = page.locator("#table-body tr[data-key]").evaluate_all("all => all.map(each => each.dataset.key)")
    assert set(keys) == near


def test_a_neighbourhood_follows_the_filters(shown: Shown) -> None:
    page = shown("alliances", "#ego=actor:b3&off=line:conflict,line:agreement")
    assert visible(page) == {"actor:b3", "actor:right", "actor:host"}
    page.get_by_role("button", name=re.compile("^pressures")).click()
    assert visible(page) == {"actor:b3", "actor:right"}


# ---- blocs -----------------------------------------------------------------------------------------------------------


def test_a_bloc_takes_in_its_members_and_their_lines_and_gives_them_back(shown: Shown) -> None:
    page = shown("alliances", "#actor:left")
    before, lines = visible(page), visible(page, "edges")
    press(page, "Collapse its 4 members")
    members = {"actor:a1", "actor:a2", "actor:a3", "actor:mission"}
    assert visible(page) == before - members
    assert page.evaluate("document.activeElement.textContent") == "Expand its 4 members"
    assert page.evaluate("graphkit.network.body.nodes['actor:left'].options.label") == "Left Alliance +4"
    assert "fold=left" in hash_of(page)
    drawn = visible(page, "edges")
    assert {each for each in drawn if "conflict" in each} == {f"fold:conflict:actor:b{n}+actor:left" for n in (1, 2, 3)}
    assert "inside blocs" in text(page, "#shown")
    page.keyboard.press("Enter")
    assert (visible(page), visible(page, "edges")) == (before, lines)


def test_a_merged_line_counts_each_position_once_and_lists_it_with_its_evidence(shown: Shown) -> None:
    page = shown("alliances", "#fold=left,right&select=fold:conflict:actor:left+actor:right")
    assert page.evaluate("graphkit.edges.get('fold:conflict:actor:left+actor:right').parts.length") == 12
    claims = page.locator("#panel .records.inner > li")
    assert claims.count() == 7  # three states, the mission and three more: each once
    assert page.locator("#panel ul.evidence").count() == 7
    assert "on 1 issue; 12 lines drawn as one" in text(page, "#panel .under >> nth=0")
    assert page.evaluate("graphkit.network.getSelectedEdges()") == ["fold:conflict:actor:left+actor:right"]


def test_in_the_positions_a_bloc_holds_what_its_members_hold(shown: Shown, whole: Dossier) -> None:
    page = shown("seed", "#net=positions&fold=ukraine")
    members = {"ukraine", "bankova", "ukrainian-delegation", "ukrainian-armed-forces", "ukraine-defence-ministry"}
    cut = at(whole)
    held = {each.key for each in cut.positions if each.actor in members}
    drawn = page.evaluate(
        "[...graphkit.edges.values()].filter(e => e.from === 'actor:ukraine')"
        ".flatMap(e => e.parts ?? [e]).map(e => e.ref)"
    )
    assert len(drawn) == len(set(drawn))
    assert held <= set(drawn)


def test_a_bloc_that_a_network_does_not_show_stands_there_for_its_members(shown: Shown) -> None:
    page = shown("meeting", "#net=events")
    assert visible(page) == {"actor:a1", "actor:b3", "event:meeting"}
    page = shown("meeting", "#net=events&fold=left")
    assert visible(page) == {"actor:left", "actor:b3", "event:meeting"}
    assert page.evaluate("graphkit.network.body.nodes['actor:left'].options.label") == "Left Alliance +1"
    assert "fold:party:actor:left+event:meeting" in visible(page, "edges")
    home = spot(page, "actor:left")
    drag(page, "actor:left", 50, 10)
    page.locator("#lens > summary").click()
    page.get_by_role("button", name="Unpin all (1)").click()
    assert spot(page, "actor:left") == home


def test_all_blocs_are_collapsed_and_expanded_from_one_list(shown: Shown) -> None:
    page = shown("alliances")
    everyone = visible(page)
    page.locator("#lens > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#blocs input").count() == 3
    page.get_by_role("button", name="Collapse all").click()
    assert visible(page) == {"actor:left", "actor:right", "actor:host", "actor:alone"}
    assert text(page, "#blocs h3") == "Blocs 3/3"
    page.locator("#blocs").get_by_label("Left Alliance").focus()
    page.keyboard.press("Space")
    assert {"actor:a1", "actor:a2", "actor:left"} <= visible(page)
    assert "actor:mission" not in visible(page)  # collapsed in A1, which the alliance no longer hides
    page.get_by_role("button", name="Expand all").click()
    assert visible(page) == everyone
    page.keyboard.press("Escape")
    assert page.locator("#lens .sheet").is_hidden()


def test_a_selected_member_is_shown_by_its_bloc(shown: Shown) -> None:
    page = shown("alliances", "#fold=left&select=actor:a2")
    assert page.evaluate("graphkit.network.getSelectedNodes()") == ["actor:left"]
    assert text(page, "#panel h2") == "State A2"


# ---- a path ----------------------------------------------------------------------------------------------------------


def test_the_keyboard_leads_from_one_end_of_a_path_to_the_other_and_through_its_hops(
    shown: Shown, whole: Dossier
) -> None:
    page = shown("seed", "#actor:trump")
    press(page, "Path from here")
    assert "choose the other end" in text(page, "#focus")
    page.locator("#search").fill("Türkiye")
    page.keyboard.press("Enter")
    ways = list(nx.all_shortest_paths(graph_of(whole, "relations"), "actor:trump", "actor:turkiye"))
    assert text(page, "#panel h2") == "From Donald Trump to Türkiye"
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert f"{len(ways[0]) - 1} steps" in text(page, "#panel .under >> nth=0")
    assert f"{len(ways)} shortest paths" in text(page, "#focus")
    assert page.locator("#panel .hop").count() == len(ways[0]) - 1
    assert all(each.locator("li").count() for each in page.locator("#panel .hop ~ ul.records.inner").all())
    assert page.locator("#panel ul.evidence li").count() >= len(ways[0]) - 1
    first = lit(page)
    assert first in [set(way) for way in ways]
    page.get_by_role("button", name=re.compile("^Next")).focus()
    page.keyboard.press("Enter")
    second = lit(page)
    assert second in [set(way) for way in ways]
    assert second != first
    assert page.evaluate("document.activeElement.textContent").startswith("Next (2 of")
    assert "path=actor:trump,actor:turkiye" in hash_of(page)
    again = shown("seed", hash_of(page), keep=True)
    assert lit(again) == second
    again.get_by_role("button", name="End path").click()
    assert lit(again) == visible(again)
    assert again.locator("#panel").is_hidden()


def test_where_no_path_leads_it_is_said(shown: Shown) -> None:
    page = shown("alliances", "#path=actor:a1,actor:alone&select=path")
    assert "No path: no lines that rest on evidence lead from the one to the other" in text(
        page, "#panel .under >> nth=0"
    )
    assert "no path" in text(page, "#focus")
    page = shown("seed", "#net=events&path=actor:nato,actor:russia&select=path")
    assert "is not in this network" in text(page, "#panel .under >> nth=0")


def test_a_path_goes_along_what_is_drawn_on_the_day_and_after_the_filters(shown: Shown) -> None:
    page = shown("alliances", "#path=actor:host,actor:a1&select=path")
    assert lit(page) == {"actor:host", "actor:b3", "actor:a1"} or len(lit(page)) == 3
    page.get_by_role("button", name=re.compile("^disagree")).click()
    page.get_by_role("button", name=re.compile("^agree")).click()
    assert "No path" in text(page, "#panel .under >> nth=0")
    page = shown("alliances", "#fold=left&path=actor:a1,actor:a2&select=path")
    assert "both stand collapsed in one bloc" in text(page, "#panel .under >> nth=0")


def test_a_click_on_a_figure_ends_a_path_that_was_begun_and_escape_gives_it_up(shown: Shown) -> None:
    page = shown("alliances", "#path=actor:host")
    page.keyboard.press("Escape")
    assert page.locator("#focus").is_hidden()
    page = shown("alliances", "#path=actor:host")
    page.mouse.click(*on_screen(page, "actor:b2"))
    assert page.evaluate("graphkit.state.path") == "actor:host,actor:b2"
    assert text(page, "#panel h2") == "From The Host to State B2"


def on_screen(page: Page, id: str) -> tuple[float, float]:
    """Where a figure lies in the window."""
    at = page.evaluate(
        f"(() => {{ const at = graphkit.network.canvasToDOM(graphkit.network.getPosition('{id}'));"
        "const box = document.getElementById('picture').getBoundingClientRect();"
        "return [box.left + at.x, box.top + at.y]; })()"
    )
    return (at[0], at[1])


# ---- camps, sizes, places --------------------------------------------------------------------------------------------


def pixels(page: Page) -> str:
    found: str = page.evaluate("(graphkit.network.redraw(), document.querySelector('#picture canvas').toDataURL())")
    return found


def test_camps_are_drawn_behind_their_members_and_named(shown: Shown, whole: Dossier) -> None:
    page = shown()
    bare = pixels(page)
    page.locator("#lens > summary").click()
    camps = page.get_by_role("button", name="Camps")
    camps.focus()
    page.keyboard.press("Enter")
    assert camps.get_attribute("aria-pressed") == "true"
    assert pixels(page) != bare
    assert "hulls=on" in hash_of(page)
    found = page.evaluate(
        "graphkit.tools.camps.hulls.map(c => [c.name, c.patches.flatMap(p => p.members.map(m => m.id)).sort()])"
    )
    countries = {"RU": "Russia", "UA": "Ukraine", "TR": "Türkiye", "US": "United States"}
    assert {name: set(members) for name, members in found} == {
        name: {actor.key for actor in whole.actors if actor.country == code} for code, name in countries.items()
    }
    patterns = page.locator("#legend button[data-key^='camp:country:']").evaluate_all(
        "all => all.filter(e => e.dataset.key !== 'camp:country:')"
        ".map(e => [...e.querySelectorAll('svg line')].map(l => l.outerHTML).join())"
    )
    assert all(patterns)
    assert len(set(patterns)) == len(patterns)
    camps.click()
    assert pixels(page) == bare


def test_a_camp_follows_a_member_that_is_dragged(shown: Shown) -> None:
    page = shown("seed", "#hulls=on")
    spots = (
        "graphkit.tools.camps.hulls.flatMap(c => c.patches.flatMap(p => p.members)).find(m => m.id === 'actor:trump')"
    )
    before = page.evaluate(spots)
    drag(page, "actor:trump", -60, 30)
    after = page.evaluate(spots)
    assert (after["x"], after["y"]) != (before["x"], before["y"])
    assert after["x"] == pytest.approx(page.evaluate("graphkit.network.getPosition('actor:trump').x"))


@every_network
def test_figures_have_the_size_of_the_chosen_measure(shown: Shown, whole: Dossier, net: str) -> None:
    page = shown("seed", f"#net={net}")
    scene = getattr(network, net)(at(whole))
    found = measures(scene)
    page.locator("#lens > summary").click()
    names = page.locator("#size option").evaluate_all("all => all.map(each => each.value)")
    assert names == [*found, "alike"]
    for name in names:
        page.locator("#size").select_option(name)
        sizes = page.evaluate(
            "Object.fromEntries(graphkit.network.body.nodeIndices"
            ".map(id => [id, graphkit.network.body.nodes[id].options.size]))"
        )
        shapes = [node.id for node in scene.nodes if not node.card]
        if name == "alike":
            assert len({sizes[id] for id in shapes}) == 1
            continue
        values = dict(zip((node.id for node in scene.nodes), found[name], strict=True))
        most = max(found[name])
        wanted = {id: SMALLEST + (LARGEST - SMALLEST) * sqrt(values[id] / most) for id in shapes}
        assert {id: sizes[id] for id in shapes} == pytest.approx(wanted, abs=0.1)
        assert text(page, "#legend-sizes h3").lower().startswith("size: ")
        assert "on 2 June 2025" in text(page, "#legend-sizes .hint")
    assert "size=alike" in hash_of(page)


def test_the_table_gives_every_measure_of_every_figure(shown: Shown, whole: Dossier) -> None:
    page = shown("seed", "#size=betweenness&as=table")
    page.locator("#table-tabs").get_by_role("button", name="Measures").click()
    scene = network.relations(at(whole))
    heads = page.locator("#table-body thead th").all_text_contents()
    assert heads == ["Figure", "Camp", "Lines", "Weight of lines", "Betweenness", "PageRank", "Brokerage"]
    rows = page.locator("#table-body tbody tr")
    assert rows.count() == len(scene.nodes)
    between = dict(zip((node.id for node in scene.nodes), measures(scene)["betweenness"], strict=True))
    first = rows.first.get_attribute("data-key")
    assert between[first or ""] == max(between.values())
    assert float(rows.first.locator("td").nth(4).text_content() or "") == pytest.approx(max(between.values()), rel=0.05)


def touching(page: Page) -> list[tuple[str, str]]:
    """Names and shapes that lie on each other, as the browser measures its own letters."""
    boxes = page.evaluate(
        """() => graphkit.network.body.nodeIndices.map(id => {
          const node = graphkit.network.body.nodes[id];
          const named = (node.options.label ?? '').trim() !== '';
          const { x, y } = graphkit.network.getPosition(id);
          if (node.options.shape === 'box') return { id, ...graphkit.network.getBoundingBox(id) };
          const r = node.options.size, { width, height } = node.labelModule.size;
          const half = named ? Math.max(r, width / 2) : r;
          return { id, left: x - half, right: x + half, top: y - r, bottom: y + r + (named ? 11 + height : 0) };
        })"""
    )
    return [
        (one["id"], other["id"])
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"] - 1
        and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 1
        and other["top"] < one["bottom"] - 1
    ]


@every_network
@pytest.mark.parametrize("name", ["seed", "alliances"])
def test_no_name_lies_on_another_at_any_size_with_blocs_open_or_collapsed(shown: Shown, name: str, net: str) -> None:
    page = shown(name, f"#net={net}")
    folds: list[list[str]] = [[], page.evaluate("[...graphkit.tools.lens.belonging(graphkit.state.day).blocs.keys()]")]
    for size in page.locator("#size option").evaluate_all("all => all.map(each => each.value)"):
        for fold in folds:
            page.evaluate(
                "([size, fold]) => { graphkit.change({ size, fold: new Set(fold.map(key => key.slice(6))) });"
                "graphkit.network.redraw(); }",
                [size, fold],
            )
            assert touching(page) == [], (size, fold)
    if name == "seed":
        page.evaluate("graphkit.change({ size: 'lines', fold: new Set() })")
        labels = "graphkit.network.body.nodeIndices.map(id => graphkit.network.body.nodes[id].options.label ?? '')"
        assert all(label.strip() for label in page.evaluate(labels))


def drag(page: Page, id: str, right: float, down: float) -> None:
    x, y = on_screen(page, id)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def spot(page: Page, id: str) -> tuple[float, float]:
    found = page.evaluate(f"graphkit.network.getPosition('{id}')")
    return (round(found["x"]), round(found["y"]))


def test_what_was_dragged_stays_there_until_it_is_unpinned(shown: Shown) -> None:
    page = shown()
    home = spot(page, "actor:trump")
    assert page.locator("#unpin").is_hidden()
    drag(page, "actor:trump", -80, 40)
    put = spot(page, "actor:trump")
    assert put != home
    page.locator("button.net[data-net=events]").click()
    assert page.locator("#unpin").is_hidden()
    page.locator("button.net[data-net=relations]").click()
    assert spot(page, "actor:trump") == put
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(50)
    assert spot(page, "actor:trump") == put
    page = shown(keep=True)
    assert spot(page, "actor:trump") == put
    page.locator("#lens > summary").click()
    page.get_by_role("button", name="Unpin all (1)").click()
    assert spot(page, "actor:trump") == home
    assert page.locator("#unpin").is_hidden()
    page = shown(keep=True)
    assert spot(page, "actor:trump") == home


def test_a_figure_can_be_moved_without_dragging(shown: Shown) -> None:
    page = shown("seed", "#actor:trump")
    x, y = spot(page, "actor:trump")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert spot(page, "actor:trump") == (x + 24, y + 24)
    page.locator("#panel-tools").get_by_role("button", name="Move left").click()
    page.locator("#panel-tools").get_by_role("button", name="Move up").click()
    assert spot(page, "actor:trump") == (x, y)
    page.locator("#lens > summary").click()
    assert page.locator("#unpin").is_visible()


# ---- the address and the legend --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hash",
    [
        "#ego=actor:nobody&depth=9&size=x&hulls=maybe",
        "#path=actor:trump,actor:nobody&nth=99&select=path",
        "#path=a,b,c,d&fold=,,nobody,%20",
        "#select=fold:conflict:actor:a+actor:b",
        "#ego=source:bne-2025-06-02&depth=3",
        "#fold=%25&off=%25,%2525&path=%25",
        "#path=actor:trump,actor:trump&select=path&nth=7",
    ],
)
def test_an_address_that_asks_for_what_is_not_there_does_no_harm(shown: Shown, hash: str) -> None:
    page = shown("seed", hash)
    page.locator("#reset").click()
    assert len(visible(page)) == 26


def test_each_kind_of_tie_can_be_switched_off(shown: Shown, whole: Dossier) -> None:
    page = shown()
    ties = at(whole).ties
    for kind in sorted({each.kind for each in ties}):
        entry = page.locator(f"#legend button[data-key='tie:{kind}']")
        assert text(page, f"#legend button[data-key='tie:{kind}'] .count") == str(
            sum(each.kind == kind for each in ties)
        )
        entry.click()
        assert {each.key for each in ties if each.kind == kind}.isdisjoint(visible(page, "edges"))
        entry.click()
    assert {each.key for each in ties} <= visible(page, "edges")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(shown: Shown, web: Path, scheme: Any, window: Page) -> None:
    window.emulate_media(color_scheme=scheme)
    page = shown("seed", "#hulls=on")
    page.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    for hash in [
        "hulls=on&size=pagerank&select=actor:russia",
        "ego=actor:fidan&depth=2&select=actor:fidan",
        "path=actor:trump,actor:turkiye&select=path",
        "fold=russia,ukraine&select=fold:conflict:actor:russia%2Bactor:ukraine",
        "view=matrix&order=camp",
    ]:
        page.evaluate(f"location.hash = '{hash}'")
        page.wait_for_timeout(50)
        if hash.startswith("fold"):
            page.locator("#lens > summary").click()
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]] == [], hash
    page.evaluate("location.hash = 'as=table'")
    page.locator("#table-tabs").get_by_role("button", name="Measures").click()
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [each["id"] for each in result["violations"]] == []


def test_on_a_telephone_nothing_runs_out_of_the_window(shown: Shown, window: Page) -> None:
    window.set_viewport_size({"width": 390, "height": 844})
    try:
        for hash in ("", "#actor:russia", "#path=actor:trump,actor:turkiye&select=path", "#view=matrix&order=camp"):
            page = shown("seed", hash)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, hash
    finally:
        window.set_viewport_size({"width": 1440, "height": 900})


def test_on_paper_the_whole_network_stands_beside_what_the_panel_tells(shown: Shown) -> None:
    page = shown("seed", "#hulls=on&path=actor:trump,actor:turkiye&select=path")
    page.emulate_media(media="print")
    try:
        page.wait_for_timeout(100)
        size = page.evaluate("[graphkit.picture.box.clientWidth, graphkit.picture.box.clientHeight]")
        boxes = page.evaluate("graphkit.network.body.nodeIndices.map(id => graphkit.picture.boxOf(id))")
        assert len(boxes) == 26
        assert all(0 <= box["left"] and box["right"] <= size[0] for box in boxes)
        assert all(0 <= box["top"] and box["bottom"] <= size[1] for box in boxes)
        assert page.locator("#panel .hop").count() == 5
        assert page.locator("#lens").is_hidden()
    finally:
        page.emulate_media(media="screen")


# ---- the matrix ------------------------------------------------------------------------------------------------------


def test_by_camp_the_rows_of_a_country_stand_together_under_its_name(shown: Shown, whole: Dossier) -> None:
    page = shown("seed", "#view=matrix")
    alike = page.locator("#matrix tbody th[scope=row]").all_text_contents()
    page.locator("#order").select_option("camp")
    groups = page.locator("#matrix th[scope=rowgroup]").all_text_contents()
    assert groups == ["Russia", "Ukraine", "United States", "Türkiye"]
    countries = {actor.name: actor.country for actor in whole.actors}
    rows = page.locator("#matrix tbody th[scope=row]").all_text_contents()
    assert sorted(rows) == sorted(alike)
    codes = [countries[name] for name in rows]
    assert sum(one != other for one, other in pairwise(codes)) == len(groups) - 1
    for code in set(codes):  # within a camp by likeness
        assert [each for each in rows if countries[each] == code] == [each for each in alike if countries[each] == code]
    assert "order=camp" in hash_of(page)


def test_the_arrow_keys_lead_to_the_names_of_rows_and_columns(shown: Shown) -> None:
    page = shown("seed", "#view=matrix")
    assert page.locator("#matrix [tabindex='0']").count() == 1
    page.locator("button.cell").first.focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.closest('th')?.scope") == "row"
    for _ in range(30):
        page.keyboard.press("ArrowUp")
    assert (
        page.evaluate("document.activeElement.closest('th')?.scope") == "col"
        or page.evaluate("document.activeElement.closest('tr').rowIndex") == 1
    )
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert text(page, "#panel h2") == name


def test_a_word_stands_on_its_line_where_it_was_given_room(shown: Shown) -> None:
    page = shown("seed")
    told = page.evaluate(
        "() => Object.values(graphkit.network.body.edges).filter(edge => edge.options.label?.trim()).map(edge => {"
        " const { left, top, width, height } = edge.labelModule.getSize();"
        " const share = graphkit.picture.plain.get(edge.id).at ?? 0.5;"
        " const on = edge.edgeType.getPoint(share, edge.edgeType.getViaNode());"
        " return { share, x: left + width / 2 - on.x, y: top + height / 2 - on.y,"
        "          from: edge.from, to: edge.to, smooth: graphkit.picture.plain.get(edge.id).smooth, on,"
        "          ends: [edge.from.x, edge.from.y, edge.to.x, edge.to.y] }; })"
        ".map(({ from, to, ...rest }) => rest)"
    )
    assert len(told) > 10
    assert {each["share"] for each in told} > {0.5}
    for each in told:
        assert abs(each["x"]) < 2
        assert abs(each["y"]) < 4
        start, end = each["ends"][:2], each["ends"][2:]
        curve = {"smooth": each["smooth"]} if each.get("smooth") else {}
        assert point_on(curve, start, end, each["share"]) == pytest.approx((each["on"]["x"], each["on"]["y"]), abs=0.01)
