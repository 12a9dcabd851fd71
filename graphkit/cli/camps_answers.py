"""The camps of a network in words, actor by actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.cli.camps_difference import COMPARED, named_alike, told
from graphkit.cli.camps_found import camps_in, kind_of, parameters_of, that_say_something
from graphkit.cli.camps_input import Read
from graphkit.cli.camps_words import as_a_whole, caption, key, summary, warnings
from graphkit.cli.difference import beside
from graphkit.cli.printing import print_answer
from graphkit.cli.wishes import Wishes

if TYPE_CHECKING:
    from graphkit.analysis.camps.found import Camps
    from graphkit.cli.difference import Difference

DRAWN_AT_MOST = 2000  # actors of a network of ties; in a larger one drawing takes minutes
SHOWN = {
    "camp": "camp",
    "label": "actor",
    "side": "side",
    "stays": "stays",
    "fits": "fits",
    "misfits": "misfits",
    "pressure": "pressure",
    "unbalanced": "unbalanced",
    "positions": "positions",
    "doubtful": "doubtful",
    "sources": "sources",
}


def answer_camps(read: Read, wishes: Wishes, format_: str) -> None:
    """Print the camps, actor by actor, under what they are worth as a whole."""
    found = camps_in(read, wishes)
    draws, stays = wishes["resamples"] if read.stands or len(found.network) <= DRAWN_AT_MOST else 0, {}
    if draws:
        from graphkit.analysis.camps.stability import stability

        drawn = stability(
            found, read.stands, kind=kind_of(read), draws=draws, unit=wishes["resample"], seed=wishes["seed"]
        )
        stays = dict(zip(found.network.actors.ids, drawn.stays.tolist(), strict=True))
    rows = [_row(read, row, stays) for row in found.rows()]
    measured = _polarization(read, found, wishes)
    whole = as_a_whole(found, measured, read)
    beside_base = _beside_base(read.base, found, rows, whole, wishes) if read.base else None
    difference = beside_base.difference if beside_base else None
    rows = difference.rows if difference else rows
    tied = [row for row in rows if row["camp"] not in ("-", None) or row.get("base_camp", "-") != "-"]
    print_answer(
        rows if format_ in ("json", "csv") else tied,
        format_,
        caption="\n".join(
            [
                caption(read, found, wishes),
                *(beside_base.lines if beside_base else ()),
                *summary(found, measured, read, wishes),
                *key(read, draws, wishes),
            ]
        ),
        parameters=parameters_of(read, wishes, found.parameters),
        notes=[*read.notes, *warnings(read, rows, found)],
        shown=that_say_something(SHOWN, tied),
        names=2,
        more={"network": whole} | ({"base_network": beside_base.whole} if beside_base else {}),
        difference=difference,
    )


class _BesideBase(NamedTuple):
    """Rows beside those of the base, the base as a whole, and what a caption says of both."""

    difference: Difference
    whole: dict[str, Any]
    lines: list[str]


def _beside_base(
    base: Read, found: Camps, rows: list[dict[str, Any]], whole: dict[str, Any], wishes: Wishes
) -> _BesideBase:
    camps = camps_in(base, wishes)
    letters = named_alike(camps, found)
    before = [_row(base, row | {"camp": letters[row["actor"]]}, {}) for row in camps.rows()]
    difference = beside(rows, before, COMPARED, wishes["sets"])
    of_base = as_a_whole(camps, _polarization(base, camps, {**wishes, "resamples": 0}), base)
    return _BesideBase(difference, of_base, [told(difference, of_base, whole)])


def _polarization(read: Read, found: Camps, wishes: Wishes) -> dict[str, Any]:
    """The measures of polarization, with ranges where there are positions to draw."""
    from graphkit.analysis.camps.found import opposed, sides_as_camps
    from graphkit.analysis.polarization import MEASURES, Interval, PolarizationOptions, measures, polarization

    if read.stands is not None and not wishes["unweighted"]:
        options = PolarizationOptions(
            kind=kind_of(read), draws=wishes["resamples"], unit=wishes["resample"], seed=wishes["seed"]
        )
        (whole,) = polarization(read.stands.statements, options).windows
        return {name: getattr(whole, name) for name in MEASURES}
    nothing = float("nan")
    camps = sides_as_camps(found.network, found.frustration.sides)
    measured = measures(found.network, camps, opposed(found.network, camps))
    return {name: Interval(value, nothing, nothing) for name, value in measured.items()}


def _row(read: Read, row: dict[str, Any], stays: Mapping[str, float]) -> dict[str, Any]:
    from graphkit.analysis.camps.found import none_if_nan

    positions, sources = _shown_by(read).get(row["actor"], (0, 0))
    told = {
        "positions": positions,
        "doubtful": read.doubtful.get(row["actor"], 0) if read.dossier else None,
        "sources": sources,
    }
    return {
        **row,
        "stays": none_if_nan(stays.get(row["actor"], float("nan"))),
        **(told if read.stands is not None else {"positions": None, "doubtful": None, "sources": None}),
    }


def _shown_by(read: Read) -> dict[str, tuple[int, int]]:
    """How many statements with a side each actor made, and how many sources show them."""
    import numpy as np

    if read.stands is None:
        return {}
    table = read.stands.statements
    found = {}
    for actor in np.unique(table.actor).tolist():
        own = table.take(table.actor == actor)
        found[table.actors.ids[actor]] = (len(own), own.sources)
    return found
