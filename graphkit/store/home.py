"""The folder of one server: its data, its password, and what is known of the process that serves it."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from graphkit.store.error import ServerError
from graphkit.store.process import LOOPBACK, born, locked

VARIABLE = "GRAPHKIT_NEO4J_HOME"
USER = "neo4j"
DATABASE = "neo4j"


def default_home() -> Path:
    """The folder that GRAPHKIT_NEO4J_HOME names, else ``neo4j`` in the user's data folder of graphkit."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("graphkit", appauthor=False) / "neo4j"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of a server and the places in it."""

    folder: Path

    @property
    def conf(self) -> Path:
        """The folder of the settings."""
        return self.folder / "conf"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.folder / "logs"

    @property
    def console(self) -> Path:
        """What the last process printed."""
        return self.logs / "console.log"

    @property
    def own_log(self) -> Path:
        """What the last process told its administrator."""
        return self.logs / "neo4j.log"

    @property
    def plugins(self) -> Path:
        """The folder of the plugins."""
        return self.folder / "plugins"

    @property
    def password_file(self) -> Path:
        """The file of the password, which nobody else may read."""
        return self.folder / "password"

    @property
    def state(self) -> Path:
        """The file of what is known of the process."""
        return self.folder / "server.json"

    @property
    def mark(self) -> Path:
        """The file whose lock its changer holds; it also says that the folder is graphkit's."""
        return self.folder / ".graphkit"

    @property
    def has_data(self) -> bool:
        """Whether a server was started here before."""
        return (self.folder / "data" / "databases" / "system").exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server as it was started last.

    Parameters
    ----------
    home : Path
        Its folder.
    version : str
        The version of Neo4j.
    bolt_port, http_port : int
        Where it listens, on the loopback address.
    heap : str
        The most memory for objects, as Java writes it.
    plugins : tuple of str
        Names of its plugins.
    pid : int or None
        The number of its process; None when it was stopped.
    born : str or None
        When the process started.
    """

    home: Path
    version: str
    bolt_port: int
    http_port: int
    heap: str
    plugins: tuple[str, ...] = ()
    pid: int | None = None
    born: str | None = None

    @property
    def uri(self) -> str:
        """The address for a driver."""
        return f"bolt://{LOOPBACK}:{self.bolt_port}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser, pointed at this server and user."""
        return (
            f"http://{LOOPBACK}:{self.http_port}/browser/?dbms=bolt://{USER}@{LOOPBACK}:{self.bolt_port}&db={DATABASE}"
        )


def last(home: Home) -> Server | None:
    """The server that was started last in a home; None where none was, or nobody can tell."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(home.state.read_text(encoding="utf-8"))
        return Server(**{**kept, "home": home.folder, "plugins": tuple(kept["plugins"])})
    return None


def running(home: Home) -> Server | None:
    """The server whose process is alive; one with the same number that is another process does not count."""
    server = last(home)
    if server and server.pid and server.born and born(server.pid) == server.born:
        return server
    return None


def remember(server: Server) -> None:
    """Write down what is known of a server."""
    write_privately(Home(server.home).state, json.dumps(asdict(server), default=str, indent=1) + "\n")


def forget_process(home: Home) -> None:
    """Write down that no process serves a home."""
    server = last(home)
    if server:
        remember(replace(server, pid=None, born=None))


def password(home: Home) -> str:
    """The password of a home's server.

    Raises
    ------
    ServerError
        If its file is lost.
    """
    try:
        return home.password_file.read_text(encoding="utf-8").rstrip("\n")
    except FileNotFoundError:
        raise ServerError(
            f"the file {home.password_file} with the password of this Neo4j is gone; put it back, or move "
            f"{home.folder} away and load the dossiers anew"
        ) from None


def make_password(home: Home) -> None:
    """Give a home without data a random password."""
    write_privately(home.password_file, secrets.token_hex(16) + "\n")


def write_privately(file: Path, text: str) -> None:
    """Write a file that nobody else could read at any moment, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # which is 0600 from the start
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def claimed(home: Home, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a home, which is made if it is missing, so that nobody else starts or stops its server.

    Raises
    ------
    ServerError
        If the folder holds something else or cannot be made.
    """
    try:
        home.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        strange = not home.mark.exists() and any(home.folder.iterdir())
    except OSError as error:
        raise ServerError(f"no folder can be made at {home.folder}: {error.strerror}; name another as home") from error
    if strange:
        raise ServerError(f"{home.folder} holds other things and no server of graphkit; name an empty or a new folder")
    with locked(home.mark, waiting=waiting):
        yield
