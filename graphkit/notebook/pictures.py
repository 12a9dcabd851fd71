"""Pictures for print in a notebook, in the style of those that the commands draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.dossiers import open_dossier, whole_of
from graphkit.notebook.mistakes import known, several

if TYPE_CHECKING:
    from graphkit.bargaining.uncertainty import Uncertain

SUFFIXES = (".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that shows itself in a notebook and can be saved for print."""

    title: str
    _made: Callable[[str], bytes] = field(repr=False)

    def save(self, path: Path | str) -> Path:
        """Write it to a file whose name ends in .svg, .png or .pdf; gives the path."""
        from graphkit.dossier.files import write_bytes

        path = Path(path)
        known("kind of picture", path.suffix.lower(), SUFFIXES)
        write_bytes(path, self._made(path.suffix.lower()))
        return path

    def _repr_png_(self) -> tuple[bytes, dict[str, str]]:
        return self._made(".png"), {"alt": self.title}


def plot(
    dossier: Dossier | Uncertain | Path | str,
    *,
    by: Literal["actor", "issue"] = "actor",
    actors: str | Sequence[str] = (),
    issues: str | Sequence[str] = (),
    title: str | None = None,
) -> Picture:
    """Draw a dossier in time, positions as bars in lanes under the events; or how sure a forecast is.

    Parameters
    ----------
    dossier : Dossier, Uncertain, Path or str
        A dossier as `open_dossier` gives it, or its folder; or a forecast over draws: its ranges, how they settle, and
        how far each input alone moves them.
    by : "actor" or "issue"
        What a lane is for.
    actors, issues : str or sequence of str, optional
        Ids; only what concerns these.
    title : str, optional
        Default the dossier's.

    Returns
    -------
    Picture
        On an A4 page; `save` writes it as SVG, PNG or PDF.

    Raises
    ------
    ValueError
        If there is nothing to draw, or no such actor or issue.
    """
    from graphkit.bargaining.uncertainty import Uncertain

    if isinstance(dossier, Uncertain):
        if actors or issues:
            raise ValueError("actors and issues belong to a dossier; ask the forecast for fewer issues")
        return _sure(dossier, title or "Where issues would end, and how sure that is")
    from graphkit.analysis.discourse.positions import taken
    from graphkit.analysis.timeline import Wanted, timeline
    from graphkit.report.plots.style import drawn, texts_of
    from graphkit.report.plots.timeline import Look, shown, timeline_figure

    known("kind of lane", by, ("actor", "issue"))
    whole, days = whole_of(dossier if isinstance(dossier, Dossier) else open_dossier(dossier))
    cut = taken(whole, **days)
    known("actor", actors, cut.actors.ids)
    known("issue", issues, cut.issues.ids)
    wanted = Wanted(actors=tuple(several(actors) or ()), issues=tuple(several(issues) or ()))
    day: date | None = days["as_of"] or whole.manifest.as_of
    look = Look(by=by, as_of=day, known_on=days["known_on"])
    what, name = shown(timeline(cut, wanted, as_of=day)), title or whole.manifest.title
    texts = [name, *texts_of(cut)]

    def made(suffix: str) -> bytes:
        return drawn(lambda: timeline_figure(what, look, name), suffix.removeprefix("."), title=name, texts=texts)

    return Picture(name, made)


def _sure(found: Uncertain, title: str) -> Picture:
    """The ranges of a forecast over draws."""
    from graphkit.report.plots.spread import Drawn, spread_figure
    from graphkit.report.plots.style import drawn

    tables = [each.table for each in found.plans]
    names = {table.issue: table.name or table.issue for table in tables}
    labels = {actor: label for table in tables for actor, label in zip(table.actors, table.labels, strict=True)}
    said = (f"{found.draws} draws, seed {found.seed}",)
    what = Drawn(found.rows, names, labels, None, found.tornado(), "", said)
    texts = [title, *names.values(), *labels.values()]

    def made(suffix: str) -> bytes:
        return drawn(lambda: spread_figure(what, title), suffix.removeprefix("."), title=title, texts=texts)

    return Picture(title, made)
