"""Evidence sensitivity: which source, if what it says were not so, changes what an analysis comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isclose, isnan
from typing import Any, TypeAlias

from graphkit.analysis.gaps.resting import KINDS, By, Resting, Without
from graphkit.dossier.dossier import Dossier
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Answer: TypeAlias = str | float | None
Outcome: TypeAlias = Mapping[str, Answer]
Analysis: TypeAlias = Callable[[Dossier], Outcome]
TOLERANCE = 1e-9
COUNTED = {kind: {"status-quo": "status_quo"}.get(kind, f"{kind}s") for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer of an analysis that changes.

    Attributes
    ----------
    outcome, about : str
        Which analysis, and what the answer is about.
    before, after : str, float or None
        None where there is no answer.
    """

    outcome: str
    about: str
    before: Answer
    after: Answer

    @property
    def text(self) -> str:
        """All of it in one line."""
        return f"{self.outcome} {self.about}: {_told(self.before)} → {_told(self.after)}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What falls, and what changes, without one cause.

    Attributes
    ----------
    cause : str
        Id of a source or an actor, name of a publisher, or letter of a grade.
    name : str
        For readers.
    grade : str or None
        Admiralty reliability, of a source.
    without : Without
    share : mapping of str to float
        For each outcome the share of answers, before and after together, that change; 0 to 1.
    differences : tuple of Difference
    """

    cause: str
    name: str
    grade: str | None
    without: Without
    share: Mapping[str, float]
    differences: tuple[Difference, ...]

    @property
    def impact(self) -> float:
        """The mean of the shares, 0 to 1: every outcome counts the same."""
        return sum(self.share.values()) / len(self.share) if self.share else 0.0

    def changed(self, outcome: str) -> int:
        """How many answers of an outcome change."""
        return sum(each.outcome == outcome for each in self.differences)

    @property
    def fallen(self) -> dict[str, int]:
        """How many records fall, by kind."""
        counted = Counter(rest.kind for rest in self.without.falls)
        return {COUNTED[kind]: counted[kind] for kind in KINDS}


@dataclass(frozen=True, repr=False)
class Sensitivity(ShowsItself):
    """The effects of all causes of a kind.

    Attributes
    ----------
    by : str
        What a cause is; see `graphkit.analysis.gaps.resting.Resting`.
    effects : tuple of Effect
        Those that change most first, then those with which most falls.
    outcomes : mapping of str to Outcome
        What the analyses come to with everything.
    evidenced, caused : int
        How many records have evidence, and how many rest on any cause.
    parameters : mapping
    """

    by: By
    effects: tuple[Effect, ...]
    outcomes: Mapping[str, Outcome]
    evidenced: int
    caused: int
    parameters: Mapping[str, Any]

    @property
    def everything(self) -> Effect | None:
        """The one effect with which all that has evidence falls, where there is one."""
        fall = (each for each in self.effects if len(each.without.falls) == self.evidenced)
        return next(fall, None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        changed = (f"{outcome}_changed" for outcome in self.outcomes)
        return (
            *("by", "cause", "name", "grade", "falls", *COUNTED.values(), "stays", "returns", "impact"),
            *(*changed, "changes"),
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row for each cause."""
        return [
            {
                "by": self.by,
                "cause": each.cause,
                "name": each.name,
                "grade": each.grade,
                "falls": len(each.without.falls),
                **each.fallen,
                "stays": len(each.without.stays),
                "returns": len(each.without.returns),
                "impact": each.impact,
                **{f"{outcome}_changed": each.changed(outcome) for outcome in self.outcomes},
                "changes": [difference.text for difference in each.differences],
            }
            for each in self.effects
        ]

    def _shown(self) -> Shown:
        columns = ("cause", "name", "grade", "falls", "impact", "changes")
        caption = f"what changes without one {self.by}"
        return Shown(self.rows(), columns, total=len(self.effects), caption=caption, parameters=self.parameters)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), self.columns)


def sensitivity(
    resting: Resting,
    analyses: Mapping[str, Analysis],
    *,
    causes: Collection[str] | None = None,
    watched: Callable[[list[str]], Iterable[str]] = iter,
) -> Sensitivity:
    """Take away each cause with all that rests on it alone, and repeat analyses.

    Parameters
    ----------
    resting : Resting
    analyses : mapping of str to callable
        By name.  Each takes a dossier that is cut to a day and gives answers by what they are about: texts are compared
        as they stand, numbers to within 1e-9.  Names that mean nothing by themselves, as those of camps, must be given
        so that they can be compared.
    causes : collection of str, optional
        All by default.
    watched : callable
        Gives back the causes one by one as they are asked for, such as a progress bar does.

    Returns
    -------
    Sensitivity

    Notes
    -----
    This is deletion of one group at a time, the jackknife (Tukey 1958) with sources as groups; nothing is estimated
    from it.  Two sources that say the same hide each other: taking away either changes nothing.
    """
    before = {name: dict(analysis(resting.now)) for name, analysis in analyses.items()}
    chosen = [cause for cause in resting.causes if causes is None or cause in causes]
    effects = [_effect(resting, analyses, before, cause) for cause in watched(chosen)]
    parameters = {
        "by": resting.by,
        "as_of": resting.as_of or resting.whole.manifest.as_of,
        "known_on": resting.known_on,
    }
    in_order = tuple(sorted(effects, key=_in_order))
    return Sensitivity(resting.by, in_order, before, len(resting.evidenced), resting.caused, parameters)


def _effect(resting: Resting, analyses: Mapping[str, Analysis], before: Mapping[str, Outcome], cause: str) -> Effect:
    without = resting.without(cause)
    same = without.dossier is resting.now
    after = before if same else {name: analysis(without.dossier) for name, analysis in analyses.items()}
    differences = tuple(each for name in before for each in _compared(name, before[name], after[name]))
    changed = Counter(each.outcome for each in differences)
    share = {name: changed[name] / max(len(before[name].keys() | after[name].keys()), 1) for name in before}
    return Effect(cause, _name(resting, cause), _grade(resting, cause), without, share, differences)


def _compared(name: str, before: Outcome, after: Outcome) -> Iterator[Difference]:
    for about in sorted(before.keys() | after.keys()):
        one, other = before.get(about), after.get(about)
        if not _same(one, other):
            yield Difference(name, about, one, other)


def _same(one: Answer, other: Answer) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE) or (isnan(one) and isnan(other))
    return one == other


def _name(resting: Resting, cause: str) -> str:
    if resting.by in ("carrier", "source"):
        source = resting.now.sources.get(cause)
        return f"{source.publisher}: {source.title}" if source else cause
    if resting.by == "attributing-actor":
        actor = resting.now.actors.get(cause)
        return actor.label if actor else cause
    return f"reliability {cause}" if resting.by == "grade" else cause


def _grade(resting: Resting, cause: str) -> str | None:
    if resting.by in ("carrier", "source"):
        source = resting.now.sources.get(cause)
        return source.reliability if source else None
    return cause if resting.by == "grade" else None


def _told(answer: Answer) -> str:
    return "none" if answer is None else f"{answer:g}" if isinstance(answer, float) else str(answer)


def _in_order(effect: Effect) -> tuple[float, int, str]:
    return -round(effect.impact, 12), -len(effect.without.falls), effect.cause
