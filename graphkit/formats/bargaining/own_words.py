"""A table as a dossier in its own words: what a draft is held against, in which names stand for ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphkit.bargaining.table import Inputs
from graphkit.dossier.dossier import Records
from graphkit.dossier.references import renamed
from graphkit.formats.bargaining.as_dossier import Tabled, tabled

EXACT = 15  # decimals, so that a number on the table's own scale is the same after there and back
SUPPOSED = "What if. No source says so."


def in_own_words(tables: Sequence[Inputs], path: Path | str, *, base: Tabled | None = None) -> Tabled:
    """Inputs of models of bargaining as a dossier, with the names of the table in place of ids.

    Nobody in a table gave an answer to an issue's question, so that numbers alone count: every stance is neutral.  It
    is for asking, not for pages and files, in which ids have to be slugs.

    Parameters
    ----------
    tables : sequence of Inputs
    path : Path or str
        The file they are from.
    base : Tabled, optional
        The same without suppositions: positions that differ from it lose their evidence, since no source says them.

    Returns
    -------
    Tabled

    Examples
    --------
    >>> found = in_own_words([Inputs("Bridge toll", ("Ann",), [3], at_most=[4], scale=(0, 5))], "toll.csv")
    >>> found.actors.ids, found.issues.ids, next(iter(found.positions)).accepts.at_most
    (('Ann',), ('Bridge toll',), 80.0)
    """
    found = tabled(tables, path, digits=EXACT)
    names = {
        "actor": {each.id: each.name for each in found.actors},
        "issue": dict(zip(found.issues.ids, (table.issue for table in tables), strict=True)),
    }

    def called(kind: str) -> Records[Any]:
        every = (renamed(each, names) for each in found.of_kind(kind))
        return Records(each.model_copy(update={"id": names.get(kind, {}).get(each.id, each.id)}) for each in every)

    positions = [each.model_copy(update={"stance": "neutral"}) for each in called("position")]
    if base is not None:
        sourced = {each.id: each for each in base.positions}
        unsaid = {"claim": SUPPOSED, "evidence": ()}
        positions = [each if sourced.get(each.id) == each else each.model_copy(update=unsaid) for each in positions]
    return replace(
        found,
        actors=called("actor"),
        issues=called("issue"),
        positions=Records(positions),
        judgements=called("judgement"),
        scales={names["issue"][id]: scale for id, scale in found.scales.items()},
    )
