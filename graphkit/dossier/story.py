"""An author's guided steps through the report: what stands in story.yaml.

A step says what the page is set to in words that an author knows; what it does not say is as at the start.  It may also
take over the address of a page that was set by hand: what stands after ``#`` there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args
from urllib.parse import unquote

from pydantic import Field

from graphkit.dossier.fields import Day, OneOrMore, Slug, Text
from graphkit.dossier.model import ActorKind, Part, Reliability, Stance, TieKind

View = Literal["network", "matrix", "scales", "timeline", "evidence"]
Network = Literal["relations", "positions", "events"]
Order = Literal["alike", "camp", "kind", "name"]
Group = Literal["camps"]
By = Literal["claim", "source", "gap"]
Ungraded = Literal["with", "without", "only"]
Size = Literal["lines", "weight", "betweenness", "pagerank", "brokerage", "alike"]
Depth = Literal["1", "2", "3"]
Hidden = Literal[ActorKind, "events", "agreement", "conflict", Stance, "ties", TieKind]
LINES = ("agreement", "conflict", *get_args(Stance))
# the parts of the page's address, as web/src/main.js writes them
ADDRESS = (
    *("step", "view", "net", "day", "issue", "from", "until", "order", "by"),
    *("rel", "cred", "ungraded", "as", "off", "select"),
    *("size", "hulls", "group", "ego", "depth", "path", "nth", "fold"),
)
KINDS = get_args(ActorKind)


class Step(Part):
    """One step of a story: a title, a text, and what the page shows beside them."""

    title: Text = Field(description="Heading of the step")
    text: Text = Field(description="What to see here, in Markdown: paragraphs, lists, emphasis, http and https links")
    view: View | None = Field(None, description="The tab; default network")
    network: Network | None = Field(None, description="Which network; default relations")
    show: Literal["picture", "table"] | None = Field(None, description="How a view is shown; default as a picture")
    day: Day | None = Field(None, description="The day to which all views are set; default the last one")
    issue: Slug | None = Field(None, description="Only what is about this issue")
    actor: Slug | None = Field(None, description="The actor that is selected")
    select: Text | None = Field(
        None, description="Another record that is selected, such as event:first-round, or a cell:ACTOR+ISSUE"
    )
    hide: OneOrMore[Hidden] = Field((), description="Kinds of actors and ties, and lines, that are left out")
    reliability: Reliability | None = Field(None, description="Only evidence whose source is at least so reliable")
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = Field(
        None, description="Only evidence that is at least so credible"
    )
    ungraded: Ungraded | None = Field(None, description="Whether evidence without a grade counts; default with")
    from_: Day | None = Field(None, alias="from", description="Only what is dated on this day or later")
    until: Day | None = Field(None, description="Only what is dated on this day or earlier")
    order: Order | None = Field(None, description="Order of the matrix; default alike")
    group: Group | None = Field(
        None, description="Colour, patches and the order by camp go by computed camps; default by country or kind"
    )
    by: By | None = Field(None, description="Order of the evidence; default by claim")
    address: Text | None = Field(
        None, description="In place of these: what stands after # in the page's address; other keys go before it"
    )


def fragment_of(address: str) -> str:
    """What stands after ``#`` in an address, or all of a text that has none.

    Examples
    --------
    >>> fragment_of("file:///talks.html#view=matrix"), fragment_of("view=matrix")
    ('view=matrix', 'view=matrix')
    """
    return address.strip().rpartition("#")[2]


def parts_of(address: str) -> dict[str, str]:
    """The parts of a page's address by name, as the page itself reads them.

    Parameters
    ----------
    address : str
        A whole address, or what stands after ``#`` in it.

    Returns
    -------
    dict of str to str
        A selection that stands there alone is ``select``.

    Examples
    --------
    >>> parts_of("#view=matrix&issue=issue:toll"), parts_of("#actor:ann")
    ({'view': 'matrix', 'issue': 'issue:toll'}, {'select': 'actor:ann'})
    """
    text = fragment_of(address)
    if not text:
        return {}
    if "=" not in text:
        return {"select": unquote(text)}
    pairs = (pair.partition("=") for pair in text.split("&"))
    return {name: unquote(value) for name, _, value in pairs}


def state_of(step: Step) -> dict[str, str]:
    """What the page is set to, by the names of its address; what is not there is as at the start.

    Parameters
    ----------
    step : Step

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> state_of(Step(title="Who", text="See.", view="matrix", issue="toll", hide=("person", "heads")))
    {'view': 'matrix', 'issue': 'issue:toll', 'off': 'kind:person,tie:heads'}
    """
    said: Mapping[str, str | None] = {
        "view": step.view,
        "net": step.network,
        "as": {"table": "table", "picture": ""}.get(step.show or ""),
        "day": step.day.isoformat() if step.day else None,
        "issue": f"issue:{step.issue}" if step.issue else None,
        "select": f"actor:{step.actor}" if step.actor else step.select,
        "off": ",".join(map(key_of, step.hide)) or None,
        "rel": step.reliability,
        "cred": step.credibility,
        "ungraded": {"with": ""}.get(step.ungraded or "", step.ungraded),
        "from": step.from_.isoformat() if step.from_ else None,
        "until": step.until.isoformat() if step.until else None,
        "order": step.order,
        "group": step.group,
        "by": step.by,
    }
    own = {name: value for name, value in said.items() if value is not None}
    return {**(parts_of(step.address) if step.address else {}), **own}


def key_of(hidden: str) -> str:
    """The key under which the page's legend and filters know what a step hides."""
    if hidden in KINDS:
        return f"kind:{hidden}"
    if hidden == "events":
        return "kind:event"
    if hidden == "ties":
        return "line:tie"
    return f"line:{hidden}" if hidden in LINES else f"tie:{hidden}"
