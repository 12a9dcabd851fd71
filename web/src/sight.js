/** Of what is seen of a network: what is in focus, which names wait, and which records the table keeps. */

import { crowded } from "./crowded.js";

/**
 * What is in focus: a path, or what the reader selected or points at; with the lines `around` it and the figures that are
 * `kept` in full. `chosen` is the figure or line that shows the selection.
 */
export function inFocus({ drawn, nodes, edges, path }, { selected, hovered }, chosen) {
  if (path?.steps && (selected === null || selected === "path" || path.nodes.includes(chosen))) {
    return { focused: "path", around: path.hops.flatMap((hop) => hop.edges), kept: new Set(path.nodes) };
  }
  const focused = hovered ?? (drawn.nodeIds.has(chosen) || drawn.byId.has(chosen) ? chosen : null);
  if (focused === null) return { focused, around: edges, kept: nodes };
  const around = edges.filter((edge) => edge.id === focused || edge.from === focused || edge.to === focused);
  return { focused, around, kept: new Set([focused, ...around.flatMap((edge) => [edge.from, edge.to])]) };
}

/** The figures whose name would lie on another: those of fewest lines, and never one that the reader put there. */
export function noRoom(picture, edges, mine, gone) {
  const number = new Map();
  for (const { from, to } of edges) for (const id of [from, to]) number.set(id, (number.get(id) ?? 0) + 1);
  const boxes = picture.rooms().filter(({ id }) => !gone.has(id));
  return crowded(boxes.map((box) => ({ ...box, first: mine.has(box.id), weight: box.card ? Infinity : (number.get(box.id) ?? 0) })));
}

const TOLD = { relations: ["actor", "tie", "position", "pair"], positions: ["actor", "issue", "position"], events: ["actor", "event"] };

/** Which records the table keeps while only a neighbourhood is seen: those that the network draws there. */
export function inSight({ drawn, nodes, edges }, net) {
  const behind = ({ id, ref, now, facts }) => [id, ref, ...(now ?? facts ?? []).flatMap(([, positions]) => positions)];
  const keys = new Set([...nodes, ...edges.flatMap((edge) => (edge.parts ?? [edge]).flatMap(behind)).filter(Boolean)]);
  return (record) => !TOLD[net].includes(record.type) || keys.has(record.key) || keys.has(drawn.standIn.get(record.key));
}
