"""Plain-text accounting for negotiations: who stands where, who moves whom, and how we know.

The few names a notebook needs, which `graphkit.notebook` lists; everything else is in the stages `dossier`, `graph`,
`analysis`, `bargaining`, `formats` and `report`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from graphkit.notebook import *  # noqa: F403  # what there is stands in one list, that of the notebook
    from graphkit.notebook import __all__ as __all__


def __getattr__(name: str) -> Any:
    """A name of `__all__`, when somebody asks for it: `graphkit --help` needs none of them and stays fast."""
    if name == "__all__" or not name.startswith("_"):
        offered = import_module("graphkit.notebook")
        if name == "__all__" or name in offered.__all__:
            return getattr(offered, name)
    raise AttributeError(f"module 'graphkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("graphkit.notebook").__all__})
