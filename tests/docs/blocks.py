"""The blocks of code on a page of the docs, and what each is.

A block is fenced (```` ```sh ````) or indented by four blanks; an indented one holds commands. What languages mean:

========  ==============================================================================================================
sh        commands, which must end well
console   commands after ``$``, with what they print below; there ``…`` stands for anything, alone for any lines
python    run as one program a page; with ``>>>`` what is shown must be what is printed
yaml      keys that records have; after a paragraph that ends with a file's name and a colon it is put into that file
csv       put into the file that the paragraph before ends with
cypher    the same; else run on a Neo4j that holds the bundled dossier
diff      changes the file that the paragraph before ends with
text      no code: formulas, shapes, messages
========  ==============================================================================================================

``<!-- not run: REASON -->`` right before a block says why it cannot be run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
COMMANDS = ("sh", "console")
LANGUAGES = (*COMMANDS, "python", "yaml", "csv", "cypher", "diff", "text")
FENCE = re.compile(r"^(\s*)(```+|~~~+)\s*(\S*)\s*$")
NOT_RUN = re.compile(r"<!-- not run: (.*?) -->\s*$")
NAMED = re.compile(r"`([^`\s]+\.[a-z]+)`:\s*$")
LIST = re.compile(r"^\s*([-*]|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Block:
    """A block, with the place of its first line, the file that it goes into, and why it is not run, if that is said."""

    page: Path
    line: int
    language: str
    text: str
    file: str | None = None
    not_run: str | None = None

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Every page that people read, but those that tell how a release or a decision came about."""
    apart = {DOCS / "decisions"}
    return [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(path for path in sorted(DOCS.rglob("*.md")) if not apart & set(path.parents)),
    ]


def blocks(page: Path) -> list[Block]:
    """The blocks of a page from top to bottom."""
    return list(_blocks(page, page.read_text("utf-8")))


def _blocks(page: Path, text: str) -> Iterator[Block]:
    lines = text.split("\n")
    paragraph: list[str] = []
    at = 0
    while at < len(lines):
        start, (language, body, at) = at, _block_at(lines, at, paragraph)
        if body is None:
            line = lines[start].strip()
            paragraph = [*paragraph, line] if line else paragraph if _blank_before_block(lines, at) else []
            continue
        before = " ".join(paragraph)
        named, reason = NAMED.search(before), NOT_RUN.search(before)
        file = named[1] if named and language in ("yaml", "csv", "cypher", "diff") else None
        yield Block(page, start + 1, language, body, file, reason[1] if reason else None)
        paragraph = []


def _blank_before_block(lines: list[str], at: int) -> bool:
    """Whether an empty line parts a paragraph from the block that it leads to."""
    return at < len(lines) and bool(FENCE.match(lines[at]) or lines[at].startswith("    "))


def _block_at(lines: list[str], at: int, paragraph: list[str]) -> tuple[str, str | None, int]:
    """Language and text of the block that begins at a line, None where there is none, and the line after it."""
    fence = FENCE.match(lines[at])
    if fence:
        indent, marks, language = fence.groups()
        end = next((n for n in range(at + 1, len(lines)) if lines[n].strip() == marks), len(lines))
        body = [line.removeprefix(indent) for line in lines[at + 1 : end]]
        return language, "\n".join(body) + "\n", end + 1
    indented = lines[at].startswith("    ")
    if indented and not any(map(LIST.match, paragraph)) and (at == 0 or not _goes_on(lines[at - 1])):
        end = next((n for n in range(at, len(lines)) if lines[n] and not lines[n].startswith("    ")), len(lines))
        return "indented", "\n".join(line[4:] for line in lines[at:end]).rstrip() + "\n", end
    return "", None, at + 1


def _goes_on(line: str) -> bool:
    """Whether a line is text that an indented one after it would carry on."""
    return bool(line.strip()) and not line.startswith("#")
