"""The camps of a network, with what speaks for and against each actor's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from graphkit.analysis.balance import (
    Clustering,
    Triangles,
    clusterings,
    is_clusterable,
    k_camps,
    misfit_of_actor,
    triangles,
)
from graphkit.analysis.camps.leiden import Engine, leiden, modularity
from graphkit.analysis.camps.signed import NO_COMPONENT, SignedNetwork
from graphkit.analysis.discourse.statements import Floats, Integers
from graphkit.analysis.frustration import Frustration, frustration
from graphkit.analysis.frustration.margins import margins
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself, in_words

Method = Literal["frustration", "k-way", "leiden"]
METHODS: tuple[Method, ...] = get_args(Method)
NO_CAMP = -1
INDIFFERENT = 1e-6
COLUMNS = ("camp", "actor", "label", "side", "fits", "misfits", "pressure", "triangles", "unbalanced")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampOptions:
    """How camps are found.

    Attributes
    ----------
    method : "frustration", "k-way" or "leiden"
        Two camps with the least frustration, up to k with the least inconsistency that is found
        (`graphkit.analysis.balance`), or as many as modularity asks for.
    k : int
        For k-way: how many camps there may be, 2 or more.
    resolution : float
        Of modularity; see `graphkit.analysis.camps.leiden.modularity`.
    engine : "graphkit" or "leidenalg"
        Whose Leiden.
    seed : int
    at_most : int
        The largest number of camps that k-way clusterability tries.
    time_limit_s : float
        Seconds for the proof of each block.
    """

    method: Method = "frustration"
    k: int = 3
    resolution: float = 1.0
    engine: Engine = "graphkit"
    seed: int = 0
    at_most: int = 5
    time_limit_s: float = 600.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Camps(ShowsItself):
    """Camps and how well they fit.

    Attributes
    ----------
    network : SignedNetwork
    camp : array of int
        The camp of each actor, from 0, as `sides_as_camps` orders them or the largest first; `NO_CAMP` for actors
        without ties.  Camps that the frustration index finds in different components have numbers of their own: nothing
        ties the one to the other.
    frustration : Frustration
    triangles : Triangles
    clusterings : tuple of Clustering
    clusterable : bool
        Whether some number of camps fits without misfit.
    modularity : float
        Of these camps; NaN without ties.
    fits, misfits : arrays of float
        The weight of each actor's ties that fit its camp, and of those that do not.
    margin : array of float
        See `graphkit.analysis.frustration.margins`; NaN for k-way and Leiden.
    options : CampOptions
    """

    network: SignedNetwork
    camp: Integers
    frustration: Frustration
    triangles: Triangles
    clusterings: tuple[Clustering, ...]
    clusterable: bool
    modularity: float
    fits: Floats
    misfits: Floats
    margin: Floats
    options: CampOptions

    @property
    def pressure(self) -> Floats:
        """The share of an actor's ties, by weight, that do not fit its camp, 0 to 1; NaN without ties."""
        every = self.fits + self.misfits
        share: Floats = np.divide(self.misfits, every, out=np.full(len(every), np.nan), where=every > 0)
        return share

    @property
    def parameters(self) -> dict[str, Any]:
        """How the camps were found."""
        unused = () if self.options.method == "k-way" else ("k",)
        return {name: getattr(self.options, name) for name in CampOptions.__slots__ if name not in unused}

    def rows(self) -> list[dict[str, Any]]:
        """One row for each actor, camp by camp; `side` says whether camps just as good put it elsewhere.

        `side` is ``certain``, ``either``, ``not checked`` (in large components) or ``no ties``; None for other methods.
        """
        order = np.lexsort((np.arange(len(self.camp)), np.where(self.camp < 0, len(self.camp), self.camp)))
        return [self._row(actor) for actor in order.tolist()]

    def _row(self, actor: int) -> dict[str, Any]:
        ids, labels = self.network.actors.ids, self.network.actors.labels
        return {
            "camp": letters(int(self.camp[actor])),
            "actor": ids[actor],
            "label": labels[actor],
            "side": _certainty(self, actor),
            "fits": float(self.fits[actor]),
            "misfits": float(self.misfits[actor]),
            "pressure": none_if_nan(self.pressure[actor]),
            "triangles": int(self.triangles.of_actor[actor]),
            "unbalanced": int(self.triangles.unbalanced_of_actor[actor]),
        }

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)

    def _shown(self) -> Shown:
        found = self.frustration
        proof = "proven" if found.proven else "not proven"
        caption = f"camps; frustration index {in_words(found.index)}, {proof}"
        columns = ("camp", "label", "side", "fits", "misfits", "pressure")
        return Shown(self.rows(), columns, total=len(self.camp), caption=caption, parameters=self.parameters)


def camps(network: SignedNetwork, options: CampOptions | None = None) -> Camps:
    """Find the camps of a network.

    Parameters
    ----------
    network : SignedNetwork
    options : CampOptions, optional

    Returns
    -------
    Camps

    Raises
    ------
    NoEngine
        If leidenalg is wanted and not installed.
    """
    options = options or CampOptions()
    exact = frustration(network, seed=options.seed, time_limit_s=options.time_limit_s)
    by_sides = options.method == "frustration"
    parted = clusterings(network, exact, at_most=max(options.at_most, options.k), seed=options.seed)
    if by_sides:
        camp = sides_as_camps(network, exact.sides)
    else:
        camp = parted[options.k - 1].camps if options.method == "k-way" else _communities(network, options)
        camp = _by_size(np.where(network.components == NO_COMPONENT, NO_CAMP, camp))
    plain = np.where(camp < 0, camp.max(initial=0) + 1 + np.arange(len(camp)), camp)  # whoever has no tie is alone
    fits, misfits = misfit_of_actor(network, plain)
    return Camps(
        network=network,
        camp=camp,
        frustration=exact,
        triangles=triangles(network),
        clusterings=parted[: options.at_most],
        clusterable=is_clusterable(network),
        modularity=modularity(network, plain, resolution=options.resolution),
        fits=fits,
        misfits=misfits,
        margin=margins(exact, seed=options.seed) if by_sides else np.full(len(camp), np.nan),
        options=options,
    )


def sides_as_camps(network: SignedNetwork, sides: Floats) -> Integers:
    """The two sides of each component as camps of their own.

    Components with two sides come first, of these the largest, and of its sides the larger: the camps 0 and 1 oppose
    each other wherever any do.
    """
    there = network.components != NO_COMPONENT
    camp = np.where(there, 2 * network.components + (sides < 0), NO_CAMP)
    names, first, size = np.unique(camp[there], return_index=True, return_counts=True)
    parted = np.isin(names ^ 1, names)
    return _numbered(camp, names[np.lexsort((first, -size, names // 2, ~parted))])


def opposed(network: SignedNetwork, camp: Integers) -> Integers:
    """The camps 0 and 1 of `sides_as_camps` where they oppose each other; `NO_CAMP` for everybody else."""
    one, other = (np.unique(network.components[camp == each]) for each in (0, 1))
    if not np.array_equal(one, other):
        return np.full(len(camp), NO_CAMP, np.int64)
    return np.where((camp == 0) | (camp == 1), camp, NO_CAMP)


def again(found: Camps, network: SignedNetwork, *, starts: int = 10) -> Integers:
    """The camps of a changed network by k-way or Leiden, as those found were; whoever has no tie is in none."""
    options = found.options
    if options.method == "k-way":
        random = np.random.default_rng(options.seed)
        first = [np.maximum(found.camp, 0), *random.integers(0, options.k, (starts, len(network)))]
        camp = k_camps(network, options.k, first)
    else:
        camp = _communities(network, options, starts=starts)
    return np.where(network.components == NO_COMPONENT, NO_CAMP, camp)


def _communities(network: SignedNetwork, options: CampOptions, *, starts: int = 10) -> Integers:
    return leiden(network, resolution=options.resolution, seed=options.seed, starts=starts, engine=options.engine)


def _by_size(camp: Integers) -> Integers:
    """Camps numbered anew, the largest first, and of equals the one with the first actor."""
    there = camp >= 0
    names, first, size = np.unique(camp[there], return_index=True, return_counts=True)
    return _numbered(camp, names[np.lexsort((first, -size))])


def _numbered(camp: Integers, order: Integers) -> Integers:
    """Camps numbered anew in this order."""
    rank = {int(name): place for place, name in enumerate(order.tolist())}
    return np.array([rank.get(int(each), NO_CAMP) for each in camp], np.int64)


def letters(camp: int) -> str:
    """The name of a camp: A, B, …, Z, AA, …; a dash where there is none.

    Examples
    --------
    >>> letters(0), letters(26), letters(-1)
    ('A', 'AA', '-')
    """
    name = ""
    while camp >= 0:
        camp, last = divmod(camp, 26)
        name, camp = chr(ord("A") + last) + name, camp - 1
    return name or "-"


def none_if_nan(value: float) -> float | None:
    """A number for JSON, which knows no NaN."""
    return None if np.isnan(value) else float(value)


def _certainty(found: Camps, actor: int) -> str | None:
    if found.camp[actor] == NO_CAMP:
        return "no ties"
    if found.options.method != "frustration":
        return None
    if np.isnan(found.margin[actor]):
        return "not checked"
    return "either" if found.margin[actor] < INDIFFERENT else "certain"
