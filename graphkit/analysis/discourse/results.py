"""What a discourse network is once it is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.statements import Names, Table
from graphkit.graph.frame import pandas
from graphkit.graph.inline import Shown, ShowsItself

MOST = 12  # rows and columns that a notebook shows


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DiscourseNetwork(ShowsItself):
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

    def _shown(self) -> Shown:
        return Shown(
            self._corner(), ("", *self.columns.ids[:MOST]), total=len(self.rows.ids), caption=self._said(), most=MOST
        )

    def _said(self) -> str:
        days = f", {self.since or 'the beginning'} to {self.until or 'the end'}" if self.since or self.until else ""
        size = f"{len(self.rows.ids)} by {len(self.columns.ids)}"
        return f"{size}, {self.statements} statements from {self.sources} sources{days}"

    def _corner(self) -> Iterator[dict[str, Any]]:
        """The first rows and columns of the matrix."""
        corner = self.matrix[:MOST, :MOST].toarray().tolist()
        for id, values in zip(self.rows.ids, corner, strict=False):
            yield {"": id, **dict(zip(self.columns.ids, values, strict=False))}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Discourse(ShowsItself):
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

    def _shown(self) -> Shown:
        if len(self.networks) == 1:
            return self.networks[0]._shown()
        columns = ("since", "until", "statements", "sources", "ties")
        rows = (
            {name: getattr(each, name) for name in columns[:-1]} | {"ties": each.matrix.nnz} for each in self.networks
        )
        told: dict[str, Any] = {
            "caption": f"{len(self.networks)} windows",
            "parameters": self.parameters,
            "notes": self.notes,
        }
        return Shown(rows, columns, total=len(self.networks), **told)
