"""`graphkit schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.output import print_json

STEMS = ("dossier", "actors", "ties", "issues", "positions", "judgements", "proposals", "events", "sources")


@click.command(short_help="Print JSON Schemas for editors.")
@click.argument("file", required=False, type=click.Choice(STEMS))
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each schema there as STEM.schema.json.",
)
def schema(file: str | None, output: Path | None) -> None:
    """Print the JSON Schema of one FILE of a dossier, or of all by name.

    An editor with a YAML language server completes and checks a file whose first line is
    "# yaml-language-server: $schema=.schema/positions.schema.json".

    \b
    Example:
      graphkit schema positions
    """
    from graphkit.dossier.schema import json_schema

    stems = [file] if file else STEMS
    if output:
        write_schemas(output, stems)
    elif file:
        print_json(json_schema(file))
    else:
        print_json({stem: json_schema(stem) for stem in stems})


def write_schemas(folder: Path, stems: tuple[str, ...] | list[str] = STEMS) -> None:
    """Write schemas into a folder as STEM.schema.json."""
    import json

    from graphkit.dossier.files import write_text
    from graphkit.dossier.schema import json_schema

    folder.mkdir(parents=True, exist_ok=True)
    for stem in stems:
        write_text(folder / f"{stem}.schema.json", json.dumps(json_schema(stem), indent=2) + "\n")
