"""The terms of a draft, as a file by hand: YAML with an issue and its value a line, or a CSV table.

    size-of-forces: 50
    nato-membership: 25
    humanitarian-component:           # told in words alone

The table has the columns `issue` and `value`; an empty cell is a term in words alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphkit.dossier.lines import RawRecord, decode
from graphkit.dossier.problem import Problem, printable, quoted
from graphkit.dossier.yaml_lines import read_mapping
from graphkit.formats.cell_numbers import number_in
from graphkit.formats.csv_table import BadTable, Cell, Complaint, open_table

COLUMNS = ("issue", "value")
ALSO_CALLED = {"term": "value", "position": "value", "id": "issue"}
TOLD_AT_MOST = 20
Terms = dict[str, float | None]
Ends = tuple[float, float]


class BadDraft(ValueError):
    """A file cannot be read as a draft; the message has a line ``FILE:LINE:COL found; remedy`` for each."""


def read_draft(path: Path | str, *, ends: tuple[float, float] = (0.0, 100.0)) -> Terms:
    """Read the terms of a draft.

    Parameters
    ----------
    path : Path or str
        A file in UTF-8: a table where its name ends in ``.csv`` or ``.tsv``, else YAML.
    ends : (float, float)
        Of the numbers that are right.

    Returns
    -------
    dict of str to float or None
        For each issue, as it is written, its value, in file order.

    Raises
    ------
    BadDraft
        If the file cannot be read, or any term is wrong.
    """
    file = Path(path)
    terms = _of_table(file, ends) if file.suffix.lower() in (".csv", ".tsv") else _of_yaml(file, ends)
    if not terms:
        raise BadDraft(printable(f"{file}:1:1 no terms; write one such as size-of-forces: 50"))
    return terms


def _of_table(file: Path, ends: Ends) -> Terms:
    terms: Terms = {}
    try:
        table = open_table(file, COLUMNS, COLUMNS, also=ALSO_CALLED)
        for issue, value in table.each(lambda cell: _row(cell, ends)):
            if issue in terms:
                table.complain("issue", f"{quoted(issue)} stands above already; give every issue one row")
            terms.setdefault(issue, value)
        table.stop_if_wrong()
    except BadTable as error:
        raise BadDraft(str(error)) from None
    return terms


def _row(cell: Cell, ends: Ends) -> tuple[str, float | None]:
    if not cell("issue"):
        raise Complaint("issue", "no issue; name one")
    if not cell("value"):
        return cell("issue"), None
    value = number_in(cell, "value")
    if not ends[0] <= value <= ends[1]:
        raise Complaint("value", f"the value {cell('value')} is not {_from(ends)}")
    return cell("issue"), float(value)


def _from(ends: Ends) -> str:
    return f"from {ends[0]:g} to {ends[1]:g}"


def _of_yaml(file: Path, ends: Ends) -> Terms:
    try:
        text, problems = decode(file.read_bytes(), str(file))
    except OSError as error:
        raise BadDraft(printable(f"cannot read '{file}': {error.strerror}; name a YAML or CSV file")) from None
    _stop(problems)
    found = list(read_mapping(text, str(file)))
    _stop([each for each in found if isinstance(each, Problem)])
    records = [each for each in found if isinstance(each, RawRecord)]
    if not records:
        return {}
    record = records[0]
    _stop(record.problems)
    terms: Terms = {path[0]: None for path in record.empty if len(path) == 1 and isinstance(path[0], str)}
    wrong = []
    for issue, value in record.value.items():
        try:
            terms[issue] = _number(value, ends)
        except ValueError:
            shown = quoted(value) if isinstance(value, str) else "a list or mapping"
            wrong.append(
                f"{record.where.at((issue,))} the term on {quoted(issue)} is {shown}; write a number {_from(ends)}"
            )
    _tell(wrong)
    return {issue: terms[issue] for issue in sorted(terms, key=lambda issue: record.where.key_at((issue,)))}


def _number(value: Any, ends: Ends) -> float | None:
    """The value of a term; None for one that says nothing."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(value)
    number = float(value)
    if not ends[0] <= number <= ends[1]:
        raise ValueError(value)
    return number


def _stop(problems: list[Problem]) -> None:
    _tell([f"{each.place} {each.found}; {each.remedy}" for each in problems])


def _tell(wrong: list[str]) -> None:
    if wrong:
        more = [f"and {len(wrong) - TOLD_AT_MOST} more like these"] if len(wrong) > TOLD_AT_MOST else []
        raise BadDraft("\n".join(map(printable, wrong[:TOLD_AT_MOST] + more)))
