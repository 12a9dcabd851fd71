"""Run the notebooks and write them as HTML under build/notebooks: `python docs/notebooks.py [NAME …]`.

A page asks the network for nothing: the libraries that a page of nbconvert loads from elsewhere are left out, and are
needed for widgets, formulas and diagrams alone.  Nothing is written back into notebooks/.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
TEMPLATE = """
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="such as 1-the-istanbul-talks; default: all")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "notebooks", help="where the pages go")
    options = parser.parse_args(arguments)
    paths = [path for path in sorted(FOLDER.glob("*.ipynb")) if not options.names or path.stem in options.names]
    options.folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        target = options.folder / f"{path.stem}.html"
        target.write_text(page(executed(path), path.stem), encoding="utf-8", newline="\n")
        print(target)
    return 0 if paths else 1


def executed(path: Path, *, seconds: int = 120) -> nbformat.NotebookNode:
    """A notebook with its outputs, run from top to bottom in its own folder.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=seconds,
        kernel_name="python3",
        extra_arguments=["--Application.log_level=40"],
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    return notebook


def page(notebook: nbformat.NotebookNode, name: str) -> str:
    """A notebook as one HTML file."""
    exporter = HTMLExporter(raw_template=TEMPLATE)
    html, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": name}})
    return str(html)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
