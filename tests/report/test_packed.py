from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graphkit.report import panel
from graphkit.report.packed import FORMAT, packed, unpacked
from tests.report.made import talks

NAMES = st.sampled_from(["id", "kind", "days", "evidence", "note", "of", "c", "h", "z"])
TEXTS = st.sampled_from(["", "actor-1", "actor-02", "actor-10", "7", "07", "agreement:a+b", "Зюйдланд"]) | st.text(
    max_size=5
)
PLAIN = st.none() | st.booleans() | st.integers(-5, 300) | st.sampled_from([0.5, 1.0]) | TEXTS
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
TABLES = st.lists(st.dictionaries(NAMES, VALUES, max_size=5), max_size=30)
ALIKE = st.tuples(st.lists(VALUES, min_size=1, max_size=3), st.integers(8, 40)).map(
    lambda made: [{"id": f"row-{i}", "same": made[0][i % len(made[0])]} for i in range(made[1])]
)


def through_a_file(data: Any) -> Any:
    return unpacked(json.loads(json.dumps(packed(data))))


@given(st.dictionaries(NAMES, TABLES | ALIKE | VALUES, max_size=4))
def test_what_is_packed_comes_out_as_it_was(data: dict[str, Any]) -> None:
    assert json.dumps(through_a_file(data), sort_keys=True) == json.dumps(data, sort_keys=True)


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name[0] != "$"), TEXTS, min_size=45, max_size=60))
def test_a_large_object_of_texts_comes_out_as_it_was(camps: dict[str, str]) -> None:
    assert through_a_file({"camps": camps}) == {"camps": camps}


def test_the_records_of_a_dossier_come_out_as_they_were() -> None:
    records = {"records": panel.records(talks())}
    assert through_a_file(records) == records


def test_a_text_that_many_columns_have_stands_in_the_file_once() -> None:
    names = [f"{chr(97 + i)}-long-name" for i in range(12)]
    tables = {kind: [{"id": name, "rank": i} for i, name in enumerate(names)] for kind in ("actors", "nodes")}
    page = packed(tables)
    assert page["version"] == FORMAT
    assert page["texts"] == names
    assert json.dumps(page).count(names[3]) == 1
