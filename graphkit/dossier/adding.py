"""Put one record more into a file: what stands there already stays as it is, byte for byte."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from graphkit.dossier.cache import examine
from graphkit.dossier.cells import closed, column, row_of
from graphkit.dossier.csv_text import with_row
from graphkit.dossier.folder import files_of
from graphkit.dossier.lines import decode
from graphkit.dossier.model import RECORD_KINDS, Part, Record
from graphkit.dossier.names import MANIFEST
from graphkit.dossier.problem import Place, Problem, printable
from graphkit.dossier.shape import Field, fields_of
from graphkit.dossier.yaml_lines import with_stand_ins
from graphkit.dossier.yaml_text import Entry, Group, Node, Scalar, text_of

Value = str | tuple[str, ...]
MARK = "\ufeff"


class CannotAdd(ValueError):
    """The file takes no record as it is; the message says why."""


def record_of(values: Mapping[str, Value], kind: type[Record]) -> dict[str, Any]:
    """A record as it would stand in a file, from values by the columns of a table.

    Parameters
    ----------
    values : mapping of str to str or tuple of str
        Such as ``{"accepts.at_least": "40", "on_behalf_of": ("kremlin", "russia")}``.
    kind : type of Record

    Returns
    -------
    dict
        Texts, lists and mappings.

    Raises
    ------
    graphkit.dossier.cells.UnknownColumn
        If the kind has no such field.

    Examples
    --------
    >>> from graphkit.dossier.model import Actor
    >>> record_of({"id": "a", "aliases.1": "Nordufer"}, Actor)
    {'id': 'a', 'aliases': ['Nordufer']}
    """
    raw: dict[Any, Any] = {}
    for name, value in values.items():
        found = column(name, kind)
        node = raw
        for step in found.path[:-1]:
            node = node.setdefault(step, {})
        node[found.path[-1]] = _words(value) if found.words else value
    whole: dict[str, Any] = closed(raw)
    return whole


def _words(value: Value) -> list[str]:
    parts = value.split(";") if isinstance(value, str) else value
    return [part.strip() for part in parts if part.strip()]


def file_for(folder: Path, kind: type[Record]) -> Path:
    """The file that takes a new record of a kind: the last that holds some, else one to be made."""
    files = files_of(folder, kind)
    return files[-1] if files else folder / f"{kind.name_of_kind}s.yaml"


def with_record(path: Path, raw: Mapping[str, Any], kind: type[Record]) -> str:
    """The text of a file with one record more.

    Raises
    ------
    CannotAdd
        If the file is a list in brackets, or no text.
    """
    mark, text = _read(path)
    if path.suffix == ".csv":
        return mark + with_row(text, row_of(raw), kind)
    return mark + text + _addition(text, raw, kind, path)


def with_entries(path: Path, raws: Sequence[Mapping[str, Any]], model: type[Part]) -> str:
    """The text of a YAML file with some entries more at its end, such as stored forecasts.

    Raises
    ------
    CannotAdd
        If the file is a list in brackets, or no text.
    """
    mark, text = _read(path)
    for raw in raws:
        text += _addition(text, raw, model, path)
    return mark + text


def _read(path: Path) -> tuple[str, str]:
    """The mark that a file begins with, if any, and its text."""
    data = path.read_bytes() if path.exists() else b""
    text, problems = decode(data, printable(str(path)))
    if problems:
        raise CannotAdd(str(problems[0]))
    return MARK if data.startswith(MARK.encode()) else "", text


def attempt(folder: Path, path: Path, text: str, key: str) -> tuple[list[Problem], Place | None]:
    """What would be wrong with a dossier, that is not already, if a file held another text.

    Parameters
    ----------
    folder, path : Path
        The dossier, and the file in it.
    text : str
    key : str
        Of the new record, such as ``"position:p"``.

    Returns
    -------
    (list of Problem, Place or None)
        The new problems, and the place of the new record where it can be read.

    Raises
    ------
    CannotAdd
        If another record would not be the same.
    """
    dossier, problems = examine(folder)
    before = {(each.code, each.place, each.found) for each in problems}
    with TemporaryDirectory() as name:
        aside = Path(name)
        for each in [folder / MANIFEST, *(file for kind in RECORD_KINDS for file in files_of(folder, kind)), path]:
            copy = aside / each.relative_to(folder)
            copy.parent.mkdir(exist_ok=True)
            if each == path:
                copy.write_bytes(text.encode())
            elif each.is_file():
                shutil.copyfile(each, copy)
        attempted, problems = examine(aside)
        after = [_moved(problem, aside, folder) for problem in problems]
        spots = attempted.places.get(key)
        place = spots.at(()) if spots else None
    kind = key.partition(":")[0]
    if place and any(each != attempted.of_kind(kind).get(each.id) for each in dossier.of_kind(kind)):
        raise CannotAdd(f"{printable(str(path))} ends in a text that would change; run graphkit fmt first")
    new = [each for each in after if (each.code, each.place, each.found) not in before]
    return new, place and replace(place, file=printable(str(path)))


def _moved(problem: Problem, aside: Path, folder: Path) -> Problem:
    """A problem of the copy as one of the dossier itself."""
    inside, home = f"{aside}/", f"{folder / MANIFEST}".removesuffix(MANIFEST)
    place = replace(problem.place, file=problem.place.file.replace(inside, home))
    return replace(problem, place=place, found=problem.found.replace(inside, home))


def _addition(text: str, raw: Mapping[str, Any], kind: type[Part], path: Path) -> str:
    """What is to stand after a YAML file's last character."""
    indent = _indent(text, path)
    record = text_of(Group(listed=True, entries=[Entry(None, _mapping(raw, kind))]), indent=indent)
    lines = re.sub("\r\n|\r", "\n", text)
    ended = "" if not lines or lines.endswith("\n") else "\n"
    apart = "\n" if lines and not lines.endswith("\n\n") and _stand_apart(lines, indent) else ""
    addition = ended + apart + record
    return addition.replace("\n", "\r\n") if "\r\n" in text else addition


def _indent(text: str, path: Path) -> int:
    """How far the records of a file are indented."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(with_stand_ins(text), loader):
            if isinstance(event, yaml.SequenceStartEvent):
                if event.flow_style:
                    raise CannotAdd(f"{printable(str(path))} is a list in brackets; run graphkit fmt first")
                return int(event.start_mark.column) if event.start_mark else 0
    except yaml.YAMLError:
        pass  # the attempt will tell
    return 0


def _stand_apart(text: str, indent: int) -> bool:
    """Whether an empty line stands before the last record; so it does before a second one, and after comments."""
    starts = [match.start() for match in re.finditer(f"^ {{{indent}}}- ", text, re.MULTILINE)]
    return len(starts) < 2 or "\n\n" in text[starts[-2] : starts[-1]]


def _mapping(raw: Mapping[str, Any], model: type[Part]) -> Group:
    present = [field for field in fields_of(model) if field.key in raw]
    return Group(listed=False, entries=[Entry(field.key, _node(raw[field.key], field)) for field in present])


def _node(value: Any, field: Field) -> Node:
    if isinstance(value, dict) and field.part:
        return _mapping(value, field.part)
    if isinstance(value, list):
        if field.names and len(value) == 1:
            return Scalar(value[0])
        return Group(listed=True, entries=[Entry(None, node) for node in _items(value, field)])
    return Scalar(str(value), bare=field.bare)


def _items(values: list[Any], field: Field) -> Iterator[Node]:
    for value in values:
        yield _mapping(value, field.part) if field.part else Scalar(value)
