"""Labelled matrices as a table, Markdown, CSV or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.cli.discourse_difference import COLUMNS, SHOWN, for_programs, for_readers, summary
from graphkit.cli.markdown import markdown
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.analysis.discourse.options import Options
    from graphkit.analysis.discourse.results import Discourse, DiscourseNetwork
    from graphkit.analysis.discourse.statements import Names
    from graphkit.cli.discourse_difference import Windows

DIGITS = 12  # of a number for programs: beyond them is only the noise of adding up
NOTHING = "·"
NO_WINDOW = "none: no window lies in the period"


def caption(found: Discourse, network: DiscourseNetwork, *, weighted: bool = False) -> str:
    """What a matrix shows: the network, the window, how many statements count and from how many sources."""
    actors, issues, stance = found.words
    options = found.options
    ties = {
        "actor": f"{actors} × {actors} by {issues}",
        "issue": f"{issues} × {issues} by {actors}",
        "two-mode": f"{actors} × {issues}",
    }[options.network]
    days = f"{network.since} to {network.until}" if network.since or network.until else "no day"
    counted = f"{_number_of(network.statements, 'statement')} from {_number_of(network.sources, 'source')}"
    how = manner(options, stance, weighted=weighted)
    return plain(f"{ties}, {', '.join(how)}; {days}; {counted}")


def manner(options: Options, stance: str, *, weighted: bool) -> list[str]:
    """How ties were counted, in words."""
    how = [f"{options.chosen} of {stance}" if options.chosen != "ignore" else "whatever the stance"]
    how += ["weighted by evidence"] if weighted else []
    how += [f"normalised: {options.normalize}"] if options.normalize != "no" else []
    how += [f"once per {options.duplicates}"] if options.duplicates != "include" else []
    how += [f"window {options.window}"] if options.window else []
    how += [f"{options.kernel} kernel"] if options.kernel else []
    how += ["as DNA computes it"] if options.dna_compatible else []
    return how


def as_json(found: Discourse, parameters: dict[str, Any], changed: Windows | None = None) -> dict[str, Any]:
    """The parameters, and each window with its rows; a value is at [row id][column id].

    With a base also how many ties differ, and in each window which.
    """
    windows = [_window(network) for network in found.networks]
    told: dict[str, Any] = {"parameters": {**parameters, **_plain_parameters(found)}, "notes": list(found.notes)}
    if changed is None:
        return told | {"windows": windows}
    each = zip(windows, changed.by_window, strict=True)
    of_base = [window | {"differences": for_programs(difference)} for window, difference in each]
    gone = [{"from": network.since, "to": network.until} for network in changed.gone]
    return told | {"differences": changed.counts, "windows_gone": gone, "windows": of_base}


def as_csv(found: Discourse, changed: Windows | None = None) -> str:
    """One labelled matrix for each window, with a blank line between; with windows the corner cell has its days.

    With a base a table of the ties that differ follows, after a blank line.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, network in enumerate(found.networks):
        text.write("\n" if number else "")
        corner = f"{network.since}/{network.until}" if found.options.window else ""
        writer.writerow([corner, *map(_name, network.columns.ids)])
        for id, values in zip(network.rows.ids, _rows(network), strict=True):
            writer.writerow([_name(id), *map(_for_programs, values)])
    if changed is not None:
        text.write("\n" if found.networks else "")
        writer.writerow(["from", "to", *COLUMNS])
        for network, difference in zip(found.networks, changed.by_window, strict=True):
            for row in for_programs(difference):
                writer.writerow([network.since, network.until, *(_name(row[name]) for name in COLUMNS)])
    return text.getvalue()


def as_table(found: Discourse, changed: Windows | None = None, *, weighted: bool = False) -> str:
    """Each matrix under its caption: columns bear numbers, and the names stand once, at the rows or below."""
    return _told(found, changed, lambda network: _table(found, network, weighted=weighted), _differences_in_a_table)


def as_markdown(found: Discourse, changed: Windows | None = None, *, weighted: bool = False) -> str:
    """Each matrix as a Markdown table under its caption."""
    return _told(found, changed, lambda network: _markdown(found, network, weighted=weighted), markdown)


def _told(
    found: Discourse,
    changed: Windows | None,
    tell: Callable[[DiscourseNetwork], Iterable[str]],
    differences: Callable[[list[dict[str, Any]], list[str]], str],
) -> str:
    """The matrices one after another, each with the ties that differ from those of the base."""
    parts = []
    for place, network in enumerate(found.networks):
        parts.append("\n".join(tell(network)))
        if changed is not None:
            parts.append(summary(changed.by_window[place]))
            rows = for_readers(changed.by_window[place])
            parts += [differences(rows, list(SHOWN.values()))] if rows else []
    return "\n\n".join(parts) or NO_WINDOW


def _differences_in_a_table(rows: list[dict[str, Any]], columns: list[str]) -> str:
    from graphkit.cli.table import table

    return table(rows, columns, width=None, bold=False)


def _window(network: DiscourseNetwork) -> dict[str, Any]:
    columns = network.columns.ids
    return {
        "from": network.since,
        "to": network.until,
        "statements": network.statements,
        "sources": network.sources,
        "columns": [{"id": id, "label": label} for id, label in zip(columns, network.columns.labels, strict=True)],
        "rows": [
            {"id": id, "label": label, "values": dict(zip(columns, map(_for_programs, values), strict=True))}
            for id, label, values in zip(network.rows.ids, network.rows.labels, _rows(network), strict=True)
        ],
    }


def _plain_parameters(found: Discourse) -> dict[str, Any]:
    names = {"since": "from", "until": "to"}
    return {names.get(name, name): value for name, value in found.parameters.items()}


def _table(found: Discourse, network: DiscourseNetwork, *, weighted: bool) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size

    yield caption(found, network, weighted=weighted)
    yield ""
    if not len(network.rows):
        yield "none"
        return
    rows, columns = _numbered(network.rows, "", 1), _column_names(found, network)
    texts = [[_for_readers(value) for value in values] for values in _rows(network)]
    numbers = [number for number, _ in columns]
    widths = [max(map(len, column)) for column in zip(numbers, *texts, strict=True)]
    left = max(cell_len(f"{number} {name}") for number, name in rows)
    yield (" " * left + _right(numbers, widths)).rstrip()
    for (number, name), values in zip(rows, texts, strict=True):
        yield set_cell_size(f"{number} {name}", left) + _right(values, widths)
    if found.options.network == "two-mode":
        yield ""
        yield from (f"{number} {name}" for number, name in columns)


def _numbered(names: Names, letter: str, first: int) -> list[tuple[str, str]]:
    width = len(str(len(names) + first - 1)) + len(letter)
    return [(f"{letter}{place}".rjust(width), plain(label)) for place, label in enumerate(names.labels, first)]


def _column_names(found: Discourse, network: DiscourseNetwork) -> list[tuple[str, str]]:
    letter = found.words[1][:1].upper() if found.options.network == "two-mode" else ""
    return [(number.strip(), name) for number, name in _numbered(network.columns, letter, 1)]


def _right(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"  {text:>{width}}" for text, width in zip(texts, widths, strict=True))


def _markdown(found: Discourse, network: DiscourseNetwork, *, weighted: bool) -> Iterator[str]:
    yield caption(found, network, weighted=weighted)
    yield ""
    yield _line(["", *map(_escaped, network.columns.labels)])
    yield _line(["---", *("---:" for _ in network.columns.ids)])
    for label, values in zip(network.rows.labels, _rows(network), strict=True):
        yield _line([_escaped(label), *map(_for_readers, values)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """A name that Markdown shows as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|" else sign for sign in plain(text))


def _rows(network: DiscourseNetwork) -> Iterator[list[float]]:
    """The rows of a matrix as numbers, one after the other: a whole dense matrix might not fit into memory."""
    for place in range(network.matrix.shape[0]):
        yield network.matrix[[place], :].toarray()[0].tolist()


def _for_programs(value: float) -> float | int:
    return int(value) if value.is_integer() else float(f"{value:.{DIGITS}g}")


def _for_readers(value: float) -> str:
    return f"{value:.4g}" if value else NOTHING


def _name(text: str) -> str:
    from graphkit.formats.cells import cell

    return cell(text)


def _number_of(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
