"""A DNA database as a dossier, for the commands that take one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from graphkit.dossier.dates import edtf
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, ActorKind, Coder, Evidence, Issue, Manifest, Position, Source
from graphkit.formats.dna import columns
from graphkit.formats.dna.columns import Variable
from graphkit.formats.dna.database import opened
from graphkit.formats.slugs import slug, slugs

PERSONS = ("person", "people", "speaker", "politician", "individual")
_STATEMENTS = """
SELECT s.ID, CAST(d.ID AS INTEGER), s.Start, s.Stop, s.Coder, {actor}, {issue}, b.Value
FROM STATEMENTS s
JOIN DOCUMENTS d ON d.ID = s.DocumentId
JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = {stance}
{joins}
WHERE s.StatementTypeId = {type} AND {actor} <> '' AND {issue} <> ''
ORDER BY d.Date, s.DocumentId, s.Start, s.ID
"""


_DOCUMENTS = """
SELECT CAST(ID AS INTEGER), Title, Author, Source, Type, CAST(ifnull(Date, 0) AS INTEGER) FROM DOCUMENTS ORDER BY 1
"""


class Said(NamedTuple):
    """One statement as DNA has it."""

    id: int
    document: int
    start: int
    stop: int
    coder: int | None
    actor: str
    issue: str
    agrees: int


class Document(NamedTuple):
    """A document as DNA has it, with its day as YYYY-MM-DD."""

    id: int
    day: str
    title: str = ""
    author: str = ""
    source: str = ""
    type: str = ""


def dossier_of(
    path: Path,
    *,
    type_: str = "DNA Statement",
    actors: str = "organization",
    issues: str = "concept",
    stance: str = "agreement",
) -> Dossier:
    """Read a DNA 3 database as a dossier: documents as sources, statements as positions.

    Each statement is a position that holds from the day of its document on: agreement is support, disagreement is
    opposition.  Its evidence is the document with the characters of the passage.  A concept is an issue without a
    scale.  Ids are made from names and numbers.

    Parameters
    ----------
    path : Path
    type_, actors, issues : str
        As for `graphkit.formats.dna.statements.statements_of`.
    stance : str
        A boolean variable of the type.

    Returns
    -------
    Dossier
        With nothing but sources, actors, issues and positions.

    Raises
    ------
    BadDatabase
        If the file is no DNA 3 database, or there is no such type or variable.
    """
    said, documents = said_of(path, type_=type_, actors=actors, issues=issues, stance=stance)
    return made(path, said, documents, persons=actors.lower() in PERSONS)


def said_of(
    path: Path,
    *,
    type_: str = "DNA Statement",
    actors: str = "organization",
    issues: str = "concept",
    stance: str = "agreement",
) -> tuple[list[Said], list[Document]]:
    """The statements of a database that have an actor, an issue and a stance, and all documents; as `dossier_of`."""
    with opened(path) as connection:
        type_id = columns.statement_type(connection, type_)
        known = columns.variables(connection, type_id)
        who = columns.variable(known, actors, ("short text", "document"), "actors")
        what = columns.variable(known, issues, ("short text", "document"), "issues")
        sign = columns.variable(known, stance, ("boolean",), "the stance of a dossier's position")
        said = _said(connection, type_id, who, what, sign)
        columns.dates(connection)  # complains of what lies beyond the calendar
        documents = [
            Document(int(id), _day(seconds), *(str(each or "") for each in (title, author, source, kind)))
            for id, title, author, source, kind, seconds in connection.execute(_DOCUMENTS)
        ]
    return said, documents


def _said(connection: sqlite3.Connection, type_id: int, who: Variable, what: Variable, sign: Variable) -> list[Said]:
    (actor, actor_join), (issue, issue_join) = _naming(who, "a"), _naming(what, "i")
    joins = f"{actor_join}\n{issue_join}"
    query = _STATEMENTS.format(actor=actor, issue=issue, joins=joins, stance=sign.id, type=type_id)
    return [
        Said(row[0], row[1], row[2], row[3], row[4], str(row[5]), str(row[6]), row[7])
        for row in connection.execute(query)
    ]


def _naming(of: Variable, letter: str) -> tuple[str, str]:
    """The SQL that gives a statement's name, and the tables that it takes; ids are numbers and columns are our own."""
    if of.data_type == "document":
        return f"d.{columns.ON_DOCUMENTS[of.name]}", ""
    data, entity = f"{letter}d", f"{letter}e"
    return f"{entity}.Value", (
        f"JOIN DATASHORTTEXT {data} ON {data}.StatementId = s.ID AND {data}.VariableId = {of.id} "
        f"JOIN ENTITIES {entity} ON {entity}.ID = {data}.Entity"
    )


def made(path: Path, said: Sequence[Said], documents: Sequence[Document], *, persons: bool) -> Dossier:
    """The dossier that statements and documents make, which is named after the file.

    Parameters
    ----------
    path : Path
    said : sequence of Said
        In order of day, document and place; each of a known document.
    documents : sequence of Document
    persons : bool
        Whether actors are persons, not organizations.
    """
    actor_ids = slugs(dict.fromkeys(each.actor for each in said), kind="actor")
    issue_ids = slugs(dict.fromkeys(each.issue for each in said), kind="issue")
    title = {each.id: f"{each.id} {each.title}" for each in documents}
    source_ids = slugs(title.values(), kind="document")
    source_of = {number: source_ids[text] for number, text in title.items()}
    day_of = {each.id: each.day for each in documents}
    coders = sorted({each.coder for each in said if each.coder is not None})
    return Dossier(
        manifest=Manifest(
            id=slug(path.stem) or "dna",
            title=path.stem or "DNA",
            coders=tuple(Coder(id=coder_id(coder), name=None, preferred=False) for coder in coders),
        ),
        actors=Records(_actor(id, name, persons=persons) for name, id in actor_ids.items()),
        issues=Records(_issue(id, name) for name, id in issue_ids.items()),
        positions=Records(
            _position(
                each, actor_ids[each.actor], issue_ids[each.issue], source_of[each.document], day_of[each.document]
            )
            for each in said
        ),
        sources=Records(_source(source_of[each.id], each) for each in documents),
    )


def coder_id(number: int) -> str:
    """The id of a coder, who has a number in DNA."""
    return f"coder-{number}"


def _actor(id: str, name: str, *, persons: bool) -> Actor:
    kind: ActorKind = "person" if persons else "organization"
    return Actor.model_validate({"id": id, "name": name, "kind": kind})


def _issue(id: str, name: str) -> Issue:
    return Issue.model_validate({"id": id, "name": name, "question": f"Does the actor agree: {name}"})


def _source(id: str, document: Document) -> Source:
    kind = f", of the type {document.type}" if document.type else ""
    return Source.model_validate(
        {
            "id": id,
            "title": document.title or f"Document {document.id}",
            "publisher": document.source or "not said",
            "kind": "document",
            "published": document.day,
            "author": document.author or None,
            "note": f"Document {document.id} of the database{kind}",
        }
    )


def _position(said: Said, actor: str, issue: str, source: str, day: str) -> Position:
    passage = f"Characters {said.start} to {said.stop} of the document's text"
    return Position.model_validate(
        {
            "id": f"statement-{said.id}",
            "actor": actor,
            "issue": issue,
            "stance": "support" if said.agrees else "oppose",
            "claim": f"{'Agrees' if said.agrees else 'Disagrees'}: {said.issue}",
            "valid": edtf(day),
            "coder": coder_id(said.coder) if said.coder is not None else None,
            "evidence": (Evidence.model_validate({"source": source, "note": passage}),),
        }
    )


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
