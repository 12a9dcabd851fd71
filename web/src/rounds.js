/** The positions of all actors over the rounds of a model: a line for each, named at its end. */

import { el, svg } from "./dom.js";
import { inShort, nameOf } from "./models.js";
import { apart } from "./nudge.js";
import { glyph } from "./stance.js";
import { many } from "./words.js";

const LOW = 110;
const ROW = 22;
const EDGE = 9;
const FOOT = 20;
const LAST = 90;
const MOST = 24;
const DOTTED = 16;
const DASHES = 4;

/** Whether anybody moves. */
const moves = ({ states }) => states.length > 1;
const turn = (path) => (path[0] === path.at(-1) ? inShort(path[0]) : `${inShort(path[0])} \u2192 ${inShort(path.at(-1))}`);

/** The rounds on an issue, each model with its own drawing; those in which nobody moves in words. */
export function rounds(courses, { name, select }) {
  const still = courses.filter((each) => !moves(each)).map(({ model }) => nameOf(model));
  return [
    ...courses.filter(moves).map((each) => drawing(each, { name, select })),
    still.length ? el("p", { class: "hint" }, `Nobody moves on this issue in: ${still.join(", ")}.`) : null,
  ];
}

/** What the marks of rounds mean. */
export const roundsKey = () => el("p", { class: "hint" }, "From left to right the states of a model, 0 is what went in; up is 100. ", sample(), " outcome, if it ended there.");

const sample = () => svg("svg", { width: 34, height: 10, "aria-hidden": "true", class: "plot sample" }, svg("line", { class: "ending", x1: 0, x2: 34, y1: 5, y2: 5 }));

function drawing(each, { name, select }) {
  const { model, states, paths, outcomes } = each;
  const shown = [...paths].sort((one, other) => moved(other) - moved(one)).slice(0, MOST);
  shown.sort(([one, , a], [other, , b]) => b.at(-1) - a.at(-1) || b[0] - a[0] || name(one).localeCompare(name(other)));
  const height = Math.max(LOW, ROW * shown.length);
  const y = (value) => EDGE + ((100 - value) / 100) * (height - 2 * EDGE);
  const x = (i) => (LAST * (states[i] - states[0])) / (states.at(-1) - states[0]);
  const names = apart(shown.map(([, , path]) => y(path.at(-1))), ROW, ROW / 2, height - ROW / 2);
  const line = (path, kind) => path.slice(1).map((value, i) => svg("line", { class: kind, x1: `${x(i)}%`, x2: `${x(i + 1)}%`, y1: y(path[i]), y2: y(value) }));
  const label = `${nameOf(model)}, ${many(states.at(-1), "round")}. ${shown.map(([actor, , path]) => `${name(actor)}: ${turn(path)}`).join("; ")}; outcome: ${turn(outcomes)}. The table has every state.`;
  const left = paths.length - shown.length;
  return el(
    "section",
    { class: "rounds", "data-model": model },
    el("h4", {}, nameOf(model), el("span", { class: "count" }, ` ends at ${inShort(outcomes.at(-1))} after ${many(states.at(-1), "round")}`)),
    el(
      "div",
      { class: "courses" },
      svg(
        "svg",
        { class: "plot", width: "100%", height: height + FOOT, role: "img", "aria-label": label },
        [0, 25, 50, 75, 100].map((value) => [svg("line", { class: "tick", x1: "0%", x2: `${LAST}%`, y1: y(value), y2: y(value) }), value % 50 ? null : svg("text", { class: "note", x: -7, y: y(value) + 4, "text-anchor": "end" }, String(value))]),
        ticks(states.map((_, i) => x(i))).map((i) => svg("text", { class: "note state", x: `${x(i)}%`, y: height + FOOT - 5, "text-anchor": "middle" }, String(states[i]))),
        line(outcomes, "ending"),
        shown.map(([, stance, path], i) => svg("g", { class: stance || "neutral" }, line(path, `course dash-${i % DASHES}`), states.length <= DOTTED ? path.map((value, at) => svg("circle", { class: "turn", cx: `${x(at)}%`, cy: y(value), r: 3 })) : null, svg("line", { class: "lead", x1: `${LAST}%`, x2: "100%", y1: y(path.at(-1)), y2: names[i] }))),
      ),
      el("ul", { class: "who" }, shown.map(([actor, stance, path], i) => placed(el("li", {}, stance ? glyph(stance) : null, el("button", { type: "button", class: "name", on: { click: () => select(`actor:${actor}`) } }, name(actor)), el("span", { class: "from-to" }, turn(path))), names[i] - (i ? names[i - 1] : ROW / 2) - (i ? ROW : 0)))),
    ),
    left ? el("p", { class: "hint" }, `${many(left, "actor")} not drawn, who move less; the table has all.`) : null,
  );
}

const moved = ([, , path]) => path.slice(1).reduce((sum, value, i) => sum + Math.abs(value - path[i]), 0);

/** The states with room for their number: the first, the last, and others between. */
function ticks(places) {
  const last = places.length - 1;
  const kept = [0];
  for (let i = 1; i < last; i += 1) if (places[i] - places[kept.at(-1)] >= 16 && places[last] - places[i] >= 16) kept.push(i);
  return [...kept, last];
}

function placed(item, down) {
  item.style.marginTop = `${down}px`;
  return item;
}

/** The same as a table, a row for each actor. */
export function roundsTable(issues, { name }) {
  const rows = issues.flatMap(([issue, courses]) =>
    courses.flatMap(({ model, states, paths, outcomes }) => {
      const told = (path) => states.map((state, i) => `${state}: ${inShort(path[i])}`).join(", ");
      return [...paths.map(([actor, , path]) => [issue.name, nameOf(model), name(actor), told(path)]), [issue.name, nameOf(model), "outcome, if it ended there", told(outcomes)]];
    }),
  );
  return rows.length ? { caption: "Rounds of models: positions by state, 0 is what went in", heads: ["Issue", "Model", "Actor", "State: position"], rows } : null;
}
