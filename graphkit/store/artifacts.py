"""Where the jars of a server are: fetched once by Maven, as `pom.xml` pins them, and kept for every home.

They lie in the folder ``neo4j`` of graphkit's cache (GRAPHKIT_CACHE names another place for it; where that says ``off``
they stay in the usual one, since nobody wants to fetch 140 MB at each start).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graphkit.dossier.cache import folder_of_cache
from graphkit.store.error import ServerError
from graphkit.store.process import locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.store.java import Java

Plugin = Literal["apoc", "gds"]
PLUGINS: tuple[Plugin, ...] = ("apoc", "gds")

POM = Path(__file__).with_name("pom.xml")
LIST = "jars.txt"
COPIER = "org.apache.maven.plugins:maven-dependency-plugin"  # in full: a prefix would be looked up on the network
UNREACHABLE = re.compile(
    "Unknown host|UnknownHost|Network is unreachable|Connection refused|timed out|No route to host|offline mode",
    re.IGNORECASE,
)


def pinned(name: str) -> str:
    """The version that the pom pins, of ``neo4j``, ``browser``, ``apoc`` or ``gds``."""
    found = re.search(rf"<{name}\.version>(.+?)</", POM.read_text(encoding="utf-8"))
    assert found, f"pom.xml pins no {name}"
    return found[1]


def folder_of_jars() -> Path:
    """The folder of the cache that holds the jars."""
    from platformdirs import user_cache_path

    return (folder_of_cache() or user_cache_path("graphkit", appauthor=False)) / "neo4j"


def fetched(version: str, plugins: Sequence[Plugin] = ()) -> bool:
    """Whether a start needs no Maven."""
    return all(_is_whole(place_of(part, version)) for part in ("server", *plugins))


def server_jars(version: str, java: Java, *, tell: Callable[[str], None]) -> Path:
    """The folder of a server's own jars, fetched unless it is there.

    Parameters
    ----------
    version : str
        The version of Neo4j.
    java : Java
        What runs Maven, where the machine names no other.
    tell : callable
        Is told what takes a while.

    Raises
    ------
    ServerError
        If they are not there and cannot be fetched.
    """
    return _jars("server", version, java, tell)


def plugin_jars(plugin: Plugin, version: str, java: Java, *, tell: Callable[[str], None]) -> list[Path]:
    """The jars of a plugin, without the libraries that the server has; parameters and errors as `server_jars`."""
    ours, theirs = version.split(".")[:2], pinned("neo4j").split(".")[:2]
    if ours != theirs:
        raise ServerError(
            f"{plugin.upper()} comes for Neo4j {'.'.join(theirs)} only; leave --{plugin} or --version {version} out"
        )
    there = {_library(jar) for jar in server_jars(version, java, tell=tell).glob("*.jar")}
    return [jar for jar in sorted(_jars(plugin, version, java, tell).glob("*.jar")) if _library(jar) not in there]


def unlike(jars: Sequence[Path]) -> list[Path]:
    """One jar, the first, for each library."""
    return list({_library(jar): jar for jar in reversed(jars)}.values())


def _library(jar: Path) -> str:
    """The name of a jar without its version."""
    return re.sub(r"-\d[\w.\-]*\.jar$", "", jar.name)


def place_of(part: str, version: str) -> Path:
    """Where a part's jars are kept; another place when the pom changes."""
    return folder_of_jars() / f"{part}-{version}-{sha256(POM.read_bytes()).hexdigest()[:8]}"


def _jars(part: str, version: str, java: Java, tell: Callable[[str], None]) -> Path:
    place = place_of(part, version)
    if _is_whole(place):
        return place
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(place.parent / "lock", waiting=lambda: tell("waiting for another graphkit that fetches Neo4j")):
        if not _is_whole(place):
            tell(f"fetching {part if part != 'server' else 'Neo4j'} for {version} with mvn (once)")
            _fetch(part, version, java, place)
    return place


def _is_whole(place: Path) -> bool:
    """Whether a folder has all the jars, in the size, that were put there."""
    try:
        lines = (place / LIST).read_text(encoding="utf-8").splitlines()
        return all((place / name).stat().st_size == int(size) for size, name in map(str.split, lines))
    except (OSError, ValueError):
        return False


def _fetch(part: str, version: str, java: Java, place: Path) -> None:
    with _aside(place) as folder:
        _run_maven(folder, part, version, java)
        jars = sorted(folder.glob("*.jar"))
        if not jars:
            raise ServerError("mvn fetched nothing and said nothing; run it by hand to see why: mvn -v")
        listed = "".join(f"{jar.stat().st_size} {jar.name}\n" for jar in jars)
        (folder / LIST).write_text(listed, encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        folder.rename(place)


@contextmanager
def _aside(place: Path) -> Iterator[Path]:
    """A folder to fill beside the place, without what one that was killed left there."""
    for left in place.parent.glob(".part-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=place.parent, prefix=".part-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_maven(folder: Path, part: str, version: str, java: Java) -> None:
    mvn = shutil.which("mvn")
    if mvn is None:
        raise ServerError(
            "no mvn on the search path, and the jars of Neo4j were not fetched yet; install Maven "
            "(Debian: apt install maven), which is needed once"
        )
    pom = Path(shutil.copy(POM, folder / "pom.xml"))
    words = ["-B", "-ntp", "-q", "-f", str(pom), "-P", part, f"-Dneo4j.version={version}"]
    words += [f"{COPIER}:copy-dependencies", f"-DoutputDirectory={folder}"]
    environment = {"JAVA_HOME": str(java.home), **os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # Maven, of the machine's own search path
            [mvn, *words],
            check=False,
            env=environment,
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise ServerError(f"cannot run {mvn}: {error.strerror}; install Maven anew") from error
    pom.unlink()
    if done.returncode:
        raise ServerError(_reason(done.stdout + done.stderr, version))


def _reason(said: str, version: str) -> str:
    """Why Maven failed, in a line and with the remedy."""
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).removeprefix("[ERROR]").strip() for line in said.splitlines()]
    first = next(filter(None, lines), "it said nothing")[:400]
    if "No space left" in said:
        return f"no space left on the disk while mvn fetched Neo4j into {folder_of_jars()}; make room, about 500 MB"
    if UNREACHABLE.search(said):
        return (
            f"mvn reached no Maven repository: {first}; try again on the network, or name a mirror or a proxy in "
            "~/.m2/settings.xml"
        )
    if "Could not find artifact" in said:
        return f"Maven knows no Neo4j {version}: {first}; leave --version out for {pinned('neo4j')}"
    return f"mvn failed: {first}"
