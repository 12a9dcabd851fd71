"""What `graphkit draft` is given: a dossier or a table, a proposal, a file of terms, single terms, and who is asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.forecast_input import Read, exclusions, is_table, read_tables, what_if
from graphkit.cli.opening import open_dossier, tell_not_read
from graphkit.cli.options import names_of, resolve
from graphkit.cli.output import named
from graphkit.cli.what_if import supposed

if TYPE_CHECKING:
    from graphkit.bargaining.drafts import Asking, Terms
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Proposal

Wishes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """A dossier cut to a day, without and with what is supposed; the terms, and who is asked.

    `answered` is the proposal as of the day, with the answers recorded until then.  `table` is the name of the file
    where it is no dossier but a table, whose numbers are told on its own scales.
    """

    base: Dossier
    dossier: Dossier
    terms: Terms
    asking: Asking
    name: str
    proposal: Proposal | None = None
    answered: Proposal | None = None
    table: str = ""

    def told(self, issue: str, value: float | None) -> float | None:
        """A term as readers know it, on the issue's own scale."""
        from graphkit.bargaining.scales import USUAL, back

        return None if value is None else back(self.asking.scales.get(issue, USUAL), value)


def given(input_: str | None, wishes: Wishes) -> Given:
    """What words mean."""
    return _of_table(Path(input_ or ""), wishes) if is_table(input_) else _of_dossier(input_, wishes)


def _of_table(path: Path, wishes: Wishes) -> Given:
    from graphkit.bargaining.drafts import Asking
    from graphkit.bargaining.table import LINES
    from graphkit.cli.forecast_notes import tables_of
    from graphkit.formats.bargaining.own_words import in_own_words

    tables = read_tables(path, {**wishes, "issues": ()})
    tell_not_read(path)
    base = in_own_words(tables, path)
    if wishes["draft"] and not _is_file(wishes["draft"]):
        raise click.UsageError(
            f"no file {named(Path(wishes['draft']))}, and a table has no proposals; name a file of terms"
        )
    terms = {issue: _onto(base, issue, value) for issue, value in _of_file(base, base, wishes).items()}
    terms |= dict(_term(base, base, words) for words in wishes["terms"])
    parties = tuple(resolve(base, "actor", words) for words in names_of(wishes["parties"]))
    asking = Asking(parties, wishes["everybody"], scales=base.scales)
    supposed = tables_of(what_if(Read(tuple(tables)), wishes["sets"], also=LINES))
    dossier = in_own_words(supposed, path, base=base) if wishes["sets"] else base
    return Given(base, dossier, terms, asking, _name(None, wishes, terms), table=path.name)


def _onto(dossier: Dossier, issue: str, value: float | None) -> float | None:
    """A term as a value from 0 to 100, from the scale of a table if it is of one."""
    from graphkit.formats.bargaining import Tabled

    return dossier.onto(issue, "value", value) if isinstance(dossier, Tabled) and value is not None else value


def _of_dossier(folder: str | None, wishes: Wishes) -> Given:
    from graphkit.bargaining.drafts import Asking
    from graphkit.dossier.clocks import at

    if wishes["scale"]:
        raise click.UsageError("--scale belongs to a table; the terms of a draft of a dossier are on 0 to 100")
    whole = open_dossier(folder)
    base = at(whole, as_of=wishes["as_of"], known_on=wishes["known_on"])
    proposal = _proposal(whole, wishes)
    terms = {term.issue: term.value for term in proposal.terms} if proposal else _of_file(whole, base, wishes)
    terms |= dict(_term(whole, base, words) for words in wishes["terms"])
    asking = Asking(
        tuple(resolve(whole, "actor", words, cut=base) for words in names_of(wishes["parties"])),
        wishes["everybody"],
        exclusions(wishes["exclude"]),
        wishes["on_behalf"] or "committed",
        wishes["as_of"],
    )
    dossier = supposed(whole, base, wishes["sets"], as_of=wishes["as_of"])
    name = _name(proposal, wishes, terms)
    return Given(base, dossier, terms, asking, name, proposal, base.proposals.get(proposal.id) if proposal else None)


def _name(proposal: Proposal | None, wishes: Wishes, terms: Terms) -> str:
    if not terms:
        return "no draft"
    told = f"draft {proposal.id}" if proposal else f"draft of {wishes['draft']}" if wishes["draft"] else "draft"
    return told + (f" with {', '.join(wishes['terms'])}" if wishes["terms"] else "")


def _proposal(whole: Dossier, wishes: Wishes) -> Proposal | None:
    """The proposal of the dossier that is meant, also one that was made after the day; None for a file."""
    from graphkit.dossier.clocks import known_at

    words = wishes["draft"]
    if words is None or _is_file(words):
        return None
    known = known_at(whole, wishes["known_on"])
    return known.proposals[resolve(whole, "proposal", words, cut=known)]


def _is_file(words: str) -> bool:
    path = Path(words)
    return path.is_file() or (path.suffix.lower() in (".yaml", ".yml", ".csv", ".tsv") and ":" not in words)


def _of_file(whole: Dossier, base: Dossier, wishes: Wishes) -> dict[str, float | None]:
    from graphkit.formats.draft import BadDraft, read_draft

    if wishes["draft"] is None:
        return {}
    path = Path(wishes["draft"])
    if not path.is_file():
        raise click.UsageError(f"no file {named(path)}; name one with terms, or a proposal as in proposal:ID")
    try:
        found = read_draft(path, ends=_ends(whole))
    except BadDraft as error:
        raise click.ClickException(str(error)) from None
    terms: dict[str, float | None] = {}
    for words, value in found.items():
        issue = resolve(whole, "issue", words, cut=base)
        if issue in terms:
            raise click.ClickException(f"{named(path)} has two terms on {issue!r}; keep one")
        terms[issue] = value
    return terms


def _term(whole: Dossier, base: Dossier, words: str) -> tuple[str, float]:
    """A term written as ISSUE=VALUE."""
    issue, equals, text = words.rpartition("=")
    low, high = _ends(whole)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not equals or not low <= value <= high:
        told = f"write an issue and a number from {low:g} to {high:g}, as in toll={(low + high) / 2:g}"
        raise click.UsageError(f"--term {words!r} is no term; {told}")
    id = resolve(whole, "issue", issue, cut=base)
    onto = _onto(whole, id, value)
    assert onto is not None
    return id, onto


def _ends(dossier: Dossier) -> tuple[float, float]:
    """The ends of the numbers of terms; of a table the outermost of all its scales."""
    from graphkit.formats.bargaining import Tabled

    if not isinstance(dossier, Tabled):
        return 0.0, 100.0
    return min(low for low, _ in dossier.scales.values()), max(high for _, high in dossier.scales.values())
