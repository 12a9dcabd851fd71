"""Say in this house's words why the model of a record refused what stands in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graphkit.dossier.dates import FORMS
from graphkit.dossier.dossier import Path
from graphkit.dossier.lines import RawRecord
from graphkit.dossier.model import Part
from graphkit.dossier.problem import Problem, near, quoted

_SHAPES: dict[type, str] = {list: "a list", tuple: "a list", dict: "a mapping"}
_WANTED = {
    "string_type": "a text",
    "tuple_type": "a list; start each item with '- '",
    "model_type": "a mapping of keys to values",
    "float_type": "a number",
    "int_type": "a number",
    "int_from_float": "a whole number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "edtf_type": f"a date such as {FORMS}",
    "day_type": "a day as YYYY-MM-DD",
}


def refusals(raw: RawRecord, model: type[Part], error: ValidationError | None) -> Iterator[Problem]:
    """What is wrong with the values of a record.

    Parameters
    ----------
    raw : RawRecord
        The record as it stands in the file.
    model : type of record
    error : ValidationError or None
        Why the model refused it, if it did.
    """
    yield from (_unknown_key(raw, model, path) for path in raw.empty if path[-1] not in _keys_at(model, path[:-1]))
    for detail in error.errors(include_url=False) if error else ():
        lost = raw.problems and detail["type"] == "missing" and detail["loc"] in raw.empty
        if not lost:  # else the value stands in the file, and was put aside with a problem of its own
            yield _as_problem(raw, model, detail)


def _unknown_key(raw: RawRecord, model: type[Part], path: Path) -> Problem:
    """R102: a record has no key that its kind does not know, not even an empty one."""
    key = str(path[-1])
    return Problem(raw.where.key_at(path), "R102", f"unknown key {quoted(key)}", near(key, _keys_at(model, path[:-1])))


def _as_problem(raw: RawRecord, model: type[Part], detail: ErrorDetails) -> Problem:
    """Say in this house's words what pydantic found."""
    path, type_, found = detail["loc"], detail["type"], detail["input"]
    place, context = raw.where.at(path), detail.get("ctx", {})
    if type_.startswith("R"):
        return Problem(place, type_, context["found"], context["remedy"])
    if type_ == "missing":
        what = _kind_at(model, path[:-1])
        return Problem(raw.where.key_at(path), "R101", f"{what} has no {str(path[-1])!r}", f"add '{path[-1]}: …'")
    if type_ == "extra_forbidden":
        return _unknown_key(raw, model, path)
    if type_ == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        return Problem(place, "R104", f"{_shown(found)} is not one of {', '.join(allowed)}", _closest(found, allowed))
    if type_ in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        return Problem(place, "R107", f"{_shown(found)} is out of range", f"write a number of {bound}")
    if type_ == "string_too_long":
        remedy = f"stay within {context['max_length']} characters"
        return Problem(place, "R106", f"{_shown(found)} is too long", remedy)
    if type_ == "too_short":
        return Problem(place, "R101", f"{str(path[-1])!r} is empty", "write at least one")
    return Problem(
        place, "R103", f"{_shown(found)} stands here", f"write {_WANTED.get(type_, 'a value of another type')}"
    )


def _closest(found: object, allowed: list[str]) -> str:
    guess = near(found, allowed) if isinstance(found, str) else ""
    return guess if guess.startswith("did you mean") else "write one of them"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int | float):
        return f"{value:g}"
    return next((name for shape, name in _SHAPES.items() if isinstance(value, shape)), "nothing")


def _keys_at(model: type[BaseModel], path: Iterable[str | int]) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have; none where no mapping belongs there."""
    found = _model_at(model, path)
    return _keys_of(found) if found else ()


@cache
def _keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _kind_at(model: type[BaseModel], path: Iterable[str | int]) -> str:
    found = _model_at(model, path) or model
    return str(getattr(found, "name_of_kind", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", found.__name__).lower()))


def _model_at(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel] | None:
    """The model that describes the mapping at `path` below a record of `model`, where there is one."""
    found: type[BaseModel] | None = model
    for step in path:
        if found is not None and isinstance(step, str):
            infos = (info for name, info in found.model_fields.items() if step == (info.alias or name))
            found = next((inner for info in infos for inner in _models_in(info.annotation)), None)
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
