"""Tables of positions as dossiers."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining import forecast, zone
from graphkit.bargaining.drafts import Asking, of_dossier
from graphkit.bargaining.inputs import of_dossier as inputs_of
from graphkit.bargaining.satisfying import possible
from graphkit.bargaining.scales import back, onto
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.dossier.clocks import at
from graphkit.formats.bargaining import are_inputs, read_inputs, read_tabled
from graphkit.formats.bargaining.as_dossier import tabled
from graphkit.formats.bargaining.own_words import in_own_words

TABLE = """\
actor;issue;position;low;salience;capability;at_least;at_most
Harbour Union;Bridge toll;-2;-3;40;12,5;-5;1
City;Bridge toll;4;;80;250;2;
Harbour Union;Road;1;;;12,5;;
City;Road;0;;;250;;
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "talks.csv"
    path.write_text(TABLE)
    return path


def test_a_row_becomes_a_position_with_its_line_and_the_file_as_its_only_source(table: Path) -> None:
    found = read_tabled(table)
    position = found.positions["harbour-union-bridge-toll"]
    assert (position.value, position.low, position.stance) == (33.3333, 22.2222, "oppose")
    assert position.accepts is not None and (position.accepts.at_least, position.accepts.at_most) == (0, 66.6667)
    assert position.claim == (
        "Wants -2 on the scale from -5 to 4 (from -3 to ?), and nothing below -5 or above 1. Line 2 of the table."
    )
    assert str(found.at(position)) == f"{table}:2:1"
    (source,) = found.sources
    assert (source.publisher, source.title) == ("Table talks.csv", "names no sources of its own")
    assert {each.carrier for position in found.positions for each in position.evidence} == {source.id}
    assert [(each.name, each.kind) for each in found.actors] == [
        ("Harbour Union", "organization"),
        ("City", "organization"),
    ]


def test_an_issue_says_what_its_ends_are_in_the_table_and_needs_everybody_on_it(table: Path) -> None:
    toll, road = read_tabled(table).issues
    assert toll.scale is not None and (toll.scale.low, toll.scale.high) == ("-5 in the table", "4 in the table")
    assert (toll.question, toll.consent) == ("Nearer to 4 than to -5?", ("harbour-union", "city"))
    assert road.scale is not None and road.scale.low == "0 in the table"


def test_salience_and_capability_are_judgements_of_the_table_in_proportion(table: Path) -> None:
    found = read_tabled(table)
    told = {each.id: each.value for each in found.judgements}
    assert told["city-bridge-toll-capability"] == 100 and told["harbour-union-bridge-toll-capability"] == 5
    assert told["city-bridge-toll-salience"] == 80
    assert "harbour-union-road-salience" not in told
    assert found.judgements["city-road-capability"].note == "Line 5 of the table; 250 there; no reason is given"


def test_no_row_is_lost_whatever_names_become(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("actor,issue,position\na b,c,1\na,b c,2\n中,c,3\n国,c,4\na-b,c,5\n")
    found = read_tabled(path)
    assert sorted(each.value or 0 for each in found.positions) == [1, 2, 3, 4, 5]
    assert len(set(found.actors.ids)) == len(found.actors) == 5


def test_a_table_holds_on_every_day(table: Path) -> None:
    found = read_tabled(table)
    assert at(found).positions == found.positions


def test_a_number_that_is_not_on_the_scale_is_refused(table: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInputs, match="7 is not from -5 to 4, the scale of the table"):
        read_tabled(table).onto("bridge-toll", "value", 7)
    with pytest.raises(ValueError, match=r"talks.csv:3:1 the position 4 lies outside the scale from -5 to 3"):
        read_tabled(table, scale=(-5, 3))


def test_names_stand_for_ids_where_a_draft_is_held_against_a_table(table: Path) -> None:
    tables = read_inputs(table)
    found = in_own_words(tables, table)
    assert found.actors.ids == ("Harbour Union", "City")
    assert {each.stance for each in found.positions} == {"neutral"}
    draft = of_dossier(found, {"Bridge toll": found.onto("Bridge toll", "value", 1.5)}, Asking(scales=found.scales))
    assert draft.verdicts == {"Harbour Union": "refuses", "City": "refuses"}
    assert [each.words for row in draft.rows for each in row.deciding] == ["at most 1", "at least 2"]
    assert {each.why for row in draft.rows for each in row.deciding} == {"the draft has 1.5"}


def test_what_is_no_table_of_positions_is_none(tmp_path: Path, table: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("source,target\nAnn,Ben\n")
    assert are_inputs(table) and not are_inputs(path)


numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda each: float(f"{each:.6g}"))


@given(st.tuples(numbers, numbers).filter(lambda ends: ends[0] < ends[1]), st.floats(0, 1))
def test_a_number_is_the_same_after_there_and_back(ends: tuple[float, float], share: float) -> None:
    number = float(f"{ends[0] + share * (ends[1] - ends[0]):.9g}")
    tolerance = 1e-9 * max(map(abs, ends))
    assert math.isclose(back(ends, onto(ends, number)), number, rel_tol=1e-9, abs_tol=tolerance)


@st.composite
def tables(draw: st.DrawFn) -> Inputs:
    """One issue on a scale from -5 to 4, with red lines of some."""
    size = draw(st.integers(1, 5))
    places = st.integers(-5, 4).map(float)
    lines = [sorted((draw(places), draw(places))) for _ in range(size)]
    known = [draw(st.sampled_from(["both", "low", "high", "none"])) for _ in range(size)]
    numbers: dict[str, Any] = {
        "position": [draw(places) for _ in range(size)],
        "salience": [draw(st.floats(1, 100)) for _ in range(size)],
        "capability": [draw(st.floats(1, 500)) for _ in range(size)],
        "at_least": [low if each in ("both", "low") else np.nan for (low, _), each in zip(lines, known, strict=True)],
        "at_most": [high if each in ("both", "high") else np.nan for (_, high), each in zip(lines, known, strict=True)],
    }
    return Inputs("toll", tuple("abcde"[:size]), scale=(-5, 4), **numbers)


@given(tables())
def test_a_draft_can_satisfy_all_unless_the_zone_is_a_gap(table: Inputs) -> None:
    found = in_own_words([table], "t.csv")
    asking = Asking(scales=found.scales)
    told = possible(found, ["toll"], asking=asking)
    verdict = zone.of_tables([table]).rows[0]
    assert (told.answer == "no") == (verdict.verdict == "gap")
    if told.package:
        draft = of_dossier(found, {"toll": told.package[0].value}, asking)
        assert "refuses" not in draft.verdicts.values()
    if verdict.verdict == "gap":
        assert all(len(each) == 2 for each in told.conflicts) and told.conflicts
        lifted = {(each.actor, each.kind) for conflict in told.conflicts for each in conflict}
        sides = {name: dict(zip(table.actors, getattr(table, name), strict=True)) for name in ("at_least", "at_most")}
        left = {name: [v for who, v in each.items() if (who, name) not in lifted] for name, each in sides.items()}
        assert np.nanmax([-6, *left["at_least"]]) <= np.nanmin([5, *left["at_most"]])


@given(tables())
def test_a_table_and_its_dossier_have_the_same_forecast(table: Inputs) -> None:
    models: Any = ("compromise", "median", "mean")
    own = {each.model: each.outcome for each in forecast.forecast([table], models).rows}
    found = inputs_of(tabled([table], "t.csv", digits=15))
    as_dossier = {each.model: each.outcome for each in forecast.forecast(found, models).rows}
    assert own.keys() == as_dossier.keys()
    for model, outcome in own.items():
        found_so = as_dossier[model]
        assert (found_so is None) == (outcome is None)  # of one actor alone there is none
        assert outcome is None or back((-5, 4), found_so or 0.0) == pytest.approx(outcome, abs=1e-6)
