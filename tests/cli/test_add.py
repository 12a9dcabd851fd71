"""`graphkit add`: a record more, from options or questions, and never an unsound dossier."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from graphkit.cli import filling
from graphkit.cli.add import EXAMPLES
from graphkit.dossier.checks import examine
from graphkit.dossier.model import RECORD_KINDS
from tests.cli.conftest import Run

POSITION = ["--stance", "oppose", "--claim", "Rejects half of it too.", "--valid", "2025-02"]
ABOUT = ["--actor", "south-bank", "--issue", "bridge-toll", "--source", "gazette-2025-01-14"]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_position_is_appended_and_its_place_printed(run: Run, example: Path) -> None:
    before = (example / "positions.yaml").read_text()
    result = run("add", "position", example, *POSITION, *ABOUT, "--paragraph", 4, "--at-most", 10)
    assert result.exit_code == 0
    assert result.stdout == f"position:south-bank-bridge-toll {example / 'positions.yaml'}:30:3\n"
    assert (example / "positions.yaml").read_text() == before + (
        """\
- id: south-bank-bridge-toll
  actor: south-bank
  issue: bridge-toll
  stance: oppose
  claim: Rejects half of it too.
  valid: 2025-02
  accepts:
    at_most: 10
  evidence:
    - source: gazette-2025-01-14
      locator:
        paragraph: 4
"""
    )
    assert [problem for problem in examine(example)[1] if problem.severity == "error"] == []


@pytest.mark.parametrize("kind", [kind.name_of_kind for kind in RECORD_KINDS])
def test_a_record_of_every_kind_is_appended_as_its_help_shows(kind: str, run: Run, example: Path) -> None:
    import shlex

    words = shlex.split(
        EXAMPLES[kind].replace("gazette", "gazette-2025-01-14").replace("issue toll", "issue bridge-toll")
    )
    words = [word.replace("issue=toll", "issue=bridge-toll").replace("ada", "editor") for word in words]
    result = run("add", kind, example, *words)
    assert (result.exit_code, result.stderr.count("error")) == (0, 0), result.stderr
    key = result.stdout.partition(" ")[0]
    assert examine(example)[0].of_kind(kind).get(key.partition(":")[2]) is not None


def test_names_do_for_ids(run: Run, example: Path) -> None:
    words = ["--actor", "town of SOUTH bank", "--issue", "Toll on the bridge", "--on-behalf-of", "Nordufer"]
    result = run("add", "position", example, *POSITION, *words, "--source", "Councils meet over the bridge")
    assert result.exit_code == 0
    position = examine(example)[0].positions["south-bank-bridge-toll"]
    assert (position.actor, position.on_behalf_of, position.evidence[0].source) == (
        "south-bank", ("north-bank",), "gazette-2025-01-14"
    )  # fmt: skip


def test_a_name_that_nobody_has_is_misuse_with_a_near_one(run: Run, example: Path) -> None:
    before = files_in(example)
    result = run("add", "position", example, *POSITION, *ABOUT, "--actor", "suoth-bank")
    assert result.exit_code == 2
    assert "no actor 'suoth-bank'; did you mean 'south-bank'?" in result.stderr
    assert files_in(example) == before


def test_what_is_required_and_missing_is_listed_where_nobody_can_be_asked(run: Run, example: Path) -> None:
    result = run("add", "position", example, "--actor", "south-bank")
    assert result.exit_code == 2
    assert "missing --issue, --stance, --claim, --valid, --source" in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--value", "140"], "R107"),
        (["--value", "high"], "R103"),
        (["--valid", "2025-13"], "R105"),
        (["--id", "North Bank"], "R106"),
        (["--id", "north-bank-for-a-toll"], "R108"),
        (["--claim", "  "], "R109"),
        (["--coder", "nobody"], "D103"),
        (["--low", "50", "--high", "40"], "P108"),
        (["--set", "conditions.1.then=oppose"], "R101"),
    ],
)
def test_a_record_that_would_bring_an_error_is_not_written(
    words: list[str], code: str, run: Run, example: Path
) -> None:
    before = files_in(example)
    result = run("add", "position", example, *POSITION, *ABOUT, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{example / 'positions.yaml'}:" in result.stderr
    assert f" {code} " in result.stderr
    assert result.stderr.endswith("nothing was written\n")
    assert files_in(example) == before


def test_errors_that_are_there_already_do_not_stand_in_the_way(run: Run, example: Path) -> None:
    with (example / "ties.yaml").open("a") as file:
        file.write("- {id: t, from: mayor-north, to: nobody, kind: heads}\n")
    assert run("check", example).exit_code == 1
    result = run("add", "position", example, *POSITION, *ABOUT)
    assert (result.exit_code, "nobody" in result.stderr) == (0, False)


def test_any_field_can_be_set_by_its_column(run: Run, example: Path) -> None:
    sets = [
        "--set", "conditions.1.text=Half = enough", "--set", "conditions.1.then=support",
        "--set", "evidence.2.source=gazette-2025-01-14", "--set", "evidence.2.note='=1+1",
    ]  # fmt: skip
    assert run("add", "position", example, *POSITION, *ABOUT, *sets).exit_code == 0
    position = examine(example)[0].positions["south-bank-bridge-toll"]
    assert (position.conditions[0].text, position.conditions[0].then) == ("Half = enough", "support")
    assert [each.note for each in position.evidence] == [None, "'=1+1"]


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("stnace=oppose", "no field 'stnace'; did you mean 'stance'?"),
        ("evidence=x", "no field 'evidence'; did you mean 'evidence.1.credibility'"),
        ("note", "has no '='; write FIELD=VALUE"),
    ],
)
def test_a_field_that_there_is_not_is_misuse(assignment: str, message: str, run: Run, example: Path) -> None:
    result = run("add", "position", example, *POSITION, *ABOUT, "--set", assignment)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_id_that_is_taken_gets_a_number(run: Run, example: Path) -> None:
    ids = []
    for claim in ("One.", "Two.", "Three."):
        result = run("add", "position", example, *POSITION, *ABOUT, "--claim", claim)
        ids.append(result.stdout.partition(" ")[0])
    assert ids == [f"position:south-bank-bridge-toll{end}" for end in ("", "-2", "-3")]


def test_letters_without_an_id_in_them_ask_for_one(run: Run, example: Path) -> None:
    words = ["--name", "Північ", "--kind", "bloc"]
    result = run("add", "actor", example, *words)
    assert result.exit_code == 2
    assert "give one with --id" in result.stderr
    assert run("add", "actor", example, *words, "--id", "pivnich").exit_code == 0


@pytest.mark.parametrize("words", [["--quote", "the words"], ["--text", __file__]])
def test_words_and_their_text_go_together(words: list[str], run: Run, example: Path) -> None:
    assert run("add", "position", example, *POSITION, *ABOUT, *words).exit_code == 2


def test_a_quotation_is_locked_and_not_kept(run: Run, example: Path, tmp_path: Path) -> None:
    copy = tmp_path / "gazette.txt"
    copy.write_text("First paragraph.\n\nSouth Bank will\nnot pay.\n")
    quoted = ["--quote", "South Bank will not  pay.", "--text", str(copy)]
    assert run("add", "position", example, *POSITION, *ABOUT, *quoted).exit_code == 0
    assert run("verify", example, "--text", f"gazette-2025-01-14={copy}").exit_code == 0
    evidence = examine(example)[0].positions["south-bank-bridge-toll"].evidence[0]
    assert evidence.locator is not None and evidence.locator.paragraph == 2
    assert "will not" not in (example / "positions.yaml").read_text()


def test_words_that_stand_there_twice_are_told_apart_by_paragraph(run: Run, example: Path, tmp_path: Path) -> None:
    copy = tmp_path / "gazette.txt"
    copy.write_text("No toll.\n\nAgain: No toll.\n")
    words = [*POSITION, *ABOUT, "--quote", "No toll.", "--text", str(copy)]
    result = run("add", "position", example, *words)
    assert result.exit_code == 2
    assert "paragraphs 1, 2" in result.stderr
    assert run("add", "position", example, *words, "--paragraph", 2).exit_code == 0
    assert run("add", "position", example, *words[:-4], "--quote", "A toll", "--text", str(copy)).exit_code == 1


BEFORE = "- id: a\n  name: A\n  kind: state\n"


@pytest.mark.parametrize(
    ("before", "added"),
    [
        ("", "- id: b\n  name: B\n  kind: bloc\n"),
        ("# only a comment", "\n\n- id: b\n  name: B\n  kind: bloc\n"),
        (BEFORE, "\n- id: b\n  name: B\n  kind: bloc\n"),
        (BEFORE.rstrip(), "\n\n- id: b\n  name: B\n  kind: bloc\n"),
        (f"{BEFORE}\n\n", "- id: b\n  name: B\n  kind: bloc\n"),
        (f"{BEFORE}{BEFORE.replace('a', 'c', 1)}", "- id: b\n  name: B\n  kind: bloc\n"),
        (f"{BEFORE}\n{BEFORE.replace('a', 'c', 1)}# end\n", "\n- id: b\n  name: B\n  kind: bloc\n"),
        (BEFORE.replace("\n", "\r\n"), "\r\n- id: b\r\n  name: B\r\n  kind: bloc\r\n"),
        (f"\ufeff{BEFORE}", "\n- id: b\n  name: B\n  kind: bloc\n"),
        ("   -  id: a\n      name: A\n      kind: state\n", "\n   - id: b\n     name: B\n     kind: bloc\n"),
        ("- {id: a, name: A, kind: state} # c\n", "\n- id: b\n  name: B\n  kind: bloc\n"),
        ("---\n" + BEFORE, "\n- id: b\n  name: B\n  kind: bloc\n"),
    ],
)
def test_what_stands_in_a_yaml_file_stays_byte_for_byte(before: str, added: str, run: Run, tmp_path: Path) -> None:
    folder = dossier_with(tmp_path, "actors.yaml", before)
    result = run("add", "actor", folder, "--id", "b", "--name", "B", "--kind", "bloc")
    assert result.exit_code == 0, result.stderr
    assert (folder / "actors.yaml").read_bytes() == (before + added).encode()


@pytest.mark.parametrize("end", ["|\n    x", "|+\n    x\n"])
def test_a_text_at_the_end_that_would_change_with_what_follows_is_left_to_fmt(
    end: str, run: Run, tmp_path: Path
) -> None:
    folder = dossier_with(tmp_path, "actors.yaml", f"{BEFORE}  note: {end}")
    words = ["add", "actor", folder, "--id", "b", "--name", "B", "--kind", "bloc"]
    result = run(*words)
    assert result.exit_code == 1
    assert "actors.yaml ends in a text that would change; run graphkit fmt first" in result.stderr
    assert (folder / "actors.yaml").read_text() == f"{BEFORE}  note: {end}"
    run("fmt", folder)
    assert run(*words).exit_code == 0


def dossier_with(folder: Path, name: str, text: str) -> Path:
    (folder / "dossier.yaml").write_text("id: d\ntitle: D\n")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("before", ["[{id: a, name: A, kind: state}]\n", "[]\n"])
def test_a_list_in_brackets_is_left_to_fmt(before: str, run: Run, tmp_path: Path) -> None:
    folder = dossier_with(tmp_path, "actors.yaml", before)
    words = ["add", "actor", folder, "--id", "b", "--name", "B", "--kind", "bloc"]
    result = run(*words)
    assert result.exit_code == 1
    assert "run graphkit fmt first" in result.stderr
    run("fmt", folder)
    assert run(*words).exit_code == 0


def test_a_document_that_was_ended_is_left_alone(run: Run, tmp_path: Path) -> None:
    folder = dossier_with(tmp_path, "actors.yaml", BEFORE + "...\n")
    result = run("add", "actor", folder, "--id", "b", "--name", "B", "--kind", "bloc")
    assert result.exit_code == 1
    assert (folder / "actors.yaml").read_text() == BEFORE + "...\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "id,name,kind,aliases\nb,B,bloc,x; y\n"),
        ("id,name,kind,aliases\na,A,state,\n", "id,name,kind,aliases\na,A,state,\nb,B,bloc,x; y\n"),
        ("id,name,kind\na,A,state", "id,name,kind,aliases\na,A,state,\nb,B,bloc,x; y\n"),
        (
            "kind;id;name;note\r\nstate;a;\"A\r\nB\";\r\n\r\n",
            "kind;id;name;note;aliases\r\nstate;a;\"A\r\nB\";;\r\n\r\nbloc;b;B;;x; y\r\n",
        ),
        ("id,name,kind,aliases.1\na,A,state,\n", "id,name,kind,aliases.1,aliases.2\na,A,state,,\nb,B,bloc,x,y\n"),
    ],
)  # fmt: skip
def test_a_table_gets_a_row_and_the_columns_that_it_lacks(before: str, after: str, run: Run, tmp_path: Path) -> None:
    folder = dossier_with(tmp_path, "actors.csv", before)
    words = ["--id", "b", "--name", "B", "--kind", "bloc", "--aliases", "x", "--aliases", "y"]
    result = run("add", "actor", folder, *words)
    assert result.exit_code == 0, result.stderr
    after = after.replace("x; y\r\n", '"x; y"\r\n') if ";id" in after else after
    assert (folder / "actors.csv").read_bytes() == after.encode()


def test_the_last_file_of_several_takes_the_record(run: Run, example: Path) -> None:
    (example / "positions").mkdir()
    shutil.move(example / "positions.yaml", example / "positions" / "2025-01.yaml")
    (example / "positions" / "2025-02.yaml").write_text("# February\n")
    result = run("add", "position", example, *POSITION, *ABOUT)
    assert result.stdout.endswith(f"{example / 'positions' / '2025-02.yaml'}:3:3\n")


def test_a_failing_attempt_leaves_nothing_behind(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = files_in(example)
    monkeypatch.setattr(Path, "replace", full)
    result = run("add", "position", example, *POSITION, *ABOUT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert files_in(example) == before


def test_on_a_terminal_what_is_missing_is_asked_for(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "on_a_terminal", lambda: True)
    answers = [
        "suoth-bank",
        "south-bank",
        "bridge-toll",
        "against",
        "oppose",
        "",
        "No.",
        "2025-13",
        "2025-02",
        "gazette-2025-01-14",
    ]
    result = run("add", "position", example, "--setting", "private", stdin="".join(f"{each}\n" for each in answers))
    assert result.exit_code == 0, result.stderr
    assert "Who holds it (mayor-north, north-bank, south-bank)." in result.stderr
    assert "did you mean 'south-bank'?" in result.stderr
    assert "'against' is not one of" in result.stderr
    assert "2025-13" in result.stderr
    assert result.stdout.startswith("position:south-bank-bridge-toll ")
    position: Any = examine(example)[0].positions["south-bank-bridge-toll"]
    assert (position.stance, position.claim, str(position.valid), position.setting) == (
        "oppose", "No.", "2025-02", "private"
    )  # fmt: skip


def test_tab_offers_the_records_that_an_option_may_name(example: Path) -> None:
    import os
    import subprocess
    import sys

    words = {
        "_GRAPHKIT_COMPLETE": "bash_complete",
        "COMP_WORDS": "graphkit add position --issue br",
        "COMP_CWORD": "4",
        "GRAPHKIT_DOSSIER": str(example),
    }
    process = subprocess.run(
        [sys.executable, "-m", "graphkit"], env={**os.environ, **words}, capture_output=True, text=True
    )
    assert (process.stdout.split(), process.stderr) == (["plain,bridge-toll"], "")


def test_who_took_part_in_an_event_is_named_with_the_part_taken(run: Run, example: Path) -> None:
    words = ["--name", "Walk on the bridge", "--kind", "meeting", "--date", "2025-02", "--source", "gazette-2025-01-14"]
    who = ["--participant", "Ada North=host", "--participant", "south-bank=party"]
    assert run("add", "event", example, *words, *who).exit_code == 0
    took_part = examine(example)[0].events["walk-on-the-bridge"].participants
    assert [(each.actor, each.role) for each in took_part] == [("mayor-north", "host"), ("south-bank", "party")]


@pytest.mark.parametrize("words", ["south-bank", "=party", "south-bank="])
def test_a_participant_without_a_part_is_misuse(words: str, run: Run, example: Path) -> None:
    before = files_in(example)
    event = ["--name", "Walk", "--kind", "meeting", "--date", "2025"]
    result = run("add", "event", example, *event, "--participant", words)
    assert result.exit_code == 2
    assert f"--participant {words!r} is no pair; write ACTOR=ROLE" in result.stderr
    assert files_in(example) == before


def test_what_was_just_added_and_cannot_be_in_use_yet_is_no_reason_to_warn(run: Run, example: Path) -> None:
    source = ["--id", "post", "--title", "A post", "--publisher", "Ada North", "--kind", "post", "--published", "2025"]
    assert run("add", "source", example, *source).stderr == ""
    assert "S107 warning: source 'post'" in run("check", example).stdout
    assert run("add", "issue", example, "--id", "ferry", "--name", "Ferry", "--question", "A ferry?").stderr == ""


def test_words_that_are_not_in_the_copy_are_told_with_those_that_come_nearest(
    run: Run, example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("They met.\n\nShe said that they would pay half.\n")
    words = [*POSITION, *ABOUT, "--text", copy, "--quote"]
    before = files_in(example)
    result = run("add", "position", example, *words, "that they will pay half")
    assert result.exit_code == 1
    assert "paragraph 2: that they would pay half" in result.stderr
    result = run("add", "position", example, *words, "they would pay half", "--paragraph", 1)
    assert result.exit_code == 2
    assert "do not stand in paragraph 1, but in 2" in result.stderr
    assert files_in(example) == before
