"""Questions of the library asked in a notebook: rows that show themselves and can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.dossier.dossier import Dossier
from graphkit.graph.inline import Shown, ShowsItself
from graphkit.notebook.dossiers import Opened, open_dossier, whole_of
from graphkit.notebook.mistakes import known

if TYPE_CHECKING:
    from graphkit.report.asked import Answered
    from graphkit.store.questions import Parameter, Question

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reply(ShowsItself):
    """What a question was answered.

    Attributes
    ----------
    rows : tuple of dict
        With the question's columns.
    columns : tuple of str
    title : str
        The question in words.
    name : str
    parameters : mapping
        What was asked about, ids as ``kind:slug``.
    dossier : Dossier
        Of which it was asked, whole.
    as_of, known_on : datetime.date, optional
        The days; None for every day and for the end of the record.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    title: str
    name: str
    parameters: Mapping[str, Any]
    dossier: Dossier = field(repr=False)
    as_of: date | None
    known_on: date | None

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame."""
        from graphkit.graph.frame import frame

        return frame(self.rows, self.columns)

    def _shown(self) -> Shown:
        days = {"as_of": self.as_of or "every day", "known_on": self.known_on}
        told = {**self.parameters, **days}
        return Shown(self.rows, self.columns, total=len(self.rows), caption=self.title, parameters=told)

    def answered(self) -> Answered:
        """What `graphkit.report.asked.render_answer` draws."""
        from graphkit.dossier.clocks import at, known_at
        from graphkit.report.asked import Answered, Asking
        from graphkit.report.named import keys_of, table_of
        from graphkit.report.share import Share

        manifest = self.dossier.manifest
        now = at(self.dossier, as_of=self.as_of or date.max, known_on=self.known_on)
        share = Share(now, known_at(self.dossier, self.known_on))
        asking = Asking(
            self.title, f"from “{manifest.title}”,", f"{manifest.id}-{self.name}", self.as_of, self.known_on
        )
        keys = keys_of(manifest.id, self.rows, self.parameters)
        return Answered(asking, table_of(manifest.id, self.columns, self.rows), (share,), keys)


@dataclass(frozen=True, slots=True, repr=False)
class Library(ShowsItself):
    """The questions that there are."""

    rows: tuple[Row, ...]

    def to_frame(self) -> Any:
        """The questions as a pandas DataFrame."""
        from graphkit.graph.frame import frame

        return frame(self.rows, _COLUMNS)

    def _shown(self) -> Shown:
        return Shown(self.rows, _COLUMNS, total=len(self.rows), caption="questions of the library", most=len(self.rows))


_COLUMNS = ("name", "title", "needs", "may_take")


def questions() -> Library:
    """The questions that `ask` answers, with what each needs to know and may be told.

    Returns
    -------
    Library
        With `rows` and `to_frame`.

    Examples
    --------
    >>> [row["needs"] for row in questions().rows if row["name"] == "who-blocks"]
    [['issue']]
    """
    from graphkit.store.questions import questions as library

    return Library(
        tuple(
            {
                "name": each.name,
                "title": each.title,
                "needs": [one.name for one in each.parameters if one.required],
                "may_take": [one.name for one in each.parameters if not one.required],
            }
            for each in library().values()
        )
    )


def ask(dossier: Dossier | Path | str, question: str, **parameters: Any) -> Reply:
    """Answer a question of the library for the days to which a dossier was opened.

    Parameters
    ----------
    dossier : Dossier, Path or str
        A dossier as `open_dossier` gives it, or its folder.
    question : str
        As `questions` names it, such as ``"who-blocks"``.
    **parameters
        What the question is about: an id, a name or an alias of a record, a number or a day.

    Returns
    -------
    Reply
        With `rows` and `to_frame`; `show` draws it.

    Raises
    ------
    ValueError
        If there is no such question or record, or a parameter is missing or not the question's.

    Examples
    --------
    >>> reply = ask(open_dossier("istanbul-2025"), "who-blocks", issue="ceasefire-30-days")
    >>> reply.rows[0]["actor"]
    'actor:russia'
    """
    from graphkit.analysis.questions import Asked, answer
    from graphkit.dossier.clocks import known_at
    from graphkit.store.questions import questions as library

    known("question", question, library())
    given = dossier if isinstance(dossier, Dossier) else open_dossier(dossier)
    (whole, days), asked = whole_of(given), library()[question]
    day = days["as_of"] or (whole.manifest.as_of if isinstance(given, Opened) else None) or date.max
    values = _values(asked, parameters, known_at(whole, days["known_on"]))
    rows = answer(question, Asked(whole, day, days["known_on"] or date.max), **values)
    shown = None if day == date.max else day
    return Reply(tuple(rows), asked.columns, asked.title, question, values, whole, shown, days["known_on"])


def _values(question: Question, given: Mapping[str, Any], dossier: Dossier) -> dict[str, Any]:
    """The value of each parameter, or its default."""
    known(f"parameter of {question.name}", list(given), [each.name for each in question.parameters])
    missing = [f"{each.name} ({each.description})" for each in question.parameters if _lacks(each, given)]
    if missing:
        raise ValueError(f"{question.name} needs {', '.join(missing)}")
    return {
        each.name: _value(each, given[each.name], dossier) if each.name in given else each.default
        for each in question.parameters
    }


def _lacks(parameter: Parameter, given: Mapping[str, Any]) -> bool:
    return parameter.required and parameter.name not in given


def _value(parameter: Parameter, value: Any, dossier: Dossier) -> Any:
    from graphkit.dossier.lookup import NotFound, find
    from graphkit.store.questions import read_value

    if parameter.kind.endswith(" id"):
        kind = parameter.kind.removesuffix(" id")
        try:
            return f"{kind}:{find(dossier, kind, str(value))}"
        except NotFound as error:
            raise ValueError(str(error)) from None
    try:
        return read_value(parameter, str(value))
    except ValueError as error:
        raise ValueError(f"{parameter.name}: {error}") from None
