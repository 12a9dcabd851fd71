"""What holds for every command: help, version, exit codes, pipes, encodings."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import graphkit
from graphkit.cli.main import main
from graphkit.cli.streams import READER_GONE
from tests.cli.conftest import Run


def commands_in(group: click.Group, words: str = "") -> dict[str, click.Command]:
    """Every command by its words, such as ``add position``."""
    context, found = click.Context(group), {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found[f"{words}{name}"] = command
        if isinstance(command, click.Group):
            found |= commands_in(command, f"{words}{name} ")
    return found


COMMANDS = commands_in(main)
TOP = click.Context(main, **main.context_settings)  # click keeps the help option that a first context makes


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str, run: Run) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert f"\n    graphkit {name}" in result.stdout.partition("Example:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_has_a_help_text(name: str) -> None:
    for param in COMMANDS[name].params:
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_every_command_is_one_that_it_understands(name: str) -> None:
    example = (COMMANDS[name].help or "").partition("Example:\n")[2].strip().splitlines()[0]
    program, *words = shlex.split(example)
    called = name.split()
    assert [program, *words[: len(called)]] == ["graphkit", *called]
    existing = [word if word != "article.txt" else __file__ for word in words[len(called) :]]
    assert COMMANDS[name].make_context(name, existing, parent=TOP).params or isinstance(COMMANDS[name], click.Group)


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


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--format", "json"),
        *(("show", "positions", "--format", format_) for format_ in ("table", "csv", "json")),
        ("who", "putin"),
        ("check",),
        ("check", "--help"),
    ],
)
def test_whoever_stops_reading_gets_the_status_of_a_closed_pipe(
    words: tuple[str, ...], seed: Path, example: Path
) -> None:
    (example / "actors.yaml").write_text("".join(f"- id: a{number}\n  nme: x\n" for number in range(5000)))
    folder = example if words == ("check",) else seed
    with graphkit_process(words[0], *words[1:], str(folder)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == READER_GONE


@pytest.mark.parametrize("words", [("who", "medinsky"), ("show", "actors")])
def test_a_terminal_that_lacks_letters_is_no_traceback(words: tuple[str, ...], seed: Path) -> None:
    with graphkit_process(*words, str(seed), PYTHONIOENCODING="ascii", PYTHONUTF8="0") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"Medinsky" in out


def test_a_file_that_cannot_be_written_is_a_message(run: Run, seed: Path, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    result = run("export", seed, "--format", "gexf", "-o", tmp_path / "loop")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: cannot write '{tmp_path}/loop': Too many levels of symbolic links; name another place\n"
    )


@pytest.mark.parametrize("words", [("export", "--format", "gexf"), ("render",), ("demo", "--no-open")])
def test_a_folder_that_is_missing_is_misuse_and_the_message_names_it(
    words: tuple[str, ...], run: Run, seed: Path, tmp_path: Path
) -> None:
    where = () if words[0] == "demo" else (seed,)
    result = run(words[0], *where, *words[1:], "-o", tmp_path / "no" / "folder.file")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no folder '{tmp_path}/no'; make the folder first" in result.stderr
    folder = run(words[0], *where, *words[1:], "-o", tmp_path)
    assert folder.exit_code == 2
    assert f"'{tmp_path}' is a folder; name a file in it" in folder.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_folder_that_is_missing_is_misuse_too(run: Run, seed: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "no" / "file")
    result = run("export", seed, "--format", "gexf", "-o", tmp_path / "link")
    assert result.exit_code == 2
    assert f"no folder for '{tmp_path}/link'; make the folder first" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "words", [("--help",), ("show", "--help"), ("--version",), ("show", "actors", "SEED"), ("schema",)]
)
def test_output_that_takes_nothing_is_a_message(words: tuple[str, ...], seed: Path) -> None:
    command = [sys.executable, "-m", "graphkit", *(str(seed) if word == "SEED" else word for word in words)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == b"Error: standard output: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
@pytest.mark.parametrize("words", [("show", "actors"), ("check",), ("export", "--format", "json")])
def test_a_stream_that_is_closed_is_no_traceback(closed: str, words: tuple[str, ...], seed: Path) -> None:
    command = shlex.join([sys.executable, "-m", "graphkit", *words, str(seed)])
    done = subprocess.run(["bash", "-c", f"{command} {closed}"], capture_output=True)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


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


def test_the_help_tells_of_completion(run: Run) -> None:
    assert 'eval "$(_GRAPHKIT_COMPLETE=bash_source graphkit)"' in run("--help").stdout


@pytest.mark.parametrize("name", ["show", "schema"])
def test_help_names_every_kind_whole(name: str, run: Run) -> None:
    command = main.get_command(TOP, name)
    assert command
    kinds = command.params[0].type
    assert isinstance(kinds, click.Choice)
    words = run(name, "--help").stdout.partition("Example")[0].replace(",", " ").replace(".", " ").split()
    assert set(kinds.choices) <= set(words)
    assert len(run(name, "--help").stdout.splitlines()[0]) < 80


def test_help_of_no_command_loads_a_heavy_library() -> None:
    code = "import sys; from graphkit.cli.main import SHORT_HELP, main as graphkit\n"
    code += "for name in SHORT_HELP: graphkit.get_command(None, name)\nprint(*sorted(sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert loaded.isdisjoint(
        {"pydantic", "networkx", "yaml", "rich", "rapidfuzz", "pyvis", "jinja2", "numpy", "edtf", "matplotlib", "neo4j"}
    )
