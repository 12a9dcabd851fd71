/** Packages of two parties across issues: what each is worth to both, and the front beyond which none lies. */

import { el, svg } from "./dom.js";
import { inShort } from "./models.js";
import { beside } from "./nudge.js";
import { many } from "./words.js";

const NAMES = { "no deal": "no deal", nash: "Nash", kalai_smorodinsky: "Kalai\u2013Smorodinsky", best: "best for both", "status quo": "status quo" };
const SHORT = { ...NAMES, kalai_smorodinsky: "K\u2013S", best: "best" };
const EDGES = { left: 46, right: 16, top: 28, bottom: 44 };
const [NARROW, WIDE] = [270, 600];
const NEAR = 2;
const SIZE = 12;
const UNITS = "Gains are points of scales from 0 to 100 times salience as a share.";

const pen = document.createElement("canvas").getContext("2d");
const signed = (number) => `${number < 0 ? "\u2212" : "+"}${inShort(Math.abs(number))}`;
const plain = (number) => inShort(number).replace("-", "\u2212");
const corner = (name) => (name.startsWith("pareto ") ? name.slice("pareto ".length) : null);
const told = (name) => NAMES[name] ?? `front ${corner(name)}`;
const moved = (before, after) => Math.abs(before - after) >= 0.005;

/** The marks of packages, around a point. */
const MARKS = {
  "no deal": (x, y) => [svg("line", { class: "cross", x1: x - 6, y1: y - 6, x2: x + 6, y2: y + 6 }), svg("line", { class: "cross", x1: x - 6, y1: y + 6, x2: x + 6, y2: y - 6 })],
  "status quo": (x, y) => svg("polygon", { class: "stays", points: ring(x, y, 4, [8]) }),
  nash: (x, y) => svg("rect", { class: "square", x: x - 5.5, y: y - 5.5, width: 11, height: 11 }),
  kalai_smorodinsky: (x, y) => svg("polygon", { class: "triangle", points: ring(x, y, 3, [9]) }),
  best: (x, y) => svg("polygon", { class: "star", points: ring(x, y, 10, [9, 4]) }),
};
const mark = (name, x, y) => MARKS[name]?.(x, y) ?? svg("circle", { class: "corner", cx: x, cy: y, r: 4.5 });

/** Points around another, the first above it. */
function ring(x, y, number, reaches) {
  const at = (i) => [x + reaches[i % reaches.length] * Math.sin((2 * Math.PI * i) / number), y - reaches[i % reaches.length] * Math.cos((2 * Math.PI * i) / number)];
  return Array.from({ length: number }, (_, i) => at(i).map((each) => each.toFixed(1)).join(",")).join(" ");
}

/** Round steps of which about five lie between two numbers. */
function steps(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= 0.8 * rough);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

/** The packages, as a figure; `room` is how wide it may be, and `note` what stands below it. */
export function packages(found, { actor, issue, room, note }) {
  const whose = found.parties.map(actor);
  const what = found.gains ? "over no deal, the expected outcome of all" : "as losses against all its own positions, since it is not known what is without a deal";
  return el(
    "figure",
    { class: "scale packages" },
    el("figcaption", {}, el("h3", { tabindex: "-1" }, `Packages across issues: ${whose.join(" and ")}`), el("p", { class: "question" }, `What packages on ${many(found.issues.length, "issue")} are worth to both, ${what}. ${UNITS}`), el("p", { class: "verdict" }, verdict(found, whose))),
    el("div", { class: "front" }, front(found, whose, Math.max(NARROW, Math.min(WIDE, room || WIDE))), key(found, whose, issue)),
    found.roll.length ? el("div", { class: "roll" }, el("h4", {}, "The log-roll of the best package, against no deal"), el("ul", { class: "plain" }, found.roll.map((each) => el("li", {}, sentence(each, found.parties, whose, issue))))) : null,
    found.unknown.length ? el("p", { class: "hint" }, `Where the issues stand is not marked: no status quo is known of ${found.unknown.map(issue).join(", ")}.`) : null,
    found.left_out.length ? el("p", { class: "hint" }, `Left out: ${found.left_out.map(([why, issues]) => `${issues.map(issue).join(", ")} (${why})`).join("; ")}.`) : null,
    note,
  );
}

function verdict({ points, why }, whose) {
  const best = points.find(([name]) => name === "best");
  if (!best) return `No best package: ${why}.`;
  return ["In the ", el("b", {}, "best package for both"), `, in which whoever gains less gains most, ${whose.map((who, i) => `${who} gains ${plain(best[1][i])}`).join(" and ")}.`];
}

/** What is given on an issue, and by whom. */
function sentence([id, start, end, gains, gives, takes], parties, whose, issue) {
  const part = (each, verb) => parties.flatMap((party, i) => (each.includes(party) ? `${whose[i]} ${verb} ${inShort(Math.abs(gains[i]))}` : []));
  return `${issue(id)}, ${inShort(start)} \u2192 ${inShort(end)}: ${[...part(gives, "gives"), ...part(takes, "gains")].join(", ")}`;
}

/** What moves from one corner of the front to the next. */
function movesOf({ points, issues }, who, issue) {
  const front = points.filter(([name]) => corner(name));
  return new Map(front.map(([name, , values], i) => [name, i ? issues.flatMap((id, at) => (moved(front[i - 1][2][at], values[at]) ? `${issue(id)} to ${inShort(values[at])}` : [])).join(", ") : front.length > 1 ? `best for ${who}` : "the only efficient one"]));
}

function key(found, whose, issue) {
  const moves = movesOf(found, whose[0], issue);
  const rows = [...found.points].sort(([one], [other]) => Boolean(corner(one)) - Boolean(corner(other)));
  const sample = (name) => svg("svg", { width: 22, height: 20, "aria-hidden": "true", class: "plot sample" }, mark(name, 11, 10));
  return el(
    "table",
    { class: "points" },
    el("caption", {}, found.gains ? "Worth over no deal; shaded: both gain" : "What each loses, with a minus"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Package"), whose.map((who) => el("th", { scope: "col", class: "number" }, who)))),
    el("tbody", {}, rows.map(([name, worth]) => el("tr", {}, el("td", {}, sample(name), " ", corner(name) ? `${corner(name)}: ${moves.get(name)}` : NAMES[name]), worth.map((each) => el("td", { class: "number" }, plain(each)))))),
  );
}

function front(found, whose, width) {
  const { points, gains } = found;
  const height = Math.round(width * 0.74);
  const inside = { left: EDGES.left, right: width - EDGES.right, top: EDGES.top, bottom: height - EDGES.bottom };
  const ends = [0, 1].map((side) => {
    const values = points.map(([, worth]) => worth[side]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const air = (high - low || 1) * 0.08;
    return [low - air, high + air];
  });
  const x = (value) => inside.left + ((value - ends[0][0]) / (ends[0][1] - ends[0][0])) * (inside.right - inside.left);
  const y = (value) => inside.bottom - ((value - ends[1][0]) / (ends[1][1] - ends[1][0])) * (inside.bottom - inside.top);
  const corners = points.filter(([name]) => corner(name)).map(([, [one, other]]) => ({ x: x(one), y: y(other) }));
  const placed = points.map(([name, [one, other]]) => ({ name, x: x(one), y: y(other) }));
  const what = gains ? "gains" : "loses, with a minus";
  const label = `${points.map(([name, worth]) => `${told(name)}: ${whose.map((who, i) => `${who} ${plain(worth[i])}`).join(", ")}`).join("; ")}.`;
  const strong = (value) => (gains && value === 0 ? "zero" : "tick");
  return svg(
    "svg",
    { class: "plot", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    gains && svg("rect", { class: "both", x: x(0), y: inside.top, width: Math.max(0, inside.right - x(0)), height: Math.max(0, y(0) - inside.top) }),
    steps(...ends[0]).map((value) => [svg("line", { class: strong(value), x1: x(value), x2: x(value), y1: inside.top, y2: inside.bottom }), svg("text", { class: "note", x: x(value), y: inside.bottom + 15, "text-anchor": "middle" }, plain(value))]),
    steps(...ends[1]).map((value) => [svg("line", { class: strong(value), x1: inside.left, x2: inside.right, y1: y(value), y2: y(value) }), svg("text", { class: "note", x: inside.left - 6, y: y(value) + 4, "text-anchor": "end" }, plain(value))]),
    svg("text", { class: "note strong", x: inside.right, y: height - 8, "text-anchor": "end" }, `${whose[0]} ${what} \u2192`),
    svg("text", { class: "note strong", x: 4, y: 14 }, `\u2191 ${whose[1]} ${what}`),
    corners.slice(1).map((to, i) => svg("line", { class: "pareto", x1: corners[i].x, y1: corners[i].y, x2: to.x, y2: to.y })),
    [...placed].sort((one, other) => Boolean(corner(other.name)) - Boolean(corner(one.name))).map((each) => mark(each.name, each.x, each.y)),
    words(placed, corners, inside),
  );
}

/** A name beside each mark where there is room; marks of one place share it. */
function words(placed, corners, inside) {
  pen.font = `600 ${SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  const around = ({ x, y }, reach) => ({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  const taken = placed.map((each) => around(each, corner(each.name) ? 6 : 10));
  corners.slice(1).forEach((to, i) => {
    const from = corners[i];
    const parts = Math.max(2, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 5));
    for (let n = 0; n <= parts; n += 1) taken.push(around({ x: from.x + ((to.x - from.x) * n) / parts, y: from.y + ((to.y - from.y) * n) / parts }, 2));
  });
  const groups = [];
  for (const each of placed.filter(({ name }) => !corner(name))) {
    const near = groups.find((group) => Math.max(Math.abs(group.x - each.x), Math.abs(group.y - each.y)) < NEAR);
    if (near) near.names.push(SHORT[each.name]);
    else groups.push({ x: each.x, y: each.y, names: [SHORT[each.name]] });
  }
  const numbers = placed.filter(({ name }) => corner(name)).map(({ name, x, y }) => ({ x, y, names: [corner(name)] }));
  return [...groups, ...numbers].flatMap((each) => {
    const text = each.names.join(", ");
    const box = beside(each, { width: pen.measureText(text).width + 6, height: SIZE + 4 }, taken, inside);
    if (!box) return [];
    taken.push(box);
    const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const far = Math.max(Math.abs(cx - each.x) - (box.right - box.left) / 2, Math.abs(cy - each.y) - SIZE) > 14;
    const edge = each.x < box.left ? box.left : each.x > box.right ? box.right : cx;
    return [far ? svg("line", { class: "lead", x1: each.x, y1: each.y, x2: edge, y2: cy }) : null, svg("text", { class: "note strong name-of", x: cx, y: cy + 4, "text-anchor": "middle" }, text)];
  });
}

/** Why there are no packages, in a sentence. */
export const noPackages = ({ why }) => `No packages across issues: ${why}.`;

/** The packages as a table, and the log-roll. */
export function packagesTables(found, { actor, issue }) {
  const whose = found.parties.map(actor);
  const what = found.gains ? "gains" : "loses";
  const moves = movesOf(found, whose[0], issue);
  return [
    {
      caption: `Packages of ${whose.join(" and ")}: worth to both, and where each issue ends`,
      heads: ["Package", ...whose.map((who) => `${who} ${what}`), ...found.issues.map(issue)],
      rows: found.points.map(([name, worth, values]) => [corner(name) ? `front ${corner(name)}: ${moves.get(name)}` : NAMES[name], ...worth.map((each) => plain(found.gains ? each : Math.abs(each))), ...values.map(inShort)]),
    },
    found.roll.length && {
      caption: "The log-roll of the best package, against no deal",
      heads: ["Issue", "From", "To", "Who gives", "Who gains", ...whose.map((who) => `${who} gains by it`)],
      rows: found.roll.map(([id, start, end, gains, gives, takes]) => [issue(id), inShort(start), inShort(end), gives.map(actor).join(", "), takes.map(actor).join(", "), ...gains.map(signed)]),
    },
  ].filter(Boolean);
}
