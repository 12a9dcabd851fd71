"""What the README and the docs show works as it stands there: every block of code on every page is run."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from graphkit.cli.main import main as graphkit
from graphkit.store.questions import questions
from tests.docs.blocks import COMMANDS, DOCS, LANGUAGES, ROOT, Block, blocks, pages
from tests.docs.place import FILES, furnish
from tests.docs.terminal import ON_A_SERVER, Failed, Terminal, alike, commands_of

GENERATED = {DOCS / "reference" / f"{name}.md" for name in ("cli", "problems", "python", "questions", "records")}
HERE = [page for page in pages() if any(not block.not_run for block in blocks(page))]
EVERY = [block for page in pages() for block in blocks(page)]
FIRST_WORDS = re.compile(r"graphkit |make |cd |cp |echo |export |git |pip |uv |cat |\$ ")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def needs_a_server(page: Path) -> bool:
    """Whether tests/neo4j runs the page."""
    return any(
        ON_A_SERVER.match(command) or block.language == "cypher"
        for block in blocks(page)
        if not block.not_run and block.language in (*COMMANDS, "indented", "cypher")
        for command, _ in commands_of(block)
    )


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.delenv("GRAPHKIT_DOSSIER", raising=False)
    return Terminal(furnish(tmp_path))


@pytest.mark.parametrize("page", [page for page in HERE if not needs_a_server(page)], ids=named)
def test_every_block_of_a_page_runs_one_after_the_other(page: Path, terminal: Terminal) -> None:
    for block in blocks(page):
        if not block.not_run:
            terminal.run(block)


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_block_is_of_a_kind_that_is_run_or_is_no_code(page: Path) -> None:
    for block in blocks(page):
        assert block.language in (*LANGUAGES, "indented"), f"{block}: a fence names one of {', '.join(LANGUAGES)}"
        if block.language == "indented" and not block.not_run:
            for command, _ in commands_of(block):
                assert FIRST_WORDS.match(command), f"{block}: no command: {command}; put it into a fence that says what"
        if block.language == "text" and page not in GENERATED:
            assert not re.search(rf"^({FIRST_WORDS.pattern}|>>> )", block.text, re.MULTILINE), f"{block}: that is code"
        if block.language == "console":
            assert block.text.startswith("$ "), f"{block}: a console begins with $ and a command"
        if block.language in ("csv", "diff"):
            assert block.file, f"{block}: the paragraph before ends with the name of its file and a colon"


@pytest.mark.parametrize("page", pages(), ids=named)
def test_no_command_stands_where_it_would_not_be_run(page: Path) -> None:
    run = {line.strip() for block in blocks(page) for line in block.text.split("\n")}
    set_apart = re.findall(r"^[ \t]+(?:\$ )?graphkit .*", page.read_text("utf-8"), re.MULTILINE)
    assert [line for line in set_apart if line.strip() not in run] == [], "in a list, perhaps: put it between fences"


def test_what_is_not_run_says_why() -> None:
    assert [str(block) for block in EVERY if block.not_run is not None and len(block.not_run.split()) < 3] == []


def test_a_file_that_pages_take_for_granted_is_used_on_one() -> None:
    shown = "".join(block.text for block in EVERY)
    assert [name for name in FILES if name not in shown] == []


def block(text: str, language: str = "console") -> Block:
    return Block(ROOT / "README.md", 1, language, text)


def test_a_command_that_fails_or_prints_something_else_fails_the_page(terminal: Terminal) -> None:
    terminal.run(block("$ graphkit questions who-blocks\n…\n"))
    for wrong in (
        "$ graphkit no-such-command\n",
        "$ graphkit no-such-command\n…\n",
        "$ graphkit questions who-blocks\nWho cares?\n",
        "$ false\n",
    ):
        with pytest.raises(Failed):
            terminal.run(block(wrong))
    for language, wrong in (("python", ">>> 1 + 1\n3\n"), ("yaml", "- actro: a\n"), ("sh", "make nothing\n")):
        with pytest.raises(Failed):
            terminal.run(block(wrong, language))


def test_dots_stand_for_anything() -> None:
    assert alike("a\nb\nc d", "a\n…\nc …")
    assert alike("a\nb  ", "a\nb")
    assert not alike("a\nb", "a")
    assert not alike("a\nb", "a\nc…")


def test_a_page_is_parted_into_its_blocks(tmp_path: Path) -> None:
    page = ROOT / "docs" / "made-up.md"
    text = (
        "Try:\n\n    graphkit demo\n\n- a list\n    goes on\n\nPut this into `a/b.yaml`:\n\n```yaml\n- id: x\n```\n\n"
        "<!-- not run: needs a network -->\n```sh\ncurl x\n```\n"
    )
    made = tmp_path / "page.md"
    made.write_text(text)
    found = blocks(made)
    assert [(each.line, each.language, each.text, each.file, each.not_run) for each in found] == [
        (3, "indented", "graphkit demo\n", None, None),
        (10, "yaml", "- id: x\n", "a/b.yaml", None),
        (15, "sh", "curl x\n", None, "needs a network"),
    ]
    assert str(Block(page, 3, "sh", "")) == "docs/made-up.md:3"


def test_every_link_leads_to_a_file_and_a_heading() -> None:
    lost = []
    for page in [*pages(), *sorted((DOCS / "decisions").glob("*.md"))]:
        text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
            path, _, anchor = target.partition("#")
            there = (page.parent / path).resolve() if path else page
            if not there.exists() or (anchor and anchor not in anchors(there)):
                lost.append(f"{page.relative_to(ROOT)}: {target}")
    assert lost == []


def anchors(page: Path) -> set[str]:
    """The names under which a code host finds the headings of a page."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    names = [re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles]
    repeated = {f"{name}-{number}" for name in names for number in range(1, names.count(name))}
    return {*names, *repeated}


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_command_named_in_a_sentence_is_one_with_these_options(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for words in re.findall(r"`graphkit ([^`]+)`", text):
        command: click.Command = graphkit
        given = words.split()
        while given and isinstance(command, click.Group) and not given[0].startswith("-"):
            found = command.get_command(click.Context(command), given.pop(0))
            assert found is not None, f"{page.name}: there is no command graphkit {words}"
            command = found
        if command.name == "ask" and given and given[0].islower():
            assert given[0] in questions(), f"{page.name}: there is no question {given[0]}"
        options = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
        named = {word.partition("=")[0] for word in given if word.startswith("-") and word != "-"}
        assert named <= {*options, "--help", "--version"}, f"{page.name}: graphkit {words}"
