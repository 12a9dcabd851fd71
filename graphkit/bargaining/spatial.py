"""Where one issue would end, by models that look at it alone and once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphkit.bargaining.table import BadInputs, Floats, Inputs, needed
from graphkit.dossier.problem import quoted

Disagreement = Literal["breakdown", "status-quo"]
HALVINGS = 200  # of an interval; the last ones no longer change a float


def mean(table: Inputs) -> float:
    """The unweighted mean of the positions.

    Parameters
    ----------
    table : Inputs
        With at least one actor; salience and capability need not be known.

    Returns
    -------
    float
        On the issue's scale.

    Raises
    ------
    BadInputs
        If nobody has a position.

    Examples
    --------
    >>> mean(Inputs("toll", ("a", "b", "c"), [0, 30, 60]))
    30.0
    """
    needed(table)
    return _within(float(table.position.mean()), table.position)


def compromise(table: Inputs) -> float:
    """The mean of the positions, weighted by capability times salience: Σcsx / Σcs.

    The compromise model of van den Bos (1991), Dutch EC decision making, chapter 5; as the first-order form of the Nash
    bargaining solution: Achen (2006), in Thomson et al., The European Union Decides, pp. 86-130.

    Parameters
    ----------
    table : Inputs
        Salience and capability must be known of everybody.

    Returns
    -------
    float
        On the issue's scale.

    Raises
    ------
    BadInputs
        If a number is missing, or nobody has any weight.

    Examples
    --------
    >>> round(compromise(Inputs("toll", ("a", "b"), [0, 100], salience=[10, 60], capability=[1, 1])), 6)
    85.714286
    """
    weight = _weights(table)
    return _within(float(weight @ table.position), table.position[weight > 0])


def weighted_median(table: Inputs) -> float:
    """The position at which half of all weight, capability times salience, is passed.

    The median voter of Black (1948), Journal of Political Economy 56:23-34, with weights.  Where the weight falls into
    two equal halves every point between the two positions is a median; this is the middle of them.

    Parameters
    ----------
    table : Inputs
        Salience and capability must be known of everybody.

    Returns
    -------
    float
        On the issue's scale.

    Raises
    ------
    BadInputs
        If a number is missing, or nobody has any weight.

    Examples
    --------
    >>> weighted_median(Inputs("toll", ("a", "b", "c"), [0, 30, 100], salience=[1, 1, 1], capability=[2, 2, 3]))
    30.0
    """
    return median_of(table.position, _weights(table))


def median_of(position: Floats, weight: Floats) -> float:
    """The weighted median of positions; `weight` sums to anything above 0."""
    order = np.argsort(position, kind="stable")
    places, passed = position[order], np.cumsum(weight[order]) / weight.sum()
    first = int(np.argmax(passed >= 0.5 - 1e-12))
    if abs(passed[first] - 0.5) > 1e-12:
        return float(places[first])
    after = int(np.argmax(passed > 0.5 + 1e-12))
    return float((places[first] + places[after]) / 2)


def nash(
    table: Inputs, *, exponent: float = 2.0, disagreement: Disagreement = "breakdown", breakdown: float = 1.0
) -> float:
    """The Nash bargaining solution where losses grow with distance and capability is bargaining power.

    It maximises Σ cᵢ log gᵢ(x), the solution of Nash (1950), Econometrica 18:155-162, with powers c.  The loss of actor
    i is Lᵢ(x) = sᵢ(|x − xᵢ| / R)^p, where s is the share of full salience and R the length of the scale.  What i gains
    over no deal is gᵢ(x) = D − Lᵢ(x) if failure costs everybody D (Achen 2006, in Thomson et al., The European Union
    Decides: as D grows, p = 2 leads to the compromise model), or Lᵢ(q) − Lᵢ(x) if the status quo q stays.

    Parameters
    ----------
    table : Inputs
        Salience and capability must be known of everybody.
    exponent : float
        p, from 1: losses are linear at 1 and concave utilities above.
    disagreement : "breakdown" or "status-quo"
        What happens without a deal.
    breakdown : float
        D, from 1: the loss of failure, 1 being that of the far end of the scale at full salience.

    Returns
    -------
    float
        On the issue's scale.  With "status-quo", q itself where no move is to everybody's gain.

    Raises
    ------
    BadInputs
        If a number is missing, nobody has any weight, an option is out of range, or there is no status quo.

    Examples
    --------
    >>> round(nash(Inputs("toll", ("a", "b"), [0, 100], salience=[50, 50], capability=[1, 1])), 6)
    50.0
    """
    weight = _weights(table)
    if not exponent >= 1 or not breakdown >= 1:
        raise BadInputs("exponent and breakdown are numbers from 1 up; below, utilities are not concave")
    heard = weight > 0
    power, ideal = table.capability[heard], table.position[heard]
    share = table.salience[heard] / table.full_salience
    if (share > 1).any():
        raise BadInputs(f"a salience on {quoted(table.issue)} is above the full {table.full_salience:g}")
    length = max(abs(table.scale[1] - table.scale[0]), float(np.ptp(ideal)))
    model = _Nash(power, ideal, share, length or 1.0, exponent)
    if disagreement == "breakdown":
        return model.best(float(ideal.min()), float(ideal.max()), np.full(len(ideal), breakdown))
    if table.status_quo is None:
        raise BadInputs(f"no status quo on {quoted(table.issue)}; give one, or take disagreement='breakdown'")
    return model.from_status_quo(table.status_quo)


@dataclass(frozen=True, slots=True, eq=False)
class _Nash:
    """Who bargains: power, ideal point and salience as a share; the length of the scale and the exponent of losses."""

    power: Floats
    ideal: Floats
    share: Floats
    length: float
    exponent: float

    def loss(self, x: float) -> Floats:
        """What each actor loses at a point."""
        lost: Floats = self.share * (np.abs(x - self.ideal) / self.length) ** self.exponent
        return lost

    def from_status_quo(self, quo: float) -> float:
        """The best point that nobody likes less than the status quo; the status quo where there is none."""
        if (self.ideal > quo).all():
            low, high = float(self.ideal.min()), min(float((2 * self.ideal - quo).min()), float(self.ideal.max()))
        elif (self.ideal < quo).all():
            low, high = max(float((2 * self.ideal - quo).max()), float(self.ideal.min())), float(self.ideal.max())
        else:
            return quo
        return self.best(low, high, self.loss(quo))

    def best(self, low: float, high: float, without_deal: Floats) -> float:
        """The point from low to high at which the slope of Σ c log gain changes its sign."""
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if not low < middle < high:
                break
            low, high = (middle, high) if self._rises(middle, without_deal) else (low, middle)
        return (low + high) / 2

    def _rises(self, x: float, without_deal: Floats) -> bool:
        gap = self.ideal - x
        steep = self.share * (np.abs(gap) / self.length) ** (self.exponent - 1) * np.sign(gap)
        gain = np.maximum(without_deal - self.loss(x), np.finfo(float).tiny)
        return bool((self.power * steep / gain).sum() > 0)


@dataclass(frozen=True, slots=True)
class Core:
    """What a vote under a quota leaves standing.

    Attributes
    ----------
    low, high : float
        Ends of the core: the points that no other point beats.
    outcome : float, optional
        The point of the core that is nearest to the status quo; None where that is not known and the core is no point.
    """

    low: float
    high: float
    outcome: float | None


def quota_voting(table: Inputs, *, quota: float | None = None) -> Core:
    """What votes leave standing where a motion needs a share of all capability and everybody prefers what is nearer.

    The points that no motion beats are an interval, the core: beyond its ends a quota of capability wants to move the
    same way (Black 1948; for supermajorities Krehbiel 1998, Pivotal Politics, chapter 2).  A status quo in the core
    stays; from outside it moves to the nearest end.

    Parameters
    ----------
    table : Inputs
        Capability must be known of everybody; it is the weight of a vote.
    quota : float, optional
        In percent, above 50 up to 100; default that of the issue, else more than half.

    Returns
    -------
    Core

    Raises
    ------
    BadInputs
        If a number is missing, nobody has any capability, or the quota is out of range.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b", "c"), [10, 40, 90], capability=[1, 1, 1], status_quo=0)
    >>> quota_voting(table, quota=60).outcome, quota_voting(table, quota=100).outcome
    (40.0, 10.0)
    """
    needed(table, "capability")
    asked = table.quota if quota is None else quota
    if asked is not None and not 50 <= asked <= 100:
        raise BadInputs(f"the quota {asked:g} is not from 50 to 100 percent of capability")
    if not table.capability.sum() > 0:
        raise BadInputs(f"nobody has any capability on {quoted(table.issue)}")
    low, high = _core(table.position, table.capability / table.capability.sum(), (asked or 50.0) / 100)
    if table.status_quo is not None:
        return Core(low, high, min(max(table.status_quo, low), high))
    return Core(low, high, low if low == high else None)


def _core(position: Floats, share: Floats, quota: float) -> tuple[float, float]:
    """Ends of the core; a share of one half is no majority, any other quota is enough when it is reached."""
    ideal = np.unique(position)
    above = (share * (position > ideal[:, None])).sum(axis=1)
    below = (share * (position < ideal[:, None])).sum(axis=1)
    just = quota + 1e-12 if quota == 0.5 else quota - 1e-12
    low = float(ideal[np.flatnonzero(above < just)[0]])
    high = float(ideal[np.flatnonzero(below < just)[-1]])
    return low, high


def _weights(table: Inputs) -> Floats:
    """The weights as shares of their sum."""
    needed(table, "salience", "capability")
    weight = table.capability / (table.capability.max() or 1.0) * table.salience
    if not weight.sum() > 0:
        raise BadInputs(f"nobody has both capability and salience above 0 on {quoted(table.issue)}; give somebody both")
    weight = weight / weight.max()
    share: Floats = weight / weight.sum()
    return share


def _within(value: float, position: Floats) -> float:
    """A mean, freed of the rounding that would put it a little outside the positions."""
    return float(min(max(value, position.min()), position.max()))
