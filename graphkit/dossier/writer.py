"""From a dossier in memory to a folder: the same dossier gives the same bytes, and reading it gives the dossier again.

Comments are not in a dossier; `graphkit.dossier.formatting` writes a folder anew and keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from graphkit.dossier.csv_text import table_of
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.files import write_text
from graphkit.dossier.folder import files_of
from graphkit.dossier.model import RECORD_KINDS, Part, Record
from graphkit.dossier.names import MANIFEST
from graphkit.dossier.shape import Field, fields_of
from graphkit.dossier.yaml_text import Entry, Group, Node, Scalar, text_of

Form = Literal["yaml", "csv"]


def write(dossier: Dossier, folder: Path, *, form: Form = "yaml") -> None:
    """Make a folder hold a dossier.

    Each file is replaced whole or not at all.  Files of records that the dossier has none of, or has in another form,
    are removed at the end; whatever else lies in the folder is left alone.

    Parameters
    ----------
    dossier : Dossier
        One without problems of reading: what could not be read is not in it.
    folder : Path
        Made where it is missing.
    form : {"yaml", "csv"}
        How records are written; ``dossier.yaml`` is always YAML.

    Raises
    ------
    OSError
        If a file cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from graphkit.dossier.model import Actor, Manifest
    >>> from graphkit.dossier.dossier import Records
    >>> with TemporaryDirectory() as name:
    ...     ukraine = Actor(id="ukraine", name="Ukraine", kind="state", country="UA")
    ...     write(Dossier(Manifest(id="talks", title="Talks"), actors=Records([ukraine])), Path(name))
    ...     print(Path(name, "actors.yaml").read_text())
    - id: ukraine
      name: Ukraine
      kind: state
      country: UA
    <BLANKLINE>
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = texts_of(dossier, form=form)
    for name, text in texts.items():
        write_text(folder / name, text)
    for kind in RECORD_KINDS:
        for path in files_of(folder, kind):
            if path.relative_to(folder).as_posix() not in texts:
                path.unlink()


def texts_of(dossier: Dossier, *, form: Form = "yaml") -> dict[str, str]:
    """What the files of a dossier hold, by their names; a kind without records has no file."""
    texts = {MANIFEST: text_of(mapping_of(dossier.manifest))}
    for kind in RECORD_KINDS:
        records = list(dossier.of_kind(kind.name_of_kind))
        if records:
            texts[f"{kind.name_of_kind}s.{form}"] = table_of(records) if form == "csv" else list_of(records)
    return texts


def list_of(records: Sequence[Record], *, indent: int = 0) -> str:
    """Records as the text of a YAML file, with an empty line between two of them."""
    return "\n".join(
        text_of(Group(listed=True, entries=[Entry(None, mapping_of(record))]), indent=indent) for record in records
    )


def mapping_of(part: Part) -> Group:
    """A record, or a part of one, without the values that are the same where nothing is written."""
    values = ((field, getattr(part, field.name)) for field in fields_of(type(part)))
    told = ((field, value) for field, value in values if field.required or value != field.default)
    return Group(listed=False, entries=[Entry(field.key, _value(field, value)) for field, value in told])


def _value(field: Field, value: Any) -> Node:
    return _node(value[0] if field.names and len(value) == 1 else value)


def _node(value: Any) -> Node:
    if isinstance(value, Part):
        return mapping_of(value)
    if isinstance(value, tuple):
        return Group(listed=True, entries=[Entry(None, _node(each)) for each in value])
    if isinstance(value, str):
        return Scalar(value)
    return Scalar(_word(value), bare=True)


def _word(value: object) -> str:
    """A flag, number or date as the field's type reads it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
