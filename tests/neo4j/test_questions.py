"""Every question has the same answer from both: from the dossier in memory and from the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.analysis.questions import Asked, answer, answers
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier
from graphkit.store.load import load
from graphkit.store.questions import Parameter, Question, questions
from graphkit.store.run import reading, rows
from tests.neo4j import generated

if TYPE_CHECKING:
    from neo4j import Driver

MADE = 50
DAYS_OF_SEED = ((date.max, date.max), (date(2025, 6, 2), date.max), (date(2025, 5, 20), date.max))
SWEEPING = ("AllNodesScan", "CartesianProduct", "NodeByLabelScan", "DirectedRelationshipTypeScan")
Values = dict[str, Any]


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return examine(bundled_dossier("istanbul-2025"))[0]


@pytest.fixture(scope="module")
def made() -> list[Dossier]:
    return [generated.dossier(number) for number in range(MADE)]


@pytest.fixture(scope="module")
def full(_open_driver: Driver, seed: Dossier, made: list[Dossier]) -> Driver:
    """A database with all these dossiers side by side."""
    with _open_driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
    for dossier in (seed, *made):
        load(_open_driver, dossier)
    return _open_driver


def choices(parameter: Parameter, dossier: Dossier, number: int) -> list[Any]:
    """Values that a parameter may have: some records of the dossier, the default, or the example."""
    kind = parameter.kind.removesuffix(" id")
    if parameter.kind.endswith(" id"):
        ids = sorted(record.key for record in dossier.of_kind(kind))
        turned = ids[number % len(ids) :] + ids[: number % len(ids)] if ids else []
        return [*([] if parameter.required else [None]), *turned[:4]]
    if parameter.choices:
        return [*([] if parameter.required else [parameter.default]), *parameter.choices[:2]]
    if parameter.kind == "day":
        return [date(2025, 1, 2)]
    return [parameter.example if parameter.required else parameter.default]


def asked_with(question: Question, dossier: Dossier, number: int) -> Iterator[Values]:
    """Some sets of values for a question's own parameters; two actors are two."""
    every = [choices(each, dossier, number + place) for place, each in enumerate(question.parameters)]
    names = [each.name for each in question.parameters]
    for values in islice(product(*every), 6):
        yield dict(zip(names, values, strict=True))


def given(values: Mapping[str, Any]) -> Values:
    return {name: value for name, value in values.items() if value is not None}


def from_server(driver: Driver, question: Question, dossier: str, days: tuple[date, date], values: Values) -> list[Any]:
    with reading(driver) as transaction:
        found = rows(
            transaction,
            question.text,
            {"dossier": dossier, "as_of": days[0], "known_on": days[1], **values},
        )
    assert found.columns == question.columns
    return list(found.rows)


@pytest.mark.parametrize("name", questions())
def test_a_question_has_the_same_rows_from_both(full: Driver, seed: Dossier, made: list[Dossier], name: str) -> None:
    question = questions()[name]
    answered = 0
    asked = [(seed, days, 0) for days in DAYS_OF_SEED]
    for number, dossier in enumerate(made):
        world = (date.max, *generated.DAYS)[number % 4]
        record = (date.max, *generated.RECORDED)[number % 6]
        asked.append((dossier, (world, record), number))
    for dossier, days, number in asked:
        at = Asked(dossier, *days)
        for values in islice(asked_with(question, dossier, number), 6 if dossier is seed else 2):
            here = answer(name, at, **given(values))
            there = from_server(full, question, dossier.manifest.id, days, values)
            assert there == here, (dossier.manifest.id, days, values)
            answered += bool(here)
    assert answered >= 3, "hardly any dossier gives this question a row"


def test_every_question_has_its_twin() -> None:
    assert answers().keys() == questions().keys()
    assert len(questions()) >= 28


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.parametrize("name", questions())
def test_a_question_starts_from_an_index(full: Driver, seed: Dossier, name: str) -> None:
    question = questions()[name]
    values = next(asked_with(question, seed, 0))
    parameters = {"dossier": "istanbul-2025", "as_of": date.max, "known_on": date.max, **values}
    with full.session() as session:
        plan = session.run("EXPLAIN " + question.text, parameters).consume().plan
    assert plan is not None
    used = Counter(operators(plan))
    assert not any(used[each] for each in SWEEPING), used


@pytest.mark.parametrize("name", questions())
def test_a_question_warns_of_nothing(full: Driver, seed: Dossier, name: str) -> None:
    question = questions()[name]
    parameters = {"dossier": "istanbul-2025", "as_of": date.max, "known_on": date.max}
    with reading(full) as transaction:
        found = rows(transaction, question.text, {**parameters, **next(asked_with(question, seed, 0))})
    assert [note.text for note in found.notes] == []
