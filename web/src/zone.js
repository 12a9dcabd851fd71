/** Whether there is room for a deal on an issue: what those whose consent it needs would all accept. */

import { holds } from "./held.js";
import { doubtful } from "./stance.js";

/** The limits that the positions of an actor, or on its behalf, set on an issue; null where none is known. */
function limits(dossier, actor, issue, day, counts) {
  const held = [...dossier.naming("position.actor", actor), ...dossier.naming("position.on_behalf_of", actor)];
  const lines = held.filter((each) => `issue:${each.issue}` === issue.key && each.accepts && holds(each, day) && counts(each));
  if (!lines.length) return null;
  return { low: Math.max(0, ...lines.map((each) => each.accepts.at_least ?? 0)), high: Math.min(100, ...lines.map((each) => each.accepts.at_most ?? 100)), doubt: lines.some(doubtful) };
}

/**
 * The zone of agreement on a day, of the positions that count: `kind` is "zone" or "gap", each with `from` and `to`, and with `doubt` where a limit that
 * counts is alleged or disputed; "unknown" with those of `whom`
 * nothing is known; or "open" where the dossier does not say whose consent a deal needs.
 */
export function zone(dossier, issue, day, counts = () => true) {
  const needed = (issue.consent ?? []).map((id) => `actor:${id}`);
  if (!needed.length) return { kind: "open" };
  const found = needed.map((key) => [key, limits(dossier, key, issue, day, counts)]);
  const whom = found.filter(([, each]) => !each).map(([key]) => key);
  if (whom.length) return { kind: "unknown", whom, some: whom.length < needed.length };
  const [low, high] = [Math.max(...found.map(([, each]) => each.low)), Math.min(...found.map(([, each]) => each.high))];
  const doubt = found.some(([, each]) => each.doubt);
  return low <= high ? { kind: "zone", from: low, to: high, doubt } : { kind: "gap", from: high, to: low, doubt };
}
