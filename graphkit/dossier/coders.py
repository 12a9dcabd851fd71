"""Which coder's record of a passage counts.

Two positions code the same thing when they are about the same actor and issue and one piece of evidence of each stands
in the same passage: in the text of one carrier, under locks that share a character; where not both are locked, in the
same paragraph; where neither says where, in the source as a whole.  A record that names no coder is the preferred
coder's.  Where the preferred coder coded the same thing, the positions of others *give way*: they stay in the record
for comparison, and count nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Evidence, Manifest, Position, Record

GivingWay = Mapping[str, tuple[str, ...]]


class Cited(NamedTuple):
    """Where a piece of evidence stands: its carrier, and the characters or the paragraph in it, where known."""

    carrier: str
    span: tuple[int, int] | None = None
    paragraph: int | None = None


def preferred_coder(manifest: Manifest) -> str | None:
    """The id of the coder whose record counts, or None."""
    return next((coder.id for coder in manifest.coders if coder.preferred), None)


def cited(evidence: Evidence) -> Cited:
    """Where a piece of evidence stands."""
    lock, locator = evidence.lock, evidence.locator
    span = (lock.start, lock.end) if lock and lock.start < lock.end else None
    return Cited(evidence.carrier, span, locator.paragraph if locator else None)


def overlap(one: Cited, other: Cited) -> float:
    """How much of two passages is the same: 0 for nothing, 1 for all.

    Of two locked passages it is the characters in both by those in either (the index of Jaccard); of paragraphs and of
    sources as a whole it is all or nothing.

    Examples
    --------
    >>> overlap(Cited("a", (0, 30)), Cited("a", (20, 40)))
    0.25
    >>> overlap(Cited("a", (0, 30), 1), Cited("a", None, 1)), overlap(Cited("a", None, 1), Cited("a"))
    (1.0, 0.0)
    """
    if one.carrier != other.carrier:
        return 0.0
    if one.span and other.span:
        shared = min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
        return shared / (max(one.span[1], other.span[1]) - min(one.span[0], other.span[0])) if shared > 0 else 0.0
    if one.paragraph is None and other.paragraph is None:
        return float(one.span is None and other.span is None)
    return float(one.paragraph == other.paragraph)


def most_overlap(one: Iterable[Cited], other: Iterable[Cited]) -> float:
    """The largest overlap of a passage of the one with a passage of the other."""
    others = tuple(other)
    return max((overlap(mine, theirs) for mine in one for theirs in others), default=0.0)


def coded_twice(dossier: Dossier) -> Iterator[tuple[Position, Position]]:
    """Positions of two coders that code the same thing, each later one in the files with an earlier one."""
    preferred = preferred_coder(dossier.manifest)
    coders = {each.coder or preferred for each in dossier.positions} - {None}
    if len(coders) < 2:
        return
    passages, lines = _Passages(dossier), _Lines(dossier)
    for each in dossier.positions:
        mine = each.coder or preferred
        for _, earlier in passages.like(each):
            if mine and (earlier.coder or preferred) not in (mine, None) and not lines.join(each, earlier):
                yield each, earlier
                break
        passages.add(each)


def giving_way(dossier: Dossier) -> GivingWay:
    """The positions that give way to the preferred coder's.

    Parameters
    ----------
    dossier : Dossier

    Returns
    -------
    mapping of str to tuple of str
        From the id of another coder's position to the ids of those of the preferred coder that code the same thing,
        the one with the largest overlap first.  A position that supersedes the other, directly or in a line, is no
        second coding of it but a change of mind.  What was corrected and its correction are the same actor, issue,
        source or position here, on whatever day: whether a record counts on a day is for
        `graphkit.dossier.clocks.known_at` to say.
    """
    preferred = preferred_coder(dossier.manifest)
    others = [each for each in dossier.positions if each.coder not in (None, preferred)]
    if preferred is None or not others:
        return {}
    passages = _Passages(dossier)
    for each in dossier.positions:
        if each.coder in (None, preferred):
            passages.add(each)
    lines = _Lines(dossier)
    found = {}
    for each in others:
        ranked = sorted((-share, by.id) for share, by in passages.like(each) if not lines.join(each, by))
        if ranked:
            found[each.id] = tuple(id for _, id in ranked)
    return found


class _Passages:
    """Positions by what they are about and where they were found."""

    def __init__(self, dossier: Dossier) -> None:
        self.first = {kind: _firsts(dossier.of_kind(kind)) for kind in ("actor", "issue", "source")}
        self.there: dict[tuple[str, str, str], list[tuple[Cited, Position]]] = defaultdict(list)

    def add(self, position: Position) -> None:
        for each in position.evidence:
            self.there[self._key(position, each)].append((self._cited(each), position))

    def like(self, position: Position) -> list[tuple[float, Position]]:
        """Those that were added and code the same thing, with their overlap."""
        found: dict[str, tuple[float, Position]] = {}
        for each in position.evidence:
            mine = self._cited(each)
            for theirs, other in self.there.get(self._key(position, each), ()):
                share = overlap(mine, theirs)
                if share > found.get(other.id, (0.0, other))[0]:
                    found[other.id] = (share, other)
        return list(found.values())

    def _key(self, position: Position, evidence: Evidence) -> tuple[str, str, str]:
        return self._first("actor", position.actor), self._first("issue", position.issue), self._cited(evidence).carrier

    def _cited(self, evidence: Evidence) -> Cited:
        found = cited(evidence)
        return found._replace(carrier=self._first("source", found.carrier))

    def _first(self, kind: str, id: str) -> str:
        return self.first[kind].get(id, id)


class _Lines:
    """Who supersedes whom."""

    def __init__(self, dossier: Dossier) -> None:
        self.first = _firsts(dossier.positions)
        self.before: dict[str, set[str]] = defaultdict(set)
        for each in dossier.positions:
            if each.supersedes:
                self.before[self._first(each.id)].add(self._first(each.supersedes))

    def join(self, one: Position, other: Position) -> bool:
        """Whether one of two positions supersedes the other, directly or in a line."""
        return self._leads(one, other) or self._leads(other, one)

    def _leads(self, later: Position, earlier: Position) -> bool:
        wanted, todo, seen = self._first(earlier.id), [self._first(later.id)], set[str]()
        while todo:
            each = todo.pop()
            if each not in seen:
                seen.add(each)
                todo += self.before.get(each, ())
        return wanted in seen and self._first(later.id) != wanted

    def _first(self, id: str) -> str:
        return self.first.get(id, id)


def _firsts(records: Iterable[Record]) -> dict[str, str]:
    """From the id of each correction to the id of what was there first."""
    corrects = {each.id: each.corrects for each in records if each.corrects}
    firsts = {}
    for id in corrects:
        seen, first = {id}, id
        while (earlier := corrects.get(first)) and earlier not in seen:
            seen.add(earlier)
            first = earlier
        firsts[id] = first
    return firsts
