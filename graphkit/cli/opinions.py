"""Where the values on an issue would settle, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.measured import refuse_file
from graphkit.cli.opening import number_of
from graphkit.cli.options import resolve
from graphkit.cli.output import plain
from graphkit.cli.printing import print_answer
from graphkit.cli.reasons import told
from graphkit.cli.what_if import open_supposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.analysis.influence.opinions import Opinions
    from graphkit.dossier.dossier import Dossier

SHOWN = {
    "actor": "actor",
    "initial": "value held",
    "settles": "settles at",
    "change": "change",
    "susceptibility": "susceptibility",
    "goes by": "goes by",
    "status": "status",
}
BEHIND = Compared(("actor",), ("share", "value", "what"), ("share", "value"))
COMPARED = Compared(("actor",), ("initial", "settles"), ("initial", "settles"))


def print_opinions(input_: str | None, format_: str, wishes: dict[str, Any]) -> None:
    """Print the model of Friedkin and Johnsen on one issue, or the evidence behind one actor in it."""
    from graphkit.analysis.influence.friedkin_johnsen import BadModel, NoEquilibrium
    from graphkit.analysis.influence.opinions import as_row, opinions
    from graphkit.dossier.clocks import at

    refuse_file(input_, "--opinions")
    opened = open_supposed(input_, wishes["sets"], as_of=wishes["as_of"], known_on=wishes["known_on"])
    whole = opened.whole
    dossier = at(whole, as_of=wishes["as_of"], known_on=wishes["known_on"])
    issue = resolve(whole, "issue", wishes["opinions"], cut=dossier)
    options = {name: wishes[name] for name in ("weights", "direction", "steps") if wishes[name] is not None}
    try:
        susceptibility = _susceptibility(whole, dossier, wishes["susceptibility"])
        found = opinions(dossier, issue, susceptibility=susceptibility, kinds=wishes["kinds"], **options)
    except (BadModel, NoEquilibrium) as error:
        raise click.UsageError(str(error)) from None
    parameters = {
        "input": input_,
        "set": list(wishes["sets"]),
        "model": "friedkin-johnsen",
        **found.parameters,
        "susceptibility": susceptibility,
    }
    caption = _caption(found, dossier, wishes)
    before = at(opened.base, as_of=wishes["as_of"], known_on=wishes["known_on"]) if opened.base else None
    base = _settled(before, issue, susceptibility, wishes["kinds"], options) if before else None
    if wishes["why"]:
        actor = resolve(whole, "actor", wishes["why"], cut=dossier)
        of_base = _of_base(base, before, actor) if before else None
        _print_why(found, dossier, of_base, actor, format_, caption, parameters)
        return
    rows, difference = [as_row(each) for each in found.rows], None
    if before:
        difference = beside(rows, [as_row(each) for each in base.rows] if base else [], COMPARED, wishes["sets"])
        rows = difference.rows
    missing = [{"actor": each.actor, "label": each.label, "what": each.what} for each in found.missing]
    path = [dict(zip((each.actor for each in found.rows), values, strict=True)) for values in found.path.tolist()]
    if format_ in ("table", "markdown"):
        rows = [row | {"goes by": [f"{actor} {share:.0%}" for actor, share in row["goes_by"].items()]} for row in rows]
    print_answer(
        rows,
        format_,
        caption=caption,
        parameters=parameters,
        notes=_missing(found),
        shown=SHOWN,
        names=1,
        difference=difference,
        more={"missing": missing, "path": path},
    )


def _settled(
    dossier: Dossier, issue: str, susceptibility: Any, kinds: Sequence[str], options: dict[str, Any]
) -> Opinions | None:
    """Where each actor settles; None where the model has no answer."""
    from graphkit.analysis.influence.friedkin_johnsen import BadModel, NoEquilibrium
    from graphkit.analysis.influence.opinions import opinions

    try:
        return opinions(dossier, issue, susceptibility=susceptibility, kinds=kinds, **options)
    except (BadModel, NoEquilibrium):
        return None


def _of_base(base: Opinions | None, before: Dossier, actor: str) -> list[dict[str, Any]]:
    """The positions behind an actor in the base; none where it is not in that model."""
    return _behind(base, before, actor) if base and any(each.actor == actor for each in base.rows) else []


def _susceptibility(whole: Dossier, dossier: Dossier, words: Sequence[str]) -> float | dict[str, float]:
    """One number for all, or a number by actor; a number for all beside them is for the rest."""
    if not words:
        raise click.UsageError("--opinions needs --susceptibility S, from 0 (never moves) to 1; there is no default")
    by_actor: dict[str, float] = {}
    rest: float | None = None
    for each in words:
        actor, equals, number = each.rpartition("=")
        if equals:
            by_actor[resolve(whole, "actor", actor, cut=dossier)] = _number(number)
        else:
            rest = _number(number)
    if not by_actor and rest is not None:
        return rest
    return by_actor if rest is None else {actor.id: by_actor.get(actor.id, rest) for actor in dossier.actors}


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise click.UsageError(f"the susceptibility {text!r} is no number from 0 to 1; write one such as 0.5")
    return number


def _caption(found: Opinions, dossier: Dossier, wishes: dict[str, Any]) -> str:
    issue = dossier.issues[found.issue]
    day = wishes["as_of"] or dossier.manifest.as_of
    parts = [
        f"{issue.name} [{issue.id}], values 0 to 100",
        f"Friedkin–Johnsen model, weights from {_from(found)}",
        f"as of {day}" if day else "as of the last day",
        f"{number_of(len(found.rows), 'actor')} from {number_of(found.sources, 'source')}",
    ]
    return plain("; ".join(parts))


def _from(found: Opinions) -> str:
    weights = found.parameters["weights"]
    return "ties and co-participation" if weights == "both" else str(weights)


def _missing(found: Opinions) -> list[str]:
    """What is missing, a line for each sort."""
    sorts: dict[str, list[str]] = {}
    for each in found.missing:
        sorts.setdefault(each.what, []).append(each.actor)
    return [f"missing, and not filled in: {what}: {', '.join(actors)}" for what, actors in sorts.items()]


def _behind(found: Opinions, dossier: Dossier, actor: str) -> list[dict[str, Any]]:
    """The position that an actor begins with, and those of the actors by whom it goes."""
    by_id = {each.actor: each for each in found.rows}
    goes_by = sorted(by_id[actor].goes_by.items(), key=lambda each: (-each[1], each[0]))
    shares: list[tuple[str, float | None]] = [(actor, None), *(each for each in goes_by if each[0] != actor)]
    return [
        {"actor": other, "share": share, "value": by_id[other].initial, **told(by_id[other].position, dossier)}
        for other, share in shares
    ]


def _print_why(
    found: Opinions,
    dossier: Dossier,
    base: list[dict[str, Any]] | None,
    actor: str,
    format_: str,
    caption: str,
    parameters: dict[str, Any],
) -> None:
    """The position that an actor begins with, and those of the actors by whom it goes."""
    mine = next((each for each in found.rows if each.actor == actor), None)
    if mine is None:
        lacks = [each.what for each in found.missing if each.actor == actor] or ["it has no tie to them either"]
        raise click.UsageError(f"{actor!r} is not in the model: {'; '.join(lacks)}")
    rows = _behind(found, dossier, actor)
    difference = beside(rows, base, BEHIND, parameters["set"]) if base is not None else None
    shown = {"actor": "actor", "share": "goes by", "value": "value", "record": "record", "what": "what"}
    place = f"{plain(mine.label)} [{actor}]: from {mine.initial:g} to {mine.settles:.4g}"
    print_answer(
        difference.rows if difference else rows,
        format_,
        caption=f"{caption}\n{place}",
        parameters={**parameters, "why": actor},
        notes=_missing(found),
        shown=shown | {"evidence": "evidence"},
        difference=difference,
    )
