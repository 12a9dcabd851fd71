"""Take the pictures of the docs: `python docs/screenshots.py [NAME ...]`, into docs/images or --folder.

Each is the real program in a real Chromium: a command writes a page, the page is opened, offline, and shown as a reader
would have it. Pictures are in 256 colours, so that none is large.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.conftest import CHROMIUM_ARGUMENTS, chromium  # noqa: E402  # found from here on
from tests.docs.blocks import DOCS, blocks  # noqa: E402
from tests.docs.place import furnish  # noqa: E402
from tests.docs.terminal import Terminal  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = DOCS / "images"
COLOURS = 256
SEED = "graphkit report seed/istanbul-2025 -o page.html"
ASSUMED = f"{SEED} --assume salience=50 --assume capability=50"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    Attributes
    ----------
    make : callable
        Makes the page in a folder and tells where it is.
    show : callable
        Brings the opened page to what is to be seen.
    size : (int, int)
        Of the window, in CSS pixels; the picture has 1.5 times as many.
    """

    make: Callable[[Path], Path]
    show: Callable[[Page], None]
    size: tuple[int, int] = (1280, 800)


def _by(command: str) -> Callable[[Path], Path]:
    """A page that one command writes as page.html."""

    def make(folder: Path) -> Path:
        Terminal(folder).command(command)
        return folder / "page.html"

    return make


def _tutorial(folder: Path) -> Path:
    """The report at the end of the tutorial."""
    terminal = Terminal(folder)
    for block in blocks(DOCS / "tutorial.md"):
        if not block.not_run:
            terminal.run(block)
    return folder / "weir.html"


def _tab(name: str) -> Callable[[Page], None]:
    """Turn to a tab of the report."""
    return lambda page: page.get_by_role("tab", name=name).click()


def _search(words: str) -> Callable[[Page], None]:
    """Find an actor by the words typed, and open what is known of it."""

    def show(page: Page) -> None:
        page.get_by_role("tab", name="Network").click()
        page.get_by_placeholder("Search").fill(words)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

    return show


def _rounds(page: Page) -> None:
    """Turn to one issue's scale, and open the rounds of the models on it."""
    page.evaluate("location.hash = 'view=scales&issue=issue:nato-membership'")
    page.get_by_text("Rounds of the models").click()


SHOTS = {
    "report-network": Shot(_by(SEED), _search("Fidan")),
    "report-matrix": Shot(_by(SEED), _tab("Matrix")),
    "report-scales": Shot(_by(ASSUMED), _rounds, size=(1280, 1250)),
    "report-timeline": Shot(_by(SEED), _tab("Timeline")),
    "tutorial-scales": Shot(_tutorial, _tab("Scales"), size=(1280, 530)),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: all of {', '.join(SHOTS)}")
    parser.add_argument("--folder", type=Path, default=IMAGES, help="where the pictures go; default: docs/images")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.names) - SHOTS.keys()):
        parser.error(f"no picture {', '.join(unknown)}; there are {', '.join(SHOTS)}")
    options.folder.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        for name in options.names or SHOTS:
            path = options.folder / f"{name}.png"
            path.write_bytes(_small(_taken(browser, SHOTS[name])))
            print(path)
    return 0


@contextmanager
def _browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_ARGUMENTS])
        yield browser
        browser.close()


def _taken(browser: Browser, shot: Shot) -> bytes:
    """The picture as Chromium gives it."""
    width, height = shot.size
    context = browser.new_context(
        offline=True,
        viewport={"width": width, "height": height},
        device_scale_factor=1.5,
        color_scheme="light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    with TemporaryDirectory() as name:
        page = context.new_page()
        page.goto(shot.make(furnish(Path(name))).as_uri())
        page.wait_for_function("() => window.graphkit !== undefined")
        shot.show(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(700)  # what moves comes to rest
        picture = page.screenshot(animations="disabled")
    context.close()
    return picture


def _small(picture: bytes) -> bytes:
    """The same in few colours, without loss of shape."""
    from PIL import Image

    out = io.BytesIO()
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    few = whole.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE, kmeans=2)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
