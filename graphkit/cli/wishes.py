"""What commands with many options do with those that were given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import click

Wishes = Mapping[str, Any]
Values = dict[str, set[str]]


def refuse(wishes: Wishes, options: Mapping[str, str], why: str) -> None:
    """Refuse options, by name of wish, that were given where they have no use."""
    for name, option in options.items():
        if wishes[name] not in (None, (), False):
            raise click.UsageError(f"{option} {why}; leave it out")


def exclude_and_only(wishes: Wishes, *, example: str) -> tuple[Values, Values]:
    """What --exclude and --only ask for, by variable; `example` shows how to."""
    return _pairs("--exclude", wishes["exclude"], example), _pairs("--only", wishes["only"], example)


def _pairs(option: str, words: Iterable[str], example: str) -> Values:
    """The values asked for as VARIABLE=VALUE, by variable."""
    found: Values = defaultdict(set)
    for each in words:
        variable, equals, value = each.partition("=")
        if not equals or not variable:
            raise click.UsageError(f"{option} {each!r} is no VARIABLE=VALUE; write one such as {example}")
        found[variable].add(value)
    return found
