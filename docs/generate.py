"""Write docs/reference from the code: `python docs/generate.py`; with --check, say which page is stale and exit 1."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
from pydantic import BaseModel
from python_page import python_blocks
from questions_page import questions_blocks

from graphkit.cli.main import SECTIONS
from graphkit.cli.main import main as graphkit
from graphkit.dossier import cells, evidence, fields
from graphkit.dossier.checks import RULES, examine
from graphkit.dossier.lines import FILE_CODES
from graphkit.dossier.model import RECORD_KINDS, Evidence, Locator, Lock, Manifest, Part, Record
from graphkit.dossier.names import STORY
from graphkit.dossier.problem import Problem
from graphkit.dossier.reader import READING_CODES
from graphkit.dossier.story import Step

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
GOLDENS = ROOT / "tests" / "errors"
GENERATED = "<!-- Written by docs/generate.py from the code; edit that, not this. -->"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is stale")
    parser.add_argument("--folder", type=Path, default=REFERENCE, help="where the pages are; default: docs/reference")
    options = parser.parse_args(arguments)
    pages = {
        "problems.md": problems_page(),
        "cli.md": cli_page(),
        "records.md": records_page(),
        "questions.md": _page(*questions_blocks()),
        "python.md": _page(*python_blocks()),
    }
    stale = [name for name, text in pages.items() if _text_of(options.folder / name) != text]
    for name in stale:
        if options.check:
            print(f"{options.folder / name} is stale; run: python docs/generate.py")
        else:
            options.folder.mkdir(parents=True, exist_ok=True)
            (options.folder / name).write_text(pages[name], encoding="utf-8", newline="\n")
    return 1 if options.check and stale else 0


def _text_of(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def _page(*blocks: str) -> str:
    return "\n\n".join(block.strip("\n") for block in (blocks[0], GENERATED, *blocks[1:])) + "\n"


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


# problems.md

PROBLEMS = """\
`graphkit check` prints every problem as `FILE:LINE:COL CODE what was found; what would be right`, in order of place.
Lines and columns count characters from 1. An *error* blocks building, rendering and loading, and `check` exits with 1;
a *warning* does not. Each example below is a smallest dossier with that problem, of which the file at fault is shown;
`>` marks a line with a problem and `^` its place. The first letter of a code says what it is about."""

GROUPS = {
    "F": "Files",
    "R": "Records",
    "D": "The dossier as a whole",
    "A": "Actors",
    "T": "Ties",
    "I": "Issues",
    "P": "Positions",
    "J": "Judgements",
    "O": "Proposals",
    "E": "Events",
    "S": "Sources and evidence",
    "Y": "The story",
    "W": "Stored forecasts",
}
NO_FOLDER = """\
Here the file was named in place of its folder; `graphkit check` itself takes a name that is no folder for misuse and
exits with 2. A file in the folder that may not be read has this code too."""
KNOWN = "Write one that is known; a near one is offered."
DECLARE = "Declare what is named, or write the id of one that is declared; a near one is offered."


def problems_page() -> str:
    claims = {**FILE_CODES, **READING_CODES, **dict(_claim_of(rule.__doc__ or "") for rule in RULES)}
    blocks = ["# Problems", PROBLEMS]
    for letter, title in GROUPS.items():
        codes = sorted(code for code in claims if code.startswith(letter))
        blocks += [f"## {title}"] if codes else []
        blocks += [block for code in codes for block in _problem(code, claims[code])]
    return _page(*blocks)


def _claim_of(docstring: str) -> tuple[str, str]:
    code, _, claim = inspect.cleandoc(docstring).partition(": ")
    return code, claim


def _problem(code: str, claim: str) -> list[str]:
    problems = _golden(code)
    severities = " or ".join(dict.fromkeys(problem.severity for problem in problems))
    claim, *more = claim.split("\n\n")
    blocks = [f"### {code}", f"{_sentence(claim.rstrip('.'))} *{severities.capitalize()}.*", *more]
    blocks += [_fenced("\n\n".join(excerpts))] if (excerpts := list(_excerpts(code, problems))) else []
    blocks += [_fenced("\n".join(map(str, problems))), _remedy(problems)]
    return blocks + ([NO_FOLDER] if code == "F001" else [])


def _golden(code: str) -> list[Problem]:
    """What the code's golden dossier gets, with places relative to that dossier."""
    folder = GOLDENS / code
    found = examine(folder / "dossier.yaml" if code == "F001" else folder)[1]
    return [_relative(problem, folder) for problem in found]


def _relative(problem: Problem, folder: Path) -> Problem:
    inside = f"{folder}/"
    place = replace(problem.place, file=problem.place.file.replace(inside, ""))
    return replace(problem, place=place, found=problem.found.replace(inside, ""))


def _excerpts(code: str, problems: list[Problem]) -> Iterator[str]:
    for name in dict.fromkeys(problem.place.file for problem in problems):
        path = GOLDENS / code / name
        if path.is_file() and code != "F001":
            places = [(each.place.line, each.place.col) for each in problems if each.place.file == name]
            yield f"{name}\n" + _marked(path.read_bytes().decode("utf-8", "backslashreplace"), places)


def _marked(text: str, places: list[tuple[int, int]]) -> str:
    shown = []
    for number, line in enumerate(text.splitlines() or [""], start=1):
        cols = [col for at, col in places if at == number]
        shown.append(f"{'>' if cols else ' '} {number:2} | {line}".rstrip())
        if cols:
            carets = "".join("^" if col in cols else " " for col in range(1, max(cols) + 1))
            shown.append(f"     | {carets}")
    return "\n".join(shown)


def _remedy(problems: list[Problem]) -> str:
    remedies = list(dict.fromkeys(problem.remedy for problem in problems))
    named = [text for text in remedies if text.startswith(("did you mean", "declared are", "none is declared"))]
    said = [_sentence(text) for text in remedies if text not in named]
    offer = KNOWN if problems[0].code[0] in "FR" else DECLARE
    return " ".join([offer, *said] if named else said)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith('?') else '.'}"


# cli.md


COMMANDS = "What each command says with `--help`. [The four questions](../how-to/four-questions.md) shows them at work."


def cli_page() -> str:
    top = _context(graphkit, "graphkit", None)
    return _page("# Commands", COMMANDS, *map(_listed, SECTIONS.items()), *_helps(graphkit, top, "##"))


def _listed(section: tuple[str, dict[str, str]]) -> str:
    """The commands of a section, each leading to its help."""
    title, commands = section
    rows = [f"- [graphkit {name}](#graphkit-{name}): {told}" for name, told in commands.items()]
    return "\n".join([f"**{title}**", "", *rows])


def _helps(command: click.Command, context: click.Context, marks: str) -> Iterator[str]:
    """The help of a command and of each command below it."""
    yield f"{marks} {context.command_path}"
    yield _fenced(command.get_help(context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _helps(inner, _context(inner, name, context), "##" if command is graphkit else "###")


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    return click.Context(command, info_name=name, parent=parent, **settings)


# records.md

RECORDS = """\
A dossier is a folder of text files. Every file but `dossier.yaml` may be left out.

| file | holds |
|---|---|
{files}

A file of records is a list; each record is a mapping of the keys below. `positions/` takes the positions in as many
files as you like. A codebook, a readme, a licence, a notice and a changelog may lie beside them, and so may any file
whose name starts with a dot. `graphkit schema` prints the same as JSON Schemas, with which an editor completes and
checks.

## How values are written

Values are read as YAML 1.2 would read them, and the field decides what a value means: `NO` is Norway where a country
stands, `1984` is a title where a title stands. Quotes change nothing but what YAML needs them for. A key without a
value, `~` and `null` are as good as left out. A key stands once in its mapping; anchors, aliases and tags are refused,
so that every record says all of itself.

- A *text* says something, in any language and script.
- A *slug* has small letters a-z, digits and hyphens, and starts with a letter or digit. A record's `id` is a slug,
  unique among the records of its kind; where a field names another record it takes that record's id. In answers and
  graphs a record is `kind:id`, such as `actor:north-bank`.
- A *number* is written with digits: `40`, `62.5`. Numbers on a scale lie between 0 and 100.
- A *list* starts each item with `- `, or stands in brackets: `[north-bank, south-bank]`. Where a field takes a *list of
  one or more*, a single value may stand without them.

### Dates

A *date* is of the Extended Date/Time Format (EDTF, ISO 8601-2) and as vague as its source:

| written | means |
|---|---|
| `2025-06-02` | that day |
| `2025-06`, `2025` | some day of that month, that year |
| `2025-06-02~`, `2025-06-02?` | about that day; that day, uncertain |
| `2025-06-XX`, `202X` | an unknown day of that month; an unknown year of the decade |
| `2025-21` | spring of that year: March to May (22 summer, 23 autumn, 24 winter: December to the next February) |
| `2025-29` | spring of the south: September to November (30 summer, 31 autumn, 32 winter) |
| `2025-06-01/2025-06-05` | from the one to the other |
| `2025-06-02/..`, `../2025-06-02` | from that day on; until that day |

A *day* is one whole day, `YYYY-MM-DD`. For what is `valid`, a single date means *from then on*, and an interval ends;
a vague date counts from the first day that it allows to the last.
"""

TABLES = """\
## Tables

A file of records may be CSV in place of YAML, or beside it: `positions.csv`. It has a header of columns and a row for
each record; commas, semicolons or tabs part the cells, whichever the header uses, and quotes are those of RFC 4180.
"""

EVIDENCE = """\
## Evidence

A tie, a status quo, a position, a proposal, a response and an event each need evidence, a list of mappings:

```yaml
evidence:
  - source: ministers-post        # who says so
    via: gazette-2025-01-14       # in whose text it stands, where that is another
    locator: {paragraph: 3}
    lock: {start: 120, end: 164, sha256: …}   # made by `graphkit cite`, proved by `graphkit verify`
    credibility: 2
```

A lock names a passage and does not keep it."""

WORDS: tuple[tuple[Any, str], ...] = (
    (fields.Text, "text"),
    (fields.Slug, "slug"),
    (fields.CountryCode, "two capital letters"),
    (fields.LanguageTag, "language tag"),
    (fields.WikidataId, "Wikidata item"),
    (fields.Sha256, "64 hexadecimal digits"),
    (fields.Url, "http or https address"),
    (fields.Score, "number from 0 to 100"),
    (fields.Offset, "whole number from 0"),
    (fields.Ordinal, "whole number from 1"),
    (fields.Credibility, "whole number from 1 to 6"),
    (fields.Flag, "true or false"),
    (fields.Edtf, "[date](#dates)"),
    (fields.Day, "[day](#dates)"),
)


def records_page() -> str:
    kinds: list[type[Part]] = [Manifest, *RECORD_KINDS]
    files = "\n".join(f"| {_files(kind)} | {_summary(kind)} |" for kind in kinds)
    files += f"\n| `{STORY}` | {_summary(Step)} |"
    blocks = ["# Records", RECORDS.format(files=files), TABLES, _rules_of_cells()]
    blocks += [EVIDENCE, _normalisation(), _table(Evidence)]
    blocks += ["### Locator", _summary(Locator), _table(Locator), "### Lock", _summary(Lock), _table(Lock)]
    blocks += ["## Every record", f"{_summary(Record)}", _table(Record)]
    for kind in kinds:
        title = "dossier.yaml" if kind is Manifest else kind.__name__
        blocks += [f"## {title}", _summary(kind), _table(kind)]
        for part in _parts_of(kind):
            blocks += [f"### {_title(part)}", _summary(part), _table(part)]
    blocks += [f"## {STORY}", _summary(Step), _table(Step)]
    return _page(*blocks)


def _files(kind: type[Part]) -> str:
    name = str(getattr(kind, "name_of_kind", ""))
    if kind is Manifest:
        return f"`{name}.yaml`"
    return f"`{name}s.yaml`" + (f", `{name}s/*.yaml`" if name == "position" else "")


def _summary(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().rstrip(".").replace("``", "`") + "."


def _normalisation() -> str:
    """How a text is made ready for offsets, as the module that does it says."""
    doc = inspect.cleandoc(evidence.__doc__ or "")
    return doc[doc.index("A copy is *normalised*") :]


def _rules_of_cells() -> str:
    """How a record stands in a row, as the module that does it says."""
    doc = inspect.cleandoc(cells.__doc__ or "")
    return doc[doc.index("- ") :].replace("``", "`")


def _parts_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The mappings inside a kind of record, outermost first; evidence has a section of its own."""
    found = [part for _, hint in _own_fields(model) for part in _models_in(hint) if part is not Evidence]
    return list(dict.fromkeys(found))


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _models_in(inner)


def _own_fields(model: type[BaseModel]) -> list[tuple[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    return [(name, hints[name]) for name in model.__annotations__ if name in model.model_fields]


def _table(model: type[BaseModel]) -> str:
    rows = ["| key | required | takes | meaning |", "|---|---|---|---|"]
    for name, hint in _own_fields(model):
        info = model.model_fields[name]
        needed = info.is_required() or name == "evidence"
        default = f" Default: `{info.default}`." if isinstance(info.default, str) else ""
        rows.append(
            f"| `{info.alias or name}` | {'yes' if needed else ''} | {_words(hint)} | {info.description}.{default} |"
        )
    return "\n".join(rows)


def _words(hint: Any) -> str:
    """What a field takes, in words."""
    for known, words in WORDS:
        if hint == known:
            return words
    if get_origin(hint) in (Union, UnionType):
        return _words(next(inner for inner in get_args(hint) if inner is not type(None)))
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_words(get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{_title(hint).lower()}](#{_title(hint).lower().replace(' ', '-')})"
    listed = get_args(hint)[0]  # fields.OneOrMore
    return f"list of one or more: {_words(get_args(listed)[0])}"


def _title(model: type[BaseModel]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
