"""Voting power: how often a member's vote decides, whatever the matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, factorial, gcd, lcm
from typing import Any, TypeAlias

from graphkit.bargaining.coalitions import pivots
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.problem import quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Number: TypeAlias = "int | float | str | Fraction"
COLUMNS = ("member", "weight", "swings", "banzhaf", "penrose", "shapley_shubik")
NUMBER = re.compile(r"[-+]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})(e[-+]?[0-9]{1,2})?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Power:
    """The power of one member.

    Attributes
    ----------
    member : str
    weight : Fraction
    swings : int
        Coalitions of others that lose without it and win with it.
    banzhaf : Fraction
        Its share of all swings (Banzhaf 1965).
    penrose : Fraction
        Its swings as a share of all coalitions of others (Penrose 1946): the chance to decide if all others vote at
        random.
    shapley_shubik : Fraction
        The share of all orders of members in which it is the one that makes those before it win (Shapley, Shubik 1954).
    """

    member: str
    weight: Fraction
    swings: int
    banzhaf: Fraction
    penrose: Fraction
    shapley_shubik: Fraction


@dataclass(frozen=True, slots=True, repr=False)
class VotingPower(ShowsItself):
    """The power of every member, in the order given, under a quota.

    Attributes
    ----------
    rows : tuple of Power
    quota, total : Fraction
        What wins, and the sum of weights.
    """

    rows: tuple[Power, ...]
    quota: Fraction
    total: Fraction

    def to_frame(self) -> Any:
        """The members as a pandas DataFrame, numbers as floats."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        return Shown(map(as_row, self.rows), COLUMNS, total=len(self.rows), caption="power of votes")


def as_row(power: Power) -> dict[str, Any]:
    """A member as one flat row."""
    numbers = {name: float(getattr(power, name)) for name in ("banzhaf", "penrose", "shapley_shubik")}
    weight = int(power.weight) if power.weight.denominator == 1 else float(power.weight)
    return {"member": power.member, "weight": weight, "swings": power.swings, **numbers}


def voting_power(quota: Number, weights: Sequence[Number], names: Sequence[str] | None = None) -> VotingPower:
    """The indices of Banzhaf and of Shapley and Shubik of every member, exactly.

    A coalition wins if its weights reach the quota.  Coalitions are counted by their size s and weight k with the
    generating function Π(1 + y·x^w) (Mann and Shapley 1962; Brams and Affuso 1976), in whole numbers; a member's own
    factor is divided out again.

    Parameters
    ----------
    quota : number or str
        Above 0, at most the sum of weights.  As text it may be a share of that sum, such as ``"72%"``.
    weights : sequence of numbers or str
        From 0 up, one at least above it; decimals are taken as they are written.
    names : sequence of str, optional
        Of the members; default 1, 2, ….

    Returns
    -------
    VotingPower

    Raises
    ------
    BadInputs
        If a number is none or out of range, names and weights differ in number, two members have one name, or the
        weights are too fine to count.

    Examples
    --------
    The Council of the European Economic Community in 1958:

    >>> council = voting_power(12, [4, 4, 4, 2, 2, 1], ["DE", "FR", "IT", "BE", "NL", "LU"])
    >>> [(row.member, str(row.banzhaf), str(row.shapley_shubik)) for row in council.rows[2:5]]
    [('IT', '5/21', '7/30'), ('BE', '1/7', '3/20'), ('NL', '1/7', '3/20')]
    """
    exact = [_exact(weight, "weight") for weight in weights]
    called = list(names) if names is not None else [str(number) for number in range(1, len(exact) + 1)]
    if len(called) != len(exact):
        raise BadInputs(f"{len(exact)} weights and {len(called)} names; give as many names as weights")
    if twice := [name for name, number in Counter(called).items() if number > 1]:
        raise BadInputs(f"two members are called {quoted(twice[0])}; give each a name of its own")
    wins = _quota(quota, sum(exact, Fraction(0)))
    counts = pivots(*_whole(wins, exact))
    swings = [sum(count) for count in counts]
    orders = [
        Fraction(sum(factorial(s) * factorial(len(exact) - 1 - s) * many for s, many in enumerate(count)), 1)
        for count in counts
    ]
    rows = (
        Power(
            name,
            weight,
            decides,
            Fraction(decides, sum(swings)),
            Fraction(decides, 2 ** (len(exact) - 1)),
            order / factorial(len(exact)),
        )
        for name, weight, decides, order in zip(called, exact, swings, orders, strict=True)
    )
    return VotingPower(tuple(rows), wins, sum(exact, Fraction(0)))


def _exact(number: Number, what: str) -> Fraction:
    text = str(number).strip()
    if not isinstance(number, Fraction) and not NUMBER.fullmatch(text):
        raise BadInputs(f"the {what} {quoted(text)} is no number; write one such as 29 or 0.5")
    found = Fraction(text)
    if found < 0:
        raise BadInputs(f"the {what} {text} is below 0; write one from 0 up")
    return found


def _quota(quota: Number, total: Fraction) -> Fraction:
    if not total:
        raise BadInputs("no member has any weight; give weights such as 4,4,4,2,2,1")
    if isinstance(quota, str) and quota.strip().endswith("%"):
        wins = _exact(quota.strip().removesuffix("%"), "quota") * total / 100
    else:
        wins = _exact(quota, "quota")
    if not 0 < wins <= total:
        raise BadInputs(f"the quota {quota} is not above 0 and at most {_plain(total)}, the sum of weights")
    return wins


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"


def _whole(quota: Fraction, weights: Sequence[Fraction]) -> tuple[int, list[int]]:
    """Quota and weights as the smallest whole numbers that make the same coalitions win."""
    common = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * common) for weight in weights]
    divisor = gcd(*whole)
    return ceil(quota * common / divisor), [weight // divisor for weight in whole]
