"""Names on a small screen: fewer of them, which can be read, the most important first."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier
from tests.browser.conftest import Shown
from tests.browser.test_taking_away import drawing, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = (390, 844)


def names(page: Page) -> dict[str, dict[str, float]]:
    """The boxes of the names that are written at rest, by figure."""
    found: list[dict[str, Any]] = page.evaluate("graphkit.picture.names()")
    return {each["id"]: each["box"] for each in found}


def circles(page: Page) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = page.evaluate(
        "Object.fromEntries(graphkit.network.body.nodeIndices.map(id => {"
        " const at = graphkit.network.canvasToDOM(graphkit.network.getPosition(id));"
        " const radius = graphkit.network.body.nodes[id].options.size * graphkit.network.getScale();"
        " return [id, { left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius }]; }))"
    )
    return found


def meet(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0 and down > 0


def test_on_a_telephone_the_most_important_names_stand_at_rest_and_on_nothing_else(
    shown: Shown, whole: Dossier
) -> None:
    page = shown(whole, size=PHONE)
    found = names(page)
    assert len(found) >= 10
    sizes = page.evaluate(
        "graphkit.network.body.nodeIndices.map(id => [id, graphkit.network.body.nodes[id].options.size])"
    )
    largest = sorted(sizes, key=lambda each: -each[1])[:3]
    assert {id for id, _ in largest} <= found.keys()
    width, height = page.evaluate("[graphkit.picture.box.clientWidth, graphkit.picture.box.clientHeight]")
    for box in found.values():
        assert box["left"] >= 0
        assert box["top"] >= 0
        assert box["right"] <= width
        assert box["bottom"] <= height
        assert box["bottom"] - box["top"] >= 12
    assert not [pair for pair in combinations(found, 2) if meet(found[pair[0]], found[pair[1]])]
    assert not [
        (id, other) for id, box in found.items() for other, circle in circles(page).items() if meet(box, circle)
    ]


def test_names_are_drawn_on_the_picture(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, size=PHONE)
    drawn = "(graphkit.network.redraw(), document.querySelector('#picture canvas').toDataURL())"
    with_names = page.evaluate(drawn)
    page.evaluate("graphkit.picture.names = () => []")
    assert page.evaluate(drawn) != with_names


def test_names_keep_clear_of_those_of_camps(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, size=PHONE, hash="#group=camps&hulls=on")
    camps = page.evaluate(
        "(graphkit.network.redraw(), graphkit.picture.taken.map(({ left, top, right, bottom }) => {"
        " const [one, other] = [[left, top], [right, bottom]].map(([x, y]) => graphkit.network.canvasToDOM({ x, y }));"
        " return { left: one.x, top: one.y, right: other.x, bottom: other.y }; }))"
    )
    assert len(camps) >= 2
    every = [*camps, *names(page).values()]
    assert not [1 for one, other in combinations(every, 2) if meet(one, other)]


def test_near_enough_every_name_stands_at_its_own_size(shown: Shown, whole: Dossier) -> None:
    assert names(shown(whole, size=(1280, 800))) == {}
    page = shown(whole, size=(1440, 900))
    assert names(page) == {}
    page.evaluate("graphkit.network.moveTo({ scale: 0.3, animation: false })")
    assert names(page)


def test_who_is_selected_is_named_before_all_others(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, size=PHONE)
    silent = next(id for id in circles(page) if id not in names(page))
    page.evaluate(f"graphkit.select({silent!r}, {{ focus: false }})")
    assert silent in names(page)


@pytest.mark.parametrize("net", ["relations", "positions", "events"])
def test_a_drawing_saved_on_a_telephone_has_every_name(shown: Shown, whole: Dossier, net: str) -> None:
    page = shown(whole, size=PHONE, hash=f"#net={net}")
    text = words(drawing(page))
    for label in ("Russia", "Ukraine", "Fidan", "Medinsky", "Yermak", "Trump"):
        assert label in text
