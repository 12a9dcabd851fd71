"""A dossier in time: `happened` has what happened in order, `moves` the changes of position, `course` a measure.

`moves` tells the events just before each change and never that they caused it; `course` goes window by window.
"""

from graphkit.analysis.timeline.course import MEASURES, Course, CourseOptions, Measure, WindowOf, course
from graphkit.analysis.timeline.happened import KINDS, Entry, Kind, Timeline, Wanted, timeline
from graphkit.analysis.timeline.moves import EventBefore, Move, Moves, moves

__all__ = [
    "KINDS",
    "MEASURES",
    "Course",
    "CourseOptions",
    "Entry",
    "EventBefore",
    "Kind",
    "Measure",
    "Move",
    "Moves",
    "Timeline",
    "Wanted",
    "WindowOf",
    "course",
    "moves",
    "timeline",
]
