"""The answers of `graphkit timeline` in words: what happened, changes of position, and a measure over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit.cli.difference import Compared, beside
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.plotting import write_plot
from graphkit.cli.printing import print_answer
from graphkit.cli.what_if import what_if_in_short, what_if_lines
from graphkit.cli.wording import issue_name, name_of

if TYPE_CHECKING:
    from graphkit.analysis.timeline import Entry, EventBefore, Move, Moves, Timeline, Wanted
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Position
    from graphkit.report.plots.timeline import Shown

ALL_THAT_IS_SAID = "that an event came before a change is all that is said"
HAPPENED = {
    "date": "date",
    "happening": "what",
    "who": "who",
    "says": "says",
    "about": "issue",
    "shown_by": "sources",
}
MOVES = {
    "date": "date",
    "who": "who",
    "about": "issue",
    "turn": "change",
    "what_changed": "changed",
    "events_before": "events just before",
    "shown_by": "sources",
}
ENTRIES = Compared(
    ("kind", "what", "record", "by", "actors"), ("stance", "value", "status", "says", "shown_by"), ("value",)
)
TURNS = Compared(("before", "after"), ("turn", "what_changed", "shown_by"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A dossier with every position taken by a day, the same without what --set supposes, and what is wanted of it."""

    folder: str | None
    dossier: Dossier
    base: Dossier | None
    wanted: Wanted
    wishes: Mapping[str, Any]
    as_of: date | None

    @property
    def days(self) -> dict[str, date | None]:
        """The day of the world and that of the record."""
        return {"as_of": self.as_of, "known_on": self.wishes["known_on"]}

    @property
    def parameters(self) -> dict[str, Any]:
        """What tells one answer from another."""
        return {"dossier": self.dossier.manifest.id, **self.days, "set": list(self.wishes["sets"])}

    @property
    def day(self) -> str:
        """Both days, in words."""
        known_on = self.wishes["known_on"]
        world = f"as of {self.as_of}" if self.as_of else "as of the last day"
        return f"{world}, as known on {known_on}" if known_on else world

    @property
    def about(self) -> str:
        """The actors and issues that are asked for, in words; empty where there are none."""
        actors = [name_of(self.dossier, id) for id in self.wanted.actors]
        issues = [issue_name(self.dossier, id) for id in self.wanted.issues]
        return "".join(f", {word} {' and '.join(names)}" for word, names in (("of", actors), ("on", issues)) if names)


def happened(asked: Asked, format_: str) -> None:
    """Print what happened, in order."""
    from graphkit.analysis.timeline import timeline

    found = timeline(asked.dossier, asked.wanted, as_of=asked.as_of)
    told = "1 entry" if len(found.entries) == 1 else f"{len(found.entries)} entries"
    caption = f"timeline{asked.about}; {asked.day}; {told} from {number_of(len(found.sources), 'source')}"
    rows, difference = _entries(found, asked.dossier), None
    if asked.base:
        before = _entries(timeline(asked.base, asked.wanted, as_of=asked.as_of), asked.base)
        difference = beside(rows, before, ENTRIES, asked.wishes["sets"])
        rows = difference.rows
    print_answer(
        rows,
        format_,
        caption=caption,
        parameters=asked.parameters | found.parameters,
        notes=found.notes,
        shown=HAPPENED,
        difference=difference,
    )
    if asked.wishes["plot"]:
        from graphkit.report.plots.timeline import shown

        _plot(asked, shown(found))


def _entries(found: Timeline, dossier: Dossier) -> list[dict[str, Any]]:
    return [{**row, **_in_words(entry, dossier)} for row, entry in zip(found.rows(), found.entries, strict=True)]


def _in_words(entry: Entry, dossier: Dossier) -> dict[str, Any]:
    return {
        "date": entry.dated or "not said",
        "happening": _HAPPENING.get((entry.kind, entry.what), entry.kind),
        "who": _who(entry, dossier),
        "says": _says(entry, dossier),
        "about": [issue_name(dossier, id) for id in entry.issues],
        "shown_by": _graded(entry, dossier),
    }


_HAPPENING = {
    ("position", "begins"): "position",
    ("position", "ends"): "position ends",
    ("position", "is superseded"): "position superseded",
}


def _who(entry: Entry, dossier: Dossier) -> list[str]:
    """Who took part, holds a position, and for whom, or answers."""
    names = [name_of(dossier, id) for id in entry.actors]
    if entry.kind == "position" and len(names) > 1:
        return [f"{names[0]}, for {' and '.join(names[1:])}"]
    return names


def _says(entry: Entry, dossier: Dossier) -> str:
    from graphkit.dossier.model import Position

    if isinstance(entry.record, Position):
        stance = _stance(entry.record)
        return f"{stance} > {_stance(entry.by)}" if entry.by else f"{stance}{_doubts(entry.record, dossier)}"
    return (f"{entry.what}: " if entry.kind == "answer" else "") + plain(entry.record.name)


def _doubts(position: Position, dossier: Dossier) -> str:
    """What a position claims, after what a reader must know before believing it."""
    by = f"according to {name_of(dossier, position.attributed_by)}" if position.attributed_by else ""
    marks = ", ".join(filter(None, ["" if position.status == "plain" else position.status, by]))
    return (f" ({marks})" if marks else "") + f": {plain(position.claim)}"


def _stance(position: Position) -> str:
    return position.stance if position.value is None else f"{position.stance} {position.value:g}"


def _graded(entry: Entry, dossier: Dossier) -> list[str]:
    """The sources that carry an entry, each with its grades."""
    from graphkit.analysis.timeline.happened import grade

    grades: dict[str, list[str]] = {}
    for each in entry.evidence:
        grades.setdefault(each.carrier, []).append(grade(each, dossier))
    told = {source: ", ".join(dict.fromkeys(filter(None, every))) for source, every in grades.items()}
    return [f"{source} ({grade})" if grade else source for source, grade in told.items()]


def moves(asked: Asked, format_: str) -> None:
    """Print each change of position with the events just before it."""
    from graphkit.analysis.timeline import moves as find

    found = find(asked.dossier, asked.wanted, within=asked.wishes["within"])
    within = number_of(asked.wishes["within"], "day")
    caption = (
        f"changes of position{asked.about}; {asked.day}; {number_of(len(found.moves), 'change')} from "
        f"{number_of(len(found.sources), 'source')}; events up to {within} before: {ALL_THAT_IS_SAID}"
    )
    rows, difference = _moves(found, asked.dossier), None
    if asked.base:
        before = _moves(find(asked.base, asked.wanted, within=asked.wishes["within"]), asked.base)
        difference = beside(rows, before, TURNS, asked.wishes["sets"])
        rows = difference.rows
    print_answer(
        rows,
        format_,
        caption=caption,
        parameters=asked.parameters | found.parameters,
        notes=found.notes,
        shown=MOVES,
        difference=difference,
    )
    if asked.wishes["plot"]:
        from graphkit.report.plots.timeline import shown_moves

        _plot(asked, shown_moves(found))


def _moves(found: Moves, dossier: Dossier) -> list[dict[str, Any]]:
    return [{**row, **_move(each, dossier)} for row, each in zip(found.rows(), found.moves, strict=True)]


def _move(move: Move, dossier: Dossier) -> dict[str, Any]:
    joined = "" if move.how == "supersedes" else " (not said to supersede)"
    unclear = f"{number_of(len(move.unclear), 'event')} of vague date may lie before or after"
    return {
        "date": move.dated,
        "who": name_of(dossier, move.after.actor),
        "about": issue_name(dossier, move.after.issue),
        "turn": f"{_stance(move.before)} > {_stance(move.after)}{joined}",
        "what_changed": list(move.changed),
        "events_before": [*map(_event, move.events), *([unclear] if move.unclear else [])] or ["none recorded"],
        "shown_by": sorted(
            dict.fromkeys(each.carrier for position in (move.before, move.after) for each in position.evidence)
        ),
    }


def _event(each: EventBefore) -> str:
    """An event before a change: when, what part the actor took, and whether it was about the issue."""
    most = "?" if each.at_most is None else str(each.at_most)
    days = number_of(each.days, "day") if each.days == each.at_most else f"{each.days} to {most} days"
    when = "on the same day, order not told" if each.days == each.at_most == 0 else f"{days} before"
    part = f"took part as {' and '.join(each.roles)}" if each.roles else "no part recorded"
    about = "about this issue" if each.addressed else "not about this issue"
    return f"{plain(each.event.name)} [{each.event.id}], {when}, {part}, {about}"


def _plot(asked: Asked, what: Shown) -> None:
    from graphkit.report.plots.style import texts_of
    from graphkit.report.plots.timeline import Look, timeline_figure

    look = Look(by=asked.wishes["lanes"] or "actor", all_lanes=asked.wishes["all_lanes"], **asked.days)
    sets = asked.wishes["sets"]
    title = what_if_in_short(f"{asked.dossier.manifest.title}{asked.about}", sets)
    what = replace(what, said=(*what_if_lines(sets), *what.said))
    write_plot(
        asked.wishes["plot"],
        asked.folder,
        lambda: timeline_figure(what, look, title),
        title=title,
        texts=texts_of(asked.dossier),
    )
