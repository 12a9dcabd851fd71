"""A question's header is its signature: what is read from it, and what is refused where."""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.questions import answers
from graphkit.store.files import cypher_folder
from graphkit.store.questions import (
    ALWAYS,
    BadQuestion,
    Parameter,
    Question,
    question_in,
    questions,
    read_question,
    read_value,
)

WHO = """\
// title: Who blocks an issue?
// Actors that oppose one issue,
// hardest first.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire
// param answer: one of accept, reject, default reject
// param days: whole number, default 90
// param bloc: actor id, default all
// returns actor, stance,
//   since

MATCH (n) RETURN n.id AS actor
"""


def written(folder: Path, text: str, name: str = "who-blocks") -> Path:
    path = folder / f"{name}.cypher"
    path.write_text(text, "utf-8")
    return path


def test_a_header_tells_title_description_parameters_and_columns(tmp_path: Path) -> None:
    path = written(tmp_path, WHO)
    assert read_question(path) == Question(
        name="who-blocks",
        title="Who blocks an issue?",
        description="Actors that oppose one issue, hardest first.",
        parameters=(
            Parameter("issue", "issue id", "issue id, e.g. issue:ceasefire", example="issue:ceasefire"),
            Parameter(
                "answer",
                "one of",
                "one of accept, reject, default reject",
                default="reject",
                required=False,
                choices=("accept", "reject"),
            ),
            Parameter("days", "whole number", "whole number, default 90", default=90, required=False),
            Parameter("bloc", "actor id", "actor id, default all", required=False),
        ),
        columns=("actor", "stance", "since"),
        text=WHO,
        path=path,
    )


REFUSALS = {
    "no title": ("// title: Who blocks an issue?\n", "", 1, "the first line gives the title"),
    "a title that asks nothing": ("an issue?", "an issue.", 1, "asks nothing"),
    "no description": (
        "// Actors that oppose one issue,\n// hardest first.\n",
        "",
        2,
        "no description; say under the title",
    ),
    "no days": ("// param dossier, as_of, known_on: always\n", "", 4, "the first parameters are the same"),
    "an unknown kind": ("issue id, e.g. issue:ceasefire", "colour", 5, "'colour' is no kind of parameter"),
    "a parameter without a kind": ("param issue: issue id, e.g. issue:ceasefire", "param issue", 5, "is no parameter"),
    "a line that is none": ("// param days:", "// days:", 7, "is no parameter"),
    "a repeated parameter": ("// param days:", "// param issue:", 7, "a second parameter 'issue'"),
    "a parameter that all have": ("// param days:", "// param as_of:", 7, "a second parameter 'as_of'"),
    "an example of another kind": ("issue:ceasefire", "actor:putin", 5, "'actor:putin' is no issue id"),
    "a default of another kind": ("default 90", "default soon", 7, "'soon' is no whole number"),
    "a default that is no choice": ("default reject", "default perhaps", 6, "'perhaps' is none of accept, reject"),
    "no columns": ("// returns actor, stance,\n//   since\n", "", 8, "the header ends with the columns"),
    "a column that is no word": ("actor, stance", "actor, The Stance", 9, "the header ends with the columns"),
    "a repeated column": ("actor, stance", "actor, since", 9, "a column is named twice"),
    "no query": ("MATCH (n) RETURN n.id AS actor\n", "", 10, "a header without a query"),
}


@pytest.mark.parametrize(("old", "new", "line", "said"), REFUSALS.values(), ids=REFUSALS)
def test_a_broken_header_is_refused_at_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in WHO
    path = written(tmp_path, WHO.replace(old, new, 1))
    with pytest.raises(BadQuestion, match=re.escape(said)) as refused:
        read_question(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")


def test_an_empty_file_and_a_misnamed_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="empty\\.cypher:1: the first line gives the title"):
        read_question(written(tmp_path, "", "empty"))
    with pytest.raises(BadQuestion, match="a question is named in small letters"):
        read_question(written(tmp_path, WHO, "Who Blocks"))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("issue id", "issue:toll", "issue:toll"),
        ("issue id", "toll", "issue:toll"),
        ("day", "2025-06-02", date(2025, 6, 2)),
        ("whole number", "-3", -3),
        ("number", "12.5", 12.5),
        ("text", "any: thing", "any: thing"),
    ],
)
def test_a_text_is_read_as_its_kind(kind: str, text: str, value: object) -> None:
    assert read_value(Parameter("x", kind, kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("issue id", "actor:putin"),
        ("issue id", "A toll"),
        ("issue id", ""),
        ("day", "2025-02-30"),
        ("day", "2025"),
        ("whole number", "1.5"),
        ("whole number", "١"),
        ("number", "nan"),
    ],
)
def test_a_text_of_another_kind_is_refused_with_what_would_be_right(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match="write one such as"):
        read_value(Parameter("x", kind, kind), text)


LINES = st.sampled_from(WHO.splitlines()) | st.text(max_size=20).map("// {}".format) | st.text(max_size=20)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_any_header_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        read = question_in(text, Path("q.cypher"))
    except BadQuestion as refused:
        said = str(refused)
    else:
        said = f"q.cypher:{len(read.columns)}: columns"
    assert re.match(r"q\.cypher:[1-9][0-9]*: ", said)


def test_the_library_is_in_order_of_name_and_has_a_twin_for_each() -> None:
    assert list(questions()) == sorted(questions())
    assert len(questions()) >= 28
    assert answers().keys() == questions().keys()
    assert {path.stem for path in cypher_folder("questions").iterdir()} == set(questions())


@pytest.mark.parametrize("name", questions())
def test_a_twin_takes_the_parameters_of_the_header_with_their_defaults(name: str) -> None:
    taken = list(inspect.signature(answers()[name]).parameters.values())[1:]
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in taken)
    defaults = {each.name: each.default for each in taken}
    told = {
        each.name: inspect.Parameter.empty if each.required else each.default for each in questions()[name].parameters
    }
    assert defaults == told


@pytest.mark.parametrize("name", questions())
def test_a_query_uses_every_parameter_of_its_header_and_no_other(name: str) -> None:
    question = questions()[name]
    query = "\n".join(line for line in question.text.splitlines() if not line.startswith("//"))
    used = set(re.findall(r"\$([a-z_]+)", query))
    own = {each.name for each in question.parameters}
    assert own <= used <= own | set(ALWAYS)
    assert "dossier" in used
    assert "known_on" in used


@pytest.mark.parametrize("name", questions())
def test_a_claim_is_never_told_without_its_status_and_sources(name: str) -> None:
    columns = set(questions()[name].columns)
    if "stance" in columns:
        assert {"status", "attributed_by"} <= columns
        assert columns & {"sources", "evidence"}
    assert all(line == line.rstrip() and len(line) <= 120 for line in questions()[name].text.splitlines())
