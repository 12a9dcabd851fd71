"""Pictures of forecasts, zones, packages and moves: the same bytes each time, and no name over another."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from graphkit.bargaining.challenge import challenge
from graphkit.bargaining.moves import moves
from graphkit.bargaining.packages import packages
from graphkit.bargaining.table import Inputs
from graphkit.report.plots.moves import moves_figure
from graphkit.report.plots.pareto import pareto_figure
from graphkit.report.plots.rounds import panels_of, rounds_figure, spread
from graphkit.report.plots.scales import Panel, Row, scales_figure
from graphkit.report.plots.style import CannotDraw, drawn
from tests.bargaining.test_stability import ELMIRA

NAMES = ["Министерство иностранных дел", "محمد بن سلمان", "W" * 200, *(f"Actor {number}" for number in range(27))]


def table(issue: str, seed: int) -> Inputs:
    random = np.random.default_rng(seed)
    numbers = [random.integers(1, 101, len(NAMES)).astype(float) for _ in range(3)]
    return Inputs(issue, tuple(NAMES), numbers[0], salience=numbers[1], capability=numbers[2])


def scales() -> Any:
    rows = [Row(name, 50, 40, 60, (30, 100)) for name in NAMES]
    panel = Panel("Toll", (0, 100), ("none " * 30, "all"), rows, [Row("mean", 50)], 10, gap=(20, 30), said="gap of 10")
    return scales_figure([panel], "Scales", "made", [])


def rounds() -> Any:
    panels = panels_of([("challenge", challenge(table("toll", 1)))], names={}, labels={}, scales={"toll": (0, 100)})
    return rounds_figure(panels, "Rounds", "made", [])


def pareto() -> Any:
    found = packages([table(issue, seed) for seed, issue in enumerate(["road", "rail", "tax"])], NAMES[0], NAMES[3])
    return pareto_figure(found, "Packages", "made", [])


def conflict() -> Any:
    return moves_figure(moves(ELMIRA), "Moves", "made", [])


FIGURES = [scales, rounds, pareto, conflict]


@pytest.mark.parametrize("draw", FIGURES)
def test_a_picture_drawn_twice_is_the_same_to_the_byte(draw: Any) -> None:
    first, second = (drawn(draw, "svg", title="a title", texts=NAMES) for _ in range(2))
    assert first == second and first.startswith(b"<?xml")


@pytest.mark.parametrize("draw", FIGURES)
def test_no_text_lies_over_another_or_beyond_the_page(draw: Any) -> None:
    boxes: dict[Any, Any] = {}

    def measured() -> Any:
        figure = draw()
        renderer = FigureCanvasAgg(figure).get_renderer()
        boxes.update({text: text.get_window_extent(renderer) for text in figure.axes[0].texts if text.get_text()})
        return figure

    drawn(measured, "png", title="a title", texts=NAMES)
    page = next(iter(boxes)).figure.bbox
    for text, box in boxes.items():
        assert box.x0 >= page.x0 and box.x1 <= page.x1 and box.y0 >= page.y0 and box.y1 <= page.y1, text
    for (one, box), (other, its) in combinations(boxes.items(), 2):
        apart = box.x1 <= its.x0 + 1 or its.x1 <= box.x0 + 1 or box.y1 <= its.y0 + 3 or its.y1 <= box.y0 + 3
        assert apart, (one, other)


def test_nothing_to_show_is_told_and_not_drawn() -> None:
    with pytest.raises(CannotDraw, match="the notes say what is missing"):
        scales_figure([], "Scales", "", [])
    with pytest.raises(CannotDraw, match="no model ran in rounds"):
        rounds_figure([], "Rounds", "", [])
    with pytest.raises(CannotDraw, match="a package needs two issues"):
        pareto_figure(packages([table("road", 1)], NAMES[0], NAMES[3]), "Packages", "", [])


@given(st.lists(st.floats(0, 300), min_size=1, max_size=30))
def test_names_keep_their_order_and_a_line_between_them(places: list[float]) -> None:
    found = spread(np.array(places), 0.0, 300.0, apart=8.0)
    order = np.argsort(places, kind="stable")
    stand = [found[each] for each in order]
    assert all(later - earlier > 8.0 - 1e-6 for earlier, later in pairwise(stand))
    assert min(stand) > -1e-6 and max(stand) < 300 + 1e-6
