"""Records as text, with only what a test is about in view."""

from __future__ import annotations


def position(id: str, valid: str = "2025-01-13", *, stance: str = "support", actor: str = "north", **more: str) -> str:
    fields = {"claim": f"Says {id}.", "issue": "toll", **more}
    said = ", ".join(f"{key}: {value}" for key, value in fields.items())
    head = f"id: {id}, actor: {actor}, stance: {stance}, valid: {valid}"
    return f"- {{{head}, {said}, evidence: [{{source: gazette}}]}}\n"


def event(id: str, date: str = "2025-01-13", **more: str) -> str:
    said = "".join(f", {key}: {value}" for key, value in more.items())
    return f"- {{id: {id}, name: {id}, kind: talks, date: {date}, evidence: [{{source: gazette}}]{said}}}\n"


def tie(id: str, start: str, end: str, kind: str = "part_of", **more: str) -> str:
    said = "".join(f", {key}: {value}" for key, value in more.items())
    return f"- {{id: {id}, from: {start}, to: {end}, kind: {kind}, evidence: [{{source: gazette}}]{said}}}\n"


def actor(id: str, **more: str) -> str:
    fields = {"name": f"Town of {id}", **more}
    return f"- {{id: {id}, kind: state, {', '.join(f'{key}: {value}' for key, value in fields.items())}}}\n"
