"""A terminal for the docs: runs the commands that a page shows, graphkit's in this process and others by the shell."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from click.testing import CliRunner

from graphkit.cli.main import main
from graphkit.dossier.model import RECORD_KINDS, Manifest
from graphkit.dossier.shape import by_key, fields_of
from graphkit.dossier.story import Step
from tests.docs.blocks import COMMANDS, ROOT, Block

if TYPE_CHECKING:
    from graphkit.store.connection import Target

TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
ON_A_SERVER = re.compile(r"graphkit (neo4j|cypher)\b|.*\bneo4j:|.* --on neo4j")


class Failed(AssertionError):
    """What a page shows is not so."""


class Terminal:
    """Runs the blocks of one page after each other in one folder; queries, where a server is named, on that."""

    def __init__(self, folder: Path, target: Target | None = None) -> None:
        self.folder = folder
        self.target = target
        self.environment: dict[str, str] = {}  # what the page exports
        self.names: dict[str, Any] = {"__name__": "page"}

    def run(self, block: Block) -> None:
        """Run a block, or put it where it belongs.

        Raises
        ------
        Failed
            If it does not do what the page shows.
        """
        if block.language in COMMANDS or block.language == "indented":
            for command, shown in commands_of(block):
                self._command(block, command, shown)
        elif block.language == "python":
            self._python(block)
        elif block.language == "diff":
            _change(self.folder / (block.file or ""), block)
        elif block.file:
            with (self.folder / block.file).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.language == "yaml":
            check_keys(block)
        elif block.language == "cypher":
            self._query(block)

    def command(self, command: str) -> str:
        """Run one command and give what it prints.

        Raises
        ------
        Failed
            If it does not end well.
        """
        code, said = self._said(command)
        if code != 0:
            raise Failed(f"{command}\nends with {code} and says:\n{said}")
        return said

    def _command(self, block: Block, command: str, shown: str | None) -> None:
        if command.startswith("make "):
            wanted = shlex.split(command, comments=True)[1]
            if wanted not in TARGETS:
                raise Failed(f"{block}: the Makefile has no target {wanted!r}")
            return
        code, said = self._said(command)
        if code != 0 and "error" not in (shown or "").lower():
            raise Failed(f"{block}: {command}\nends with {code} and says:\n{said}")
        if shown and not alike(said, shown):
            raise Failed(f"{block}: {command}\nprints:\n{said}\nand the page shows:\n{shown}")

    def _said(self, command: str) -> tuple[int, str]:
        """The exit code of a command, and what it prints on a terminal."""
        before, pipe, last = command.rpartition(" | ")
        words = shlex.split(last.partition("<<")[0], comments=True)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
        elif words[0] == "export":
            self.environment.update(dict(word.split("=", 1) for word in words[1:]))
        elif words[0] == "graphkit":
            return self._graphkit(words[1:], stdin=self._said(before)[1] if pipe else None)
        else:
            return self._shell(command)
        return 0, ""

    def _graphkit(self, words: list[str], *, stdin: str | None) -> tuple[int, str]:
        with contextlib.chdir(self.folder):
            done = CliRunner(env=self.environment).invoke(main, words, input=stdin, prog_name="graphkit")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    def _shell(self, command: str) -> tuple[int, str]:
        environment = {**os.environ, **self.environment}
        words = ["bash", "-euc", command]
        done = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def _python(self, block: Block) -> None:
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(io.StringIO()) as out:
            if ">>> " in block.text:
                test = doctest.DocTestParser().get_doctest(block.text, self.names, str(block), str(block.page), 0)
                runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
                runner.run(test, out=sys.stdout.write, clear_globs=False)
                self.names = test.globs
                if runner.failures:
                    raise Failed(f"{block}:\n{out.getvalue()}")
            else:
                exec(compile(block.text, str(block), "exec"), self.names)

    def _query(self, block: Block) -> None:
        from graphkit.store.connection import connect

        if self.target is None:
            raise Failed(f"{block}: a query is run by tests/neo4j")
        with connect(self.target) as driver:
            if not driver.execute_query(block.text).records:
                raise Failed(f"{block}: the query gives no row on the bundled dossier")


def commands_of(block: Block) -> list[tuple[str, str | None]]:
    """The commands of a block, each with what the page shows that it prints; None where it shows nothing."""
    found: list[list[str]] = []
    shown: list[list[str]] = []
    open_ = False  # a command that goes on: after a backslash, or up to the word that ends its text
    ends: str | None = None
    for line in block.text.rstrip("\n").split("\n"):
        starts = line.startswith("$ ") if block.language == "console" else bool(line.strip())
        if open_:
            found[-1].append(line)
        elif starts:
            found.append([line.removeprefix("$ ") if block.language == "console" else line])
            shown.append([])
        elif found:
            shown[-1].append(line)
        here = re.search(r"<<\s*'?(\w+)'?", line)
        ends = here[1] if here else ends
        open_ = line != ends if ends else line.endswith("\\")
        ends = ends if open_ else None
    joined = ["\n".join(lines).replace("\\\n", "") for lines in found]
    answers = ["\n".join(lines).strip("\n") for lines in shown]
    return list(zip(joined, [answer or None for answer in answers], strict=True))


def alike(said: str, shown: str) -> bool:
    """Whether what was said is what a page shows, where ``…`` stands for anything, alone on a line for any lines."""
    pattern = ""
    for line in shown.split("\n"):
        pattern += (
            r"(?:.*\n)*" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n"
        )
    return re.fullmatch(pattern, said.strip("\n") + "\n") is not None


def _change(path: Path, block: Block) -> None:
    """Change a file as a diff says: the lines with a minus, which stand there once, by those with a plus."""
    lines = block.text.rstrip("\n").split("\n")
    old, new = ("".join(line[1:] + "\n" for line in lines if line[0] != other) for other in "+-")
    text = path.read_text("utf-8")
    if text.count(old) != 1:
        raise Failed(f"{block}: what the diff takes away stands {text.count(old)} times in {path.name}, not once")
    path.write_text(text.replace(old, new), "utf-8")


def check_keys(block: Block) -> None:
    """Whether every key that a block of YAML shows is one of a record.

    Raises
    ------
    Failed
        If one is not.
    """
    known = {key for kind in (Manifest, *RECORD_KINDS, Step) for key in _keys_of(kind)}
    unknown = sorted(set(_keys_in(yaml.safe_load(block.text))) - known)
    if unknown:
        raise Failed(f"{block}: no record has {', '.join(unknown)}; end the paragraph before with its file and a colon")


def _keys_of(kind: Any) -> set[str]:
    inner = [field.part for field in fields_of(kind) if field.part]
    return set(by_key(kind)).union(*map(_keys_of, inner))


def _keys_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*map(str, value), *(key for each in value.values() for key in _keys_in(each))]
    return [key for each in value for key in _keys_in(each)] if isinstance(value, list) else []
