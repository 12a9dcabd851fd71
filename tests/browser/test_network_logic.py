"""What the network view computes, run in the browser and held against NetworkX, SciPy and plain counting."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import ConvexHull

from tests.browser.modules import Call, caller

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Line = dict[str, Any]
RUNS = 40


@pytest.fixture(scope="module")
def call(browser: Browser) -> Iterator[Call]:
    """Run a function of a module of the page."""
    page = browser.new_page()
    yield caller(page)
    page.close()


def networks() -> list[tuple[nx.Graph[str], list[Line]]]:
    """Graphs of a few figures, each with its lines, of which some lie beside each other."""
    made = []
    for seed in range(RUNS):
        draw = random.Random(seed)
        names = [f"n{place:02}" for place in range(draw.randint(2, 14))]
        drawn = (draw.sample(names, 2) for _ in range(draw.randint(0, 2 * len(names))))
        pairs = [(one, other) for one, other in drawn]
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(names)
        graph.add_edges_from(pairs)
        made.append((graph, [{"id": f"e{at}", "from": one, "to": other} for at, (one, other) in enumerate(pairs)]))
    return made


def test_a_neighbourhood_is_who_is_reached_in_so_many_steps(call: Call) -> None:
    for graph, lines in networks():
        for depth in (1, 2, 3):
            found = call(
                "ego",
                "(m, g) => Object.fromEntries(m.within(g.lines, ['n00'], g.depth))",
                {"lines": lines, "depth": depth},
            )
            assert found == nx.single_source_shortest_path_length(graph, "n00", cutoff=depth)


def test_shortest_paths_are_found_and_counted(call: Call) -> None:
    joined = apart = several = 0
    for graph, lines in networks():
        last = max(graph)
        found = call("path", "(m, g) => m.shortest(g.lines, 'n00', g.to, 1000)", {"lines": lines, "to": last})
        if not nx.has_path(graph, "n00", last):
            assert found == {"steps": None, "count": 0, "paths": []}
            apart += 1
            continue
        wanted = sorted(nx.all_shortest_paths(graph, "n00", last))
        assert found == {"steps": len(wanted[0]) - 1, "count": len(wanted), "paths": wanted}
        joined += 1
        several += len(wanted) > 1
    assert min(joined, apart, several) > 1


def test_of_too_many_paths_all_are_counted_and_the_first_listed(call: Call) -> None:
    layers = [["a"], *[[f"{layer}{place}" for place in range(4)] for layer in "bcdef"], ["z"]]
    lines = [
        {"id": f"{one}-{other}", "from": one, "to": other}
        for upper, lower in pairwise(layers)
        for one in upper
        for other in lower
    ]
    found = call("path", "(m, lines) => m.shortest(lines, 'a', 'z')", lines)
    assert (found["steps"], found["count"], len(found["paths"])) == (6, 4**5, 50)
    assert found["paths"] == sorted(found["paths"])


def test_every_line_between_two_that_follow_each_other_is_part_of_the_hop(call: Call) -> None:
    lines = [
        {"id": "one", "from": "a", "to": "b"},
        {"id": "two", "from": "b", "to": "a"},
        {"id": "on", "from": "b", "to": "c"},
        {"id": "aside", "from": "a", "to": "c"},
    ]
    hops = call("path", "(m, lines) => m.hops(lines, ['a', 'b', 'c'])", lines)
    assert [[edge["id"] for edge in hop["edges"]] for hop in hops] == [["one", "two"], ["on"]]


DOSSIER = """
const record = (evidence) => ({ evidence });
const dossier = { get: (key) => ({ yes: record([{ source: "s" }]), no: record([]), none: {} })[key] };
"""


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ({"ref": "yes"}, True),
        ({"ref": "no"}, False),
        ({"ref": "none"}, False),
        ({"ref": "gone"}, False),
        ({"facts": [["i", ["yes", "yes"]]]}, True),
        ({"facts": [["i", ["yes", "no"]]]}, False),
        ({"facts": [["i", ["no"]], ["j", ["yes"]]]}, True),
        ({"facts": [["i", ["yes"]]], "now": []}, False),
        ({"type": "follows", "from": "no", "to": "yes"}, True),
        ({"parts": [{"ref": "no"}, {"ref": "yes"}]}, True),
        ({"parts": [{"ref": "no"}]}, False),
    ],
)
def test_only_lines_that_rest_on_evidence_can_be_a_hop(call: Call, line: Line, counts: bool) -> None:
    assert call("path", f"(m, line) => {{ {DOSSIER} return m.sourced(line, dossier); }}", line) is counts


# ---- blocs -----------------------------------------------------------------------------------------------------------

STAND_INS = """(m, { up, closed }) => {
  const above = new Map(Object.entries(up).map(([key, all]) => [key, new Set(all)]));
  return Object.fromEntries(m.standIns(above, new Set(closed)));
}"""


def stand_ins(call: Call, up: dict[str, list[str]], *closed: str) -> dict[str, str]:
    found: dict[str, str] = call("blocs", STAND_INS, {"up": up, "closed": closed})
    return found


def test_the_outermost_collapsed_bloc_stands_for_all_in_it(call: Call) -> None:
    up = {"envoy": ["delegation"], "delegation": ["state"], "ministry": ["state"], "state": ["union"]}
    assert stand_ins(call, up, "delegation") == {"envoy": "delegation"}
    assert stand_ins(call, up, "state", "delegation") == dict.fromkeys(["envoy", "delegation", "ministry"], "state")
    assert set(stand_ins(call, up, "union", "delegation").values()) == {"union"}
    assert stand_ins(call, up) == {}


def test_who_belongs_to_two_collapsed_blocs_stays(call: Call) -> None:
    up = {"both": ["one", "other"], "mine": ["one"], "theirs": ["other"]}
    assert stand_ins(call, up, "one", "other") == {"mine": "one", "theirs": "other"}
    assert stand_ins(call, up, "one") == {"both": "one", "mine": "one"}


def test_of_two_that_belong_to_each_other_one_stands_for_both(call: Call) -> None:
    up = {"a": ["b"], "b": ["a"], "c": ["b"]}
    assert stand_ins(call, up, "a", "b") == {"b": "a", "c": "a"}
    assert stand_ins(call, up, "b") == {"a": "b", "c": "b"}


FOLDED = """(m, { lines, standIn }) => {
  const { edges, inside } = m.folded(lines, new Map(Object.entries(standIn)), new Set(lines.map(({ id }) => id)));
  return { edges, inside };
}"""


def tied(id: str, start: str, end: str) -> Line:
    return {
        "id": id,
        "from": start,
        "to": end,
        "type": "tie",
        "line": "tie",
        "word": "heads",
        "says": "heads",
        "ref": id,
    }


def agreed(id: str, start: str, end: str, facts: list[Any]) -> Line:
    return {
        "id": id,
        "from": start,
        "to": end,
        "type": "agreement",
        "line": "agreement",
        "word": "",
        "says": "agree",
        "facts": facts,
    }


def test_every_line_is_drawn_once_or_lies_inside_a_bloc(call: Call) -> None:
    for graph, bare in networks():
        lines = [tied(line["id"], line["from"], line["to"]) for line in bare]
        members = dict.fromkeys(list(graph)[1:5], "n00")
        found = call("blocs", FOLDED, {"lines": lines, "standIn": members})
        drawn = [part["id"] for edge in found["edges"] for part in edge.get("parts", [edge])]
        assert len(drawn) == len(set(drawn))
        assert len(drawn) + found["inside"] == len(lines)
        ends = {end for edge in found["edges"] for end in (edge["from"], edge["to"])}
        assert ends.isdisjoint(members)
        kept = [(edge["from"], edge["to"]) for edge in found["edges"] if "parts" in edge]
        assert len(kept) == len(set(kept))


def test_a_merged_line_counts_each_issue_and_each_position_once(call: Call) -> None:
    lines = [
        agreed("one", "member", "x", [["issue:a", ["position:m", "position:x"]]]),
        agreed(
            "two", "x", "bloc", [["issue:a", ["position:b", "position:x"]], ["issue:b", ["position:c", "position:y"]]]
        ),
        agreed("three", "bloc", "member", [["issue:a", ["position:b", "position:m"]]]),
    ]
    found = call("blocs", FOLDED, {"lines": lines, "standIn": {"member": "bloc"}})
    (edge,) = found["edges"]
    assert found["inside"] == 1
    assert edge["facts"] == [
        ["issue:a", ["position:b", "position:m", "position:x"]],
        ["issue:b", ["position:c", "position:y"]],
    ]
    assert (edge["count"], edge["word"], [part["id"] for part in edge["parts"]]) == (
        2,
        "agree on 2 issues",
        ["one", "two"],
    )


def test_merged_lines_between_the_same_two_do_not_lie_on_each_other(call: Call) -> None:
    lines = [
        tied("t", "member", "x"),
        {**tied("u", "x", "bloc"), "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.11}},
        agreed("a", "member", "x", [["issue:a", ["p", "q"]]]),
        {
            **agreed("c", "bloc", "x", [["issue:b", ["p", "q"]]]),
            "line": "conflict",
            "type": "conflict",
            "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.11},
        },
    ]
    found = call("blocs", FOLDED, {"lines": lines, "standIn": {"member": "bloc"}})
    bends = []
    for edge in found["edges"]:
        smooth = edge.get("smooth", {"enabled": False})
        turn = 1 if edge["from"] < edge["to"] else -1
        side = {"curvedCW": turn, "curvedCCW": -turn}.get(smooth.get("type", ""), 0)
        bends.append(side * smooth.get("roundness", 0))
    assert len(bends) == 4
    assert min(abs(one - other) for one, other in combinations(bends, 2)) > 0.1


# ---- camps and names -------------------------------------------------------------------------------------------------


def spots(draw: random.Random, number: int, *, name: str = "m", wide: int = 900) -> list[Line]:
    return [
        {"id": f"{name}{at}", "x": draw.randint(0, wide), "y": draw.randint(0, wide), "radius": 12}
        for at in range(number)
    ]


def test_the_hull_of_points_is_the_convex_one(call: Call) -> None:
    for seed in range(20):
        points = spots(random.Random(seed), 12)
        found = call("hulls", "(m, points) => m.around(points).map(({ id }) => id)", points)
        hull = ConvexHull(np.array([(each["x"], each["y"]) for each in points]))
        assert set(found) == {points[at]["id"] for at in hull.vertices}


def test_patches_hold_every_member_once_and_never_touch_another_figure(call: Call) -> None:
    hulls = 0
    for seed in range(30):
        draw = random.Random(seed)
        members, others = spots(draw, draw.randint(1, 9)), spots(draw, 3, name="o")
        found = call("hulls", "(m, g) => m.patches(g.members, g.others)", {"members": members, "others": others})
        held = [each["id"] for patch in found for each in patch["members"]]
        assert sorted(held) == sorted(each["id"] for each in members)
        for patch in found:
            assert len(patch["bands"]) == len(patch["members"]) - 1
            for one, other in patch["bands"]:
                assert all(away(each, one, other) > each["radius"] for each in others)
            if patch.get("hull"):
                hulls += 1
                hull = ConvexHull(np.array([(each["x"], each["y"]) for each in patch["hull"]]))
                inside = hull.equations[:, :2] @ np.array([(each["x"], each["y"]) for each in others]).T
                assert ((inside + hull.equations[:, 2:]).max(axis=0) > 0).all()
    assert hulls > 3


def away(each: Line, one: Line, other: Line) -> float:
    """How far a figure lies from the stretch between two others."""
    start, end, point = (np.array([spot["x"], spot["y"]], dtype=float) for spot in (one, other, each))
    way = end - start
    share = np.clip((point - start) @ way / max(way @ way, 1), 0, 1)
    return float(np.linalg.norm(point - start - share * way))


def test_names_that_find_no_room_wait_and_the_others_touch_no_other(call: Call) -> None:
    for seed in range(15):
        draw = random.Random(seed)
        boxes: list[Line] = []
        for at in range(40):
            left, top = draw.uniform(-500, 500), draw.uniform(-500, 500)
            boxes.append(
                {
                    "id": f"b{at}",
                    "weight": draw.randint(0, 5),
                    "left": left,
                    "top": top,
                    "right": left + draw.uniform(10, 260),
                    "bottom": top + 30,
                }
            )
        left_out = set(call("crowded", "(m, boxes) => [...m.crowded(boxes)]", boxes))
        kept = [box for box in boxes if box["id"] not in left_out]
        assert not any(meet(one, other) for one, other in combinations(kept, 2))
        for box in boxes:
            if box["id"] in left_out:
                assert any(meet(box, other) and other["weight"] >= box["weight"] for other in kept)
        assert left_out


def test_what_the_reader_put_somewhere_keeps_its_name(call: Call) -> None:
    box = {"left": 0, "top": 0, "right": 50, "bottom": 20}
    boxes = [{**box, "id": "heavy", "weight": 9}, {**box, "id": "put", "weight": 0, "first": True}]
    assert call("crowded", "(m, boxes) => [...m.crowded(boxes)]", boxes) == ["heavy"]


def meet(one: Line, other: Line) -> bool:
    return bool(
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


def test_places_that_cannot_be_kept_last_as_long_as_the_page(call: Call) -> None:
    code = """(m) => {
      sessionStorage.setItem("graphkit bad", "{not json");
      sessionStorage.setItem("graphkit odd", JSON.stringify({ relations: { a: { x: "1", y: 2 }, b: { x: 1, y: 2 } } }));
      const pins = new m.Pins("odd");
      pins.put("events", "c", { x: 1.4, y: 2.6 });
      return [[...new m.Pins("bad").of("relations")], [...pins.of("relations")], [...new m.Pins("odd").of("events")]];
    }"""
    assert call("pins", code) == [[], [["b", {"x": 1, "y": 2}]], [["c", {"x": 1, "y": 3}]]]
