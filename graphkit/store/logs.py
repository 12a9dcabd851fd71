"""Why a server did not start: what its own log says, with the remedy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress

from graphkit.store.home import Home

MOST = 300  # letters of a reason
AT_ONCE = 256 << 20  # bytes of a log that Neo4j sets aside; where it cannot, it runs without its database
SAID = re.compile(r"\bERROR\b|Caused by|Error\b|Exception\b|[Ii]nvalid|Unrecognized|OutOfMemory")
NOISE = re.compile(r"^\S+ \S+ ERROR +|^(Caused by|ERROR|Error): |\b[\w.$]+(?:Exception|Error): ")
REMEDIES = (
    ("No space left on device", "make room on its disk"),
    ("exceeds physical memory", "give it less memory with --heap"),
    ("Could not reserve enough space", "give it less memory with --heap"),
    ("OutOfMemory", "give it more memory with --heap"),
    ("during initialization of VM", "give it more memory with --heap"),
    ("already in use", "leave the ports to graphkit, or name free ones"),
    ("locked by another process", "another process serves this folder; stop that one"),
    ("UnsupportedClassVersionError", "name a newer Java in GRAPHKIT_JAVA"),
    ("Permission denied", "let your user write there"),
)


def put_aside(home: Home) -> None:
    """Let the logs begin anew, so that the next reason is not the last one."""
    home.console.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        home.own_log.replace(home.own_log.with_suffix(".log.before"))


def reason(home: Home) -> str:
    """Why the last process ended or hung, in one line, with the remedy or where to read on."""
    lines = list(_complaints(home))
    if not lines:
        return _unsaid(home)
    text = " ".join(lines)
    remedy = next((remedy for sign, remedy in REMEDIES if sign in text), f"read on in {home.logs}")
    return f"{NOISE.sub('', lines[-1])[:MOST].rstrip('.')}; {remedy}"


def _unsaid(home: Home) -> str:
    """What to think where nothing was said."""
    free = shutil.disk_usage(home.folder).free
    if free < AT_ONCE:
        return f"its disk has {free >> 20} MB free, and Neo4j takes {AT_ONCE >> 20} at once; make room"
    return f"its process said nothing; read on in {home.logs}, and mind its memory (--heap)"


def _complaints(home: Home) -> Iterator[str]:
    """The lines that complain, of what Java printed and what Neo4j logged; not those that name places in a program."""
    for file in (home.console, home.own_log):
        with suppress(OSError):
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                if SAID.search(line) and not line.startswith("\tat "):
                    yield line.strip()
