"""A folder becomes a dossier, and everything that is wrong with its files is said at once and once."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import RECORD_KINDS
from graphkit.dossier.reader import read

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]

NORTH = "- {id: north-bank, name: Town of North Bank, kind: organization}\n"
SOUTH = "- {id: south-bank, name: Town of South Bank, kind: organization}\n"
TOLL = "- {id: toll, name: Toll, question: Should cars pay a toll?}\n"
GAZETTE = "- {id: gazette, title: Councils meet, publisher: River Gazette, kind: article, published: 2025}\n"
ALLIES = "- {id: allies, from: north-bank, to: south-bank, kind: ally_of, evidence: [{source: gazette}]}\n"


def position(id: str, *, actor: str = "north-bank") -> str:
    return (
        f"- id: {id}\n  actor: {actor}\n  issue: toll\n  stance: support\n  claim: Wants {id}.\n"
        "  valid: 2025\n  evidence: [{source: gazette}]\n"
    )


def codes(problems: list[str]) -> list[str]:
    return [problem.split()[1] for problem in problems]


def test_a_dossier_is_read_with_the_place_of_every_value(examined: Examine) -> None:
    dossier, problems = examined(
        {"actors.yaml": NORTH, "issues.yaml": TOLL, "sources.yaml": GAZETTE, "positions.yaml": position("for-a-toll")}
    )
    assert problems == []
    found = dossier.positions["for-a-toll"]
    assert (found.actor, found.key, str(found.valid)) == ("north-bank", "position:for-a-toll", "2025")
    assert str(dossier.at(found, "evidence", 0, "source")) == "positions.yaml:7:23"
    assert str(dossier.at(dossier.manifest, "title")) == "dossier.yaml:2:8"


def test_every_problem_of_every_file_is_collected_in_order_of_place(examined: Examine) -> None:
    _, problems = examined(
        {
            "actors.yaml": "- {id: A, name: '', kind: king, colour: red}\n- {name: B}\n- [c]\n" + NORTH + NORTH,
            "issues.yaml": "- {id: toll, name: Toll, question: Shall we?, quota: 101, parent: fee}\n",
            "dossier.yaml": "id: toll\nheading: Toll\n",
            "sources.yaml": "- {id: s, title: T, publisher: P, kind: post, published: 2025-13}\n- {id: t\n",
            "notes.txt": "",
        }
    )
    assert [problem.partition(" ")[0] + " " + problem.split()[1] for problem in problems] == [
        "actors.yaml:1:8 R106",
        "actors.yaml:1:17 R109",
        "actors.yaml:1:27 R104",
        "actors.yaml:1:33 R102",
        "actors.yaml:2:3 R101",
        "actors.yaml:2:3 R101",
        "actors.yaml:3:3 F009",
        "actors.yaml:5:8 R108",
        "dossier.yaml:1:1 R101",
        "dossier.yaml:2:1 R102",
        "issues.yaml:1:54 R107",
        "issues.yaml:1:67 I104",
        "notes.txt:1:1 F008",
        "sources.yaml:1:58 R105",
        "sources.yaml:3:1 F004",
    ]


def test_rules_are_applied_to_what_could_be_read(examined: Examine) -> None:
    _, problems = examined({"actors.yaml": "- {id: A}\n", "issues.yaml": TOLL[:-2] + ", parent: fee}\n"})
    assert codes(problems) == ["R101", "R101", "R106", "I104"]


def test_a_record_that_is_broken_is_still_known_by_its_id(examined: Examine) -> None:
    dossier, problems = examined(
        {"actors.yaml": NORTH + SOUTH.replace("organization", "town"), "ties.yaml": ALLIES, "sources.yaml": GAZETTE}
    )
    assert codes(problems) == ["R104"]
    assert [actor.id for actor in dossier.actors] == ["north-bank"]
    assert "south-bank" in dossier.actors


@pytest.mark.parametrize(
    ("actors", "code"),
    [
        (b"\xff\xfe", "F003"),
        (b"- {id: north-bank\n", "F004"),
        (NORTH.encode() + b"- [\n", "F004"),
        (NORTH.encode() + b"---\n" + SOUTH.encode(), "F009"),
        (b"north-bank: {}\n", "F009"),
        (b"- x: " + b"[" * 40, "F007"),
    ],
)
def test_a_file_that_cannot_be_read_to_its_end_is_one_problem(actors: bytes, code: str, examined: Examine) -> None:
    _, problems = examined({"actors.yaml": actors, "ties.yaml": ALLIES, "sources.yaml": GAZETTE})
    assert codes(problems) == [code]


def test_a_file_that_may_not_be_read_is_one_problem(examined: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse_actors(path: Path) -> bytes:
        if path.name == "actors.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_actors)
    _, problems = examined({"actors.yaml": NORTH, "ties.yaml": ALLIES, "sources.yaml": GAZETTE})
    assert problems == ["actors.yaml:1:1 F001 cannot read it: Permission denied; check that you may read it"]


@pytest.mark.parametrize("manifest", [b"\xff", b"id: TOLL\ntitle: Toll\n", b"- id: toll\n", b"", b"id: [\n"])
def test_a_broken_manifest_does_not_make_every_coder_unknown(manifest: bytes, examined: Examine) -> None:
    _, problems = examined({"dossier.yaml": manifest, "actors.yaml": NORTH[:-2] + ", coder: ada}\n"})
    assert len(problems) == 1
    assert problems[0].startswith("dossier.yaml:")


def test_a_missing_manifest_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text(NORTH)
    dossier, problems = read(tmp_path)
    assert [problem.code for problem in problems] == ["F002"]
    assert [actor.id for actor in dossier.actors] == ["north-bank"]


def test_an_empty_folder_has_one_problem(tmp_path: Path) -> None:
    (problem,) = examine(tmp_path)[1]
    assert (problem.code, problem.place.file) == ("F002", str(tmp_path / "dossier.yaml"))


def test_an_empty_manifest_is_a_problem(examined: Examine) -> None:
    _, problems = examined({"dossier.yaml": "# nothing yet\n"})
    assert problems == ["dossier.yaml:1:1 R101 the file is empty; write id and title"]


@pytest.mark.parametrize("name", ["nowhere", "file.txt", "", "Übergänge/…"])
def test_what_is_no_folder_is_a_problem(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("")
    folder = tmp_path / name if name else tmp_path / "x" / ".."
    dossier, problems = read(folder)
    assert [problem.code for problem in problems] == ["F001"]
    assert list(dossier.records()) == []


def test_an_id_stands_once_among_the_records_of_its_kind_and_the_first_counts(examined: Examine) -> None:
    dossier, problems = examined(
        {
            "actors.yaml": NORTH + "- {id: north-bank, name: Other, kind: state}\n",
            "issues.yaml": "- {id: north-bank, name: Same id, question: Of another kind?}\n",
        }
    )
    assert problems == [
        "actors.yaml:2:8 R108 actor 'north-bank' again; it stands at actors.yaml:1:8 too; give one of them another id"
    ]
    assert dossier.actors["north-bank"].name == "Town of North Bank"


def test_positions_may_lie_in_a_folder_of_files(examined: Examine) -> None:
    dossier, problems = examined(
        {
            "actors.yaml": NORTH,
            "issues.yaml": TOLL,
            "sources.yaml": GAZETTE,
            "positions.yaml": position("one"),
            "positions/b.yaml": position("three"),
            "positions/a.yaml": position("two"),
        }
    )
    assert problems == []
    assert [each.id for each in dossier.positions] == ["one", "two", "three"]
    assert str(dossier.at(dossier.positions["three"], "actor")) == "positions/b.yaml:2:10"


def test_an_id_stands_once_across_the_files_of_positions(examined: Examine) -> None:
    _, problems = examined(
        {
            "actors.yaml": NORTH,
            "issues.yaml": TOLL,
            "sources.yaml": GAZETTE,
            "positions/a.yaml": position("one"),
            "positions/b.yaml": position("one"),
        }
    )
    assert [problem.partition(";")[0] for problem in problems] == ["positions/b.yaml:1:7 R108 position 'one' again"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("actor.yaml", "did you mean 'actors.yaml'?"),
        ("actors.yml", "did you mean 'actors.yaml'?"),
        ("Positions.yaml", "did you mean 'positions.yaml'?"),
        ("positions.YAML", "did you mean 'positions.yaml'?"),
        ("actors.CSV", "did you mean 'actors.csv'?"),
        ("sauces.csv", "did you mean 'sources.csv'?"),
        ("positions", "did you mean 'positions.yaml'?"),
        ("Actors", "did you mean 'actors.yaml'?"),
        ("dossier.csv", ""),
        ("positions/one.yml", "did you mean 'one.yaml'?"),
        ("positions/one.YAML", "did you mean 'one.yaml'?"),
        ("positions/One.Csv", "did you mean 'One.csv'?"),
    ],
)
def test_data_that_nobody_reads_is_an_error(name: str, remedy: str, examined: Examine) -> None:
    _, problems = examined({name: ""})
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}:1:1 F008 nobody reads this file; {remedy}")


@pytest.mark.parametrize(
    ("name", "folder"),
    [("actors/more.yaml", "actors"), ("positions/sub/x.CSV", "positions/sub"), ("old/a/b/c.yml", "old")],
)
def test_a_folder_with_data_that_nobody_reads_is_an_error_that_names_the_first(
    name: str, folder: str, examined: Examine
) -> None:
    _, problems = examined({name: "", f"{folder}/z.txt": "", f"{folder}/.hidden.yaml": ""})
    held = name.removeprefix(f"{folder}/")
    assert [problem.partition(";")[0] for problem in problems] == [
        f"{folder}:1:1 F008 nobody reads this folder, which holds '{held}'"
    ]


@pytest.mark.parametrize("name", ["positions/.x.yaml", ".actors.yaml", "positions/.old/x.yaml", ".old/actors.yaml"])
def test_what_is_hidden_is_left_alone_everywhere(name: str, examined: Examine) -> None:
    dossier, problems = examined({name: "- [", "positions/README.md": ""})
    assert problems == []
    assert list(dossier.records()) == []


@pytest.mark.parametrize("name", ["actors.yaml", "positions/one.csv"])
def test_what_is_no_file_under_a_name_that_is_read_is_called_what_it_is(
    name: str, tmp_path: Path, examined: Examine
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    remedy = "put the records into a file of this name"
    for shape, make, remove in (
        ("folder", path.mkdir, path.rmdir),
        ("pipe", lambda: os.mkfifo(path), path.unlink),
        ("broken link", lambda: path.symlink_to("nowhere"), path.unlink),
        ("broken link", lambda: path.symlink_to(path.name), path.unlink),
    ):
        make()
        assert examined({})[1] == [f"{name}:1:1 F008 this is a {shape} and no file; {remedy}"]
        remove()


def test_a_folder_in_place_of_the_manifest_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").mkdir()
    (problem,) = read(tmp_path)[1]
    assert (problem.code, problem.found) == ("F002", "this is a folder and no file")


def test_links_that_lead_in_a_circle_are_not_followed(tmp_path: Path, examined: Examine) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "loop").symlink_to(tmp_path)
    assert examined({})[1] == ["old:1:1 F008 warning: nobody reads this folder; move it out of the dossier"]


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml", "\u202e.csv".encode()])
def test_a_file_may_have_any_name_and_its_problem_stands_on_one_line(
    name: bytes, tmp_path: Path, examined: Examine
) -> None:
    (tmp_path / os.fsdecode(name)).write_text("")
    (problem,) = examined({})[1]
    assert problem.isprintable()


@pytest.mark.parametrize("place", [".", "positions"])
def test_a_folder_that_may_not_be_read_is_one_problem(
    place: str, tmp_path: Path, examined: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "positions").mkdir()
    iterdir = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == Path(place):
            raise PermissionError(13, "Permission denied", str(path))
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    _, problems = examined({"actors.yaml": NORTH})
    assert problems == [f"{place}:1:1 F001 cannot read it: Permission denied; check that you may read it"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_folder_can_have_is_a_problem(name: str) -> None:
    _, problems = read(name)
    assert [problem.code for problem in problems] == ["F001"]


@pytest.mark.parametrize("name", ["notes.txt", "positions/todo.md", "article.html", "codebook.docx", "old/notes.txt"])
def test_any_other_file_that_nobody_reads_is_a_warning(name: str, examined: Examine) -> None:
    _, problems = examined({name: ""})
    stray, shape = ("old", "folder") if name.startswith("old") else (name, "file")
    assert problems == [f"{stray}:1:1 F008 warning: nobody reads this {shape}; move it out of the dossier"]


@pytest.mark.parametrize(
    "name", ["codebook.md", "README.md", "readme.txt", "LICENSE", "LICENCE.md", ".gitignore", ".schema/x"]
)
def test_prose_about_the_dossier_and_hidden_files_are_welcome(name: str, examined: Examine) -> None:
    assert examined({name: ""})[1] == []


@pytest.mark.parametrize(
    "fault", ["stance: maybe", "valid: soon", "value: high", "colour: red", "note: {a: b}", "low:\n  low:"]
)
def test_names_in_a_record_with_another_fault_are_checked_in_the_same_run(fault: str, examined: Examine) -> None:
    text = position("one", actor="north-bnk").replace("[{source: gazette}]", "[{source: gazet, via: gazete}]")
    if (key := fault.partition(":")[0]) in ("stance", "valid"):
        text = re.sub(f"{key}: .*", fault, text)
    else:
        text += f"  {fault}\n"
    text += "  on_behalf_of: south\n  conditions: [{text: T, issue: tol}, 7]\n"
    files = {"actors.yaml": NORTH, "issues.yaml": TOLL, "sources.yaml": GAZETTE, "positions.yaml": text}
    _, problems = examined(files)
    assert {code for code in codes(problems) if code[0] != "R"} - {"F006"} == {"P103", "P104", "S103"}
    named = [problem for problem in problems if re.search(r" [PS]10\d ", problem)]
    assert [problem.partition(";")[0].partition(" ")[2] for problem in named] == [
        "P103 no actor 'north-bnk'",
        "S103 no source 'gazet'",
        "S103 no source 'gazete'",
        "P103 no actor 'south'",
        "P104 no issue 'tol'",
    ]


def test_what_a_record_with_a_fault_names_is_used(examined: Examine, tmp_path: Path) -> None:
    broken = position("one").replace("support", "maybe")
    examined({"actors.yaml": NORTH, "issues.yaml": TOLL, "sources.yaml": GAZETTE, "positions.yaml": broken})
    assert [problem.code for problem in examine(tmp_path)[1]] == ["R104"]


def test_what_is_wrong_in_a_record_is_said_in_one_run(examined: Examine) -> None:
    actor = "- &a {id: a, name: A, name: B, kind: king, country: *a, note: !!str c}\n"
    _, problems = examined({"actors.yaml": actor})
    assert codes(problems) == ["F005", "F006", "R104", "F005", "F005"]


def test_a_value_that_was_put_aside_is_not_missed_too(examined: Examine) -> None:
    _, problems = examined({"actors.yaml": f"- {{id: a, name: {'x' * (1 << 20)}y, kind: state}}\n"})
    assert codes(problems) == ["F007"]


def test_after_a_fault_in_the_syntax_it_is_said_that_the_rest_was_not_read(examined: Examine) -> None:
    dossier, problems = examined({"actors.yaml": NORTH + "- {id: b\n" + SOUTH, "issues.csv": 'id,name\na,"b\n'})
    assert [actor.id for actor in dossier.actors] == ["north-bank"]
    assert [problem.rpartition("; ")[2] for problem in problems] == ["the rest of the file was not read"] * 2


@pytest.mark.parametrize("id", ["yes", "1", "007", '"null"', "1e3", "0x1f", "true", "no", "2025-01-01", "a" * 200])
def test_an_id_is_the_text_that_stands_there(id: str, examined: Examine) -> None:
    dossier, problems = examined({"actors.yaml": f"- {{id: {id}, name: A, kind: state}}\n"})
    assert problems == []
    assert [actor.id for actor in dossier.actors] == [id.strip('"')]


@pytest.mark.parametrize(
    ("id", "code"),
    [("null", "R101"), ("~", "R101"), ('""', "R106"), ("NULL", "R101"), ("No", "R106"), ("a" * 201, "R106")],
)
def test_an_id_that_says_nothing_or_is_no_slug_is_refused(id: str, code: str, examined: Examine) -> None:
    _, problems = examined({"actors.yaml": f"- {{id: {id}, name: A, kind: state}}\n"})
    assert codes(problems) == [code]


def test_an_id_of_a_table_is_the_text_of_its_cell(examined: Examine) -> None:
    dossier, problems = examined({"actors.csv": "id,name,kind\nnull,A,state\nyes,B,state\n1,C,state\n"})
    assert problems == []
    assert [actor.id for actor in dossier.actors] == ["null", "yes", "1"]


def test_an_unknown_key_is_a_problem_even_when_it_is_empty_or_deep_inside(examined: Examine) -> None:
    issue = "- id: toll\n  name: Toll\n  question: Shall we?\n  parnet:\n  scale: {low: no, high: yes, hihg: ~}\n"
    _, problems = examined({"issues.yaml": issue})
    assert problems == [
        "issues.yaml:4:3 R102 unknown key 'parnet'; did you mean 'parent'?",
        "issues.yaml:5:31 R102 unknown key 'hihg'; did you mean 'high'?",
    ]


def test_the_name_of_a_field_in_the_program_is_no_key(examined: Examine) -> None:
    tie = ALLIES.replace("from:", "from_:")
    _, problems = examined({"actors.yaml": NORTH + SOUTH, "ties.yaml": tie, "sources.yaml": GAZETTE})
    assert problems == [
        "ties.yaml:1:3 R101 tie has no 'from'; add 'from: …'",
        "ties.yaml:1:16 R102 unknown key 'from_'; did you mean 'from'?",
    ]


def test_keys_are_not_looked_for_where_no_mapping_belongs(examined: Examine) -> None:
    _, problems = examined({"actors.yaml": "- {id: a, name: {first: A, last: {b: c}}, kind: state}\n"})
    assert problems == ["actors.yaml:1:17 R103 a mapping stands here; write a text"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("scale: all", "R103 'all' stands here; write a mapping of keys to values"),
        ("status_quo: {value: 3}", "R103 a mapping stands here; write a list; start each item with '- '"),
        ("consent: {a: b}", "R103 a mapping stands here; write a list; start each item with '- '"),
        ("consent: [[b]]", "R103 a list stands here; write a text"),
        ("consent: [~]", "R103 nothing stands here; write a text"),
        ("quota: [1]", "R103 a list stands here; write a number"),
        ("quota: 1e999", "R103 inf stands here; write a finite number"),
        ("note: {a: b}", "R103 a mapping stands here; write a text"),
    ],
)
def test_a_value_of_the_wrong_shape_is_a_problem_that_says_the_right_one(
    value: str, message: str, examined: Examine
) -> None:
    _, problems = examined({"issues.yaml": f"- id: toll\n  name: Toll\n  question: Shall we?\n  {value}\n"})
    assert [problem.partition(" ")[2] for problem in problems] == [message]


def test_a_list_that_needs_a_member_may_not_be_empty(examined: Examine) -> None:
    proposal = "- {id: p, name: P, by: [], date: 2025, evidence: [{source: gazette}]}\n"
    _, problems = examined({"proposals.yaml": proposal, "sources.yaml": GAZETTE})
    assert problems == ["proposals.yaml:1:24 R101 'by' is empty; write at least one"]


def test_a_long_value_is_shortened_in_the_message(examined: Examine) -> None:
    _, problems = examined({"actors.yaml": f"- {{id: a, name: A, kind: {'x' * 5000}}}\n"})
    assert len(problems[0]) < 300


def test_a_message_cannot_control_the_terminal(examined: Examine) -> None:
    _, problems = examined({"actors.yaml": '- {id: a, name: A, kind: "\\e[2J\\n\\r\\a\\u202e", "\\e[31m": x}\n'})
    assert len(problems) == 2
    assert all(problem.isprintable() for problem in problems)


def test_the_order_of_records_changes_no_verdict(examined: Examine) -> None:
    files = {"actors.yaml": [NORTH, SOUTH], "ties.yaml": [ALLIES, ALLIES.replace("allies", "friends")]}
    dossier, problems = examined({**{name: "".join(both) for name, both in files.items()}, "sources.yaml": GAZETTE})
    other, other_problems = examined({name: "".join(both[::-1]) for name, both in files.items()})
    assert problems == other_problems == []
    assert {record.key: record for record in dossier.records()} == {record.key: record for record in other.records()}


def test_a_dossier_with_many_broken_records_reports_each_once(examined: Examine) -> None:
    order = random.Random(1).sample(range(500), 500)
    actors = "".join(f"- {{id: a{n}, name: A, kind: king}}\n" for n in order)
    ties = "".join(
        f"- {{id: t{n}, from: a{n}, to: a{(n + 1) % 500}, kind: heads, evidence: [{{source: gazette}}]}}\n"
        for n in order
    )
    dossier, problems = examined({"actors.yaml": actors, "ties.yaml": ties, "sources.yaml": GAZETTE})
    assert codes(problems) == ["R104"] * 500
    assert len(dossier.ties) == 500


def test_every_kind_of_record_has_a_file_of_its_own(examined: Examine) -> None:
    kinds = [kind.name_of_kind for kind in RECORD_KINDS]
    _, problems = examined({f"{kind}s.yaml": "- {}\n" for kind in kinds})
    missing = {problem.partition(":")[0] for problem in problems if " R101 " in problem}
    assert missing == {f"{kind}s.yaml" for kind in kinds}
