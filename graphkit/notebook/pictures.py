"""Pictures for print in a notebook, in the style of those that the commands draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.dossiers import open_dossier, whole_of
from graphkit.notebook.mistakes import known, several

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
    dossier: Dossier | Path | str,
    *,
    by: Literal["actor", "issue"] = "actor",
    actors: str | Sequence[str] = (),
    issues: str | Sequence[str] = (),
    title: str | None = None,
) -> Picture:
    """Draw a dossier in time: positions as bars in lanes, under the events.

    Parameters
    ----------
    dossier : Dossier, Path or str
        A dossier as `open_dossier` gives it, or its folder.
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
