r"""How a text is written in YAML so that every reader takes it for that text.

A text stands plain where it may.  It is quoted where YAML 1.1 or YAML 1.2 would take it for something else: a number,
a date, a flag, nothing, or a piece of syntax.  Characters that nobody sees, and those that turn the direction of
writing, are escaped in double quotes.  What does not fit a line is folded (``>-``), and what has lines of its own
stands as it is (``|-``), but only where it comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

WIDTH = 106

Style = Literal["", ">", "|"]

# control characters, line ends that are none to YAML 1.2, marks of direction, and what no file may hold
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
    "\U0010ff00-\U0010ff02"
)
_TO_ESCAPE = re.compile(f'[{_HIDDEN}"\\\\]')
_HIDDEN_CHARACTER = re.compile(f"[{_HIDDEN}]")
_SYNTAX = re.compile(rf"[-?:,\[\]{{}}#&*!|>'\"%@`\s]|.*(?:\s\Z|:(?:\s|\Z)|\s#|[{_HIDDEN}])", re.DOTALL)
_SYNTAX_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", '"': '\\"', "\\": "\\\\"}
_WORD = re.compile(r"~|<<|=|null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
_NUMBER_OR_DATE = re.compile(
    r"""
    [-+]? \.? [0-9] [0-9_,.]* (?: [eE] [-+]? [0-9]+ )?      # 40, 1_000, 62.5, .5, 1e3
  | [-+]? 0 [box] [0-9a-fA-F_]+                             # 0o17, 0x1f
  | [-+]? [0-9] [0-9_]* (?: : [0-5]? [0-9] )+ (?: \. [0-9_]* )?   # 12:30, which YAML 1.1 counts in sixties
  | [-+]? \. (?: inf | nan )
  | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [Tt\s] .* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FOLD = re.compile(r"(?<=\S) (?=\S)")


def one_line(text: str, *, bare: bool = False, flow: bool = False) -> str:
    r"""A text on one line: plain, or in quotes.

    Parameters
    ----------
    text : str
    bare : bool
        The field takes a number, a date or a flag; it needs no quotes for looking like one.
    flow : bool
        It stands between brackets.

    Examples
    --------
    >>> print(*(one_line(text) for text in ["Norway", "NO", "045", "a: b", "it's: so", "a\u2028b"]))
    Norway 'NO' '045' 'a: b' "it's: so" "a\u2028b"
    """
    if not _SYNTAX.match(text) and (bare or not _misread(text)) and not (flow and _SYNTAX_IN_FLOW.search(text)):
        return text
    if "'" not in text and not _HIDDEN_CHARACTER.search(text):
        return f"'{text}'"
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def _misread(text: str) -> bool:
    return bool(_WORD.fullmatch(text) or _NUMBER_OR_DATE.fullmatch(text))


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    code = ord(letter)
    if letter in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[letter]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def block(text: str, style: Style, *, room: int) -> list[str]:
    """A text on lines of its own: the mark that starts it, and the lines without their indentation.

    Parameters
    ----------
    text : str
    style : ">" or "|" or ""
        How the author had it; a text without a style goes on lines of its own only where it does not fit one.
    room : int
        Characters that fit a line.

    Returns
    -------
    list of str
        Empty where the text would not come back as it was, or where it had better stand on one line.
    """
    body = text.removesuffix("\n")
    mark = "-" if body == text else ""
    lines = body.split("\n")
    if _HIDDEN_CHARACTER.search(body.replace("\n", "")) or any(line != line.rstrip() for line in lines):
        return []
    if not lines[0] or not lines[-1] or lines[0][0].isspace():
        return []
    if style == "|" or (style == "" and "\n" in text):
        return [f"|{mark}", *lines]
    if any(line[:1].isspace() for line in lines):
        return []
    folded = [f">{mark}", *_folded(lines, room)]
    return folded if style == ">" or len(folded) > 2 else []


def _folded(lines: list[str], room: int) -> Iterator[str]:
    """Each line wrapped; between two of them stands an empty one more, which is how a fold says that a line ends."""
    for number, line in enumerate(lines):
        if number:
            yield ""
        if line:
            yield from _wrapped(line, room)


def _wrapped(line: str, room: int) -> Iterator[str]:
    held = ""
    for word in _FOLD.split(line):
        if held and len(held) + 1 + len(word) > room:
            yield held
            held = word
        else:
            held = f"{held} {word}" if held else word
    yield held
