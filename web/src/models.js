/** What models of bargaining draw from the dossier's numbers, as rows on an issue's line; computed for one day alone. */

import { inWords } from "./dates.js";
import { el, svg } from "./dom.js";

const NAMES = {
  compromise: "compromise",
  median: "weighted median",
  mean: "plain mean",
  nash: "Nash bargaining",
  quota: "voting by quota",
  challenge: "challenge model",
  exchange: "exchange model",
  smp: "KTAB SMP",
};
const CONSEQUENCE = "A model draws the consequence of these numbers; it foretells nothing by itself.";

export const nameOf = (model) => NAMES[model] ?? model;
export const inShort = (number) => String(Math.round(number * 10) / 10);

/** The outcome in words, with its ends where the coder's uncertainty gives any. */
export const outcome = ([, at, low, high]) => inShort(at) + (low === null ? "" : ` (${inShort(low)}–${inShort(high)})`);

export class Models {
  constructor(found) {
    this.found = found;
  }

  /** What there is of an issue on a day: rows only on the day for which they were computed. */
  of(issue, day) {
    const there = this.found?.issues[issue.id];
    return there && day === this.found.day ? there : { rows: [], missing: [], other: Boolean(there?.rows.length) };
  }

  get any() {
    return Object.values(this.found?.issues ?? {}).some(({ rows }) => rows.length);
  }

  /** What was assumed, in words; empty where nothing was. */
  get assumed() {
    const told = Object.entries(this.found?.assumed ?? {}).map(([name, value]) => `${name} ${value}`);
    return told.length ? `Assumed for everybody without one: ${told.join(", ")}.` : "";
  }

  /** Which models were left out because there are many places, in words; empty where none was. */
  get unrun() {
    const left = this.found?.unrun ?? [];
    return left.length ? `Too many places for ${left.map(nameOf).join(", ")}, unless asked for with --model.` : "";
  }

  /** Marks at a height of the plot. */
  marks([model, at, low, high], y) {
    const x = (value) => `${value}%`;
    return svg(
      "g",
      { class: "model" },
      svg("title", {}, `${nameOf(model)}: ${outcome([model, at, low, high])}`),
      low !== null && [svg("line", { x1: x(low), x2: x(high), y1: y, y2: y }), [low, high].map((end) => svg("line", { x1: x(end), x2: x(end), y1: y - 3, y2: y + 3 }))],
      // A square on its corner: in percent there are no corners, so it is a letter.
      svg("text", { x: x(at), y: y + 5, "text-anchor": "middle" }, "\u25C6"),
    );
  }

  /** What stands below the figure: what the marks are, or why there are none. */
  note(issue, day) {
    const { rows, missing, other } = this.of(issue, day);
    const lacks = missing.map(([what, names]) => `${what}: ${names.join(", ")}`).join("; ");
    if (other) return el("p", { class: "of-models" }, `Models were computed for ${inWords(this.found.day)} only; set the day to it to see them.`);
    if (rows.length) return el("p", { class: "of-models" }, "\u25C6 ", CONSEQUENCE, this.assumed && ` ${this.assumed}`, this.unrun && ` ${this.unrun}`, lacks && ` Not known and left out — ${lacks}.`);
    if (!lacks) return null;
    return el("details", { class: "of-models" }, el("summary", {}, "No model has an outcome: numbers are missing"), el("p", {}, `${lacks}. Nothing is filled in for them.`));
  }
}
