"""Write a made-up dossier of any size: ``python benchmarks/generate.py FOLDER [POSITIONS] [yaml|csv] [SEED]``.

The same arguments give the same bytes.  Sizes keep the proportions of a large working dossier: for 100,000 positions
2,000 actors, 500 issues, 1,000 events, 2,000 sources, 4,000 ties and 500 proposals.  The dossier has no problems.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from graphkit.dossier.cells import row_of

Fields = dict[str, Any]
START = date(2022, 3, 1)
DAYS = 1400
COUNTRIES = ("UA", "RU", "TR", "US", "FR", "DE", "GB", "PL", "CN", "SA")
KINDS = ("person", "person", "person", "organization", "organization", "state", "bloc", "delegation", "public")
TIES = ("member_of", "heads", "represents", "part_of", "ally_of", "supports", "opposes", "pressures")
STANCES = ("support", "support", "oppose", "oppose", "conditional", "neutral")
_WORDS = """
accord border ceasefire clause corridor council deadline deposit draft escort exchange fleet formula
grain guarantee harbour inspection interval ladder lease levy limit line list mandate meeting monitor
observer offer passage patrol phase pledge port quota rail register reserve review route schedule season
statute summit tariff term transit treaty verification veto zone
"""
WORDS = _WORDS.split()


def dossier(positions: int, *, seed: int = 1) -> dict[str, Iterable[Fields]]:
    """The records of a made-up dossier by the stem of their file; `positions` is at least 50."""
    rng = random.Random(seed)
    actors = [f"actor-{number}" for number in range(max(4, positions // 50))]
    issues = [f"issue-{number}" for number in range(max(3, positions // 200))]
    sources = [f"source-{number}" for number in range(max(2, positions // 50))]
    events = [f"event-{number}" for number in range(max(2, positions // 100))]
    return {
        "dossier": [{"id": "generated", "title": "A made-up dossier", "as_of": str(START + timedelta(days=DAYS))}],
        "actors": (_actor(rng, id, number) for number, id in enumerate(actors)),
        "issues": (_issue(rng, id) for id in issues),
        "sources": (_source(rng, id) for id in sources),
        "events": (_event(rng, id, actors, issues, sources) for id in events),
        "ties": (_tie(rng, number, actors, sources) for number in range(2 * len(actors))),
        "proposals": (_proposal(rng, number, actors, issues, sources) for number in range(positions // 200)),
        "positions": _positions(rng, positions, actors, issues, events, sources),
    }


def write(folder: Path, positions: int, *, form: str = "yaml", seed: int = 1) -> None:
    """Write a made-up dossier into a folder, as YAML or, but for dossier.yaml, as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, records in dossier(positions, seed=seed).items():
        if form == "csv" and stem != "dossier":
            (folder / f"{stem}.csv").write_text(_csv(list(records)), encoding="utf-8", newline="")
        else:
            with (folder / f"{stem}.yaml").open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_yaml(record, listed=stem != "dossier") for record in records)


def _actor(rng: random.Random, id: str, number: int) -> Fields:
    kind = KINDS[number % len(KINDS)]
    role = {"public_role": f"Speaks for the {rng.choice(WORDS)} office"} if kind == "person" else {}
    return {
        "id": id,
        "name": f"{rng.choice(WORDS).title()} {rng.choice(WORDS).title()} {number}",
        "kind": kind,
        "aliases": [f"Имя {number}", f"A{number}"],
        "country": rng.choice(COUNTRIES),
        **role,
    }


def _issue(rng: random.Random, id: str) -> Fields:
    name = f"{rng.choice(WORDS)} {rng.choice(WORDS)}"
    return {
        "id": id,
        "name": f"{name.capitalize()} ({id})",
        "question": f"Should there be a {name}?",
        "scale": {"low": "none at all", "high": "all that was asked for"},
    }


def _source(rng: random.Random, id: str) -> Fields:
    return {
        "id": id,
        "title": f"On the {rng.choice(WORDS)} {rng.choice(WORDS)} ({id})",
        "publisher": f"{rng.choice(WORDS).title()} Gazette",
        "kind": "article",
        "published": _day(rng),
        "url": f"https://example.org/{id}",
        "reliability": rng.choice("ABCD"),
    }


def _event(rng: random.Random, id: str, actors: list[str], issues: list[str], sources: list[str]) -> Fields:
    roles = ("host", "party", "party", "observer")
    return {
        "id": id,
        "name": f"Meeting on the {rng.choice(WORDS)} ({id})",
        "kind": "talks",
        "date": _day(rng),
        "participants": [
            {"actor": actor, "role": role} for actor, role in zip(rng.sample(actors, 4), roles, strict=True)
        ],
        "issues": rng.sample(issues, 2),
        "evidence": [_evidence(rng, sources)],
    }


def _tie(rng: random.Random, number: int, actors: list[str], sources: list[str]) -> Fields:
    start, end = rng.sample(actors, 2)
    fields = {"from": start, "to": end, "kind": rng.choice(TIES), "valid": _day(rng)}
    return {"id": f"tie-{number}", **fields, "evidence": [_evidence(rng, sources)]}


def _proposal(rng: random.Random, number: int, actors: list[str], issues: list[str], sources: list[str]) -> Fields:
    by, other = rng.sample(actors, 2)
    answer = {
        "actor": other,
        "answer": rng.choice(("accept", "reject", "pending")),
        "evidence": [_evidence(rng, sources)],
    }
    return {
        "id": f"proposal-{number}",
        "name": f"Offer {number} on the {rng.choice(WORDS)}",
        "by": [by],
        "date": _day(rng),
        "terms": [
            {"issue": rng.choice(issues), "text": f"A {rng.choice(WORDS)} for a {rng.choice(WORDS)}", "value": 50}
        ],
        "responses": [answer],
        "evidence": [_evidence(rng, sources)],
    }


def _positions(
    rng: random.Random, count: int, actors: list[str], issues: list[str], events: list[str], sources: list[str]
) -> Iterator[Fields]:
    """Positions of every actor on issues in turn; one in ten, and each on an issue again, is a change of mind."""
    before: Fields = {}
    latest: dict[tuple[str, str], Fields] = {}
    for number in range(count):
        earlier = before if before and rng.random() < 0.1 and before["day"] < DAYS - 30 else None
        actor, issue = actors[number % len(actors)], issues[(number // len(actors) * 7 + number) % len(issues)]
        if earlier := earlier or latest.get((actor, issue)):
            actor, issue, day = earlier["actor"], earlier["issue"], earlier["day"] + 20
            before = _position(rng, number, actor, issue, day, sources, earlier["id"])
        else:
            before = _position(rng, number, actor, issue, rng.randrange(DAYS - 60), sources, None)
        latest[actor, issue] = before
        if number % 7 == 0:
            before["event"] = rng.choice(events)
        yield {name: value for name, value in before.items() if name != "day"}


def _position(
    rng: random.Random, number: int, actor: str, issue: str, day: int, sources: list[str], supersedes: str | None
) -> Fields:
    value = rng.randrange(0, 101, 5)
    optional: Fields = {"supersedes": supersedes} if supersedes else {}
    if number % 5 == 0:
        optional["note"] = f"Set at {value} since the {rng.choice(WORDS)} is named."
    return {
        "id": f"position-{number}",
        "actor": actor,
        "issue": issue,
        "stance": rng.choice(STANCES),
        "claim": f"Ties the {rng.choice(WORDS)} to the {rng.choice(WORDS)} of the {rng.choice(WORDS)} ({number}).",
        "valid": str(START + timedelta(days=day)),
        "value": value,
        "evidence": [_evidence(rng, sources) for _ in range(1 + (number % 4 == 0))],
        "day": day,
        **optional,
    }


def _evidence(rng: random.Random, sources: list[str]) -> Fields:
    start = rng.randrange(9000)
    lock = {"start": start, "end": start + 80, "sha256": f"{rng.getrandbits(256):064x}"}
    where = {"locator": {"paragraph": rng.randrange(1, 30)}, "lock": lock}
    return {"source": rng.choice(sources), **where, "credibility": rng.randrange(1, 5)}


def _day(rng: random.Random) -> str:
    return str(START + timedelta(days=rng.randrange(DAYS)))


def _yaml(record: Fields, *, listed: bool) -> str:
    """A record in block style, as an analyst would write it."""
    text = "".join(_lines(record, "  " if listed else ""))
    return f"- {text[2:]}" if listed else text


def _lines(value: Fields, indent: str) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{key}:\n"
            yield from _lines(inner, f"{indent}  ")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield f"{indent}{key}:\n"
            for each in inner:
                yield f"{indent}  - {''.join(_lines(each, f'{indent}    ')).lstrip()}"
        elif isinstance(inner, list):
            yield f"{indent}{key}: [{', '.join(map(_scalar, inner))}]\n"
        else:
            yield f"{indent}{key}: {_scalar(inner)}\n"


def _scalar(value: Any) -> str:
    text = str(value)
    plain = all(letter.isalnum() or letter in " -_./'" for letter in text) and not text.startswith(("-", " ", "'"))
    return text if plain else json.dumps(text, ensure_ascii=False)


def _csv(records: list[Fields]) -> str:
    rows = [row_of(record) for record in records]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main(folder: str, positions: str = "1000", form: str = "yaml", seed: str = "1") -> None:
    """Write the dossier that the command line asks for."""
    write(Path(folder), int(positions), form=form, seed=int(seed))


if __name__ == "__main__":
    main(*sys.argv[1:])
