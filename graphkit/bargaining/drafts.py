"""A draft against what actors said: who accepts, who refuses, which condition or red line fails, what is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from graphkit.bargaining.conditions import Facts
from graphkit.bargaining.consent import Part, Said, said
from graphkit.bargaining.inputs import OnBehalf, exclusions, held_by_actor, is_among, label_of
from graphkit.bargaining.scales import USUAL, Scale, Scales, back, written
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position
from graphkit.dossier.problem import near, quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Verdict = Literal["accepts", "refuses", "undetermined"]
Terms = Mapping[str, float | None]
COLUMNS = ("issue", "term", "actor", "verdict", "why", "fails", "undetermined", "met", "positions", "sources")
WHOLE = {"refuses": "refused by", "accepts": "accepted by", "undetermined": "not known of"}
NOBODY = "nobody whose consent is needed"


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """What one actor says of one term.

    Attributes
    ----------
    issue, actor, label : str
    term : float, optional
        Where the draft puts the issue, 0 to 100; None where it says so in words alone.
    verdict : "accepts", "refuses" or "undetermined"
    why : str
    parts : tuple of Part
        Everything that the actor's positions on the issue ask, and whether the draft gives it.
    positions : tuple of Position
    deciding : tuple of Part
        The parts that make it a refusal; those not known that keep it from an answer; those that make it a consent.
    scale : (float, float)
        Ends of the scale on which the term is told.
    """

    issue: str
    actor: str
    label: str
    term: float | None
    verdict: Verdict
    why: str
    parts: tuple[Part, ...] = ()
    positions: tuple[Position, ...] = ()
    deciding: tuple[Part, ...] = ()
    scale: Scale = USUAL

    def __repr__(self) -> str:
        term = "in words" if self.term is None else written(back(self.scale, self.term))
        return f"<Row: {self.actor} {self.verdict}, {self.issue} {term}: {self.why}>"

    @property
    def thin(self) -> bool:
        """Whether it is an answer that rests on what is alleged, disputed or inferred alone."""
        behind = {each.position.id: each.position for each in self.deciding}.values()
        known = [each for each in behind if each.status == "plain" and each.basis != "inferred"]
        return self.verdict != "undetermined" and not known

    def in_state(self, state: str) -> tuple[Part, ...]:
        """The parts in one state: met, fails or undetermined."""
        return tuple(each for each in self.parts if each.state == state)


@dataclass(frozen=True, slots=True, repr=False)
class Draft(ShowsItself):
    """A draft, and what everybody says of it whose consent is asked.

    Attributes
    ----------
    terms : mapping of str to float or None
    rows : tuple of Row
        Issue by issue, in the order of the terms.
    unasked : tuple of str
        Issues of the draft on which nobody's consent is known to be needed.
    """

    terms: Terms
    rows: tuple[Row, ...]
    unasked: tuple[str, ...] = ()

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """What each actor says of the whole: one refusal refuses it, and only consent to every term accepts it."""
        return {actor: together(mine) for actor, mine in _by_actor(self.rows).items()}

    @property
    def verdict(self) -> Verdict:
        """Accepted by all who were asked, refused by somebody, or undetermined."""
        return together(self.rows)

    @property
    def sides(self) -> str:
        """Who refuses the whole, who accepts it, and of whom it is not known, in words."""
        told = {verdict: [actor for actor, each in self.verdicts.items() if each == verdict] for verdict in WHOLE}
        return "; ".join(f"{WHOLE[verdict]} {', '.join(actors)}" for verdict, actors in told.items() if actors)

    def _shown(self) -> Shown:
        notes = [f"nobody asked on {', '.join(self.unasked)}"] if self.unasked else []
        caption = f"draft: {self.sides or 'nobody is asked'}"
        return Shown(map(as_row, self.rows), COLUMNS[:5], total=len(self.rows), caption=caption, notes=notes)

    def to_frame(self) -> Any:
        """A row for each actor and term, as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)


def as_row(row: Row) -> dict[str, Any]:
    """A row as plain values, its number on the issue's scale."""
    states = {
        state: [f"{each.name}: {each.words}" for each in row.in_state(state)] for state in ("undetermined", "met")
    }
    return {
        "issue": row.issue,
        "term": None if row.term is None else back(row.scale, row.term),
        **{name: getattr(row, name) for name in ("actor", "verdict", "why")},
        "fails": [f"{each.name}: {each.words}" for each in row.in_state("fails")],
        **states,
        "positions": [each.id for each in row.positions],
        "sources": sorted({each.carrier for position in row.positions for each in position.evidence}),
    }


def together(rows: Iterable[Row]) -> Verdict:
    """The verdict of several: a refusal refuses, and only consent throughout accepts; of none nothing is known."""
    found = {each.verdict for each in rows}
    return "refuses" if "refuses" in found else "accepts" if found == {"accepts"} else "undetermined"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked, and which of their positions count.

    Attributes
    ----------
    parties : tuple of str
        Whose consent is asked on every issue, in place of what the issues say.
    everybody : bool
        Whether all are asked who hold a position on the issue.
    exclude : mapping of str to collection of str
    on_behalf : "committed" or "holder"
        As for `graphkit.bargaining.inputs.of_dossier`.
    as_of : datetime.date, optional
        The day to which the dossier was cut; default the dossier's own.
    scales : mapping of str to (float, float)
        Ends of the scale on which numbers on an issue are told, such as those of a table; 0 and 100 where there are
        none.  Terms and positions are from 0 to 100 all the same.
    """

    parties: tuple[str, ...] = ()
    everybody: bool = False
    exclude: Mapping[str, Collection[str]] = field(default_factory=dict)
    on_behalf: OnBehalf = "committed"
    as_of: date | None = None
    scales: Scales = field(default_factory=dict)


class Table:
    """Who holds what on each issue of a dossier, and whose consent is asked.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    asking : Asking

    Raises
    ------
    BadInputs
        If an exclusion is none.
    """

    def __init__(self, dossier: Dossier, asking: Asking) -> None:
        unwanted = exclusions(asking.exclude)
        self.dossier = dossier
        self.asking = asking
        self.positions = [each for each in dossier.positions if not is_among(each, unwanted)]
        day = asking.as_of or dossier.manifest.as_of or date.max
        self.facts = Facts(day, {each.id: each for each in dossier.events}, asking.scales)

    def held(self, issue: str) -> Mapping[str, Sequence[Position]]:
        """The positions on an issue that count for each actor."""
        return held_by_actor([each for each in self.positions if each.issue == issue], self.asking.on_behalf)

    def asked(self, issue: str) -> tuple[str, ...]:
        """Whose consent is asked on an issue."""
        if self.asking.parties:
            return self.asking.parties
        found = self.dossier.issues.get(issue)
        return tuple(sorted(self.held(issue))) if self.asking.everybody else found.consent if found else ()

    def of(self, actor: str, issue: str, *, spoken: bool = False) -> tuple[Position, ...]:
        """The positions that count for an actor on an issue, by id; if `spoken` also those it took for others."""
        counting = {each.id: each for each in self.held(issue).get(actor, ())}
        counting |= {each.id: each for each in self.positions if spoken and (each.actor, each.issue) == (actor, issue)}
        return tuple(counting[id] for id in sorted(counting))


def of_dossier(dossier: Dossier, terms: Terms, asking: Asking | None = None) -> Draft:
    """What everybody whose consent is needed says of a draft, as far as the dossier tells.

    An actor refuses a term if one of its positions does: a red line is crossed, it gave the other answer, or a
    condition of its consent fails.  It accepts if one does and none waits for a condition not known to be met.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    terms : mapping of str to float or None
        For each issue of the draft the value on its scale, 0 to 100; None where it is told in words alone.
    asking : Asking, optional
        Default: those whose consent the issues name.

    Returns
    -------
    Draft

    Raises
    ------
    BadInputs
        If there is no such issue or actor, the issue has no scale, or a value is out of range.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = of_dossier(open_dossier(bundled_dossier("istanbul-2025")), {"size-of-forces": 60})
    >>> [(row.actor, row.verdict, [part.name for part in row.deciding]) for row in found.rows][1]
    ('ukraine', 'refuses', ['bankova-size-of-forces at_most'])
    """
    table = Table(dossier, asking or Asking())
    refuse_bad(dossier, terms, table.asking)
    rows = [row_of(table, actor, issue, terms) for issue in terms for actor in table.asked(issue)]
    return Draft(dict(terms), tuple(rows), tuple(issue for issue in terms if not table.asked(issue)))


def refuse_bad(dossier: Dossier, terms: Terms, asking: Asking) -> None:
    """Refuse terms and parties that the dossier does not have."""
    for id, value in terms.items():
        issue = dossier.issues.get(id)
        if issue is None:
            raise BadInputs(f"no issue {quoted(id)}; {near(id, dossier.issues.ids)}")
        if value is not None and issue.scale is None:
            raise BadInputs(f"the issue {quoted(id)} has no scale, so a term has no place on it; leave the number out")
        if value is not None and not 0 <= value <= 100:
            raise BadInputs(f"the term {value:g} on {quoted(id)} is not from 0 to 100")
    for actor in asking.parties:
        if dossier.actors.get(actor) is None:
            raise BadInputs(f"no actor {quoted(actor)}; {near(actor, dossier.actors.ids)}")


def row_of(table: Table, actor: str, issue: str, terms: Terms, *, spoken: bool = False) -> Row:
    """What one actor says of one term of a draft; if `spoken` also by positions that it took for others."""
    package = {id: value for id, value in terms.items() if value is not None}
    held = table.of(actor, issue, spoken=spoken)
    answers = [said(each, package, table.facts) for each in held]
    verdict, why, deciding = judged(answers, known=issue in package)
    parts = tuple(part for each in answers for part in each.parts)
    scale = table.facts.scales.get(issue, USUAL)
    return Row(issue, actor, label_of(table.dossier, actor), terms[issue], verdict, why, parts, held, deciding, scale)


def judged(answers: Sequence[Said], *, known: bool) -> tuple[Verdict, str, tuple[Part, ...]]:
    """What several positions of an actor say together, why, and the parts that decide it."""
    says = [each.say for each in answers]
    if not answers:
        return "undetermined", "no position is known", ()
    if not known:
        return "undetermined", "the draft gives no value", _parts(answers, "depends", "undetermined")
    if "refuses" in says:
        failing = tuple(part for each in answers for part in each.refusing)
        return "refuses", "; ".join(sorted({_refusal(each) for each in failing})), failing
    if "depends" in says:
        waiting = _parts(answers, "depends", "undetermined")
        return (
            "undetermined",
            "a condition is not known to be met" if waiting else "what it would say is not told",
            waiting,
        )
    if "accepts" in says:
        return "accepts", "within what it would accept", _parts(answers, "accepts", "met")
    return "undetermined", "its words do not reach this value", ()


def _refusal(part: Part) -> str:
    return {"condition": "a condition fails", "answer": "its answer is the other one"}.get(
        part.kind, "a red line is crossed"
    )


def _parts(answers: Sequence[Said], say: str, state: str) -> tuple[Part, ...]:
    return tuple(part for each in answers if each.say == say for part in each.parts if part.state == state)


def _by_actor(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for each in rows:
        found.setdefault(each.actor, []).append(each)
    return found


@dataclass(frozen=True, slots=True)
class Attached:
    """A condition that an actor attached to an issue.

    Attributes
    ----------
    actor : str
        For whom it counts; the position may be another's that commits it.
    part : Part
    """

    actor: str
    part: Part


def conditions_on(dossier: Dossier, issue: str, asking: Asking | None = None) -> Iterator[Attached]:
    """The conditions that those attached to an issue whose consent it needs, before there is any draft.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    issue : str
    asking : Asking, optional

    Yields
    ------
    Attached
        Each condition, actor by actor and position by position; in a state that events alone decide.
    """
    table = Table(dossier, asking or Asking())
    for actor in table.asked(issue):
        for position in table.of(actor, issue):
            yield from (Attached(actor, part) for part in said(position, {}, table.facts).parts)
