"""Plain mistakes of a caller, told in words: a name that is none, an option that there is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from graphkit.dossier.problem import near, quoted

T = TypeVar("T")


def several(words: str | Iterable[str] | None) -> list[str] | None:
    """A name or several, as a list: a single string is one name, not its letters.

    Examples
    --------
    >>> several("nash"), several(["nash", "mean"]), several(None)
    (['nash'], ['nash', 'mean'], None)
    """
    if words is None:
        return None
    return [words] if isinstance(words, str) else list(words)


def known(what: str, names: str | Iterable[str] | None, allowed: Iterable[str]) -> None:
    """Refuse a name that is not among those allowed.

    Raises
    ------
    ValueError
        With what there is, or what was probably meant.

    Examples
    --------
    >>> known("network", "agrement", ["agreement", "conflict"])
    Traceback (most recent call last):
    ValueError: no network 'agrement'; did you mean 'agreement'?
    """
    choices = list(allowed)
    for name in several(names) or ():
        if name not in choices:
            hint = near(str(name), choices).replace("declared are", "there are")
            raise ValueError(f"no {what} {quoted(str(name))}; {hint}")


def made(options: type[T], given: Mapping[str, Any], *, besides: Iterable[str] = ()) -> T:
    """Options of a dataclass; `besides` are names of the caller's own that would be right too.

    Raises
    ------
    ValueError
        If there is no option of that name.
    """
    mine = [each.name for each in fields(options)]  # type: ignore[arg-type]  # a dataclass it is
    for name in given:
        if name not in mine:
            known("option", name, [*mine, *besides])
    return options(**given)
