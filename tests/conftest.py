"""What every test may ask for: the folder beside the checkout, and a page in a real Chromium that is offline."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

CHROMIUMS = ("/usr/bin/chromium", "chromium", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# A law is not false because the machine was busy.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--retake", action="store_true", help="write the pictures of tests/browser/looks anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the browser, and skip what needs the folder that is not there."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason=_no_shared()))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(_no_shared())
    return SHARED


def _no_shared() -> str:
    return "no folder ../shared beside the checkout"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for the whole run."""
    executable = chromium()
    if executable is None:
        _do_without("no Chromium found; install one, or name it in GRAPHKIT_CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _do_without("the Python package playwright is not installed")
    try:
        playwright = sync_playwright().start()
    except Exception as error:  # Playwright raises no class of its own where its driver cannot start
        _do_without(f"Playwright's driver does not start (on Debian it needs libatomic1): {error}")
    running = playwright.chromium.launch(executable_path=executable, args=[*CHROMIUM_ARGUMENTS])
    yield running
    running.close()
    playwright.stop()


def chromium() -> str | None:
    named = os.environ.get("GRAPHKIT_CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else CHROMIUMS))
    return next(filter(None, found), None)


def _do_without(reason: str) -> NoReturn:
    """Skip, except where nobody would read the skip."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def page_requests() -> list[str]:
    """The address of everything that `page` asked for, the opened file itself included."""
    return []


@pytest.fixture
def page_errors() -> list[str]:
    """Every error on the console of `page` and every exception that its scripts let escape."""
    return []


@pytest.fixture
def page(browser: Browser, page_requests: list[str], page_errors: list[str]) -> Iterator[Page]:
    """An empty page of its own, offline, that keeps a record of its requests and errors."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, locale="en-GB")

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            page_errors.append(message.text)

    context.on("request", lambda request: page_requests.append(request.url))
    context.on("console", note_error)
    context.on("weberror", lambda error: page_errors.append(str(error.error)))
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a report say whether its test needs a browser; the summary below counts those."""
    report = yield
    report.needs_browser = item.get_closest_marker("browser") is not None  # type: ignore[attr-defined]  # ours, new
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many browser tests were skipped, and why."""
    skipped = [report for report in terminalreporter.getreports("skipped") if getattr(report, "needs_browser", False)]
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} browser test{'s' * (count > 1)} skipped: {reason}", yellow=True)
