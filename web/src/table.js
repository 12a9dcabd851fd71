/** The table beside the picture: every record as a row, with its sources. */

import { heldSince, inWords, meets } from "./dates.js";
import { byId, el } from "./dom.js";
import { evidenceLine } from "./evidence.js";
import { holds } from "./held.js";
import { many, spaced, STANCES, TIES } from "./words.js";

const TABS = { answer: "Answer", position: "Positions", tie: "Ties", event: "Events", proposal: "Proposals", actor: "Actors", issue: "Issues", source: "Sources", measure: "Measures" };
const FIRST = { relations: "tie", positions: "position", events: "event", answer: "answer" };

const ROWS = 500;

function columns(dossier, open) {
  const button = (key, label) => el("button", { type: "button", class: "to", on: { click: () => open(key) } }, label);
  // What the cut to a day left out is named only.
  const to = (key, label = dossier.name(key)) => (dossier.get(key) ? button(key, label) : key.slice(key.indexOf(":") + 1));
  const all = (kind, ids) => (ids ?? []).flatMap((id, i) => [i ? ", " : "", to(`${kind}:${id}`)]);
  const sources = ["Sources", (each) => evidenceLine(dossier, each.evidence)];
  return {
    position: [
      ["Actor", (each) => to(`actor:${each.actor}`)],
      ["Issue", (each) => to(`issue:${each.issue}`)],
      ["Stance", (each) => el("span", { class: `chip ${each.stance}` }, STANCES[each.stance])],
      ["Claim", (each) => to(each.key, each.claim)],
      ["When", (each) => heldSince(each.valid)],
      sources,
    ],
    tie: [
      ["From", (each) => to(`actor:${each.from}`)],
      ["Tie", (each) => to(each.key, TIES[each.kind] ?? spaced(each.kind))],
      ["To", (each) => to(`actor:${each.to}`)],
      ["When", (each) => (each.valid ? heldSince(each.valid) : "")],
      sources,
    ],
    event: [
      ["When", (each) => inWords(each.date)],
      ["Event", (each) => to(each.key)],
      ["Place", (each) => each.place ?? ""],
      ["Who took part", (each) => (each.participants ?? []).flatMap((one, i) => [i ? ", " : "", to(`actor:${one.actor}`), ` (${one.role})`])],
      ["Outcome", (each) => each.outcome ?? ""],
      sources,
    ],
    proposal: [
      ["When", (each) => inWords(each.date)],
      ["Proposal", (each) => to(each.key)],
      ["By", (each) => all("actor", each.by)],
      ["Answers", (each) => (each.responses ?? []).flatMap((one, i) => [i ? ", " : "", to(`actor:${one.actor}`), ` (${one.answer})`])],
      sources,
    ],
    actor: [
      ["Actor", (each) => to(each.key)],
      ["Kind", (each) => each.kind],
      ["Public role", (each) => each.public_role ?? ""],
      ["Positions", (each) => many(dossier.naming("position.actor", each.key).length, "position")],
    ],
    issue: [
      ["Issue", (each) => to(each.key)],
      ["Question", (each) => each.question],
      ["Positions", (each) => many(dossier.naming("position.issue", each.key).length, "position")],
    ],
    source: [
      ["Source", (each) => to(each.key)],
      ["Publisher", (each) => each.publisher],
      ["Published", (each) => (each.published ? inWords(each.published) : "")],
      ["Kind", (each) => each.kind],
      ["Reliability", (each) => each.reliability ?? ""],
    ],
  };
}

/** The columns of an answer; a cell is a list of words and of what it names. */
function answered({ columns: names }, dossier, open) {
  const part = (each) => {
    if (typeof each === "string") return each;
    return dossier.get(each.key) ? el("button", { type: "button", class: "to", on: { click: () => open(each.key) } }, dossier.label(each.key)) : each.text;
  };
  return names.map((name, i) => [spaced(name), (row) => row.cells[i].map((each, n) => [n ? "; " : "", part(each)]).flat()]);
}

function kept(record, state, only) {
  if (only?.(record) === false) return false;
  const issues = [record.type === "issue" ? record.id : (record.issue ?? record.issues ?? record.terms?.map((term) => term.issue) ?? [])].flat();
  if (state.issue && record.type !== "source" && record.type !== "actor" && !issues.includes(state.issue.slice("issue:".length))) return false;
  if (!holds(record, state.day)) return false;
  return !record.days || meets(record.days, [state.from, state.until]);
}

/** The table view; it draws itself when first asked for and when the filters change. */
export class Table {
  constructor(dossier, { view, answer, measures }, open, counts) {
    this.counts = counts;
    this.measures = measures;
    this.only = null;
    this.columns = columns(dossier, open);
    if (answer) this.columns.answer = answered(answer, dossier, open);
    const rows = answer?.rows.map((cells) => ({ cells }));
    this.of = (kind) => (kind === "answer" ? (rows ?? []) : kind === "measure" ? (measures ? [measures] : []) : dossier.ofKind(kind));
    const present = Object.keys(TABS).filter((kind) => this.of(kind).length);
    this.kind = present.includes(FIRST[view]) ? FIRST[view] : present[0];
    this.state = null;
    byId("table-tabs").append(
      ...present.map((kind) => el("button", { type: "button", "data-kind": kind, "aria-pressed": "false", on: { click: () => this.#turn(kind) } }, TABS[kind])),
    );
  }

  /** Turn to what a view of the network is about. */
  show(view) {
    if (FIRST[view] && this.of(FIRST[view]).length) this.kind = FIRST[view];
  }

  #turn(kind) {
    this.kind = kind;
    this.draw(this.state);
  }

  /** The table of the state; of a long one the first rows, and more on demand. */
  draw(state, most = ROWS) {
    this.state = state;
    for (const button of byId("table-tabs").children) button.setAttribute("aria-pressed", String(button.dataset.kind === this.kind));
    if (this.kind === "measure") {
      byId("table-body").replaceChildren(this.measures());
      return;
    }
    const shown = this.columns[this.kind] ?? [];
    const all = this.kind ? this.of(this.kind) : [];
    // The answer is whole as it is; the filters are for the records behind it.
    const rows = this.kind === "answer" ? all : all.filter((record) => kept(record, state, this.only) && this.counts(record));
    byId("table-body").replaceChildren(
      el(
        "table",
        {},
        el("caption", {}, `${TABS[this.kind] ?? "Records"}: ${rows.length} of ${all.length}${rows.length > most ? `; the first ${most} are shown` : ""}`),
        el("thead", {}, el("tr", {}, shown.map(([name]) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, rows.slice(0, most).map((record) => el("tr", { "data-key": record.key }, shown.map(([, cell]) => el("td", {}, cell(record)))))),
      ),
      ...(rows.length > most ? [el("button", { type: "button", class: "more", on: { click: () => this.#more(most) } }, `Show ${Math.min(ROWS, rows.length - most)} more`)] : []),
    );
  }

  #more(shown) {
    this.draw(this.state, shown + ROWS);
    byId("table-body").querySelectorAll("tbody tr")[shown]?.querySelector("button")?.focus();
  }
}
