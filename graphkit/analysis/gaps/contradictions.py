"""Words against words: an actor's against its own, its public ones against its private ones, a member's against a line.

Which pairs those are is asked of `graphkit.analysis.questions`; here they stand together, each once, with the claims.
A contradiction is one of the record: it may be a change of mind, a slip of the coder, or a source that errs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from graphkit.analysis.questions import answer
from graphkit.analysis.questions.asked import Asked
from graphkit.analysis.questions.facts import BELONGS
from graphkit.dossier.clocks import has_begun, known_at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Evidence, Position
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Kind = Literal["public-private", "at-once", "undeclared-change", "off-the-line"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OPPOSITE = {"support": "oppose", "oppose": "support"}
UNJUDGED = "F", 6
OF_CLAIM = (
    *("position", "holder", "stance", "valid", "setting", "status", "attributed_by", "claim", "sources", "carriers"),
    "grades",
)
COLUMNS = (
    *("kind", "actor", "actor_name", "line_of", "issue", "issue_name"),
    *(f"{which}_{name}" for which in ("first", "second") for name in OF_CLAIM),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a contradiction.

    Attributes
    ----------
    position, holder, stance, valid, setting, status, claim : str
        As coded; `valid` is EDTF.
    attributed_by : str or None
        Id of the actor who says that the holder holds it.
    sources, carriers, grades : tuple of str
        Where the evidence comes from, in whose texts it stands, and how it is graded: the reliability of the weaker of
        the two with the credibility, ``F6`` where nothing is said.
    """

    position: str
    holder: str
    stance: str
    valid: str
    setting: str
    status: str
    attributed_by: str | None
    claim: str
    sources: tuple[str, ...]
    carriers: tuple[str, ...]
    grades: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two positions that do not go together.

    Attributes
    ----------
    kind : str
        ``public-private``: other words in private than in public; ``at-once``: support and opposition that both stand;
        ``undeclared-change``: one after the other, where the later does not say that it supersedes; ``off-the-line``: a
        member against the one to which it belongs.
    actor, issue : str
        Whose words, and on what; ids.
    line_of : str or None
        Id of the one to which the actor belongs, for ``off-the-line``.
    first, second : Claim
        The earlier and the later; for ``off-the-line`` the member's and the line.
    """

    kind: Kind
    actor: str
    issue: str
    line_of: str | None
    first: Claim
    second: Claim


@dataclass(frozen=True, repr=False)
class Contradictions(ShowsItself):
    """The contradictions of a dossier, each pair of positions once.

    Attributes
    ----------
    found : tuple of Contradiction
        By kind, actor, issue and position.
    names : mapping of str to str
        Of actors and issues, by ``actor:id`` and ``issue:id``.
    parameters : mapping
    """

    found: tuple[Contradiction, ...]
    names: Mapping[str, str]
    parameters: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.found)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many there are of each kind."""
        return {kind: sum(each.kind == kind for each in self.found) for kind in KINDS}

    def name(self, kind: str, id: str) -> str:
        """The name of an actor or an issue; its id where its record does not count on that day."""
        return self.names.get(f"{kind}:{id}", id)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each."""
        return [
            {
                "kind": each.kind,
                "actor": each.actor,
                "actor_name": self.name("actor", each.actor),
                "line_of": each.line_of,
                "issue": each.issue,
                "issue_name": self.name("issue", each.issue),
                **_columns("first", each.first),
                **_columns("second", each.second),
            }
            for each in self.found
        ]

    def _shown(self) -> Shown:
        columns = ("kind", "actor_name", "issue_name", "first_stance", "first_claim", "second_stance", "second_claim")
        caption = "positions that do not go together"
        return Shown(self.rows(), columns, total=len(self.found), caption=caption, parameters=self.parameters)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def contradictions(
    asked: Asked, *, actors: Collection[str] = (), kinds: Collection[str] = (), issues: Collection[str] = ()
) -> Contradictions:
    """Find the contradictions of a dossier.

    Parameters
    ----------
    asked : Asked
    actors, kinds, issues : collection of str, optional
        Ids and kinds of the actors whose words are compared, and ids of issues; all where there is none.

    Returns
    -------
    Contradictions
        A pair that contradicts in two ways stands under the first of the kinds.
    """
    known = known_at(asked.dossier, asked.known_on)
    pairs: dict[frozenset[str], Contradiction] = {}
    for kind, actor, line_of, one, other in (*_of_questions(asked, known), *_undeclared(asked, known)):
        of = known.actors.get(actor)
        issue = one.issue
        wanted = (not actors or actor in actors) and (not kinds or (of is not None and of.kind in kinds))
        if wanted and (not issues or issue in issues):
            claims = _claim(known, one), _claim(known, other)
            pairs.setdefault(frozenset((one.id, other.id)), Contradiction(kind, actor, issue, line_of, *claims))
    names = {each.key: each.label for each in known.actors} | {each.key: each.name for each in known.issues}
    parameters = {
        "as_of": None if asked.as_of == date.max else asked.as_of,
        "known_on": None if asked.known_on == date.max else asked.known_on,
    }
    return Contradictions(tuple(sorted(pairs.values(), key=_in_order)), names, parameters)


Pair = tuple[Kind, str, str | None, Position, Position]


def _of_questions(asked: Asked, known: Dossier) -> Iterator[Pair]:
    """What the questions find, those on one actor before those on two."""
    at = known.positions
    for row in answer("public-and-private", asked):
        yield (
            "public-private",
            _slug(row["actor"]),
            None,
            *_by_time(at[_slug(row["public"])], at[_slug(row["private"])]),
        )
    for row in answer("contradictions", asked):
        yield "at-once", _slug(row["actor"]), None, *_by_time(at[_slug(row["supports"])], at[_slug(row["opposes"])])
    for whole in sorted({tie.to for tie in known.ties if tie.kind.upper() in BELONGS}):
        for row in answer("off-the-line", asked, actor=f"actor:{whole}"):
            yield "off-the-line", _slug(row["member"]), whole, at[_slug(row["position"])], at[_slug(row["line"])]


def _undeclared(asked: Asked, known: Dossier) -> Iterator[Pair]:
    """Words with a side, each with the last one before it that nothing has replaced, where that took the other side."""
    words: dict[tuple[str, str], list[Position]] = defaultdict(list)
    closed: dict[str, date] = {}
    for each in known.positions:
        if has_begun(each.valid, asked.as_of):
            if each.stance in OPPOSITE:
                words[each.actor, each.issue].append(each)
            if each.supersedes:
                closed[each.supersedes] = min(_begun(each), closed.get(each.supersedes, date.max))
    for (actor, _), said in sorted(words.items()):
        in_order = sorted(said, key=lambda each: (_begun(each), each.id))
        for place, later in enumerate(in_order):
            before = (each for each in reversed(in_order[:place]) if closed.get(each.id, date.max) > _begun(later))
            earlier = next(before, None)
            if earlier and earlier.stance == OPPOSITE[later.stance]:
                yield "undeclared-change", actor, None, earlier, later


def _claim(dossier: Dossier, position: Position) -> Claim:
    return Claim(
        position.id,
        position.actor,
        position.stance,
        str(position.valid),
        position.setting,
        position.status,
        position.attributed_by,
        position.claim,
        tuple(sorted({each.source for each in position.evidence})),
        tuple(sorted({each.carrier for each in position.evidence})),
        tuple(sorted({grade_of(dossier, each) for each in position.evidence})),
    )


def grade_of(dossier: Dossier, evidence: Evidence) -> str:
    """The Admiralty grade of a piece of evidence: the reliability of the weaker of source and carrier, and credibility.

    Examples
    --------
    >>> from graphkit.dossier.model import Manifest
    >>> grade_of(Dossier(Manifest(id="d", title="D")), Evidence(source="gazette", credibility=2))
    'F2'
    """
    return f"{weaker(dossier, evidence)}{evidence.credibility or UNJUDGED[1]}"


def weaker(dossier: Dossier, evidence: Evidence) -> str:
    """The reliability of the weaker of source and carrier, A to F; F where nothing is said."""
    found = (dossier.sources.get(id) for id in (evidence.source, evidence.carrier))
    return max((each.reliability if each else None) or UNJUDGED[0] for each in found)


def _columns(which: str, claim: Claim) -> dict[str, Any]:
    return {f"{which}_{name}": getattr(claim, name) for name in OF_CLAIM}


def _by_time(one: Position, other: Position) -> tuple[Position, Position]:
    return (one, other) if (_begun(one), one.id) <= (_begun(other), other.id) else (other, one)


def _begun(position: Position) -> date:
    return position.valid.earliest or date.min


def _in_order(each: Contradiction) -> tuple[int, str, str, str, str]:
    return KINDS.index(each.kind), each.actor, each.issue, each.first.position, each.second.position


def _slug(id: str) -> str:
    return id.partition(":")[2]
