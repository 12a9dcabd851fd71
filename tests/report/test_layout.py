from __future__ import annotations

from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graphkit.report import network
from graphkit.report.arrange import View, arranged
from graphkit.report.layout import components, placed, spread, tangle
from tests.report.made import talks

boxes = some.lists(
    some.tuples(some.floats(-200, 200), some.floats(-200, 200), some.floats(1, 150), some.floats(1, 60)),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(boxes)
def test_after_spreading_no_box_lies_on_another(given_boxes: list[tuple[float, float, float, float]]) -> None:
    table = np.array(given_boxes)
    sizes = table[:, 2:]
    spots = spread(table[:, :2], sizes)
    for one, other in combinations(range(len(sizes)), 2):
        assert (np.abs(spots[one] - spots[other]) >= (sizes[one] + sizes[other]) / 2).any()


def test_boxes_that_lie_apart_stay_where_they_are() -> None:
    spots = np.array([[0.0, 0.0], [500.0, 0.0]])
    assert np.allclose(spread(spots, np.array([[50.0, 20.0], [50.0, 20.0]])), spots, atol=0.01)


def test_parts_that_no_line_joins_are_told_apart_largest_first() -> None:
    parts = components(6, np.array([[0, 5], [1, 2], [2, 3]]))
    assert [part.tolist() for part in parts] == [[1, 2, 3], [0, 5], [4]]


@pytest.mark.parametrize("number", [5, 60, 401])
def test_what_a_line_joins_stands_near(number: int) -> None:
    pairs = np.stack([np.arange(number - 1), np.arange(1, number)], axis=1)
    spots = placed(number, pairs, np.ones(number - 1), seed=1)
    joined = np.linalg.norm(np.diff(spots, axis=0), axis=1).mean()
    others = np.linalg.norm(spots[:, None] - spots[None], axis=2).mean()
    assert joined < others / 1.5


def test_a_crossing_counts_one_and_a_line_through_a_box_three() -> None:
    spots = np.array([[0.0, 0.0], [10.0, 10.0], [0.0, 10.0], [10.0, 0.0], [5.0, 5.0]])
    small, cross = np.full((5, 2), 0.5), np.array([[0, 1], [2, 3]])
    assert tangle(spots[:4], cross, small[:4]) == 1
    assert tangle(spots, np.array([[0, 1]]), small) == 3


@pytest.mark.parametrize("view", get_args(View))
def test_no_box_lies_on_another_in_any_view(view: View) -> None:
    scene = getattr(network, view)(talks())
    spots = arranged(view, scene, seed=3).spots
    rooms = {node.id: node.room for node in scene.nodes}
    for one, other in combinations(sorted(spots), 2):
        (x, y), (wide, high, shift) = spots[one], rooms[one]
        (x2, y2), (wide2, high2, shift2) = spots[other], rooms[other]
        assert abs(x - x2) >= (wide + wide2) / 2 or abs(y + shift - y2 - shift2) >= (high + high2) / 2


def test_actors_of_opposed_countries_stand_on_opposite_sides_of_the_issues() -> None:
    spots = arranged("positions", network.positions(talks()), seed=1).spots
    assert spots["actor:north"][0] * spots["actor:south"][0] < 0
    assert spots["actor:south"][0] == spots["actor:envoys"][0]
    assert spots["issue:truce"][0] == 0


def test_later_events_stand_further_to_the_right() -> None:
    spots = arranged("events", network.events(talks()), seed=1).spots
    assert spots["event:first"][0] < spots["event:second"][0]
