"""Camps beside those of the base: whom the suppositions move, and what they change in the network as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.cli.difference import Compared, Difference

if TYPE_CHECKING:
    from graphkit.analysis.camps.found import Camps

NUMBERS = ("fits", "misfits", "pressure")
COMPARED = Compared(("actor",), ("camp", *NUMBERS), NUMBERS)
REASONS = Compared(("about", "sign"), ("pull",), ("pull",))
NONE = "-"


def named_alike(base: Camps, found: Camps) -> dict[str, str]:
    """The camp of each actor of the base, by the letter of the camp that takes its place so that most actors stay.

    A camp of the base whose place none takes keeps its letter, marked as the base's.
    """
    import numpy as np

    from graphkit.analysis.camps.found import letters
    from graphkit.analysis.camps.stability import successors

    now = dict(zip(found.network.actors.ids, found.camp.tolist(), strict=True))
    ids, before = base.network.actors.ids, base.camp
    after = np.array([now.get(id, -1) for id in ids], np.int64)
    successor = successors(before, after).tolist()

    def name(camp: int) -> str:
        return letters(successor[camp]) if camp >= 0 and successor[camp] >= 0 else _of_the_base(letters(camp))

    return {id: name(camp) for id, camp in zip(ids, before.tolist(), strict=True)}


def _of_the_base(letter: str) -> str:
    return letter if letter == NONE else f"{letter} of the base"


def told(difference: Difference, base: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What a caption says of the base: its frustration, and who stands in another camp."""
    moved = sorted(row["actor"] for row in difference.rows if row["camp"] != row["base_camp"])
    index = f"frustration index {now['frustration_index']:g}, base {base['frustration_index']:g}"
    return f"{index}; moved: {', '.join(moved) or 'nobody'}"
