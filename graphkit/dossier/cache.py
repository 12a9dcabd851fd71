"""Remember what reading and checking a large dossier gave, until one of its bytes changes.

The key is a hash of every file's name and content, of the folder's name and of this program, so a stale answer is not
possible.  The cache can be deleted at any time.  GRAPHKIT_CACHE names another folder for it, or says ``off``.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from graphkit.dossier.dossier import Dossier, Spots
from graphkit.dossier.haste import without_collecting
from graphkit.dossier.model import RECORD_KINDS, Part
from graphkit.dossier.problem import Problem

VARIABLE = "GRAPHKIT_CACHE"
WORTH_IT_FROM = 1 << 20  # bytes; a smaller dossier is read before a cache could be asked
KEPT_AT_MOST = 8
Examined = tuple[Dossier, list[Problem]]
_UNUSABLE = (OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Summary:
    """The id of a dossier, how many records of each kind it has, and its problems."""

    id: str
    counts: Mapping[str, int]
    problems: list[Problem]


def examine(folder: Path | str) -> Examined:
    """What `graphkit.dossier.checks.examine` gives, from the cache where it was kept.

    Parameters
    ----------
    folder : Path or str
        The dossier's folder.

    Returns
    -------
    (Dossier, list of Problem)
    """
    folder = Path(folder)
    place = _place_for(folder)
    with suppress(*_UNUSABLE):
        return _load(place, folder)
    found = _checks_examine(folder)
    _keep(place, _summary(found), replace(found[0], places={}))
    return found


def summarise(folder: Path | str) -> Summary:
    """What there is to say of a dossier without its records, from the cache where it was kept."""
    folder = Path(folder)
    place = _place_for(folder)
    with suppress(*_UNUSABLE), _opened(place) as file:
        summary: Summary = _Unpickler(file).load()
        return summary
    summary = _summary(_checks_examine(folder))
    _keep(place, summary)  # the records are kept when somebody asks for them
    return summary


def _checks_examine(folder: Path) -> Examined:
    from graphkit.dossier import checks

    return checks.examine(folder)


def _summary(found: Examined) -> Summary:
    dossier, problems = found
    counts = {kind.name_of_kind: len(dossier.of_kind(kind.name_of_kind)) for kind in RECORD_KINDS}
    return Summary(dossier.manifest.id, counts, problems)


def folder_of_cache() -> Path | None:
    """Where the cache lies; None where it is switched off."""
    named = os.environ.get(VARIABLE)
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("graphkit", appauthor=False)


def _place_for(folder: Path) -> Path | None:
    """The file in which a dossier's answer is kept; None for one that is small or cannot be read."""
    try:
        entries = [(path, path.is_file()) for path in sorted(folder.rglob("*"))]
        if sum(path.stat().st_size for path, is_file in entries if is_file) < WORTH_IT_FROM:
            return None
        cache_folder = folder_of_cache()
        return cache_folder / f"{_key(folder, entries)}.pickle" if cache_folder else None
    except OSError:
        return None


def _key(folder: Path, entries: list[tuple[Path, bool]]) -> str:
    """A hash of a folder's name, of all that lies in it with the content of what is a file, and of this program."""
    digest = hashlib.sha256(f"{folder}\0{_program()}".encode())
    for path, is_file in entries:
        digest.update(f"\0{path.relative_to(folder)}\0".encode(errors="surrogateescape"))
        if is_file:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


@cache
def _program() -> str:
    """What changes when this program does: names, sizes and times of its files."""
    files = sorted(Path(__file__).parent.glob("**/*.py"))
    return repr([(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files])


@dataclass(frozen=True)
class _PlacesLater(Mapping[str, Spots]):
    """Where the values stand, read from the files only when somebody asks."""

    folder: Path

    def _read(self) -> Mapping[str, Spots]:
        from graphkit.dossier.reader import read

        if "found" not in self.__dict__:
            self.__dict__["found"] = read(self.folder)[0].places
        found: Mapping[str, Spots] = self.__dict__["found"]
        return found

    def __getitem__(self, key: str) -> Spots:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


@contextmanager
def _opened(place: Path | None) -> Iterator[BinaryIO]:
    """The file of an answer, marked as used."""
    if place is None:
        raise FileNotFoundError
    with place.open("rb") as file:
        yield file
    place.touch()


def _load(place: Path | None, folder: Path) -> Examined:
    with _opened(place) as file, without_collecting():
        summary: Summary = _Unpickler(file).load()
        dossier: Dossier = _Unpickler(file).load()
    return replace(dossier, places=_PlacesLater(folder)), summary.problems


def _keep(place: Path | None, *parts: object) -> None:
    """Keep the parts of an answer, and throw away the oldest answers; one that cannot be kept is no reason to fail."""
    if place is None:
        return
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(place, parts)
        for old in sorted(place.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime)[:-KEPT_AT_MOST]:
            old.unlink(missing_ok=True)


def _write(place: Path, parts: tuple[object, ...]) -> None:
    aside = place.with_suffix(f".{os.getpid()}")
    try:
        with aside.open("wb") as file:
            for part in parts:
                _Pickler(file, protocol=5).dump(part)
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Writes a record as its class and its values."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Part):
            return _part, (type(value), tuple(value.__dict__.values()))
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes nothing but the records of a dossier: a file from elsewhere can run no code."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("graphkit.dossier.") or (module, name) == ("datetime", "date"):
            found = super().find_class(module, name)
            if found is _part or (isinstance(found, type) and found.__module__ == module):
                return found
        raise pickle.UnpicklingError(f"a cached dossier holds no {module}.{name}")


def _part(model: type[Part], values: tuple[Any, ...]) -> Part:
    """A record from values that were checked before they were kept."""
    part = model.__new__(model)
    names = _names(model)
    _set(part, "__dict__", dict(zip(names, values, strict=True)))
    _set(part, "__pydantic_fields_set__", _set_of_names(model))
    _set(part, "__pydantic_extra__", None)
    _set(part, "__pydantic_private__", None)
    return part


_set: Callable[[object, str, object], None] = object.__setattr__


@cache
def _names(model: type[Part]) -> tuple[str, ...]:
    return tuple(model.model_fields)


@cache
def _set_of_names(model: type[Part]) -> set[str]:
    """One set for all records of a class, which are frozen and never add to it."""
    return set(_names(model))
