"""A draft in a notebook: who accepts it, who refuses, and whether any package could do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.dossiers import is_dossier, open_dossier
from graphkit.notebook.mistakes import known, several

if TYPE_CHECKING:
    from graphkit.bargaining.examined import Examined

Terms = Mapping[str, float | None]


def draft(
    source: Dossier | Path | str,
    terms: Terms | str | Path | None = None,
    *,
    parties: str | Sequence[str] = (),
    everybody: bool = False,
    exclude: Mapping[str, Collection[str]] | None = None,
) -> Examined:
    """Who accepts a draft, who refuses and why, and whether any could do; see `graphkit.bargaining.examined`.

    Parameters
    ----------
    source : Dossier, Path or str
        A dossier as `open_dossier` gives it, its folder, or a table with the columns at_least and at_most, whose names
        and scales are then meant.
    terms : mapping of str to float or None, str or Path, optional
        For each issue its value, or None where it is told in words alone; the id of a proposal of the dossier; or a
        file as `graphkit.formats.draft.read_draft` reads it.  Without a draft, only whether any package could do.
    parties : str or sequence of str, optional
        Whose consent is asked, in place of what the issues say.
    everybody : bool
        Whether all are asked who hold a position on an issue of the draft.
    exclude : mapping of str to collection of str, optional
        Of a dossier: positions that do not count, such as ``{"status": {"alleged"}}``.

    Returns
    -------
    Examined
        With `rows`, `verdict`, `verdicts`, `any_package`, `completion` and `to_frame`.

    Raises
    ------
    ValueError
        If a file cannot be read, there is no such issue, actor or proposal, or a value is not on the scale.

    Examples
    --------
    >>> found = draft(open_dossier("istanbul-2025"), {"size-of-forces": 60})
    >>> found.verdicts
    {'russia': 'accepts', 'ukraine': 'refuses'}
    >>> found.any_package.package[0].room
    '25 to 50'
    """
    from graphkit.bargaining.drafts import Asking
    from graphkit.bargaining.examined import examined
    from graphkit.bargaining.table import BadInputs
    from graphkit.formats.bargaining import Tabled

    dossier = _held(source)
    table = dossier if isinstance(dossier, Tabled) else None
    if table and exclude:
        raise ValueError("exclude belongs to a dossier; a table does not say how its positions are known")
    asked = tuple(several(parties) or ())
    known("actor", asked, dossier.actors.ids)
    wanted = _terms(dossier, terms)
    known("issue", list(wanted), dossier.issues.ids)
    if table:
        wanted = {issue: None if each is None else table.onto(issue, "value", each) for issue, each in wanted.items()}
    day = getattr(dossier, "as_of", None)
    scales = table.scales if table else {}
    try:
        return examined(dossier, wanted, Asking(asked, everybody, exclude or {}, as_of=day, scales=scales))
    except BadInputs as error:
        raise ValueError(str(error)) from None


def _held(source: Dossier | Path | str) -> Dossier:
    """The dossier that is meant, or the table in its own words."""
    from graphkit.formats.bargaining import read_inputs
    from graphkit.formats.bargaining.own_words import in_own_words

    if isinstance(source, Dossier):
        return source
    if not isinstance(source, str | Path):
        raise TypeError(f"{type(source).__name__} is neither a dossier nor the path of one or of a table")
    return open_dossier(source) if is_dossier(source) else in_own_words(read_inputs(source), source)


def _terms(dossier: Dossier, terms: Terms | str | Path | None) -> Terms:
    """The terms that are meant: as given, of a proposal, or of a file."""
    from graphkit.formats.bargaining import Tabled
    from graphkit.formats.draft import read_draft

    if terms is None or isinstance(terms, Mapping):
        return dict(terms or {})
    if not Path(terms).is_file() and not isinstance(terms, Path):
        id = terms.removeprefix("proposal:")
        known("proposal", id, dossier.proposals.ids)
        return {term.issue: term.value for term in dossier.proposals[id].terms}
    scales = list(dossier.scales.values()) if isinstance(dossier, Tabled) else [(0.0, 100.0)]
    return read_draft(terms, ends=(min(low for low, _ in scales), max(high for _, high in scales)))
