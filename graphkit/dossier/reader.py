"""From a folder to a dossier in memory and everything that is wrong with the files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from graphkit.dossier.csv_lines import read_rows
from graphkit.dossier.dossier import Dossier, Records, Spots, Unread
from graphkit.dossier.folder import entries, files_of, shape_of, strays
from graphkit.dossier.forecasts import StoredForecast
from graphkit.dossier.lines import RawRecord, decode
from graphkit.dossier.model import RECORD_KINDS, Manifest, Part, Record
from graphkit.dossier.names import FORECASTS, MANIFEST, STORY
from graphkit.dossier.problem import Place, Problem, in_order, quoted
from graphkit.dossier.refusals import refusals
from graphkit.dossier.story import Step
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
M = TypeVar("M", bound=Part)
_STILL_READ = ("F005", "F006", "R102")  # problems of a file after which it is read on


@dataclass
class _Reading:
    """What has been read so far; lives for the length of one `read`."""

    records: dict[str, list[Record]] = field(default_factory=lambda: {kind.name_of_kind: [] for kind in RECORD_KINDS})
    broken: dict[str, set[str]] = field(default_factory=lambda: {kind.name_of_kind: set() for kind in RECORD_KINDS})
    unread: list[Unread] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    places: dict[str, Spots] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(self, path: FilePath, code: str, found: str, remedy: str) -> None:
        """Note a problem of a whole file or folder."""
        self.problems.append(Problem(Place(str(path), 1, 1), code, found, remedy))


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
    reading = _Reading()
    if not _can_be_read(folder, reading):
        return Dossier(manifest=_stand_in(folder)), reading.problems
    manifest = _read_manifest(folder, reading)
    for kind in RECORD_KINDS:
        _read_kind(folder, kind, reading)
    story = _read_list(folder / STORY, Step, "step", reading)
    forecasts = _read_list(folder / FORECASTS, StoredForecast, "forecast", reading)
    reading.problems.extend(strays(folder))
    kinds: dict[str, Any] = {
        f"{name}s": Records(records, broken=reading.broken[name], incomplete=name in reading.incomplete)
        for name, records in reading.records.items()
    }
    told: dict[str, Any] = {"unread": tuple(reading.unread), "story": story, "forecasts": forecasts}
    dossier = Dossier(manifest=manifest, **kinds, places=reading.places, **told)
    return dossier, in_order(reading.problems)


def _can_be_read(folder: FilePath, reading: _Reading) -> bool:
    if shape_of(folder) != "folder":
        reading.note(folder, "F001", "this is no folder", "name the folder of a dossier")
        return False
    try:
        entries(folder)
    except OSError as error:
        reading.note(folder, "F001", f"cannot read it: {error.strerror}", "check that you may read it")
        return False
    return True


def _stand_in(folder: FilePath) -> Manifest:
    """A manifest for a folder that has none, so that the rest can still be checked."""
    name = folder.name if shape_of(folder) is None else folder.resolve().name
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:200] or "dossier"
    return Manifest(id=slug, title=name or slug)


def _text_of(path: FilePath, reading: _Reading) -> str | None:
    """The text of a file, or None when it cannot be read; the problem is noted."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reading.note(path, "F001", f"cannot read it: {error.strerror}", "check that you may read it")
        return None
    text, problems = decode(data, str(path))
    reading.problems.extend(problems)
    return None if problems else text


def _read_manifest(folder: FilePath, reading: _Reading) -> Manifest:
    path = folder / MANIFEST
    shape = shape_of(path)
    if shape != "file":
        found = f"this is a {shape} and no file" if shape else "the file is missing"
        reading.note(path, "F002", found, "write one with at least id and title")
        return _stand_in(folder)
    before = len(reading.problems)
    for raw in read_mapping(_text_of(path, reading) or "", str(path)):
        manifest = _take(raw, Manifest, reading)
        if manifest is not None and isinstance(raw, RawRecord):
            reading.places[manifest.key] = raw.where
            return manifest
    if len(reading.problems) == before:
        reading.note(path, "R101", "the file is empty", "write id and title")
    return _stand_in(folder)


def _read_kind(folder: FilePath, kind: type[Record], reading: _Reading) -> None:
    try:
        paths = files_of(folder, kind)
    except OSError as error:
        found = f"cannot read it: {error.strerror}"
        reading.note(folder / f"{kind.name_of_kind}s", "F001", found, "check that you may read it")
        reading.incomplete.add(kind.name_of_kind)
        return
    for path in paths:
        _read_file(path, kind, reading)


def _read_file(path: FilePath, kind: type[Record], reading: _Reading) -> None:
    text = _text_of(path, reading)
    if text is None:
        reading.incomplete.add(kind.name_of_kind)
        return
    for raw in read_rows(text, str(path), kind) if path.suffix == ".csv" else read_records(text, str(path)):
        record = _take(raw, kind, reading)
        if isinstance(raw, Problem):
            if raw.code not in _STILL_READ:
                reading.incomplete.add(kind.name_of_kind)
        elif record is None:
            _remember_unread(raw, kind, reading)
        elif record.key in reading.places:
            reading.problems.append(_repeated(record, raw, reading))
        else:
            reading.records[kind.name_of_kind].append(record)
            reading.places[record.key] = raw.where


def _read_list(path: FilePath, model: type[M], name: str, reading: _Reading) -> tuple[M, ...]:
    """What of a list can be read that is told about the dossier; where each stands is noted under its number."""
    text = _text_of(path, reading) if shape_of(path) == "file" else None
    found: list[M] = []
    for raw in read_records(text or "", str(path)):
        one = _take(raw, model, reading)
        if one is not None and isinstance(raw, RawRecord):
            found.append(one)
            reading.places[f"{name}:{len(found)}"] = raw.where
    return tuple(found)


def _repeated(record: Record, raw: RawRecord, reading: _Reading) -> Problem:
    """R108: an id stands once among the records of its kind."""
    first = reading.places[record.key].at(("id",))
    found = f"{record.name_of_kind} {quoted(record.id)} again; it stands at {first} too"
    return Problem(raw.where.at(("id",)), "R108", found, "give one of them another id")


def _remember_unread(raw: RawRecord, kind: type[Record], reading: _Reading) -> None:
    if not isinstance(raw.value, dict) or _is_shifted(raw):
        return
    id = raw.value.get("id")
    if isinstance(id, str):
        reading.broken[kind.name_of_kind].add(id)
    reading.unread.append(Unread(kind.name_of_kind, id if isinstance(id, str) else "", raw.value, raw.where))


def _take(raw: RawRecord | Problem, model: type[M], reading: _Reading) -> M | None:
    """The record that a mapping holds, or None when there are problems, which are noted."""
    if isinstance(raw, Problem):
        reading.problems.append(raw)
        return None
    reading.problems.extend(raw.problems)
    if not isinstance(raw.value, dict) or _is_shifted(raw):
        return None
    try:
        record = model.model_validate(raw.value, by_alias=True, by_name=False)
        refused = list(refusals(raw, model, None)) if raw.empty else []
    except ValidationError as error:  # an error that is kept would keep this frame, and the frame the error
        refused = list(refusals(raw, model, error))
        record = None
    reading.problems.extend(refused)
    return None if raw.problems or refused else record


def _is_shifted(raw: RawRecord) -> bool:
    """Whether the cells of a row may stand under the wrong columns, so that each would be a problem of its own."""
    return any(problem.code == "F010" for problem in raw.problems)
