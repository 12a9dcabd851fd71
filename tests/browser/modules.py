"""The page's own modules in a browser, as they stand in web/src, for tests of their logic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

SOURCES = Path(__file__).parents[2] / "web" / "src"
HOST = "http://modules.test"
Call = Callable[..., Any]


def caller(page: Page) -> Call:
    """A function that runs an expression with a module's names in scope, and `given` as its argument."""

    def serve(route: Route) -> None:
        path = SOURCES / route.request.url.removeprefix(f"{HOST}/")
        if path.suffix == ".js":
            route.fulfill(body=path.read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Modules</title>", content_type="text/html")

    page.route(f"{HOST}/**", serve)
    page.goto(f"{HOST}/")

    def call(module: str, expression: str, given: Any = None) -> Any:
        code = f"async (given) => ({expression})(await import('{HOST}/{module}.js'), given)"
        return page.evaluate(code, given)

    return call
