"""Write cypher/browser from the code: `python docs/generate_browser.py`; with --check, say what is stale and exit 1.

Neo4j Browser takes all of it by drag and drop: a file `.grass` are colours and captions, and every `.cypher` inside a
`.zip` becomes a favourite, named after its first line and put into the folder in which it lies.
"""

from __future__ import annotations

import argparse
import io
import sys
import textwrap
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.reader import read
from graphkit.graph.vocabulary import ACTOR_LABELS, PAST, RETRACTED, TIE_TYPES, TYPES
from graphkit.report import style
from graphkit.store.questions import ALWAYS, Parameter, Question, questions

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "cypher" / "browser"
SEED = ROOT / "seed" / "istanbul-2025"
START, ASK = "graphkit 1 - start here", "graphkit 2 - questions"
WIDTH = 100

Rule = dict[str, str]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is stale")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are; default: cypher/browser")
    options = parser.parse_args(arguments)
    stale = [name for name, data in files().items() if _data_of(options.folder / name) != data]
    for name in stale:
        if options.check:
            print(f"{options.folder / name} is stale; run: python docs/generate_browser.py")
        else:
            options.folder.mkdir(parents=True, exist_ok=True)
            (options.folder / name).write_bytes(files()[name])
    return 1 if options.check and stale else 0


def files() -> dict[str, bytes]:
    """What lies in cypher/browser beside the guide and what is written by hand."""
    return {
        "style.grass": grass().encode(),
        "params.txt": params(read(SEED)[0]).encode(),
        "favourites.zip": favourites(),
    }


def _data_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


# style.grass


def grass() -> str:
    """Colours and captions, as near to those of the page as circles without shapes allow."""
    rules = {
        "node": _node(style.NO_CAMP, "{id}"),
        "relationship": _relationship(style.GREY),
        **dict(_nodes()),
        **dict(_relationships()),
    }
    return "".join(_block(selector, rule) for selector, rule in rules.items())


def _block(selector: str, rule: Mapping[str, str]) -> str:
    return f"{selector} {{\n" + "".join(f"  {name}: {value};\n" for name, value in rule.items()) + "}\n"


def _node(fill: str, caption: str, *, diameter: int = 50, border: str = style.BORDER, ink: str = style.INK) -> Rule:
    return {
        "diameter": f"{diameter}px",
        "color": fill,
        "border-color": border,
        "border-width": "2px",
        "text-color-internal": ink,
        "font-size": "10px",
        "caption": f'"{caption}"',
    }


def _nodes() -> Iterator[tuple[str, Rule]]:
    """A rule for each label; where several fit, the last wins."""
    yield "node.Actor", _node(style.NO_CAMP, "{name}", diameter=65)
    for label, fill in zip(ACTOR_LABELS, style.CAMPS, strict=True):
        yield f"node.{label}", _node(fill, "{name}", diameter=65)
    yield "node.Issue", _node(style.SHAPES["issue"].fill, "{name}", diameter=80)
    yield "node.Event", _node(style.SHAPES["event"].fill, "{name}", diameter=65)
    yield "node.Position", _node("#ffffff", "{stance}", diameter=60, border=style.BLUE)
    yield "node.Proposal", _node("#ffffff", "{name}", diameter=65, border=style.GREEN)
    yield "node.Judgement", _node("#ffffff", "{quantity} {value}", diameter=50, border=style.PURPLE)
    yield "node.Evidence", _node(style.PALE, "¶ {paragraph}", diameter=30)
    yield "node.Source", _node(style.GREY, "{publisher}", diameter=50, ink="#ffffff")
    yield "node.Dossier", _node(style.INK, "{title}", diameter=80, ink="#ffffff")
    yield "node.Ledger", _node(style.GREY, "{key}", diameter=30, ink="#ffffff")
    yield f"node.{RETRACTED}", _node("#ffffff", "{id}", diameter=30, border=style.PALE, ink=style.GREY)


def _relationship(color: str, caption: str = "<type>", *, width: int = 1) -> Rule:
    return {
        "color": color,
        "shaft-width": f"{width}px",
        "font-size": "8px",
        "padding": "3px",
        "text-color-external": style.INK,
        "text-color-internal": "#ffffff",
        "caption": f'"{caption}"',
    }


FOR, AGAINST = {"ALLY_OF", "SUPPORTS", "OFFERS"}, {"OPPOSES", "PRESSURES", "THREATENS"}
TOLD_BY = {"TOOK_PART": "{role}", "ANSWERED": "{answer}", "TERM": "TERM {value}"}


def _relationships() -> Iterator[tuple[str, Rule]]:
    for type_ in sorted(TYPES):
        yield f"relationship.{type_}", _relationship(_color(type_), TOLD_BY.get(type_, "<type>"), width=_width(type_))
    for type_ in sorted(TYPES):
        yield f"relationship.{PAST}{type_}", _relationship(style.PALE)


def _color(type_: str) -> str:
    if type_ in FOR | {"TOOK"}:
        return style.BLUE
    if type_ in AGAINST:
        return style.VERMILLION
    if type_ in {"PROPOSED", "ANSWERED", "TERM", "TABLED_AT"}:
        return style.GREEN
    if type_ in {"ATTRIBUTED", "DEPENDS_ON", "OF"}:
        return style.PURPLE
    return style.PALE if type_ in {"SHOWN_BY", "FROM", "VIA"} else style.GREY


def _width(type_: str) -> int:
    return 2 if type_ in TIE_TYPES | {"TOOK", "ON", "PROPOSED", "ANSWERED"} else 1


# params.txt


def params(dossier: Dossier) -> str:
    """The lines `:param` that give every parameter of every question a value of the seed."""
    values = {
        "dossier": _literal(dossier.manifest.id),
        "as_of": f"date({_literal(str(dossier.manifest.as_of))})",
        "known_on": "date()",
    }
    for question in questions().values():
        for parameter in question.parameters:
            values.setdefault(parameter.name, _example(parameter))
    return "".join(f":param {name} => {value};\n" for name, value in values.items())


def _example(parameter: Parameter) -> str:
    """What a parameter may be, as an expression of Cypher."""
    value: Any = parameter.default if parameter.default is not None else parameter.example
    if value is None and parameter.choices:
        value = parameter.choices[0]
    if value is None:
        return "null"
    if parameter.kind == "day":
        return f"date({_literal(str(value))})"
    return str(value) if parameter.kind in ("number", "whole number") else _literal(str(value))


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


# favourites.zip


def favourites() -> bytes:
    """The archive that Neo4j Browser takes; the same bytes for the same questions."""
    steps = sorted((FOLDER / "start").glob("*.cypher"))
    entries = {f"{START}/{path.name}": path.read_text(encoding="utf-8") for path in steps}
    entries |= {f"{ASK}/{question.name}.cypher": favourite(question) for question in questions().values()}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:  # unpacked, so that no zlib decides on the bytes
        for name, text in entries.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return data.getvalue()


def favourite(question: Question) -> str:
    """A question as a favourite: its title, by which Browser lists it, what it tells, what to set, and its Cypher."""
    lines = question.text.splitlines()
    query = "\n".join(line for line in lines if not line.startswith("//")).strip()
    said = textwrap.wrap(question.description, WIDTH - 3)
    wants = ", ".join(f"${name}" for name in (*ALWAYS, *(parameter.name for parameter in question.parameters)))
    header = [question.title, *said, f"Set with :param: {wants}"]
    return "\n".join([*(f"// {line}" for line in header), query, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
