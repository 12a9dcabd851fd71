"""What pictures for print share: page, colours, letters, caption, and saving the same picture as the same bytes.

A page is laid out in points (1/72 inch) from its top left corner, so that a layout knows what fits before it is drawn.
Colours are those of Okabe and Ito (*Color Universal Design*, 2008); nothing is told by colour alone.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.dossier.lookup import names_of
from graphkit.report.style import BLUE, INK, VERMILLION
from graphkit.report.words import long_day

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from graphkit.dossier.dossier import Dossier

A4 = (842.0, 595.0)  # points, landscape
TALLEST = 14_000.0  # points: what PDF allows, and a PNG has room for
MARGIN = 30.0
DPI = 200  # of a PNG
PALE, RULE, SOFT = "#eef1f4", "#c9ced4", "#56616c"
RC: Any = {
    "text.parse_math": False,
    "text.hinting": "none",
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.6,
    "axes.labelcolor": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "hatch.linewidth": 0.7,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "graphkit",
    "path.simplify": False,
}


class CannotDraw(ValueError):
    """There is nothing to show, or too much for a page; the message says what would do."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a stance looks: a colour, a hatch and a mark, each of which tells it from the others."""

    color: str
    hatch: str
    mark: str


STANCES = {
    "support": Stance(BLUE, "", "^"),
    "oppose": Stance(VERMILLION, "//////", "v"),
    "conditional": Stance("#cc79a7", "......", "D"),
    "neutral": Stance("#8c949c", "xxxxxx", "o"),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line of several looks."""

    color: str
    mark: str
    dashes: tuple[float, ...] = ()


STROKES = (
    Stroke(BLUE, "o"),
    Stroke(VERMILLION, "s", (5, 2)),
    Stroke("#009e73", "^", (2, 1.5)),
    Stroke("#cc79a7", "D", (6, 2, 1.5, 2)),
    Stroke("#e69f00", "v", (1, 1.5)),
    Stroke("#56b4e9", "P", (8, 2)),
)


def page(height: float = A4[1]) -> tuple[Figure, Axes]:
    """An empty page as wide as A4, and axes over all of it that count points from the top left corner."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(A4[0] / 72, height / 72), facecolor="white")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, A4[0])
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return figure, axes


def framed(
    title: str,
    below: str,
    said: Iterable[str],
    draw: Callable[[Axes, float, float], None],
    *,
    body: float | None = None,
    least: float = 0.0,
    remedy: str = "",
) -> Figure:
    """A page with its heading and its caption, and between them what `draw` draws.

    Parameters
    ----------
    title, below : str
        The heading.
    said : iterable of str
        Parts of the caption; empty ones are left out.
    draw : function
        Takes the axes, where it may begin, and where it must end.
    body : float, optional
        How much room it takes; the page is as tall as that needs, or, if not given, A4.
    least : float
        How tall the page is at least.
    remedy : str
        What makes the page shorter.

    Raises
    ------
    CannotDraw
        If it would be taller than a page can be.
    """
    lines = caption_lines([each for each in said if each])
    foot = caption_height(lines)
    height = A4[1] if body is None else max(least, heading_height(title) + body + foot)
    if height > TALLEST:
        raise CannotDraw(f"too much for a page; {remedy}")
    figure, canvas = page(height)
    draw(canvas, heading(canvas, title, below), height - foot)
    write_caption(canvas, lines, height)
    return figure


def heading(axes: Axes, title: str, below: str) -> float:
    """Write a title, on two lines at most, and a line below it; where the rest may begin."""
    from graphkit.report.plots.letters import wrapped

    y = MARGIN + 8
    for line in title_lines(title):
        axes.text(MARGIN, y, line, fontsize=15, va="baseline")
        y += 18
    for line in wrapped(below, A4[0] - 2 * MARGIN, 8.5):
        axes.text(MARGIN, y - 3, line, fontsize=8.5, va="baseline", color=SOFT)
    return heading_height(title)


def title_lines(title: str) -> tuple[str, ...]:
    """A title on two lines at most."""
    from graphkit.report.plots.letters import wrapped

    return wrapped(title, A4[0] - 2 * MARGIN, 15, most=2)


def heading_height(title: str) -> float:
    """How much room a heading takes at the top of a page."""
    return MARGIN + 8 + 18 * len(title_lines(title)) + 4


def caption_lines(words: Sequence[str]) -> tuple[str, ...]:
    """The lines of a caption: what is drawn, of what, when and from how many sources, and by whom.

    Each part takes a line at most, so that no long name leaves the others no room.
    """
    from graphkit.report.plots.letters import wrapped

    room = A4[0] - 2 * MARGIN
    parts = [wrapped(each, room - 20, 7)[0] for each in (*words, f"made with graphkit {__version__}")]
    return wrapped(" · ".join(parts), room, 7, most=len(parts) + 1)


def days_in_words(as_of: date | None, known_on: date | None) -> str:
    """The day of the world and that of the record, for a caption.

    Examples
    --------
    >>> days_in_words(date(2025, 6, 2), date(2025, 6, 3))
    'as of 2 June 2025, as known on 3 June 2025'
    """
    world = f"as of {long_day(as_of)}" if as_of else "as of the last day"
    return f"{world}, as known on {long_day(known_on)}" if known_on else world


def write_caption(axes: Axes, lines: Sequence[str], bottom: float) -> None:
    """Write a caption so that its last line stands on the lower margin."""
    top = bottom - MARGIN + 8 - 9.5 * len(lines)
    axes.plot([MARGIN, A4[0] - MARGIN], [top, top], color=RULE, linewidth=0.6)
    for number, line in enumerate(lines):
        axes.text(MARGIN, top + 9.5 * (number + 1), line, fontsize=7, color=SOFT, va="baseline")


def caption_height(lines: Sequence[str]) -> float:
    """How much room a caption takes at the foot of a page."""
    return MARGIN - 8 + 9.5 * len(lines) + 6


def drawn(draw: Callable[[], Figure], format_: str, *, title: str, texts: Iterable[str] = ()) -> bytes:
    """A picture as a file: the same picture gives the same bytes.

    Parameters
    ----------
    draw : function
        Makes the figure.
    format_ : "svg", "png" or "pdf"
    title : str
        What the file says it is.
    texts : iterable of str
        What may be written in it besides, so that there is a font for each of its signs.

    Returns
    -------
    bytes

    Raises
    ------
    CannotDraw
        As `draw` does.
    """
    with _quiet():
        import matplotlib as mpl

        from graphkit.report.plots.letters import clean, families

        with mpl.rc_context():
            mpl.rcParams.update(RC)
            mpl.rcParams["font.family"] = families([title, *texts])
            out = io.BytesIO()
            draw().savefig(out, format=format_, dpi=DPI, metadata=_metadata(format_, clean(title)))
            return out.getvalue()


def _metadata(format_: str, title: str) -> dict[str, Any]:
    maker = f"graphkit {__version__}"
    if format_ == "png":
        return {"Title": title.encode("ascii", "replace").decode(), "Software": maker}
    return {"Title": title, "Creator": maker, **({"Date": None} if format_ == "svg" else {"CreationDate": None})}


def texts_of(dossier: Dossier) -> Iterator[str]:
    """The names that a picture of a dossier may write."""
    yield dossier.manifest.title
    for kind in ("actor", "issue", "event", "proposal"):
        for record in dossier.of_kind(kind):
            yield from names_of(record)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to itself what matplotlib would say of its cache."""
    log = logging.getLogger("matplotlib")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)
