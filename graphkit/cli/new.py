"""`graphkit new`: start a dossier."""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import click

from graphkit.cli.output import make_folder, named, plain
from graphkit.dossier.names import FILES, MANIFEST
from graphkit.dossier.problem import quoted
from graphkit.dossier.scalars import one_line

SCHEMAS = ".schema"
SLUG_AT_MOST = 200


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="Title of the dossier; default: the folder's name.")
@click.option("--example", is_flag=True, help="Write the example's records as they are, not as comments.")
def new(folder: Path, *, title: str | None, example: bool) -> None:
    """Start a dossier in DIR: every file with an example record in comments, a codebook, and schemas for editors.

    DIR is made where it is not there; it may hold hidden files such as .git, and nothing else.

    \b
    Example:
      graphkit new talks-2026 --title "Talks of 2026"
    """
    if folder.exists() and not _is_free(folder):
        raise click.UsageError(f"{named(folder)} is there already and not empty; name a new folder")
    texts = {**_records(example=example), **_manifest(folder, title)}
    made = not folder.exists()
    make_folder(folder)
    try:
        _fill(folder, texts)
    except OSError as error:
        if made:
            with suppress(OSError):
                folder.rmdir()
        reason = f"cannot write into {named(folder)}: {error.strerror}"
        raise click.ClickException(f"{reason}; name another place") from error
    click.echo(f"{plain(folder)} is a dossier now; write your records and run:")
    name = f"./{folder}" if str(folder).startswith("-") else str(folder)
    click.echo(f"  graphkit check {plain(shlex.quote(name))}")


def _is_free(folder: Path) -> bool:
    """Whether a folder holds hidden entries at most, and no schemas."""
    return folder.is_dir() and all(each.name.startswith(".") and each.name != SCHEMAS for each in folder.iterdir())


def _fill(folder: Path, texts: dict[str, str]) -> None:
    """Write every file aside, then put them all in place; when that fails, nothing of them stays."""
    from graphkit.cli.schema import schema_text
    from graphkit.dossier.files import write_text

    aside = Path(tempfile.mkdtemp(dir=folder, prefix=".new-"))
    placed: list[Path] = []
    try:
        for name, text in texts.items():
            write_text(aside / name, text)
        (aside / SCHEMAS).mkdir()
        for stem in FILES:
            write_text(aside / SCHEMAS / f"{stem}.schema.json", schema_text(stem))
        placed.extend(each.rename(folder / each.name) for each in sorted(aside.iterdir()))
    except BaseException:
        for path in placed:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    finally:
        shutil.rmtree(aside)


def _records(*, example: bool) -> dict[str, str]:
    """The files of records and the codebook, by name."""
    template = files("graphkit.dossier").joinpath("template")
    texts = {f"{stem}.yaml": template.joinpath(f"{stem}.yaml").read_text("utf-8") for stem in FILES[1:]}
    written = {name: _header(name) + (text if example else _commented(text)) for name, text in texts.items()}
    return {**written, "codebook.md": template.joinpath("codebook.md").read_text("utf-8")}


def _header(name: str) -> str:
    stem = name.removesuffix(".yaml")
    return (
        f"# yaml-language-server: $schema={SCHEMAS}/{stem}.schema.json\n"
        f"## Every field, with what it means: docs/reference/records.md, or graphkit schema {stem}\n"
    )


def _commented(text: str) -> str:
    """An example that is not read until its marks are taken away."""
    return (
        "## An example; take away the single marks in front to use it.\n"
        + re.sub("^", "# ", text.rstrip(), flags=re.MULTILINE)
        + "\n"
    )


def _manifest(folder: Path, title: str | None) -> dict[str, str]:
    """The manifest with the folder's own id and title, and without the example's days."""
    name = folder.resolve().name
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower())[:SLUG_AT_MOST].strip("-") or "dossier"
    values = {"id": one_line(slug), "title": one_line(_valid_title(slug, name if title is None else title))}
    text = files("graphkit.dossier").joinpath("template", MANIFEST).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("as_of", "recorded_on", "summary"))]
    return {MANIFEST: _header(MANIFEST) + "\n".join(_replaced(line, values) for line in lines) + "\n"}


def _valid_title(id: str, title: str) -> str:
    """The title, which must be one; misuse otherwise."""
    from pydantic import ValidationError

    from graphkit.dossier.model import Manifest

    try:
        title.encode()
        return Manifest(id=id, title=title).title
    except UnicodeEncodeError:
        reason = "it is not UTF-8"
    except ValidationError as error:
        reason = error.errors(include_url=False)[0]["msg"]
    raise click.UsageError(f"the title {quoted(title)} will not do: {reason} (--title)")


def _replaced(line: str, values: dict[str, str]) -> str:
    key = line.partition(":")[0]
    return f"{key}: {values[key]}" if key in values else line
