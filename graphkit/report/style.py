"""How things look: colour by camp, shape by kind, colour and dash by what a line means.

Colours are those of Okabe and Ito (*Color Universal Design*, 2008), which colour-blind readers tell apart.  Blue and
vermillion are kept for lines, so that a camp never looks like a side; no two lines differ by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1c2733"
BORDER = "#3c4650"
GREY = "#6b7682"
PALE = "#c9ced4"
FAINT, FAINT_INK = "#a3acb6", "#66717d"
BLUE, VERMILLION, GREEN, PURPLE = "#0072b2", "#d55e00", "#00795a", "#9a4a80"
CAMPS = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#8c7ae6")
NO_CAMP = "#d9dde2"
FONT = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
FONT_SIZE = 15
WORD_SIZE = 13
HIDE_LINES_FROM = 2000  # while the picture moves; web/src/crowd.js draws so many in batches


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind is drawn; a card has its text inside, another shape below."""

    shape: str
    plural: str
    card: bool = False
    fill: str = ""
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn, and what it says: ``A says B``."""

    label: str
    says: str
    color: str
    dashes: tuple[int, ...] = ()
    arrow: bool = False


SHAPES = {
    "person": Shape("dot", "person"),
    "organization": Shape("square", "organization"),
    "state": Shape("hexagon", "state"),
    "bloc": Shape("star", "bloc"),
    "delegation": Shape("diamond", "delegation"),
    "public": Shape("triangle", "public"),
    "issue": Shape("box", "issue", card=True, fill="#eef1f4"),
    "event": Shape("card", "event", card=True, fill="#fff8e5"),
    "proposal": Shape("pill", "proposal", card=True, fill="#e9f5ef"),
    "position": Shape("box", "position", card=True, fill="#ffffff"),
    "judgement": Shape("box", "judgement", card=True, fill="#f7edf3", dashes=(3, 3)),
    "source": Shape("card", "source", card=True, fill="#ffffff", dashes=(6, 4)),
    "evidence": Shape("triangleDown", "evidence", fill="#c9ced4"),
    "other": Shape("card", "other", card=True, fill="#eef1f4"),
}

LINES = {
    "agreement": Line("agree on an issue", "agree", BLUE),
    "conflict": Line("disagree on an issue", "disagree", VERMILLION, (9, 6)),
    "tie": Line("tie, in the arrow’s direction", "", GREY, arrow=True),
    "support": Line("supports", "supports", BLUE),
    "oppose": Line("opposes", "opposes", VERMILLION, (9, 6)),
    "conditional": Line("only on conditions", "would support, on conditions,", PURPLE, (12, 5, 3, 5)),
    "neutral": Line("declares itself neutral", "is neutral on", GREY, (3, 4)),
    "host": Line("host", "hosted", GREEN),
    "mediator": Line("mediator", "mediated at", BLUE),
    "party": Line("party", "took part as a party in", BORDER),
    "speaker": Line("speaker", "spoke at", PURPLE, (12, 5, 3, 5)),
    "initiator": Line("initiator", "started", VERMILLION, arrow=True),
    "target": Line("target", "was the target of", VERMILLION, (9, 6)),
    "addressee": Line("addressee", "was addressed by", GREY, (9, 6)),
    "observer": Line("observer", "observed", GREY, (3, 4)),
    "accepted": Line("accepted", "accepted", BLUE, arrow=True),
    "rejected": Line("rejected", "rejected", VERMILLION, (9, 6), arrow=True),
    "partly": Line("accepted on conditions", "accepted, on conditions,", PURPLE, (12, 5, 3, 5), arrow=True),
    "pending": Line("has not decided", "has not decided on", GREY, (3, 4), arrow=True),
    "proposed": Line("proposed", "proposed", GREEN, arrow=True),
    "evidence": Line("rests on", "rests on", "#8a94a0", (2, 4), arrow=True),
    "behalf": Line("speaks for", "speaks for", "#1c3d5a", (4, 4), arrow=True),
    "link": Line("other, in the arrow’s direction", "", "#7d8894", (6, 3), arrow=True),
    "joined": Line("joined, without direction", "", "#7d8894"),
    "against": Line("joined by a weight below 0", "", VERMILLION, (9, 6)),
    "retracted": Line("no longer counts", "", PALE, (2, 6), arrow=True),
    "follows": Line("followed by", "was followed by", "#1c3d5a", arrow=True),
}
