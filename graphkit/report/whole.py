"""The report: all that a dossier says up to a day, in linked views behind tabs, as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.dossier.clocks import at
from graphkit.dossier.digest import SHORT, version
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.evidence import all_evidence
from graphkit.graph.build import property_graph
from graphkit.report import network, panel
from graphkit.report.arrange import View, arranged
from graphkit.report.camps import computed_camps
from graphkit.report.page import VIEWS, Words, filled, pictured, reading
from graphkit.report.scene import Scene
from graphkit.report.seriation import orders
from graphkit.report.sizes import sized
from graphkit.report.spans import history, last_day, with_spans
from graphkit.report.story import steps
from graphkit.report.words import long_day

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Model

TABS: Mapping[str, str] = {
    "network": "Network",
    "matrix": "Matrix",
    "scales": "Scales",
    "timeline": "Timeline",
    "evidence": "Evidence",
}
BELONGING = ("member_of", "part_of", "represents")
WHOLES = ("bloc", "state", "delegation")


def report(
    dossier: Dossier,
    *,
    title: str | None = None,
    seed: int = 1,
    as_of: date | None = None,
    known_on: date | None = None,
    models: Sequence[Model] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: int | None = None,
) -> str:
    """Render a dossier as one HTML page with linked views: network, matrix, scales, timeline and evidence.

    Parameters
    ----------
    dossier : Dossier
        Free of errors, whole: not cut to a day.
    title : str, optional
        Heading of the page; default the dossier's title.
    seed : int
        Start of the layouts, and of draws.  The same dossier, title and seed give the same bytes.
    as_of : datetime.date, optional
        The last day of which the page tells, and the one to which it is set at first; default the dossier's own
        `as_of`, else the last day that it names.
    known_on : datetime.date, optional
        Day of the record; default its end.
    models : sequence of str, optional
        Models of bargaining whose outcomes stand on the scales; see `graphkit.report.models`.
    assume : mapping of str to float, optional
        For these models: salience or capability of everybody who has none; by default nothing is assumed.
    draws : int, optional
        For these models: how often what is not certain is drawn, 0 for not at all; see `graphkit.report.models`.

    Returns
    -------
    str
        The whole page.  Opened from a file it makes no request; its policy allows no script but its own.

    Raises
    ------
    graphkit.bargaining.table.BadInputs
        If an assumption is none.
    """
    told = history(dossier, as_of=as_of, known_on=known_on)
    dated = as_of or dossier.manifest.as_of or last_day(told)
    day = dated or dossier.manifest.recorded_on or date.min
    first = panel.first_day(told) or day.isoformat()
    story = steps(dossier) if _tells_all(dossier, as_of=as_of, known_on=known_on) else []
    words = {
        "title": title or dossier.manifest.title,
        "view": Words("report", "Report", ""),
        "about": "",
        "reading": "",
        "drawn": "",
        "as_of": long_day(dated) if dated else "",
        "known_on": long_day(known_on) if known_on else "",
        "first_day": min(first, day.isoformat()),
        "last_day": day.isoformat(),
        "alternative": "The network. Search, matrix and tables give the same by keyboard.",
        "answer": None,
        "report": {
            "tabs": TABS,
            "networks": VIEWS,
            "summary": dossier.manifest.summary or "",
            "hash": version(dossier)[:SHORT],
            "story": story,
        },
    }
    source = _source(dossier, words)
    data = {
        "view": "report",
        "title": words["title"],
        "source": source,
        "dossier": {"id": dossier.manifest.id, "title": dossier.manifest.title},
        "known_on": words["known_on"],
        "texts": len({piece.carrier for _, _, piece in all_evidence(told)}),
        "dated": dated is not None,
        "days": [words["first_day"], words["last_day"]],
        "records": with_spans(told, panel.records(told)),
        "networks": _networks(told, at(told, as_of=dated), seed=seed),
        "orders": orders(told, day),
        "camps": dict(sorted(network.camps(told).items())),
        "computed": computed_camps(told, first=min(date.fromisoformat(first), day), day=day),
        "story": [{"title": step["title"], "state": step["state"]} for step in story],
        **_judged(dossier, day, known_on=known_on, models=models, assume=assume, draws=draws, seed=seed),
    }
    return filled([told], data, {**words, "source": source})


def _source(dossier: Dossier, words: Mapping[str, Any]) -> str:
    """Where a view is from, on one line, for what is taken from the page."""
    licence = dossier.manifest.licence
    told = [
        f"As of {words['as_of']}" if words["as_of"] else "",
        f"as known on {words['known_on']}" if words["known_on"] else "",
        f"dossier {dossier.manifest.id}, version {version(dossier)[:SHORT]}",
        f"licence {licence}" if licence else "",
    ]
    return f"{', '.join(filter(None, told))}. Made with graphkit {__version__}."


def _judged(
    dossier: Dossier,
    day: date,
    *,
    known_on: date | None,
    models: Sequence[Model] | None,
    assume: Mapping[str, float] | None,
    draws: int | None,
    seed: int,
) -> dict[str, Any]:
    """What is computed for the page's own day: models of bargaining, and what is not known."""
    from graphkit.report.gaps import gaps
    from graphkit.report.models import models_on_scales

    told: dict[str, Any] = {"models": models, "assume": assume, "draws": draws, "seed": seed}
    return {
        "models": models_on_scales(dossier, day=day, known_on=known_on, **told),
        "gaps": gaps(dossier, day=day, known_on=known_on),
    }


def _tells_all(dossier: Dossier, *, as_of: date | None, known_on: date | None) -> bool:
    """Whether the page goes as far as the dossier, whose story may speak of all of it."""
    last, recorded = dossier.manifest.as_of, dossier.manifest.recorded_on
    return not (as_of and last and as_of < last) and not (known_on and recorded and known_on < recorded)


def _light(scene: Scene) -> Scene:
    """A scene whose lines of agreement and conflict name only issues: which positions count, the day decides."""
    edges = (
        replace(edge, facts=tuple((issue, ()) for issue, _ in edge.facts)) if edge.facts else edge
        for edge in scene.edges
    )
    return replace(scene, edges=tuple(edges))


def _counting(scene: Scene, told: Dossier) -> Scene:
    """A scene that keeps room beside the names of blocs for how many actors stand collapsed in them."""
    number = Counter(f"actor:{tie.to}" for tie in told.ties if tie.kind in BELONGING)
    nodes = (
        replace(node, more=f" +{number[node.id]}") if node.kind in WHOLES and number[node.id] else node
        for node in scene.nodes
    )
    return replace(scene, nodes=tuple(nodes))


def _networks(told: Dossier, today: Dossier, *, seed: int) -> dict[str, Any]:
    """The three networks, each with its picture, its legend, its measures and how to read it."""
    from graphkit.report.legend import camp_colors

    colors = camp_colors(network.camps(told).values())
    graph = property_graph(told)
    ended = any(len(told.of_kind(kind)) > len(today.of_kind(kind)) for kind in ("position", "tie", "event"))
    scenes: dict[View, Scene] = {
        "relations": network.relations(told, graph=graph),
        "positions": network.positions(told, graph=graph),
        "events": network.events(told),
    }
    found: dict[str, Any] = {}
    for view, ever in scenes.items():
        now = getattr(network, view)(today) if ended else ever
        scene, sizes = sized(_counting(_light(ever), told), now)
        arrangement = arranged(view, scene, seed=seed)
        found[view] = {
            "title": VIEWS[view].title,
            "reading": reading(view, scene, arrangement),
            "sizes": sizes,
            **pictured(scene, arrangement, colors, seed=seed),
        }
    return found
