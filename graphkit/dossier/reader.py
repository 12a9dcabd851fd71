"""From a folder to a dossier in memory and everything that is wrong with the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graphkit.dossier.csv_lines import read_rows
from graphkit.dossier.dossier import Dossier, Path, Records, Spots
from graphkit.dossier.lines import RawRecord, decode
from graphkit.dossier.model import RECORD_KINDS, Manifest, Part, Record
from graphkit.dossier.problem import Place, Problem, in_order, near, quoted
from graphkit.dossier.yaml_lines import read_mapping, read_records

READING_CODES = {
    "F001": "a dossier is a folder that can be read",
    "F002": "a dossier has a dossier.yaml",
    "F008": "every file in the folder is one that somebody reads",
    "R101": "a record has every field that its kind requires",
    "R102": "a record has no key that its kind does not know",
    "R103": "a value is of the type that its field takes: text, number, list or mapping",
    "R104": "a value of a closed list is one of that list",
    "R105": "a date is EDTF (ISO 8601-2) and in the calendar",
    "R106": "a slug, code, hash or address has the form of one",
    "R107": "a number lies within its range; values lie on the scale from 0 to 100",
    "R108": "an id stands once among the records of its kind",
    "R109": "a text says something",
}
MANIFEST = "dossier.yaml"
FORMS = (".yaml", ".csv")
PROSE = re.compile(r"(codebook|readme|licen[cs]e|notice|changelog)(\.(md|txt|rst))?", re.IGNORECASE)
_SHAPES: dict[type, str] = {list: "a list", tuple: "a list", dict: "a mapping"}
_WANTED = {
    "string_type": "a text",
    "tuple_type": "a list; start each item with '- '",
    "model_type": "a mapping of keys to values",
    "float_type": "a number",
    "int_type": "a number",
    "int_from_float": "a whole number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
}


@dataclass
class _Reading:
    """What has been read so far; lives for the length of one `read`."""

    records: dict[str, list[Record]] = field(default_factory=lambda: {kind.name_of_kind: [] for kind in RECORD_KINDS})
    broken: dict[str, set[str]] = field(default_factory=lambda: {kind.name_of_kind: set() for kind in RECORD_KINDS})
    incomplete: set[str] = field(default_factory=set)
    places: dict[str, Spots] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(folder: FilePath | str) -> tuple[Dossier, list[Problem]]:
    """Read a dossier.

    Parameters
    ----------
    folder : Path or str
        The dossier's folder.

    Returns
    -------
    (Dossier, list of Problem)
        What could be read, and every problem of files, shapes and values, in order of place.  The rules between
        records are in `graphkit.dossier.checks`.
    """
    folder = FilePath(folder)
    if not folder.is_dir():
        problem = Problem(Place(str(folder), 1, 1), "F001", "this is no folder", "name the folder of a dossier")
        return Dossier(manifest=_stand_in(folder)), [problem]
    reading = _Reading()
    manifest = _read_manifest(folder, reading)
    for kind in RECORD_KINDS:
        for path in _files_of(folder, kind):
            _read_file(path, kind, reading)
    reading.problems.extend(_unread_files(folder))
    kinds: dict[str, Any] = {
        f"{name}s": Records(records, broken=reading.broken[name], incomplete=name in reading.incomplete)
        for name, records in reading.records.items()
    }
    return Dossier(manifest=manifest, **kinds, places=reading.places), in_order(reading.problems)


def _stand_in(folder: FilePath) -> Manifest:
    """A manifest for a folder that has none, so that the rest can still be checked."""
    slug = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "dossier"
    return Manifest(id=slug, title=folder.name or slug)


def _files_of(folder: FilePath, kind: type[Record]) -> list[FilePath]:
    stem = f"{kind.name_of_kind}s"
    inside = sorted((folder / stem).iterdir()) if stem == "positions" and (folder / stem).is_dir() else []
    several = [path for path in inside if path.suffix in FORMS and not path.name.startswith(".")]
    return [path for path in [*(folder / f"{stem}{form}" for form in FORMS), *several] if path.is_file()]


def _unread_files(folder: FilePath) -> Iterator[Problem]:
    """F008: every file in the folder is one that somebody reads."""
    read_here = {folder / MANIFEST, *(path for kind in RECORD_KINDS for path in _files_of(folder, kind))}
    names = [MANIFEST, *(f"{kind.name_of_kind}s.yaml" for kind in RECORD_KINDS)]
    positions = folder / "positions"
    for path in sorted([*folder.iterdir(), *(positions.iterdir() if positions.is_dir() else [])]):
        if path in read_here or path == positions or path.name.startswith(".") or PROSE.fullmatch(path.name):
            continue
        data = path.suffix in (".yaml", ".yml", ".csv")
        remedy = near(f"{path.stem}.yaml", names) if data else "move it out of the dossier"
        yield Problem(Place(str(path), 1, 1), "F008", "nobody reads this file", remedy, "error" if data else "warning")


def _text_of(path: FilePath, reading: _Reading) -> str | None:
    """The text of a file, or None when it cannot be read; the problem is noted."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reading.problems.append(
            Problem(Place(str(path), 1, 1), "F001", f"cannot read it: {error.strerror}", "check that you may read it")
        )
        return None
    text, problems = decode(data, str(path))
    reading.problems.extend(problems)
    return None if problems else text


def _read_manifest(folder: FilePath, reading: _Reading) -> Manifest:
    path = folder / MANIFEST
    if not path.is_file():
        reading.problems.append(
            Problem(Place(str(path), 1, 1), "F002", "the file is missing", "write one with at least id and title")
        )
        return _stand_in(folder)
    for raw in read_mapping(_text_of(path, reading) or "", str(path)):
        manifest = _take(raw, Manifest, reading)
        if manifest is not None and isinstance(raw, RawRecord):
            reading.places[manifest.key] = raw.where
            return manifest
    if not any(problem.place.file == str(path) for problem in reading.problems):
        reading.problems.append(Problem(Place(str(path), 1, 1), "R101", "the file is empty", "write id and title"))
    return _stand_in(folder)


def _read_file(path: FilePath, kind: type[Record], reading: _Reading) -> None:
    text = _text_of(path, reading)
    if text is None:
        reading.incomplete.add(kind.name_of_kind)
        return
    records = read_rows(text, str(path), kind) if path.suffix == ".csv" else read_records(text, str(path))
    for raw in records:
        record = _take(raw, kind, reading)
        if not isinstance(raw, RawRecord):
            reading.incomplete.add(kind.name_of_kind)
            continue
        if record is None:
            _remember_broken(raw, kind, reading)
        elif record.key in reading.places:
            reading.problems.append(_repeated(record, raw, reading))
        else:
            reading.records[kind.name_of_kind].append(record)
            reading.places[record.key] = raw.where


def _repeated(record: Record, raw: RawRecord, reading: _Reading) -> Problem:
    """R108: an id stands once among the records of its kind."""
    first = reading.places[record.key].at(("id",))
    found = f"{record.name_of_kind} {quoted(record.id)} again; it stands at {first} too"
    return Problem(raw.where.at(("id",)), "R108", found, "give one of them another id")


def _remember_broken(raw: RawRecord, kind: type[Record], reading: _Reading) -> None:
    if isinstance(raw.value, dict) and isinstance(raw.value.get("id"), str):
        reading.broken[kind.name_of_kind].add(raw.value["id"])


M = TypeVar("M", bound=Part)


def _take(raw: RawRecord | Problem, model: type[M], reading: _Reading) -> M | None:
    """The record that a mapping holds, or None when there are problems, which are noted."""
    if isinstance(raw, Problem):
        reading.problems.append(raw)
        return None
    if raw.problems:
        reading.problems.extend(raw.problems)
        return None
    unknown = [_unknown_key(raw, model, path) for path in raw.empty if path[-1] not in _keys_at(model, path[:-1])]
    reading.problems.extend(unknown)
    try:
        record = model.model_validate(raw.value, by_alias=True, by_name=False)
    except ValidationError as error:
        reading.problems.extend(_as_problem(raw, model, detail) for detail in error.errors(include_url=False))
        return None
    return None if unknown else record


def _unknown_key(raw: RawRecord, model: type[Part], path: Path) -> Problem:
    """R102: a record has no key that its kind does not know, not even an empty one."""
    key = str(path[-1])
    return Problem(raw.where.key_at(path), "R102", f"unknown key {quoted(key)}", near(key, _keys_at(model, path[:-1])))


def _as_problem(raw: RawRecord, model: type[Part], detail: ErrorDetails) -> Problem:
    """Say in this house's words what pydantic found."""
    path, type_, found = detail["loc"], detail["type"], detail["input"]
    place, context = raw.where.at(path), detail.get("ctx", {})
    if type_.startswith("R"):
        return Problem(place, type_, context["found"], context["remedy"])
    if type_ == "missing":
        what = _kind_at(model, path[:-1])
        return Problem(raw.where.key_at(path), "R101", f"{what} has no {str(path[-1])!r}", f"add '{path[-1]}: …'")
    if type_ == "extra_forbidden":
        return _unknown_key(raw, model, path)
    if type_ == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        return Problem(place, "R104", f"{_shown(found)} is not one of {', '.join(allowed)}", _closest(found, allowed))
    if type_ in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        return Problem(place, "R107", f"{_shown(found)} is out of range", f"write a number of {bound}")
    if type_ == "string_too_long":
        remedy = f"stay within {context['max_length']} characters"
        return Problem(place, "R106", f"{_shown(found)} is too long", remedy)
    if type_ == "too_short":
        return Problem(place, "R101", f"{str(path[-1])!r} is empty", "write at least one")
    return Problem(
        place, "R103", f"{_shown(found)} stands here", f"write {_WANTED.get(type_, 'a value of another type')}"
    )


def _closest(found: object, allowed: list[str]) -> str:
    guess = near(found, allowed) if isinstance(found, str) else ""
    return guess if guess.startswith("did you mean") else "write one of them"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int | float):
        return f"{value:g}"
    return next((name for shape, name in _SHAPES.items() if isinstance(value, shape)), "nothing")


def _keys_at(model: type[BaseModel], path: Iterable[str | int]) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have; none where no mapping belongs there."""
    found = _model_at(model, path)
    return _keys_of(found) if found else ()


@cache
def _keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _kind_at(model: type[BaseModel], path: Iterable[str | int]) -> str:
    found = _model_at(model, path) or model
    return str(getattr(found, "name_of_kind", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", found.__name__).lower()))


def _model_at(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel] | None:
    """The model that describes the mapping at `path` below a record of `model`, where there is one."""
    found: type[BaseModel] | None = model
    for step in path:
        if found is not None and isinstance(step, str):
            infos = (info for name, info in found.model_fields.items() if step == (info.alias or name))
            found = next((inner for info in infos for inner in _models_in(info.annotation)), None)
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
