/** What belongs to a selection: the records to mark in every view. */

import { holds } from "./held.js";

/** The key of a cell of the matrix: an actor and an issue. */
export const cellKey = (actor, issue) => `cell:${actor.slice(actor.indexOf(":") + 1)}+${issue.slice(issue.indexOf(":") + 1)}`;

/** The keys of the actor and the issue of a cell; null for any other key. */
export function cellOf(key) {
  const found = /^cell:(.+)\+(.+)$/.exec(key ?? "");
  return found && { key, type: "cell", actor: `actor:${found[1]}`, issue: `issue:${found[2]}` };
}

/** Positions on an issue that an actor holds, or that were taken on its behalf. */
export function positionsIn(dossier, actor, issue) {
  const id = issue.slice("issue:".length);
  const held = dossier.naming("position.actor", actor).filter((each) => each.issue === id);
  return [...held, ...dossier.naming("position.on_behalf_of", actor).filter((each) => each.issue === id && `actor:${each.actor}` !== actor)];
}

/** The rows of the matrix: who is not left out and ever took a position, or had one taken for it, on the issue if one is chosen. */
export function actorsIn(dossier, sieve, orders, issue) {
  return orders.actors.filter((key) => sieve.passesActor(key) && (!issue || positionsIn(dossier, key, issue).length));
}

/** What is known of a cell on a day: the positions that are shown, and how many the filters leave out. */
export function inCell(dossier, sieve, day, actor, issue) {
  const known = positionsIn(dossier, actor, issue).filter((each) => holds(each, day));
  const found = known.filter(sieve.shows);
  return { found, left: known.length - found.length };
}

/** Keys of all that a selection stands for. */
export function related(dossier, key, edge) {
  const keys = new Set(key ? [key] : []);
  const add = (records) => records.forEach((each) => keys.add(each.key));
  const cell = cellOf(key);
  if (cell) add(positionsIn(dossier, cell.actor, cell.issue));
  if (edge) {
    [edge.from, edge.to, edge.ref].filter(Boolean).forEach((each) => keys.add(each));
    (edge.now ?? edge.facts ?? []).forEach(([, positions]) => positions.forEach((each) => keys.add(each)));
    if (edge.type === "role" || edge.type === "tie" || edge.facts) return keys;
  }
  const record = dossier.get(key);
  if (!record) return keys;
  if (record.type === "actor") add([...dossier.naming("position.actor", key), ...dossier.naming("position.on_behalf_of", key)]);
  if (record.type === "issue") add(dossier.naming("position.issue", key));
  if (record.type === "event") add(dossier.naming("position.event", key));
  if (record.type === "source") add(dossier.naming("source", key));
  return keys;
}
