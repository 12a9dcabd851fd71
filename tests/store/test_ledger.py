"""The ledger: a record's text and editions survive it, and its format is known by what it makes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.editions import editions
from graphkit.dossier.model import Actor, Manifest
from graphkit.store.compare import wanted
from graphkit.store.ledger import FORMAT, ledger_of, packed, page_of, pages_for, read_entry, read_manifest, unpacked
from tests.dossier import made, rich
from tests.dossier.test_editions import with_days

# What format 2 makes of a dossier.  Where this changes, a server that holds the former graph must be written anew:
# raise FORMAT, and write the new number and hash here.
MADE_BY_FORMAT = (2, "9473166667b4dc51bc5309685d92b2e85a09ee9ebbd75a7b53a6596e5ae31b85")


@given(made.dossiers().flatmap(with_days))
def test_every_record_and_its_editions_come_back_out_of_the_ledger(dossier: Dossier) -> None:
    ledger = ledger_of(dossier)
    entries: dict[str, str] = {}
    for page in range(len(ledger.pages)):
        entries |= unpacked(packed(ledger.entries(page)))
    found = editions(dossier)
    assert entries.keys() == {record.key for record in dossier.records()}
    for record in dossier.records():
        assert read_entry(record.key, entries[record.key]) == (record, found[record.key])
    assert read_manifest(ledger.manifest) == dossier.manifest


@given(made.dossiers())
def test_a_version_does_not_depend_on_the_order_of_records(dossier: Dossier) -> None:
    turned = replace(dossier, actors=Records(reversed(list(dossier.actors))))
    assert version(turned) == version(dossier) == ledger_of(dossier).version


def test_whatever_a_dossier_says_differently_makes_another_version() -> None:
    actor = Actor(id="a", name="A", kind="state")
    dossier = Dossier(Manifest(id="d", title="D"), actors=Records([actor]))
    others = [
        replace(dossier, manifest=Manifest(id="d", title="E")),
        replace(dossier, actors=Records([actor.model_copy(update={"name": "B"})])),
        replace(dossier, actors=Records([actor, actor.model_copy(update={"id": "b"})])),
        replace(dossier, actors=Records()),
    ]
    assert len({version(each) for each in (dossier, *others)}) == 5


def test_one_changed_record_changes_the_hash_of_one_page() -> None:
    actors = [Actor(id=f"a{number}", name=f"A {number}", kind="state") for number in range(1000)]
    dossier = Dossier(Manifest(id="d", title="D"), actors=Records(actors))
    changed = replace(dossier, actors=Records([actors[0].model_copy(update={"name": "B"}), *actors[1:]]))
    before, after = ledger_of(dossier), ledger_of(changed)
    assert len(before.pages) == pages_for(1000) == 4
    differing = [page for page in range(4) if before.hashes[page] != after.hashes[page]]
    assert differing == [page_of("actor:a0", 4)]


@pytest.mark.parametrize("content", ["x", "e30=", "eJyLBQAA"])
def test_what_is_no_page_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(content)


def test_the_format_is_raised_when_the_graph_of_a_dossier_changes(tmp_path: Path) -> None:
    rich.write(tmp_path)
    said = [
        repr((each.what, each.key, each.labels, each.ends, sorted(each.properties.items())))
        for each in wanted(examine(tmp_path)[0])
    ]
    made_here = hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()
    assert (FORMAT, made_here) == MADE_BY_FORMAT
