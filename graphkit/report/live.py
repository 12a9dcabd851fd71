"""The page as `graphkit serve` gives it: one more script, which may ask the server that the page came from."""

from __future__ import annotations

from markupsafe import Markup, escape

from graphkit.report.page import policy, script_and_style, static

_ASKING = {"connect-src": "'self'"}


def live(html: str, version: str) -> str:
    """A page that follows the server.

    Parameters
    ----------
    html : str
        As `graphkit.report.whole.report` gives it.
    version : str
        What tells this page from the next; the page reloads when the server names another.

    Returns
    -------
    str
        The same page but for its policy, which also allows the script that follows and requests to its own server.
    """
    script, style = script_and_style()
    watching = static("live.js")
    told = escape(policy(style, script)), escape(policy(style, script, watching, more=_ASKING))
    return html.replace(*told, 1).replace("</body>\n</html>\n", _element(version) + "</body>\n</html>\n")


def waiting(title: str) -> str:
    """The page of a dossier that never was without errors: it waits for the first that is."""
    _, style = script_and_style()
    rules = policy(style, static("live.js"), more=_ASKING)
    return Markup(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n"
    ).format(rules, title, Markup(style), Markup(_element("")))  # noqa: S704  # our own files


def _element(version: str) -> str:
    """The script that follows; `version` is a digest or empty."""
    return f'<script id="live" data-version="{version}">{static("live.js")}</script>\n'
