"""Where the positions on an issue would settle if actors moved each other as their ties and meetings suggest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

import numpy as np

from graphkit.analysis.influence.chosen import Chosen, Name, carriers, chosen
from graphkit.analysis.influence.friedkin_johnsen import equilibrium, path
from graphkit.analysis.influence.tied import Direction, Floats, tied
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Position, TieKind
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Weights = Literal["ties", "co-participation", "both"]
HOSTILE_EVENTS = frozenset({"attack", "incident"})
HOSTILE_TIES = frozenset({"opposes", "threatens"})
_FRIENDLY = frozenset(get_args(TieKind)) - HOSTILE_TIES
COLUMNS = ("actor", "label", "initial", "settles", "change", "susceptibility", "goes_by", "position", "status")


@dataclass(frozen=True, slots=True)
class Opinion:
    """One actor in the model.

    Attributes
    ----------
    actor, label : str
    initial, settles : float
        The value of its position, 0 to 100, and where the model takes it.
    susceptibility : float
    goes_by : mapping of str to float
        By whom it goes and how much, by id; sums to 1.  An actor with nobody else goes by itself.
    position : Position
        The position whose value it begins with.
    """

    actor: str
    label: str
    initial: float
    settles: float
    susceptibility: float
    goes_by: Mapping[str, float]
    position: Position


@dataclass(frozen=True, slots=True)
class Missing:
    """An input that the model would need and the dossier does not hold."""

    actor: str
    label: str
    what: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Opinions(ShowsItself):
    """The model of one issue.

    Attributes
    ----------
    issue : str
    rows : tuple of Opinion
        The actors in the model, in order of id.
    missing : tuple of Missing
        Who is tied to them and is left out, and what is not known of those who are in; nothing was filled in.
    path : array of shape (steps + 1, actors)
        Step by step, from the initial values on.
    sources : int
        From how many sources positions and weights are.
    parameters : mapping
    """

    issue: str
    rows: tuple[Opinion, ...]
    missing: tuple[Missing, ...]
    path: Floats
    sources: int
    parameters: Mapping[str, Any]

    def to_frame(self) -> Any:
        """The actors as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        rows = map(as_row, self.rows)
        return Shown(rows, COLUMNS, total=len(self.rows), caption="settling opinions", parameters=self.parameters)


def as_row(opinion: Opinion) -> dict[str, Any]:
    """An actor of the model as one flat row."""
    return {
        "actor": opinion.actor,
        "label": opinion.label,
        "initial": opinion.initial,
        "settles": opinion.settles,
        "change": opinion.settles - opinion.initial,
        "susceptibility": opinion.susceptibility,
        "goes_by": dict(opinion.goes_by),
        "position": opinion.position.id,
        "status": opinion.position.status,
    }


def opinions(
    dossier: Dossier,
    issue: str,
    *,
    susceptibility: float | Mapping[str, float],
    weights: Weights = "both",
    kinds: Collection[str] = (),
    direction: Direction = "both",
    steps: int = 10,
) -> Opinions:
    """Run the model of Friedkin and Johnsen on the values that actors hold on an issue.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    issue : str
        Id.
    susceptibility : float or mapping of str to float
        Of all actors, or by id of actor; 0 never moves, 1 forgets where it began.  Who has none is left out as missing.
    weights : "ties", "co-participation" or "both"
        What makes actors go by each other: each tie counts 1, and so does each event in which both took part.  Attacks
        and incidents do not count, nor do ties that oppose or threaten unless `kinds` names them.  The numbers of one
        actor are divided by their sum.
    kinds : collection of str
        Kinds of tie that count.
    direction : "both", "forward" or "backward"
        Whether those whom a tie joins go by each other, the one at its end by the one at its start, or the reverse.
    steps : int
        Length of the path.

    Returns
    -------
    Opinions

    Raises
    ------
    NoEquilibrium
        If the model does not settle.
    BadModel
        If a susceptibility is not between 0 and 1.
    """
    held, missing = _held(dossier, issue)
    given = _given(held, susceptibility)
    actors = tuple(sorted(given))
    parts = _parts(dossier, weights, kinds)
    strength = sum((_strength(part, actors, direction) for part in parts), np.zeros((len(actors), len(actors))))
    model = _Model(actors, *_inputs(actors, held, given), _shares(strength))
    missing += _about_others(dossier, held, given, parts) + _about_the_alone(dossier, actors, strength)
    used = [records for part in parts for pair, records in part.behind.items() if set(pair) <= given.keys()]
    sources = set().union(*map(carriers, ([held[actor] for actor in actors], *used)))
    parameters = {"issue": issue, "weights": weights, "kinds": sorted(kinds), "direction": direction, "steps": steps}
    return Opinions(
        issue,
        tuple(_rows(dossier, model, held)),
        tuple(sorted(missing, key=lambda each: (each.what, each.actor))),
        path(model.weights, model.initial, model.susceptibility, steps),
        len(sources),
        parameters,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """The numbers that go in."""

    actors: tuple[str, ...]
    initial: Floats
    susceptibility: Floats
    weights: Floats


def _inputs(actors: tuple[str, ...], held: Mapping[str, Position], given: Mapping[str, float]) -> tuple[Floats, Floats]:
    return (
        np.array([held[actor].value for actor in actors], np.float64),
        np.array([given[actor] for actor in actors], np.float64),
    )


def _rows(dossier: Dossier, model: _Model, held: Mapping[str, Position]) -> Iterator[Opinion]:
    settles = equilibrium(model.weights, model.initial, model.susceptibility)
    for row, actor in enumerate(model.actors):
        goes_by = {
            model.actors[other]: float(model.weights[row, other]) for other in np.flatnonzero(model.weights[row])
        }
        yield Opinion(
            actor,
            _label(dossier, actor),
            float(model.initial[row]),
            float(settles[row]),
            float(model.susceptibility[row]),
            goes_by,
            held[actor],
        )


def _held(dossier: Dossier, issue: str) -> tuple[dict[str, Position], list[Missing]]:
    """The position with which each actor begins: the latest with a value; and who has none that will do."""
    found: dict[str, Position] = {}
    missing = []
    mine: dict[str, list[Position]] = defaultdict(list)
    for position in dossier.positions:
        if position.issue == issue and dossier.actors.get(position.actor) is not None:
            mine[position.actor].append(position)
    for actor, positions in sorted(mine.items()):
        valued = sorted((each for each in positions if each.value is not None), key=_began)
        latest = [each for each in valued if _began(each)[0] == _began(valued[-1])[0]]
        if not valued:
            missing.append(_missing(dossier, actor, "a position without a value"))
        elif len({each.value for each in latest}) > 1:
            missing.append(
                _missing(dossier, actor, f"several values on one day: {', '.join(each.id for each in latest)}")
            )
        else:
            found[actor] = valued[-1]
    return found, missing


def _began(position: Position) -> tuple[date, str]:
    return (position.valid.earliest or date.min, position.id)


def _given(held: Mapping[str, Position], susceptibility: float | Mapping[str, float]) -> dict[str, float]:
    """The susceptibility of everybody who has both a value and a susceptibility."""
    if isinstance(susceptibility, Mapping):
        return {actor: susceptibility[actor] for actor in held if actor in susceptibility}
    return dict.fromkeys(held, susceptibility)


def _parts(dossier: Dossier, weights: Weights, kinds: Collection[str]) -> list[Chosen]:
    """The networks that weights come from."""
    ties = Records(tie for tie in dossier.ties if tie.kind in (kinds or _FRIENDLY))
    events = Records(event for event in dossier.events if event.kind not in HOSTILE_EVENTS)
    kept = replace(dossier, ties=ties, events=events)
    wanted: tuple[Name, ...] = ("ties", "co-participation") if weights == "both" else (weights,)
    return [chosen(kept, name) for name in wanted]


def _strength(part: Chosen, actors: tuple[str, ...], direction: Direction) -> Floats:
    """How strongly each actor, in a row, is tied to each by whom it may go."""
    ties = tied(part.graph, direction=direction, isolates=True)
    here = np.array([ties.ids.index(actor) for actor in actors], np.int64)
    strength: Floats = ties.matrix.T.tocsr()[here][:, here].toarray()
    return strength


def _shares(strength: Floats) -> Floats:
    """Rows that sum to 1; who is tied to nobody goes by itself."""
    total = strength.sum(axis=1)
    return (strength + np.diag((total == 0).astype(float))) / np.where(total == 0, 1.0, total)[:, None]


def _about_others(
    dossier: Dossier, held: Mapping[str, Position], given: Mapping[str, float], parts: Collection[Chosen]
) -> list[Missing]:
    """Who has a value and no susceptibility, and who is tied to somebody in the model and took no position."""
    pairs = {pair for part in parts for pair in part.behind}
    near = {actor for pair in pairs if set(pair) & given.keys() for actor in pair}
    took = {each.actor for each in dossier.positions if each.issue in {held[actor].issue for actor in held}}
    return [_missing(dossier, actor, "no susceptibility was given") for actor in sorted(held.keys() - given.keys())] + [
        _missing(dossier, actor, "no position on the issue") for actor in sorted(near - took)
    ]


def _about_the_alone(dossier: Dossier, actors: tuple[str, ...], strength: Floats) -> list[Missing]:
    alone = strength.sum(axis=1) == 0
    return [
        _missing(dossier, actor, "tied to nobody in the model, so it keeps its value")
        for actor, is_alone in zip(actors, alone.tolist(), strict=True)
        if is_alone
    ]


def _missing(dossier: Dossier, actor: str, what: str) -> Missing:
    return Missing(actor, _label(dossier, actor), what)


def _label(dossier: Dossier, actor: str) -> str:
    found = dossier.actors.get(actor)
    return found.label if found else actor
