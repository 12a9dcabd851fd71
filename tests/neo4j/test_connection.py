"""Commands find the Neo4j that is meant, show its password to nobody, and say plainly why one cannot be used."""

from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import CypherSyntaxError

from graphkit.store.connection import Target, connect, find_target, is_loopback
from graphkit.store.error import ServerError
from graphkit.store.home import DATABASE, USER, Home, Server, password
from graphkit.store.java import Java
from graphkit.store.server import start, stop
from tests.neo4j.conftest import FAST, Run

Variables = Callable[..., None]


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> Variables:
    """Sets the variables NEO4J_URI and so on."""

    def set_(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"NEO4J_{name.upper()}", value)

    return set_


def refusal(target: Target) -> str:
    with pytest.raises(ServerError) as told, connect(target):
        pass
    return str(told.value)


def answering(said: bytes) -> Iterator[int]:
    """The port of something that takes one connection, says a few bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(100)
                connection.sendall(said)

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_without_variables_it_is_the_server_that_up_started(server: Server, at_server: None) -> None:
    assert find_target() == Target(server.uri, USER, password(Home(server.home)), DATABASE)


def test_a_home_that_is_named_wins_over_the_variables(server: Server, variables: Variables) -> None:
    variables(uri="neo4j+s://example.org", user="eve", password="x", database="other")
    assert find_target(home=server.home).uri == server.uri
    assert find_target().uri == "neo4j+s://example.org"


def test_the_variables_say_where_as_whom_and_which_database(variables: Variables, tmp_path: Path) -> None:
    variables(uri="neo4j+s://example.org", password="secret")
    assert find_target() == Target("neo4j+s://example.org", "neo4j", "secret", None)
    variables(username="anna", database="talks")
    assert find_target() == Target("neo4j+s://example.org", "anna", "secret", "talks")
    variables(user="eve")
    assert find_target().user == "eve"
    (tmp_path / "password").write_text("from a file\n")
    assert find_target(password_file=tmp_path / "password").password == "from a file"


def test_a_printed_target_holds_no_password() -> None:
    assert "hush" not in repr(Target("bolt://localhost", "neo4j", "hush"))


def test_a_server_that_does_not_run_is_told_with_both_ways_out() -> None:
    with pytest.raises(ServerError, match=r"no Neo4j runs from .*; start it with: graphkit neo4j up; or .*NEO4J_URI"):
        find_target()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    "host", ["example.org", "192.168.0.7", "localhost.example.org", "[2001:db8::1]", "127.0.0.1.nip.io"]
)
def test_a_password_does_not_travel_in_clear_unless_told_to(scheme: str, host: str, variables: Variables) -> None:
    variables(uri=f"{scheme}://{host}:7687", password="x")
    with pytest.raises(ServerError, match=rf"in clear; write {scheme}\+s://"):
        find_target()
    assert find_target(insecure=True).uri == f"{scheme}://{host}:7687"
    variables(uri=f"{scheme}+s://{host}:7687")
    assert find_target().uri == f"{scheme}+s://{host}:7687"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.3.2.1", "[::1]"])
def test_this_machine_may_be_spoken_to_in_clear(host: str, variables: Variables) -> None:
    variables(uri=f"bolt://{host}:7687", password="x")
    assert find_target().uri == f"bolt://{host}:7687"


@given(st.ip_addresses(network="127.0.0.0/8"))
def test_every_number_of_the_loopback_network_is_this_machine(address: object) -> None:
    assert is_loopback(str(address))


@given(st.ip_addresses(v=4).filter(lambda address: not address.is_loopback))
def test_no_other_number_is(address: object) -> None:
    assert not is_loopback(str(address))


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("example.org", "no address of a Neo4j such as neo4j+s://example.org"),
        ("bolt://", "no address of a Neo4j"),
        ("bolt://[::1", "no address of a Neo4j"),
        ("bolt://localhost:x", "no address of a Neo4j"),
        ("http://localhost:7474", "the address for a driver begins with bolt, not http"),
        ("neo4j+s://eve:hush@example.org", "NEO4J_URI holds a user or a password; name them in NEO4J_USER"),
    ],
)
def test_an_address_that_is_none_is_refused_and_shows_no_password(uri: str, said: str, variables: Variables) -> None:
    variables(uri=uri, password="x")
    with pytest.raises(ServerError) as told:
        find_target()
    assert said in str(told.value)
    assert "hush" not in str(told.value)


def test_a_missing_password_is_told(variables: Variables) -> None:
    variables(uri="neo4j+s://example.org", password="")
    with pytest.raises(ServerError, match=r"no password for neo4j .*set NEO4J_PASSWORD, or .*--password-file"):
        find_target()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "No such file"),
        (b"", "must hold the password alone"),
        (b"a\nb\n", "must hold the password alone"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_password_file_that_holds_none_is_told(
    data: bytes | None, said: str, variables: Variables, tmp_path: Path
) -> None:
    variables(uri="neo4j+s://example.org")
    if data is not None:
        (tmp_path / "password").write_bytes(data)
    with pytest.raises(ServerError, match=said):
        find_target(password_file=tmp_path / "password")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_driver_takes_queries_directly_and_by_routing(scheme: str, target: Target) -> None:
    with connect(replace(target, uri=target.uri.replace("bolt", scheme))) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_a_wrong_password_and_an_unknown_database_are_told_with_the_remedy(target: Target) -> None:
    assert "check NEO4J_USER and NEO4J_PASSWORD" in refusal(replace(target, password="guess"))
    assert "has no database 'talks'; name another one in NEO4J_DATABASE" in refusal(replace(target, database="talks"))


def test_encryption_that_the_server_lacks_is_told(target: Target) -> None:
    told = refusal(replace(target, uri=target.uri.replace("bolt", "bolt+s")))
    assert "no encrypted connection" in told
    assert "leave +s out" in told


def test_the_port_of_the_web_server_is_told(target: Target, server: Server) -> None:
    assert "name the port for bolt" in refusal(replace(target, uri=f"bolt://127.0.0.1:{server.http_port}"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_where_nobody_listens_it_says_so_at_once(scheme: str) -> None:
    assert "nobody listens" in refusal(Target(f"{scheme}://127.0.0.1:1", "neo4j", "x"))


def test_a_host_that_nobody_knows_is_told() -> None:
    assert "nobody knows the host" in refusal(Target("bolt://nowhere.invalid", "neo4j", "x"))


@pytest.mark.parametrize(
    ("said", "told"),
    [(b"", "broke the connection"), (b"\0\0\0\0", "does not speak as Neo4j 5.26"), (b"HTTP", "answers a web server")],
)
def test_what_is_no_neo4j_is_told(said: bytes, told: str) -> None:
    for port in answering(said):
        assert told in refusal(Target(f"bolt://127.0.0.1:{port}", "neo4j", "x"))


def test_what_a_query_does_wrong_stays_the_drivers_error(target: Target) -> None:
    with pytest.raises(CypherSyntaxError), connect(target) as driver:
        driver.execute_query("RETURN")


def test_a_server_that_goes_away_meanwhile_is_told(target: Target) -> None:
    gone = GraphDatabase.driver("bolt://127.0.0.1:1", auth=("neo4j", "x"))
    with gone, pytest.raises(ServerError, match="nobody listens"), connect(target):
        gone.verify_connectivity()


def test_the_driver_logs_nothing_where_nobody_asked_for_logs(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    refusal(Target("neo4j://127.0.0.1:1", "neo4j", "x"))
    assert capfd.readouterr().err == ""


def test_commands_tell_it_with_exit_code_1(run: Run, variables: Variables) -> None:
    variables(uri="bolt://127.0.0.1:1", password="x")
    result = run("neo4j", "status")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: nobody listens at bolt://127.0.0.1:1; ")
    variables(uri="bolt://example.org")
    assert "would send the password to example.org in clear" in run("neo4j", "status").stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_an_encrypted_server_is_reached_with_its_own_certificate_only_by_ssc(java: Java, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    certificates = tmp_path / "certificates"
    certificates.mkdir()
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(certificates / "private.key"), "-out", str(certificates / "public.crt")]
    subprocess.run(["openssl", *words, *files], check=True, capture_output=True)
    encrypted = {
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(certificates),
        "server.bolt.tls_level": "REQUIRED",
    }
    try:
        server = start(home, replace(FAST, settings={**FAST.settings, **encrypted}))
        target = Target(server.uri, USER, password(home), DATABASE)
        for scheme in ("bolt+ssc", "neo4j+ssc"):
            with connect(replace(target, uri=server.uri.replace("bolt", scheme))) as driver:
                assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1
        assert "write +ssc for +s" in refusal(replace(target, uri=server.uri.replace("bolt", "bolt+s")))
        assert "write +s in the address" in refusal(target)
    finally:
        stop(home)


def test_the_database_of_a_test_is_empty(driver: Driver) -> None:
    assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
