/** Blocs, states and delegations into which those who belong to them can be collapsed. */

import { holds } from "./held.js";
import { many } from "./words.js";

const BELONGING = new Set(["member_of", "part_of", "represents"]);
const WHOLES = new Set(["bloc", "state", "delegation"]);

/** Add to the list that a map has under a key. */
function collect(lists, key, value) {
  if (lists.has(key)) lists.get(key).push(value);
  else lists.set(key, [value]);
}

/** What each actor belongs to on a day, by key. */
export function belonging(dossier, day) {
  const up = new Map();
  for (const tie of dossier.ofKind("tie")) {
    const [from, to] = [`actor:${tie.from}`, `actor:${tie.to}`];
    if (!BELONGING.has(tie.kind) || from === to || !holds(tie, day) || !dossier.get(from) || !dossier.get(to)) continue;
    up.set(from, (up.get(from) ?? new Set()).add(to));
  }
  return up;
}

/** All that an actor belongs to, over however many steps; never itself. */
export function above(up, key) {
  const found = new Set();
  const waiting = [key];
  for (const each of waiting) {
    for (const next of up.get(each) ?? []) {
      if (found.has(next) || next === key) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return found;
}

/** Everything that can be collapsed into, largest first, each with those who belong to it. */
export function blocs(dossier, up) {
  const members = new Map();
  for (const key of [...up.keys()].sort()) {
    for (const whole of above(up, key)) {
      if (WHOLES.has(dossier.get(whole).kind)) collect(members, whole, key);
    }
  }
  return new Map([...members].sort(([one, mine], [other, theirs]) => theirs.length - mine.length || (one < other ? -1 : 1)));
}

/**
 * Who stands for whom when some blocs are collapsed: the outermost collapsed bloc that an actor belongs to. Who belongs
 * to several that do not belong to each other stays, so that nothing counts twice.
 */
export function standIns(up, closed) {
  const found = new Map();
  for (const key of up.keys()) {
    const over = above(up, key);
    const inside = [...over, key].filter((each) => closed.has(each));
    const outer = inside.filter((each) => !inside.some((other) => other !== each && surrounds(up, other, each)));
    if (outer.length === 1 && outer[0] !== key) found.set(key, outer[0]);
  }
  return found;
}

/** Whether one belongs to the other; of two that belong to each other the first by key is the outer one. */
function surrounds(up, outer, inner) {
  if (!above(up, inner).has(outer)) return false;
  return !above(up, outer).has(inner) || outer < inner;
}

/**
 * The lines of a network once some of its figures stand for others: those untouched as they were, others that are `there`
 * merged by their two ends and what they say; `inside` counts those within one bloc, which are not drawn.
 */
export function folded(edges, standIn, there) {
  const at = (id) => standIn.get(id) ?? id;
  const moved = (edge) => standIn.has(edge.from) || standIn.has(edge.to);
  const groups = new Map();
  let inside = 0;
  for (const edge of edges) {
    if (!there.has(edge.id)) continue;
    const ends = sorted(edge, at(edge.from), at(edge.to));
    if (moved(edge) && ends[0] === ends[1]) inside += 1;
    else collect(groups, name(edge, ends), { ends, edge });
  }
  const made = [...groups].filter(([, parts]) => parts.some(({ edge }) => moved(edge)));
  const gone = new Set([...edges.filter(moved), ...made.flatMap(([, parts]) => parts.map(({ edge }) => edge))]);
  const kept = edges.filter((edge) => !gone.has(edge));
  const lines = made.map(([id, parts]) => merged(id, parts[0].ends, parts.map(({ edge }) => edge)));
  return { edges: [...kept, ...bent(lines, kept)], inside };
}

/** The ends of a line; where it has no direction, in order of their keys. */
const sorted = (edge, from, to) => (edge.facts && to < from ? [to, from] : [from, to]);

/** One name for all lines that say the same between the same two. */
const name = (edge, ends) => `fold:${edge.line}${edge.facts || edge.word === edge.line ? "" : `/${edge.word.replaceAll(" ", "-")}`}:${ends.join("+")}`;

/** Several lines as one; each issue, position, tie and role behind them counts once. */
function merged(id, [from, to], parts) {
  const { type, line, says, color, dashes, arrows, word, smooth } = parts[0];
  const facts = parts[0].facts && union(parts.map((part) => part.now ?? part.facts));
  const count = facts ? facts.length : parts.length;
  const words = facts ? `${says} on ${many(count, "issue")}` : count > 1 ? `${word} \u00D7${count}` : word;
  const look = { color, width: Math.min(8, 1.6 + 1.3 * (count - 1)), ...(dashes ? { dashes } : {}), ...(arrows ? { arrows } : {}), ...(smooth?.type === "cubicBezier" ? { smooth } : {}) };
  return { id, from, to, type: "merged", of: type, line, says, word: words, parts, count, ...look, ...(facts ? { facts, now: facts } : {}) };
}

function union(all) {
  const found = new Map();
  for (const [issue, positions] of all.flat()) found.set(issue, new Set([...(found.get(issue) ?? []), ...positions]));
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([issue, positions]) => [issue, [...positions].sort()]);
}

const BENDS = [0, 0.22, -0.22, 0.44, -0.44, 0.11, -0.11, 0.33, -0.33, 0.55, -0.55];

/** Merged lines, each curved so that it lies on no other between the same two. */
function bent(lines, kept) {
  const taken = new Map();
  const pair = (edge) => [edge.from, edge.to].sort().join(" ");
  const note = (edge, bend) => collect(taken, pair(edge), bend);
  for (const edge of kept) note(edge, bendOf(edge));
  return lines.map((edge) => {
    const free = (bend) => (taken.get(pair(edge)) ?? []).every((other) => Math.abs(other - bend) > 0.15);
    const bend = BENDS.find(free) ?? 0.66;
    note(edge, bend);
    return { ...edge, smooth: curve(edge, bend) };
  });
}

const level = (edge) => edge.smooth?.type === "cubicBezier";
const turn = (edge) => (edge.from < edge.to ? 1 : -1);

function bendOf(edge) {
  if (!edge.smooth) return 0;
  return level(edge) ? edge.smooth.roundness - 0.5 : edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) * turn(edge);
}

function curve(edge, bend) {
  if (level(edge)) return { ...edge.smooth, roundness: 0.5 + bend };
  return bend ? { enabled: true, type: bend * turn(edge) > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : { enabled: false };
}
