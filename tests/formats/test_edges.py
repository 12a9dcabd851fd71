"""Plain edge lists."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.formats.csv_table import BadTable
from graphkit.formats.edges import are_edges, read_edges, read_groups


def ties(path: Path, **wishes: bool) -> dict[tuple[str, str], float]:
    network = read_edges(path, **wishes)
    return {(start, end): data["weight"] for start, end, data in network.edges(data=True)}


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str, name: str = "e.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def test_source_and_target_are_enough_and_a_tie_then_weighs_1(written) -> None:
    assert ties(written("source,target\nB,A\nB,C\n")) == {("A", "B"): 1, ("B", "C"): 1}


def test_a_tie_goes_one_way_where_it_is_directed(written) -> None:
    path = written("source,target,weight\nA,B,2\nB,A,3\nA,B,1\n")
    assert ties(path, directed=True) == {("A", "B"): 3, ("B", "A"): 3}
    assert ties(path) == {("A", "B"): 6}


@pytest.mark.parametrize("plus", ["1", "+1", "+", "positive", "Positive", ""])
@pytest.mark.parametrize("minus", ["-1", "-", "−1", "negative"])
def test_a_sign_may_be_written_in_several_ways(written, plus: str, minus: str) -> None:
    path = written(f"source,target,weight,sign\nA,B,2,{plus}\nB,C,0.5,{minus}\n")
    assert ties(path) == {("A", "B"): 2, ("B", "C"): -0.5}
    assert read_edges(path).graph == {"signed": True, "rows": 2, "notes": ()}


def test_without_signs_a_weight_below_0_is_a_negative_tie(written) -> None:
    network = read_edges(written("source,target,weight\nA,B,-2\n"))
    assert network["A"]["B"]["weight"] == -2
    assert network.graph["signed"]
    assert not read_edges(written("source,target,weight\nA,B,2\n")).graph["signed"]


def test_ties_of_one_pair_that_cancel_stay_as_a_tie_of_weight_0(written) -> None:
    assert ties(written("source,target,sign\nA,B,1\nB,A,-1\n")) == {("A", "B"): 0}


def test_groups_stand_beside_the_ties_or_in_a_table_of_their_own(written) -> None:
    network = read_edges(written("source,target,group,target group\nA,B,x,y\nB,C,y,\n"))
    assert {actor: data.get("group") for actor, data in network.nodes(data=True)} == {"A": "x", "B": "y", "C": None}
    assert read_groups(written("Id;Group\nB;y\nA;x\nC;\n")) == {"A": "x", "B": "y"}


def test_semicolons_tabs_a_byte_order_mark_and_gephis_capitals_are_read(written) -> None:
    assert ties(written("\ufeffSource;Target;Weight\r\nA;B;2\r\n")) == {("A", "B"): 2}
    assert ties(written("Source\tType\tTarget\nA\tUndirected\tB\n")) == {("A", "B"): 1}
    assert ties(written('from,to\n"A, Inc.","B\nC"\n')) == {("A, Inc.", "B\nC"): 1}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source,target\nA,\n", ":2:3 no target; name an actor"),
        ("source,target\n,A\n", ":2:1 no source; name an actor"),
        ("source,target,weight\nA,B,1\n\nA,B,two\n", ":4:5 the weight 'two' is no number; write one such as 2 or 0.5"),
        ("source,target,weight\nA,B,inf\n", ":2:5 the weight 'inf' is not finite"),
        ('source,target,sign\n"A,a",B,7\n', ":2:9 the sign '7' is none; write 1 or -1, or leave the row out"),
        ("source,target,sign,weight\nA,B,-,-2\n", ":2:7 the weight -2 is below 0 beside a sign; give its size alone"),
        ("source,target\nA,B,C\n", ":2:1 the row has 3 cells and the header 2; give every row a cell for each column"),
        ("a,b\nA,B\n", ":1:1 no column source: the header has 'a', 'b'; write a header such as source,target"),
        ("", ":1:1 no column source: the file is empty"),
        ("source,target,Source\nA,B,C\n", ":1:1 a column source stands here and further on; keep one"),
        ('source,target\nA,"B\n', ":2:1 this is not CSV"),
        (
            "source,target,group\nA,B,x\nA,C,y\n",
            ":3:5 'A' is in the group 'x' above and 'y' here; give every actor one group",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_would_be_right(written, text: str, told: str) -> None:
    path = written(text)
    with pytest.raises(BadTable) as raised:
        read_edges(path)
    assert f"{path}{told}" in str(raised.value)


def test_every_wrong_row_is_told_up_to_twenty(written) -> None:
    with pytest.raises(BadTable) as raised:
        read_edges(written("source,target\n" + "A,\n" * 25))
    lines = str(raised.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 5 more like these"


def test_a_file_that_is_missing_or_in_another_encoding_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="No such file or directory; name a CSV file"):
        read_edges(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("source,target\nGül,A\n".encode("latin-1"))
    with pytest.raises(BadTable, match=r"is not UTF-8 .byte 15.; save it as CSV UTF-8"):
        read_edges(tmp_path / "latin.csv")


def test_a_table_of_statements_is_no_edge_list(written) -> None:
    assert are_edges(written("Target,weight,Source\n"))
    assert not are_edges(written("time,actor,concept\n"))
    assert not are_edges(Path("nowhere.csv"))


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=5)


@given(st.dictionaries(st.tuples(names, names).map(lambda pair: tuple(sorted(pair))), st.integers(-5, 5), max_size=8))
def test_what_is_written_as_csv_is_read_back(tmp_path_factory, edges: dict[tuple[str, str], int]) -> None:
    import csv

    path = tmp_path_factory.mktemp("e") / "e.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("source", "target", "weight"), *((a, b, w) for (a, b), w in edges.items())])
    network = read_edges(path)
    assert isinstance(network, nx.Graph)
    assert {tuple(sorted((a, b))): data["weight"] for a, b, data in network.edges(data=True)} == edges
