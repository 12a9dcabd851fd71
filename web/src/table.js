/** The table beside the picture: every record as a row, with its sources. */

import { heldSince, inWords } from "./dates.js";
import { byId, el } from "./dom.js";
import { evidenceLine } from "./evidence.js";
import { doubtful } from "./stance.js";
import { many, spaced, STANCES, TIES } from "./words.js";

const TABS = { answer: "Answer", position: "Positions", tie: "Ties", pair: "Agreement and conflict", event: "Events", proposal: "Proposals", actor: "Actors", issue: "Issues", source: "Sources", measure: "Measures" };
const FIRST = { relations: "tie", positions: "position", events: "event", answer: "answer" };

const ROWS = 500;

function columns(dossier, open, now) {
  const button = (key, label) => el("button", { type: "button", class: "to", on: { click: () => open(key) } }, label);
  // What the cut to a day left out is named only.
  const to = (key, label = dossier.name(key)) => (dossier.get(key) ? button(key, label) : key.slice(key.indexOf(":") + 1));
  const all = (kind, ids) => (ids ?? []).flatMap((id, i) => [i ? ", " : "", to(`${kind}:${id}`)]);
  const sources = ["Sources", (each) => evidenceLine(dossier, each.evidence)];
  const positions = (each) => many(dossier.naming(`position.${each.type}`, each.key).filter(now.on).length, "position");
  return {
    position: [
      ["Actor", (each) => to(`actor:${each.actor}`)],
      ["Issue", (each) => to(`issue:${each.issue}`)],
      ["Stance", (each) => [el("span", { class: `chip ${each.stance}` }, STANCES[each.stance]), doubtful(each) ? ` (${each.status})` : ""]],
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
    pair: [
      ["Who", (each) => to(each.from)],
      ["Relation", (each) => el("button", { type: "button", class: "to", "aria-label": `${dossier.name(each.from)} and ${dossier.name(each.to)} ${each.says}`, on: { click: () => open(each.key) } }, each.says)],
      ["With", (each) => to(each.to)],
      ["Issues", (each) => String(each.on.length)],
      ["On", (each) => each.on.flatMap(([issue, , doubt], i) => [i ? ", " : "", to(issue), doubt ? " (by allegation)" : ""])],
    ],
    event: [
      ["When", (each) => inWords(each.date)],
      ["Event", (each) => to(each.key)],
      ["Place", (each) => each.place ?? ""],
      ["Who took part", (each) => (each.participants ?? []).flatMap((one, i) => [i ? ", " : "", to(`actor:${one.actor}`), ` (${one.role})`])],
      ["Outcome", (each) => each.outcome ?? ""],
      ["Followed by", (each) => now.after(each).flatMap(({ id, key }, i) => [i ? ", " : "", button(now.lines(`follows:${id}+${each.id}`) ? `follows:${id}+${each.id}` : key, dossier.name(key))])],
      sources,
    ],
    proposal: [
      ["When", (each) => inWords(each.date)],
      ["Proposal", (each) => to(each.key)],
      ["By", (each) => all("actor", each.by)],
      ["Answers", (each) => now.answers(each).flatMap((one, i) => [i ? ", " : "", to(`actor:${one.actor}`), ` (${one.answer})`])],
      sources,
    ],
    actor: [
      ["Actor", (each) => to(each.key)],
      ["Kind", (each) => each.kind],
      ["Public role", (each) => each.public_role ?? ""],
      ["Positions", positions],
    ],
    issue: [
      ["Issue", (each) => to(each.key)],
      ["Question", (each) => each.question],
      ["Positions", positions],
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

/** The table view; it draws itself when first asked for and when the filters change. */
export class Table {
  constructor(dossier, { view, answer, measures }, open, { sieve, pairs, lines }) {
    this.sieve = sieve;
    this.measures = measures;
    this.only = null;
    this.fresh = new Set();
    this.pairs = pairs;
    const on = (record) => sieve.on(record, this.state.day);
    this.columns = columns(dossier, open, {
      on,
      answers: (proposal) => sieve.answers(proposal, this.state.day),
      after: (event) => dossier.naming("event.follows", event.key).filter(on),
      lines,
    });
    if (answer) this.columns.answer = answered(answer, dossier, open);
    const rows = answer?.rows.map((cells) => ({ cells }));
    this.of = (kind) => (kind === "answer" ? (rows ?? []) : kind === "measure" ? (measures ? [measures] : []) : kind === "pair" ? pairs.all : dossier.ofKind(kind));
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
    const rows = this.kind === "answer" ? all : this.#rows(state, all);
    byId("table-body").replaceChildren(
      el(
        "table",
        {},
        el("caption", {}, `${TABS[this.kind] ?? "Records"}: ${rows.length} of ${all.length}${rows.length > most ? `; the first ${most} are shown` : ""}`),
        el("thead", {}, el("tr", {}, shown.map(([name]) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, rows.slice(0, most).map((record) => el("tr", { "data-key": record.key, class: this.fresh.has(record.key) && "flash" }, shown.map(([, cell]) => el("td", {}, cell(record)))))),
      ),
      ...(rows.length > most ? [el("button", { type: "button", class: "more", on: { click: () => this.#more(most) } }, `Show ${Math.min(ROWS, rows.length - most)} more`)] : []),
    );
  }

  /** What of all is there on the day after the filters, and in the neighbourhood that alone is seen. */
  #rows(state, all) {
    const rows = this.kind === "pair" ? this.pairs.shown(state) : all.filter((record) => this.sieve.on(record, state.day));
    return this.only ? rows.filter(this.only) : rows;
  }

  #more(shown) {
    this.draw(this.state, shown + ROWS);
    byId("table-body").querySelectorAll("tbody tr")[shown]?.querySelector("button")?.focus();
  }
}
