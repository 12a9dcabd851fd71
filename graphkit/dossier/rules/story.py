"""Rules on the story: what its steps name is there, and what they ask of the page it understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from graphkit.dossier.dates import BadDate
from graphkit.dossier.dates import day as day_of
from graphkit.dossier.dossier import NOWHERE, Dossier
from graphkit.dossier.model import RECORD_KINDS
from graphkit.dossier.problem import Place, Problem, near, quoted
from graphkit.dossier.story import ADDRESS, By, Depth, Group, Network, Order, Size, Step, Ungraded, View, parts_of

_KINDS = tuple(kind.name_of_kind for kind in RECORD_KINDS)
_CELL = "cell"
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "view": get_args(View),
    "net": get_args(Network),
    "order": get_args(Order),
    "by": get_args(By),
    "ungraded": get_args(Ungraded),
    "size": get_args(Size),
    "depth": get_args(Depth),
    "hulls": ("on",),
    "group": get_args(Group),
}
_DAYS = ("day", "from", "until")
Named = tuple[str, str, str]  # the key of the step, the kind of the record, its id


def step_names_known_records(dossier: Dossier) -> Iterator[Problem]:
    """Y103: a step names records that the dossier declares and that were not retracted."""
    for number, step in enumerate(dossier.story, start=1):
        for key, kind, id in _named(step):
            place = _at(dossier, number, key)
            if kind not in _KINDS:
                yield Problem(place, "Y103", f"no kind of record {quoted(kind)}", near(kind, [*_KINDS, _CELL]))
            elif id not in dossier.of_kind(kind):
                found = f"no {kind} {quoted(id)}"
                yield Problem(place, "Y103", found, near(id, dossier.of_kind(kind).ids))
            elif (record := dossier.of_kind(kind).get(id)) and record.retracted_on:
                yield Problem(place, "Y103", f"{kind} {quoted(id)} was retracted", "name one that counts")


def step_selects_one_thing(dossier: Dossier) -> Iterator[Problem]:
    """Y104: a step selects an actor or another record, not both."""
    for number, step in enumerate(dossier.story, start=1):
        if step.actor and step.select:
            found = f"both actor {quoted(step.actor)} and {quoted(step.select)} are selected"
            yield Problem(_at(dossier, number, "select"), "Y104", found, "leave 'actor' or 'select' out")


def step_has_an_address_of_the_page(dossier: Dossier) -> Iterator[Problem]:
    """Y105: the address of a step says what the page understands: its parts, views and days."""
    for number, step in enumerate(dossier.story, start=1):
        for name, value in parts_of(step.address).items() if step.address else ():
            if wrong := _wrong(name, value):
                yield Problem(_at(dossier, number, "address"), "Y105", *wrong)


def step_is_set_to_a_day_of_the_page(dossier: Dossier) -> Iterator[Problem]:
    """Y106: the day of a step is not after the day that the dossier stands for, its `as_of`."""
    last = dossier.manifest.as_of
    for number, step in enumerate(dossier.story, start=1):
        if last and step.day and step.day > last:
            found = f"the day {step.day} is after {last}, the dossier's own"
            remedy = f"write {last} or an earlier day; unless told otherwise the page goes no further"
            yield Problem(_at(dossier, number, "day"), "Y106", found, remedy, "warning")


def link_of_a_step_leads_to_the_web(dossier: Dossier) -> Iterator[Problem]:
    """Y107: a link in the text of a step leads to an http or https address; any other stays text."""
    if not any("](" in step.text or "<" in step.text or "]:" in step.text for step in dossier.story):
        return
    from graphkit.dossier.prose import refused_links

    for number, step in enumerate(dossier.story, start=1):
        for address in refused_links(step.text):
            found = f"the link to {quoted(address)} will not be one"
            yield Problem(_at(dossier, number, "text"), "Y107", found, "give an http or https address", "warning")


def _at(dossier: Dossier, number: int, key: str) -> Place:
    spots = dossier.places.get(f"step:{number}")
    return spots.at((key,)) if spots else NOWHERE


def _named(step: Step) -> Iterator[Named]:
    """Every record that a step names, by key, kind and id."""
    if step.issue:
        yield "issue", "issue", step.issue
    if step.actor:
        yield "actor", "actor", step.actor
    if step.select:
        yield from _selected("select", step.select)
    parts = parts_of(step.address) if step.address else {}
    for name in ("issue", "select", "ego"):
        yield from _selected("address", parts.get(name, ""))
    for end in filter(None, parts.get("path", "").split(",")):
        yield from _selected("address", end)
    for id in filter(None, parts.get("fold", "").split(",")):
        yield "address", "actor", id


def _selected(key: str, words: str) -> Iterator[Named]:
    """The records that a selection on the page names; one that the page computes names none."""
    kind, colon, id = words.partition(":")
    if kind == _CELL and "+" in id:
        actor, _, issue = id.partition("+")
        yield from ((key, "actor", actor), (key, "issue", issue))
    elif kind in _KINDS or (colon and key == "select"):
        yield key, kind, id
    elif words and key == "select":
        yield key, words, ""


def _wrong(name: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a part of an address, and what would be right."""
    if name == "step":
        return f"the address is that of step {quoted(value)} of a story", "close the story on the page and copy again"
    if name not in ADDRESS:
        return f"the page has no {quoted(name)} in its address", near(name, ADDRESS)
    if value and name in _CHOICES and value not in _CHOICES[name]:
        return f"the page has no {name} {quoted(value)}", near(value, _CHOICES[name])
    if value and name in _DAYS:
        try:
            day_of(value)
        except BadDate:
            return f"{quoted(value)} is no day", "write a day as YYYY-MM-DD"
    return None
