"""Agreement between coders by issue, by pair of coders, or as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, Literal

from graphkit.analysis.reliability.alpha import Alpha, alpha
from graphkit.analysis.reliability.codings import STANCES, Codings
from graphkit.analysis.reliability.kappa import Kappa, Weights, kappa
from graphkit.analysis.reliability.units import Unit, units_of
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

By = Literal["issue", "pair", "overall"]
Variable = Literal["stance", "value"]
FEW = 20  # units below which a bootstrap says little
COLUMNS = (
    *("issue", "pair", "variable", "level", "alpha", "low", "high", "kappa", "weighted_kappa", "agreement", "expected"),
    *("units", "values", "only_one", "mean_difference", "observed_disagreement", "expected_disagreement", "reason"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Agreement on one thing.

    Attributes
    ----------
    issue : str or None
        None for all issues together.
    pair : tuple of str or None
        The two coders; None for all of them.
    variable : "stance" or "value"
        What was coded: the stance, without order, or the value, 0 to 100, as an interval.
    alpha : Alpha
    kappas : mapping of (str, str) to Kappa
        Of the stance, for each pair of coders who coded some unit.
    weighted : mapping of (str, str) to Kappa
        The same with weights, where asked for.
    only_one : int
        Units that one coder coded and another, who coded in the same source, did not.
    mean_difference : float or None
        Of values: how far two are apart on average.
    """

    issue: str | None
    pair: tuple[str, str] | None
    variable: Variable
    alpha: Alpha
    kappas: Mapping[tuple[str, str], Kappa]
    weighted: Mapping[tuple[str, str], Kappa]
    only_one: int
    mean_difference: float | None

    def row(self) -> dict[str, Any]:
        """One plain value a column; κ by pair, such as ``{"ada × ben": 0.6}``."""
        told = {
            "issue": self.issue or "all",
            "pair": _named(self.pair) if self.pair else "all",
            "variable": self.variable,
            "level": "nominal" if self.variable == "stance" else "interval",
            **asdict(self.alpha),
            "kappa": {_named(pair): each.kappa for pair, each in self.kappas.items()},
            "weighted_kappa": {_named(pair): each.kappa for pair, each in self.weighted.items()},
            "only_one": self.only_one,
            "mean_difference": self.mean_difference,
        }
        return {name: told[name] for name in COLUMNS}


@dataclass(frozen=True, slots=True, repr=False)
class Agreement(ShowsItself):
    """How far coders agree.

    Attributes
    ----------
    measured : tuple of Measured
    units : tuple of Unit
        What was compared.
    coders : tuple of str
    preferred : str or None
    parameters : mapping
        How it came about.
    notes : tuple of str
        What was left out, and where numbers say little.
    """

    measured: tuple[Measured, ...]
    units: tuple[Unit, ...]
    coders: tuple[str, ...]
    preferred: str | None
    parameters: Mapping[str, Any]
    notes: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """A row for each thing measured, with `COLUMNS`."""
        return [each.row() for each in self.measured]

    def _shown(self) -> Shown:
        columns = ("issue", "pair", "variable", "alpha", "low", "high", "kappa", "agreement", "units")
        told: dict[str, Any] = {"caption": f"agreement of {len(self.coders)} coders", "parameters": self.parameters}
        return Shown(self.rows(), columns, total=len(self.measured), notes=self.notes, **told)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame."""
        return frame(self.rows(), COLUMNS)


def agreement(
    codings: Codings, *, by: By = "issue", weights: Weights | None = None, resamples: int = 1000, seed: int = 0
) -> Agreement:
    """Measure how far coders agree on the stance and the value of what they all coded.

    Parameters
    ----------
    codings : Codings
    by : "issue", "pair" or "overall"
        For each issue of which several coders read a source, and all together; for each pair of coders; or all together
        alone.
    weights : "linear" or "quadratic", optional
        Also weighted kappa, with the stances in the order oppose, neutral, conditional, support.
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    Agreement
        On values only where two coders gave one.

    Notes
    -----
    See `graphkit.analysis.reliability.alpha` and `graphkit.analysis.reliability.kappa`, and `units_of` for what is
    compared.
    """
    units = units_of(codings)
    how = _How(weights, resamples, seed)
    parts: list[tuple[str | None, tuple[str, str] | None]] = [(None, None)]
    if by == "issue":
        several = {unit.issue for unit in units if len(unit.by_coder()) > 1 or unit.missing}
        parts = [*((issue, None) for issue in sorted(several)), *parts]
    elif by == "pair":
        parts = [(None, pair) for pair in combinations(codings.coders, 2)]
    measured = tuple(each for issue, pair in parts for each in _measured(units, issue, pair, how))
    parameters = {"by": by, "weights": weights, "resamples": resamples, "seed": seed}
    notes = (*codings.notes, *_warnings(codings, measured))
    return Agreement(measured, units, codings.coders, codings.preferred, parameters, notes)


@dataclass(frozen=True, slots=True)
class _How:
    weights: Weights | None
    resamples: int
    seed: int


def _measured(units: Sequence[Unit], issue: str | None, pair: tuple[str, str] | None, how: _How) -> list[Measured]:
    of = [unit for unit in units if issue in (None, unit.issue)]
    only_one = sum(_is_of_one(unit, pair) for unit in of)
    coded = [{coder: each for coder, each in unit.by_coder().items() if pair is None or coder in pair} for unit in of]
    stances = [{coder: each.stance for coder, each in unit.items()} for unit in coded]
    values = [{coder: each.value for coder, each in unit.items() if each.value is not None} for unit in coded]
    pairs = _pairs(stances)
    on_stance = Measured(
        issue,
        pair,
        "stance",
        alpha([list(unit.values()) for unit in stances], resamples=how.resamples, seed=how.seed),
        {each: kappa(both) for each, both in pairs.items()},
        {each: kappa(both, order=STANCES, weights=how.weights) for each, both in pairs.items() if how.weights},
        only_one,
        None,
    )
    apart = [abs(one - other) for both in _pairs(values).values() for one, other in both]
    if not apart:
        return [on_stance]
    on_value = alpha([list(unit.values()) for unit in values], "interval", resamples=how.resamples, seed=how.seed)
    return [on_stance, Measured(issue, pair, "value", on_value, {}, {}, only_one, sum(apart) / len(apart))]


def _is_of_one(unit: Unit, pair: tuple[str, str] | None) -> bool:
    coders = {each.coder for each in unit.codings}
    if pair is None:
        return len(coders) == 1 and bool(unit.missing)
    return len(coders & set(pair)) == 1 and not set(pair).isdisjoint(unit.missing)


def _pairs(units: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[tuple[Any, Any]]]:
    """What each two coders gave the units that both coded."""
    found: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for unit in units:
        for pair in combinations(sorted(unit), 2):
            found.setdefault(pair, []).append((unit[pair[0]], unit[pair[1]]))
    return dict(sorted(found.items()))


def _warnings(codings: Codings, measured: Sequence[Measured]) -> list[str]:
    if len(codings.coders) < 2:
        one = codings.coders[0] if codings.coders else None
        return [f"{one} is the only coder" if one else "no position names a coder"]
    thin = sum(0 < each.alpha.units < FEW for each in measured)
    told = f"{thin} of {len(measured)} rows have fewer than {FEW} units: their intervals say little"
    return [told] if thin else []


def _named(pair: tuple[str, str]) -> str:
    return " × ".join(pair)
