"""One HTML file with everything in it: picture, panels, table, search, script and style; it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.dossier.dossier import Dossier
from graphkit.report import network, panel
from graphkit.report.arrange import Arrangement, View, arranged
from graphkit.report.packed import packed
from graphkit.report.scene import Scene
from graphkit.report.style import HIDE_LINES_FROM
from graphkit.report.words import long_day

if TYPE_CHECKING:
    from graphkit.report.bridge import Bridge

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a view is called, and how to read it."""

    name: str
    title: str
    reading: str


VIEWS: Mapping[View, Words] = {
    "relations": Words(
        "relations",
        "Relations between actors",
        "Grey arrows are ties. A blue line joins two actors who take the same side of an issue, a dashed vermillion "
        "one two who take opposite sides; the wider, the more issues.",
    ),
    "positions": Words(
        "positions",
        "Positions of actors on issues",
        "A line is a position: solid blue supports, dashed vermillion opposes.",
    ),
    "events": Words(
        "events",
        "Events and who took part",
        "Time runs from left to right. A line is the part that an actor took, an arrow between events leads to the "
        "one that followed.",
    ),
}
COLUMNS = " Actors of one country stand on one side; the countries that differ most, left and right."
CROWD = " Lines are hidden while the picture moves; arrowheads and dashes show from near."


def render(
    dossier: Dossier,
    *,
    view: View = "relations",
    title: str | None = None,
    seed: int = 1,
    as_of: date | None = None,
    known_on: date | None = None,
) -> str:
    """Render a dossier as one HTML page.

    Parameters
    ----------
    dossier : Dossier
        Free of errors, cut to the wanted day with `graphkit.dossier.clocks.at`.
    view : "relations", "positions" or "events"
    title : str, optional
        Heading of the page; default the dossier's title.
    seed : int
        Start of the layout.  The same dossier, view, title and seed give the same bytes.
    as_of, known_on : datetime.date, optional
        The days to which the dossier was cut, as the page states them; default the dossier's own `as_of` for the first.

    Returns
    -------
    str
        The whole page.  Opened from a file it makes no request; its policy allows no script but its own.
    """
    from graphkit.report.legend import camp_colors

    scene = getattr(network, view)(dossier)
    arrangement = arranged(view, scene, seed=seed)
    day = as_of or dossier.manifest.as_of
    said = VIEWS[view]
    words = {
        "title": title or dossier.manifest.title,
        "view": said,
        "about": "",
        "reading": reading(view, scene, arrangement),
        "as_of": long_day(day) if day else "",
        "known_on": long_day(known_on) if known_on else "",
        "first_day": panel.first_day(dossier),
        "last_day": day.isoformat() if day else "",
    }
    data = {
        "view": view,
        "dossier": {"id": dossier.manifest.id, "title": dossier.manifest.title},
        "records": panel.records(dossier),
    }
    colors = camp_colors(network.camps(dossier).values())
    return drawn(scene, arrangement, colors, seed=seed, data=data, words=words, dossiers=[dossier])


def reading(view: View, scene: Scene, arrangement: Arrangement) -> str:
    """How to read a view, and what is left out of one with very many lines."""
    crowd = len(scene.edges) > HIDE_LINES_FROM
    return VIEWS[view].reading + (COLUMNS if arrangement.columns else "") + (CROWD if crowd else "")


def drawn(
    scene: Scene,
    arrangement: Arrangement,
    colors: Mapping[str, str],
    *,
    seed: int,
    data: Mapping[str, Any],
    words: Mapping[str, Any],
    dossiers: Sequence[Dossier],
    answer: Mapping[str, Any] | None = None,
) -> str:
    """The page of a scene that has its places.

    Parameters
    ----------
    scene : Scene
    arrangement : Arrangement
    colors : mapping of str to str
        The colour of each camp.
    seed : int
    data : mapping
        What the page's script gets besides the picture: the view, the dossier, the records.
    words : mapping
        What the template says above the picture.
    dossiers : sequence of Dossier
        Whose positions stand in the page for readers without script.
    answer : mapping, optional
        `columns` and `rows` of an answer, as texts, for the same readers.

    Returns
    -------
    str
    """

    def page(picture: Mapping[str, Any]) -> str:
        told = {**data, "legend": found, "picture": {**picture, "texts": arrangement.texts}}
        alternative = f"{words['view'].title}. {scene.drawn} Search and table give the same by keyboard."
        said = {**words, "drawn": scene.drawn, "alternative": alternative, "answer": answer, "report": None}
        return filled(dossiers, told, said)

    from graphkit.report.legend import legend

    found = legend(scene, colors)
    return _bridge(scene, arrangement, colors, seed=seed, page=page).generate_html()


def pictured(
    scene: Scene, arrangement: Arrangement, colors: Mapping[str, str], *, seed: int
) -> dict[str, Mapping[str, Any]]:
    """What the page's script needs to draw a scene: its `picture` and its `legend`."""
    from graphkit.report.legend import legend

    bridge = _bridge(scene, arrangement, colors, seed=seed, page=_inert)
    picture = {"nodes": bridge.nodes, "edges": bridge.edges, "options": bridge.options, "texts": arrangement.texts}
    return {"picture": picture, "legend": legend(scene, colors)}


def _bridge(
    scene: Scene,
    arrangement: Arrangement,
    colors: Mapping[str, str],
    *,
    seed: int,
    page: Callable[[Mapping[str, Any]], str],
) -> Bridge:
    """The scene as a network of pyvis."""
    from graphkit.report.bridge import Bridge, options
    from graphkit.report.picture import drawn_edges, drawn_nodes

    bridge = Bridge(page, options(len(scene.nodes), len(scene.edges), seed=seed))
    for node in drawn_nodes(scene, arrangement, colors):
        bridge.add_node(**node)
    for edge in drawn_edges(scene, arrangement):
        bridge.add_edge(**edge)
    return bridge


def filled(dossiers: Sequence[Dossier], data: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """The template with its values; only style, script and data go in as they are."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("graphkit.report"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    script, style = script_and_style()
    html = environment.get_template("page.html.j2").render(
        **words,
        dossiers=[dossier.manifest for dossier in dossiers],
        version=__version__,
        rows=[row for dossier in dossiers for row in panel.rows(dossier)],
        sources=panel.sources_in_words(dossiers),
        licences=static("THIRD-PARTY-LICENCES.txt"),
        policy=policy(style, script),
        style=Markup(style),  # noqa: S704  # our own files
        still=Markup(static("noscript.css")),  # noqa: S704
        script=Markup(script),  # noqa: S704
        data=Markup(_inert(packed(data))),  # noqa: S704  # no character of it can end the element
    )
    return html.encode("utf-8", "replace").decode("utf-8")


@cache
def static(name: str) -> str:
    """The text of a file of the bundle."""
    return (files("graphkit.report") / "static" / name).read_text("utf-8")


def script_and_style() -> tuple[str, str]:
    """What stands in every page's script and style."""
    return static("page.js"), static("page.css")


def _inert(data: Mapping[str, Any]) -> str:
    """JSON that an HTML parser leaves alone."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def policy(style: str, *scripts: str, more: Mapping[str, str] | None = None) -> str:
    """A Content-Security-Policy under which these scripts run and nothing else does; `more` adds rules."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": f"{_hash(style)} {_hash(static('noscript.css'))}",
        **(more or {}),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
