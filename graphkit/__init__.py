"""Plain-text accounting for negotiations: who stands where, who moves whom, and how we know.

The few names a notebook needs; everything else is in the stages `dossier`, `graph`, `analysis`, `bargaining`, `formats`
and `report`.
"""

from __future__ import annotations

__version__ = "0.1.0"

from graphkit.notebook import (
    brokers,
    camps,
    discourse,
    forecast,
    influence,
    open_dossier,
    to_frame,
    to_networkx,
)

__all__ = ["brokers", "camps", "discourse", "forecast", "influence", "open_dossier", "to_frame", "to_networkx"]
