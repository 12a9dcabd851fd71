"""The evidence behind an actor's place in a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.cli.difference import Compared, beside
from graphkit.cli.output import plain
from graphkit.cli.printing import print_answer
from graphkit.cli.wording import describe, short_citations

if TYPE_CHECKING:
    from graphkit.analysis.influence.centrality import Centrality
    from graphkit.analysis.influence.chosen import Record
    from graphkit.analysis.influence.tied import Tied
    from graphkit.analysis.influence.why import Reason
    from graphkit.cli.measured import Read
    from graphkit.dossier.dossier import Dossier

COMPARED = Compared(("way", "other", "record"), ("strength", "gives", "what"), ("strength", "gives"))
PATHS = frozenset({"betweenness", "closeness"})


def print_reasons(
    read: Read,
    ties: Tied,
    found: Centrality,
    actor: str,
    format_: str,
    *,
    caption: str,
    parameters: Mapping[str, Any],
    base_ties: Tied | None = None,
) -> None:
    """Print the ties of one actor, a row for each record behind each of them; `base_ties` are those of `read.base`."""
    from graphkit.analysis.influence.why import reasons

    standing = next(each for each in found.rows if each.actor == actor)
    rows, difference = (
        [row for reason in reasons(ties, actor, read.chosen) for row in _rows(reason, read.dossier)],
        None,
    )
    if read.base and base_ties is not None:
        had = reasons(base_ties, actor, read.base.chosen) if actor in base_ties.ids else ()
        before = [row for reason in had for row in _rows(reason, read.base.dossier)]
        difference = beside(rows, before, COMPARED, parameters["set"])
        rows = difference.rows
    scores = ", ".join(f"{name} {plain(_short(value))}" for name, value in standing.scores.items() if value is not None)
    place = f"{plain(standing.label)} [{plain(actor)}]: rank {standing.rank} of {found.actors} by {found.measures[0]}"
    print_answer(
        rows,
        format_,
        caption=f"{caption}\n{place} ({scores})",
        parameters=parameters,
        notes=[*found.notes, "the scores also hang on the ties of others; these are its own"],
        shown=_shown(found.measures, with_records=read.dossier is not None),
        difference=difference,
    )


def _shown(measures: tuple[str, ...], *, with_records: bool) -> dict[str, str]:
    shown = {"way": "tie", "other": "actor", "strength": "strength"}
    shown |= {"gives": "gives pagerank"} if "pagerank" in measures else {}
    return shown | ({"record": "record", "what": "what", "evidence": "evidence"} if with_records else {})


def _rows(reason: Reason, dossier: Dossier | None) -> list[dict[str, Any]]:
    """One row for each record behind a tie; one row for a tie without any."""
    tie = {name: getattr(reason, name) for name in ("actor", "way", "other", "label", "strength", "gives")}
    if dossier is None or not reason.records:
        return [tie | {"record": None, "what": None, "evidence": None}]
    return [tie | told(record, dossier) for record in reason.records]


def told(record: Record, dossier: Dossier) -> dict[str, Any]:
    """A record with what it says and its evidence."""
    return {"record": record.key, "what": describe(record, dossier), "evidence": short_citations(record, dossier)}


def _short(value: float) -> float:
    return float(f"{value:.3g}")
