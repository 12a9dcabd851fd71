"""What stands in the picture of an answer and is no record: evidence, what was retracted, nodes of other makers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from graphkit.dossier.evidence import evidence_of
from graphkit.dossier.references import renamed
from graphkit.graph.nodes import evidence_ids
from graphkit.report.answer import in_words
from graphkit.report.portion import shown_by
from graphkit.report.selection import Graph, kind
from graphkit.report.share import Share, names_of

_HIDDEN = ("key", "id", "labels", "dossier")
LETTERS_AT_MOST = 2000
_TITLES = ("name", "title", "claim", "id", "key")


def things(
    graph: Graph, shares: Sequence[Share], ids: Mapping[str, str], known: Collection[str]
) -> list[dict[str, Any]]:
    """What the page's panel shows for each.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
    shares : sequence of Share
    ids : mapping of str to str
        From the key of each drawn node to its id on the page.
    known : collection of str
        The ids on the page that are records.

    Returns
    -------
    list of dict
        By id, with `name`, `what`, and `evidence` with what it is `about`, or `facts` as pairs of words.
    """
    found = {each["key"]: each for share in shares for each in _evidence(share, ids, several=len(shares) > 1)}
    for key, id in ids.items():
        if id not in known and id not in found:
            found[id] = _thing(graph.nodes[key], id, kind(graph, key))
    return [found[id] for id in sorted(found)]


def _thing(data: Mapping[str, Any], id: str, name: str) -> dict[str, Any]:
    labels = ", ".join(data.get("labels", ()))
    facts = [[name, _short(in_words(value))] for name, value in data.items() if name not in _HIDDEN]
    titles = [str(data[each]) for each in _TITLES if data.get(each)]
    what = " · ".join(filter(None, [name, labels if labels.lower() != name else ""]))
    return {"key": id, "name": [*titles, labels, "node"][0], "what": what or "node", "facts": facts}


def _short(text: str) -> str:
    return text if len(text) <= LETTERS_AT_MOST else f"{text[:LETTERS_AT_MOST]}…"


def _evidence(share: Share, ids: Mapping[str, str], *, several: bool) -> Iterator[dict[str, Any]]:
    home = share.id
    wanted = {shown_by(id) for id in share.ids(ids) if id.startswith("evidence:")}
    names = names_of(share.ever) if several and wanted else {}
    for record in (each for each in share.ever.records() if each.key in wanted):
        pieces = evidence_ids(record)
        for path, piece in evidence_of(record):
            key = f"{home}/{pieces[path]}"
            if key in ids:
                said = renamed(piece, names).model_dump(mode="json", exclude_none=True)
                shows = f"{record.name_of_kind}:{names.get(record.name_of_kind, {}).get(record.id, record.id)}"
                yield {
                    "key": ids[key],
                    "name": "Evidence",
                    "what": "why a record is believed",
                    "evidence": [said],
                    "about": [shows],
                }
