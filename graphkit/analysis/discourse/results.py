"""What a discourse network is once it is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.statements import Names, Table
from graphkit.graph.frame import pandas


@dataclass(frozen=True, slots=True, eq=False)
class DiscourseNetwork:
    """One discourse network.

    Attributes
    ----------
    matrix : sparse array of shape (rows, columns)
        The ties; in one-mode networks symmetric with an empty diagonal.
    rows, columns : Names
        Who and what is tied.
    since, until : datetime.date or None
        The first and the last day of the window; None where nothing that counts has a day.
    statements, sources : int
        How many statements count, and from how many sources they are.
    """

    matrix: Table
    rows: Names
    columns: Names
    since: date | None
    until: date | None
    statements: int
    sources: int

    def to_frame(self) -> Any:
        """The matrix as a pandas DataFrame, labelled with ids.

        Returns
        -------
        pandas.DataFrame

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return pandas().DataFrame(self.matrix.toarray(), index=list(self.rows.ids), columns=list(self.columns.ids))


@dataclass(frozen=True, slots=True, eq=False)
class Discourse:
    """Discourse networks and how they were computed.

    Attributes
    ----------
    networks : tuple of DiscourseNetwork
        One for each window; a single one without windows.
    options : Options
    words : tuple of three str
        What actors, issues and stances are called where they come from.
    notes : tuple of str
        What was left out.
    """

    networks: tuple[DiscourseNetwork, ...]
    options: Options
    words: tuple[str, str, str]
    notes: tuple[str, ...] = ()

    @property
    def parameters(self) -> Mapping[str, Any]:
        """How the networks were computed, by name of option."""
        return asdict(self.options) | {"measure": self.options.chosen}

    def to_frame(self) -> Any:
        """The matrix as a pandas DataFrame; with windows one below the other, under the days of each.

        Returns
        -------
        pandas.DataFrame

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        if len(self.networks) == 1:
            return self.networks[0].to_frame()
        days = [(each.since, each.until) for each in self.networks]
        return pandas().concat([each.to_frame() for each in self.networks], keys=days, names=["from", "to"])
