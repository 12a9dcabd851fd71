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
from graphkit.formats.csv_table import BadTable, Cell, Complaint, number_in, open_table

COLUMNS = ("issue", "value")
ALSO_CALLED = {"term": "value", "position": "value", "id": "issue"}
TOLD_AT_MOST = 20
Terms = dict[str, float | None]


class BadDraft(ValueError):
    """A file cannot be read as a draft; the message has a line ``FILE:LINE:COL found; remedy`` for each."""


def read_draft(path: Path | str) -> Terms:
    """Read the terms of a draft.

    Parameters
    ----------
    path : Path or str
        A file in UTF-8: a table where its name ends in ``.csv`` or ``.tsv``, else YAML.

    Returns
    -------
    dict of str to float or None
        For each issue, as it is written, its value from 0 to 100, in file order.

    Raises
    ------
    BadDraft
        If the file cannot be read, or any term is wrong.
    """
    file = Path(path)
    terms = _of_table(file) if file.suffix.lower() in (".csv", ".tsv") else _of_yaml(file)
    if not terms:
        raise BadDraft(printable(f"{file}:1:1 no terms; write one such as size-of-forces: 50"))
    return terms


def _of_table(file: Path) -> Terms:
    terms: Terms = {}
    try:
        table = open_table(file, COLUMNS, COLUMNS, also=ALSO_CALLED)
        for issue, value in table.each(_row):
            if issue in terms:
                table.complain("issue", f"{quoted(issue)} stands above already; give every issue one row")
            terms.setdefault(issue, value)
        table.stop_if_wrong()
    except BadTable as error:
        raise BadDraft(str(error)) from None
    return terms


def _row(cell: Cell) -> tuple[str, float | None]:
    if not cell("issue"):
        raise Complaint("issue", "no issue; name one")
    if not cell("value"):
        return cell("issue"), None
    value = number_in(cell, "value")
    if not 0 <= value <= 100:
        raise Complaint("value", f"the value {cell('value')} is not from 0 to 100")
    return cell("issue"), float(value)


def _of_yaml(file: Path) -> Terms:
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
            terms[issue] = _number(value)
        except ValueError:
            shown = quoted(value) if isinstance(value, str) else "a list or mapping"
            wrong.append(
                f"{record.where.at((issue,))} the term on {quoted(issue)} is {shown}; write a number from 0 to 100"
            )
    _tell(wrong)
    return {issue: terms[issue] for issue in sorted(terms, key=lambda issue: record.where.key_at((issue,)))}


def _number(value: Any) -> float | None:
    """The value of a term; None for one that says nothing."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(value)
    number = float(value)
    if not 0 <= number <= 100:
        raise ValueError(value)
    return number


def _stop(problems: list[Problem]) -> None:
    _tell([f"{each.place} {each.found}; {each.remedy}" for each in problems])


def _tell(wrong: list[str]) -> None:
    if wrong:
        more = [f"and {len(wrong) - TOLD_AT_MOST} more like these"] if len(wrong) > TOLD_AT_MOST else []
        raise BadDraft("\n".join(map(printable, wrong[:TOLD_AT_MOST] + more)))
