"""The coders' judgements of an actor: the one that counts, and where coders do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graphkit.bargaining.table import Quantity
from graphkit.dossier.coders import preferred_coder
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Judgement, Position

JUDGED: tuple[Quantity, ...] = ("salience", "capability")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Different numbers that coders gave one thing.

    Attributes
    ----------
    issue, actor : str
    quantity : "salience" or "capability"
    judgements : tuple of Judgement
        The latest of each coder who judged it, the lowest first.
    preferred : str, optional
        Id of the preferred coder, if there is one.
    """

    issue: str
    actor: str
    quantity: Quantity
    judgements: tuple[Judgement, ...]
    preferred: str | None = None

    @property
    def key(self) -> tuple[Quantity, str]:
        """What is judged, and of whom."""
        return self.quantity, self.actor

    @property
    def low(self) -> float:
        """The least that one of them takes for possible."""
        return float(min(each.value if each.low is None else each.low for each in self.judgements))

    @property
    def high(self) -> float:
        """The most that one of them takes for possible."""
        return float(max(each.value if each.high is None else each.high for each in self.judgements))


class Judged:
    """The judgements of each quantity of an actor: of one issue, or of all."""

    def __init__(self, dossier: Dossier) -> None:
        self.preferred = preferred_coder(dossier.manifest)
        self.every: dict[tuple[str, str, str | None], list[Judgement]] = defaultdict(list)
        for each in dossier.judgements:
            self.every[each.actor, each.quantity, each.issue].append(each)
        self.by = {key: self._counting(judgements) for key, judgements in self.every.items()}

    def _counting(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """The latest of the preferred coder, or of all where that coder has none."""
        return _latest([each for each in judgements if each.coder == self.preferred] or judgements)

    def of(self, actor: str, quantity: str, issue: str) -> tuple[Judgement | None, str]:
        """The judgement that counts; or why there is none."""
        about = self.by.get(self._key(actor, quantity, issue), [])
        if not about:
            return None, f"no {quantity}"
        if len({each.value for each in about}) > 1:
            return None, f"several judgements of {quantity} ({', '.join(sorted(each.id for each in about))})"
        return about[0], ""

    def disagreements(self, issue: str, actors: Sequence[str]) -> tuple[Disagreement, ...]:
        """Where coders do not agree on a number of one of the actors.

        Of each coder the latest judgement counts; a coder who judged twice otherwise at once is no second coder.
        """
        found = []
        for quantity in JUDGED:
            for actor in actors:
                by: dict[str, list[Judgement]] = defaultdict(list)
                for each in self.every.get(self._key(actor, quantity, issue), ()):
                    by[each.coder].append(each)
                latest = [each for mine in by.values() for each in _latest(mine)]
                if len(by) > 1 and len({each.value for each in latest}) > 1:
                    ranked = sorted(latest, key=lambda each: (each.value, each.coder, each.id))
                    found.append(Disagreement(issue, actor, quantity, tuple(ranked), self.preferred))
        return tuple(found)

    def _key(self, actor: str, quantity: str, issue: str) -> tuple[str, str, str | None]:
        """Under what the judgements of an actor stand: those of the issue, or a capability for all issues."""
        mine = (actor, quantity, issue)
        return mine if mine in self.every or quantity != "capability" else (actor, quantity, None)


def _latest(judgements: Sequence[Judgement]) -> list[Judgement]:
    last = max(began(each) for each in judgements)
    return [each for each in judgements if began(each) == last]


def began(record: Position | Judgement) -> date:
    """The first day on which a record may hold."""
    return (record.valid.earliest if record.valid else None) or date.min
