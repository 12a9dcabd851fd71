"""The camps of a network that was read, and what the answers of `graphkit camps` say of how they were found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.cli.camps_input import Read
from graphkit.cli.wishes import Wishes

if TYPE_CHECKING:
    from graphkit.analysis.camps.found import Camps


def camps_in(read: Read, wishes: Wishes) -> Camps:
    """The camps by the method that is wanted."""
    from graphkit.analysis.camps.found import CampOptions, camps

    names = ("method", "resolution", "engine", "seed")
    return camps(
        read.network,
        CampOptions(
            at_most=wishes["up_to"],
            time_limit_s=wishes["time_limit"],
            k=wishes["k"] or 3,
            **{name: wishes[name] for name in names},
        ),
    )


def kind_of(read: Read) -> Any:
    """The sort of network: that of the statements, else one with signs."""
    return read.name if read.stands else "signed"


def parameters_of(read: Read, wishes: Wishes, more: Mapping[str, Any]) -> dict[str, Any]:
    """What was measured and how, without the wishes that nobody had."""
    names = {"sets": "set"}
    given = {name: value for name, value in wishes.items() if value not in (None, (), False)}
    wished = {names.get(name, name.rstrip("_")): value for name, value in given.items()}
    for repeated in ("up_to", "time_limit", "plot", *(() if read.stands else ("resample",))):
        wished.pop(repeated, None)
    return {**wished, "network": read.name, "sources": read.sources, **more}


def that_say_something(columns: Mapping[str, str], rows: list[dict[str, Any]]) -> dict[str, str]:
    """The columns in which any row has a value."""
    return {name: heading for name, heading in columns.items() if any(row.get(name) is not None for row in rows)}
