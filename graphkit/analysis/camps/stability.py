"""What is left of the camps when the evidence is drawn anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from scipy.optimize import linear_sum_assignment

from graphkit.analysis.camps.found import Camps, again, none_if_nan, sides_as_camps
from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.camps.stands import Network, Stands, Unit, drawn, network_of
from graphkit.analysis.discourse.statements import Floats, Integers
from graphkit.analysis.frustration.search import two_camps
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

NO_SUCCESSOR = -2
COLUMNS = ("actor", "stays")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Stability(ShowsItself):
    """How often actors stay in their camps.

    Attributes
    ----------
    stays : array of float
        For each actor the share of draws in which it is still tied to its camp and in it, 0 to 1; NaN without a camp.
    draws : int
    unit : "positions", "sources" or "ties"
        What was drawn.
    seed : int
    actors : tuple of str
    """

    stays: Floats
    draws: int
    unit: Unit | Literal["ties"]
    seed: int
    actors: tuple[str, ...]

    @property
    def parameters(self) -> dict[str, Any]:
        """How the evidence was drawn."""
        return {"resamples": self.draws, "resample": self.unit, "seed": self.seed}

    def rows(self) -> list[dict[str, Any]]:
        """A row for each actor."""
        pairs = zip(self.actors, self.stays, strict=True)
        return [{"actor": actor, "stays": none_if_nan(stays)} for actor, stays in pairs]

    def _shown(self) -> Shown:
        caption = f"how often each actor is still tied to its camp, in {self.draws} draws of {self.unit}"
        return Shown(self.rows(), COLUMNS, total=len(self.actors), caption=caption, parameters={"seed": self.seed})

    def to_frame(self) -> Any:
        """One row for each actor, as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def stability(
    found: Camps,
    stands: Stands | None = None,
    *,
    kind: Network = "signed",
    draws: int = 200,
    unit: Unit = "positions",
    seed: int = 0,
) -> Stability:
    """Draw the evidence anew, with replacement, find camps again and see who stays (bootstrap; Efron 1979).

    Camps of a draw are matched with those found so that most actors stay.  Camps by frustration are searched for, not
    proven, in a draw.

    Parameters
    ----------
    found : Camps
        Of the network of `stands`.
    stands : Stands, optional
        Where there are none, ties are drawn.
    kind : "signed", "agreement" or "conflict"
        Which network it is.
    draws : int
    unit : "positions" or "sources"
        What is drawn of stands.
    seed : int

    Returns
    -------
    Stability
    """
    random = np.random.default_rng(seed)
    stayed = np.zeros(len(found.camp))
    for _ in range(draws):
        network = (
            network_of(stands, kind, times=drawn(stands, unit, random)) if stands else _some(found.network, random)
        )
        stayed += _kept(found.camp, _again(found, network))
    share = np.where(found.camp < 0, np.nan, stayed / draws if draws else np.nan)
    return Stability(share, draws, unit if stands else "ties", seed, found.network.actors.ids)


def _some(network: SignedNetwork, random: np.random.Generator) -> SignedNetwork:
    """As many ties as there are, drawn with replacement; one that comes up twice weighs twice as much."""
    many = len(network.weight)
    often = np.bincount(random.integers(0, many, many), minlength=many) if many else np.zeros(0)
    return replace(network, weight=network.weight * often).only(often > 0)


def _again(found: Camps, network: SignedNetwork) -> Integers:
    if found.options.method != "frustration":
        return again(found, network, starts=3)
    sides = two_camps(network, seed=found.options.seed, starts=3, known=found.frustration.sides)
    return sides_as_camps(network, sides)


def _kept(before: Integers, after: Integers) -> Floats:
    """1 for who is in the camp that takes the place of its old one."""
    there = before >= 0
    took_its_place = successors(before, after)[np.where(there, before, 0)] if there.any() else before
    return np.asarray(there & (after >= 0) & (took_its_place == after), np.float64)


def successors(before: Integers, after: Integers) -> Integers:
    """Which camps take the place of others, so that most actors stay.

    Parameters
    ----------
    before, after : arrays of int
        The camp of each actor, below 0 for none.

    Returns
    -------
    array of int
        For each camp before, the camp after that takes its place; below -1 where none does.

    Examples
    --------
    >>> successors(np.array([0, 0, 1, -1]), np.array([1, 1, 0, 0])).tolist()
    [1, 0]
    """
    both = (before >= 0) & (after >= 0)
    successor = np.full(int(before.max(initial=-1)) + 1, NO_SUCCESSOR, np.int64)
    shared = np.zeros((len(successor), int(after.max(initial=-1)) + 1))
    np.add.at(shared, (before[both], after[both]), 1.0)
    old, new = linear_sum_assignment(-shared)
    kept = shared[old, new] > 0
    successor[old[kept]] = new[kept]
    return successor
