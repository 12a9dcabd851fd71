"""Every result of the models as a data frame."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from graphkit.bargaining.challenge import challenge
from graphkit.bargaining.drafts import of_dossier as draft
from graphkit.bargaining.forecast import forecast
from graphkit.bargaining.packages import packages
from graphkit.bargaining.satisfying import possible
from graphkit.bargaining.stability import stability
from graphkit.bargaining.voting import voting_power
from graphkit.bargaining.zone import of_tables
from tests.bargaining.tables_made import made
from tests.bargaining.test_drafts import dossier
from tests.bargaining.test_stability import ELMIRA

TABLE = made("ab", [0, 100], salience=[10, 60], capability=[1, 1], at_least=[0, 20], at_most=[60, 100])


@pytest.mark.parametrize(
    ("result", "rows"),
    [
        (TABLE, 2),
        (forecast([TABLE], ["mean", "median"]), 2),
        (challenge(TABLE, rounds=1), 4),
        (voting_power(2, [1, 1, 1]), 3),
        (stability(ELMIRA), 9),
        (of_tables([TABLE]), 1),
        (draft(dossier(), {"toll": 50}), 2),
        (possible(dossier(), ["toll"]), 1),
        (packages([TABLE, replace(TABLE, issue="fare")], "a", "b"), 8),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_frame_has_a_row_for_each_and_every_column_is_in_every_row(
    monkeypatch: pytest.MonkeyPatch, result: Any, rows: int
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=lambda rows, columns: (rows, columns)))
    given, columns = result.to_frame()
    assert len(given) == rows
    assert all(set(columns) <= row.keys() for row in given)
