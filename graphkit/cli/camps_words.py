"""What `graphkit camps` says of a network as a whole, and of how far its evidence goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.cli.camps_input import WORDS, Read
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.wishes import Wishes

if TYPE_CHECKING:
    from graphkit.analysis.camps.found import Camps
    from graphkit.analysis.changepoints import ChangePoints
    from graphkit.analysis.polarization import Course, Interval, Polarization

FEW = 2  # positions; camps of actors with fewer rest on one statement


def caption(read: Read, found: Camps, wishes: Wishes) -> str:
    """The network, the day, how many positions and ties, and from how many sources."""
    network = found.network
    parts = [
        f"network {read.name} ({WORDS[read.name]})" + (", unweighted" if wishes["unweighted"] else ""),
        *_days(read, wishes),
    ]
    tied = int((network.components >= 0).sum())
    parts.append(f"{tied} of {number_of(len(network), 'actor')} tied by {number_of(len(network.weight), 'tie')}")
    return plain("; ".join(parts)) + _evidence(read)


def _days(read: Read, wishes: Wishes) -> list[str]:
    if wishes["since"] or wishes["until"]:
        return [f"taken {wishes['since'] or ''} to {wishes['until'] or ''}"]
    if read.dossier is None:
        return []
    day = wishes["as_of"] or read.dossier.manifest.as_of
    return [f"as of {day}" if day else "as of the last day"]


def _evidence(read: Read) -> str:
    if read.stands is not None:
        said = number_of(len(read.stands.statements), "position")
        return f"; {said} for or against from {number_of(read.sources or 0, 'source')}"
    return f"; from {number_of(read.sources, 'source')}" if read.sources is not None else "; sources not told"


def summary(found: Camps, measured: Mapping[str, Any], read: Read, wishes: Wishes) -> Iterator[str]:
    """How well camps fit, how many there might be, and how far apart two of them are."""
    import numpy as np

    exact = found.frustration
    proof = "proven" if exact.proven else f"not proven, at least {exact.lower:g}"
    total = float(np.abs(found.network.weight).sum())
    yield f"frustration index {exact.index:g} of {total:g} by weight ({proof}); {_triangles(found)}"
    tries = ", ".join(
        f"{each.k}: {each.inconsistency:g}{'' if each.proven else ' found'}" for each in found.clusterings
    )
    yield f"what so many camps leave unexplained: {tries}"
    ranged = read.stands is not None and wishes["resamples"] > 0
    yield "polarization: " + ", ".join(_told(name, value, ranged=ranged) for name, value in measured.items())
    pressed = _pressed(found)
    if pressed:
        yield f"pressure is highest on: {pressed}"
    given = _of_groups(found, read)
    if given:
        yield "of the groups that are given: " + ", ".join(f"{name} {value + 0.0:.2f}" for name, value in given.items())


def _pressed(found: Camps) -> str:
    """The actors under most pressure, at most three, with the share of their ties that does not fit."""
    under = [(-share, actor) for actor, share in enumerate(found.pressure.tolist()) if share > 0]
    return ", ".join(f"{plain(found.network.actors.labels[actor])} {-share:.2f}" for share, actor in sorted(under)[:3])


def _triangles(found: Camps) -> str:
    counted = found.triangles
    return f"{counted.balanced} of {number_of(counted.total, 'triangle')} balanced" if counted.total else "no triangles"


def _told(name: str, value: Interval, *, ranged: bool) -> str:
    words = {"ei_index": "E-I", "esteban_ray": "Esteban-Ray"}.get(name, name)
    return f"{words} {_with_range(value, ranged=ranged)}"


def _with_range(value: Interval, *, ranged: bool) -> str:
    """A value with its range, or with a word where the evidence is too thin for one."""
    import math

    if math.isnan(value.value):
        return "not computed"
    range_ = " (too thin for a range)" if ranged else ""
    range_ = range_ if math.isnan(value.low) else f" ({value.low:.2f} to {value.high:.2f})"
    return f"{value.value + 0.0:.2f}{range_}"


def key(read: Read, draws: int, wishes: Wishes) -> Iterator[str]:
    """What a reader must know to read the columns."""
    if draws:
        drawn = f"{draws} draws of {wishes['resample'] if read.stands else 'ties'} with replacement"
        ranges = "; ranges hold 95 % of them" if read.stands else ""
        yield f"stays: share of {drawn} in which the actor is still tied to its camp{ranges}"
    yield "fits, misfits: weight of the actor's ties that fit its camp or not; pressure is the share that does not"


def key_of_reasons(*, by_stands: bool) -> Iterator[str]:
    """What a reader must know to read the columns of reasons."""
    what = "stand" if by_stands else "tie"
    yield f"pull: weight of the ties by this {what} that fit the camp, less those that do not"
    yield f"if turned, if gone: the camps found anew with this one {what} the other way round, or without it"


def _of_groups(found: Camps, read: Read) -> dict[str, float]:
    """The measures of the groups that an edge list gives, where it gives any."""
    import numpy as np

    from graphkit.analysis.polarization import measures

    if not read.groups:
        return {}
    names = sorted(set(read.groups.values()))
    codes = [names.index(read.groups[id]) if id in read.groups else -1 for id in found.network.actors.ids]
    measured = measures(found.network, np.array(codes, np.int64))
    if len(names) != 2:
        del measured["controversy"]
    return {"E-I" if name == "ei_index" else name: value for name, value in measured.items() if not np.isnan(value)}


def as_a_whole(found: Camps, measured: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """The summary as plain values."""
    from graphkit.analysis.camps.found import none_if_nan

    exact, counted = found.frustration, found.triangles
    names = found.network.actors.ids
    ties = zip(found.network.one, found.network.other, found.network.weight, exact.frustrated, strict=True)
    return {
        "frustration_index": exact.index,
        "proven_at_least": exact.lower,
        "proven": exact.proven,
        "frustrated_ties": [[names[one], names[other], float(weight)] for one, other, weight, is_ in ties if is_],
        "triangles": counted.total,
        "balanced_triangles": counted.balanced,
        "balanced_share": none_if_nan(counted.share),
        "clusterable": found.clusterable,
        "clusterability": [
            {"camps": each.k, "unexplained": each.inconsistency, "proven": each.proven} for each in found.clusterings
        ],
        "modularity_of_camps": none_if_nan(found.modularity),
        "polarization": {
            name: {part: none_if_nan(getattr(value, part)) for part in ("value", "low", "high")}
            for name, value in measured.items()
        },
        "groups": _of_groups(found, read),
    }


def warnings(read: Read, rows: list[dict[str, Any]], found: Camps) -> Iterator[str]:
    """Who is left out, and what rests on little."""
    alone = [row["label"] for row in rows if row["camp"] == "-"]
    if alone:
        yield f"without ties, so in no camp: {', '.join(alone)}"
    if read.sources == 1:
        yield "one source carries everything; drawing sources anew would tell nothing"
    thin = [
        row["label"] for row in rows if row["camp"] != "-" and row["positions"] is not None and row["positions"] < FEW
    ]
    if thin:
        yield f"one position each puts these into their camps: {', '.join(thin)}"
    doubtful = [f"{row['label']} ({row['doubtful']} of {row['positions']})" for row in rows if row["doubtful"]]
    if doubtful:
        yield f"alleged or disputed positions: {', '.join(doubtful)}; --exclude status=alleged leaves them out"
    parts = {row["camp"] for row in rows if row["camp"] != "-"}
    apart = int(found.network.components.max(initial=-1)) + 1
    if apart > 1 and found.options.method == "frustration" and len(parts) > 1:
        yield f"the network has {apart} parts that no tie joins; camps of different parts are no opponents"


def caption_of_course(read: Read, course: Course, wishes: Wishes) -> Iterator[str]:
    """What was measured window by window, and what the ranges are."""
    step = course.options.step
    network = f"the two camps of the network {read.name} ({WORDS[read.name]})"
    yield plain(f"polarization between {network}, window {course.options.window} moved by {step}") + _evidence(read)
    if course.options.draws:
        yield f"ranges hold 95 % of {course.options.draws} draws of a window's {wishes['resample']} with replacement"


def in_words(window: Polarization, row: dict[str, Any], draws: int) -> dict[str, Any]:
    """A row with its measures in words."""
    from graphkit.analysis.polarization import MEASURES

    return {**row, **{name: _with_range(getattr(window, name), ranged=draws > 0) for name in MEASURES}}


def told_changes(changes: ChangePoints, measure: str, windows: int, within: int) -> Iterator[str]:
    """Each change of level with the events before it."""
    if not changes.points:
        yield f"no change of level in {measure} over {number_of(windows, 'window')}"
    for each in changes.points:
        yield (
            f"{measure} changes from {each.before:.2f} to {each.after:.2f} with the window from {each.on};"
            f" shuffled windows do as well in {100 * each.chance:.2g} %"
        )
        yield f"  in the {within} days before: " + (
            "; ".join(plain(f"{event.date} {event.name} [{event.id}]") for event in each.events)
            or "no event is recorded"
        )
