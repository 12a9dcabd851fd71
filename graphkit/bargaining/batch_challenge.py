"""The challenge model in each of many draws at once; see `challenge` for the model and its options.

Actors stand in the order of their positions, which each round sorts again.  Then the votes between two positions follow
from sums of weights and of weighted positions up to each, instead of from a sum over all voters for each pair: on a
line, those left of the middle between two positions vote for the left one.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from os import cpu_count
from typing import Any

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.batch import FEWEST, Flags, medians_of, weights
from graphkit.bargaining.challenge import ROUNDS, Options
from graphkit.bargaining.challenge_offers import ALIKE, SAME, nearer, put_together
from graphkit.bargaining.draws import Draws
from graphkit.bargaining.table import Floats

PAIRS_AT_ONCE = 90_000  # pairs of actors in all draws of a chunk: 720 kB; with less, threads wait for each other
WORKERS = min(4, cpu_count() or 1)
COMPROMISE, NONE = 1, 3  # of confrontation, compromise, capitulation and no offer, in the order in which they are taken


def challenge(draws: Draws, *, rounds: int = ROUNDS, options: Options | None = None) -> Floats:
    """Run the challenge model in every draw.

    Parameters
    ----------
    draws : Draws
        Salience and capability must be known of everybody.
    rounds : int
        At most.
    options : Options, optional

    Returns
    -------
    array of shape (draws,)
        The weighted medians of the last states; NaN where there are fewer than two actors or nobody has any weight.
    """
    chosen, found = options or Options(), np.full(len(draws), np.nan)
    if len(draws.table) < FEWEST:
        return found
    weight = weights(draws)
    chunks = list(_chunks(weight > 0))

    def run(chunk: tuple[Any, Any]) -> Floats:
        rows, heard = chunk
        return _last_medians(_State.start(draws.part(rows), weight[rows], heard), rounds, chosen)

    with ThreadPoolExecutor(WORKERS) as pool:
        for (rows, _), outcome in zip(chunks, pool.map(run, chunks), strict=True):
            found[rows] = outcome
    return found


def _chunks(heard: Flags) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Draws that run at once, and the actors that have weight in all of these; the others influence nobody."""
    for flags in np.unique(heard, axis=0):
        rows, actors = np.flatnonzero((heard == flags).all(axis=1)), np.flatnonzero(flags)
        size = max(1, PAIRS_AT_ONCE // max(1, len(actors)) ** 2)
        yield from ((rows[start : start + size], actors) for start in range(0, len(rows) if len(actors) else 0, size))


def _last_medians(state: _State, rounds: int, options: Options) -> Floats:
    """The outcome of each draw after all rounds; those in which nobody moves any more are left out on the way."""
    found, left = np.empty(len(state.position)), np.arange(len(state.position))
    for _ in range(rounds):
        state = state.sorted()
        after = _after(state, options)
        length = state.length[:, :, 0]
        after = np.where(np.abs(after - state.position) <= SAME * length, state.position, after)
        still = (after == state.position).all(axis=1)
        after = np.where(still[:, None], state.position, put_together(after, length))
        state = replace(state, position=after)
        if still.any():
            found[left[still]] = medians_of(state.position[still], state.weight[still])
            left, state = left[~still], state.only(~still)
        if not len(left):
            return found
    found[left] = medians_of(state.position, state.weight)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """Draws between two rounds, each array of shape (draws, actors), `length` of shape (draws, 1, 1).

    `weight` are shares of the sum, `salience` of full salience; `length` is the range of positions at the start.
    """

    position: Floats
    weight: Floats
    salience: Floats
    length: Floats

    @classmethod
    def start(cls, draws: Draws, weight: Floats, heard: npt.NDArray[np.intp]) -> _State:
        position = draws.position[:, heard]
        low, high = position.min(axis=1), position.max(axis=1)
        length = np.where(high > low, high - low, 1.0)[:, None, None]
        return cls(position, weight[:, heard], draws.salience[:, heard] / draws.table.full_salience, length)

    def sorted(self) -> _State:
        """The same with actors in the order of their positions."""
        order = np.argsort(self.position, axis=1, kind="stable")
        order += self.position.shape[1] * np.arange(len(self.position))[:, None]

        return _State(self.position.take(order), self.weight.take(order), self.salience.take(order), self.length)

    def only(self, rows: Flags) -> _State:
        """Some of the draws."""
        return _State(self.position[rows], self.weight[rows], self.salience[rows], self.length[rows])

    def at(self, position: Floats) -> _State:
        """The same with other positions, in whatever order."""
        return replace(self, position=position)

    def gap(self) -> Floats:
        """How far two positions are apart, as a share of the length."""
        gap: Floats = np.abs(self.position[:, :, None] - self.position[:, None, :]) / self.length
        return gap


def _after(state: _State, options: Options) -> Floats:
    """The positions after a round."""
    gap = state.gap()
    risk, winning = _risk_and_winning(state, gap, options)
    own, others = _expected(state, gap, winning, risk, options)
    return _moved(state, own, others, options)


def _risk_and_winning(state: _State, gap: Floats, options: Options) -> tuple[Floats, Floats]:
    """Everybody's exponent r, and the probability that the row's position beats the column's."""
    neutral = np.ones_like(state.position)
    winning = _winning(state, gap, neutral, options)
    if options.risk == "neutral":
        return neutral, winning
    danger = _danger(state, gap, winning, options)
    low = np.broadcast_to(danger.min(axis=1, keepdims=True), danger.shape)
    high = np.broadcast_to(danger.max(axis=1, keepdims=True), danger.shape)
    if options.risk == "positions":
        low, high = _range_of_danger(state, options)
    wide = high - low > 1e-12
    place = np.where(wide, (2 * danger - high - low) / np.where(wide, high - low, 1.0), 0.0)
    risk: Floats = (1 - place / 3) / (1 + place / 3)
    return risk, _winning(state, gap, risk, options) if options.risky_votes else winning


def _danger(state: _State, gap: Floats, winning: Floats, options: Options) -> Floats:
    """What all others together expect from pressing each actor, without attitudes to risk."""
    utility = 2 * gap * (1 - 2 * state.salience[:, None, :] * (1 - winning))
    if options.q != 1:
        utility -= _if_it_moves(state, gap, np.ones_like(state.position)[:, :, None], options)
    danger: Floats = utility.sum(axis=1) - np.einsum("dii->di", utility)
    return danger


def _range_of_danger(state: _State, options: Options) -> tuple[Floats, Floats]:
    """The least and the largest danger that each actor would be in if it alone stood at any of the others' places."""
    low, high = np.full_like(state.position, np.inf), np.full_like(state.position, -np.inf)
    neutral = np.ones_like(state.position)
    for actor in range(state.position.shape[1]):
        for place in range(state.position.shape[1]):
            position = state.position.copy()
            position[:, actor] = state.position[:, place]
            moved = state.at(position)
            gap = moved.gap()
            only = None if options.denominator == "all-pairs" else actor
            danger = _danger(moved, gap, _counted(moved, gap, neutral, options, only=only), options)[:, actor]
            low[:, actor] = np.minimum(low[:, actor], danger)
            high[:, actor] = np.maximum(high[:, actor], danger)
    return low, high


def _winning(state: _State, gap: Floats, risk: Floats, options: Options) -> Floats:
    """The probability that the row's position beats the column's; 0 where they are one."""
    if options.risky_votes:
        return _counted(state, gap, risk, options)
    won, lost = _votes(state)
    cast = won + lost
    low, high = _pairs(state.position.shape[1])
    if options.denominator == "all-pairs":
        cast = np.broadcast_to(2 * cast.sum(axis=1, keepdims=True), cast.shape)
    probability = np.zeros_like(gap)
    probability[:, low, high] = np.divide(won, cast, out=np.zeros_like(won), where=cast > 0)
    probability[:, high, low] = np.divide(lost, cast, out=np.zeros_like(lost), where=cast > 0)
    return probability


def _votes(state: _State) -> tuple[Floats, Floats]:
    """The votes for the left and for the right position of each pair, of shape (draws, pairs).

    A voter at x casts w·clip(a + b − 2x, a − b, b − a) between a and b, a ≤ b: all of b − a unless it stands between.
    """
    position = state.position / state.length[:, :, 0]
    twice = 2 * position
    low, high = _pairs(position.shape[1])
    one, other = position.take(low, axis=1), position.take(high, axis=1)
    twice_middle, apart = one + other, other - one
    passed = np.zeros(twice_middle.shape, np.uint8 if position.shape[1] < 256 else np.uint32)
    for voter in range(position.shape[1]):
        passed += (twice[:, voter : voter + 1] < twice_middle).view(np.uint8)
    weight, moment = _sums(state.weight), _sums(state.weight * position)
    at = passed + weight.shape[1] * np.arange(len(weight))[:, None]
    light, half = weight.take(at), moment.take(at)
    behind, ahead = weight.take(low + 1, axis=1), weight.take(high, axis=1)
    left = behind * apart + ((light - behind) * twice_middle - 2 * (half - moment.take(low + 1, axis=1)))
    right = (weight[:, -1:] - ahead) * apart + (2 * (moment.take(high, axis=1) - half) - (ahead - light) * twice_middle)
    return np.maximum(left, 0.0), np.maximum(right, 0.0)


@lru_cache(maxsize=8)
def _pairs(actors: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The pairs of actors, the first of each on the left."""
    low, high = np.triu_indices(actors, 1)
    return low, high


def _sums(values: Floats) -> Floats:
    """Sums of the values before each place, and of all at the end."""
    sums = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


def _counted(state: _State, gap: Floats, risk: Floats, options: Options, *, only: int | None = None) -> Floats:
    """The same by a sum over all voters, in whatever order and however votes grow; with `only`, of one column."""
    distance = gap ** risk[:, :, None] if options.risky_votes else gap
    won, cast = np.zeros_like(gap), np.zeros_like(gap)
    for column in range(gap.shape[2]) if only is None else [only]:
        votes = state.weight[:, :, None] * (distance[:, :, [column]] - distance)
        won[:, :, column], cast[:, :, column] = np.maximum(votes, 0).sum(axis=1), np.abs(votes).sum(axis=1)
    if options.denominator == "all-pairs":
        cast = np.broadcast_to(cast.sum(axis=(1, 2), keepdims=True), cast.shape)
    return np.divide(won, cast, out=np.zeros_like(won), where=cast > 0)


def _expected(state: _State, gap: Floats, winning: Floats, risk: Floats, options: Options) -> tuple[Floats, Floats]:
    """What the row's actor expects from pressing the column's, and believes the column's to expect from pressing it.

    Both are seen with the row's attitude to risk, so that both need the same powers.
    """
    exponent = risk[:, :, None]
    success = 2 - 4 * np.maximum(0.5 - 0.5 * gap, 0) ** exponent
    worse = 2 - 4 * (0.5 + 0.5 * gap) ** exponent - success
    success -= options.q * (2 - 4 * 0.5**exponent)
    own = success + state.salience[:, None, :] * (1 - winning) * worse
    others = success + state.salience[:, :, None] * (1 - winning.transpose(0, 2, 1)) * worse
    if options.q != 1:
        own -= _if_it_moves(state, gap, exponent, options)
        others -= _if_it_moves(state, gap, risk[:, None, :], options).transpose(0, 2, 1)
    return own, others


def _if_it_moves(state: _State, gap: Floats, exponent: Floats, options: Options) -> Floats:
    """(1 − Q)(T·Ub + (1 − T)Uw): what the row's actor expects if the column's moves without being pressed."""
    middle = medians_of(state.position, state.weight)[:, None]
    far = np.abs(state.position - middle)[:, :, None] / state.length
    better = 2 - 4 * np.maximum(0.5 - 0.25 * (far + gap), 0) ** exponent
    worse = 2 - 4 * (0.5 + 0.25 * (far + gap)) ** exponent
    likely = nearer(gap, far) if options.t == "position" else np.full_like(gap, options.t)
    moves: Floats = (1 - options.q) * (likely * better + (1 - likely) * worse)
    return moves


def _moved(state: _State, own: Floats, others: Floats, options: Options) -> Floats:
    """Where everybody stands after taking the best offer, if there is one."""
    here, there = state.position[:, :, None], state.position[:, None, :]
    apart = there - here
    both = apart != 0
    kind = np.full(own.shape, NONE, np.int8)
    loses = both & (others > ALIKE) & (own < -ALIKE)
    kind[loses] = 2
    meets = loses & (-own < others - ALIKE)
    kind[meets] = COMPROMISE
    kind[both & (others > own + ALIKE) & (own > ALIKE)] = 0
    part = np.divide(-own, others, out=np.ones_like(own), where=meets)
    end = np.where(meets, here + apart * part, there)
    taken = kind.min(axis=2)
    rank = np.where(kind == taken[:, :, None], np.abs(end - here), np.inf)
    if options.compromise == "lowest-position":
        total = np.abs(own) + np.abs(others)
        weighed = (np.abs(own) * here + np.abs(others) * there) / np.where(meets, total, 1.0)
        rank = np.where((kind == taken[:, :, None]) & meets, weighed, rank)
    best = rank <= rank.min(axis=2, keepdims=True) + SAME * state.length
    best &= kind < NONE
    after: Floats = np.where(taken < NONE, np.where(best, end, np.inf).min(axis=2), state.position)
    return after
