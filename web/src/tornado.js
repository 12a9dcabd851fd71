/** Which input matters most for an outcome: how far it goes as one input alone moves through its range. */

import { el, svg } from "./dom.js";
import { inShort, nameOf } from "./models.js";

const ROW = 26;

/** Whose an input is, as words: of actors, or of a source. */
const whose = ([, ids, what], { name, source }) => (what === "reliability" ? source(ids[0]) : ids.map(name).join(", "));

const range = ([, , , from, to]) => `${inShort(from)} to ${inShort(to)}`;
const swing = ([, , , , , at, end]) => `${inShort(at)} \u2192 ${inShort(end)}`;

/** The inputs of each model in groups, in their order. */
function grouped(swings) {
  const by = new Map();
  for (const each of swings) by.set(each[0], [...(by.get(each[0]) ?? []), each]);
  return [...by];
}

/** What the marks mean. */
export const tornadoKey = () =>
  el(
    "p",
    { class: "hint" },
    "Where the outcome goes as one input alone moves from the low end ",
    svg("svg", { width: 56, height: 14, "aria-hidden": "true", class: "plot sample" }, bar("8", "48", 7)),
    " to the high end of its range, the three that move it most; all else as it stands. Evidence: the position anywhere on the scale, as its grade leaves open; reliability: all positions that cannot stand without the source.",
  );

const bar = (from, to, y, falls = false) => [svg("line", { class: falls ? "swing falls" : "swing", x1: from, x2: to, y1: y, y2: y }), svg("circle", { class: "swing-end", cx: from, cy: y, r: 5 }), svg("circle", { class: "swing-end full", cx: to, cy: y, r: 5 })];

/** The drawing of an issue; `outcomes` are those of its models. */
export function tornado(swings, outcomes, named) {
  const at = Object.fromEntries(outcomes.map((row) => [row[0], row[1]]));
  const lines = grouped(swings).flatMap(([model, every]) => [[model], ...every]);
  const height = lines.length * ROW;
  const y = (i) => i * ROW + ROW / 2;
  const told = grouped(swings).map(([model, every]) => `${nameOf(model)} ${inShort(at[model])}: ${every.map((each) => `${whose(each, named)} ${each[2]} ${range(each)}, outcome ${inShort(each[5])} to ${inShort(each[6])}`).join("; ")}`);
  const person = (each) => el("li", { class: "input" }, el("button", { type: "button", class: "name", title: whose(each, named), on: { click: () => named.select(`${each[2] === "reliability" ? "source" : "actor"}:${each[1][0]}`) } }, whose(each, named)), el("span", { class: "what" }, each[2]));
  return el(
    "div",
    { class: "rows tornado" },
    el("ul", { class: "who" }, lines.map((each) => (each.length === 1 ? el("li", { class: "of-model" }, el("span", { class: "glyph plain", "aria-hidden": "true" }, "\u25C6"), el("span", { class: "words" }, nameOf(each[0]))) : person(each)))),
    el(
      "div",
      { class: "line" },
      svg(
        "svg",
        { class: "plot", width: "100%", height: height + 20, role: "img", "aria-label": told.join(". ") },
        [0, 25, 50, 75, 100].map((value) => [svg("line", { class: "tick", x1: `${value}%`, x2: `${value}%`, y1: 0, y2: height }), svg("text", { class: "note", x: `${value}%`, y: height + 15, "text-anchor": "middle" }, String(value))]),
        lines.map((each, i) => (each.length === 1 ? svg("g", { class: "model" }, svg("text", { x: `${at[each[0]]}%`, y: y(i) + 5, "text-anchor": "middle" }, "\u25C6")) : [svg("line", { class: "stands", x1: `${at[each[0]]}%`, x2: `${at[each[0]]}%`, y1: y(i) - ROW / 2, y2: y(i) + ROW / 2 }), bar(`${each[5]}%`, `${each[6]}%`, y(i), each[6] < each[5])])),
        svg("line", { class: "axis", x1: "0%", x2: "100%", y1: height, y2: height }),
      ),
    ),
    el("ul", { class: "numbers" }, lines.map((each) => el("li", {}, each.length === 1 ? inShort(at[each[0]]) : swing(each)))),
  );
}

/** The same as a table. */
export function tornadoTable(issues, named) {
  const rows = issues.flatMap(([issue, swings]) => swings.map((each) => [issue.name, nameOf(each[0]), whose(each, named), each[2], range(each), inShort(each[5]), inShort(each[6]), inShort(each[6] - each[5])]));
  return rows.length ? { caption: "What matters most: where the outcome goes as one input alone moves through its range", heads: ["Issue", "Model", "Whose", "Input", "Range", "Outcome at its low end", "At its high end", "Moves by"], rows } : null;
}
