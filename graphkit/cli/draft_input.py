"""What `graphkit draft` is given: a proposal of the dossier, a file of terms, single terms, and who is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.forecast_input import exclusions
from graphkit.cli.opening import open_dossier
from graphkit.cli.options import resolve
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

    `answered` is the proposal as of the day, with the answers recorded until then.
    """

    base: Dossier
    dossier: Dossier
    terms: Terms
    asking: Asking
    name: str
    proposal: Proposal | None = None
    answered: Proposal | None = None


def given(folder: str | None, wishes: Wishes) -> Given:
    """What words mean."""
    from graphkit.bargaining.drafts import Asking
    from graphkit.dossier.clocks import at

    whole = open_dossier(folder)
    base = at(whole, as_of=wishes["as_of"], known_on=wishes["known_on"])
    proposal = _proposal(whole, wishes)
    terms = {term.issue: term.value for term in proposal.terms} if proposal else _of_file(whole, base, wishes)
    terms |= dict(_term(whole, base, words) for words in wishes["terms"])
    asking = Asking(
        tuple(resolve(whole, "actor", words, cut=base) for words in _names(wishes["parties"])),
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
        found = read_draft(path)
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
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not equals or not 0 <= value <= 100:
        raise click.UsageError(f"--term {words!r} is no term; write an issue and a number from 0 to 100, as in toll=50")
    return resolve(whole, "issue", issue, cut=base), value


def _names(words: str | None) -> list[str]:
    if words is None:
        return []
    names = [each.strip() for each in words.split(",")]
    if "" in names:
        raise click.UsageError(f"--parties {words!r} has an empty place; put one comma between two actors")
    return names
