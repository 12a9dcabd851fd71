"""Plain-text accounting for negotiations: who stands where, who moves whom, and how we know.

The few names a notebook needs; everything else is in the stages `dossier`, `graph`, `analysis`, `bargaining`, `formats`
and `report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from graphkit.notebook import (
        ask,
        brokers,
        camps,
        discourse,
        forecast,
        influence,
        open_dossier,
        plot,
        questions,
        show,
        stability,
        to_frame,
        to_networkx,
        trade,
        zone,
    )

__all__ = [
    "ask",
    "brokers",
    "camps",
    "discourse",
    "forecast",
    "influence",
    "open_dossier",
    "plot",
    "questions",
    "show",
    "stability",
    "to_frame",
    "to_networkx",
    "trade",
    "zone",
]


def __getattr__(name: str) -> Any:
    """A name of `__all__`, when somebody asks for it: `graphkit --help` needs none of them and stays fast."""
    if name not in __all__:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    from graphkit import notebook

    return getattr(notebook, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
