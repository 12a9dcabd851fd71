"""A dossier's report on this machine's own address, made anew when a file changes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition
from typing import Any, TypeAlias

from graphkit.dossier.folder import entries

HERE = "127.0.0.1"
PULSE = 10.0  # seconds after which a silent line says that it lives, and learns whether the reader does
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Marks: TypeAlias = "dict[str, tuple[int, int]]"


@dataclass(frozen=True, slots=True)
class Edition:
    """The page and its version, empty where there never was one, and the problems that keep a newer one away."""

    html: str
    version: str
    problems: tuple[str, ...] = ()


class Stand:
    """The newest edition, for which readers can wait."""

    def __init__(self, first: Edition) -> None:
        self._now = (0, first)
        self._turned = Condition()

    @property
    def edition(self) -> Edition:
        """The newest edition."""
        return self._now[1]

    def put(self, edition: Edition) -> None:
        """Put out an edition; all who wait get it."""
        with self._turned:
            self._now = (self._now[0] + 1, edition)
            self._turned.notify_all()

    def after(self, number: int) -> tuple[int, Edition]:
        """The edition that comes after that of a number, or the same where none does within `PULSE` seconds."""
        with self._turned:
            self._turned.wait_for(lambda: self._now[0] > number, timeout=PULSE)
            return self._now


def version_of(html: str) -> str:
    """What tells one page from another."""
    return sha256(html.encode()).hexdigest()[:16]


def marks(folder: Path) -> Marks:
    """When each file of a dossier was last written, and its size; hidden ones, such as editors keep, do not count."""
    found: Marks = {}
    for place in (folder, folder / "positions"):
        try:
            for path in entries(place):
                seen = path.stat()
                found[str(path)] = (seen.st_mtime_ns, seen.st_size)
        except OSError:  # gone between two looks; the next one tells
            continue
    return found


def server(stand: Stand, port: int) -> ThreadingHTTPServer:
    """A server on this machine's own address; `port` 0 takes one that is free.

    Raises
    ------
    OSError
        If the port is taken, or this user may not have it.
    """
    handler = type("Handler", (_Handler,), {"stand": stand})
    return _Server((HERE, port), handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port


class _Handler(BaseHTTPRequestHandler):
    stand: Stand

    def do_GET(self) -> None:
        """Answer with the page, with the stream of its changes, or with a refusal."""
        answers: dict[str, Callable[[], None]] = {"/": self._page, "/live": self._changes}
        if not self._is_for_us():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "This server answers to its own address only.")
        elif (answer := answers.get(self.path.partition("?")[0])) is None:
            self._refuse(HTTPStatus.NOT_FOUND, "There is one page here, at /")
        else:
            answer()

    def _is_for_us(self) -> bool:
        """Whether the request names this server: another name that leads here may be a stranger's."""
        address = self.server.server_address
        assert isinstance(address, tuple)
        return self.headers.get("Host", "").removesuffix(f":{address[1]}") in (HERE, "localhost")

    def _page(self) -> None:
        body = self.stand.edition.html.encode()
        self._begin(HTTPStatus.OK, "text/html; charset=utf-8", {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def _changes(self) -> None:
        """Server-sent events: the version and the problems of each edition, until the reader goes."""
        self._begin(HTTPStatus.OK, "text/event-stream", {})
        number = -1
        try:
            while True:
                latest, edition = self.stand.after(number)
                told = json.dumps({"version": edition.version, "problems": edition.problems})
                self.wfile.write(f"data: {told}\n\n".encode() if latest != number else b": still here\n\n")
                number = latest
        except OSError:
            return

    def _refuse(self, status: HTTPStatus, words: str) -> None:
        body = f"{words}\n".encode()
        self._begin(status, "text/plain; charset=utf-8", {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def _begin(self, status: HTTPStatus, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
        for name, value in {
            "Content-Type": kind,
            "Cross-Origin-Resource-Policy": "same-origin",
            **kept,
            **more,
        }.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        """What the server says it is: no version of anything."""
        return "graphkit"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal tells of the dossier, not of requests."""
