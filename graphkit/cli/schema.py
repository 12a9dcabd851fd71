"""`graphkit schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.output import make_folder, print_json, write_output
from graphkit.dossier.names import FILES


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Choice(FILES))
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write each schema there as STEM.schema.json.",
)
def schema(file: str | None, output: Path | None) -> None:
    """Print the JSON Schema of one FILE of a dossier, or of all by name.

    FILE is dossier, actors, ties, issues, positions, judgements, proposals, events, sources or story.

    An editor with a YAML language server completes and checks a file whose first line is
    "# yaml-language-server: $schema=.schema/positions.schema.json".

    \b
    Example:
      graphkit schema positions
    """
    from graphkit.dossier.schema import json_schema

    stems = [file] if file else FILES
    if output:
        make_folder(output)
        for stem in stems:
            write_output(output / f"{stem}.schema.json", schema_text(stem))
    elif file:
        print_json(json_schema(file))
    else:
        print_json({stem: json_schema(stem) for stem in stems})


def schema_text(stem: str) -> str:
    """The JSON Schema of one file as it stands in a file of its own."""
    import json

    from graphkit.dossier.schema import json_schema

    return json.dumps(json_schema(stem), indent=2) + "\n"
