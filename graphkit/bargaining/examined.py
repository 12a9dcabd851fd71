"""A draft looked at from both ends: what everybody says of it, and whether any package could satisfy all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphkit.bargaining.drafts import COLUMNS, Asking, Draft, Row, Terms, Verdict, as_row, of_dossier
from graphkit.bargaining.satisfying import ANSWERS, Possible, possible
from graphkit.dossier.dossier import Dossier
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

ASKED = {
    "completion": "could terms on the issues that conditions name complete the draft?",
    "any_package": "could any package on these issues satisfy all?",
}


@dataclass(frozen=True, slots=True, repr=False)
class Examined(ShowsItself):
    """What everybody says of a draft, and whether any could do.

    Attributes
    ----------
    draft : Draft
    any_package : Possible
        On the issues of the draft; without a draft on all.
    completion : Possible, optional
        On the issues that conditions name, where the draft leaves any open.
    """

    draft: Draft
    any_package: Possible
    completion: Possible | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """What each actor says of each term."""
        return self.draft.rows

    @property
    def verdict(self) -> Verdict:
        """Accepted by all who were asked, refused by somebody, or undetermined."""
        return self.draft.verdict

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """What each actor says of the whole."""
        return self.draft.verdicts

    @property
    def packages(self) -> dict[str, Possible]:
        """The completion, if the draft leaves issues open, and any package."""
        found = {"completion": self.completion, "any_package": self.any_package}
        return {name: each for name, each in found.items() if each is not None}

    def to_frame(self) -> Any:
        """A row for each actor and term, as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        shown = self.draft._shown()
        notes = [*shown.notes, *(note for name, each in self.packages.items() for note in _notes(name, each))]
        return Shown(shown.rows, shown.columns, total=shown.total, caption=shown.caption, notes=notes)


def examined(dossier: Dossier, terms: Terms, asking: Asking | None = None) -> Examined:
    """What everybody says of a draft, whether it could be completed, and whether any package could do.

    Parameters
    ----------
    dossier, terms, asking
        As for `graphkit.bargaining.drafts.of_dossier`.

    Raises
    ------
    BadInputs
        As there.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> found = examined(open_dossier("istanbul-2025"), {"size-of-forces": 60})
    >>> found.verdicts, found.any_package.answer, found.completion
    ({'russia': 'accepts', 'ukraine': 'refuses'}, 'yes', None)
    """
    draft = of_dossier(dossier, terms, asking)
    fixed = {issue: value for issue, value in terms.items() if value is not None}
    any_package = possible(dossier, list(terms) or None, asking=asking)
    is_open = bool(fixed) and bool(set(any_package.scope) - set(fixed))
    completion = possible(dossier, list(terms), fixed=fixed, asking=asking) if is_open else None
    return Examined(draft, any_package, completion)


def _notes(name: str, found: Possible) -> list[str]:
    package = ", ".join(f"{each.issue} {each.room}" for each in found.package)
    told = f"{ASKED[name]} {ANSWERS[found.answer]}" + (f", such as {package}" if package else "")
    return [told, *found._shown().notes]
