"""The folder in which the blocks of a page run: the bundled dossier, and the files that pages take for granted."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from click.testing import CliRunner

from graphkit.cli.main import main
from tests.docs.blocks import ROOT
from tests.formats.dna_made import write_dna

SAID = [
    ("Union", "Tax", 1, 1, "Ann"),
    ("League", "Tax", 0, 2, "Ben"),
    ("Club", "Tax", 1, 1, "Cid"),
    ("Club", "Road", 0, 2, "Cid"),
    ("League", "Road", 1, 3, "Ben"),
]
DATES = {1: "2025-01-01", 2: "2025-01-02", 3: "2025-01-09"}
FILES = {
    "eventlist.csv": (
        "statement_id;time;organization;concept;agreement;start_position;document_id;document_author\n"
        '1;2025-01-02 00:00:00;"Union";"Tax";1;10;1;"Ann"\n'
        '2;2025-01-01 12:30:00;"League";"Tax";0;20;2;"Ben"\n'
    ),
    "network.graphml": (
        '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        '  <key id="Type" for="node" attr.name="Type" attr.type="string" />\n'
        '  <key id="weight" for="edge" attr.name="weight" attr.type="double" />\n'
        '  <graph edgedefault="undirected" id="DNA">\n'
        '    <node id="n1"><data key="Type">A</data></node>\n    <node id="n2"><data key="Type">B</data></node>\n'
        '    <node id="n3"><data key="Type">B</data></node>\n'
        '    <edge source="n1" target="n2"><data key="weight">2</data></edge>\n'
        '    <edge source="n2" target="n3"><data key="weight">1</data></edge>\n  </graph>\n</graphml>\n'
    ),
    "subtract.csv": '"";"Union";"League";"Club"\n"Union";0;-1;1\n"League";-1;0;-2\n"Club";1;-2;0\n',
    "edges.csv": "source,target,sign\nAnn,Ben,1\nBen,Cid,1\nAnn,Cid,-1\n",
    "nodes.csv": "id,group\nAnn,North\nBen,South\nCid,East\n",
    "table.csv": "actor,issue,position,salience,capability\n"
    "Ann,toll,60,80,50\nAnn,ferry,10,20,50\nBen,toll,10,30,40\nBen,ferry,90,70,40\n",
    "ktab.csv": 'Toll ,"Who pays",2,2,\nActor,Description,Power,Road,RoadSal,Rail,RailSal,\n'
    "Ann, mayor, 12.5, 10, 60, 0, 30,\nBen, , 3, 90.5, 20, 100, 70,\n",
}


def furnish(folder: Path) -> Path:
    """Put into an empty folder what pages take for granted."""
    copytree(ROOT / "seed", folder / "seed")  # a copy, since commands may write into a dossier
    (folder / "docs").symlink_to(ROOT / "docs")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    write_dna(folder / "sample.dna", SAID, dates=DATES)
    made = CliRunner().invoke(main, ["new", str(folder / "my-talks"), "--example"])
    assert made.exit_code == 0, made.output
    return folder
