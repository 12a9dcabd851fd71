"""A dossier in time as a picture for print: positions as bars in lanes, events as numbered marks above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphkit.analysis.timeline import Moves, Timeline
from graphkit.analysis.timeline.spans import Span, spans
from graphkit.dossier.dates import begins
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event, Position, Proposal
from graphkit.report.plots import sheet
from graphkit.report.plots.bars import NAME, By, Lane, actor_name, bars, issue_name, lane
from graphkit.report.plots.letters import wrapped
from graphkit.report.plots.marks import ROW, in_order, key_of, marks
from graphkit.report.plots.style import (
    A4,
    MARGIN,
    TALLEST,
    CannotDraw,
    caption_height,
    caption_lines,
    days_in_words,
    heading,
    heading_height,
    page,
    write_caption,
)
from graphkit.report.plots.ticks import Axis
from graphkit.report.words import count, long_day

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LANE_NAMES = 118.0  # points
BEYOND = 0.08  # of the width, for what goes on
LANES_AT_LEAST = 8
ROWS_AT_MOST = (None, 24, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1)
NAMED_AT_MOST = 24
NAMED_ON_A_TALL_PAGE = 90
AXIS = 17.0
BEFORE = (
    "the events are those of the {within} days before a change of position; that they came before is all that is said"
)
SHORTEST = 250.0  # points
CAPTION = 48.0  # of two lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a timeline is drawn.

    Attributes
    ----------
    by : "actor" or "issue"
        What a lane is for; bars are named after the other.
    all_lanes : bool
        Whether every lane is drawn, on a page as tall as that takes, in place of as many as an A4 page has room for.
    as_of, known_on : datetime.date or None
        The last day that the dossier tells of, and the day of the record.
    """

    by: By = "actor"
    all_lanes: bool = False
    as_of: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture is to show; `said` is what its caption must say of it."""

    dossier: Dossier
    positions: tuple[Position, ...]
    spans: dict[str, Span]
    turns: frozenset[str]
    events: tuple[Event | Proposal, ...]
    since: date | None
    until: date | None
    said: tuple[str, ...] = ()

    @property
    def sources(self) -> int:
        """From how many sources it is."""
        records: list[Event | Proposal | Position] = [*self.positions, *self.events]
        return len({each.carrier for record in records for each in record.evidence})


def shown(found: Timeline) -> Shown:
    """What a timeline shows: the positions that hold in its period, and its events and proposals."""
    wanted, dossier = found.wanted, found.dossier
    when = dict(spans(dossier))
    first, last = wanted.since or date.min, wanted.until or date.max
    positions = tuple(
        each
        for each in dossier.positions
        if "position" in (wanted.kinds or ("position",))
        and wanted.concerns((each.actor, *each.on_behalf_of), (each.issue,))
        and when[each.id].may_begin <= last
        and when[each.id].ended >= first
    )
    events = tuple(entry.record for entry in found.entries if entry.kind in ("event", "proposal"))
    turns = frozenset(each.id for each in positions if each.supersedes)
    return Shown(
        dossier,
        positions,
        when,
        turns,
        tuple(each for each in events if not isinstance(each, Position)),
        wanted.since,
        wanted.until,
    )


def shown_moves(found: Moves) -> Shown:
    """What changes of position show: the positions of those who made them on the same issues, and the events before."""
    pairs = {(each.after.actor, each.after.issue) for each in found.moves}
    positions = tuple(each for each in found.dossier.positions if (each.actor, each.issue) in pairs)
    events = {each.event.id: each.event for move in found.moves for each in move.events}
    turns = frozenset(each.after.id for each in found.moves)
    when = dict(spans(found.dossier))
    return Shown(
        found.dossier,
        positions,
        when,
        turns,
        tuple(events.values()),
        found.wanted.since,
        found.wanted.until,
        (BEFORE.format(within=found.parameters["within_days"]),),
    )


def timeline_figure(what: Shown, look: Look, title: str) -> Figure:
    """Draw positions and events in time.

    Parameters
    ----------
    what : Shown
    look : Look
    title : str

    Returns
    -------
    matplotlib.figure.Figure
        At most A4, landscape, or taller with `Look.all_lanes`.  What finds no room is counted in the caption.

    Raises
    ------
    CannotDraw
        If nothing has a date, or the page would be too tall.
    """
    axis = _axis(what, look)
    named = _named(what, look)
    placed = marks(named, axis)
    strip = ROW * (1 + max((each.row for each in placed), default=-1)) + 4
    key = key_of(named)
    fixed = heading_height(title) + sheet.LEGEND + strip + AXIS + sheet.key_height(key)
    lanes = _lanes(what, look, axis, A4[1] - fixed - CAPTION)
    words = caption_lines(_caption(what, look, lanes, named))
    tall = sum(each.height for each in lanes)
    height = max(SHORTEST, fixed + tall + caption_height(words) + 6)
    if height > TALLEST:
        raise CannotDraw(f"{len(lanes)} lanes are too many for a page; leave out --all-lanes, or choose with --actor")
    figure, canvas = page(height)
    y = heading(canvas, title, _below(what, look, axis))
    sheet.draw_legend(canvas, y + 4, [bar for each in lanes for row in each.rows for bar in row])
    y += sheet.LEGEND
    bottom = y + strip + AXIS + tall
    sheet.draw_axis(canvas, axis, y + strip, bottom, as_of=look.as_of)
    sheet.draw_marks(canvas, axis, placed, [each for each in what.events if each not in named], y + strip, bottom)
    y += strip + AXIS
    for number, each in enumerate(lanes):
        sheet.draw_lane(canvas, axis, each, y, shaded=number % 2 == 0)
        y += each.height
    sheet.draw_key(canvas, key, height - caption_height(words) - sheet.key_height(key))
    write_caption(canvas, words, height)
    return figure


def _axis(what: Shown, look: Look) -> Axis:
    days = [day for each in what.positions for day in begins(each.valid) if date.min < day < date.max]
    days += [when.ended for when in _of(what) if when.ended < date.max]
    days += [day for each in what.events for day in (each.date.earliest, each.date.latest) if day]
    if not days:
        raise CannotDraw("no position and no event with a date is left; leave out a filter")
    first = what.since or min(days)
    last = what.until or (max(look.as_of, first) if look.as_of else max(days))
    left, edge = MARGIN + LANE_NAMES, A4[0] - MARGIN
    return Axis(first, max(first, last), left, edge - BEYOND * (edge - left), edge)


def _of(what: Shown) -> Iterator[Span]:
    return (what.spans[each.id] for each in what.positions)


def _named(what: Shown, look: Look) -> list[Event | Proposal]:
    """The events that a number names: all, or those with the most to do with what is drawn."""
    most = NAMED_ON_A_TALL_PAGE if look.all_lanes else NAMED_AT_MOST
    actors, issues = {each.actor for each in what.positions}, {each.issue for each in what.positions}
    stated = Counter(f"event:{each.event}" for each in what.positions if each.event)

    def weight(each: Event | Proposal) -> int:
        there = {part.actor for part in each.participants} if isinstance(each, Event) else set(each.by)
        about = set(each.issues) if isinstance(each, Event) else {term.issue for term in each.terms}
        return len(there & actors) + len(about & issues) + 2 * stated[each.key]

    ranked = sorted(what.events, key=lambda each: (-weight(each), isinstance(each, Proposal), each.key))
    return in_order(ranked[:most])


def _lanes(what: Shown, look: Look, axis: Axis, room: float) -> list[Lane]:
    """The lanes with the most positions: as many as there is room for, each with as many rows as that leaves."""
    found = bars(what.positions, what.spans, what.turns, axis, look.by, what.dossier)
    ranked = sorted(found, key=lambda id: (-sum(len(bar.positions) for bar in found[id]), id))
    name = actor_name if look.by == "actor" else issue_name
    names = {id: wrapped(name(what.dossier, id), LANE_NAMES - 12, NAME, most=2) for id in ranked}
    if look.all_lanes:
        return [lane(id, names[id], found[id], None) for id in ranked]
    fitting: list[Lane] = []
    for most in ROWS_AT_MOST:
        fitting = list(_that_fit((lane(id, names[id], found[id], most) for id in ranked), room))
        if len(fitting) >= min(LANES_AT_LEAST, len(ranked)):
            break
    return fitting


def _that_fit(lanes: Iterable[Lane], room: float) -> Iterator[Lane]:
    for each in lanes:
        room -= each.height
        if room < 0:
            return
        yield each


def _below(what: Shown, look: Look, axis: Axis) -> str:
    other, name = ("issue", issue_name) if look.by == "actor" else ("actor", actor_name)
    there = sorted({getattr(each, other) for each in what.positions})
    preposition = "on" if other == "issue" else "of"
    same = f"all {preposition} {name(what.dossier, there[0])}" if there else ""
    named = same if len(there) == 1 else f"each bar named after its {other}s"
    told = f"Positions by {look.by}, {named}, and events" if what.positions else "Events"
    return f"{told}; {long_day(axis.first)} to {long_day(axis.last)}"


def _caption(what: Shown, look: Look, lanes: Sequence[Lane], named: Sequence[Event | Proposal]) -> list[str]:
    every = {each.actor if look.by == "actor" else each.issue for each in what.positions}
    positions = count(len(what.positions), "position") if what.positions else ""
    events = count(len(what.events), "event or proposal", "events and proposals") if what.events else ""
    told = [
        what.dossier.manifest.title,
        days_in_words(look.as_of, look.known_on),
        f"{' and '.join(filter(None, [positions, events]))} from {count(what.sources, 'source')}",
    ]
    told += what.said
    if len(lanes) < len(every):
        told.append(f"drawn are {len(lanes)} of {count(len(every), look.by)}, those with the most positions")
    left_out = sum(each.left_out for each in lanes)
    if left_out:
        told.append(f"in these lanes {count(left_out, 'position')} found no room")
    if len(named) < len(what.events):
        told.append(f"numbered are {len(named)} of {len(what.events)} events, those with most to do with what is drawn")
    return told
