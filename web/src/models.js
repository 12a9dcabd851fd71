/** What models of bargaining draw from the dossier's numbers, as rows on an issue's line; computed for one day alone. */

import { inWords } from "./dates.js";
import { el, svg } from "./dom.js";
import { many } from "./words.js";

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
export const CONSEQUENCE = "A model draws the consequence of these numbers; it foretells nothing by itself.";

export const nameOf = (model) => NAMES[model] ?? model;
const thousands = (number) => number.toLocaleString("en-GB");
export const inShort = (number) => String(Math.round(number * 10) / 10);

/** The outcome in words, with the ends that draws, or else the coder's uncertainty, give it. */
export const outcome = ([, at, low, high]) => inShort(at) + (low === null ? "" : ` (${inShort(low)}–${inShort(high)})`);

export class Models {
  constructor(found) {
    this.found = found;
  }

  /**
   * What there is of an issue on a day: rows only on the day for which they were computed, with the ends of draws in
   * place of others, and behind them the median, the error that drawing leaves and how many draws.
   */
  of(issue, day) {
    const there = this.found?.issues[issue.id];
    if (!there || day !== this.found.day) return { rows: [], missing: [], courses: [], swings: [], other: Boolean(there?.rows.length) };
    const { rows, spreads = {}, courses = [], swings = [] } = there;
    const drawn = ([model, at, ...ends]) => {
      const [low, median, high, error, count] = spreads[model] ?? [];
      return spreads[model] ? [model, at, low, high, median, error, count] : [model, at, ...ends];
    };
    return { ...there, rows: rows.map(drawn), courses, swings };
  }

  /** The packages on the day for which they were computed; on another its words. */
  packages(day) {
    const there = this.found?.packages;
    if (!there || day === this.found.day) return there ?? null;
    return there.points ? { other: `Packages across issues were computed for ${inWords(this.found.day)} only; set the day to it to see them.` } : null;
  }

  /** The interval of an outcome in words, for a table; empty where there is none. */
  interval([, , low, high, median, error, count]) {
    if (low === null) return "";
    const ends = `${inShort(low)} to ${inShort(high)}`;
    return count === undefined ? ends : `${ends}: ${this.found.draws.interval} % of ${thousands(count)} draws, median ${inShort(median)}, error ${inShort(error)}`;
  }

  get any() {
    return Object.values(this.found?.issues ?? {}).some(({ rows }) => rows.length);
  }

  /** What was assumed, in words; empty where nothing was. */
  get assumed() {
    const told = Object.entries(this.found?.assumed ?? {}).map(([name, value]) => `${name} ${value}`);
    return told.length ? `Assumed for everybody without one: ${told.join(", ")}.` : "";
  }

  /** How whiskers were drawn, in words; empty where nothing was drawn. */
  get drawn() {
    if (!this.found?.draws) return "";
    const { count, joint, seed, interval, undrawn } = this.found.draws;
    const every = Object.values(this.found.issues).flatMap(({ spreads = {} }) => Object.entries(spreads));
    const fewer = [...new Set(every.filter(([, each]) => each[4] <= joint && joint < count).map(([model]) => nameOf(model)))];
    const without = undrawn.length ? ` Too many places to draw ${undrawn.map(nameOf).join(", ")}, unless asked for with --draws.` : "";
    return `Intervals of outcomes hold the middle ${interval} % of ${thousands(count)} draws (seed ${seed}${fewer.length ? `; ${fewer.join(", ")}: ${thousands(joint)}` : ""}) from the ranges of inputs and the grades of evidence. What has no range stays as it is, and an interval tells nothing of who is not there.${without}`;
  }

  /** What an issue's whiskers were drawn from, in words. */
  #from({ rows, varies }) {
    const ends = rows.filter((row) => row.length > 4);
    if (!ends.length || !varies) return "";
    const [ranges, numbers, evidence, positions] = varies;
    const from = [`${ranges} of ${many(numbers, "number")} with a range`, evidence && `${evidence} of ${many(positions, "position")} that may stand anywhere, as ${evidence === 1 ? "its" : "their"} evidence is graded`];
    return ` Drawn from ${from.filter(Boolean).join(" and ")}; drawing leaves an error of up to ${inShort(Math.max(...ends.map((row) => row[5])))} in the ends.`;
  }

  /** Which models were left out because there are many places, in words; empty where none was. */
  get unrun() {
    const left = this.found?.unrun ?? [];
    return left.length ? `Too many places for ${left.map(nameOf).join(", ")}, unless asked for with --model.` : "";
  }

  /** Marks at a height of the plot. */
  marks([model, at, low, high, median], y) {
    const x = (value) => `${value}%`;
    return svg(
      "g",
      { class: "model" },
      svg("title", {}, `${nameOf(model)}: ${outcome([model, at, low, high])}`),
      low !== null && [svg("line", { x1: x(low), x2: x(high), y1: y, y2: y }), [low, high].map((end) => svg("line", { x1: x(end), x2: x(end), y1: y - 3, y2: y + 3 }))],
      median !== undefined && svg("circle", { class: "median", cx: x(median), cy: y, r: 4 }),
      // A square on its corner: in percent there are no corners, so it is a letter.
      svg("text", { x: x(at), y: y + 5, "text-anchor": "middle" }, "\u25C6"),
    );
  }

  /** What stands below the figure: what the marks are, or why there are none. */
  note(issue, day) {
    const there = this.of(issue, day);
    const { rows, missing, other } = there;
    const lacks = missing.map(([what, names]) => `${what}: ${names.join(", ")}`).join("; ");
    if (other) return el("p", { class: "of-models" }, `Models were computed for ${inWords(this.found.day)} only; set the day to it to see them.`);
    if (rows.length) return el("p", { class: "of-models" }, "\u25C6 ", CONSEQUENCE, this.assumed && ` ${this.assumed}`, this.#from(there), this.unrun && ` ${this.unrun}`, lacks && ` Left out — ${lacks}.`);
    if (!lacks) return null;
    return el("details", { class: "of-models" }, el("summary", {}, "No model has an outcome: numbers are missing"), el("p", {}, `${lacks}. Nothing is filled in for them.`));
  }
}
