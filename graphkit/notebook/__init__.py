"""What a notebook needs, as functions: from a dossier, a file or a graph to a typed result that shows itself.

`graphkit` offers them under its own name; heavy libraries are imported where they are used.
"""

from graphkit.notebook.answers import ask, questions
from graphkit.notebook.deals import forecast, stability, trade, zone
from graphkit.notebook.dossiers import open_dossier, to_frame, to_networkx
from graphkit.notebook.networks import brokers, camps, discourse, influence
from graphkit.notebook.pages import show
from graphkit.notebook.pictures import plot

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
