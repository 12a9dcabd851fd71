"""A made-up dossier that has every kind of record and nearly every field, a key a line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from graphkit.dossier.cells import row_of
from graphkit.dossier.checks import examine
from graphkit.dossier.model import RECORD_KINDS

FILES = {
    "dossier.yaml": """\
id: bridge
title: Toll on a bridge
summary: Two towns and a bridge.
language: en
licence: CC-BY-4.0
as_of: 2025-03-01
recorded_on: 2025-02-01
coders:
  - id: ada
    preferred: true
  - id: ben
""",
    "actors.yaml": """\
- id: north-bank
  name: Town of North Bank
  kind: organization
  short: North Bank
  aliases: [Nordufer, Північний берег]
  country: UA
  same_as: Q1
  description: The town on the north bank.
- id: south-bank
  name: Town of South Bank
  kind: organization
  recorded_on: 2025-02-03
  coder: ben
- id: mayor
  name: Ada North
  kind: person
  public_role: Mayor of North Bank
- id: ferry
  name: Fery Company
  kind: organization
- id: ferry-company
  name: Ferry Company
  kind: organization
  corrects: ferry
""",
    "ties.yaml": """\
- id: mayor-heads-north
  from: mayor
  to: north-bank
  kind: heads
  valid: 2024-05/..
  evidence:
    - source: gazette
- id: ferry-presses-north
  from: ferry
  to: north-bank
  kind: pressures
  valid: 2025-01/2025-02
  evidence:
    - source: letter
      via: gazette
""",
    "issues.yaml": """\
- id: toll
  name: Toll on the bridge
  question: Should cars pay a toll?
  scale:
    low: no toll
    high: the full toll
  status_quo:
    - value: 0
      on: 2020
      evidence:
        - source: gazette
      note: None is taken.
  consent: [north-bank, south-bank]
- id: repair
  name: Repair of the bridge
  question: Should the bridge be repaired?
  parent: toll
  quota: 60
""",
    "sources.yaml": """\
- id: gazette
  title: Councils meet over the bridge
  publisher: River Gazette
  kind: article
  published: 2025-01-14
  url: https://example.org/gazette
  author: A Reporter
  language: en
  accessed: 2025-01-20
  reliability: B
- id: letter
  title: Letter of the ferry company
  publisher: Ferry Company
  kind: document
""",
    "events.yaml": """\
- id: hearing
  name: Hearing
  kind: meeting
  date: 2025-01
  evidence:
    - source: gazette
- id: session
  name: Joint session of the councils
  kind: talks
  date: 2025-01-13
  place: North Bank
  participants:
    - actor: north-bank
      role: host
    - actor: south-bank
      role: party
  issues: [toll, repair]
  follows: hearing
  outcome: No agreement.
  code: 046
  evidence:
    - source: gazette
      locator:
        paragraph: 1
""",
    "positions.yaml": """\
- id: north-for-a-toll
  actor: north-bank
  issue: toll
  stance: conditional
  claim: Would accept a toll if the other town pays half of the upkeep.
  valid: 2025-01-13
  value: 60
  low: 50
  high: 70
  accepts:
    at_least: 20
    at_most: 80
  conditions:
    - text: The other town pays half of the upkeep.
      then: support
    - text: The toll stays low.
      issue: toll
      at_most: 40
      event: session
  on_behalf_of: mayor
  event: session
  likelihood: likely
  confidence: moderate
  evidence:
    - source: gazette
      locator:
        paragraph: 3
      lock:
        start: 120
        end: 164
        sha256: 0000000000000000000000000000000000000000000000000000000000000000
      credibility: 2
      language: en
  note: "60, as it names a toll
    above half; the rest is open"
- id: south-against-a-toll
  actor: south-bank
  issue: toll
  stance: oppose
  claim: Rejects any toll.
  valid: 2025-01-13
  attributed_by: mayor
  basis: reported
  status: alleged
  setting: private
  evidence:
    - source: letter
      via: gazette
- id: south-for-a-toll
  actor: south-bank
  issue: toll
  stance: support
  claim: Wants a toll after all.
  valid: 2025-02~
  supersedes: south-against-a-toll
  evidence:
    - source: gazette
""",
    "judgements.yaml": """\
- id: salience-north
  actor: north-bank
  quantity: salience
  issue: toll
  value: 80
  low: 70
  high: 90
  coder: ada
  note: The only item with a vote of its own.
  valid: 2025
""",
    "proposals.yaml": """\
- id: half-toll
  name: Half of the toll
  by: [north-bank, mayor]
  date: 2025-01-13
  terms:
    - issue: toll
      value: 50
      text: Half of the toll that was proposed.
  event: session
  responses:
    - actor: south-bank
      answer: reject
      date: 2025-01-14
      evidence:
        - source: gazette
      note: On the spot.
  evidence:
    - source: gazette
""",
}


def write(folder: Path) -> None:
    """Write the dossier as YAML."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")


def write_tables(folder: Path) -> None:
    """Write the dossier as CSV, but for dossier.yaml; the YAML files go."""
    write(folder)
    dossier, problems = examine(folder)
    assert problems == []
    for kind in RECORD_KINDS:
        stem = f"{kind.name_of_kind}s"
        records = dossier.of_kind(kind.name_of_kind)
        rows = [row_of(each.model_dump(mode="json", by_alias=True, exclude_defaults=True)) for each in records]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        table = [columns, *([row.get(column, "") for column in columns] for row in rows)]
        (folder / f"{stem}.csv").write_text(as_csv(table), "utf-8", newline="")
        (folder / f"{stem}.yaml").unlink()


def as_csv(table: list[list[str]]) -> str:
    """Rows of cells as text."""
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue()
