"""How the page looks: each view beside the picture of it that was looked at, within a tolerance.

The references in tests/browser/looks are written anew by `pytest tests/browser/test_looks.py --retake`; look at each
before it is committed.  The browser of these tests knows one family of fonts, DejaVu, which matplotlib brings along, so
that the machine's own do not matter.  Compared are the mean colours of cells of 16 by 16 pixels: another smoothing of
letters changes these by a few steps of 255, a name that is missing, moved or of another colour by tens.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageChops

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.files import write_text
from graphkit.report.page import render
from graphkit.report.whole import report
from tests.conftest import CHROMIUM_ARGUMENTS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOOKS = Path(__file__).parent / "looks"
COLOURS = 64  # of a reference, so that it is small
CELL = 16
TOLERANCE = 24  # steps of 255, of any cell's red, green or blue
ASSUMED = {"salience": 50.0, "capability": 50.0}


@dataclass(frozen=True, slots=True)
class Look:
    """One state of the page, in one window.

    Attributes
    ----------
    hash : str
        The page's address.
    size : (int, int)
        Of the window, in CSS pixels.
    media : dict
        What the browser is asked to prefer.
    written : dict
        Arguments of the report.
    """

    hash: str = ""
    size: tuple[int, int] = (1280, 800)
    media: dict[str, Any] = field(default_factory=dict)
    written: dict[str, Any] = field(default_factory=dict)


DARK: dict[str, Any] = {"color_scheme": "dark"}
PRINT: dict[str, Any] = {"media": "print"}
PHONE = (390, 844)
LOOK = {
    "network": Look(),
    "network-dark": Look(media=DARK),
    "network-phone": Look(size=PHONE),
    "network-around-one": Look("#ego=actor:russia&select=actor:russia"),
    "positions": Look("#net=positions"),
    "events": Look("#net=events"),
    "matrix": Look("#view=matrix"),
    "matrix-dark": Look("#view=matrix", media=DARK),
    "scales": Look("#view=scales", written={"assume": ASSUMED}),
    "scales-phone": Look("#view=scales", size=PHONE),
    "timeline": Look("#view=timeline"),
    "timeline-earlier": Look("#view=timeline&day=2025-05-20"),
    "evidence": Look("#view=evidence"),
    "story": Look("#step=2"),
    "print": Look("#view=matrix", size=(1040, 720), media=PRINT),
}


@pytest.fixture(scope="module")
def plain_browser(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium beside the other one, with one family of fonts."""
    import matplotlib as mpl

    folder = tmp_path_factory.mktemp("fonts")
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    known = folder / "fonts.conf"
    known.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir>"
        + "".join(
            f"<alias><family>{name}</family><prefer><family>{face}</family></prefer></alias>"
            for name, face in (("sans-serif", "DejaVu Sans"), ("monospace", "DejaVu Sans Mono"))
        )
        + "</fontconfig>",
        "utf-8",
    )
    alone = browser.browser_type.launch(
        executable_path=chromium(),
        args=[*CHROMIUM_ARGUMENTS, "--font-render-hinting=none"],
        env={**os.environ, "FONTCONFIG_FILE": str(known)},
    )
    yield alone
    alone.close()


@pytest.fixture
def looked_at(plain_browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page as a look has it, and wait until it rests."""
    contexts = []

    def looked_at(look: Look, html: str) -> Page:
        path = tmp_path / "talks.html"
        write_text(path, html)
        width, height = look.size
        context = plain_browser.new_context(
            offline=True,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
        )
        contexts.append(context)
        page = context.new_page()
        page.emulate_media(**look.media)
        page.goto(path.as_uri() + look.hash)
        page.wait_for_function("() => window.graphkit !== undefined")
        page.mouse.move(0, 0)
        page.wait_for_timeout(600)  # what moves comes to rest
        return page

    yield looked_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", LOOK)
def test_a_view_looks_as_it_did_when_somebody_looked_at_it(
    name: str, whole: Dossier, looked_at: Callable[..., Page], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    look = LOOK[name]
    compare(f"{name}.png", taken(looked_at(look, report(whole, **look.written))), request, tmp_path)


def test_a_page_of_one_view_looks_as_it_did(
    seed: Dossier, looked_at: Callable[..., Page], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    compare("render.png", taken(looked_at(Look(), render(seed, view="relations"))), request, tmp_path)


def test_every_reference_is_of_a_view_that_is_looked_at() -> None:
    assert {path.stem for path in LOOKS.iterdir()} == {*LOOK, "render"}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param("th.querySelector('.name').textContent = ''", id="a name that is missing"),
        pytest.param("td.querySelector('.glyph').className = 'glyph oppose'", id="a stance of another colour"),
        pytest.param("th.style.paddingLeft = '24px'", id="a name that has moved"),
    ],
)
def test_the_comparison_sees_a_small_change(changed: str, whole: Dossier, looked_at: Callable[..., Page]) -> None:
    page = looked_at(LOOK["matrix"], report(whole))
    before = taken(page)
    assert most_apart(before, taken(page)) <= TOLERANCE / 4
    page.evaluate(
        "() => { const td = document.querySelector('.matrix tbody .glyph.support').closest('td');"
        f" const th = td.closest('tr').querySelector('th'); {changed}; }}"
    )
    assert most_apart(before, taken(page)) > TOLERANCE


def taken(page: Page) -> Image.Image:
    """What the window shows."""
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def compare(name: str, picture: Image.Image, request: pytest.FixtureRequest, folder: Path) -> None:
    """Hold a picture against its reference, or make it the reference."""
    path = LOOKS / name
    if request.config.getoption("--retake"):
        few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE, kmeans=2)
        few.save(path, optimize=True)
        return
    reference = Image.open(path).convert("RGB")
    assert picture.size == reference.size
    apart = most_apart(reference, picture)
    if apart > TOLERANCE:
        picture.save(folder / name)
        pytest.fail(
            f"{name} differs by up to {apart} of 255 in a cell, where {TOLERANCE} are let pass; it is {folder / name} "
            f"now. If that is how it should look: pytest {Path(__file__).name} --retake"
        )


def most_apart(one: Image.Image, other: Image.Image) -> int:
    """The largest difference between the mean colours of a cell, in steps of 255."""
    difference = ImageChops.difference(one.reduce(CELL), other.reduce(CELL))
    return int(np.asarray(difference).max())
