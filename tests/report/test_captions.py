"""Words on lines: where there is room for them, on straight and on bent lines alike."""

from __future__ import annotations

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.reader import read
from graphkit.report.arrange import arranged
from graphkit.report.captions import words_that_fit
from graphkit.report.curves import curves, point_on
from graphkit.report.network import relations
from graphkit.report.scene import Scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return relations(at(read(bundled_dossier("istanbul-2025"))[0]))


def test_a_straight_line_is_passed_through_evenly() -> None:
    assert point_on({}, (0, 0), (10, 20), 0.25) == pytest.approx((2.5, 5))


def test_a_bent_line_begins_and_ends_where_the_straight_one_does_and_leaves_it_between() -> None:
    for side in ("curvedCW", "curvedCCW"):
        curve = {"smooth": {"type": side, "roundness": 0.22}}
        assert point_on(curve, (0, 0), (100, 0), 0) == pytest.approx((0, 0))
        assert point_on(curve, (0, 0), (100, 0), 1) == pytest.approx((100, 0))
    clockwise = point_on({"smooth": {"type": "curvedCW", "roundness": 0.22}}, (0, 0), (100, 0), 0.5)
    other = point_on({"smooth": {"type": "curvedCCW", "roundness": 0.22}}, (0, 0), (100, 0), 0.5)
    assert clockwise[1] * other[1] < 0


def test_where_the_middle_is_taken_the_word_moves_along_the_line(scene: Scene) -> None:
    arrangement = arranged("relations", scene, seed=1)
    found = words_that_fit(scene, arrangement.spots, curves(scene.edges, columns=False))
    assert any(share != 0.5 for share in found.values())
    assert all(0 < share < 1 for share in found.values())


def test_alike_ties_of_one_actor_are_worded_alike(scene: Scene) -> None:
    arrangement = arranged("relations", scene, seed=1)
    found = words_that_fit(scene, arrangement.spots, curves(scene.edges, columns=False))
    pressed = [edge for edge in scene.edges if edge.word == "pressures"]
    stood_for = [edge for edge in scene.edges if edge.word == "represents"]
    assert len(pressed) == len(stood_for) == 2
    assert {edge.id for edge in [*pressed, *stood_for]} <= found.keys()
