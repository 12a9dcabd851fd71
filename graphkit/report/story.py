"""A dossier's story as its page has it: the text of each step as nodes, and what the page is set to."""

from __future__ import annotations

from typing import Any

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.prose import tree_of
from graphkit.dossier.story import state_of


def steps(dossier: Dossier) -> list[dict[str, Any]]:
    """The steps for the template, in order: `title`, `nodes` of the text, and `state` by the names of the address."""
    return [
        {"title": step.title, "nodes": tree_of(step.text), "state": dict(sorted(state_of(step).items()))}
        for step in dossier.story
    ]
