"""What a notebook needs, as functions: from a dossier, a file or a graph to a typed result that shows itself.

`graphkit` offers them under its own name; heavy libraries are imported where they are used.
"""

from graphkit.notebook.answers import ask, questions
from graphkit.notebook.deals import forecast, stability, trade, zone
from graphkit.notebook.dossiers import open_dossier, to_frame, to_networkx
from graphkit.notebook.drafts import draft
from graphkit.notebook.networks import brokers, camps, discourse, influence
from graphkit.notebook.pages import show
from graphkit.notebook.pictures import plot
from graphkit.notebook.sure import score, sobol

__all__ = [
    "ask",
    "brokers",
    "camps",
    "discourse",
    "draft",
    "forecast",
    "influence",
    "open_dossier",
    "plot",
    "questions",
    "score",
    "show",
    "sobol",
    "stability",
    "to_frame",
    "to_networkx",
    "trade",
    "zone",
]
