"""The views tell the same: picture, table, sheet and legend under every filter and on every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphkit.dossier.dossier import Dossier
from tests.browser.conftest import Shown
from tests.browser.test_report_page import text
from tests.browser.test_taking_away import rows

if TYPE_CHECKING:
    from playwright.sync_api import Page

OF_NETWORK = {"relations": "tie", "positions": "position", "events": "event"}
SEEN = """(kind) => {
  const { picture, edges } = graphkit;
  const seen = (id) => picture.plain.has(id) && !/^(gone|pale)/.test(picture.looks.get(id) ?? 'on');
  const keys = kind === 'event' ? [...picture.plain.keys()] : [...edges.values()].filter(({ id }) => seen(id))
    .map(({ id, ref }) => ref ?? id);
  return [...new Set(keys)].filter(key => key.startsWith(`${kind}:`) && seen(key)).sort();
}"""


def tabled(page: Page, box: str = "#table-body") -> list[str]:
    """The keys of the rows of a table."""
    found: list[str] = page.locator(f"{box} tbody tr[data-key]").evaluate_all(
        "all => all.map(each => each.dataset.key)"
    )
    return found


def again(page: Page, hash: str) -> Page:
    """The same page, opened anew at another address."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(address + hash)
    page.wait_for_function("() => window.graphkit !== undefined")
    return page


# ---- filters ---------------------------------------------------------------------------------------------------------

FILTERS = [
    "off=line:oppose",
    "off=line:support",
    "off=line:tie",
    "off=tie:heads",
    "off=kind:person",
    "off=kind:organization",
    "off=kind:issue",
    "off=kind:event",
    "off=camp:country:RU",
    "off=camp:country:",
    "issue=issue:ceasefire-30-days",
    "rel=B",
    "cred=2",
    "rel=A&ungraded=without",
    "from=2025-05-20",
    "until=2025-05-20",
    "day=2025-05-10",
]


@pytest.mark.parametrize("net", OF_NETWORK)
def test_picture_table_sheet_and_legend_leave_out_the_same_under_every_filter(
    shown: Shown, whole: Dossier, net: str
) -> None:
    kind = OF_NETWORK[net]
    page = shown(whole, hash=f"#net={net}&as=table")
    every = len(tabled(page))
    assert every == len(whole.of_kind(kind))
    for each in FILTERS:
        page = again(page, f"#net={net}&as=table&{each}")
        found = tabled(page)
        assert sorted(found) == page.evaluate(SEEN, kind), each
        assert [f"{kind}:{row['id']}" for row in rows(page)] == found, each
        said = text(page.locator("#shown"))
        out = every - len(found)
        if not each.startswith("day"):
            assert (f" {out} {kind}" in said) == (out > 0), each
