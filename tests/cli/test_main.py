"""What holds for every command: help, version, exit codes, pipes, encodings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import graphkit
from graphkit.cli.main import main
from tests.cli.conftest import Run

COMMANDS = sorted(main.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str, run: Run) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"\n    graphkit {name}" in result.stdout.partition("Example:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_has_a_help_text(name: str) -> None:
    for param in main.commands[name].params:
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_every_command_is_one_that_it_understands(name: str) -> None:
    import shlex

    example = (main.commands[name].help or "").partition("Example:\n")[2].strip().splitlines()[0]
    words = shlex.split(example)
    assert words[:2] == ["graphkit", name]
    command = main.commands[name]
    existing = [word if word != "article.txt" else __file__ for word in words[2:]]
    assert command.make_context(name, existing).params


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"graphkit {graphkit.__version__}\n"


def test_a_wrong_word_is_misuse(run: Run) -> None:
    assert run("shwo").exit_code == 2
    assert run("show", "actor").exit_code == 2


def graphkit_process(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "graphkit", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("words", [("export", "--format", "json"), ("show", "positions"), ("check",)])
def test_a_pipe_that_closes_early_is_no_traceback(words: tuple[str, ...], seed: Path, example: Path) -> None:
    (example / "actors.yaml").write_text("".join(f"- id: a{number}\n  nme: x\n" for number in range(5000)))
    folder = example if words == ("check",) else seed
    with graphkit_process(words[0], *words[1:], str(folder)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() in (0, 1)


@pytest.mark.parametrize("words", [("who", "medinsky"), ("show", "actors")])
def test_a_terminal_that_lacks_letters_is_no_traceback(words: tuple[str, ...], seed: Path) -> None:
    with graphkit_process(*words, str(seed), PYTHONIOENCODING="ascii", PYTHONUTF8="0") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"Medinsky" in out


def test_a_file_that_cannot_be_written_is_a_message(run: Run, seed: Path, tmp_path: Path) -> None:
    result = run("export", seed, "--format", "gexf", "-o", tmp_path / "no" / "folder.gexf")
    assert result.exit_code == 1
    assert "No such file or directory" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_its_words(shell: str) -> None:
    with graphkit_process(_GRAPHKIT_COMPLETE=f"{shell}_source") as process:
        out, _ = process.communicate()
    assert process.returncode == 0
    assert b"graphkit" in out


def test_tab_offers_the_actors_of_the_dossier_at_hand_by_any_name(seed: Path) -> None:
    words = {"_GRAPHKIT_COMPLETE": "bash_complete", "COMP_WORDS": "graphkit who Мед", "COMP_CWORD": "2"}
    with graphkit_process(GRAPHKIT_DOSSIER=str(seed), **words) as process:
        out, err = process.communicate()
    assert (out.decode().split(), err) == (["plain,medinsky"], b"")


def test_tab_where_there_is_no_dossier_offers_nothing(tmp_path: Path) -> None:
    words = {"_GRAPHKIT_COMPLETE": "bash_complete", "COMP_WORDS": "graphkit who a", "COMP_CWORD": "2"}
    with graphkit_process(GRAPHKIT_DOSSIER=str(tmp_path / "none"), **words) as process:
        out, err = process.communicate()
    assert (out.strip(), err) == (b"", b"")


def test_help_loads_no_heavy_library() -> None:
    code = "import sys; from graphkit.cli.main import main; print(*sorted(sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert loaded.isdisjoint({"pydantic", "networkx", "yaml", "rich", "rapidfuzz", "pyvis", "jinja2", "numpy", "edtf"})
