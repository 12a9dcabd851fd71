"""Which files of a folder are read, and what else lies there."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from graphkit.dossier.model import Record
from graphkit.dossier.names import FORECASTS, MANIFEST, STEMS, STORY
from graphkit.dossier.problem import Place, Problem, near, quoted

FORMS = (".yaml", ".csv")
PROSE = re.compile(r"(codebook|readme|licen[cs]e|notice|changelog)(\.(md|txt|rst))?", re.IGNORECASE)
_STEMS = tuple(stem for stem in STEMS if stem != "dossier")
_SEVERAL = "positions"  # may be a folder of files
_DATA = (".yaml", ".yml", ".csv")
_SHAPES = ((stat.S_ISREG, "file"), (stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISLNK, "broken link"))


def shape_of(path: Path) -> str | None:
    """What lies at a path: a file, folder, pipe, broken link or something else; None where nothing does."""
    for look in (path.stat, path.lstat):
        try:
            mode = look().st_mode
        except (OSError, ValueError):  # ValueError: no path at all, such as one with a null character
            continue
        return next((shape for test, shape in _SHAPES if test(mode)), "special file")
    return None


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, by name, but for what is hidden; raises OSError where the folder cannot be read."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def files_of(folder: Path, kind: type[Record]) -> list[Path]:
    """The files with the records of a kind, in the order in which they are read; raises OSError as `entries` does."""
    return [path for path in _places_of(folder, f"{kind.name_of_kind}s") if shape_of(path) == "file"]


def strays(folder: Path) -> Iterator[Problem]:
    """F008: every file in the folder is one that somebody reads."""
    several = folder / _SEVERAL
    inside = _entries_or_none(several) if shape_of(several) == "folder" else []
    expected = {
        folder / MANIFEST,
        folder / STORY,
        folder / FORECASTS,
        *(path for stem in _STEMS for path in _places_of(folder, stem, inside)),
    }
    for path in [*entries(folder), *inside]:
        shape = shape_of(path) or "entry"
        if path == folder / MANIFEST:
            continue
        if path in expected and shape != "file":
            yield _stray(path, f"this is a {shape} and no file", "put the records into a file of this name")
        elif path not in expected and not PROSE.fullmatch(path.name) and (path, shape) != (several, "folder"):
            yield from _unread(path, shape, folder)


def _places_of(folder: Path, stem: str, inside: list[Path] | None = None) -> list[Path]:
    """Where the records of a kind may stand."""
    if stem == _SEVERAL and inside is None and shape_of(folder / stem) == "folder":
        inside = entries(folder / stem)
    several = [path for path in inside or [] if path.suffix in FORMS] if stem == _SEVERAL else []
    return [*(folder / f"{stem}{form}" for form in FORMS), *several]


def _entries_or_none(folder: Path) -> list[Path]:
    try:
        return entries(folder)
    except OSError:
        return []  # which is a problem already


def _unread(path: Path, shape: str, folder: Path) -> Iterator[Problem]:
    """A problem for what nobody reads: an error where it is data."""
    found = f"nobody reads this {shape}"
    if shape == "folder":
        held = _first_data_in(path)
        if held:
            remedy = "records stand in the dossier's own folder, positions in positions/ too"
            yield _stray(path, f"{found}, which holds {quoted(str(held))}", remedy)
        else:
            yield _stray(path, found, "move it out of the dossier", data=False)
    elif path.suffix.lower() in _DATA or path.name.lower() in _STEMS:
        yield _stray(path, found, _meant(path, folder))
    else:
        yield _stray(path, found, "move it out of the dossier", data=False)


def _meant(path: Path, folder: Path) -> str:
    """The name that a file of records probably was to have."""
    form = ".csv" if path.suffix.lower() == ".csv" else ".yaml"
    if path.parent != folder:
        return f"did you mean '{path.stem}{form}'?"
    return near(f"{path.stem.lower()}{form}", [MANIFEST, STORY, FORECASTS, *(f"{stem}{form}" for stem in _STEMS)])


def _first_data_in(folder: Path) -> Path | None:
    """The first file of data in a folder, relative to it; links to folders are not followed."""
    ahead = [folder]
    while ahead:
        inside = _entries_or_none(ahead.pop())
        for path in inside:
            if path.suffix.lower() in _DATA and shape_of(path) == "file":
                return path.relative_to(folder)
        ahead += [path for path in reversed(inside) if not path.is_symlink() and shape_of(path) == "folder"]
    return None


def _stray(path: Path, found: str, remedy: str, *, data: bool = True) -> Problem:
    return Problem(Place(str(path), 1, 1), "F008", found, remedy, "error" if data else "warning")
