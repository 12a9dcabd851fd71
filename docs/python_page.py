"""The page of what Python offers, from docstrings: the names of `graphkit`, what they return, and what they name."""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

import griffe

import graphkit

INTRO = """\
`import graphkit` offers what a notebook needs. A function takes a dossier, and most take a graph of
[networkx](https://networkx.org) or the path of a file in its place, and returns a result that knows its rows, its notes
and its `to_frame`, a [pandas](https://pandas.pydata.org) data frame. Everything else lies in the stages
`graphkit.dossier`, `graphkit.graph`, `graphkit.analysis`, `graphkit.bargaining`, `graphkit.formats` and
`graphkit.report`, whose docstrings say what they take and give."""
FIRST = """\
import graphkit

dossier = graphkit.open_dossier("seed/istanbul-2025", as_of="2025-06-02")
graphkit.influence(dossier, network="agreement").to_frame().head()  # who is well placed, as a table
graph = graphkit.to_networkx(dossier)  # everything: actors, positions, events, evidence"""
REFERENCE = re.compile(r"(?<!`)`(graphkit(?:\.\w+)+)`")
TABLES = {"parameters": "takes", "attributes": "has", "other parameters": "takes also"}

Object = Any  # griffe's objects and aliases, which behave alike


def python_blocks() -> Iterator[str]:
    """The page in blocks."""
    functions = [_found(f"graphkit.{name}") for name in sorted(graphkit.__all__)]
    results = _unique(each for function in functions for each in _returned(function))
    told = {each.canonical_path for each in (*functions, *results)}
    more = _unique(each for function in functions for each in _referred(function))
    more = [each for each in more if each.canonical_path not in told]
    yield "# Python"
    yield INTRO
    yield _fenced(FIRST, "python")
    yield "The examples on this page come after this line:"
    names = "".join(f"    {name},\n" for name in sorted(graphkit.__all__))
    yield _fenced(f"from graphkit import (\n{names})", "python")
    anchors = _anchors([*functions, *results, *more])
    for title, objects in (("Functions", functions), ("What they return", results), ("What they refer to", more)):
        yield f"## {title}"
        yield "\n".join(f"- [{_title(each)}](#{anchors[each.canonical_path]}): {_summary(each)}" for each in objects)
        for each in objects:
            yield from _object(each)


@cache
def _package() -> griffe.GriffeLoader:
    logging.getLogger("griffe").setLevel(logging.CRITICAL)
    loader = griffe.GriffeLoader(docstring_parser="numpy")
    loader.load("graphkit")
    loader.resolve_aliases()
    return loader


def _found(path: str) -> Object:
    found = _package().modules_collection[path]
    return found.final_target if found.is_alias else found


def _unique(objects: Iterable[Object]) -> list[Object]:
    by_path = {each.canonical_path: each for each in objects}
    return [by_path[path] for path in sorted(by_path, key=lambda path: (path.rpartition(".")[2].lower(), path))]


def _returned(function: Object) -> Iterator[Object]:
    """The classes of graphkit in what a function returns."""
    expression = function.returns if function.is_function else None
    names = [] if expression is None or isinstance(expression, str) else expression.iterate(flat=True)
    for name in names:
        path = getattr(name, "canonical_path", "")
        if path.startswith("graphkit.") and (found := _found(path)).is_class:
            yield found


def _referred(function: Object) -> Iterator[Object]:
    """What the docstring of a function names with its whole path."""
    for path in REFERENCE.findall(function.docstring.value if function.docstring else ""):
        try:
            found = _found(path)
        except KeyError:
            raise LookupError(f"{function.path}: its docstring names {path}, and there is no such thing") from None
        if found.is_class or found.is_function:
            yield found


def _title(each: Object) -> str:
    return f"`{_path(each)}`"


def _path(each: Object) -> str:
    """Under which name it is to be imported."""
    offered = each.name in graphkit.__all__ and _found(f"graphkit.{each.name}") is each
    path: str = f"graphkit.{each.name}" if offered else each.canonical_path
    return path


def _anchors(objects: list[Object]) -> dict[str, str]:
    """How a code host calls the headings, numbering those that differ in nothing but capitals."""
    seen: Counter[str] = Counter()
    anchors = {}
    for each in objects:
        name = re.sub(r"[^\w -]", "", _path(each)).lower()
        anchors[each.canonical_path] = f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1
    return anchors


def _summary(each: Object) -> str:
    value = each.docstring.value if each.docstring else ""
    return _markdown(value.partition("\n\n")[0].replace("\n", " "))


def _markdown(text: str) -> str:
    """What the docstrings write in reStructuredText, in Markdown."""
    text = re.sub(r"``(.+?)``", r"`\1`", text, flags=re.DOTALL)
    return re.sub(r"::\s*$", ":", text)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", _markdown(text)).replace("|", "\\|").strip()


def _object(each: Object) -> Iterator[str]:
    yield f"### {_title(each)}"
    if each.is_function:
        yield _fenced(_signature(each))
        yield from _sections(each)
    else:
        yield from _sections(each)
        yield from _members(each)


def _signature(function: Object, *, name: str | None = None) -> str:
    """Name and parameters as the code has them, one a line where they do not fit into one."""
    parameters = [each for each in function.parameters if each.name not in ("self", "cls")]
    words = list(_words(parameters))
    given = f" -> {function.returns}" if function.returns is not None else ""
    name = name or function.name
    line = f"{name}({', '.join(words)}){given}"
    return line if len(line) <= 100 else f"{name}(\n" + "".join(f"    {word},\n" for word in words) + f"){given}"


def _words(parameters: list[Any]) -> Iterator[str]:
    starred = False
    for each in parameters:
        kind = each.kind.value
        if kind == "keyword-only" and not starred:
            yield "*"
        starred |= kind in ("keyword-only", "variadic positional")
        stars = {"variadic positional": "*", "variadic keyword": "**"}.get(kind, "")
        hint = f": {each.annotation}" if each.annotation is not None else ""
        has_default = each.default is not None and not stars
        equals = " = " if hint else "="
        yield f"{stars}{each.name}{hint}{equals + str(each.default) if has_default else ''}"


def _fenced(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def _sections(each: Object) -> Iterator[str]:
    """The parts of a docstring, as Markdown."""
    for section in _parsed(each):
        kind = section.kind.value
        if kind == "text":
            yield _markdown(section.value)
        elif kind in TABLES:
            yield _table(section.value, TABLES[kind], each)
        elif kind in ("returns", "yields"):
            yield "Returns " + "; ".join(_returns(one) for one in section.value) + "."
        elif kind == "raises":
            yield "\n".join(f"- Raises `{one.annotation}`: {_cell(one.description)}" for one in section.value)
        elif kind == "examples":
            yield from (_example(each, part.value, text) for part, text in section.value)
        else:
            yield f"*{section.title or kind.capitalize()}.* {_markdown(_text_of(section.value))}"


def _parsed(each: Object) -> list[Any]:
    """The parts of a docstring, with types as they are written there."""
    return griffe.parse_numpy(griffe.Docstring(each.docstring.value), warnings=False) if each.docstring else []


def _text_of(value: Any) -> str:
    return value if isinstance(value, str) else str(getattr(value, "contents", value))


def _example(each: Object, kind: str, text: str) -> str:
    if kind != "examples":
        return _markdown(text)
    return _fenced("".join(f"{line}\n" for line in _imports(each, text)) + text, "python")


def _imports(each: Object, text: str) -> Iterator[str]:
    """What an example takes from its own module, where that is not what the package offers by the name."""
    module = each.module
    used = set(re.findall(r"(?<![\w.\"'])[A-Za-z]\w*(?=\()", text))
    own = [name for name in sorted(used) if name in module.members and not module.members[name].is_module]
    homes: dict[str, list[str]] = defaultdict(list)
    for name in own:
        found = module.members[name]
        if not (name in graphkit.__all__ and _is_offered(found)):
            homes[(found.final_target if found.is_alias else found).module.path].append(name)
    for home, names in sorted(homes.items()):
        yield f">>> from {home} import {', '.join(names)}"


def _is_offered(each: Object) -> bool:
    target = each.final_target if each.is_alias else each
    return bool(_found(f"graphkit.{target.name}") is target)


def _returns(one: Any) -> str:
    described = _cell(one.description).rstrip(".")
    hint = _cell(str(one.annotation or one.name or ""))
    return f"`{hint}`: {described[:1].lower()}{described[1:]}" if described else f"`{hint}`"


def _table(rows: Iterable[Any], title: str, owner: Object) -> str:
    """Names with their types; those that the docstring tells of together stand in one row."""
    lines = [f"| {title} | of type | |", "|---|---|---|"]
    for (hint, told), group in groupby(rows, lambda row: (row.annotation, row.description)):
        names = [name for row in group for name in row.name.split(", ")]
        defaults = [found for name in names if owner.is_class and (found := _default(owner.members.get(name)))]
        default = f" Default {', '.join(defaults)}." if defaults else ""
        shown = ", ".join(f"`{name}`" for name in names)
        lines.append(
            f"| {shown} | {_cell(str(hint)) if hint is not None else ''} | {(_cell(told) + default).strip()} |"
        )
    return "\n".join(lines)


def _members(each: Object) -> Iterator[str]:
    """The fields that the docstring does not tell of, then the methods and properties of a class."""
    told = {
        name
        for section in _parsed(each)
        if section.kind.value in TABLES
        for row in section.value
        for name in row.name.split(", ")
    }
    public = [one for name, one in each.members.items() if not name.startswith("_")]
    fields = [one for one in public if one.is_attribute and one.name not in told and "property" not in one.labels]
    if fields:
        rows = [f"| `{one.name}` | {_hint(one)} | {_default(one)} |" for one in fields]
        yield "\n".join(["| has | of type | default |", "|---|---|---|", *rows])
    methods = [one for one in public if one.is_function or "property" in one.labels]
    if methods:
        yield "\n".join(f"- `{_call(one)}`: {_summary(one)}" for one in methods)


def _hint(one: Object) -> str:
    return f"`{_cell(str(one.annotation))}`" if one.annotation is not None else ""


def _default(one: Object | None) -> str:
    value = getattr(one, "value", None)
    return "" if value is None or "field(" in str(value) else f"`{_cell(str(value))}`"


def _call(one: Object) -> str:
    if not one.is_function:
        return one.name
    return _signature(one).replace("\n", " ").replace("    ", "")
