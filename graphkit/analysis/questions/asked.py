"""What a question is asked of: a dossier and two days, as graphs that are built once each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from graphkit.analysis.questions.facts import Facts
from graphkit.dossier.clocks import at, known_at
from graphkit.dossier.dossier import Dossier
from graphkit.graph.build import property_graph

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A dossier with the day of the world and the day of the record for which it is asked.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    as_of : datetime.date
        Day of the world; `datetime.date.max` for all that ever held.
    known_on : datetime.date
        Day of the record; `datetime.date.max` for its end.
    """

    dossier: Dossier
    as_of: date = date.max
    known_on: date = date.max

    @cached_property
    def now(self) -> Facts:
        """What held on the day of the world, as known on the day of the record."""
        return Facts(property_graph(at(self.dossier, as_of=self.as_of, known_on=self.known_on)))

    @cached_property
    def ever(self) -> Facts:
        """All that was known on the day of the record, on whatever day of the world it held."""
        return Facts(property_graph(known_at(self.dossier, self.known_on)))
