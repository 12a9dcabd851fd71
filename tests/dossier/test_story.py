"""The story of a dossier: how it is read, what its steps set the page to, and what its Markdown becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.cache import examine as examine_cached
from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from graphkit.dossier.prose import TAGS, plain_text, refused_links, tree_of
from graphkit.dossier.story import Step, parts_of, state_of

ACTORS = "- {id: ann, name: Ann, kind: person}\n"


def told(folder: Path, story: str) -> tuple[Any, list[str]]:
    """A dossier of one actor with this story, and its problems."""
    for name, text in {"dossier.yaml": "id: d\ntitle: D\n", "actors.yaml": ACTORS, "story.yaml": story}.items():
        (folder / name).write_text(text, "utf-8")
    dossier, problems = examine(folder)
    return dossier, [str(problem).removeprefix(f"{folder}/") for problem in problems]


def step(**words: Any) -> Step:
    return Step.model_validate({"title": "A step", "text": "Words.", **words})


def test_the_steps_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    dossier, problems = told(tmp_path, "- {title: One, text: First, actor: ann}\n- {title: Two, text: Then}\n")
    assert problems == []
    assert [(each.title, each.actor) for each in dossier.story] == [("One", "ann"), ("Two", None)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("view: matrx", "story.yaml:3:9 R104 'matrx' is not one of network, matrix, scales, timeline, evidence; "),
        ("day: 2025-02-30", "story.yaml:3:8 R105 '2025-02-30' "),
        ("actor: anne", "story.yaml:3:10 Y103 no actor 'anne'; did you mean 'ann'?"),
        ("select: cell:ann+toll", "story.yaml:3:11 Y103 no issue 'toll'; none is declared"),
        ("hide: persons", "story.yaml:3:9 R104 'persons' is not one of person, "),
        ("veiw: matrix", "story.yaml:3:3 R102 unknown key 'veiw'; did you mean 'view'?"),
    ],
)
def test_a_wrong_word_in_a_step_is_a_problem_at_its_place(words: str, message: str, tmp_path: Path) -> None:
    _, problems = told(tmp_path, f"- title: One\n  text: First\n  {words}\n")
    assert len(problems) == 1
    assert problems[0].startswith(message)


def test_the_story_is_no_part_of_what_the_dossier_says(tmp_path: Path) -> None:
    without = told(tmp_path, "")[0]
    within = told(tmp_path, "- {title: One, text: First}\n")[0]
    assert within.story
    assert not without.story
    assert without == within
    assert version(without) == version(within)


def test_a_story_is_kept_in_the_cache(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setattr("graphkit.dossier.cache.WORTH_IT_FROM", 0)
    story = told(tmp_path, "- {title: One, text: First, hide: person}\n")[0].story
    assert [examine_cached(tmp_path)[0].story for _ in range(2)] == [story, story]


def test_what_a_step_says_goes_before_its_address() -> None:
    found = state_of(step(address="d.html#view=scales&issue=issue:toll&select=actor:b", view="matrix", actor="a"))
    assert found == {"view": "matrix", "issue": "issue:toll", "select": "actor:a"}


def test_a_step_that_says_nothing_leaves_the_page_as_at_the_start() -> None:
    assert state_of(step()) == {}
    assert state_of(step(show="picture", ungraded="with")) == {"as": "", "ungraded": ""}


@given(st.dictionaries(st.sampled_from(["view", "day", "select", "off"]), st.text(), min_size=2))
def test_an_address_is_taken_apart_as_it_was_put_together(parts: dict[str, str]) -> None:
    from urllib.parse import quote

    assert parts_of("#" + "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items())) == parts


# ---- Markdown --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](data:text/html,x)",
        "<javascript:alert(1)>",
        "[x](&#106;avascript:alert(1))",
        "[x](//evil.example)",
        "[x](https:evil)",
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_nothing_but_a_web_address_becomes_a_link(text: str) -> None:
    assert not [node for node in _all(tree_of(text)) if "href" in node]


def test_html_is_shown_as_it_was_written() -> None:
    assert plain_text(tree_of("a <b onclick='x'>b</b>\n\n<!-- c -->")) == "a <b onclick='x'>b</b>\n<!-- c -->"


def test_an_image_is_at_most_a_link_to_it() -> None:
    (paragraph,) = tree_of("![alt](https://a.example/x.png)")
    assert paragraph == {"tag": "p", "in": ["!", {"tag": "a", "in": ["alt"], "href": "https://a.example/x.png"}]}


def test_a_link_that_will_not_be_one_is_named() -> None:
    assert refused_links("[a](minutes.html)\n\n<mailto:a@b.example> [c](https://c.example)") == [
        "minutes.html",
        "mailto:a@b.example",
    ]


@given(st.text("*_`[]()<>#-> \n!&:/\\ab1."))
def test_any_text_becomes_nodes_of_known_tags_and_brings_in_no_letter(text: str) -> None:
    nodes = tree_of(text)
    assert {node["tag"] for node in _all(nodes)} <= set(TAGS)
    assert sum(map(plain_text(nodes).count, "ab")) <= sum(map(text.count, "ab"))


def test_the_story_of_the_seed_is_six_steps_without_a_problem() -> None:
    dossier, problems = examine(bundled_dossier("istanbul-2025"))
    assert problems == []
    assert len(dossier.story) == 6


def _all(nodes: list[Any]) -> list[dict[str, Any]]:
    """Every element among nodes, at any depth."""
    return [each for node in nodes if isinstance(node, dict) for each in (node, *_all(node["in"]))]
