"""`graphkit cite`: lock a passage of the analyst's own copy of a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import SLUG
from graphkit.cli.output import plain, print_json
from graphkit.cli.streams import read_input, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.dossier.evidence import Citation

NO_SOURCE = "SOURCE-ID"  # no slug, so that `check` reports it


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=False, path_type=Path))
@click.argument("quotation", required=False)
@click.option("--paragraph", type=click.IntRange(min=1), metavar="N", help="Cite the whole of this paragraph.")
@click.option("--source", type=SLUG, metavar="ID", help="Id of the source to write into the evidence.")
@click.option(
    "--via", type=SLUG, metavar="ID", help="Id of the source that carries it, where FILE is the carrier's text."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="How to print the evidence.",
)
@click.option(
    "--indent",
    type=click.IntRange(0, 80),
    default=4,
    show_default=True,
    metavar="N",
    help="Blanks in front of each line of yaml; 4 fits below the 'evidence:' of a record.",
)
def cite(
    file: Path,
    quotation: str | None,
    paragraph: int | None,
    source: str | None,
    via: str | None,
    format_: str,
    indent: int,
) -> None:
    """Lock a QUOTATION in FILE, your own copy of a source, and print the evidence to paste into a record.

    The words are looked up and hashed, not kept. White space and line ends do not matter. With "-" the quotation is
    read from standard input. Exit code 1 where the words do not stand there; the passages that come nearest are shown.

    \b
    Example:
      graphkit cite article.txt "the words that prove it" --source reuters-2025-06-02
    """
    from graphkit.dossier.evidence import normalise

    if (quotation is None) == (paragraph is None):
        raise click.UsageError("give either the words to cite or --paragraph N")
    text = normalise(text_of(file.read_bytes(), file))
    found = [_paragraph(text, paragraph)] if paragraph is not None else _passages(file, text, quotation or "")
    pieces = [_evidence(each, source or NO_SOURCE, via) for each in found]
    if format_ == "json":
        print_json(pieces)
    else:
        click.echo("\n".join(" " * indent + line for piece in pieces for line in _yaml(piece)))
    if source is None:
        click.echo(f"replace {NO_SOURCE} with the id of your source, which --source takes too", err=True)


def _paragraph(text: str, paragraph: int) -> Citation:
    """A whole paragraph, locked."""
    from graphkit.dossier.evidence import cite_span, paragraph_span

    try:
        return cite_span(text, *paragraph_span(text, paragraph))
    except IndexError as error:
        raise click.UsageError(str(error)) from None


def _passages(file: Path, text: str, quotation: str) -> list[Citation]:
    """Every place where the words stand, locked; a message where there is none."""
    from graphkit.dossier import evidence

    words = read_input() if quotation == "-" else quotation
    if any("\ud800" <= sign <= "\udfff" for sign in words):
        raise click.UsageError("the quotation is not UTF-8")
    if not evidence.normalise(words):
        raise click.UsageError("the quotation is empty; give the words to cite")
    found = evidence.cite(text, words)
    if not found:
        raise click.ClickException(not_there(file, text, words))
    if len(found) > 1:
        click.echo(f"the words stand there {len(found)} times; keep the one you mean:", err=True)
        for each in found:
            click.echo(f"  paragraph {each.paragraph}: {_around(text, each)}", err=True)
    return found


def not_there(file: Path, text: str, words: str) -> str:
    """That a normalised text does not contain some words, and which of its passages come nearest."""
    from graphkit.dossier.passages import passages_like

    alike = passages_like(text, words)
    if not alike:
        return f"{plain(file)} does not contain these words, nor any like them; copy them as they stand there"
    lines = [f"  paragraph {each.paragraph}: {plain(text[each.start : each.end])}" for each in alike]
    told = f"{plain(file)} does not contain these words; copy them as they stand there. The nearest, best first:"
    return "\n".join([told, *lines])


def _around(text: str, citation: Citation, *, letters: int = 30) -> str:
    """A passage with some words before and after, and marks at its ends."""
    start, end = citation.lock.start, citation.lock.end
    before, after = text[max(start - letters, 0) : start], text[end : end + letters]
    return plain(f"{before.rpartition(chr(10))[2]}»{text[start:end]}«{after.partition(chr(10))[0]}")


def _evidence(citation: Citation, source: str, via: str | None) -> dict[str, Any]:
    carrier = {"via": via} if via else {}
    return {
        "source": source,
        **carrier,
        "locator": {"paragraph": citation.paragraph},
        "lock": citation.lock.model_dump(),
    }


def _yaml(piece: dict[str, Any]) -> Sequence[str]:
    """One piece of evidence as an item of a list in YAML, a line for each key."""
    from graphkit.dossier.scalars import one_line

    lines = [f"{key}: {_flow(value) if isinstance(value, dict) else one_line(value)}" for key, value in piece.items()]
    return [f"{'  ' if index else '- '}{line}" for index, line in enumerate(lines)]


def _flow(mapping: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in mapping.items()) + "}"
