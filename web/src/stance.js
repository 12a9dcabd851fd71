/** A stance as a glyph, a colour and a word; never as a colour alone. */

import { el } from "./dom.js";
import { STANCES } from "./words.js";

export const GLYPHS = { support: "+", oppose: "\u2212", conditional: "?", neutral: "\u25CB" };
export const ORDER = ["support", "conditional", "neutral", "oppose"];

/** Whether a claim is alleged or disputed. */
export const doubtful = (position) => (position.status ?? "plain") !== "plain";

/** The glyph; in brackets where somebody else took the position on the actor's behalf, with a star where it is in doubt. */
export const glyph = (stance, { behalf = false, doubt = false } = {}) =>
  el("span", { class: `glyph ${stance}`, "aria-hidden": "true" }, `${behalf ? `(${GLYPHS[stance]})` : GLYPHS[stance]}${doubt ? "*" : ""}`);

/** The key to the glyphs. */
export const stanceKey = (...more) =>
  el("p", { class: "key" }, ORDER.map((stance) => el("span", {}, glyph(stance), ` ${STANCES[stance]}`)), [[el("span", { class: "glyph plain" }, "*"), " alleged or disputed"], ...more].map((each) => el("span", {}, each)));
