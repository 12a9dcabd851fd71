"""Every field that names a record is known as one, and unknown names take no long time."""

from __future__ import annotations

import time
from collections.abc import Callable

from graphkit.dossier.checks import RULES
from graphkit.dossier.rules.named import REFERENCES, Hints
from tests.dossier.rules.made import position

Found = Callable[..., list[str]]


def test_every_reference_has_a_rule_that_asks_for_it() -> None:
    codes = {(rule.__doc__ or "").partition(":")[0] for rule in RULES}
    assert {reference.code for reference in REFERENCES} <= codes


def test_references_are_found_in_lists_and_in_parts() -> None:
    paths = {(each.kind, each.path): (each.code, each.target) for each in REFERENCES}
    assert paths["tie", "from"] == ("T103", "actor")
    assert paths["issue", "consent.*"] == ("I103", "actor")
    assert paths["position", "conditions.*.event"] == ("P105", "event")
    assert paths["proposal", "responses.*.evidence.*.via"] == ("S103", "source")
    assert paths["source", "corrects"] == ("D104", "source")


def test_five_thousand_unknown_names_are_all_told_and_soon(codes: Found) -> None:
    known = "".join(position(f"p{n}", supersedes=f"missing-{n}") for n in range(5000))
    begin = time.process_time()
    assert codes(positions=known) == ["P106"] * 5000
    assert time.process_time() - begin < 30  # a few seconds where nothing else runs


def test_the_first_unknown_names_get_a_hint_and_the_last_of_very_many_none() -> None:
    hints = Hints(["north", "south", *(f"town-{n}" for n in range(100_000))])
    assert hints.near("nort") == "did you mean 'north'?"
    said = [hints.near("soth", but="south" if n == 18 else None) for n in range(20)]
    assert said[0] == "did you mean 'south'?"
    assert said[-1] == "write the id of one that is declared"
