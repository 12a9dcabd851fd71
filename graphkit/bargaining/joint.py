"""Several issues side by side, for models in which actors trade one against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.table import BadInputs, Floats, Inputs
from graphkit.dossier.problem import quoted

DIGITS = 9  # of weights and positions that are compared; what differs by less is rounding


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """The inputs on several issues, on one scale from 0 to 100.

    Attributes
    ----------
    issues, actors : tuple of str
    position : array of shape (actors, issues)
        From 0, the low end of the issue's scale, to 100; NaN where an actor lacks a number on an issue.
    salience : array of shape (actors, issues)
        As a share of full salience; NaN with the position.
    capability : array of shape (actors, issues)
        NaN with the position.
    low, length : array of shape (issues,)
        Low end and length of each issue's own scale.
    """

    issues: tuple[str, ...]
    actors: tuple[str, ...]
    position: Floats
    salience: Floats
    capability: Floats
    low: Floats
    length: Floats

    def only(self, rows: Sequence[int] | npt.NDArray[np.intp]) -> Joint:
        """The same with some of the actors, by number, in that order."""
        actors = tuple(self.actors[int(row)] for row in rows)
        position, salience, capability = (
            each[np.asarray(rows, np.intp)] for each in (self.position, self.salience, self.capability)
        )
        return Joint(self.issues, actors, position, salience, capability, self.low, self.length)

    @property
    def heard(self) -> npt.NDArray[np.bool_]:
        """Who has salience and capability above 0 on an issue, of shape (actors,); the others influence nobody."""
        heard: npt.NDArray[np.bool_] = np.any((self.salience > 0) & (self.capability > 0), axis=1)
        return heard

    def by_content(self) -> npt.NDArray[np.intp]:
        """The numbers of all actors in an order that does not depend on what they are called.

        Who has the largest capability times salience on all issues comes first, then the lowest position.  A model
        that takes the first of several that are alike then takes the same one under any names; those that the order
        cannot tell apart are the same but for the name.
        """
        share = self.capability / np.nanmax(self.capability, initial=np.finfo(float).tiny)
        weight = np.nansum(share * self.salience, axis=1)
        told = np.column_stack([-weight, *self.position.T, *self.salience.T, *share.T])
        return np.lexsort(np.nan_to_num(told.round(DIGITS), nan=-1.0).T[::-1])

    def on_scales(self, position: Floats) -> Floats:
        """Positions on the issues' own scales, whatever stands before the last axis."""
        return position / 100 * self.length + self.low


def joint(tables: Sequence[Inputs]) -> Joint:
    """Put tables side by side; an actor without position, salience or capability on an issue takes no part in it.

    Parameters
    ----------
    tables : sequence of Inputs
        Of different issues.

    Returns
    -------
    Joint
        Issues in the order given, actors in order of id.

    Raises
    ------
    BadInputs
        If an issue stands twice, has a scale of no length, or there is none.
    """
    full = [table.having("salience", "capability") for table in tables]
    issues = tuple(table.issue for table in full)
    if len(set(issues)) < len(issues) or not issues:
        raise BadInputs("give the inputs on one issue or more, each once")
    actors = tuple(sorted({actor for table in full for actor in table.actors}))
    row = {actor: number for number, actor in enumerate(actors)}
    low, length = np.array([table.scale[0] for table in full]), np.array([np.ptp(table.scale) for table in full])
    if not (length > 0).all():
        raise BadInputs(f"the scale of {quoted(issues[int(np.argmin(length))])} has no length; give both its ends")
    shape = (len(actors), len(issues))
    position, salience, capability = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan)
    for column, table in enumerate(full):
        rows = [row[actor] for actor in table.actors]
        position[rows, column] = (table.position - low[column]) / length[column] * 100
        salience[rows, column] = table.salience / table.full_salience
        capability[rows, column] = table.capability
    return Joint(issues, actors, position, salience, capability, low, length)
