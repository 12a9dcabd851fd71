"""A page inside another document, such as a notebook: a frame of its own that needs no network and no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from graphkit.dossier.files import write_text

HEIGHT, OF_REPORT = 620, 820  # CSS pixels
# No `allow-same-origin`: the page cannot reach the notebook around it.  Links open in a tab, Save PNG saves.
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True)
class Page:
    """An interactive page, which a notebook shows in place.

    Attributes
    ----------
    html : str
        The whole page.
    title : str
        What the frame is called for those who do not see it.
    height : int
        Of the frame, in CSS pixels.
    """

    html: str = field(repr=False)
    title: str
    height: int = HEIGHT

    def save(self, path: Path | str) -> Path:
        """Write the page to a file, which opens with a double click; gives the path."""
        path = Path(path)
        write_text(path, self.html)
        return path

    def _repr_html_(self) -> str:
        """The page in a frame of its own."""
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="{SANDBOX}" title="{escape(self.title)}" '
            f'width="100%" height="{self.height}" style="border: 1px solid #c9ced4"></iframe>'
        )
