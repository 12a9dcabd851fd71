"""Migrations are applied once, in order, and never changed afterwards."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from graphkit.graph.vocabulary import LABELS, PAST, TYPES
from graphkit.store.error import ServerError
from graphkit.store.schema import migrate, migration, migrations

if TYPE_CHECKING:
    from neo4j import Driver


def constrained(driver: Driver) -> set[tuple[str, str]]:
    found = driver.execute_query("SHOW CONSTRAINTS YIELD labelsOrTypes, properties").records
    return {(record["labelsOrTypes"][0], record["properties"][0]) for record in found}


def test_every_label_has_unique_keys_and_every_type_unique_ids(bare_driver: Driver) -> None:
    assert migrate(bare_driver) == tuple(step.name for step in migrations())
    wanted = {(label, "key") for label in LABELS} | {(name, "id") for type_ in TYPES for name in (type_, PAST + type_)}
    assert wanted <= constrained(bare_driver)


def test_a_second_migration_does_nothing(bare_driver: Driver) -> None:
    migrate(bare_driver)
    assert migrate(bare_driver) == ()


def test_an_edited_step_is_refused(bare_driver: Driver) -> None:
    migrate(bare_driver)
    first, *rest = migrations()
    edited = migration(first.name, "CREATE INDEX x IF NOT EXISTS FOR (n:X) ON (n.x);\n")
    with pytest.raises(ServerError, match=r"0001-keys\.cypher was edited after it was applied"):
        migrate(bare_driver, steps=(edited, *rest))


def test_another_end_of_line_is_no_edit() -> None:
    assert migration("a", "RETURN 1;\r\nRETURN 2;\r\n") == migration("a", "RETURN 1;\nRETURN 2;\n")


def test_a_database_of_a_newer_graphkit_is_refused(bare_driver: Driver) -> None:
    migrate(bare_driver)
    with pytest.raises(ServerError, match="newer graphkit"):
        migrate(bare_driver, steps=migrations()[:-1])


def test_a_step_that_comes_before_an_applied_one_is_refused(bare_driver: Driver) -> None:
    migrate(bare_driver)
    with pytest.raises(ServerError, match=r"0000-early\.cypher comes before"):
        migrate(bare_driver, steps=(migration("0000-early", "RETURN 1;\n"), *migrations()))


def test_a_step_that_was_cut_short_is_finished(bare_driver: Driver) -> None:
    for statement in migrations()[0].statements[:3]:
        bare_driver.execute_query(statement)
    migrate(bare_driver)
    assert {(label, "key") for label in LABELS} <= constrained(bare_driver)


def test_two_programs_may_migrate_at_once(bare_driver: Driver) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            migrate(bare_driver)
        except BaseException as error:
            failed.append(error)

    both = [threading.Thread(target=run) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert failed == []
    assert migrate(bare_driver) == ()
