/** The neighbourhood of one figure: whom a few steps along the lines lead to. */

export const DEPTHS = ["1", "2", "3"];
/** What a neighbourhood can lie around. */
export const EGOS = new Set(["actor", "issue", "event"]);

/** How many steps each figure lies from the nearest of the starts, up to a depth; lines lead both ways. */
export function within(edges, starts, depth) {
  const steps = new Map([...starts].map((id) => [id, 0]));
  const near = neighbours(edges);
  let rim = [...starts];
  for (let step = 1; step <= depth && rim.length; step += 1) {
    const next = [];
    for (const id of rim) {
      for (const other of near.get(id) ?? []) {
        if (steps.has(other)) continue;
        steps.set(other, step);
        next.push(other);
      }
    }
    rim = next;
  }
  return steps;
}

/** Whom each figure shares a line with. */
export function neighbours(edges) {
  const near = new Map();
  const add = (one, other) => (near.has(one) ? near.get(one).add(other) : near.set(one, new Set([other])));
  for (const { from, to } of edges) {
    if (from === to) continue;
    add(from, to);
    add(to, from);
  }
  return near;
}

/**
 * Where a neighbourhood begins in a network, and how many steps of the depth that takes: at the figure itself, or, where
 * the network does not show it, one step on, at those that the records that count join to it.
 */
export function beginning(dossier, key, nodeIds, counts) {
  if (nodeIds.has(key)) return { starts: [key], taken: 0 };
  return { starts: [...new Set(joined(dossier, key, counts))].filter((id) => nodeIds.has(id)), taken: 1 };
}

function joined(dossier, key, counts) {
  const record = dossier.get(key);
  const now = (role) => dossier.naming(role, key).filter(counts);
  const actors = (records) => records.flatMap((each) => [each.actor, ...(each.on_behalf_of ?? [])]).map((id) => `actor:${id}`);
  if (record?.type === "issue") return [...actors(now("position.issue")), ...now("event.issues").map((each) => each.key)];
  if (record?.type === "event") return [...(record.participants ?? []).map((each) => `actor:${each.actor}`), ...(record.issues ?? []).map((id) => `issue:${id}`), ...actors(now("position.event"))];
  if (record?.type === "actor") return [...now("position.actor").map((each) => `issue:${each.issue}`), ...now("event.participant").map((each) => each.key), ...ties(dossier, key, counts)];
  return [];
}

const ties = (dossier, key, counts) =>
  [...dossier.naming("tie.from", key), ...dossier.naming("tie.to", key)].filter(counts).map((each) => (`actor:${each.from}` === key ? `actor:${each.to}` : `actor:${each.from}`));
