"""An XML file of KTAB's spatial model: dimensions; for each actor a capability, and a position and salience on each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from graphkit.bargaining.table import Inputs
from graphkit.dossier.problem import Place, printable, quoted
from graphkit.formats.bargaining.ktab import SCALE
from graphkit.formats.bargaining.rows import Row, together
from graphkit.formats.csv_table import BadTable, text_of

DEEP = 50


@dataclass(slots=True)
class _Element:
    """An element, where it begins, and what is in it."""

    name: str
    line: int
    col: int
    text: str = ""
    children: list[_Element] = field(default_factory=list)

    def all(self, name: str) -> list[_Element]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]


def read_ktab_xml(path: Path | str, *, scale: tuple[float, float] | None = None) -> tuple[Inputs, ...]:
    """Read an XML file of KTAB.

    Parameters
    ----------
    path : Path or str
    scale : (float, float), optional
        Default 0 to 100, as KTAB has it.

    Returns
    -------
    tuple of Inputs
        One for each dimension.

    Raises
    ------
    BadTable
        If it is not XML, an element is missing, or a number is wrong; every such place is told.
    """
    reading = _Reading(Path(path))
    rows = list(reading.rows())
    if reading.complaints:
        raise BadTable("\n".join(map(printable, reading.complaints[:20])))
    scales = {row.issue: scale or SCALE for row in rows}
    rows.sort(key=lambda row: list(scales).index(row.issue))
    return together(rows, scales=scales, full_salience=100.0)


class _Reading:
    """The elements of a file, and what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.complaints: list[str] = []
        self.root = self._parsed(text_of(path))

    def _parsed(self, text: str) -> _Element:
        parser = expat.ParserCreate("utf-8")
        open_: list[_Element] = [_Element("", 1, 1)]

        def begin(name: str, _: object) -> None:
            if len(open_) > DEEP:
                raise BadTable(
                    f"{self._place(parser)} elements stand in each other more than {DEEP} deep; this is not KTAB"
                )
            element = _Element(name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            open_[-1].children.append(element)
            open_.append(element)

        def end(_: str) -> None:
            open_.pop()

        def add(text: str) -> None:
            open_[-1].text += text

        def refuse(*_: object) -> None:
            raise BadTable(f"{self._place(parser)} a document type with entities is not read; remove it")

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, add
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(text.lstrip().encode(), True)  # noqa: FBT003  expat takes no keywords
        except expat.ExpatError as error:
            place = Place(str(self.path), error.lineno, error.offset + 1)
            raise BadTable(printable(f"{place} this is not XML: {expat.ErrorString(error.code)}; mend it")) from None
        return open_[0].children[0]

    def _place(self, parser: expat.XMLParserType) -> Place:
        return Place(str(self.path), parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def rows(self) -> Iterator[Row]:
        """A row for each actor and dimension."""
        dimensions = [each.text.strip() for part in self.root.all("Dimensions") for each in part.all("dName")]
        actors = [each for part in self.root.all("Actors") for each in part.all("Actor")]
        if self.root.name != "Scenario" or not dimensions or not actors or len(set(dimensions)) < len(dimensions):
            self._complain(
                self.root, "no KTAB scenario; it has Dimensions with a dName each, all different, and Actors"
            )
            return
        seen: set[str] = set()
        for actor in actors:
            name = self._text(actor, "name")
            if name in seen:
                self._complain(actor, f"the actor {quoted(name)} stands above already; give each one element")
            seen.add(name)
            yield from self._of_actor(actor, name, dimensions)

    def _of_actor(self, actor: _Element, name: str, dimensions: list[str]) -> Iterator[Row]:
        power = self._number(actor.all("capability"), actor, "capability", least=0)
        positions = [each for part in actor.all("Position") for each in part.all("dCoord")]
        saliences = [each for part in actor.all("Salience") for each in part.all("dSal")]
        for what, found in (("dCoord", positions), ("dSal", saliences)):
            if len(found) != len(dimensions):
                told = f"{quoted(name)} has {len(found)} {what}, and there are {len(dimensions)} dimensions"
                self._complain(actor, f"{told}; give one for each")
                return
        for dimension, at, cares in zip(dimensions, positions, saliences, strict=True):
            place = self._number([at], actor, "dCoord", least=-math.inf)
            yield Row(
                dimension,
                name,
                {"capability": power, "position": place, "salience": self._number([cares], actor, "dSal", least=0)},
                actor.line,
            )

    def _text(self, actor: _Element, name: str) -> str:
        text = "".join(each.text for each in actor.all(name)).strip()
        if not text:
            self._complain(actor, f"an actor without a {name}; give it one")
        return text

    def _number(self, found: list[_Element], actor: _Element, name: str, *, least: float) -> float:
        text = found[0].text.strip() if found else ""
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or number < least:
            what = (
                f"the {name} {quoted(text)} is no number" + (" from 0 up" if least == 0 else "")
                if text
                else f"no {name}"
            )
            self._complain(found[0] if found else actor, f"{what}; write one such as 40 or 62.5")
            return 0.0
        return number

    def _complain(self, element: _Element, found: str) -> None:
        self.complaints.append(f"{Place(str(self.path), element.line, element.col)} {found}")
