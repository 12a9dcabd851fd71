"""The labels and the types of relationships that the property graph may have: a closed list, never taken from data."""

from __future__ import annotations

from typing import get_args

from graphkit.dossier.model import RECORD_KINDS, Actor, ActorKind, TieKind

RETRACTED = "Retracted"
PAST = "RETRACTED_"
KINDS = (*(kind.name_of_kind for kind in RECORD_KINDS if kind.name_of_kind != "tie"), "evidence")
LABEL_OF_KIND = {kind: kind.capitalize() for kind in KINDS}
LABELS = (*LABEL_OF_KIND.values(), RETRACTED)
ACTOR_LABELS = tuple(kind.capitalize() for kind in get_args(ActorKind))
TIE_TYPES = frozenset(kind.upper() for kind in get_args(TieKind))
TYPES = TIE_TYPES | {
    "ADDRESSED",
    "ANSWERED",
    "ATTRIBUTED",
    "DEPENDS_ON",
    "FOLLOWS",
    "FROM",
    "NEEDS_CONSENT_OF",
    "OF",
    "ON",
    "ON_BEHALF_OF",
    "PART_OF",
    "PROPOSED",
    "SHOWN_BY",
    "STATED_AT",
    "SUPERSEDES",
    "TABLED_AT",
    "TERM",
    "TOOK",
    "TOOK_PART",
    "VIA",
}


def labels_of(kind: str, actor_kind: str | None = None) -> tuple[str, ...]:
    """The labels of what still counts, by its kind of record, and of an actor by what it is.

    Examples
    --------
    >>> labels_of("position"), labels_of("actor", "bloc")
    (('Position',), ('Actor', 'Bloc'))
    """
    label = LABEL_OF_KIND[kind]
    return (label, actor_kind.capitalize()) if kind == Actor.name_of_kind and actor_kind else (label,)


def label_of(id: str, *, retracted: bool) -> str:
    """The label by which a node is looked up.

    Examples
    --------
    >>> label_of("actor:fidan", retracted=False), label_of("actor:fidan", retracted=True)
    ('Actor', 'Retracted')
    """
    return RETRACTED if retracted else LABEL_OF_KIND[id.partition(":")[0]]
