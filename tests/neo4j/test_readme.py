"""What the README shows of Neo4j works as it stands there, from starting a server to stopping it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli.main import main
from graphkit.store.home import Home
from graphkit.store.java import Java
from graphkit.store.server import stop
from tests.test_readme import COMMANDS, ON_A_SERVER, ROOT

QUERY = "MATCH (a:Actor)-[took:TOOK]->(p:Position) RETURN a, took, p LIMIT 5\n"


def test_its_commands_run_one_after_the_other(java: Java, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    (tmp_path / "seed").symlink_to(ROOT / "seed")
    (tmp_path / "my-query.cypher").write_text(QUERY)
    monkeypatch.setenv("GRAPHKIT_NEO4J_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    commands = [command for command in COMMANDS if ON_A_SERVER.match(command)]
    assert commands[0] == "neo4j up"
    assert commands[-1] == "neo4j down"
    try:
        for command in commands:
            result = CliRunner().invoke(main, shlex.split(command), prog_name="graphkit")
            assert result.exit_code == 0, f"graphkit {command}\n{result.output}"
    finally:
        stop(Home(home))
