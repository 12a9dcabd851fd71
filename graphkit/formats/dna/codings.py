"""What the coders of a DNA database, or of an event list, coded."""

from __future__ import annotations

from pathlib import Path

from graphkit.analysis.reliability.codings import Coding, Codings
from graphkit.dossier.coders import Cited
from graphkit.formats.dna.dossier import Said, coder_id, made, said_of
from graphkit.formats.dna.events import said_of_events
from graphkit.formats.dna.kinds import kind_of


def codings_of(
    path: Path, *, actors: str = "organization", issues: str = "concept", stance: str = "agreement"
) -> Codings:
    """Read the statements of a DNA database, or of an event list that DNA exported, by coder.

    Parameters
    ----------
    path : Path
    actors, issues, stance : str
        As for `graphkit.formats.dna.dossier.dossier_of`.

    Returns
    -------
    Codings
        A coder is called ``coder-2`` by the number in the database; a passage is the characters of a statement in the
        document's text.  Nobody is preferred, and there are no values.

    Raises
    ------
    BadDatabase
        If the file cannot be read, or has no such variables.
    """
    if kind_of(path) == "events":
        said, documents = said_of_events(path, actors=actors, issues=issues, stance=stance)
    else:
        said, documents = said_of(path, actors=actors, issues=issues, stance=stance)
    positions = made(path, said, documents, persons=False).positions
    of = [(each, positions[f"statement-{each.id}"]) for each in said if each.coder is not None]
    found = tuple(
        Coding(
            _coder(each),
            position.id,
            position.actor,
            position.issue,
            position.stance,
            None,
            (Cited(position.evidence[0].carrier, (each.start, each.stop) if each.start < each.stop else None),),
        )
        for each, position in of
    )
    nobodys = len(said) - len(of)
    notes = (f"{nobodys} statements without a coder",) if nobodys else ()
    return Codings(found, tuple(sorted({each.coder for each in found})), notes=notes)


def _coder(said: Said) -> str:
    assert said.coder is not None
    return coder_id(said.coder)
