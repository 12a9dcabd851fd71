"""Where the Cypher files that come with graphkit lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def cypher_folder(name: str) -> Path:
    """A folder of Cypher files: inside the package, or beside it in a checkout.

    Parameters
    ----------
    name : str
        Such as ``"questions"``.

    Raises
    ------
    FileNotFoundError
        If no such folder came with this installation.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "cypher" / name, package.parent / "cypher" / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"this installation carries no folder cypher/{name}")


def statement(name: str, **labels: str) -> str:
    """A statement that the program itself runs, out of cypher/load.

    Parameters
    ----------
    name : str
        The stem of its file.
    **labels : str
        What stands for a label or type that Cypher 5 takes only as text and looks up by index, such as
        ``START="Actor"``; each must be one of the graph's own.

    Raises
    ------
    ValueError
        If one is not.
    """
    from graphkit.graph.vocabulary import LABELS, PAST, TYPES

    text = _read(cypher_folder("load") / f"{name}.cypher")
    for place, word in labels.items():
        if word not in LABELS and word.removeprefix(PAST) not in TYPES:
            raise ValueError(f"{word!r} is no label or type of the graph")
        text = text.replace(f":{place} ", f":{word} ")
    return text


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8")
