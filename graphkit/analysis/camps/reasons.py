"""Why an actor is in its camp: what each of its stands, or ties, pulls, and which single change would move it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from graphkit.analysis.camps.found import Camps, again, letters
from graphkit.analysis.camps.signed import NO_COMPONENT, SignedNetwork
from graphkit.analysis.camps.stands import Network, Stands, network_of
from graphkit.analysis.discourse.statements import Flags, Floats, Integers
from graphkit.analysis.frustration import frustration
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Effect = Literal["stays", "either", "changes camp", "loses its ties"]
INDIFFERENT = 1e-6


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against an actor's place.

    Attributes
    ----------
    about : str
        The issue of a stand, or the other end of a tie; its id.
    label : str
        The same for readers.
    sign : int
        +1 for support or agreement, -1 for opposition or conflict.
    pull : float
        Towards the camp; below 0 away from it.  The pulls of an actor sum to what fits less what does not.
    with_, against : tuple of str
        Ids of the actors of any camp that share the stand, and of those that take the opposite one.
    if_turned, if_gone : str
        What would become of the actor if this one thing were the other way round, or were not so, and all camps were
        found anew.
    statements, sources : int
        How many statements show it, and from how many sources; 0 for ties that come as such.
    """

    about: str
    label: str
    sign: int
    pull: float
    with_: tuple[str, ...]
    against: tuple[str, ...]
    if_turned: Effect
    if_gone: Effect
    statements: int = 0
    sources: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Why(ShowsItself):
    """The reasons for one actor's place.

    Attributes
    ----------
    actor, camp : str
        The actor's id, and the name of its camp.
    reasons : tuple of Reason
        The strongest pull first.
    """

    actor: str
    camp: str
    reasons: tuple[Reason, ...]

    @property
    def parameters(self) -> dict[str, Any]:
        """Whom the reasons are about."""
        return {"why": self.actor, "camp": self.camp}

    def rows(self) -> list[dict[str, Any]]:
        """One row for each reason."""
        return [{name.rstrip("_"): getattr(each, name) for name in Reason.__slots__} for each in self.reasons]

    def _shown(self) -> Shown:
        rows = self.rows()
        caption = f"why {self.actor} is in camp {self.camp}" if self.camp else f"why {self.actor} is in no camp"
        return Shown(rows, [name.rstrip("_") for name in Reason.__slots__], total=len(rows), caption=caption)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), [name.rstrip("_") for name in Reason.__slots__])


def why_by_stands(found: Camps, stands: Stands, actor: int, *, kind: Network = "signed") -> Why:
    """The stands that put an actor into its camp.

    Parameters
    ----------
    found : Camps
        Of the network of `stands`.
    stands : Stands
    actor : int
        The code of the actor.
    kind : "signed", "agreement" or "conflict"
        Which network it is.

    Returns
    -------
    Why
    """
    reasons = (_of_stand(found, stands, stand, kind) for stand in np.flatnonzero(stands.actor == actor).tolist())
    return _why(found, actor, reasons)


def why_by_ties(found: Camps, actor: int) -> Why:
    """The ties that put an actor into its camp.

    Parameters
    ----------
    found : Camps
    actor : int
        The code of the actor.
    """
    network = found.network
    mine = np.flatnonzero((network.one == actor) | (network.other == actor)).tolist()
    return _why(found, actor, (_of_tie(found, actor, tie) for tie in mine))


def _why(found: Camps, actor: int, reasons: Iterator[Reason]) -> Why:
    ordered = tuple(sorted(reasons, key=lambda each: (-each.pull, each.about, each.sign)))
    return Why(found.network.actors.ids[actor], letters(int(found.camp[actor])), ordered)


def _of_stand(found: Camps, stands: Stands, stand: int, kind: Network) -> Reason:
    actor, issue, sign = int(stands.actor[stand]), int(stands.issue[stand]), float(stands.sign[stand])
    others = (stands.issue == issue) & (stands.actor != actor)
    turned = replace(stands, sign=np.where(np.arange(len(stands)) == stand, -stands.sign, stands.sign))
    kept = np.where(np.arange(len(stands)) == stand, 0.0, 1.0)
    ids = stands.statements.actors.ids
    showing = stands.statements.take(stands.of == stand)
    return Reason(
        about=stands.statements.issues.ids[issue],
        label=stands.statements.issues.labels[issue],
        sign=int(sign),
        pull=_pull(found, stands, stand, kind),
        with_=tuple(ids[each] for each in stands.actor[others & (stands.sign == sign)]),
        against=tuple(ids[each] for each in stands.actor[others & (stands.sign == -sign)]),
        if_turned=_effect(found, actor, lambda: network_of(turned, kind)),
        if_gone=_effect(found, actor, lambda: network_of(stands, kind, times=kept)),
        statements=len(showing),
        sources=showing.sources,
    )


def _pull(found: Camps, stands: Stands, stand: int, kind: Network) -> float:
    """What the ties by this stand weigh, those that fit the camp less those that do not."""
    alone = np.arange(len(stands)) == stand
    beside = (stands.issue == stands.issue[stand]) & (stands.actor != stands.actor[stand])
    ties = stands.weight[stand] * stands.weight * stands.sign[stand] * stands.sign * (beside & ~alone)
    ties = {"signed": ties, "agreement": np.maximum(ties, 0), "conflict": np.minimum(ties, 0)}[kind]
    together = _relation(found, int(stands.actor[stand]), stands.actor)
    return round(float((ties * together).sum()), 9)


def _of_tie(found: Camps, actor: int, tie: int) -> Reason:
    network = found.network
    other = int(network.one[tie] + network.other[tie] - actor)
    weight, here = network.weight[tie], np.arange(len(network.weight)) == tie
    pull = float(weight * _relation(found, actor, np.array([other]))[0])
    ids, labels = network.actors.ids, network.actors.labels
    return Reason(
        about=ids[other],
        label=labels[other],
        sign=int(np.sign(weight)),
        pull=pull,
        with_=(),
        against=(),
        if_turned=_effect(found, actor, lambda: replace(network, weight=np.where(here, -weight, network.weight))),
        if_gone=_effect(found, actor, lambda: network.only(~here)),
    )


def _relation(found: Camps, actor: int, others: Integers) -> Floats:
    """+1 for others in the actor's camp, -1 for those elsewhere."""
    return np.where(found.camp[others] == found.camp[actor], 1.0, -1.0)


def _effect(found: Camps, actor: int, changed: Callable[[], SignedNetwork]) -> Effect:
    """What becomes of an actor when camps are found anew in a changed network."""
    network = changed()
    mates = (found.network.components == found.network.components[actor]) & (
        network.components == network.components[actor]
    )
    mates[actor] = False
    if network.components[actor] == NO_COMPONENT or not mates.any():
        return "loses its ties"
    if found.options.method != "frustration":
        return _effect_on_community(found, network, actor, mates)
    held = _held(found, network, actor, mates)
    if abs(held) < INDIFFERENT:
        return "either"
    return "stays" if held > 0 else "changes camp"


def _held(found: Camps, network: SignedNetwork, actor: int, mates: Flags) -> float:
    """The weight of ties that hold the actor in its camp, with the sides that everybody has in the best camps."""
    sides = frustration(network, seed=found.options.seed).sides
    agree = float((sides[mates] * _relation(found, actor, np.flatnonzero(mates))).sum())
    to_first = float(np.asarray(network.matrix[[actor], :].toarray(), np.float64)[0] @ sides)
    return to_first if agree >= 0 else -to_first


def _effect_on_community(found: Camps, network: SignedNetwork, actor: int, mates: Flags) -> Effect:
    after = again(found, network)
    old = after[mates & (found.camp == found.camp[actor])]
    stays = len(old) and np.bincount(old).argmax() == after[actor]
    return "stays" if stays else "changes camp"
