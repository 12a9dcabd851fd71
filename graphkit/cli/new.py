"""`graphkit new`: start a dossier."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import click

from graphkit.cli.schema import STEMS, write_schemas


@click.command(short_help="Start a dossier.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="Title of the dossier; default: the folder's name.")
@click.option("--example", is_flag=True, help="Write the example's records as they are, not as comments.")
def new(folder: Path, *, title: str | None, example: bool) -> None:
    """Start a dossier in DIR: every file with an example record in comments, a codebook, and schemas for editors.

    \b
    Example:
      graphkit new talks-2026 --title "Talks of 2026"
    """
    from graphkit.dossier.files import write_text

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{str(folder)!r} is there already and not empty; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    template = files("graphkit.dossier").joinpath("template")
    for stem in STEMS[1:]:
        text = template.joinpath(f"{stem}.yaml").read_text("utf-8")
        write_text(folder / f"{stem}.yaml", _header(stem) + (text if example else _commented(text)))
    manifest = template.joinpath("dossier.yaml").read_text("utf-8")
    write_text(folder / "dossier.yaml", _header("dossier") + _manifest(manifest, folder, title))
    write_text(folder / "codebook.md", template.joinpath("codebook.md").read_text("utf-8"))
    write_schemas(folder / ".schema")
    click.echo(f"{folder} is a dossier now; write your records and run: graphkit check {folder}")


def _header(stem: str) -> str:
    return f"# yaml-language-server: $schema=.schema/{stem}.schema.json\n"


def _commented(text: str) -> str:
    """An example that is not read until its marks are taken away."""
    return (
        "# An example; take away the marks in front to use it.\n"
        + re.sub("^", "# ", text.rstrip(), flags=re.MULTILINE)
        + "\n"
    )


def _manifest(text: str, folder: Path, title: str | None) -> str:
    """The manifest with the folder's own id and title, and without the example's days."""
    name = folder.resolve().name
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "dossier"
    lines = [line for line in text.splitlines() if not line.startswith(("as_of", "recorded_on", "summary"))]
    values = {"id": slug, "title": json.dumps(title or name, ensure_ascii=False)}
    return "\n".join(_replaced(line, values) for line in lines) + "\n"


def _replaced(line: str, values: dict[str, str]) -> str:
    key = line.partition(":")[0]
    return f"{key}: {values[key]}" if key in values else line
