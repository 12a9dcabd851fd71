/** What holds on a day. Days are ISO text, which sorts as time does; a span's open end is null. */

/** Whether a record counts on a day; one out of time always does, and without a day everything does. */
export function holds(record, day) {
  if (!day || !record?.held) return true;
  const [from, until] = record.held;
  return (!from || from <= day) && (!until || day <= until);
}

/** Whether an answer or a status quo had come by a day. */
export const come = (part, day) => !day || !part.since || part.since <= day;

const SIGN = { support: 1, oppose: -1 };

/** The sides taken on a day by positions that count: by actor and issue, the keys of those for (1) and against (-1). */
export function sidesOn(dossier, day, counts = () => true) {
  const sides = new Map();
  for (const each of dossier.ofKind("position")) {
    const sign = SIGN[each.stance];
    if (!sign || !holds(each, day) || !counts(each)) continue;
    const slot = `actor:${each.actor} issue:${each.issue}`;
    if (!sides.has(slot)) sides.set(slot, { 1: [], [-1]: [] });
    sides.get(slot)[sign].push(each.key);
  }
  return sides;
}

/** The issues behind a line of agreement or conflict, given the sides of a day, each with the positions that make it. */
export function factsOn(edge, sides) {
  const wanted = edge.line === "agreement" ? 1 : -1;
  const left = [];
  for (const [issue] of edge.facts) {
    const [mine, theirs] = [edge.from, edge.to].map((actor) => sides.get(`${actor} ${issue}`));
    if (!mine || !theirs) continue;
    const both = [1, -1].flatMap((sign) => (mine[sign].length && theirs[sign * wanted].length ? [...mine[sign], ...theirs[sign * wanted]] : []));
    if (both.length) left.push([issue, both.sort()]);
  }
  return left;
}

/** Whether a line is there on a day. */
export function edgeHolds(edge, dossier, day) {
  if (!day) return true;
  if (edge.facts) return edge.now.length > 0;
  return [edge.ref, edge.from, edge.to].every((key) => holds(dossier.get(key), day));
}

/** The day `steps` days after another. */
export function later(day, steps) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + steps);
  return date.toISOString().slice(0, 10);
}

/** How many days lie between two. */
export const between = (from, until) => Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86400000);
