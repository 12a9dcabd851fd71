"""Databases of DNA 3."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.dossier.checks import examine
from graphkit.dossier.writer import write
from graphkit.formats.dna import BadDatabase, dossier_of, is_database, statements_of
from graphkit.formats.dna.database import opened
from tests.analysis.discourse_made import Ties, ties
from tests.formats.dna_made import write_dna

DATES = {1: "2025-01-02", 2: "2025-01-01", 3: "2025-02-01"}
SAID = [
    ("Union", "Tax", 1, 1, "Ann"),
    ("Union", "Road", 0, 2, "Ben"),
    ("League", "Tax", 1, 2, "Cid"),
    ("League", "Road", 1, 2, "Cid"),
    ("", "Road", 1, 1, "Dan"),
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return write_dna(tmp_path / "a.dna", SAID, dates=DATES, tones=["calm", "calm", "loud", "loud", "calm"])


def computed(path: Path, *, options: Options | None = None, **wishes: Any) -> Ties:
    return ties(discourse(statements_of(path, **wishes), options).networks[0])


def test_agreement_is_a_sign_and_what_has_no_actor_counts_nowhere(database: Path) -> None:
    found = computed(database, options=Options(network="two-mode"))
    assert found == {("Union", "Tax"): 1, ("Union", "Road"): -1, ("League", "Tax"): 1, ("League", "Road"): 1}


def test_statements_come_by_date_document_and_place(database: Path) -> None:
    statements = statements_of(database)
    assert statements.document.tolist() == [2, 2, 2, 1, 1]
    assert [statements.issues.ids[code] for code in statements.issue] == ["Road", "Tax", "Road", "Tax", "Road"]
    assert [str(moment)[:10] for moment in statements.time] == ["2025-01-01"] * 3 + ["2025-01-02"] * 2


def test_any_short_text_variable_or_column_of_documents_may_speak(database: Path) -> None:
    people = computed(database, actors="person", options=Options(network="two-mode", measure="ignore"))
    assert {row for row, _ in people} == {"Ann", "Ben", "Cid", "Dan"}
    authors = computed(database, actors="author", issues="organization", options=Options(network="two-mode"))
    assert authors == {("Author 1", "Union"): 1, ("Author 0", "Union"): -1, ("Author 0", "League"): 2}


def test_an_integer_variable_is_a_scale_and_a_short_text_variable_words(database: Path) -> None:
    numbers = computed(database, stance="intensity")
    assert numbers["League", "Union"] == pytest.approx((1 - 2 / 4) + (1 - 2 / 4))  # -2 and 0, -1 and 1 on -2 … 2
    assert computed(database, stance="tone") == {}
    assert computed(database, stance="tone", options=Options(measure="conflict"))["League", "Union"] == 2


def test_without_a_stance_ignore_is_what_is_left(database: Path) -> None:
    assert computed(database, stance=None, options=Options(measure="ignore"))["League", "Union"] == 2


@pytest.mark.parametrize(
    ("wishes", "left"),
    [
        ({"exclude": {"organization": ["Union"]}}, 2),
        ({"exclude": {"agreement": ["0"]}}, 3),
        ({"exclude": {"intensity": ["-2", "-1"]}}, 2),
        ({"exclude": {"remark": ["remark 1"]}}, 3),
        ({"exclude": {"author": ["Author 0"]}}, 1),
        ({"exclude": {"id": ["2"]}}, 1),
        ({"only": {"concept": ["Tax"]}}, 2),
        ({"only": {"person": ["Ann", "Cid"], "tone": ["loud"]}}, 2),
    ],
)
def test_values_of_any_variable_may_be_excluded_or_asked_for_alone(
    database: Path, wishes: dict[str, Any], left: int
) -> None:
    (network,) = discourse(statements_of(database, **wishes), Options(network="two-mode", measure="ignore")).networks
    assert network.statements == left


def test_a_statement_without_its_agreement_is_left_out_and_told_of(database: Path) -> None:
    with sqlite3.connect(database) as file:
        file.execute("DELETE FROM DATABOOLEAN WHERE StatementId = 2")
    file.close()
    found = discourse(statements_of(database), Options(network="two-mode"))
    assert ("Union", "Road") not in ties(found.networks[0])
    assert found.notes == ("1 statements without agreement",)


def test_a_statement_whose_document_is_gone_is_left_out_as_dna_does(database: Path) -> None:
    with sqlite3.connect(database) as file:
        file.execute("DELETE FROM DOCUMENTS WHERE ID = 1")
    file.close()
    assert len(statements_of(database)) == 3


def test_windows_as_dna_reach_to_the_first_and_the_last_document(database: Path) -> None:
    options = Options(window="3d", dna_compatible=True)
    networks = discourse(statements_of(database), options).networks
    assert (str(networks[0].since), str(networks[-1].until)) == ("2025-01-01", "2025-02-01")


def test_reading_changes_nothing(database: Path) -> None:
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    database.chmod(0o400)
    statements_of(database)
    dossier_of(database)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
    assert [each.name for each in database.parent.iterdir()] == ["a.dna"]


def test_a_database_that_is_open_cannot_be_written_to(database: Path) -> None:
    with pytest.raises(BadDatabase, match="readonly database"), opened(database) as connection:
        connection.execute("DELETE FROM STATEMENTS")


def test_a_cell_without_a_value_moves_no_other(database: Path) -> None:
    with sqlite3.connect(database) as file:
        file.execute("UPDATE DATASHORTTEXT SET Entity = NULL WHERE StatementId = 1 AND VariableId = 2")
    file.close()
    found = computed(database, options=Options(network="two-mode"))
    assert found == {("Union", "Road"): -1, ("League", "Tax"): 1, ("League", "Road"): 1}


def test_a_name_with_signs_of_an_address_is_opened(tmp_path: Path) -> None:
    path = write_dna(tmp_path / "a ?mode=rwc#%41.dna", SAID, dates=DATES)
    assert len(statements_of(path)) == 5


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"type_": "DNA statment"}, "no statement type 'DNA statment' in the database; did you mean 'DNA Statement'"),
        ({"actors": "organisation"}, "no variable 'organisation' for actors; did you mean 'organization'"),
        ({"actors": "agreement"}, "the variable 'agreement' is boolean and cannot be actors"),
        ({"stance": "remark"}, "the variable 'remark' is long text and cannot be the stance"),
        ({"issues": "note"}, "no variable 'note' for issues; declared are"),
        ({"exclude": {"concpt": ["Tax"]}}, "no variable 'concpt' in the database; did you mean 'concept'"),
        ({"only": {"concept": ["Taxi"]}}, "no statement has the concept 'Taxi'; did you mean 'Tax'"),
    ],
)
def test_what_is_not_in_the_database_is_answered_with_what_is(
    database: Path, wishes: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadDatabase, match=message):
        statements_of(database, **wishes)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.dna"
    for octets in (b"", b"Words.", b"SQLite format 3\0" + bytes(100)):
        path.write_bytes(octets)
        with pytest.raises(BadDatabase, match="is not a readable DNA database"):
            statements_of(path)


def test_a_damaged_database_is_refused(database: Path) -> None:
    octets = database.read_bytes()
    for place in range(4096, len(octets), 4096):
        database.write_bytes(octets[:place] + b"\xff" * 2048 + octets[place + 2048 :])
        try:
            statements_of(database)
            dossier_of(database)
        except BadDatabase:
            pass
    database.write_bytes(octets[:5000])
    with pytest.raises(BadDatabase, match="restore it from a copy"):
        statements_of(database)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("DROP TABLE SETTINGS", "an SQLite file of something else"),
        ("UPDATE SETTINGS SET Value = '2.0 beta 25'", "its version is '2.0 beta 25'; DNA 3 imports it"),
        ("DELETE FROM SETTINGS", "it names no version"),
        ("DROP TABLE ENTITIES", "it lacks the table ENTITIES"),
        ("ALTER TABLE DOCUMENTS RENAME COLUMN Date TO Day", "it lacks the column Date of table DOCUMENTS"),
        ("UPDATE DOCUMENTS SET Date = 1735689600000 WHERE ID = 2", "the date of document 2 lies beyond the calendar"),
    ],
)
def test_a_database_of_something_else_is_refused_with_the_reason(database: Path, change: str, message: str) -> None:
    with sqlite3.connect(database) as file:
        file.execute(change)
    file.close()
    for read in (statements_of, dossier_of):
        with pytest.raises(BadDatabase, match=message):
            read(database)


def test_a_database_with_changes_that_are_not_written_yet_is_refused(database: Path) -> None:
    database.with_name("a.dna-wal").write_bytes(b"changes")
    with pytest.raises(BadDatabase, match="close it in DNA first"):
        statements_of(database)


def test_a_database_is_told_by_its_name_or_its_first_bytes(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.sqlite"
    other.write_bytes(database.read_bytes())
    text = tmp_path / "c.csv"
    text.write_text("Words.")
    assert [is_database(path) for path in (database, other, text, tmp_path)] == [True, True, False, False]


def test_an_empty_type_is_an_empty_network(tmp_path: Path) -> None:
    path = write_dna(tmp_path / "a.dna", [], dates={})
    assert computed(path) == {}
    assert len(dossier_of(path).positions) == 0


def test_a_dossier_has_documents_as_sources_and_statements_as_positions(database: Path) -> None:
    dossier = dossier_of(database)
    first = dossier.positions["statement-1"]
    assert (first.actor, first.issue, first.stance, str(first.valid)) == ("union", "tax", "support", "2025-01-02")
    assert first.evidence[0].source == "1-title-1"
    assert "10 to 15" in str(first.evidence[0].note)
    assert dossier.positions["statement-2"].stance == "oppose"
    assert "statement-5" not in dossier.positions
    assert dossier.sources["1-title-1"].publisher == "Gazette"
    assert {issue.name for issue in dossier.issues} == {"Tax", "Road"}


def test_such_a_dossier_can_be_written_and_has_no_errors(database: Path, tmp_path: Path) -> None:
    for actors in ("organization", "person", "author"):
        dossier = dossier_of(database, actors=actors)
        write(dossier, tmp_path / actors)
        again, problems = examine(tmp_path / actors)
        assert again == dossier
        assert [problem for problem in problems if problem.severity == "error"] == []


def test_a_dossier_gives_the_network_of_its_database(database: Path) -> None:
    from graphkit.analysis.discourse.positions import statements_of as of_dossier

    found = ties(discourse(of_dossier(dossier_of(database)), Options(measure="subtract")).networks[0])
    theirs = computed(database, options=Options(measure="subtract"))
    assert found == {(one.lower(), other.lower()): value for (one, other), value in theirs.items()}


# The sample database of DNA: https://github.com/leifeld-lab/dna; sums from rDNA's own tests (test-network.R) and from
# its export onemode_org_congruence.csv.


@pytest.fixture
def sample(shared: Path) -> Path:
    return shared / "data" / "dna" / "sample.dna"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("network", "measure", "total"),
    [
        ("two-mode", "ignore", 40),
        ("actor", "ignore", 276),
        ("actor", "congruence", 160),
        ("actor", "conflict", 116),
        ("actor", "subtract", 44),
    ],
)
@pytest.mark.parametrize("dna_compatible", [False, True])
def test_the_sample_has_the_sums_of_dna(
    sample: Path, network: Any, measure: Any, total: float, dna_compatible: bool
) -> None:
    options = Options(network=network, measure=measure, dna_compatible=dna_compatible)
    (found,) = discourse(statements_of(sample), options).networks
    assert found.matrix.sum() == total
    assert (found.statements, found.sources) == (40, 7)
    assert found.matrix.shape == ((7, 6) if network == "two-mode" else (7, 7))


@pytest.mark.shared
def test_the_sample_has_the_matrix_that_dna_exported(sample: Path) -> None:
    with (sample.parent / "exports" / "onemode_org_congruence.csv").open(encoding="utf-8", newline="") as file:
        (_, *columns), *rows = csv.reader(file, delimiter=";")
    (network,) = discourse(statements_of(sample)).networks
    assert network.columns.ids == tuple(columns)
    assert network.matrix.toarray().tolist() == [[float(cell) for cell in row[1:]] for row in rows]


@pytest.mark.shared
def test_the_sample_is_a_dossier_without_errors(sample: Path, tmp_path: Path) -> None:
    dossier = dossier_of(sample)
    assert (len(dossier.positions), len(dossier.sources), len(dossier.actors)) == (40, 7, 7)
    write(dossier, tmp_path / "d")
    assert [each for each in examine(tmp_path / "d")[1] if each.severity == "error"] == []
