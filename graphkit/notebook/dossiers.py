"""A dossier in a notebook: opened, shown in short, as a graph and as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, eq=False, repr=False)
class Opened(Dossier):
    """A dossier cut to a day, which still knows the whole that it was cut from.

    Attributes
    ----------
    whole : Dossier, optional
        With what was superseded, retracted and corrected; None where nobody knows.
    as_of, known_on : datetime.date, optional
        The days that were asked for.
    """

    whole: Dossier | None = field(default=None)
    as_of: date | None = field(default=None)
    known_on: date | None = field(default=None)

    @property
    def day(self) -> date | None:
        """The day of the world to which it is cut; None for all that it tells."""
        return self.as_of or self.manifest.as_of

    def _repr_html_(self) -> str:
        """What it holds, in short."""
        from graphkit.graph.inline import html

        told = f"{self.manifest.title}, as of {self.day or 'the last day'}"
        record = f", as known on {self.known_on}" if self.known_on else ""
        rows = [{"records": name, "number": number} for name, number in self.counts.items()]
        notes = [self.manifest.summary] if self.manifest.summary else []
        return html(rows, ("records", "number"), total=len(rows), caption=told + record, notes=notes)


def open_dossier(folder: Path | str, *, as_of: date | str | None = None, known_on: date | str | None = None) -> Opened:
    """Open a dossier, cut to one day of the world as known on one day of the record.

    Parameters
    ----------
    folder : Path or str
        The dossier's folder, or the id of one that comes with graphkit, such as ``istanbul-2025``; or a DNA database,
        an event list that DNA exported, or a table of positions.
    as_of, known_on : datetime.date or str, optional
        Days, YYYY-MM-DD; by default the dossier's own day, and the end of the record.

    Returns
    -------
    Opened
        A `graphkit.dossier.dossier.Dossier`; its `whole` is the dossier with all that no longer counts.

    Raises
    ------
    ValueError
        If the dossier has errors, which the message lists, the file cannot be read, or a day is not one.

    Examples
    --------
    >>> open_dossier("istanbul-2025").manifest.title
    'The Istanbul talks of 2 June 2025'
    """
    from graphkit.dossier.cache import examine

    place = _place(folder)
    dossier, problems = (_of_file(place), []) if place.is_file() else examine(place)
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    if errors:
        raise ValueError("\n".join(errors))
    return opened(dossier, as_of=_day(as_of), known_on=_day(known_on))


def _of_file(file: Path) -> Dossier:
    from graphkit.formats.bargaining import read_tabled
    from graphkit.formats.dna import read_dossier

    return read_tabled(file) if is_table(file) else read_dossier(file)


def opened(whole: Dossier, *, as_of: date | None = None, known_on: date | None = None) -> Opened:
    """A whole dossier cut to its days."""
    from graphkit.dossier.clocks import at

    cut = at(whole, as_of=as_of, known_on=known_on)
    held: dict[str, Any] = {each.name: getattr(cut, each.name) for each in fields(Dossier)}
    return Opened(**held, whole=whole, as_of=as_of, known_on=known_on)


def _day(given: date | str | None) -> date | None:
    from graphkit.dossier.dates import day

    return day(given) if isinstance(given, str) else given


def _place(folder: Path | str) -> Path:
    """Where a dossier lies: what is there under that path, else one that comes with graphkit."""
    from graphkit.dossier.bundled import bundled_dossier

    place = Path(folder)
    if not place.exists() and isinstance(folder, str) and place.name == folder:
        try:
            return bundled_dossier(folder)
        except FileNotFoundError:
            return place
    return place


def is_dossier(path: Path | str) -> bool:
    """Whether a path is that of a dossier's folder, or the name of one that comes with graphkit."""
    return _place(path).is_dir()


def is_table(path: Path | str) -> bool:
    """Whether a path is that of a table of positions, which may be opened as a dossier."""
    from graphkit.formats.bargaining import are_inputs
    from graphkit.formats.networks import kind_in

    file = Path(path)
    return file.is_file() and kind_in(file) is None and are_inputs(file)


def to_networkx(dossier: Dossier | Path | str) -> nx.MultiDiGraph[Any]:
    """The property graph of a dossier; see `graphkit.graph.build.property_graph`."""
    from graphkit.graph.build import property_graph

    return property_graph(dossier if isinstance(dossier, Dossier) else open_dossier(dossier))


def to_frame(found: Any) -> Any:
    """A result, or the records of a dossier, as a pandas DataFrame.

    Parameters
    ----------
    found : a result, or records
        Such as `influence`, `brokers`, `camps` and `discourse` return; or ``dossier.positions`` and the other kinds of
        record, with a column for each question.

    Raises
    ------
    ImportError
        If pandas is not installed.
    TypeError
        If it is nothing that has rows.

    Examples
    --------
    >>> frame = to_frame(open_dossier("istanbul-2025").positions)
    >>> {"actor", "issue", "stance", "value"} <= set(frame.columns)
    True
    """
    from graphkit.dossier.rows import row
    from graphkit.graph.frame import frame

    if isinstance(found, Records):
        rows = [row(record) for record in found]
        return frame(rows, list(rows[0]) if rows else ["id"])
    if isinstance(found, Dossier):
        raise TypeError("a dossier has several tables; take one, such as to_frame(dossier.positions)")
    if not hasattr(found, "to_frame"):
        raise TypeError(f"{type(found).__name__} has no rows; give a result, or records such as dossier.positions")
    return found.to_frame()


def _is_as_opened(dossier: Opened, whole: Dossier) -> bool:
    from graphkit.dossier.clocks import at

    cut = at(whole, as_of=dossier.as_of, known_on=dossier.known_on)
    return all(dossier.of_kind(kind.name_of_kind) == cut.of_kind(kind.name_of_kind) for kind in RECORD_KINDS)


def whole_of(dossier: Dossier) -> tuple[Dossier, Mapping[str, date | None]]:
    """The whole dossier behind one that was cut, with the days it was cut to; itself where that is not known.

    Nor is it of one that was opened and then cut again or changed.
    """
    if isinstance(dossier, Opened) and dossier.whole is not None and _is_as_opened(dossier, dossier.whole):
        return dossier.whole, {"as_of": dossier.as_of, "known_on": dossier.known_on}
    return dossier, {"as_of": None, "known_on": None}
