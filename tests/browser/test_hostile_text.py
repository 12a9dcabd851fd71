"""Every text field filled with strings that broke other programs: they load, render and show as the text they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import (
    RECORD_KINDS,
    Actor,
    Event,
    Issue,
    Judgement,
    Manifest,
    Position,
    Proposal,
    Record,
    Source,
    Tie,
)
from graphkit.report.arrange import View
from tests.browser.conftest import Opened

OWN = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u2028\u2029",
    "a\x00b\x7f\x85c",
    "{{ 7 * 7 }}",
    "-->",
]

# What a reader would see, as the page's own elements say it; returns the fields that say something else.
COMPARE = """(texts) => {
  const wrong = [];
  const body = document.getElementById('panel-body');
  const expect = (what, i, found) => { if (found !== texts[i]) wrong.push([what, i, texts[i], found]); };
  const all = (selector) => [...body.querySelectorAll(selector)].map(each => each.textContent);
  texts.forEach((text, i) => {
    graphkit.select(`actor:a${i}`);
    expect('name', i, body.querySelector('h2').textContent);
    expect('role', i, body.querySelector('.role').textContent);
    expect('claim', i, body.querySelector('.claim').textContent);
    if (!all('section:first-of-type cite').every(each => each === text)) wrong.push(['title', i, text]);
    if (!all('section:first-of-type .evidence .note').every(each => each === text)) wrong.push(['why', i, text]);
    const facts = [...body.querySelectorAll('dl > div')].map(row => [...row.children].map(each => each.textContent));
    if (!facts.some(([term, found]) => term === 'Note' && found === text)) wrong.push(['note', i, text]);
    if (!facts.some(([term, found]) => term === 'Also' && found === text)) wrong.push(['alias', i, text]);
    graphkit.show(`issue:i${i}`);
    expect('issue', i, body.querySelector('h2').textContent);
    expect('question', i, body.querySelector('.role').textContent);
    graphkit.show(`event:e${i}`);
    expect('event', i, body.querySelector('h2').textContent);
    expect('outcome', i, body.querySelector('.role').textContent);
    graphkit.show(`source:s${i}`);
    expect('source', i, body.querySelector('h2').textContent);
    graphkit.show(`tie:t${i}`);
    graphkit.show(`proposal:p${i}`);
    expect('proposal', i, body.querySelector('h2').textContent);
  });
  return wrong;
}"""


def filled(texts: list[str]) -> Dossier:
    """A dossier that says each of `texts` in every field that takes a text."""
    made = [record for i, text in enumerate(texts) for record in saying(text, i, len(texts))]
    kinds: dict[str, Any] = {
        f"{kind.name_of_kind}s": Records(record for record in made if isinstance(record, kind)) for kind in RECORD_KINDS
    }
    return Dossier(Manifest(id="hostile", title=texts[0], summary=texts[0], licence=texts[0]), **kinds)


def saying(text: str, i: int, total: int) -> Iterator[Record]:
    """One record of each kind, with `text` wherever a text may stand."""
    who, what, when, where = f"a{i}", f"i{i}", f"e{i}", f"s{i}"
    shown = {"note": text, "evidence": [{"source": where, "note": text}]}
    names = {"name": text, "short": text, "aliases": [text], "description": text, "public_role": text, "note": text}
    said = {"stance": "support", "claim": text, "conditions": [{"text": text}], "valid": "2025", "event": when}
    held = {"kind": "talks", "date": "2025", "place": text, "outcome": text, "code": text}
    answer = {"actor": who, "answer": "reject", **shown}
    asked = {"by": who, "date": "2025", "terms": [{"issue": what, "text": text}], "responses": [answer]}
    judged = {"quantity": "salience", "value": 5, "coder": "me", "note": text}
    scale = {"low": text, "high": text}
    fields: dict[type[Record], dict[str, Any]] = {
        Actor: {"id": who, "kind": "person", **names},
        Tie: {"id": f"t{i}", "from": who, "to": f"a{(i + 1) % total}", "kind": "heads", **shown},
        Issue: {"id": what, "name": text, "question": text, "scale": scale, "note": text},
        Position: {"id": f"q{i}", "actor": who, "issue": what, **said, **shown},
        Judgement: {"id": f"j{i}", "actor": who, "issue": what, **judged},
        Proposal: {"id": f"p{i}", "name": text, **asked, **shown},
        Event: {"id": when, "name": text, "participants": [{"actor": who, "role": "host"}], **held, **shown},
        Source: {"id": where, "title": text, "publisher": text, "author": text, "kind": "other", "note": text},
    }
    for kind, values in fields.items():
        yield kind.model_validate(values)


def strings(shared: Path) -> list[str]:
    """The naughty strings that are not blank, which no field takes."""
    found = json.loads((shared / "data" / "bad" / "blns.json").read_text("utf-8"))
    return [*OWN[:2], *(text for text in [*OWN[2:], *found] if text.strip())]


@pytest.mark.shared
@pytest.mark.parametrize("part", range(5))
def test_every_hostile_string_in_every_field_shows_as_text(
    opened: Opened, shared: Path, part: int, page_errors: list[str], page_requests: list[str]
) -> None:
    texts = strings(shared)[part::5]
    assert texts
    view: View = get_args(View)[part % 3]
    page = opened(filled(texts), view=view, title=texts[-1])
    assert page.evaluate(COMPARE, texts) == []
    assert (
        page.locator("h1").text_content() == " ".join(texts[-1].split())
        or page.locator("h1").text_content() == texts[-1]
    )
    page.evaluate("graphkit.select(null)")
    page.get_by_role("button", name="Table").click()
    for button in page.locator("#table-tabs button").all():
        button.click()
        assert page.locator("#table-body tbody tr").count() == len(texts)
    for text in texts[::9]:
        typed = " ".join(text.split())
        page.get_by_role("combobox", name="Search").fill(typed)
        if typed == text:
            assert (
                text in page.get_by_role("option").locator(".name").all_text_contents()
                or page.get_by_role("option").count() == 12
            )
    page.get_by_role("button", name="Picture").click()
    for i in range(0, len(texts), 20):
        at = page.evaluate(f"graphkit.network.canvasToDOM(graphkit.network.getPosition('actor:a{i}'))")
        page.locator("#picture").hover(position={"x": max(1, at["x"]), "y": max(1, at["y"])}, force=True)
    assert page.evaluate("violations") == []
    assert page_errors == []
    assert len(page_requests) == 1
