"""The contradictions of `graphkit gaps`, both claims of each with dates, sources and grades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.cli.gaps_part import Part, wrapped
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain
from graphkit.cli.wording import short_citations

if TYPE_CHECKING:
    from graphkit.analysis.gaps.contradictions import Claim, Contradiction, Contradictions
    from graphkit.dossier.dossier import Dossier

WORDS = {
    "public-private": "in private other than in public",
    "at-once": "both stand at once",
    "undeclared-change": "changed, and no `supersedes` says so",
    "off-the-line": "against the line of",
}
COUNTED = {
    "public-private": "public against private",
    "at-once": "at once",
    "undeclared-change": "undeclared changes",
    "off-the-line": "members off the line",
}
SHOWN = {
    "kind": "kind",
    "actor_name": "actor",
    "line_of": "line of",
    "issue_name": "issue",
    **{
        f"{which}_{name}": f"{which} {name}"
        for which in ("first", "second")
        for name in ("stance", "valid", "claim", "position", "sources", "grades")
    },
}


def contradictions_part(found: Contradictions, known: Dossier, *, top: int | None) -> Part:
    """The contradictions as a part of the answer; `known` has the records of every day of the world."""
    from graphkit.analysis.gaps.contradictions import COLUMNS

    return Part(
        "contradictions",
        _caption(found),
        found.rows(),
        COLUMNS,
        lambda width: _lines(found, known, width, top),
        SHOWN,
        more={"summary": found.counts},
    )


def _caption(found: Contradictions) -> str:
    day = found.parameters["as_of"] or "the last day"
    counts = ", ".join(f"{COUNTED[kind]} {count:,}" for kind, count in found.counts.items() if count)
    told = number_of(len(found), "pair") + " of positions that do not go together"
    none = f"no {', '.join(COUNTED.values())}"
    return f"as of {day}; {told}: {counts or none}"


def _lines(found: Contradictions, known: Dossier, width: int, top: int | None) -> Iterator[str]:
    shown = found.found[: len(found) if top is None else top]
    for each in shown:
        yield ""
        yield from wrapped(_head(found, each), width, rest="  ")
        for claim in (each.first, each.second):
            yield from wrapped(_told(found, claim, each), width, first="  - ", rest="    ")
            for line in short_citations(known.positions[claim.position], known):
                yield from wrapped(line, width, first="      ")
    if len(shown) < len(found):
        yield ""
        yield f"{len(found) - len(shown):,} more: --only contradictions shows all"


def _head(found: Contradictions, each: Contradiction) -> str:
    line = f" {found.name('actor', each.line_of)}" if each.line_of else ""
    return plain(f"{found.name('actor', each.actor)} on {found.name('issue', each.issue)}: {WORDS[each.kind]}{line}")


def _told(found: Contradictions, claim: Claim, each: Contradiction) -> str:
    """A claim with all that a reader must know before believing it."""
    holder = "" if claim.holder == each.actor else f"{found.name('actor', claim.holder)}, "
    marks = [claim.setting] if each.kind == "public-private" or claim.setting == "private" else []
    marks += [claim.status] if claim.status != "plain" else []
    marks += [f"according to {found.name('actor', claim.attributed_by)}"] if claim.attributed_by else []
    told = f" ({', '.join(marks)})" if marks else ""
    return plain(f"{holder}{claim.stance}{told}, {claim.valid}: {claim.claim} [{claim.position}]")
