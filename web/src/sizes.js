/** How large figures are drawn: by a measure that was computed for the report's day. */

import { byId, el, svg } from "./dom.js";
import { many } from "./words.js";

/** What each measure is called, and what it says. */
export const MEASURES = {
  lines: ["Lines", "how many lines meet there"],
  weight: ["Weight of lines", "on how many issues, ties and roles its lines rest"],
  betweenness: ["Betweenness", "on which share of the shortest paths between others it lies"],
  pagerank: ["PageRank", "how often one comes by who wanders along the lines, by their weight"],
  brokerage: ["Brokerage", "how many pairs of others, with no line of their own, it joins"],
};
const ALIKE = "alike";
/** Every choice there is in any network. */
export const SIZES = [...Object.keys(MEASURES), ALIKE];

/** A measure's name inside a sentence. */
const inWords = (measure) => (measure === "pagerank" ? MEASURES[measure][0] : MEASURES[measure][0].toLowerCase());

/** The measures of a network that can be chosen, with their names. */
export const choices = ({ values }) => [...Object.keys(values).map((name) => [name, MEASURES[name][0]]), [ALIKE, "All alike"]];

/** The measure to use in a network: the one that was asked for where the network has it. */
export const measureIn = ({ values }, asked) => (asked === ALIKE || values[asked] ? asked : Object.keys(values)[0] ?? ALIKE);

/** The radius of each figure, in the order of the network's nodes. */
export function radii({ values, range: [low, high] }, measure) {
  const most = Math.max(0, ...(values[measure] ?? []));
  if (measure === ALIKE || !values[measure]) return null;
  return values[measure].map((value) => radius(value, most, low, high));
}

export const radius = (value, most, low, high) => (most > 0 ? low + (high - low) * Math.sqrt(value / most) : low);

/** Give the figures of a picture the size of a measure; cards keep theirs. */
export function resize(nodes, sizes, measure) {
  const found = radii(sizes, measure);
  const [low, high] = sizes.range;
  nodes.forEach((node, i) => {
    if (node.size !== undefined) node.size = found ? Math.round(found[i] * 10) / 10 : (low + high) / 2 - 2;
  });
}

/** The key to sizes under the legend: the measure in words, its day, and two samples. */
export function showSizes(sizes, measure, day) {
  const box = byId("legend-sizes");
  const values = sizes.values[measure];
  if (!values) {
    box.replaceChildren(el("h3", {}, "Size"), el("p", { class: "hint" }, "All alike."));
    return;
  }
  const [low, high] = sizes.range;
  const most = Math.max(0, ...values);
  const sample = (value) => {
    const r = radius(value, most, low, high) * 0.6;
    return el("li", {}, svg("svg", { width: 34, height: 30, viewBox: "-17 -15 34 30", "aria-hidden": "true" }, svg("circle", { cx: 0, cy: 0, r, fill: "none", stroke: "currentColor", "stroke-width": 1.4 })), written(value));
  };
  box.replaceChildren(
    el("h3", {}, `Size: ${inWords(measure)}`),
    el("ul", { class: "sizes" }, (most > 0 ? [0, most] : [0]).map(sample)),
    el("p", { class: "hint" }, `${MEASURES[measure][1]}${day ? `, on ${day}` : ""}; all lines count alike, also those of conflict. The table gives the numbers.`),
  );
}

/** A value as a reader needs it. */
export const written = (value) => (Number.isInteger(value) ? String(value) : value.toPrecision(2));

/** The figures with all measures of their network, in the order of the measure that is drawn. */
function measured({ nodes, sizes, measure, only, camps }) {
  const names = Object.keys(sizes.values);
  const campOf = new Map(camps.map(({ key, name }) => [key, name]));
  const rows = nodes.map((node, i) => ({ key: node.id, camp: campOf.get(node.camp) ?? "", values: names.map((name) => sizes.values[name][i]) })).filter(({ key }) => !only || only.has(key));
  const first = Math.max(0, names.indexOf(measure));
  return { names, first, rows: rows.sort((one, other) => other.values[first] - one.values[first] || (one.key < other.key ? -1 : 1)) };
}

/** The measures of a network as rows for a spreadsheet, heads first. */
export function sizesSheet(given, dossier) {
  const { names, rows } = measured(given);
  return [["figure", "name", "camp", ...names], ...rows.map(({ key, camp, values }) => [key, dossier.name(key), camp, ...values])];
}

/** The measures of a network as a table. */
export function sizesTable(given, dossier, open) {
  const { names, first, rows } = measured(given);
  const { day } = given;
  return el(
    "table",
    {},
    el("caption", {}, `${many(rows.length, "figure")} of this network with every measure${day ? `, on ${day}` : ""}${names.length ? `; in order of ${inWords(names[first])}` : ""}`),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Figure"), el("th", { scope: "col" }, "Camp"), names.map((name) => el("th", { scope: "col", class: "number", title: MEASURES[name][1] }, MEASURES[name][0])))),
    el("tbody", {}, rows.map(({ key, camp, values }) => el("tr", { "data-key": key }, el("td", {}, el("button", { type: "button", class: "to", on: { click: () => open(key) } }, dossier.name(key))), el("td", {}, camp), values.map((value) => el("td", { class: "number" }, written(value)))))),
  );
}
