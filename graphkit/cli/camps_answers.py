"""The answers of `graphkit camps` in words: camps, the reasons for one actor's place, polarization over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.cli.camps_input import Read, read
from graphkit.cli.camps_words import (
    as_a_whole,
    caption,
    caption_of_course,
    in_words,
    key,
    key_of_reasons,
    summary,
    told_changes,
    warnings,
)
from graphkit.cli.measured import print_answer
from graphkit.cli.output import plain
from graphkit.cli.what_if import what_if_lines
from graphkit.cli.wishes import Wishes

if TYPE_CHECKING:
    from graphkit.analysis.camps.found import Camps
    from graphkit.analysis.camps.reasons import Why
    from graphkit.analysis.changepoints import ChangePoints
    from graphkit.analysis.polarization import Course
    from graphkit.dossier.model import Position

DRAWN_AT_MOST = 2000  # actors of a network of ties; in a larger one drawing takes minutes
SHOWN = {
    "camp": "camp",
    "label": "actor",
    "side": "side",
    "stays": "stays",
    "fits": "fits",
    "misfits": "misfits",
    "pressure": "pressure",
    "unbalanced": "unbalanced",
    "positions": "positions",
    "doubtful": "doubtful",
    "sources": "sources",
}
REASONS = {
    "what": "what",
    "pull": "pull",
    "with": "with",
    "against": "against",
    "if_turned": "if turned",
    "if_gone": "if gone",
    "positions": "positions",
    "doubtful": "doubtful",
    "sources": "sources",
}
TITLES = {"ei_index": "E-I index", "esteban_ray": "Esteban and Ray", "frustration": "frustration index"}
COURSE = {
    "from": "from",
    "to": "to",
    "actors": "actors",
    "statements": "positions",
    "sources": "sources",
    "frustration": "frustration",
    "modularity": "modularity",
    "ei_index": "E-I",
    "controversy": "controversy",
    "esteban_ray": "Esteban-Ray",
}


def answer_camps(read: Read, wishes: Wishes, format_: str) -> None:
    """Print the camps, actor by actor, under what they are worth as a whole."""
    found = _found(read, wishes)
    draws, stays = wishes["resamples"] if read.stands or len(found.network) <= DRAWN_AT_MOST else 0, {}
    if draws:
        from graphkit.analysis.camps.stability import stability

        drawn = stability(
            found, read.stands, kind=_kind(read), draws=draws, unit=wishes["resample"], seed=wishes["seed"]
        )
        stays = dict(zip(found.network.actors.ids, drawn.stays.tolist(), strict=True))
    rows = [_row(read, row, stays) for row in found.rows()]
    tied = [row for row in rows if row["camp"] != "-"]
    measured = _polarization(read, found, wishes)
    print_answer(
        rows if format_ in ("json", "csv") else tied,
        format_,
        caption="\n".join(
            [
                caption(read, found, wishes),
                *what_if_lines(wishes["sets"]),
                *_without(found, wishes),
                *summary(found, measured, read, wishes),
                *key(read, draws, wishes),
            ]
        ),
        parameters=_parameters(read, wishes, found.parameters),
        notes=[*read.notes, *warnings(read, rows, found)],
        shown=_that_say_something(SHOWN, tied),
        names=2,
        more={"network": as_a_whole(found, measured, read)},
    )


def _without(found: Camps, wishes: Wishes) -> Iterator[str]:
    """How the camps are without the what-if, and whom it moves: away from most of those with whom it stood."""
    if not wishes["sets"]:
        return
    base = _found(read(wishes["input"], {**wishes, "sets": ()}), wishes)
    before = _by_actor(base)
    now = _by_actor(found)
    stood = {
        camp: Counter(before.get(actor, "-") for actor, its in now.items() if its == camp) for camp in set(now.values())
    }
    moved = sorted(actor for actor, camp in now.items() if before.get(actor, "-") != stood[camp].most_common(1)[0][0])
    yield f"without what if: frustration {base.frustration.index:g}; it moves {', '.join(moved) or 'nobody'}"


def _by_actor(found: Camps) -> dict[str, str]:
    return {row["actor"]: row["camp"] for row in found.rows()}


def answer_why(read: Read, wishes: Wishes, format_: str) -> None:
    """Print what puts one actor into its camp."""
    import click

    from graphkit.analysis.camps.reasons import why_by_stands, why_by_ties

    found = _found(read, wishes)
    actor = _actor(read, found, wishes["why"])
    if found.camp[actor] < 0:
        name = plain(found.network.actors.labels[actor])
        raise click.UsageError(f"{name} has no tie in the network {read.name}, so no camp; name another --network")
    by_stands = read.stands is not None and not wishes["unweighted"]
    why = (
        why_by_stands(found, read.stands, actor, kind=_kind(read))
        if by_stands and read.stands is not None
        else why_by_ties(found, actor)
    )
    name = plain(found.network.actors.labels[actor])
    held = f"{name} in camp {why.camp}: ties of weight {found.fits[actor]:g} fit, {found.misfits[actor]:g} do not"
    rows = list(_reasons(read, why))
    print_answer(
        rows,
        format_,
        caption="\n".join([caption(read, found, wishes), held, *key_of_reasons(by_stands=by_stands)]),
        parameters=_parameters(read, wishes, {**found.parameters, **why.parameters}),
        notes=read.notes,
        shown=_that_say_something(REASONS, rows),
    )


def answer_course(read: Read, wishes: Wishes, format_: str) -> None:
    """Print polarization window by window, and where it changes."""
    import click

    from graphkit.analysis.changepoints import change_points
    from graphkit.analysis.polarization import PolarizationOptions, polarization

    if read.stands is None:
        raise click.UsageError("windows need dated positions; name a dossier or a DNA database")
    measure: Any = wishes["measure"] or "modularity"
    step = wishes["step"] or wishes["window"]
    options = PolarizationOptions(
        kind=_kind(read), window=wishes["window"], step=step, draws=wishes["resamples"], unit=wishes["resample"],
        seed=wishes["seed"],
    )  # fmt: skip
    course = polarization(read.stands.statements, options)
    days = [each.since for each in course.windows]
    changes = change_points(
        course.series(measure), days, dossier=read.dossier, within=wishes["within"] or 30, seed=wishes["seed"]
    )
    rows = course.rows()
    caption = "\n".join(caption_of_course(read, course, wishes))
    print_answer(
        rows
        if format_ in ("json", "csv")
        else [in_words(each, row, options.draws) for each, row in zip(course.windows, rows, strict=True)],
        format_,
        caption=caption,
        parameters=_parameters(read, wishes, {**course.parameters, **changes.parameters, "measure": measure}),
        notes=[*read.notes, *course.notes],
        shown=COURSE,
        names=2,
        more={"changes": changes.rows()},
        then=lambda: click.echo(
            "\n" + "\n".join(told_changes(changes, measure, len(rows), wishes["within"] or 30)),
        ),
    )
    if format_ == "csv" and changes.points:
        for line in told_changes(changes, measure, len(rows), wishes["within"] or 30):
            click.echo(line, err=True)
    if wishes["plot"]:
        _plot(read, course, changes, measure, wishes)


def _plot(read: Read, course: Course, changes: ChangePoints, measure: Any, wishes: Wishes) -> None:
    """Draw one measure window by window."""
    from graphkit.cli.plotting import write_plot
    from graphkit.report.plots.course import course_figure, line_of_polarization
    from graphkit.report.plots.style import texts_of

    dossier = read.dossier
    about = dossier.manifest.title if dossier else ""
    as_of = (wishes["as_of"] or dossier.manifest.as_of) if dossier else None
    line = line_of_polarization(course, measure, changes, about=about, as_of=as_of, known_on=wishes["known_on"])
    title = f"Polarization ({TITLES.get(measure, measure)}) between the two camps of the network {read.name}"
    texts = texts_of(dossier) if dossier else []
    write_plot(wishes["plot"], None, lambda: course_figure(line, title), title=title, texts=texts)


def _found(read: Read, wishes: Wishes) -> Camps:
    from graphkit.analysis.camps.found import CampOptions, camps

    names = ("method", "resolution", "engine", "seed")
    return camps(
        read.network,
        CampOptions(
            at_most=wishes["up_to"],
            time_limit_s=wishes["time_limit"],
            k=wishes["k"] or 3,
            **{name: wishes[name] for name in names},
        ),
    )


def _kind(read: Read) -> Any:
    return read.name if read.stands else "signed"


def _parameters(read: Read, wishes: Wishes, more: Mapping[str, Any]) -> dict[str, Any]:
    """What was measured and how, without the wishes that nobody had."""
    wished = {name.rstrip("_"): value for name, value in wishes.items() if value not in (None, (), False)}
    for repeated in ("up_to", "time_limit", "plot", *(() if read.stands else ("resample",))):
        wished.pop(repeated, None)
    return {**wished, "network": read.name, "sources": read.sources, **more}


def _polarization(read: Read, found: Camps, wishes: Wishes) -> dict[str, Any]:
    """The measures of polarization, with ranges where there are positions to draw."""
    from graphkit.analysis.camps.found import opposed, sides_as_camps
    from graphkit.analysis.polarization import MEASURES, Interval, PolarizationOptions, measures, polarization

    if read.stands is not None and not wishes["unweighted"]:
        options = PolarizationOptions(
            kind=_kind(read), draws=wishes["resamples"], unit=wishes["resample"], seed=wishes["seed"]
        )
        (whole,) = polarization(read.stands.statements, options).windows
        return {name: getattr(whole, name) for name in MEASURES}
    nothing = float("nan")
    camps = sides_as_camps(found.network, found.frustration.sides)
    measured = measures(found.network, camps, opposed(found.network, camps))
    return {name: Interval(value, nothing, nothing) for name, value in measured.items()}


def _row(read: Read, row: dict[str, Any], stays: Mapping[str, float]) -> dict[str, Any]:
    from graphkit.analysis.camps.found import none_if_nan

    positions, sources = _shown_by(read).get(row["actor"], (0, 0))
    told = {
        "positions": positions,
        "doubtful": read.doubtful.get(row["actor"], 0) if read.dossier else None,
        "sources": sources,
    }
    return {
        **row,
        "stays": none_if_nan(stays.get(row["actor"], float("nan"))),
        **(told if read.stands is not None else {"positions": None, "doubtful": None, "sources": None}),
    }


def _shown_by(read: Read) -> dict[str, tuple[int, int]]:
    """How many statements with a side each actor made, and how many sources show them."""
    import numpy as np

    if read.stands is None:
        return {}
    table = read.stands.statements
    found = {}
    for actor in np.unique(table.actor).tolist():
        own = table.take(table.actor == actor)
        found[table.actors.ids[actor]] = (len(own), own.sources)
    return found


def _positions(read: Read) -> dict[str, list[Position]]:
    """The positions of each actor of a dossier that have a side or a condition."""
    held: dict[str, list[Position]] = defaultdict(list)
    for position in read.dossier.positions if read.dossier else ():
        if position.stance != "neutral":
            held[position.actor].append(position)
    return held


def _is_doubtful(position: Position) -> bool:
    return position.status in ("alleged", "disputed") and position.stance in ("support", "oppose")


def _that_say_something(columns: Mapping[str, str], rows: list[dict[str, Any]]) -> dict[str, str]:
    return {name: heading for name, heading in columns.items() if any(row.get(name) is not None for row in rows)}


def _actor(read: Read, found: Camps, words: str) -> int:
    import click

    from graphkit.cli.options import resolve
    from graphkit.dossier.problem import near, quoted

    ids = found.network.actors.ids
    if words in ids:
        return ids.index(words)
    actor = resolve(read.whole, "actor", words, cut=read.dossier) if read.whole else words
    if actor not in ids:
        why = "has no position in the network" if read.whole else f"is no actor in the file; {near(words, ids)}"
        raise click.UsageError(f"{quoted(actor)} {why}")
    return ids.index(actor)


def _reasons(read: Read, why: Why) -> Iterator[dict[str, Any]]:
    for row in why.rows():
        held = [
            position
            for position in _positions(read).get(why.actor, [])
            if position.issue == row["about"] and position.stance in (_stance(row["sign"]), "conditional")
        ]
        by_stand = bool(row["statements"])
        side = _stance(row["sign"]) if by_stand else ("agreement with" if row["sign"] > 0 else "conflict with")
        yield {
            "about": row["about"],
            "sign": row["sign"],
            "what": f"{side}: {row['label']}" if by_stand else f"{side} {row['label']}",
            **{name: row[name] for name in ("pull", "if_turned", "if_gone")},
            "with": list(row["with"]) if by_stand else None,
            "against": list(row["against"]) if by_stand else None,
            "positions": [position.id for position in held] if read.dossier and by_stand else None,
            "doubtful": [position.id for position in held if _is_doubtful(position)] if held else None,
            "sources": row["sources"] if by_stand else None,
        }


def _stance(sign: int) -> str:
    return "support" if sign > 0 else "oppose"
