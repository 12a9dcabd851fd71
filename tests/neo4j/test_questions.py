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
from graphkit.graph.build import property_graph
from graphkit.store.load import load
from graphkit.store.questions import Parameter, Question, questions
from graphkit.store.run import reading, rows
from graphkit.store.schema import migrate
from tests.neo4j import generated
from tests.neo4j.quick import put

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
    migrate(_open_driver)
    put(_open_driver, map(property_graph, made))
    load(_open_driver, seed)
    return _open_driver


@pytest.fixture(scope="module")
def asked(seed: Dossier, made: list[Dossier]) -> list[tuple[Asked, int]]:
    """Every dossier on some pair of days, the bundled one on several; their graphs are built once for all questions."""
    found = [(Asked(seed, *days), 0) for days in DAYS_OF_SEED]
    for number, dossier in enumerate(made):
        world = (date.max, *generated.DAYS)[number % 4]
        record = (date.max, *generated.RECORDED)[number % 6]
        found.append((Asked(dossier, world, record), number))
    return found


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


def worth_asking(question: Question, at: Asked, number: int) -> Iterator[tuple[Values, list[Any]]]:
    """Values and rows: those with the most rows, now and then others, and all of them for the bundled dossier."""
    found = [
        (values, answer(question.name, at, **given(values))) for values in asked_with(question, at.dossier, number)
    ]
    if number == 0:
        yield from found
    else:
        yield max(found, key=lambda each: len(each[1]))
        yield from found[: number % 5 == 0]


@pytest.mark.parametrize("name", questions())
def test_a_question_has_the_same_rows_from_both(full: Driver, asked: list[tuple[Asked, int]], name: str) -> None:
    question = questions()[name]
    answered = 0
    with reading(full, timeout=300) as transaction:
        for at, number in asked:
            always = {"dossier": at.dossier.manifest.id, "as_of": at.as_of, "known_on": at.known_on}
            for values, here in worth_asking(question, at, number):
                there = rows(transaction, question.text, {**always, **values})
                assert there.columns == question.columns
                assert list(there.rows) == here, (always, values)
                assert all(tuple(row) == question.columns for row in here)
                answered += bool(here)
    assert answered >= 10, "hardly any dossier gives this question a row"


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
