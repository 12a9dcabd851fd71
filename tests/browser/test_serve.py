"""`graphkit serve` as a process of its own, and its page in a browser, while the files of the dossier change."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Serve = Callable[..., str]
PLACE = re.compile(r"actors\.yaml:\d+:\d+ R104 .*persoon")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    with as_file(files("graphkit.dossier").joinpath("template")) as template:
        return Path(shutil.copytree(template, tmp_path / "talks"))


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for each in started:
        each.kill()
        each.communicate()


@pytest.fixture
def serve(processes: list[subprocess.Popen[str]]) -> Serve:
    """Start serving a folder; gives the address."""

    def serve(folder: Path, *more: str) -> str:
        command = [sys.executable, "-m", "graphkit", "serve", str(folder), "--no-open", "--port", "0", *more]
        # what runs behind a shell inherits that Ctrl-C means nothing
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        finally:
            signal.signal(signal.SIGINT, before)
        processes.append(process)
        assert process.stdout
        return process.stdout.readline().strip()

    return serve


@pytest.fixture
def online(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.add_init_script(
        "window.violations = [];"
        "addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));"
    )
    yield page
    context.close()


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def name_of(dossier: Path) -> str:
    found = re.search(r"name: (.+)", (dossier / "actors.yaml").read_text("utf-8"))
    assert found
    return found[1]


def test_a_saved_file_changes_the_page_which_stays_where_the_reader_was(
    dossier: Path, serve: Serve, online: Page
) -> None:
    online.goto(serve(dossier) + "#view=evidence&by=source")
    online.wait_for_function("() => window.graphkit !== undefined")
    changed(dossier / "dossier.yaml", "title: ", "title: Changed ")
    online.wait_for_function("() => document.querySelector('h1').textContent.startsWith('Changed ')")
    online.wait_for_function("() => window.graphkit !== undefined")
    assert online.get_by_role("tab", name="Evidence").get_attribute("aria-selected") == "true"
    assert online.evaluate("location.hash") == "#view=evidence&by=source"
    assert online.evaluate("violations") == []


def test_errors_lie_over_the_last_page_with_their_places_until_they_are_mended(
    dossier: Path, serve: Serve, online: Page
) -> None:
    requests: list[str] = []
    online.on("request", lambda request: requests.append(request.url))
    address = serve(dossier)
    online.goto(address)
    title = online.locator("h1").text_content()
    kept = (dossier / "actors.yaml").read_text("utf-8")
    (dossier / "actors.yaml").write_text(re.sub("kind: .*", "kind: persoon", kept, count=1), "utf-8")
    online.locator("#problems").wait_for()
    assert "in the dossier" in (online.locator("#problems h2").text_content() or "")
    assert PLACE.search(online.locator("#problems li").first.text_content() or "")
    assert online.locator("h1").text_content() == title
    (dossier / "actors.yaml").write_text(kept, "utf-8")
    online.locator("#problems").wait_for(state="detached")
    assert {url for url in requests if not url.startswith(address)} == set()


def test_what_is_supposed_is_supposed_of_each_edition_anew_and_told_where_it_no_longer_fits(
    dossier: Path, serve: Serve, online: Page
) -> None:
    online.goto(serve(dossier, "--set", "south-bank.bridge-toll.value=40"))
    assert "; what if: south-bank.bridge-toll.value=40 (on record: 0)" in (online.locator("h1").text_content() or "")
    changed(dossier / "positions.yaml", "value: 0\n", "value: 5\n")
    online.wait_for_function("() => document.querySelector('h1').textContent.includes('(on record: 5)')")
    kept = (dossier / "positions.yaml").read_text("utf-8")
    without, _, _ = kept.partition("- id: south-bank-against-a-toll")
    (dossier / "positions.yaml").write_text(without, "utf-8")
    online.locator("#problems").wait_for()
    said = online.locator("#problems li").first.text_content() or ""
    assert "'south-bank' holds no position on 'bridge-toll'; set its stance as well" in said
    (dossier / "positions.yaml").write_text(kept, "utf-8")
    online.locator("#problems").wait_for(state="detached")


def test_a_dossier_with_errors_from_the_start_is_waited_for(dossier: Path, serve: Serve, online: Page) -> None:
    manifest = (dossier / "dossier.yaml").read_text("utf-8")
    (dossier / "dossier.yaml").unlink()
    online.goto(serve(dossier))
    assert "F002" in (online.locator("#problems li").first.text_content() or "")
    (dossier / "dossier.yaml").write_text(manifest, "utf-8")
    online.wait_for_function("() => window.graphkit !== undefined")
    assert online.locator("#problems").count() == 0


def test_axe_finds_nothing_to_object_to_in_the_problems(dossier: Path, serve: Serve, online: Page, web: Path) -> None:
    (dossier / "actors.yaml").write_text("- id: NO\n", "utf-8")
    online.goto(serve(dossier))
    online.locator("#problems").wait_for()
    online.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = online.evaluate("async () => (await axe.run('#problems')).violations.map(each => each.id)")
    assert found == []


def answer(address: str, path: str = "/", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address.split("/")[2], timeout=20)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response


def test_it_answers_on_this_machine_by_its_own_name_only_and_has_one_page(dossier: Path, serve: Serve) -> None:
    address = serve(dossier)
    page = answer(address)
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
    assert answer(address, Host="rebound.example").status == 421
    assert [answer(address, path).status for path in ("/actors.yaml", "/..", "/positions/")] == [404] * 3
    port = int(address.rstrip("/").rpartition(":")[2])
    if sys.platform == "linux":  # where every 127.x is this machine
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_ctrl_c_ends_it_cleanly_also_while_a_reader_waits(
    dossier: Path, serve: Serve, processes: list[subprocess.Popen[str]]
) -> None:
    address = serve(dossier)
    waiting = socket.create_connection(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2])))
    waiting.sendall(f"GET /live HTTP/1.1\r\nHost: {address.split('/')[2]}\r\n\r\n".encode())
    assert b"200" in waiting.recv(100)
    processes[0].send_signal(signal.SIGINT)
    _, told = processes[0].communicate(timeout=20)
    waiting.close()
    assert processes[0].returncode == 0
    assert told.splitlines()[-1] == "ended"


def test_a_port_that_is_taken_gives_a_message(dossier: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "graphkit", "serve", str(dossier), "--no-open", "--port", str(port)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert f"cannot listen on port {port}: " in ended.stderr
    assert "name another with --port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_page_shows_models_with_what_is_assumed_as_the_report_does(
    dossier: Path, serve: Serve, online: Page
) -> None:
    address = serve(dossier, "--model", "mean,median", "--assume", "salience=50", "--assume", "capability=50")
    online.goto(address + "#view=scales")
    online.wait_for_function("() => window.graphkit !== undefined")
    assert "weighted median" in online.locator("#view-scales").inner_text()
    assert "salience 50" in online.locator("#view-scales").inner_text()
