from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.files import write_text
from graphkit.dossier.reader import read
from graphkit.report.page import render
from graphkit.report.whole import report
from tests.report.web import web

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["web"]
Opened = Callable[..., "Page"]
Shown = Callable[..., "Page"]


@pytest.fixture(scope="session")
def seed() -> Dossier:
    """The Istanbul dossier on its own day."""
    return at(read(bundled_dossier("istanbul-2025"))[0])


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Opened:
    """Render a dossier, open the page in a window of 1440 x 900, and wait until it stands."""

    def opened(dossier: Dossier, *, view: Any = "relations", hash: str = "", **more: Any) -> Page:
        path = tmp_path / f"{view}.html"
        write_text(path, render(dossier, view=view, **more))
        page.set_viewport_size({"width": 1440, "height": 900})
        page.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));"
        )
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
        page.goto(path.as_uri() + hash)
        page.wait_for_function("() => window.graphkit !== undefined")
        return page

    return opened


@pytest.fixture(scope="session")
def whole() -> Dossier:
    """The Istanbul dossier, not cut to a day."""
    return read(bundled_dossier("istanbul-2025"))[0]


@pytest.fixture
def shown(page: Page, tmp_path: Path) -> Shown:
    """Write the report of a dossier, open it at an address and wait until it stands."""

    def shown(dossier: Dossier, *, hash: str = "", size: tuple[int, int] = (1280, 800), **more: Any) -> Page:
        path = tmp_path / "talks.html"
        write_text(path, report(dossier, **more))
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));"
        )
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
        page.goto("about:blank")
        page.goto(path.as_uri() + hash)
        page.wait_for_function("() => window.graphkit !== undefined")
        return page

    return shown
