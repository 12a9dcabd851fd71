"""A question of the library asked of a dossier on a server: which record is meant, and the rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.lookup import find
from graphkit.dossier.model import RECORD_KINDS, Manifest
from graphkit.dossier.problem import near, quoted
from graphkit.graph.vocabulary import LABEL_OF_KIND, RETRACTED
from graphkit.store.error import ServerError
from graphkit.store.files import statement
from graphkit.store.ledger import read_manifest
from graphkit.store.questions import Question
from graphkit.store.run import Answer, rows
from graphkit.store.stored import check_format

if TYPE_CHECKING:
    from neo4j import Transaction


def manifest_of(transaction: Transaction, dossier: str) -> Manifest:
    """What a dossier on the server says of itself.

    Raises
    ------
    ServerError
        If the server holds none of that id, with those that it holds in the message, or another graphkit loaded it.
    """
    found = rows(transaction, statement("read-dossier"), {"dossier": dossier}).rows
    if found and found[0]["manifest"] is not None:
        check_format(dossier, found[0]["format"])
        return read_manifest(found[0]["manifest"])
    held = [row["dossier"] for row in rows(transaction, statement("list-dossiers")).rows]
    hint = near(dossier, held) if held else "it holds none"
    hint = hint.replace("declared are", "it holds")
    raise ServerError(f"the server holds no dossier {quoted(dossier)}; {hint}; load one with: graphkit neo4j load DIR")


def found_on_server(transaction: Transaction, manifest: Manifest, kind: str, words: str, *, known_on: date) -> str:
    """The id ``kind:slug`` of the one record that answers to some words, as `graphkit.dossier.lookup.find` tells it.

    Parameters
    ----------
    transaction : neo4j.Transaction
    manifest : Manifest
        Of the dossier.
    kind : str
        Such as ``"actor"``.
    words : str
        An id, a key, a name or an alias.
    known_on : datetime.date
        Only records that counted on this day of the record.

    Raises
    ------
    NotFound
        If none answers, or several do.
    """
    asked = {"dossier": manifest.id, "kind": kind, "known_on": known_on}
    model = next(each for each in RECORD_KINDS if each.name_of_kind == kind)
    known = [
        model.model_construct(**_named(row))
        for label in (LABEL_OF_KIND[kind], RETRACTED)
        for row in rows(transaction, statement("read-names", LABEL=label), asked).rows
    ]
    kinds: dict[str, Any] = {f"{kind}s": Records(sorted(known, key=lambda record: record.id))}
    return f"{kind}:{find(Dossier(manifest, **kinds), kind, words)}"


def ask(
    transaction: Transaction,
    question: Question,
    dossier: str,
    *,
    as_of: date,
    known_on: date,
    parameters: Mapping[str, Any],
    limit: int | None = None,
) -> Answer:
    """The answer of the server; its rows are those of `graphkit.analysis.questions.answer`."""
    always = {"dossier": dossier, "as_of": as_of, "known_on": known_on}
    return rows(transaction, question.text, {**always, **parameters}, limit=limit)


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    """Of a record only what it is called, which is all that looking it up needs."""
    names = {name: row[name] for name in ("name", "short", "title")}
    return {"id": row["id"].partition(":")[2], **names, "aliases": tuple(row["aliases"] or ())}
