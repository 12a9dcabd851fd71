"""Inputs of models of bargaining: plain tables, those of KTAB and those of the exchange model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.formats.bargaining import columns_not_read, read_inputs
from graphkit.formats.csv_table import BadTable

Write = Callable[..., Path]

KTAB = (
    'Toll ,"Who pays",2,2,\nActor,Description,Power,Road,RoadSal,Rail,RailSal,\n'
    "Ann, mayor, 12.5, 10, 60, 0, 30,\nBen, , 3, 90.5, 20, 100, 70,\n"
)
XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>Toll</name>
  <Dimensions><dName>Road</dName><dName>Rail</dName></Dimensions>
  <Actors>
    <Actor><name>Ann</name><capability>12.5</capability>
      <Position><dCoord>10</dCoord><dCoord>0</dCoord></Position>
      <Salience><dSal>60</dSal><dSal>30</dSal></Salience></Actor>
    <Actor><name>Ben</name><capability>3</capability>
      <Position><dCoord>90.5</dCoord><dCoord>100</dCoord></Position>
      <Salience><dSal>20</dSal><dSal>70</dSal></Salience></Actor>
  </Actors>
</Scenario>
"""
DECIDE = (
    "'#/'\t'a comment'\n'#A'\t'Ann'\t'A'\t''\n'#A'\t'Ben'\t'B'\t''\n"
    "'#P'\t'toll'\t'toll'\t''\n'#M'\t'toll'\t0.5\n'#M'\t'toll'\t7\n"
    "'#D'\t'Ann'\t'toll'\t0.5\t0.95\t1.0\n'#D'\t'Ben'\t'toll'\t3.0\t0.5\t0.6\n"
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str, name: str = "toll.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return written


def told(path: Path) -> str:
    with pytest.raises(BadTable) as raised:
        read_inputs(path)
    return str(raised.value).replace(f"{path.parent}/", "")


def test_actor_and_position_are_enough_and_the_issue_is_named_after_the_file(write: Write) -> None:
    table = read_inputs(write("Name;Position\nAnn;40\nBen;62.5\n"))[0]
    assert (table.issue, table.actors, table.position.tolist()) == ("toll", ("Ann", "Ben"), [40, 62.5])
    assert np.isnan(table.salience).all() and np.isnan(table.capability).all()


def test_columns_are_told_by_name_and_an_empty_cell_is_not_known(write: Write) -> None:
    text = "issue,actor,power,salience,position,low,high,at_least,at most,note\n"
    tables = read_inputs(write(text + "road,Ann,2,50,40,30,45,20,,x\nrail,Ann,2,,70,,,,80,y\nroad,Ben,1,80,90,,,,,\n"))
    assert [(table.issue, table.actors) for table in tables] == [("road", ("Ann", "Ben")), ("rail", ("Ann",))]
    road, rail = tables
    assert (road.low[0], road.high[0], road.at_least[0], rail.at_most[0]) == (30, 45, 20, 80)
    assert road.capability.tolist() == [2, 1] and road.salience.tolist() == [50, 80]
    assert np.isnan([road.at_most[0], road.low[1], rail.salience[0]]).all()


@pytest.mark.parametrize(
    ("positions", "scale"),
    [
        ("4 10", (0, 100)),
        ("0 100", (0, 100)),
        ("0.2 0.9", (0, 1)),
        ("0 1", (0, 1)),
        ("1 1", (0, 1)),
        ("0 0", (0, 100)),
        ("-5 20", (-5, 20)),
        ("1950 2030", (1950, 2030)),
    ],
)
def test_the_scale_is_what_holds_the_numbers_unless_it_is_told(
    write: Write, positions: str, scale: tuple[float, float]
) -> None:
    path = write("actor,position\n" + "".join(f"a{n},{each}\n" for n, each in enumerate(positions.split())))
    assert read_inputs(path)[0].scale == scale
    assert read_inputs(path, scale=(-10, 5000))[0].scale == (-10, 5000)


@pytest.mark.parametrize(("saliences", "full"), [("0.4 1", 1), ("40 90", 100), ("2 300", 300)])
def test_full_salience_is_one_a_hundred_or_the_largest(write: Write, saliences: str, full: float) -> None:
    rows = "".join(f"a{n},1,{each}\n" for n, each in enumerate(saliences.split()))
    assert read_inputs(write("actor,position,salience\n" + rows))[0].full_salience == full


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("actor,position\nAnn,x\n", "toll.csv:2:5 the position 'x' is no number; write one such as 2 or 0.5"),
        ("actor,position\nAnn,\n", "toll.csv:2:5 no position; write one"),
        ("actor,position\nAnn,inf\n", "toll.csv:2:5 the position 'inf' is not finite"),
        ("actor,position,salience\nAnn,4,-1\n", "toll.csv:2:7 the salience -1 is below 0"),
        ("actor,position,low\nAnn,4,5\n", "toll.csv:2:7 the position 4 lies outside low 5"),
        ("actor,position,at_least,at_most\nAnn,4,9,3\n", "toll.csv:2:7 at_least 9 is above at_most 3"),
        ("actor,position\nAnn,4\nAnn,5\n", "toll.csv:3:1 'Ann' stands above already"),
        ("actor,position\n,4\n", "toll.csv:2:1 no actor; name one"),
        ("actor,position\nAnn\n", "toll.csv:2:1 the row has 1 cells and the header 2"),
        ("actor,where\nAnn,4\n", "toll.csv:1:1 no column position: the header has 'actor', 'where'"),
        ("actor,position\n", "no row below the header"),
        ("", "toll.csv:1:1 no column actor: the file is empty"),
        ('actor,position\n"Ann,4\n', "this is not CSV"),
        (
            "actor,position\nAnn,62,5\n",
            "toll.csv:2:1 the row has 3 cells and the header 2; give every row a cell for each",
        ),
        (
            'actor,position\nAnn,"1,250"\n',
            "toll.csv:2:5 the position '1,250' could be 1.250 or 1250; write one of them",
        ),
        ("actor,position,power,influence\n", "toll.csv:1:16 'power' and 'influence' are both a column capability"),
        ("actor,position\nAnn,4\n ann,5\n", "toll.csv:3:1 'ann' is written 'Ann' above; write it alike"),
        ("actor;position;power\nAnn;4;1\nTotal;;1\n", "toll.csv:3:7 no position; write one"),
        ("actor,position,salience\nAnn,NA,5\n", "toll.csv:2:5 no position; write one"),
    ],
)
def test_a_wrong_row_of_a_plain_table_is_told_with_its_place(write: Write, text: str, message: str) -> None:
    assert message in told(write(text))


@pytest.mark.parametrize(
    ("rows", "positions", "capabilities"),
    [
        ("Ann;62,5;1.250\nBen;-3;900", [62.5, -3], [1250, 900]),
        ("Ann;1.250,5;1\nBen;1.000;2", [1250.5, 1000], [1, 2]),
        ('Ann;"1,250";2.5\nBen;−7;0.5', [1250, -7], [2.5, 0.5]),
        ("Ann;1 250;1\nBen;1\u00a0250,5;1", [1250, 1250.5], [1, 1]),
        ("Ann;0,125;1\nBen;1e3;2", [0.125, 1000], [1, 2]),
        ("Ann;1,250,000;1\nBen;1'000;2", [1_250_000, 1000], [1, 2]),
    ],
)
def test_decimals_and_thousands_are_read_as_the_table_writes_them(
    write: Write, rows: str, positions: list[float], capabilities: list[float]
) -> None:
    table = read_inputs(write(f"actor;position;capability\n{rows}\n"))[0]
    assert (table.position.tolist(), table.capability.tolist()) == (positions, capabilities)


@pytest.mark.parametrize(
    "header",
    [
        "Actor,Position,Salience,Capability,At least",
        " STAKEHOLDER , Value (0-100) ,Importance [%],Power,at-least",
        "player,ideal point,priority,Weight,at_least",
        "name,stance,saliency,influence,At.Least",
    ],
)
def test_a_column_goes_by_any_of_its_usual_names(write: Write, header: str) -> None:
    table = read_inputs(write(f"{header}\nAnn,40,80,2,30\n"))[0]
    assert [table.position[0], table.salience[0], table.capability[0], table.at_least[0]] == [40, 80, 2, 30]


def test_a_column_by_its_own_name_comes_before_another_and_what_is_not_read_is_told(write: Write) -> None:
    path = write("actor,position,stance,salliance\nAnn,40,support,5\n")
    assert read_inputs(path)[0].position.tolist() == [40]
    assert columns_not_read(path) == ["stance", "salliance"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("begin", ["", "sep=;\n", "\r\n"])
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str, begin: str) -> None:
    path = tmp_path / "toll.csv"
    text = f'{begin}Actor;Position;;\r\n"Özil; Ann";62,5;;\r\n;;;\r\nBen;x;;;;\r\n'
    path.write_bytes(text.replace("x", "40").encode(encoding))
    table = read_inputs(path)[0]
    first = 1 + bool(begin)
    assert (table.actors, table.position.tolist()) == (("Özil; Ann", "Ben"), [62.5, 40])
    assert table.lines == (first + 1, first + 3)
    path.write_bytes(text.encode(encoding))
    assert f"toll.csv:{first + 3}:5 the position 'x' is no number" in told(path)


def test_every_reader_tells_the_lines_of_actors(write: Write) -> None:
    files = [write(KTAB), write(XML, "toll.xml"), write(DECIDE, "toll.txt")]
    assert [read_inputs(file)[0].lines for file in files] == [(3, 4), (6, 9), (7, 8)]


def test_every_wrong_row_is_told(write: Write) -> None:
    assert told(write("actor,position\nAnn,x\nBen,y\n")).count("is no number") == 2


def test_both_formats_of_ktab_say_the_same(write: Write) -> None:
    for path in (write(KTAB), write(XML, "toll.xml")):
        road, rail = read_inputs(path)
        assert (road.issue, rail.issue, road.scale, road.full_salience) == ("Road", "Rail", (0, 100), 100)
        assert road.actors == rail.actors == ("Ann", "Ben")
        assert (road.position.tolist(), rail.salience.tolist()) == ([10, 90.5], [30, 70])
        assert road.capability.tolist() == rail.capability.tolist() == [12.5, 3]


@pytest.mark.shared
def test_the_example_of_ktab_is_the_same_in_both_formats(shared: Path) -> None:
    one, other = (read_inputs(shared / "data" / "ktab" / f"dummyData_3Dim.{kind}") for kind in ("csv", "xml"))
    assert [table.rows() for table in one] == [table.rows() for table in other]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (" 90.5,", " x,", "toll.csv:4:10 the position on Road 'x' is no number"),
        (" 12.5,", " -1,", "toll.csv:3:12 the power -1 is below 0"),
        ("Ben,", "Ann,", "toll.csv:4:1 'Ann' stands above already"),
        (", 70,", ",", "toll.csv:4:1 the row has 6 cells and the header 7"),
        (",2,2,", ",3,2,", "toll.csv:1:1 the first line counts 3 actors, and there are 2"),
        ("Rail,RailSal,", "Rail,", "toll.csv:2:1 the header has no position and salience"),
    ],
)
def test_a_wrong_row_of_ktab_is_told_with_its_place(write: Write, old: str, new: str, message: str) -> None:
    assert old in KTAB
    assert message in told(write(KTAB.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("90.5", "x", "toll.xml:10:17 the dCoord 'x' is no number"),
        ("<capability>3</capability>", "", "toll.xml:9:5 no capability"),
        ("<dSal>20</dSal>", "", "toll.xml:9:5 'Ben' has 1 dSal, and there are 2 dimensions"),
        ("<dSal>20</dSal>", "<dSal>-2</dSal>", "the dSal '-2' is no number from 0 up"),
        ("<name>Ben", "<name>Ann", "toll.xml:9:5 the actor 'Ann' stands above already"),
        ("</Scenario>", "", "this is not XML"),
        (
            "<Scenario>",
            "<!DOCTYPE x [<!ENTITY a 'b'>]>\n<Scenario>",
            "toll.xml:2:13 a document type with entities",
        ),
        ("<dName>Rail</dName>", "", "'Ann' has 2 dCoord, and there are 1 dimensions"),
        ("<dName>Rail", "<dName>Road", "no KTAB scenario"),
        ("Scenario>", "Other>", "no KTAB scenario"),
    ],
)
def test_a_wrong_place_in_ktabs_xml_is_told(write: Write, old: str, new: str, message: str) -> None:
    assert old in XML
    count = -1 if old == "Scenario>" else 1
    assert message in told(write(XML.replace(old, new, count), "toll.xml"))


def test_xml_that_goes_deep_is_refused(write: Write) -> None:
    assert "deep" in told(write("<a>" * 10_000, "toll.xml"))


def test_a_file_of_the_exchange_model_gives_scales_saliences_and_power(write: Write) -> None:
    table = read_inputs(write(DECIDE, "toll.txt"))[0]
    assert (table.issue, table.actors, table.scale, table.full_salience) == ("toll", ("Ann", "Ben"), (0.5, 7), 1)
    assert (table.position.tolist(), table.salience.tolist(), table.capability.tolist()) == (
        [0.5, 3],
        [0.95, 0.5],
        [1, 0.6],
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("'Ben'\t'toll'\t3.0", "'Bem'\t'toll'\t3.0", "toll.txt:8:6 no actor 'Bem'; declared are Ann, Ben"),
        ("'Ben'\t'toll'\t3.0", "'Ben'\t'tol'\t3.0", "toll.txt:8:12 no issue 'tol'; did you mean 'toll'?"),
        ("'Ben'\t'toll'\t3.0", "'Ann'\t'toll'\t3.0", "toll.txt:8:6 'Ann' stands on 'toll' above already"),
        ("3.0", "x", "toll.txt:8:19 the position 'x' is no number"),
        ("\t0.6", "", "toll.txt:8:1 #D has 5 cells; give actor, issue, position, salience, power"),
        ("'#M'", "'#X'", "toll.txt:5:1 the mark '#X' is none; the first cell is one of #A, #P, #M, #D"),
        (DECIDE[DECIDE.index("'#D'") :], "", "no line #D"),
    ],
)
def test_a_wrong_line_of_the_exchange_model_is_told(write: Write, old: str, new: str, message: str) -> None:
    assert old in DECIDE
    assert message in told(write(DECIDE.replace(old, new, 1), "toll.txt"))


def test_a_file_that_is_not_there_or_not_utf_8_is_told(tmp_path: Path) -> None:
    assert "No such file or directory" in told(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"actor,position\nJ\xf6rg,4\n")
    assert "latin.csv:2:2 is not UTF-8 (byte 16); save it as CSV UTF-8" in told(tmp_path / "latin.csv")
    (tmp_path / "toll.xlsx").write_bytes(b"PK\x03\x04")
    assert "is a workbook, or packed; save the sheet as CSV UTF-8" in told(tmp_path / "toll.xlsx")


@given(st.text(max_size=60), st.sampled_from(["", "actor,position\n", "'#A'\t", "<Scenario>", KTAB, DECIDE, XML]))
def test_no_text_causes_anything_but_inputs_or_a_told_problem(
    tmp_path_factory: pytest.TempPathFactory, text: str, begin: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(begin + text, encoding="utf-8", errors="replace")
    try:
        read_inputs(path)
    except BadTable as error:
        message = str(error)
    else:
        message = "read"
    assert message


def test_a_line_that_is_not_on_the_scale_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "toll.csv"
    path.write_text("actor,position,at_least\na,10,\nb,40,60\n")
    with pytest.raises(BadTable, match=r"toll.csv:3:1 the at_least 60 lies outside the scale from 0 to 50"):
        read_inputs(path, scale=(0, 50))
    assert read_inputs(path, scale=(100, 0))[0].scale == (100, 0)
