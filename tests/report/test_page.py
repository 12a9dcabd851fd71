from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Manifest
from graphkit.report.arrange import View
from graphkit.report.packed import unpacked
from graphkit.report.page import render
from tests.report.made import talks

VIEWS: tuple[View, ...] = get_args(View)
every_view = pytest.mark.parametrize("view", VIEWS)


def data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    result: dict[str, Any] = unpacked(json.loads(found[1]))
    return result


class Parts(HTMLParser):
    """The tags of a page and the text of its style and script, and of the style for where none runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag in ("style", "script") and "type" not in attributes:
            still = tag == "style" and self.tags[-2][0] == "noscript"
            self.texts.setdefault("still" if still else tag, data)


@every_view
def test_the_same_dossier_gives_the_same_bytes(view: View) -> None:
    assert render(talks(), view=view) == render(talks(), view=view)


@every_view
def test_the_order_of_records_in_the_files_does_not_show(view: View) -> None:
    given = talks()
    kinds = ("actors", "ties", "issues", "positions", "proposals", "events", "sources")
    changes: dict[str, Any] = {kind: Records(reversed(list(getattr(given, kind)))) for kind in kinds}
    turned = replace(given, **changes)
    assert render(turned, view=view) == render(given, view=view)


def test_a_seed_decides_the_layout() -> None:
    spots = [
        [(node["x"], node["y"]) for node in data(render(talks(), seed=seed))["picture"]["nodes"]] for seed in (1, 2)
    ]
    assert len(spots[0]) == len(spots[1]) == 6


@every_view
def test_the_page_names_no_address_but_those_of_its_sources(view: View) -> None:
    html = render(talks(), view=view)
    parts = Parts(html)
    named = {attrs[name] for _, attrs in parts.tags for name in ("href", "src", "action", "srcset") if name in attrs}
    assert named == {"https://paper.example/talks?a=1&b=2", "#view-network"}
    for style in ("style", "still"):
        assert "url(" not in parts.texts[style]
        assert "@import" not in parts.texts[style]
    assert re.findall(r"https?://[^\"'\s)<`]+", parts.texts["script"]) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"https?://[^\"]+", json.dumps(data(html)))) == {"https://paper.example/talks?a=1&b=2"}


@every_view
def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(view: View) -> None:
    parts = Parts(render(talks(), view=view))
    policies = [tag["content"] for _, tag in parts.tags if tag.get("http-equiv") == "Content-Security-Policy"]
    digests = {
        name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for name, text in parts.texts.items()
    }
    own = f"script-src 'sha256-{digests['script']}'; style-src 'sha256-{digests['style']}' 'sha256-{digests['still']}'"
    rest = "img-src data: blob:; base-uri 'none'; form-action 'none'"
    types = "require-trusted-types-for 'script'; trusted-types 'none'"
    assert policies == [f"default-src 'none'; {own}; {rest}; {types}"]


def test_the_page_has_a_doctype_a_language_a_title_and_its_encoding() -> None:
    html = render(talks(), title="Talks & <b>more</b>")
    assert html.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert "<title>Talks &amp; &lt;b&gt;more&lt;/b&gt;: relations</title>" in html


def test_the_header_says_the_day_and_what_is_drawn_and_left_out() -> None:
    html = render(talks(), known_on=date(2025, 7, 1))
    assert "as of 2 June 2025, as known on 1 July 2025" in html
    assert "Drawn: 6 actors, 3 ties, 2 pairs who agree and 2 who disagree." in html
    assert "Not drawn: 1 conditional or neutral position, which take no side." in html


def test_parallel_lines_between_two_actors_are_all_kept_and_bend_apart() -> None:
    edges = data(render(talks()))["picture"]["edges"]
    between = [edge for edge in edges if {edge["from"], edge["to"]} == {"actor:north", "actor:south"}]
    assert sorted(edge["line"] for edge in between) == ["agreement", "conflict"]
    assert between[0]["smooth"]["type"] != between[1]["smooth"]["type"]
    ties = [edge for edge in edges if {edge["from"], edge["to"]} == {"actor:envoys", "actor:south"}]
    assert [edge["id"] for edge in ties] == ["agreement:envoys+south", "tie:three", "tie:two"]
    bends = {json.dumps(edge.get("smooth"), sort_keys=True) for edge in ties}
    assert len(bends) == 3


def test_a_computed_line_names_the_issues_and_the_positions_behind_it() -> None:
    edges = {edge["id"]: edge for edge in data(render(talks()))["picture"]["edges"]}
    assert edges["conflict:north+south"]["facts"] == [["issue:truce", ["position:n-truce", "position:s-truce"]]]
    assert edges["agreement:north+south"]["facts"] == [
        ["issue:exchange", ["position:n-exchange", "position:s-exchange"]]
    ]


def test_no_line_differs_from_another_by_colour_alone() -> None:
    from graphkit.report.style import LINES

    groups = [("agreement", "conflict", "tie"), ("support", "oppose", "conditional", "neutral")]
    for group in groups:
        looks = [(LINES[line].dashes, LINES[line].arrow) for line in group]
        assert len(set(looks)) == len(looks)


@every_view
def test_the_legend_shows_exactly_what_occurs(view: View) -> None:
    shown = data(render(talks(), view=view))
    entries = {entry["key"]: entry["count"] for entry in shown["legend"]["entries"]}
    picture = shown["picture"]
    for name, items in (("kind", picture["nodes"]), ("camp", picture["nodes"]), ("line", picture["edges"])):
        occurring = [item[name] for item in items if item.get(name)]
        assert {key for key in entries if key.startswith(f"{name}:")} == {f"{name}:{each}" for each in occurring}
        assert sum(count for key, count in entries.items() if key.startswith(f"{name}:")) == len(occurring)


def test_without_script_every_position_stands_in_a_table_with_its_sources() -> None:
    html = render(talks())
    table = html[html.rindex("<noscript>") : html.rindex("</noscript>")]
    assert table.count("<tr><td>") == len(talks().positions)
    assert 'The wire, Wire, grade B2, via <a href="https://paper.example/talks?a=1&amp;b=2"' in table


@every_view
def test_an_empty_dossier_still_makes_a_page(view: View) -> None:
    html = render(Dossier(Manifest(id="empty", title="Nothing yet")), view=view)
    assert data(html)["picture"]["nodes"] == []


def test_text_that_looks_like_markup_stays_text() -> None:
    title = "</script><script>alert(1)</script>\u2028"
    manifest = talks().manifest.model_copy(update={"title": title})
    html = render(replace(talks(), manifest=manifest))
    assert "<script>alert" not in html
    assert data(html)["dossier"]["title"] == title


def test_a_page_is_utf8_with_plain_line_ends_whatever_the_locale(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from graphkit.dossier.files import write_text;"
        "from graphkit.report.page import render;"
        "from tests.report.made import talks; write_text(Path(sys.argv[1]), render(talks()))"
    )
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    target = tmp_path / "page.html"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script, target], check=True, env={**os.environ, **plain}, cwd=root)
    content = target.read_bytes()
    assert "Зюйдланд" in content.decode("utf-8")
    assert b"\r" not in content
    assert content.decode("utf-8") == render(talks())


def test_half_a_character_in_a_text_does_not_stop_the_page(tmp_path: Path) -> None:
    html = render(talks(), title="half \ud83d")
    assert "<h1>half ?</h1>" in html.encode().decode()
