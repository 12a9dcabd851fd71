"""Pictures for print: the same bytes each time, nothing over anything else, and no text that does harm."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from subprocess import run as run_process
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.discourse.positions import taken
from graphkit.analysis.timeline import Course, CourseOptions, Wanted, course, moves, timeline
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.cache import examine
from graphkit.dossier.dossier import Dossier, Records
from graphkit.report.plots import letters
from graphkit.report.plots.bars import bars, lane
from graphkit.report.plots.course import course_figure, letter, line_of
from graphkit.report.plots.marks import in_order, marks
from graphkit.report.plots.style import A4, RC, STANCES, STROKES, CannotDraw, drawn, texts_of
from graphkit.report.plots.ticks import Axis, ticks
from graphkit.report.plots.timeline import Look, shown, shown_moves, timeline_figure
from tests.analysis.timeline_made import dossier_of, dossiers, event, position, shuffled

PNG, PDF = b"\x89PNG\r\n\x1a\n", b"%PDF-"
HOSTILE = (
    "$\\nosuchthing{$",
    "$\\frac{1}{2}$ and $x_1$",
    "\\mathbf{bold} % _ ^ & # {",
    "a\x00b\x1b[31mred\u202eevil\u2066",
    "محمد بن سلمان",
    "בנימין נתניהו",
    "中国外交部 with more",
    "प्रधानमंत्री",
    "👩\u200d🚀",
    "W" * 400,
    "_nolegend_",
    "</text><script>alert(1)</script>&amp;",
    "two\nlines\tand a tab",
)


@pytest.fixture(scope="module")
def seed() -> Dossier:
    dossier, _ = examine(bundled_dossier("istanbul-2025"))
    return taken(dossier)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    from benchmarks.generate import write

    folder = tmp_path_factory.mktemp("generated")
    write(folder, 800)
    return taken(examine(folder)[0])


def hostile() -> Dossier:
    """A dossier whose names and title are what nobody should call anything."""
    dossier = dossier_of(
        *(
            position(f"p{number}{issue}", f"2025-0{number % 6 + 1}", actor=f"a{number}", issue=issue)
            for number in range(len(HOSTILE))
            for issue in "xy"
        ),
        *(event(f"e{number}", f"2025-0{number % 6 + 1}-10") for number in range(len(HOSTILE))),
        actors=[f"a{number}" for number in range(len(HOSTILE))],
    )

    def named(records: Records[Any]) -> Records[Any]:
        return Records(
            each.model_copy(update={"name": HOSTILE[number % len(HOSTILE)]}) for number, each in enumerate(records)
        )

    return replace(
        dossier,
        manifest=dossier.manifest.model_copy(update={"title": " ".join(HOSTILE)}),
        actors=named(dossier.actors),
        issues=named(dossier.issues),
        events=named(dossier.events),
    )


def lanes_picture(dossier: Dossier, format_: str, look: Look | None = None, wanted: Wanted | None = None) -> bytes:
    title = dossier.manifest.title
    what = shown(timeline(dossier, wanted))
    return drawn(lambda: timeline_figure(what, look or Look(), title), format_, title=title, texts=texts_of(dossier))


def course_picture(found: Course, format_: str, title: str = "A title") -> bytes:
    line = line_of(found)
    return drawn(lambda: course_figure(line, title), format_, title=title, texts=texts_of(found.dossier))


@pytest.mark.parametrize(("format_", "start"), [("png", PNG), ("pdf", PDF), ("svg", b"<?xml")])
def test_the_same_dossier_gives_the_same_bytes_whatever_the_order_of_its_files(
    seed: Dossier, format_: str, start: bytes
) -> None:
    picture = lanes_picture(seed, format_)
    assert picture.startswith(start)
    assert lanes_picture(shuffled(seed, Random(1)), format_) == picture
    found = course(seed, "held-balance")
    assert course_picture(found, format_) == course_picture(found, format_)


@pytest.mark.slow
def test_another_process_gives_the_same_bytes(seed: Dossier, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    folder = str(bundled_dossier("istanbul-2025"))
    command = [sys.executable, "-m", "graphkit", "timeline", folder, "--plot", str(picture)]
    done = run_process(command, capture_output=True, text=True, env={"PYTHONHASHSEED": "7", "HOME": "/nonexistent"})
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if line and "note:" not in line] == [f"drawn: '{picture}'"]
    title = seed.manifest.title
    what = shown(timeline(seed))
    look = Look(as_of=seed.manifest.as_of)
    assert picture.read_bytes() == drawn(
        lambda: timeline_figure(what, look, title), "svg", title=title, texts=texts_of(seed)
    )


def test_no_file_tells_the_day_on_which_it_was_made(seed: Dossier) -> None:
    this_year = str(date.today().year).encode()  # noqa: DTZ011 - the machine's own
    found = timeline(seed, Wanted(kinds=("event",)))
    for format_ in ("svg", "pdf"):
        picture = drawn(lambda: timeline_figure(shown(found), Look(), "x"), format_, title="x")
        assert b"CreationDate" not in picture
        assert b"dc:date" not in picture
        assert b"D:" + this_year not in picture


def test_an_svg_is_one_tree_with_the_title_and_asks_for_nothing(seed: Dossier) -> None:
    picture = lanes_picture(seed, "svg")
    tree = ET.fromstring(picture)
    assert tree.findtext("{http://www.w3.org/2000/svg}title") == seed.manifest.title
    links = {value for each in tree.iter() for name, value in each.attrib.items() if name.endswith("href")}
    assert all(link.startswith("#") for link in links)


# what is drawn


def texts(figure: Any) -> Iterator[tuple[str, Any]]:
    """Every text of a figure with the room that it takes, in points from the lower left corner."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    for axes in figure.axes:
        labels = [*_labels(axes.xaxis), *_labels(axes.yaxis)] if axes.axison else []
        for text in [*axes.texts, *labels]:
            if text.get_text() and text.get_visible():
                yield text.get_text(), text.get_window_extent(renderer).transformed(figure.dpi_scale_trans.inverted())


def _labels(axis: Any) -> Iterator[Any]:
    """The labels of the ticks that are in view."""
    low, high = sorted(axis.get_view_interval())
    for place, label in zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True):
        if low <= place <= high:
            yield label


def inspected(draw: Callable[[], Any], names: Iterator[str]) -> list[str]:
    """The texts of a figure, of which none lies over another or beyond the page."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcParams.update(RC)
        mpl.rcParams["font.family"] = letters.families(names)
        figure = draw()
        found = list(texts(figure))
    width, height = figure.get_size_inches()
    for text, box in found:
        assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height, f"{text} is beyond the page"
    for (one, box), (other, another) in combinations(found, 2):
        over = min(box.x1, another.x1) - max(box.x0, another.x0), min(box.y1, another.y1) - max(box.y0, another.y0)
        assert min(over) * 72 < 1.5, f"{one!r} lies over {other!r}"
    return [text for text, _ in found]


@pytest.mark.slow
@pytest.mark.parametrize("by", ["actor", "issue"])
@pytest.mark.parametrize("all_lanes", [False, True])
def test_no_text_lies_over_another_or_beyond_the_page(
    by: Any, all_lanes: Any, seed: Dossier, generated: Dossier
) -> None:
    look = Look(by=by, all_lanes=all_lanes)
    few = Wanted(actors=tuple(generated.actors.ids[:4]) if all_lanes else ())
    for dossier, wanted in ((seed, None), (generated, few), (hostile(), None)):
        what = shown(timeline(dossier, wanted))
        title = dossier.manifest.title
        told = inspected(lambda what=what, title=title: timeline_figure(what, look, title), texts_of(dossier))  # type: ignore[misc]
        assert "made with graphkit" in " ".join(told)


@pytest.mark.slow
def test_no_text_of_a_measure_lies_over_another_or_beyond_the_page(seed: Dossier, generated: Dossier) -> None:
    issues = tuple(generated.issues.ids[:4])
    for found in (
        course(seed, "positions", CourseOptions(window="1w")),
        course(generated, "held"),
        course(generated, "held-balance", wanted=Wanted(issues=issues)),
        course(generated, "esteban_ray", CourseOptions(window="3m", draws=10)),
        course(generated, "events", CourseOptions(window="2w")),
    ):
        line = line_of(found)
        inspected(lambda line=line: course_figure(line, "A title " * 20), texts_of(found.dossier))  # type: ignore[misc]


def test_a_picture_of_the_seed_names_every_actor_with_a_position_and_says_what_it_is_of(seed: Dossier) -> None:
    what = shown(timeline(seed))
    told = inspected(lambda: timeline_figure(what, Look(as_of=date(2025, 6, 2)), "Title"), texts_of(seed))
    assert {seed.actors[each.actor].label for each in seed.positions} <= set(told)
    caption = " ".join(told)
    assert "as of 2 June 2025 · 33 positions and 28 events and proposals from 1 source" in caption
    assert "numbered are 24 of 28 events" in caption


def test_changes_are_drawn_with_the_events_before_them_and_no_word_of_cause() -> None:
    dossier = dossier_of(
        position("no", "2025-01-01", stance="oppose"),
        position("yes", "2025-03-10", supersedes="no"),
        position("other", "2025-03-10", actor="b"),
        event("near", "2025-03-08"),
        event("far", "2025-01-02"),
    )
    what = shown_moves(moves(dossier))
    assert ([each.id for each in what.positions], [each.id for each in what.events]) == (["no", "yes"], ["near"])
    told = " ".join(inspected(lambda: timeline_figure(what, Look(), "T"), texts_of(dossier)))
    assert "that they came before is all that is said" in told
    assert "change of position" in told


@pytest.mark.slow
def test_what_does_not_fit_an_a4_page_is_counted_and_drawn_on_a_tall_one(generated: Dossier) -> None:
    what = shown(timeline(generated))
    told = " ".join(inspected(lambda: timeline_figure(what, Look(), "T"), texts_of(generated)))
    assert f"of {len(generated.actors)} actors, those with the most positions" in told
    assert "more not drawn" in told
    tall = Look(all_lanes=True)
    whole = shown(timeline(generated, Wanted(issues=generated.issues.ids[:1])))
    told = " ".join(inspected(lambda: timeline_figure(whole, tall, "T"), texts_of(generated)))
    assert "not drawn" not in told
    assert "those with the most positions" not in told


def test_stances_differ_in_hatch_and_mark_as_well_as_in_colour() -> None:
    for looks in (STANCES.values(),):
        for one, other in combinations(looks, 2):
            assert one.color != other.color and one.hatch != other.hatch and one.mark != other.mark
    for one_stroke, other_stroke in combinations(STROKES, 2):
        assert one_stroke.mark != other_stroke.mark and one_stroke.dashes != other_stroke.dashes


AXIS = Axis(date(2025, 1, 1), date(2025, 6, 30), 150.0, 760.0, 812.0)


@given(dossiers(), st.sampled_from([None, 1, 2]))
def test_no_two_bars_of_a_row_touch_and_every_position_is_drawn_or_counted(dossier: Dossier, most: int | None) -> None:
    from graphkit.analysis.timeline.spans import spans

    found = bars(dossier.positions, spans(dossier), frozenset(), AXIS, "actor", dossier)
    for id, every in found.items():
        placed = lane(id, (id,), every, most)
        for row in placed.rows:
            for one, other in pairwise(sorted(row, key=lambda bar: bar.room)):
                assert one.room[1] <= other.room[0]
        drawn_positions = sum(len(bar.positions) for row in placed.rows for bar in row)
        assert drawn_positions + placed.left_out == sum(each.actor == id for each in dossier.positions)
        assert most is None or len(placed.rows) <= most


def test_a_bar_ends_with_its_last_day_and_goes_on_to_the_edge_only_past_the_last_day_of_all() -> None:
    from graphkit.analysis.timeline.spans import spans

    dossier = dossier_of(
        position("ends", "2025-02-01/2025-03-31", actor="a"),
        position("ends-last", "2025-02-01/2025-06-30", actor="b"),
        position("goes-on", "2025-02-01", actor="c"),
    )
    found = bars(dossier.positions, spans(dossier), frozenset(), AXIS, "actor", dossier)
    ends = {bar.positions[0].id: bar.right for every in found.values() for bar in every}
    assert ends == {"ends": AXIS.at(date(2025, 4, 1)), "ends-last": AXIS.right, "goes-on": AXIS.edge}


@given(dossiers())
def test_no_two_marks_of_a_row_touch_and_every_event_has_a_number(dossier: Dossier) -> None:
    records = in_order(dossier.events)
    found = marks(records, AXIS)
    for one, other in combinations(found, 2):
        assert one.row != other.row or one.room[1] <= other.room[0] or other.room[1] <= one.room[0]
    numbered = [number for mark in found for number in _numbers(mark.numbers)]
    assert numbered == list(range(1, len(records) + 1))


def _numbers(text: str) -> range:
    first, _, last = text.partition("–")
    return range(int(first), int(last or first) + 1)


@given(st.dates(), st.dates())
def test_an_axis_has_a_few_days_with_names_in_order_and_within_it(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = ticks(Axis(first, last, 0.0, 600.0, 640.0))
    days = [day for day, _ in found]
    assert len(found) <= 9
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
    assert len({name for _, name in found}) == len(found)
    assert found or last.year // 2000 == first.year // 2000


def test_changes_of_level_have_letters_like_columns_of_a_table() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


# nothing, and too much


@pytest.mark.parametrize("records", [(), (event("e", "2025"),), (position("p", "2025-01-01"),)])
def test_next_to_nothing_is_drawn_and_nothing_is_refused(records: tuple[Any, ...]) -> None:
    dossier = dossier_of(*records)
    if dossier.events or dossier.positions:
        assert lanes_picture(dossier, "png").startswith(PNG)
    else:
        with pytest.raises(CannotDraw, match="leave out a filter"):
            lanes_picture(dossier, "png")
    if not dossier.positions:
        with pytest.raises(CannotDraw, match="anything to measure"):
            course_picture(course(dossier, "balance"), "png")


def test_a_page_that_would_be_too_tall_is_refused() -> None:
    actors = [f"a{number}" for number in range(900)]
    dossier = dossier_of(
        *(position(f"p-{actor}-{issue}", "2025-01-01", actor=actor, issue=issue) for actor in actors for issue in "xy"),
        actors=actors,
    )
    with pytest.raises(CannotDraw, match="900 lanes are too many for a page"):
        lanes_picture(dossier, "png", Look(all_lanes=True))


@pytest.mark.parametrize("format_", ["svg", "png", "pdf"])
def test_hostile_names_are_drawn_as_they_are_without_a_warning(format_: str) -> None:
    dossier = hostile()
    assert lanes_picture(dossier, format_) == lanes_picture(dossier, format_)
    if format_ == "svg":
        ET.fromstring(lanes_picture(dossier, format_))


def test_dollar_signs_are_no_mathematics_and_controls_are_shown(seed: Dossier) -> None:
    what = shown(timeline(hostile()))
    told = inspected(lambda: timeline_figure(what, Look(), "$T_1$"), texts_of(hostile()))
    assert "$T_1$" in told
    assert "$\\frac{1}{2}$ and $x_1$" in told
    assert not any(ord(sign) < 32 or sign == "\u202e" for text in told for sign in text)


@pytest.fixture
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(letters, "_others", tuple)
    letters._family.cache_clear()
    yield
    letters._family.cache_clear()


@pytest.mark.usefixtures("no_other_fonts")
def test_a_name_that_no_font_can_show_gives_way_to_one_that_can_be_shown() -> None:
    assert letters.first_shown(["中国", "China", "cn"]) == "China"
    assert letters.first_shown(["Мединский", "medinsky"]) == "Мединский"
    assert letters.first_shown(["中国", "日本"]) == "□□"
    assert letters.clean("中国 and China") == "□□ and China"


def test_a_sign_that_dejavu_lacks_is_drawn_in_another_font_where_the_picture_was_told_of_it() -> None:
    import matplotlib as mpl

    base, other = letters.families(["a ⨝ b"])
    assert (base, other != base) == ("DejaVu Sans", True)
    assert letters.clean("a ⨝ b") == "a □ b"
    with mpl.rc_context({"font.family": [base, other]}):
        assert letters.clean("a ⨝ b") == "a ⨝ b"
        assert letters.width("⨝", 7) > 0


@given(st.text(max_size=60), st.floats(20, 200), st.integers(1, 3))
def test_wrapped_lines_are_as_few_and_as_narrow_as_they_must_be(text: str, room: float, most: int) -> None:
    found = letters.wrapped(text, room, 7, most=most)
    assert 1 <= len(found) <= most
    assert all(letters.width(line, 7) <= room + 1 for line in found)
    if not found[-1].endswith("…"):
        assert "".join(found).replace(" ", "") == "".join(letters.clean(text).split())


def test_what_matplotlib_has_to_say_of_its_cache_is_kept_to_itself(
    seed: Dossier, caplog: pytest.LogCaptureFixture
) -> None:
    before = logging.getLogger("matplotlib").level
    lanes_picture(seed, "svg")
    assert caplog.records == []
    assert logging.getLogger("matplotlib").level == before


def test_a_page_is_as_wide_as_a4_and_at_most_as_high(seed: Dossier) -> None:
    figure = timeline_figure(shown(timeline(seed)), Look(), "T")
    width, height = figure.get_size_inches() * 72
    assert width == pytest.approx(A4[0])
    assert height <= A4[1] + 0.01
