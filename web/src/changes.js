/** What changes from day to day: positions, events, proposals and the answers to them. */

import { come, holds, later } from "./held.js";
import { many } from "./words.js";

const TIMED = ["position", "tie", "event", "proposal"];

/** All changes that the filters leave, newest first: `day`, `record`, and `earlier` that it replaced, that it `ended`, or the `part` of it that came. */
export function changes(dossier, sieve, first) {
  const of = (kind) => dossier.ofKind(kind).filter(sieve.shows);
  const start = (record) => record.held?.[0] ?? first;
  const positions = of("position");
  const began = positions.map((record) => ({ day: start(record), record, earlier: record.supersedes && dossier.get(`position:${record.supersedes}`) }));
  const replaced = new Set(began.map(({ earlier }) => earlier?.key));
  const ended = positions.filter(({ key, held }) => held?.[1] && !replaced.has(key)).map((record) => ({ day: later(record.held[1], 1), record, ended: true }));
  const happened = [...of("event"), ...of("proposal")].map((record) => ({ day: start(record), record }));
  const answers = of("proposal").flatMap((record) => sieve.answers(record, "").map((part) => ({ day: part.since ?? start(record), record, part })));
  return [...began, ...ended, ...happened, ...answers].sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
}

/** The records that hold on the one day and not on the other, or of which an answer came in between; of those that are shown. */
export function moved(dossier, sieve, before, after) {
  const turned = (record) => holds(record, before) !== holds(record, after) || (record.responses ?? []).some((one) => come(one, before) !== come(one, after));
  return TIMED.flatMap((kind) => dossier.ofKind(kind)).filter((record) => turned(record) && sieve.shows(record));
}

/** What moved, in words: what holds now and did not, and what no longer does. */
export function inShort(records, day) {
  const told = (chosen) => TIMED.map((kind) => [kind, chosen.filter((each) => each.type === kind).length]).filter(([, number]) => number).map(([kind, number]) => many(number, kind));
  const here = records.filter((each) => holds(each, day));
  const [new_, gone] = [told(here), told(records.filter((each) => !here.includes(each)))];
  return [new_.length && `new or answered: ${new_.join(", ")}`, gone.length && `no longer or not yet: ${gone.join(", ")}`].filter(Boolean).join("; ");
}
