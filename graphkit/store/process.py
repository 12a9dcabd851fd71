"""Processes, ports and locks of this machine: who is alive, what is free, and who goes first."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

LOOPBACK = "127.0.0.1"
STEP = 0.05  # seconds between two looks


def born(pid: int) -> str | None:
    """When a process started, as a text that no other process with its number has; None where it runs no more."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None if Path("/proc/self/stat").exists() else _asked_of_ps(pid, "lstart")
    gone = fields[0] in "ZX" and int(fields[17]) <= 1  # else other threads still hold its files and ports
    return None if gone else f"{boot} {fields[19]}"


def memory(pid: int) -> int | None:
    """How much memory a process holds, in bytes; None where it cannot be told."""
    size = _asked_of_ps(pid, "rss")
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
        size = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(size) * 1024 if size else None


def launch(command: Sequence[str], *, output: Path, folder: Path, environment: dict[str, str]) -> int:
    """Start a process that outlives this one, deaf to Ctrl-C, and give its number.

    A shell in between lets go of it, so it is no child of ours that would have to be waited for.
    """
    script = 'out=$1; shift; "$@" </dev/null >"$out" 2>&1 & echo $!'
    started = subprocess.run(  # noqa: S603  # words, not text, reach the shell
        ["/bin/sh", "-c", script, "sh", str(output), *command],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        start_new_session=True,
        check=True,
    )
    return int(started.stdout)


def end(pid: int, when_born: str, *, patience: float) -> None:
    """End a process: politely, and by force when it has not gone after `patience` seconds."""
    _signal(pid, when_born, signal.SIGTERM)
    if not _gone(pid, when_born, patience):
        _signal(pid, when_born, signal.SIGKILL)
        _gone(pid, when_born, patience)


def _signal(pid: int, when_born: str, what: signal.Signals) -> None:
    if born(pid) == when_born:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def _gone(pid: int, when_born: str, patience: float) -> bool:
    until = time.monotonic() + patience
    while born(pid) == when_born:
        if time.monotonic() > until:
            return False
        time.sleep(STEP)
    return True


def _asked_of_ps(pid: int, field: str) -> str | None:
    """What ps tells where there is no /proc."""
    with suppress(OSError):
        words = ["ps", "-o", f"{field}=", "-p", str(pid)]
        asked = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603  # of the search path
        return asked.stdout.strip() or None
    return None


def free_ports(count: int) -> list[int]:
    """As many ports of the loopback address as wanted, different ones that nobody uses."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [each.getsockname()[1] for each in sockets]


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of the loopback address, and we may."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that was closed a moment ago counts as free
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


@contextmanager
def locked(file: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that a file stands for; call `waiting` where somebody else has it.

    The kernel frees it when its holder dies.
    """
    import fcntl

    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
