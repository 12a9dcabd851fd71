"""How well it is known where each actor stands on each issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, get_args

from graphkit.analysis.questions import answer
from graphkit.analysis.questions.asked import Asked
from graphkit.analysis.questions.facts import Facts, carriers
from graphkit.analysis.questions.proof import grades, published
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

State = Literal["sourced", "single", "stale", "none"]
STATES: tuple[State, ...] = get_args(State)
STALE_AFTER = 90  # days; the same as in the question `stale`
TWO = 2
COLUMNS = (
    *("actor", "actor_name", "issue", "issue_name", "state", "stances", "positions", "carriers", "newest", "age"),
    *("best_grade", "doubtful"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one actor on one issue.

    Attributes
    ----------
    actor, issue : str
        Ids.
    state : "sourced", "single", "stale" or "none"
        Two texts or more carry the same stance; one text alone does; all evidence is older than what was asked for,
        however many carry it; or nothing tells a position, as where one is only supposed.
    stances, positions : tuple of str
        The stances taken, and the ids of the positions.
    carriers : tuple of str
        Ids of the sources in whose texts the evidence stands.
    newest : datetime.date or None
        When the newest evidence was published at the latest; None where that is not known, which counts as stale.
    age : int or None
        Days from then to the day asked for.
    best_grade : str or None
        The best Admiralty grade of the evidence, by reliability and then by credibility, such as ``B2``.
    doubtful : int
        How many of the positions are alleged, disputed or only told by another.
    """

    actor: str
    issue: str
    state: State
    stances: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    newest: date | None = None
    age: int | None = None
    best_grade: str | None = None
    doubtful: int = 0


@dataclass(frozen=True, repr=False)
class Coverage(ShowsItself):
    """A cell for each actor and issue.

    Attributes
    ----------
    actors, issues : mapping of str to str
        Ids with names; the rows and the columns, in order of id.
    cells : tuple of Cell
        Actor by actor.
    left_out : int
        How many actors without any position are no row.
    parameters : mapping
    """

    actors: Mapping[str, str]
    issues: Mapping[str, str]
    cells: tuple[Cell, ...]
    left_out: int
    parameters: Mapping[str, Any]

    @cached_property
    def counts(self) -> dict[State, int]:
        """How many cells have each state; together they are all cells."""
        return _counted(self.cells)

    @cached_property
    def of_actor(self) -> dict[str, dict[State, int]]:
        """The same for each actor."""
        return {actor: _counted(row) for actor, row in self.by_actor.items()}

    @cached_property
    def of_issue(self) -> dict[str, dict[State, int]]:
        """The same for each issue."""
        found: dict[str, list[Cell]] = {issue: [] for issue in self.issues}
        for cell in self.cells:
            found[cell.issue].append(cell)
        return {issue: _counted(column) for issue, column in found.items()}

    @cached_property
    def by_actor(self) -> dict[str, list[Cell]]:
        """The cells of each actor, issue by issue."""
        found: dict[str, list[Cell]] = {actor: [] for actor in self.actors}
        for cell in self.cells:
            found[cell.actor].append(cell)
        return found

    def rows(self) -> list[dict[str, Any]]:
        """One row for each cell."""
        return [self._row(cell) for cell in self.cells]

    def _row(self, cell: Cell) -> dict[str, Any]:
        names = {"actor_name": self.actors[cell.actor], "issue_name": self.issues[cell.issue]}
        return {name: names[name] if name in names else getattr(cell, name) for name in COLUMNS}

    def _shown(self) -> Shown:
        told = Counter(cell.state for cell in self.cells)
        caption = f"coverage: {', '.join(f'{told[state]} {state}' for state in STATES)}"
        columns = ("actor_name", "issue_name", "state", "stances", "newest", "best_grade")
        return Shown(self.rows(), columns, total=len(self.cells), caption=caption, parameters=self.parameters)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def coverage(
    asked: Asked,
    *,
    stale_after: int = STALE_AFTER,
    actors: Collection[str] = (),
    kinds: Collection[str] = (),
    issues: Collection[str] = (),
    every: bool = False,
) -> Coverage:
    """Cross the actors with the issues of a dossier.

    Parameters
    ----------
    asked : Asked
    stale_after : int
        Days; evidence that is older on the day asked for is stale.  Where no day is asked for, on the day of the newest
        source.
    actors, kinds : collection of str, optional
        Ids and kinds of actors that are rows; all where there is none.
    issues : collection of str, optional
        Ids of the issues that are columns.
    every : bool
        Whether actors are rows that hold no position at all.  An actor that is named in `actors` always is.

    Returns
    -------
    Coverage
    """
    now = asked.now
    held = {(_slug(row["actor"]), _slug(row["issue"])): row for row in answer("coverage", asked)}
    columns = {id: name for id, name in _named(now, "Issue") if not issues or id in issues}
    wanted = {id: name for id, name in _named(now, "Actor") if _is_wanted(now, id, actors, kinds)}
    speaking = {actor for actor, issue in held if issue in columns}
    rows = {id: name for id, name in wanted.items() if every or id in actors or id in speaking}
    day = _day(asked)
    cells = (
        _cell(now, actor, issue, held.get((actor, issue)), day=day, stale_after=stale_after)
        for actor in rows
        for issue in columns
    )
    parameters = {
        "as_of": None if asked.as_of == date.max else asked.as_of,
        "known_on": None if asked.known_on == date.max else asked.known_on,
        "stale_after": stale_after,
        "stale_before": day,
    }
    return Coverage(rows, columns, tuple(cells), len(wanted) - len(rows), parameters)


def _named(facts: Facts, label: str) -> list[tuple[str, str]]:
    return [(_slug(id), facts.get(id, "short") or facts.get(id, "name")) for id in facts.all(label)]


def _is_wanted(facts: Facts, id: str, actors: Collection[str], kinds: Collection[str]) -> bool:
    kind = facts.get(f"actor:{id}", "kind")
    return (not actors or id in actors) and (not kinds or kind in kinds)


def _day(asked: Asked) -> date | None:
    """The day on which evidence is so and so old: the one asked for, else that of the newest source."""
    if asked.as_of != date.max:
        return asked.as_of
    now = asked.now
    days = (now.get(source, name) for source in now.all("Source") for name in ("valid_until", "valid_from"))
    return max((day for day in days if day), default=None)


def _cell(
    facts: Facts, actor: str, issue: str, row: Mapping[str, Any] | None, *, day: date | None, stale_after: int
) -> Cell:
    if row is None:
        return Cell(actor, issue, "none")
    positions: list[str] = row["positions"]
    texts = {position: carriers(facts, position) for position in positions}
    newest = max((each for position in positions for each in published(facts, position)), default=None)
    age = (day - newest).days if day and newest else None
    best = min((each for position in positions for each in grades(facts, position)), default=None)
    state: State = (
        "stale" if age is None or age > stale_after else "sourced" if _most_texts(facts, texts) >= TWO else "single"
    )
    return Cell(
        actor,
        issue,
        state if any(texts.values()) else "none",  # what is only supposed, nothing tells
        tuple(row["stances"]),
        tuple(map(_slug, positions)),
        tuple(sorted({_slug(each) for found in texts.values() for each in found})),
        newest,
        age,
        f"{best[0]}{best[1]}" if best else None,
        row["doubtful"],
    )


def _most_texts(facts: Facts, texts: Mapping[str, Iterable[str]]) -> int:
    """How many texts carry the stance that most of them carry."""
    by_stance: dict[str, set[str]] = {}
    for position, found in texts.items():
        by_stance.setdefault(facts.get(position, "stance"), set()).update(found)
    return max(map(len, by_stance.values()), default=0)


def _counted(cells: Iterable[Cell]) -> dict[State, int]:
    counted = Counter(cell.state for cell in cells)
    return {state: counted[state] for state in STATES}


def _slug(id: str) -> str:
    return id.partition(":")[2]
