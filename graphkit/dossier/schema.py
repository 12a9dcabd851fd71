"""JSON Schemas of the files of a dossier, made from the models, so that an editor completes and checks."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from graphkit.dossier.model import RECORD_KINDS, Manifest
from graphkit.dossier.story import Step

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(stem: str) -> dict[str, Any]:
    """The JSON Schema of one file of a dossier.

    Parameters
    ----------
    stem : str
        The file's name without its ending: one of `graphkit.dossier.names.FILES`, such as ``"positions"``.

    Returns
    -------
    dict
        A schema of draft 2020-12.

    Raises
    ------
    KeyError
        If a dossier has no such file.
    """
    schema = _adapters()[stem].json_schema(by_alias=True)
    for model in [schema, *schema.get("$defs", {}).values()]:
        _require_evidence(model)
    return {"$schema": DIALECT, "title": f"{stem}.yaml of a graphkit dossier", **_without_title(schema)}


def _adapters() -> dict[str, TypeAdapter[Any]]:
    lists = {f"{kind.name_of_kind}s": TypeAdapter[Any](list[kind]) for kind in RECORD_KINDS}  # type: ignore[valid-type]  # a class made into a type at run time
    return {"dossier": TypeAdapter(Manifest), **lists, "story": TypeAdapter(list[Step])}


def _require_evidence(model: dict[str, Any]) -> None:
    """The rules demand evidence where the models, which are read before the rules run, do not."""
    evidence = model.get("properties", {}).get("evidence")
    if evidence is not None:
        evidence["minItems"] = 1
        model["required"] = [*model.get("required", []), "evidence"]


def _without_title(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "title"}
