"""`graphkit verify`: prove the locks of a dossier against the analyst's own copies."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import number_of, open_dossier, refuse_table
from graphkit.cli.options import dossier_argument, format_option, resolve
from graphkit.cli.output import named, plain, print_rows
from graphkit.cli.streams import text_of
from graphkit.cli.wording import describe

if TYPE_CHECKING:
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Evidence
    from graphkit.dossier.proof import Verdict

OUTCOMES = ("proved", "misplaced", "moved", "changed", "outside")
COLUMNS = ("outcome", "record", "place", "source", "paragraph", "start", "end", "claim", "passage")


@click.command()
@dossier_argument
@click.option(
    "--text",
    "texts",
    metavar="SOURCE=FILE",
    multiple=True,
    required=True,
    help="Your own copy of a source, by its id; may be repeated, once for each source.",
)
@format_option
def verify(folder: str | None, texts: tuple[str, ...], format_: str) -> None:
    """Prove every lock of the dossier in DIR against your own copies, and show each passage beside its claim.

    \b
    proved     the passage stands where the lock says
    misplaced  it does, but that is another paragraph than the locator says
    moved      it stands elsewhere
    changed    it is not found
    outside    it is not found, and its place is beyond the end of the text

    Exit code 1 where a lock is not proved, or where none is of a source that has a copy.

    \b
    Example:
      graphkit verify seed/istanbul-2025 --text bne-2025-06-02=article.txt
    """
    refuse_table(folder, "names no sources")
    dossier = open_dossier(folder)
    copies = _copies(dossier, texts)
    rows = list(_verdicts(dossier, copies))
    if format_ == "table":
        for row in rows:
            _print_verdict(row)
    else:
        print_rows(rows, format_, columns=COLUMNS)
    for line in _summary(dossier, copies, rows):
        click.echo(line, err=True)
    unused = set(copies) - {row["source"] for row in rows}
    sys.exit(bool(unused) or any(row["outcome"] != "proved" for row in rows))


def _copies(dossier: Dossier, pairs: Sequence[str]) -> dict[str, str]:
    """The normalised texts by the ids of their sources."""
    copies: dict[str, str] = {}
    for pair in pairs:
        words, equals, name = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--text {plain(pair)!r} has no '='; write SOURCE=FILE")
        id = resolve(dossier, "source", words)
        if id in copies:
            raise click.UsageError(f"--text names {id} twice; give one copy of it")
        copies[id] = _copy(dossier, id, Path(name))
    return copies


def _copy(dossier: Dossier, id: str, file: Path) -> str:
    import hashlib

    from graphkit.dossier.evidence import normalise

    if not file.exists() or file.is_dir():
        raise click.UsageError(f"no file {named(file)}; give your own copy of {id}")
    data = file.read_bytes()
    captured = dossier.sources[id].sha256
    if captured and hashlib.sha256(data).hexdigest() != captured:
        click.echo(f"note: {plain(file)} is not byte for byte the copy of {id} that was captured", err=True)
    return normalise(text_of(data, file))


def _verdicts(dossier: Dossier, copies: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    from graphkit.dossier.evidence import all_evidence, paragraph_of

    known: dict[tuple[str, Any, Any], Verdict] = {}  # several records may rest on one passage
    for record, path, evidence in all_evidence(dossier):
        if evidence.lock is None or evidence.carrier not in copies:
            continue
        text = copies[evidence.carrier]
        verdict = _proved(text, evidence, known)
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


def _proved(text: str, evidence: Evidence, known: dict[tuple[str, Any, Any], Verdict]) -> Verdict:
    from graphkit.dossier.proof import prove

    assert evidence.lock is not None
    asked = (evidence.carrier, evidence.lock, evidence.locator)
    if asked not in known:
        known[asked] = prove(text, evidence.lock, evidence.locator)
    return known[asked]


def _print_verdict(row: Mapping[str, Any]) -> None:
    now = f", now at {row['start']}-{row['end']}" if row["outcome"] == "moved" else ""
    mark = {"moved": "now ", "misplaced": "in fact "}.get(row["outcome"], "")
    there = f"{plain(row['place'])}, {mark}paragraph {row['paragraph']}"
    click.echo(f"{row['outcome']}{now}  {row['record']}  ({there})")
    click.echo(f"    claim:   {plain(row['claim'])}")
    click.echo(f"    passage: {plain(row['passage'])}")


def _summary(dossier: Dossier, copies: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each source with a copy or a lock, and one for all."""
    from graphkit.dossier.evidence import all_evidence

    every = [evidence for _, _, evidence in all_evidence(dossier)]
    locks = Counter(evidence.carrier for evidence in every if evidence.lock)
    for id in [*copies, *(each for each in sorted(locks) if each not in copies)]:
        none = f"{number_of(locks[id], 'lock')}, no copy given" if locks[id] else "no lock is of this source"
        yield f"{id}: {_outcomes([row for row in rows if row['source'] == id]) or none}"
    unread, unlocked = locks.total() - len(rows), len(every) - locks.total()
    told = [_outcomes(rows)] if rows else []
    told += [f"{unread} of sources without a copy"] if unread else []
    told += [f"{unlocked} without a lock"] if unlocked else []
    yield f"{number_of(locks.total(), 'lock')}: " + (", ".join(told) or "none")


def _outcomes(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many locks had which outcome, the good one first."""
    counts = Counter(str(row["outcome"]) for row in rows)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
