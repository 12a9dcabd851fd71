"""A small sound dossier to which each test adds what its rule is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from graphkit.dossier.dossier import Dossier

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]

FILES = {
    "dossier.yaml": "id: toll\ntitle: Toll\ncoders: [{id: ada, preferred: true}, {id: ben}]\n",
    "actors.yaml": "- {id: north, name: North, kind: state}\n- {id: south, name: South, kind: state}\n",
    "issues.yaml": "- {id: toll, name: Toll, question: Shall we?, scale: {low: none, high: full}}\n"
    "- {id: fee, name: Fee, question: Shall we?}\n",
    "sources.yaml": "- {id: gazette, title: T, publisher: P, kind: post, published: 2025}\n",
}


@pytest.fixture
def found(examined: Examine) -> Callable[..., list[str]]:
    """Add files to the sound dossier; give code and message of each problem, without its remedy."""

    def examine(**files: str) -> list[str]:
        _, problems = examined({**FILES, **{f"{stem}.yaml": text for stem, text in files.items()}})
        return [problem.partition(" ")[2].partition(";")[0] for problem in problems]

    return examine


@pytest.fixture
def codes(found: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """As `found`, but the codes alone."""
    return lambda **files: [problem.partition(" ")[0] for problem in found(**files)]
