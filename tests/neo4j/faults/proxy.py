"""A proxy between a driver and a server that breaks the connection where a test wants it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

LOOPBACK = "127.0.0.1"
COMMIT = b"\x00\x02\xb0\x12\x00\x00"  # Bolt's message: a structure without fields and with the tag 12, in one chunk

Fault = Literal["during", "before commit", "after commit"]


class Proxy:
    """Hands bytes on, until the fault that it waits for; then it is a faultless proxy.

    Parameters
    ----------
    port : int
        Of the server.
    fault : {"during", "before commit", "after commit"}
        Cut after some bytes from the driver; or when it then asks to commit, which the server never hears of; or when
        the server has answered that, which the driver never hears of.
    after : int
        The number of bytes.
    """

    def __init__(self, port: int, fault: Fault, *, after: int = 0) -> None:
        self.server = port
        self.fault: Fault | None = fault
        self.after = after
        self.struck = 0
        self._sent = 0
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                driver, _ = self._listener.accept()
                server = socket.create_connection((LOOPBACK, self.server))
                threading.Thread(target=self._up, args=(driver, server), daemon=True).start()

    def _up(self, driver: socket.socket, server: socket.socket) -> None:
        """Hand on what the driver sends."""
        swallow = threading.Event()
        down = threading.Thread(target=self._down, args=(driver, server, swallow), daemon=True)
        down.start()
        with suppress(OSError):
            while some := driver.recv(65536):
                self._sent += len(some)
                if self._strikes(some):
                    self.struck += 1
                    if self.fault == "after commit":
                        self.fault = None
                        swallow.set()
                        server.sendall(some)
                        continue
                    self.fault = None
                    break
                server.sendall(some)
        _cut(driver, server)

    def _strikes(self, some: bytes) -> bool:
        if self.fault == "during":
            return self._sent > self.after
        return self.fault is not None and self._sent > self.after and COMMIT in some

    def _down(self, driver: socket.socket, server: socket.socket, swallow: threading.Event) -> None:
        """Hand on what the server answers, but for the answer to a commit."""
        with suppress(OSError):
            while some := server.recv(65536):
                if swallow.is_set():
                    break
                driver.sendall(some)
        _cut(driver, server)


def _cut(*both: socket.socket) -> None:
    for each in both:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


@contextmanager
def proxy(port: int, fault: Fault, *, after: int = 0) -> Iterator[Proxy]:
    """A proxy before the server at a port."""
    made = Proxy(port, fault, after=after)
    try:
        yield made
    finally:
        made.close()
