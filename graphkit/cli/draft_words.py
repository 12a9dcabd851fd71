"""A draft as text: who says what of it, what decides, recorded answers, and whether any package could do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.draft_input import Given, given
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain, wrapped
from graphkit.cli.printing import print_answer, print_table, say
from graphkit.cli.what_if import what_if_lines
from graphkit.cli.wording import citations, name_of, short_citations

if TYPE_CHECKING:
    from graphkit.bargaining.consent import Part
    from graphkit.bargaining.drafts import Draft, Row
    from graphkit.bargaining.package_search import Demand
    from graphkit.bargaining.satisfying import Possible
    from graphkit.cli.difference import Difference
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Position

Plain = dict[str, Any]
SHOWN = {"issue": "issue", "term": "term", "actor": "actor", "verdict": "verdict", "why": "because"}
CHOSEN = {"issue": "issue", "room": "value", "fixed": "by the draft", "undetermined": "consent not known of"}
ANSWERS = {
    "actor": "actor",
    "answer": "answer on record",
    "date": "date",
    "verdict": "by what it said",
    "sources": "source",
}
COMPARED = Compared(("issue", "actor"), ("verdict",))


def print_draft(folder: str | None, format_: str, wishes: Mapping[str, Any]) -> None:
    """Print what everybody says of a draft, and whether any could do."""
    from graphkit.bargaining.drafts import as_row
    from graphkit.bargaining.examined import ASKED, examined
    from graphkit.bargaining.satisfying import answer_of

    asked = given(folder, wishes)
    now = examined(asked.dossier, asked.terms, asked.asking)
    then = examined(asked.base, asked.terms, asked.asking) if wishes["sets"] else None
    found, base = now.draft, then.draft if then else None
    packages, before = now.packages, then.packages if then else {}
    answers = list(_answers(asked))
    if format_ in ("json", "csv"):
        rows = [as_row(each) | _more(each, asked, format_) for each in found.rows]
        difference = _difference(rows, base, wishes)
        rows = difference.rows if difference else rows
        told = {name: answer_of(each) for name, each in packages.items()}
        told |= {f"base_{name}": answer_of(each) for name, each in before.items()}
        verdicts = {"verdict": found.verdict, "verdicts": found.verdicts, "answers": answers}
        caption = "\n".join(_caption(asked, found, wishes))
        columns = dict.fromkeys(rows[0] if rows else SHOWN, "")
        parameters = _parameters(folder, asked, wishes)
        print_answer(
            rows,
            format_,
            caption=caption,
            parameters=parameters,
            notes=_notes(asked, found),
            shown=columns,
            more=verdicts | told,
            difference=difference,
        )
        return
    _print_rows(asked, found, base, wishes, format_)
    if answers:
        shown = ANSWERS | ({"base_verdict": "base"} if base else {})
        print_table(answers, format_, caption=f"\nanswers on record to {asked.name}", shown=shown)
    for name, each in packages.items():
        _print_possible(ASKED[name], each, before.get(name), asked, format_)
    if notes := _notes(asked, found):
        click.echo(err=True)
        say(notes)


def _print_rows(asked: Given, found: Draft, base: Draft | None, wishes: Mapping[str, Any], format_: str) -> None:
    from graphkit.bargaining.scales import in_words

    rows = [
        {name: getattr(each, name) for name in ("issue", "actor", "verdict", "why")}
        | {"term": "in words" if each.term is None else in_words(asked.asking.scales, each.issue, each.term)}
        for each in found.rows
    ]
    difference = _difference(rows, base, wishes)
    rows = difference.rows if difference else rows
    caption = "\n".join(_caption(asked, found, wishes))
    if not asked.terms:
        click.echo("\n".join([caption, *what_if_lines(wishes["sets"])]))
    else:
        print_answer(rows, format_, caption=caption, parameters={}, notes=[], shown=SHOWN, difference=difference)
    lines = [line for row in found.rows for line in _deciding(row, asked.dossier, format_)]
    if lines:
        click.echo("\nwhat decides, and conditions")
        for line in lines:
            click.echo(wrapped(line, indent=line[: len(line) - len(line.lstrip())] + "  "))


def _deciding(row: Row, dossier: Dossier, format_: str) -> Iterator[str]:
    """The parts that decide what an actor says of a term, and all conditions, with claims and evidence."""
    parts = dict.fromkeys([*row.deciding, *(part for part in row.parts if part.kind == "condition")])
    if not parts:
        return
    mark = "- " if format_ == "markdown" else "  "
    verdict = "is undetermined" if row.verdict == "undetermined" else row.verdict
    yield ""
    yield f"{plain(row.actor)} {verdict}, on {row.issue}: {row.why}"
    if format_ == "markdown":
        yield ""
    told: set[str] = set()
    for part in parts:
        yield f"{mark}{part.state}: {part.name}: {plain(part.words)}; {part.why}"
        if part.position.id not in told:
            told.add(part.position.id)
            yield from (f"  {mark}{line}" for line in _position(part.position, dossier))


def _position(position: Position, dossier: Dossier) -> Iterator[str]:
    marks: list[str] = [each for each in (position.basis, position.status) if each not in ("stated", "plain")]
    marks += [f"according to {name_of(dossier, position.attributed_by)}"] if position.attributed_by else []
    yield plain(position.claim) + (f" ({', '.join(marks)})" if marks else "")
    yield from (f"[{each}]" for each in citations(position, dossier))


def _print_possible(question: str, found: Possible, before: Possible | None, asked: Given, format_: str) -> None:
    from graphkit.bargaining.satisfying import ANSWERS as TELLS

    told = TELLS[found.answer] + (f"; base: {before.answer}" if before else "")
    click.echo("\n" + wrapped(f"{question} {told}", indent="  "))
    if found.package:
        rows = [_chosen(each) for each in found.package]
        print_table(rows, format_, caption=f"one such package, on {number_of(len(rows), 'issue')}", shown=CHOSEN)
    if found.answer == "no" and not found.conflicts:
        click.echo("what stands against each other is not told: there are too many packages to look at")
    for number, conflict in enumerate(found.conflicts, 1):
        many = f"conflict {number} of {len(found.conflicts)}"
        click.echo(f"\n{many}: " + ("these cannot all be met" if len(conflict) > 1 else "this cannot be met"))
        for each in conflict:
            click.echo(
                wrapped(f"{'- ' if format_ == 'markdown' else '  '}{_demand(each, asked.dossier)}", indent="    ")
            )


def _chosen(chosen: Any) -> Plain:
    return {
        "issue": chosen.issue,
        "room": chosen.room,
        "fixed": "yes" if chosen.fixed else "",
        "undetermined": list(chosen.undetermined),
    }


def _demand(demand: Demand, dossier: Dossier) -> str:
    evidence = "; ".join(short_citations(demand.position, dossier))
    status = "" if demand.position.status == "plain" else f", {demand.position.status}"
    return plain(
        f"{demand.actor} on {demand.position.issue}: {demand.words}  [{demand.name}{status}; {evidence or 'what if'}]"
    )


def _answers(asked: Given) -> Iterator[Plain]:
    """The answers on record, beside what the positions of who answered say of the draft."""
    from graphkit.bargaining.drafts import Table, row_of, together

    if asked.answered is None:
        return
    tables = [Table(each, asked.asking) for each in (asked.dossier, asked.base)]
    for each in asked.answered.responses:
        verdicts = [
            together(row_of(table, each.actor, issue, asked.terms, spoken=True) for issue in asked.terms)
            for table in tables
        ]
        yield {
            "actor": each.actor,
            "answer": each.answer,
            "date": str(each.date or ""),
            "verdict": verdicts[0],
            "base_verdict": verdicts[1],
            "sources": sorted({evidence.carrier for evidence in each.evidence}),
        }


def _difference(rows: Sequence[Plain], base: Draft | None, wishes: Mapping[str, Any]) -> Difference | None:
    """The verdicts beside those of the base."""
    if base is None:
        return None
    before = [{name: getattr(each, name) for name in ("issue", "actor", "verdict")} for each in base.rows]
    return beside(rows, before, COMPARED, wishes["sets"])


def _more(row: Row, asked: Given, format_: str) -> Plain:
    """What else is told of a row: the answer on record, and in JSON every part with its evidence."""
    answers = [each.answer for each in asked.answered.responses if each.actor == row.actor] if asked.answered else []
    told: Plain = {"answers": answers, "deciding": [each.name for each in row.deciding]}
    return told | ({"parts": [_part(each, asked.dossier) for each in row.parts]} if format_ == "json" else {})


def _part(part: Part, dossier: Dossier) -> Plain:
    position = part.position
    plain_ = {name: getattr(part, name) for name in ("name", "words", "state", "why")}
    marks = {name: getattr(position, name) for name in ("claim", "basis", "status", "attributed_by")}
    return plain_ | {"position": position.id} | marks | {"evidence": citations(position, dossier)}


def _caption(asked: Given, found: Draft, wishes: Mapping[str, Any]) -> Iterator[str]:
    day = wishes["as_of"] or asked.dossier.manifest.as_of
    when = f"by table {asked.table}" if asked.table else f"as of {day}" if day else "as of the last day"
    by = f"; by {' and '.join(asked.proposal.by)}, {asked.proposal.date}" if asked.proposal else ""
    size = f"; {number_of(len(asked.terms), 'term')}" if asked.terms else ""
    yield plain(f"{asked.name}{by}{size}; {when}")
    if found.rows:
        yield plain(found.sides)


def _notes(asked: Given, found: Draft) -> list[str]:
    """What nobody is asked, and where evidence is thin."""
    notes = []
    if found.unasked:
        whose = "the issue does not say whose consent a deal needs; name them with --parties"
        notes.append(f"nobody asked on {', '.join(found.unasked)}: {whose}")
    for actor in found.verdicts:
        silent = [row.issue for row in found.rows if row.actor == actor and not row.positions]
        if silent:
            notes.append(f"no position of {actor} is known on {', '.join(silent)}")
    thin = list(dict.fromkeys(f"{row.actor} on {row.issue}" for row in found.rows if row.thin))
    if asked.table:
        notes.append(f"{asked.table} names no sources: nothing tells how its numbers are known")
    elif thin:
        notes.append(f"rests on what is alleged or inferred alone: {', '.join(thin)}")
    if asked.proposal and asked.answered is None:
        notes.append(f"{asked.proposal.id} was not made by that day, so no answers to it are told")
    return notes


def _parameters(folder: str | None, asked: Given, wishes: Mapping[str, Any]) -> Plain:
    days = {name: wishes[name] for name in ("as_of", "known_on")}
    return {
        "input": folder,
        "draft": asked.name,
        "terms": {issue: asked.told(issue, value) for issue, value in asked.terms.items()},
        "parties": list(asked.asking.parties),
        "everybody": asked.asking.everybody,
        "exclude": list(wishes["exclude"]),
        "on_behalf": asked.asking.on_behalf,
        "set": list(wishes["sets"]),
        **days,
    }
