"""Rows of a result as a pandas DataFrame, where pandas is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

NO_PANDAS = "to_frame makes a pandas DataFrame, and pandas is not installed; install it: pip install pandas"


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Any:
    """A DataFrame with these columns, a row for each mapping.

    Raises
    ------
    ImportError
        If pandas is not installed; the message says what to do.
    """
    return pandas().DataFrame(list(rows), columns=list(columns))


def pandas() -> Any:
    """The library.

    Raises
    ------
    ImportError
        If it is not installed; the message says what to do.
    """
    try:
        return import_module("pandas")
    except ImportError:
        raise ImportError(NO_PANDAS) from None
