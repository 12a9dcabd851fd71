"""The report where there is little room: in another page's frame, and on a telephone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graphkit.dossier.dossier import Dossier
from tests.browser.conftest import Shown
from tests.report.made import talks

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = (390, 844)


def box(page: Page, selector: str) -> dict[str, float]:
    """Where an element stands in the window."""
    found = page.locator(selector).bounding_box()
    assert found is not None
    return dict(found)


# ---- in a frame ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["network", "matrix", "evidence"])
@pytest.mark.parametrize("size", [(700, 450), (900, 600), (901, 600), PHONE])
def test_embedded_the_view_ends_where_the_line_on_its_source_begins(
    shown: Shown, whole: Dossier, view: str, size: tuple[int, int]
) -> None:
    page = shown(whole, hash=f"?embed#view={view}", size=size)
    seen, line = box(page, f"#view-{view}"), box(page, "#from-where")
    assert seen["y"] + seen["height"] <= line["y"] + 1
    assert line["y"] + line["height"] <= size[1] + 1


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_embedded_the_line_on_the_source_is_whole_at_any_width(shown: Shown, width: int) -> None:
    licensed = replace(talks(), manifest=talks().manifest.model_copy(update={"licence": "CC-BY-4.0"}))
    page = shown(licensed, hash="?embed#view=matrix", size=(width, 600))
    text = page.locator("#from-where span")
    assert "Made with graphkit" in (text.text_content() or "")
    assert text.evaluate(
        "each => each.scrollWidth <= each.clientWidth && getComputedStyle(each).overflow === 'visible'"
    )
    line = box(page, "#from-where")
    assert line["x"] + line["width"] <= width


def test_embedded_with_its_legend_a_narrow_picture_keeps_the_width(shown: Shown) -> None:
    page = shown(talks(), hash="?embed=legend#view=network", size=PHONE)
    assert box(page, "#view-network")["width"] == PHONE[0]
    assert box(page, "#legend")["y"] >= box(page, "#view-network")["height"]
