/** The shortest way from one figure to another along lines that rest on evidence. */

import { neighbours } from "./ego.js";

/** How many of the shortest paths can be looked at one by one; all are counted. */
export const SHOWN = 50;

/** Whether a line rests on evidence: a merged one if a part does, a computed one if all positions on one issue do. */
export function sourced(edge, dossier) {
  const proven = (key) => (dossier.get(key)?.evidence ?? []).length > 0;
  if (edge.parts) return edge.parts.some((part) => sourced(part, dossier));
  if (edge.facts) return (edge.now ?? edge.facts).some(([, positions]) => positions.length > 0 && positions.every(proven));
  if (edge.type === "follows") return proven(edge.to);
  return proven(edge.ref);
}

/**
 * The shortest paths between two figures; lines lead both ways. `steps` is null where there is none, `count` how many
 * there are as sequences of figures, and `paths` the first of them in order of keys.
 */
export function shortest(edges, from, to, most = SHOWN) {
  const near = neighbours(edges);
  const ways = counted(near, from, to);
  if (!ways.has(to)) return { steps: null, count: 0, paths: [] };
  const { steps, count } = ways.get(to);
  return { steps, count, paths: listed(near, ways, from, to, most) };
}

/** Steps from the start and number of ways there, of every figure no farther than the end. */
function counted(near, from, to) {
  const ways = new Map([[from, { steps: 0, count: 1 }]]);
  let rim = [from];
  for (let steps = 1; rim.length && !ways.has(to); steps += 1) {
    const next = [];
    for (const id of rim) {
      for (const other of near.get(id) ?? []) {
        const there = ways.get(other);
        if (!there) {
          ways.set(other, { steps, count: ways.get(id).count });
          next.push(other);
        } else if (there.steps === steps) there.count += ways.get(id).count;
      }
    }
    rim = next;
  }
  return ways;
}

/** The first paths in order of keys, each from start to end. */
function listed(near, ways, from, to, most) {
  // Only who lies on a way to the end may be entered from the start.
  const onward = new Map();
  const seen = new Set([to]);
  const waiting = [to];
  for (const id of waiting) {
    for (const before of near.get(id) ?? []) {
      if (ways.get(before)?.steps !== ways.get(id).steps - 1) continue;
      onward.set(before, [...(onward.get(before) ?? []), id]);
      if (!seen.has(before)) waiting.push(before);
      seen.add(before);
    }
  }
  const found = [];
  const walk = (path) => {
    if (found.length >= most) return;
    const here = path.at(-1);
    if (here === to) found.push(path);
    else for (const next of (onward.get(here) ?? []).sort()) walk([...path, next]);
  };
  walk([from]);
  return found;
}

/** The lines between the figures of a path that follow each other, step by step. */
export function hops(edges, path) {
  return path.slice(1).map((to, i) => {
    const from = path[i];
    return { from, to, edges: edges.filter((edge) => (edge.from === from && edge.to === to) || (edge.from === to && edge.to === from)) };
  });
}
