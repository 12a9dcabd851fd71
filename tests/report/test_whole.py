from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from graphkit.dossier.digest import version
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Manifest
from graphkit.report.whole import report
from tests.report.made import position, talks
from tests.report.test_page import Parts, data


def test_the_same_dossier_gives_the_same_bytes_whatever_the_order_of_its_records() -> None:
    given = talks()
    turned = replace(
        given,
        actors=Records(reversed(list(given.actors))),
        positions=Records(reversed(list(given.positions))),
        events=Records(reversed(list(given.events))),
    )
    assert report(given) == report(given) == report(turned)


def test_the_report_has_a_tab_for_each_view_and_all_three_networks() -> None:
    parts = Parts(report(talks()))
    tabs = [attributes for tag, attributes in parts.tags if attributes.get("role") == "tab"]
    panels = {attributes["id"] for _, attributes in parts.tags if attributes.get("role") == "tabpanel"}
    assert [tab["aria-controls"] for tab in tabs] == [
        "view-network",
        "view-matrix",
        "view-scales",
        "view-timeline",
        "view-evidence",
    ]
    assert {tab["aria-controls"] for tab in tabs} == panels
    assert list(data(report(talks()))["networks"]) == ["relations", "positions", "events"]


def test_the_foot_says_the_day_the_version_the_licence_and_the_maker() -> None:
    licensed = replace(talks(), manifest=talks().manifest.model_copy(update={"licence": "CC-BY-4.0"}))
    html = report(licensed, known_on=date(2025, 7, 1))
    foot = re.sub(r"<[^>]+>", "", html[html.index("<footer>") : html.index("<details>")])
    assert "As of 2 June 2025, as known on 1 July 2025" in foot
    assert f"Version {version(licensed)[:12]}" in foot
    assert "licence CC-BY-4.0" in foot
    assert "Made with graphkit" in foot


def test_nothing_later_than_the_last_day_is_in_the_page() -> None:
    found = data(report(talks(), as_of=date(2025, 5, 20)))
    assert found["days"] == ["2025-03-01", "2025-05-20"]
    assert [each["id"] for each in found["records"]["positions"]] == ["s-truce"]
    assert [each["id"] for each in found["records"]["events"]] == ["first"]


def test_a_change_of_mind_lies_where_the_earlier_line_lay() -> None:
    first = position("one", "north", "truce", "oppose", valid="2025-03-01")
    then = position("two", "north", "truce", "support", valid="2025-06-02", supersedes="one")
    both = data(report(talks(positions=Records([first, then]))))["networks"]["positions"]["picture"]["edges"]
    lines = {edge["id"]: edge for edge in both}
    assert set(lines) == {"position:one", "position:two"}
    assert lines["position:one"].get("smooth") == lines["position:two"].get("smooth")


@pytest.mark.parametrize("given", [Dossier(Manifest(id="empty", title="Nothing yet")), talks(positions=Records())])
def test_a_dossier_without_positions_still_makes_a_report(given: Dossier) -> None:
    assert data(report(given))["orders"]["actors"] == []


def test_text_that_looks_like_markup_stays_text() -> None:
    title = "</script><script>alert(1)</script>\u2028"
    manifest = talks().manifest.model_copy(update={"title": title, "summary": title})
    html = report(replace(talks(), manifest=manifest))
    assert "<script>alert" not in html
    assert data(html)["dossier"]["title"] == title
