"""The questions of cypher/questions/ answered from the graph in memory: a function for each, with the same rows.

A question such as ``who-blocks`` is the function `who_blocks`.  It takes the parameters that the header of its query
names, with the same defaults, and returns rows with the header's columns, in the order that the query gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphkit.analysis.questions.asked import Asked, Row

__all__ = ["Asked", "Row", "answer", "answers"]


def answer(name: str, asked: Asked, **parameters: Any) -> list[Row]:
    """Answer a question.

    Parameters
    ----------
    name : str
        As the file of the question is called, such as ``"who-blocks"``.
    asked : Asked
        The dossier and the two days.
    **parameters : object
        What the question wants to know; ids are ``kind:slug``.

    Returns
    -------
    list of dict
        Rows with the columns of the question.  An id that the dossier does not have gives no row.

    Raises
    ------
    KeyError
        If there is no such question.
    TypeError
        If a parameter is missing or is not the question's.
    """
    return answers()[name](asked, **parameters)


def answers() -> Mapping[str, Callable[..., list[Row]]]:
    """The function that answers each question, by the question's name, in order of name."""
    from graphkit.analysis.questions import changes, lines, pairs, proof, proposals, stances, time

    modules = (changes, lines, pairs, proof, proposals, stances, time)
    found = {name: getattr(module, name) for module in modules for name in module.__all__}
    return {name.replace("_", "-"): found[name] for name in sorted(found)}
