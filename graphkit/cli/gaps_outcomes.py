"""What `graphkit gaps` asks of a dossier with and without a source: the one place where analyses are named.

An analysis takes a dossier that is cut to a day and gives answers by what they are about, as texts or as numbers; see
`graphkit.analysis.gaps.sensitivity`.  One that is added to `analyses` is compared, ranked and printed; a sentence of
its own in `graphkit.cli.gaps_wording.SENTENCES` is optional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.cli.opening import number_of

if TYPE_CHECKING:
    from graphkit.analysis.gaps.sensitivity import Analysis
    from graphkit.bargaining.forecast import Model
    from graphkit.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Analyses:
    """Analyses by name, what each is in words, and what they leave out."""

    by_name: Mapping[str, Analysis]
    words: tuple[str, ...]
    notes: tuple[str, ...] = ()


def analyses(dossier: Dossier, wishes: Mapping[str, Any], like: Analyses | None = None) -> Analyses:
    """The analyses whose outcomes are compared.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day, with everything.
    wishes : mapping
        The options `broker_network`, `broker_groups`, `forecast` and `seed`.
    like : Analyses, optional
        Those of the base, after which camps are named.
    """
    from graphkit.analysis.brokerage import groups_of
    from graphkit.analysis.gaps.outcomes import BrokersOf, CampsOf

    base = like.by_name.get("camps") if like else None
    camps = CampsOf(dossier, seed=wishes["seed"], like=base if isinstance(base, CampsOf) else None)
    brokers = BrokersOf(network=wishes["broker_network"], by=wishes["broker_groups"])
    found = "proven" if camps.proven else "searched for, not proven"
    without = len(dossier.actors) - len(groups_of(dossier, brokers.by))
    noun = "actor" if without == 1 else "actors"
    note = f"{without} {noun} without a {brokers.by}, left out where brokers are counted"
    forecast = _forecast(dossier, wishes["forecast"])
    return Analyses(
        {"camps": camps, "brokers": brokers, "forecast": forecast},
        (
            f"camps of the signed network, {camps.tied} actors tied, {found}",
            f"the first {brokers.top} brokers of the network {brokers.network} by {brokers.by}",
            f"the forecast by {forecast.model} of {number_of(len(forecast(dossier)), 'issue')}",
        ),
        (note,) if without else (),
    )


@dataclass(frozen=True, slots=True)
class _Forecast:
    """Where each issue would end by a model, for those that have what it needs."""

    model: Model

    def __call__(self, dossier: Dossier) -> Mapping[str, float]:
        from graphkit.bargaining.forecast import forecast
        from graphkit.bargaining.inputs import of_dossier

        rows = forecast(of_dossier(dossier), [self.model]).rows
        return {row.issue: row.outcome for row in rows if row.outcome is not None}


def _forecast(dossier: Dossier, model: Model | None) -> _Forecast:
    """The model that is wanted, else the first that has an outcome."""
    wanted: tuple[Model, ...] = (model,) if model else ("compromise", "mean")
    return next((each for each in map(_Forecast, wanted) if each(dossier)), _Forecast(wanted[0]))
