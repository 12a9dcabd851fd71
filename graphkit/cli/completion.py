"""What a shell offers after the Tab key: the ids and names of the dossier at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import click

from graphkit.cli.opening import folder_of
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete: TypeAlias = "Callable[[click.Context, click.Parameter, str], list[CompletionItem]]"


def ids_of(kind: str) -> Complete:
    """Complete to the ids of a kind of record, with the names as help."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from graphkit.dossier.lookup import fold, names_of
        from graphkit.dossier.reader import read

        try:
            dossier, _ = read(folder_of(ctx.params.get("folder")))
        except (click.UsageError, OSError):
            return []  # Tab is no place for a message
        wanted = fold(incomplete)
        return [
            CompletionItem(record.id, help=plain(getattr(record, "name", "")))
            for record in dossier.of_kind(kind)
            if any(fold(name).startswith(wanted) for name in (record.id, *names_of(record)))
        ]

    return complete
