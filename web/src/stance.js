/** A stance as a glyph, a colour and a word; never as a colour alone. */

import { el } from "./dom.js";
import { STANCES } from "./words.js";

export const GLYPHS = { support: "+", oppose: "\u2212", conditional: "?", neutral: "\u25CB" };
export const ORDER = ["support", "conditional", "neutral", "oppose"];

/** The glyph; in brackets where somebody else took the position on the actor's behalf. */
export const glyph = (stance, behalf = false) => el("span", { class: `glyph ${stance}`, "aria-hidden": "true" }, behalf ? `(${GLYPHS[stance]})` : GLYPHS[stance]);

/** The key to the glyphs. */
export const stanceKey = (...more) =>
  el("p", { class: "key" }, ORDER.map((stance) => el("span", {}, glyph(stance), ` ${STANCES[stance]}`)), more.map((each) => el("span", {}, each)));
