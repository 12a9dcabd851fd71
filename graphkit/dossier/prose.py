"""Markdown as a tree of plain values: a page builds elements from it and never parses a word of it.

CommonMark, without images and without HTML, which stays the text that it is; links lead to http and https addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Node: TypeAlias = "str | dict[str, Any]"
TAGS = ("p", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "br", "hr", "h4", "h5", "h6")
_SCHEMES = ("http", "https")
_HEADINGS = {"h1": "h4", "h2": "h5"}  # below the heading of a step


def tree_of(text: str) -> list[Node]:
    """Markdown as nodes.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str or dict
        A text is a node; so is ``{"tag": …, "in": [nodes]}``, with ``href`` where the tag is ``a``.  A tag is one of
        `TAGS`.

    Examples
    --------
    >>> tree_of("*Both* sides")
    [{'tag': 'p', 'in': [{'tag': 'em', 'in': ['Both']}, ' sides']}]
    >>> tree_of("<b>[see](javascript:1)</b>")
    [{'tag': 'p', 'in': ['<b>[see](javascript:1)</b>']}]
    """
    return _nested(iter(_parser().parse(text)))


def plain_text(nodes: list[Node]) -> str:
    r"""The words of nodes, each block on a line of its own.

    Examples
    --------
    >>> plain_text(tree_of("*Both* sides.\n\n- one\n- two"))
    'Both sides.\none\ntwo'
    """
    lines = (line.strip() for line in "".join(_words(nodes)).split("\n"))
    return "\n".join(line for line in lines if line)


def refused_links(text: str) -> list[str]:
    """The addresses in Markdown to which no link will lead, in order.

    Examples
    --------
    >>> refused_links("[a](https://a.example) [b](javascript:alert) [c](notes.html)")
    ['javascript:alert', 'notes.html']
    """
    refused: list[str] = []

    def noted(address: str) -> bool:
        if not is_web_address(address):
            refused.append(address)
        return True

    parser = _parser()
    parser.validateLink = noted  # type: ignore[method-assign,assignment]  # the way that markdown-it offers
    parser.parse(text)
    return list(dict.fromkeys(refused))


def is_web_address(address: str) -> bool:
    """Whether an address is of http or https and names a host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable("image")
    parser.validateLink = is_web_address  # type: ignore[method-assign,assignment]  # as above
    return parser


def _nested(tokens: Iterator[Token]) -> list[Node]:
    """The nodes up to the end of the block or span that is open."""
    nodes: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            break
        inner = _nested(tokens) if token.nesting > 0 else []
        nodes += _node(token, inner)
    return _joined(nodes)


def _node(token: Token, inner: list[Node]) -> list[Node]:
    if token.type == "inline":
        return _nested(iter(token.children or ()))
    if token.type in ("text", "softbreak", "text_special"):
        return ["\n" if token.type == "softbreak" else token.content]
    if token.type == "code_inline":
        return [{"tag": "code", "in": [token.content]}]
    if token.type in ("fence", "code_block"):
        return [{"tag": "pre", "in": [token.content.rstrip("\n")]}]
    tag = _HEADINGS.get(token.tag, "h6" if token.tag[:1] == "h" and token.tag[1:].isdigit() else token.tag)
    if token.hidden or tag not in TAGS:
        return inner if token.nesting > 0 else [token.content]
    return [{"tag": tag, "in": inner, **({"href": str(token.attrs["href"])} if tag == "a" else {})}]


def _joined(nodes: list[Node]) -> list[Node]:
    """Nodes in which no two texts stand side by side."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        elif node != "":
            joined.append(node)
    return joined


def _words(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from _words(node["in"])
            if node["tag"] not in ("a", "em", "strong", "code"):
                yield "\n"
