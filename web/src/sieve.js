/** What the filters let through, the same in every view: by grade of evidence, by date, by kind of tie, stance and actor. */

import { meets } from "./dates.js";
import { come, holds } from "./held.js";

/** Grades from the best to the least; the last says that it cannot be judged. */
export const RELIABILITY = ["A", "B", "C", "D", "E", "F"];
export const CREDIBILITY = ["1", "2", "3", "4", "5", "6"];

/** Whether a grade reaches another; one that cannot be judged reaches only what asks for any grade. */
const reaches = (grade, least, grades) => grades.indexOf(grade) <= grades.indexOf(least);

export class Sieve {
  constructor(dossier, passesActor) {
    Object.assign(this, { dossier, passesActor });
    this.set({ off: new Set() });
  }

  /** Take the filters of a state. */
  set({ rel = "", cred = "", ungraded = "", from = "", until = "", issue = "", off }) {
    Object.assign(this, { rel, cred, ungraded, from, until, issue, off });
  }

  /** What of the filters decides what lines rest on, as one word. */
  get key() {
    return [this.#least, ...[...this.off].filter((key) => key.startsWith("line:")).sort()].join(" ");
  }

  /** Whether any record may not count. */
  get narrows() {
    return this.#least.trim() !== "";
  }

  /** Whether anything but the issue is filtered. */
  get any() {
    return this.narrows || this.off.size > 0;
  }

  get #least() {
    return [this.rel, this.cred, this.ungraded, this.from, this.until].join(" ");
  }

  get grades() {
    return Boolean(this.rel || this.cred || this.ungraded);
  }

  /** Whether a record counts: by its evidence and its date; of a tie also by its kind. */
  counts = (record) => {
    return !(record?.type === "tie" && this.off.has(`tie:${record.kind}`)) && this.admits(record);
  };

  /** Whether a position counts and its stance is not switched off. */
  takes = (position) => this.counts(position) && !this.off.has(`line:${position.stance}`);

  /** Whether the evidence and the date of a record let it count, whatever its kind. */
  admits = (record) => {
    if (!["position", "tie", "event", "proposal"].includes(record?.type)) return true;
    return this.rated(record.evidence) && (!record.days || meets(record.days, [this.from, this.until]));
  };

  /** Whether one piece of the evidence has the grade that is asked for. */
  rated = (evidence) => {
    if (!this.grades) return true;
    return evidence?.length ? evidence.some(this.#piece) : this.ungraded !== "without";
  };

  #piece = (piece) => {
    const reliability = this.dossier.get(`source:${piece.source}`)?.reliability;
    const credibility = piece.credibility === undefined ? undefined : String(piece.credibility);
    const graded = Boolean(reliability || credibility);
    if (this.ungraded === "only") return !graded;
    if (this.ungraded === "without" && !graded) return false;
    const fits = (grade, least, grades) => !least || (grade ? reaches(grade, least, grades) : this.ungraded !== "without");
    return fits(reliability, this.rel, RELIABILITY) && fits(credibility, this.cred, CREDIBILITY);
  };

  /** Whether a view is to show a record that holds: it counts, and is of the issue, stances and actors chosen. */
  shows = (record) => {
    const about = (ids) => !this.issue || ids.some((id) => `issue:${id}` === this.issue);
    const passes = (...ids) => ids.every((id) => this.passesActor(`actor:${id}`));
    const some = (ids) => !ids.length || ids.some((id) => passes(id));
    const kinds = {
      position: () => about([record.issue]) && !this.off.has(`line:${record.stance}`) && !this.off.has("kind:issue") && passes(record.actor),
      tie: () => !this.issue && !this.off.has("line:tie") && passes(record.from, record.to),
      event: () => about(record.issues ?? []) && !this.off.has("kind:event") && some((record.participants ?? []).map(({ actor }) => actor)),
      proposal: () => about((record.terms ?? []).map((term) => term.issue)) && some(record.by),
      actor: () => passes(record.id),
      issue: () => about([record.id]) && !this.off.has("kind:issue"),
    };
    return this.counts(record) && (kinds[record.type]?.() ?? true);
  };

  /** Whether a view is to show a record on a day. */
  on = (record, day) => holds(record, day) && this.shows(record);

  /** The answers to a proposal that had come by a day and are to be shown. */
  answers = (proposal, day) => (proposal.responses ?? []).filter((one) => come(one, day) && this.rated(one.evidence) && this.passesActor(`actor:${one.actor}`));

  /** How an issue stood: what had come by a day and is to be shown, the latest last. */
  stood = (issue, day) => (issue.status_quo ?? []).filter((one) => come(one, day) && this.rated(one.evidence)).sort((one, other) => ((one.since ?? "") < (other.since ?? "") ? -1 : (one.since ?? "") > (other.since ?? "") ? 1 : 0));

  /** How many records of each kind hold on a day and are left out, as [kind, number]. */
  leftOut(day) {
    const left = (kind) => this.dossier.ofKind(kind).filter((record) => holds(record, day) && !this.shows(record)).length;
    return ["position", "tie", "event", "proposal"].map((kind) => [kind, left(kind)]).filter(([, number]) => number);
  }
}
