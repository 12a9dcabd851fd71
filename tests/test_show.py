"""What a notebook shows: pages in frames, results as tables, and plain mistakes in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import graphkit
from graphkit.dossier.dossier import Dossier
from graphkit.graph.inline import ROWS_AT_MOST, html
from graphkit.notebook.dossiers import Opened
from graphkit.report.whole import report
from tests.browser.frames import drawn_in

untyped: Any = graphkit  # for calls that a type checker would refuse, as notebooks have none


@pytest.fixture(scope="module")
def dossier() -> Opened:
    return graphkit.open_dossier("istanbul-2025")


def test_a_frame_holds_the_page_itself_and_is_sandboxed(dossier: Opened) -> None:
    shown = graphkit.show(dossier)
    frame = shown._repr_html_()
    (inside,) = re.findall(r'srcdoc="([^"]*)"', frame)
    assert unescape(inside) == shown.html == report(dossier.whole or dossier)
    assert "allow-same-origin" not in frame and 'sandbox="allow-scripts' in frame
    assert frame.count("<") == frame.count(">") == 2


def test_a_page_is_saved_as_the_command_writes_it(dossier: Opened, tmp_path: Path) -> None:
    path = graphkit.show(dossier).save(tmp_path / "talks.html")
    assert path.read_text("utf-8") == report(dossier.whole or dossier)


def test_a_title_cannot_leave_its_frame(dossier: Opened) -> None:
    frame = graphkit.show(dossier, "events", title='"><script>alert(1)</script>')._repr_html_()
    assert "<script" not in frame and frame.count(">") == 2


def test_any_graph_is_drawn_with_names_and_signs(page: Any, page_errors: list[str], tmp_path: Path) -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edges_from([("Ann", "Ben", {"weight": 1}), ("Ben", 3, {"weight": -2}), ("Ann", 3, {"weight": 0.5})])
    graph.nodes["Ann"]["name"] = "Ann of the <b>Bridge</b>"
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{graphkit.show(graph)._repr_html_()}", "utf-8")
    page.goto(path.as_uri())
    frame = drawn_in(page.query_selector("iframe"))
    assert sorted(frame.evaluate("[...graphkit.edges.values()].map(each => each.line)")) == [
        "against",
        "joined",
        "joined",
    ]
    assert not frame.evaluate("[...graphkit.edges.values()].some(each => each.arrows)")
    assert "Ann of the <b>Bridge</b>" in frame.evaluate(
        "[...graphkit.picture.nodes.get()].map(each => each.label).join(' ').replaceAll('\\n', ' ')"
    )
    assert page_errors == []


def test_a_directed_graph_keeps_its_arrows() -> None:
    assert '"arrows":"to"' in graphkit.show(nx.DiGraph([("a", "b")])).html
    assert '"arrows":"to"' not in graphkit.show(nx.Graph([("a", "b")])).html


def test_a_graph_that_nobody_could_read_is_refused() -> None:
    with pytest.raises(ValueError, match=r"3,000 nodes are more than a page can show; draw 2,000 at most"):
        graphkit.show(nx.path_graph(3000))
    with pytest.raises(ValueError, match="nothing"):
        graphkit.show(nx.Graph())


@pytest.mark.parametrize(
    "find",
    [
        lambda dossier: dossier,
        graphkit.discourse,
        lambda dossier: graphkit.discourse(dossier, window="30d"),
        graphkit.influence,
        graphkit.brokers,
        graphkit.camps,
        graphkit.zone,
        lambda dossier: graphkit.forecast(dossier, "mean"),
        lambda dossier: graphkit.trade(dossier, "russia", "ukraine", assume={"salience": 50, "capability": 50}),
        lambda dossier: graphkit.ask(dossier, "who-blocks", issue="ceasefire-30-days"),
        lambda _: graphkit.questions(),
    ],
)
def test_a_result_shows_itself_as_one_table(find: Callable[[Any], Any], dossier: Opened) -> None:
    shown = find(dossier)._repr_html_()
    assert shown.count("<table>") == shown.count("</table>") == 1
    assert re.search(r"<figcaption>\S", shown)


def test_a_table_escapes_what_stands_in_it_and_stays_short() -> None:
    rows = [{"actor": "<script>\u202e"} for _ in range(100_000)]
    shown = html(iter(rows), ["actor"], total=len(rows), caption="<b>", notes=["<i>"])
    assert not re.search(r"<(script|b|i)>", shown) and "\u202e" not in shown
    assert shown.count("<tr>") == ROWS_AT_MOST + 1
    assert "99,980 more rows" in shown


def test_a_dossier_and_its_records_are_told_in_one_line(dossier: Opened) -> None:
    assert repr(dossier).startswith("<dossier istanbul-2025: 26 actors")
    assert repr(dossier.positions).startswith("<33 records: ")
    assert max(len(repr(dossier)), len(repr(dossier.positions))) < 200


def test_a_question_gives_the_rows_of_the_command_line(dossier: Opened) -> None:
    by_name = graphkit.ask(dossier, "who-blocks", issue="Unconditional 30-day ceasefire")
    assert [row["actor"] for row in by_name.rows] == ["actor:russia"]
    assert by_name.to_frame().columns.tolist() == list(by_name.columns)
    earlier = graphkit.open_dossier("istanbul-2025", as_of="2025-05-20")
    assert graphkit.ask(earlier, "who-blocks", issue="ceasefire-30-days").rows == ()


def test_an_opened_dossier_still_knows_the_whole(dossier: Opened) -> None:
    earlier = graphkit.open_dossier("istanbul-2025", as_of="2025-05-20")
    assert isinstance(earlier, Dossier)
    assert len(earlier.positions) < len(dossier.positions)
    assert earlier.whole == dossier.whole


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda d: untyped.influence(d, network="agrement"), "no network 'agrement'; did you mean 'agreement'?"),
        (lambda d: untyped.influence(d, measures="pagerankk"), "no measure 'pagerankk'; did you mean 'pagerank'?"),
        (lambda d: untyped.influence(d, kinds="member"), "no kind of tie 'member'; did you mean 'member_of'?"),
        (lambda d: untyped.influence(d, direction="up"), "no direction 'up'; there are backward, both, forward"),
        (lambda d: untyped.brokers(d, by="countries"), "no grouping 'countries'; did you mean 'country'?"),
        (lambda d: untyped.camps(d, method="lieden"), "no method 'lieden'; did you mean 'leiden'?"),
        (lambda d: untyped.discourse(d, mesure="x"), "no option 'mesure'; did you mean 'measure'?"),
        (lambda d: untyped.forecast(d, "nahs"), "no model 'nahs'; did you mean 'nash'?"),
        (lambda d: untyped.forecast(d, qouta=60), "no option 'qouta'; did you mean 'quota'?"),
        (lambda d: untyped.zone(d, issues="nato"), "no issue 'nato'; did you mean 'nato-membership'?"),
        (lambda d: untyped.zone(d, parties="rusia"), "no actor 'rusia'; did you mean 'russia'?"),
        (lambda d: untyped.ask(d, "who-bloks"), "no question 'who-bloks'; did you mean 'who-blocks'?"),
        (lambda d: untyped.ask(d, "who-blocks"), "who-blocks needs issue ("),
        (lambda d: untyped.show(d, "relation"), "no view 'relation'; did you mean 'relations'?"),
        (lambda d: untyped.plot(d, by="event"), "no kind of lane 'event'; there are actor, issue"),
    ],
)
def test_a_plain_mistake_is_told_in_words(call: Callable[[Any], Any], said: str, dossier: Opened) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        call(dossier)


def test_an_id_that_is_none_says_which_was_meant(dossier: Opened) -> None:
    with pytest.raises(KeyError, match=r"no record 'putn'; did you mean 'putin'\?"):
        dossier.actors["putn"]


def test_what_has_no_rows_or_no_page_is_refused_by_its_type(dossier: Opened) -> None:
    with pytest.raises(TypeError, match=r"take one, such as to_frame\(dossier.positions\)"):
        graphkit.to_frame(dossier)
    with pytest.raises(TypeError, match="int has no rows"):
        graphkit.to_frame(3)
    with pytest.raises(TypeError, match="int has no page"):
        untyped.show(3)
    with pytest.raises(TypeError, match="int cannot be measured"):
        untyped.influence(3)


def test_the_names_of_the_package_complete() -> None:
    assert set(graphkit.__all__) <= set(dir(graphkit))
    assert all(getattr(graphkit, name).__doc__ for name in graphkit.__all__)
    with pytest.raises(AttributeError, match="no attribute 'shwo'"):
        untyped.shwo  # noqa: B018


def test_a_picture_is_saved_by_the_end_of_its_name(dossier: Opened, tmp_path: Path) -> None:
    picture = graphkit.plot(dossier, by="issue", issues="ceasefire-30-days")
    assert picture.save(tmp_path / "a.svg").read_text("utf-8").startswith("<?xml")
    assert picture.save(tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(ValueError, match=r"no kind of picture '\.gif'"):
        picture.save(tmp_path / "a.gif")
