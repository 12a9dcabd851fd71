"""Units of comparison: an actor and an issue in a passage, and what each coder made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from graphkit.analysis.reliability.codings import Coding, Codings
from graphkit.dossier.coders import Cited, most_overlap, overlap


@dataclass(frozen=True, slots=True)
class Unit:
    """An actor and an issue in a passage.

    Attributes
    ----------
    actor, issue : str
    passage : Cited
        Where it stands: of the first coding, in order of id, the passage that it shares with others.
    codings : tuple of Coding
        By coder; a coder who coded the passage in two pieces alike has both here, and the first counts.
    missing : tuple of str
        Coders who coded something in the same source, but not this.
    """

    actor: str
    issue: str
    passage: Cited
    codings: tuple[Coding, ...]
    missing: tuple[str, ...] = ()

    def by_coder(self) -> dict[str, Coding]:
        """What each coder made of it."""
        found: dict[str, Coding] = {}
        for each in self.codings:
            found.setdefault(each.coder, each)
        return found


def units_of(codings: Codings) -> tuple[Unit, ...]:
    """Bring together what coders made of the same passage.

    Parameters
    ----------
    codings : Codings

    Returns
    -------
    tuple of Unit
        In order of issue, actor and place.  Codings are of one unit where actor and issue are the same and passages
        overlap, those with the largest overlap first, and no coder is in a unit twice.  A coding that is left over
        joins a unit that it overlaps and in which its coder said the same: the one coder took for two passages what
        the other took for one.
    """
    alike: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for each in codings.codings:
        alike[each.issue, each.actor].append(each)
    readers = _readers(codings.codings)
    found = [_unit(group, readers) for _, each in sorted(alike.items()) for group in _brought_together(each)]
    return tuple(sorted(found, key=lambda unit: (unit.issue, unit.actor, _order(unit.passage), unit.codings[0].record)))


def _readers(codings: Iterable[Coding]) -> dict[str, set[str]]:
    """Who coded something in each source."""
    readers: dict[str, set[str]] = defaultdict(set)
    for each in codings:
        for passage in each.passages:
            readers[passage.carrier].add(each.coder)
    return readers


def _brought_together(codings: list[Coding]) -> list[list[Coding]]:
    group_of = {each.record: [each] for each in codings}
    for _, one, other in sorted(_overlapping(codings), key=lambda pair: (-pair[0], pair[1].record, pair[2].record)):
        mine, theirs = group_of[one.record], group_of[other.record]
        if {each.coder for each in mine}.isdisjoint(each.coder for each in theirs):
            both = sorted(mine + theirs, key=lambda each: (each.coder, each.record))
            group_of.update((each.record, both) for each in both)
    groups = list({id(group): group for group in group_of.values()}.values())
    shared = [group for group in groups if len(group) > 1]
    return [*shared, *(group for group in groups if len(group) == 1 and not _joined(group[0], shared))]


def _overlapping(codings: list[Coding]) -> Iterator[tuple[float, Coding, Coding]]:
    """Codings of different coders whose passages overlap."""
    by_carrier: dict[str, dict[str, Coding]] = defaultdict(dict)
    for each in codings:
        for passage in each.passages:
            by_carrier[passage.carrier][each.record] = each
    pairs = {
        tuple(sorted((one.record, other.record))): (one, other)
        for there in by_carrier.values()
        for one, other in combinations(there.values(), 2)
        if one.coder != other.coder
    }
    for one, other in pairs.values():
        share = most_overlap(one.passages, other.passages)
        if share:
            yield share, one, other


def _joined(left: Coding, groups: list[list[Coding]]) -> bool:
    """Put a coding that is left over to a group in which its coder said the same, if there is one; tell whether."""
    for group in groups:
        same = any((each.coder, each.stance, each.value) == (left.coder, left.stance, left.value) for each in group)
        others = [each for each in group if each.coder != left.coder]
        if same and any(most_overlap(left.passages, each.passages) for each in others):
            group.append(left)
            return True
    return False


def _unit(codings: list[Coding], readers: dict[str, set[str]]) -> Unit:
    first = codings[0]
    here = {passage.carrier for each in codings for passage in each.passages}
    missing = {coder for carrier in here for coder in readers[carrier]} - {each.coder for each in codings}
    return Unit(first.actor, first.issue, _passage(codings), tuple(codings), tuple(sorted(missing)))


def _passage(codings: list[Coding]) -> Cited:
    first, *others = codings
    shared = (
        each for each in first.passages if any(overlap(each, theirs) for other in others for theirs in other.passages)
    )
    return next(shared, first.passages[0] if first.passages else Cited(""))


def _order(passage: Cited) -> tuple[str, tuple[int, int], int]:
    return passage.carrier, passage.span or (-1, -1), passage.paragraph or -1
