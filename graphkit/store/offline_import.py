"""Tables into a database, with Neo4j's bulk importer, in a folder of its own beside a server's data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graphkit.store import settings
from graphkit.store.artifacts import server_jars
from graphkit.store.error import ServerError
from graphkit.store.home import DATABASE, Home, Server, write_privately
from graphkit.store.java import Java, find_java
from graphkit.store.offline_tables import ARGUMENTS
from graphkit.store.process import born, end
from graphkit.store.server import STOP_WITHIN, Tell, stop

HEAP = "512m"  # the importer keeps most of what it needs outside
# It is done before the optimising compiler has paid off: twice as fast at a million elements.
JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
COMPLAINT = re.compile(r"ERROR|[Ee]rror|Exception|No space left|Duplicate|missing|Unable")
CAUSE = re.compile(r"Caused by: (?:[\w.$]+: )*")


@contextmanager
def aside(home: Home) -> Iterator[Path]:
    """A folder in a home to build in, which is removed in the end; so is one that a killed process left."""
    folder = home.folder / "aside"
    _clear(folder)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    """Remove a folder, once the processes that work in it are ended."""
    with suppress(OSError, ValueError, KeyError):
        kept = json.loads(_note(folder).read_text(encoding="utf-8"))
        end(kept["pid"], kept["born"], patience=STOP_WITHIN)
    stop(Home(folder / "home"))
    shutil.rmtree(folder, ignore_errors=True)


def _note(folder: Path) -> Path:
    """The file that says which process imports."""
    return folder / "importer.json"


def import_tables(tables: Path, folder: Path, server: Server, *, tell: Tell) -> Home:
    """Import tables into the database of a new home in `folder`, whose server has not been started.

    Parameters
    ----------
    tables, folder : Path
        As `graphkit.store.offline_tables.Tables` wrote them; as `aside` gives it.
    server : Server
        The server for which the database is meant: its version counts.
    tell : callable
        Is told what takes a while.

    Raises
    ------
    ServerError
        If the importer refuses the tables, or cannot be run.
    """
    java = find_java(settings.lowest_java(server.version))
    jars = server_jars(server.version, java, tell=tell)
    home = Home(folder / "home")
    home.conf.mkdir(parents=True, mode=0o700)
    home.mark.touch(mode=0o600)
    (home.conf / "neo4j.conf").touch()
    log = Home(server.home).logs / "import.log"
    tell("importing")
    if _run(_command(java, jars), tables, home, log, folder):
        raise ServerError(f"Neo4j's bulk importer failed: {_complaint(log)}; all it said is in {log}")
    return home


def _command(java: Java, jars: Path) -> list[str]:
    words = ("database", "import", "full", f"@{ARGUMENTS}", "--overwrite-destination=true", "--verbose", DATABASE)
    program, *rest = settings.admin_command(java, jars, *words, heap=HEAP)
    return [program, *JAVA, *rest]


def _run(command: list[str], tables: Path, home: Home, log: Path, folder: Path) -> int:
    """Run the importer, which ends with us unless we are killed: then whoever comes next ends it."""
    with log.open("wb") as output:
        importer = subprocess.Popen(  # noqa: S603  # the Java that was found, and words of ours
            command,
            cwd=tables,
            env=settings.environment(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        write_privately(_note(folder), json.dumps({"pid": importer.pid, "born": born(importer.pid)}))
        return importer.wait()
    except BaseException:
        importer.kill()
        importer.wait()
        raise


def _complaint(log: Path) -> str:
    """The first cause, which Neo4j 5 tells in one line and 2026 in two; else the first line that complains."""
    every = (line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines())
    lines = [line for line in every if any(map(str.isalpha, line)) and line != "Command Failed"]
    lines = [line for line in lines if not line.startswith(("at ", "... "))]
    causes = [number for number, line in enumerate(lines) if CAUSE.match(line)]
    if causes:
        said = [" ".join(lines[causes[-1] : causes[-1] + 2])]
    else:
        said = [line for line in lines if COMPLAINT.search(line)]
    return CAUSE.sub("", (said or lines or ["it said nothing"])[0])[:300].rstrip(".")
