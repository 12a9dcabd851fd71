"""`graphkit cite` and `graphkit verify`: make locks, and prove them against the analyst's own copies."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import number_of, open_dossier
from graphkit.cli.options import dossier_argument, format_option, resolve
from graphkit.cli.output import plain, print_json, print_rows
from graphkit.cli.wording import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.evidence import Citation


@click.command(short_help="Lock a passage of a source.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=False, path_type=Path))
@click.argument("quotation", required=False)
@click.option("--paragraph", type=click.IntRange(min=1), metavar="N", help="Cite the whole of this paragraph.")
@click.option("--source", default="SOURCE-ID", metavar="ID", help="Id of the source to write into the evidence.")
@click.option("--via", metavar="ID", help="Id of the source that carries it, where FILE is the carrier's text.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="How to print the evidence.",
)
def cite(file: Path, quotation: str | None, paragraph: int | None, source: str, via: str | None, format_: str) -> None:
    """Lock a QUOTATION in FILE, your own copy of a source, and print the evidence to paste into a record.

    The words are looked up and hashed, not kept. White space and line ends do not matter. With "-" the quotation is
    read from standard input. Exit code 1 where the words do not stand there.

    \b
    Example:
      graphkit cite article.txt "the words that prove it" --source reuters-2025-06-02
    """
    from graphkit.dossier import evidence

    text = _read(file)
    if (quotation is None) == (paragraph is None):
        raise click.UsageError("give either the words to cite or --paragraph N")
    if paragraph is not None:
        normalised = evidence.normalise(text)
        try:
            found = [evidence.cite_span(normalised, *evidence.paragraph_span(normalised, paragraph))]
        except IndexError as error:
            raise click.UsageError(str(error)) from None
    else:
        words = sys.stdin.read() if quotation == "-" else quotation or ""
        found = evidence.cite(text, words)
        if not found:
            raise click.ClickException(_not_there(file, text, words))
    _print_citations(found, source, via, format_)


@click.command(short_help="Prove every lock against your copies.")
@dossier_argument
@click.option(
    "--text",
    "texts",
    metavar="SOURCE=FILE",
    multiple=True,
    required=True,
    help="Your own copy of a source, by its id; may be repeated.",
)
@format_option
def verify(folder: str | None, texts: tuple[str, ...], format_: str) -> None:
    """Prove every lock of the dossier in DIR against your own copies, and show each passage beside its claim.

    Outcomes are proved, moved (the passage stands elsewhere), changed, and outside (beyond the end of the text).
    Exit code 1 where a lock is not proved.

    \b
    Example:
      graphkit verify seed/istanbul-2025 --text bne-2025-06-02=article.txt
    """
    dossier = open_dossier(folder)
    copies = dict(_copy(dossier, pair) for pair in texts)
    rows = list(_verdicts(dossier, copies))
    if format_ == "table":
        for row in rows:
            _print_verdict(row)
    else:
        print_rows(rows, format_)
    click.echo(_summary(dossier, rows), err=True)
    sys.exit(any(row["outcome"] != "proved" for row in rows))


def _read(file: Path) -> str:
    """The text of a copy, which must be UTF-8."""
    from graphkit.dossier.lines import decode

    text, problems = decode(file.read_bytes(), str(file))
    if problems:
        raise click.ClickException(str(problems[0]))
    return text


def _not_there(file: Path, text: str, words: str) -> str:
    from graphkit.dossier.evidence import normalise, paragraph_of

    if not normalise(words):
        return "the quotation is empty; give the words to cite"
    from rapidfuzz import fuzz

    normalised = normalise(text)
    nearest = fuzz.partial_ratio_alignment(normalise(words), normalised, score_cutoff=60)
    if nearest is None:
        return f"{file} does not contain these words; copy them from the text as they stand there"
    paragraph = paragraph_of(normalised, nearest.dest_start)
    like = plain(normalised[nearest.dest_start : nearest.dest_end])
    return f"{file} does not contain these words; paragraph {paragraph} comes nearest: {like}"


def _print_citations(found: list[Citation], source: str, via: str | None, format_: str) -> None:
    if format_ == "json":
        print_json([_evidence(each, source, via) for each in found])
        return
    if len(found) > 1:
        click.echo(f"the words stand there {len(found)} times; keep the one you mean", err=True)
    for each in found:
        click.echo(f"- source: {source}")
        if via:
            click.echo(f"  via: {via}")
        click.echo(f"  locator: {{paragraph: {each.paragraph}}}")
        click.echo(f"  lock: {{start: {each.lock.start}, end: {each.lock.end}, sha256: {each.lock.sha256}}}")


def _evidence(citation: Citation, source: str, via: str | None) -> dict[str, Any]:
    carrier = {"via": via} if via else {}
    return {
        "source": source,
        **carrier,
        "locator": {"paragraph": citation.paragraph},
        "lock": citation.lock.model_dump(),
    }


def _copy(dossier: Dossier, pair: str) -> tuple[str, str]:
    """One SOURCE=FILE as the source's id and the text of the file."""
    words, equals, name = pair.partition("=")
    if not equals:
        raise click.UsageError(f"--text {pair!r} has no '='; write SOURCE=FILE")
    id = resolve(dossier, "source", words)
    assert id is not None
    file = Path(name)
    if not file.is_file():
        raise click.UsageError(f"no file {name!r}; give your own copy of {id}")
    captured = dossier.sources[id].sha256
    if captured and hashlib.sha256(file.read_bytes()).hexdigest() != captured:
        click.echo(f"note: {name} is not byte for byte the copy of {id} that was captured", err=True)
    return id, _read(file)


def _verdicts(dossier: Dossier, copies: dict[str, str]) -> Iterator[dict[str, Any]]:
    from graphkit.dossier.evidence import all_evidence, normalise, paragraph_of
    from graphkit.dossier.evidence import verify as prove

    normalised = {id: normalise(text) for id, text in copies.items()}
    for record, path, evidence in all_evidence(dossier):
        if evidence.lock is None or evidence.carrier not in normalised:
            continue
        text = normalised[evidence.carrier]
        verdict = prove(text, evidence.lock)
        yield {
            "outcome": verdict.outcome,
            "record": record.key,
            "place": str(dossier.at(record, *path, "lock")),
            "source": evidence.carrier,
            "paragraph": paragraph_of(text, verdict.start),
            "start": verdict.start,
            "end": verdict.end,
            "claim": describe(record, dossier),
            "passage": text[verdict.start : verdict.end],
        }


def _print_verdict(row: dict[str, Any]) -> None:
    moved = f", now at {row['start']}-{row['end']}" if row["outcome"] == "moved" else ""
    click.echo(f"{row['outcome']}{moved}  {row['record']}  ({row['place']}, paragraph {row['paragraph']})")
    click.echo(f"    claim:   {plain(row['claim'])}")
    click.echo(f"    passage: {plain(row['passage'])}")


def _summary(dossier: Dossier, rows: list[dict[str, Any]]) -> str:
    from graphkit.dossier.evidence import all_evidence

    every = [evidence for _, _, evidence in all_evidence(dossier)]
    outcomes = Counter(str(row["outcome"]) for row in rows)
    told = [f"{count} {outcome}" for outcome, count in sorted(outcomes.items(), key=lambda pair: pair[0] != "proved")]
    unlocked = sum(evidence.lock is None for evidence in every)
    unread = len(every) - unlocked - len(rows)
    told += [f"{unread} of sources without a copy"] if unread else []
    told += [f"{unlocked} without a lock"] if unlocked else []
    return f"{number_of(len(every) - unlocked, 'lock')}: " + (", ".join(told) or "none")
