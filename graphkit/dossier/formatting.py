"""Write the files of a dossier in the style of the house and keep what their author put there.

Comments, empty lines between entries, and the order of records and keys stay; indentation, quotes, the breaks of
folded texts, white space at the ends of lines, line ends and byte order marks become those of the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.dossier.csv_lines import read_rows
from graphkit.dossier.csv_text import in_order, table_of
from graphkit.dossier.files import write_text
from graphkit.dossier.folder import files_of, shape_of
from graphkit.dossier.lines import RawRecord, decode
from graphkit.dossier.model import RECORD_KINDS, Manifest, Part, Record
from graphkit.dossier.names import MANIFEST, STORY
from graphkit.dossier.problem import Problem
from graphkit.dossier.story import Step
from graphkit.dossier.writer import Form, list_of
from graphkit.dossier.yaml_lines import read_mapping, read_records
from graphkit.dossier.yaml_text import text_of
from graphkit.dossier.yaml_tree import comments_of, groups_of


class CannotConvert(ValueError):
    """A file cannot take another form; the message says why."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What a file is to become.

    Attributes
    ----------
    source, target : Path
        The file as it is, and where it is to stand.
    text : str
        What it is to hold.
    changed : bool
        Whether anything is to be done.
    comments : int
        How many comments would be lost.
    """

    source: Path
    target: Path
    text: str
    changed: bool
    comments: int = 0


def rewrites(folder: Path, *, form: Form | None = None) -> list[Rewrite]:
    """What the files of a dossier are to become; nothing is written.

    Parameters
    ----------
    folder : Path
        A dossier that is read without errors.
    form : {"yaml", "csv"}, optional
        What files of records are to become; by default each stays what it is.

    Returns
    -------
    list of Rewrite
        One for each file, also for those that stay as they are.

    Raises
    ------
    CannotConvert
        If a file stands in the way, or a record would not be the same in the other form.
    """
    files: list[tuple[Path, type[Part]]] = [(folder / MANIFEST, Manifest)]
    files += [(path, kind) for kind in RECORD_KINDS for path in files_of(folder, kind)]
    files += [(folder / STORY, Step)] if shape_of(folder / STORY) == "file" else []
    return [_rewrite(path, model, form) for path, model in files]


def carry_out(rewrite: Rewrite) -> None:
    """Write what a file is to become, and remove the file that it replaces once the new one stands there."""
    write_text(rewrite.target, rewrite.text)
    if rewrite.target != rewrite.source:
        if rewrite.target.read_bytes() != rewrite.text.encode():
            raise OSError(f"{rewrite.target} does not hold what was written to it; {rewrite.source} is kept")
        rewrite.source.unlink()


def in_house_style(text: str, model: type[Part]) -> str:
    r"""A YAML file that is read without errors, in the style of the house.

    Parameters
    ----------
    text : str
    model : type of Part
        What the file holds.

    Returns
    -------
    str

    Examples
    --------
    >>> from graphkit.dossier.model import Actor
    >>> print(in_house_style('-   "id":  a # first\n    country: NO\n    aliases: [ x,"z" ]', Actor))
    - id: a  # first
      country: 'NO'
      aliases: [x, z]
    <BLANKLINE>
    """
    new = "".join(text_of(group) for group in groups_of(text, model))
    if _content(text, model) != _content(new, model):
        raise AssertionError("the style of the house would change what the file says")  # a bug; nothing is written
    return new


def _content(text: str, model: type[Part]) -> tuple[list[Any], list[str]]:
    """What a file says to the reader, and what to people."""
    read = read_mapping if model is Manifest else read_records
    values = [raw.value for raw in read(text, "") if isinstance(raw, RawRecord)]
    return values, [comment for group in groups_of(text, model) for comment in comments_of(group)]


def _rewrite(path: Path, model: type[Part], form: Form | None) -> Rewrite:
    data = path.read_bytes()
    text, _ = decode(data, str(path))
    if form and issubclass(model, Record) and path.suffix != f".{form}":
        converted = _converted(path, text, model, form)
        if converted:
            return converted
    if path.suffix == ".csv":
        assert issubclass(model, Record)
        new = in_order(text, model)
    else:
        new = in_house_style(text, model)
    return Rewrite(path, path, new, changed=new.encode() != data)


def _converted(path: Path, text: str, kind: type[Record], form: Form) -> Rewrite | None:
    """A file of records in another form; None where it holds none."""
    records = list(_records(path, text, kind))
    if not records:
        return None
    target = path.with_suffix(f".{form}")
    if target.exists():
        raise CannotConvert(f"{target} is there already; move the records of one file into the other first")
    new = table_of(records) if form == "csv" else list_of(records)
    for before, after in zip(records, _records(target, new, kind), strict=True):
        if before != after:
            raise CannotConvert(f"{path}: {before.key} would not read back the same from {target.name}")
    remarks = () if path.suffix == ".csv" else groups_of(text, kind)
    comments = sum(1 for group in remarks for _ in comments_of(group))
    return Rewrite(path, target, new, changed=True, comments=comments)


def _records(path: Path, text: str, kind: type[Record]) -> Iterator[Record]:
    raws = read_rows(text, str(path), kind) if path.suffix == ".csv" else read_records(text, str(path))
    for raw in raws:
        assert not isinstance(raw, Problem), raw
        yield kind.model_validate(raw.value, by_alias=True, by_name=False)
