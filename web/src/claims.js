/** Evidence: every claim with its source, grade, date and place in the text; by source what stands on it; and the gaps. */

import { heldSince, inWords, onDay } from "./dates.js";
import { byId, el, link, listed } from "./dom.js";
import { graded } from "./evidence.js";
import { gapsView } from "./gapsview.js";
import { doubtful } from "./stance.js";
import { bySource, records, stated } from "./stated.js";
import { many, spaced, STANCES, TIES } from "./words.js";

const MOST = 500;
const FIRST = 6;
const BY = { claim: "By claim", source: "By source", gap: "Gaps" };

export class Claims {
  constructor({ dossier, select, change, passes, sieve, gaps }) {
    Object.assign(this, { dossier, select, change, passes, sieve, gaps });
    this.most = { claim: MOST, source: MOST };
    this.box = byId("view-evidence");
  }

  draw(state, marked, fresh = new Set()) {
    this.fresh = fresh;
    this.state = state;
    this.marked = marked;
    const buttons = Object.entries(BY).map(([value, name]) => el("button", { type: "button", "data-by": value, "aria-pressed": String(state.by === value), on: { click: () => this.change({ by: value }) } }, name));
    this.box.replaceChildren(
      el("div", { class: "how" }, el("span", { class: "pair", role: "group", "aria-label": "Evidence" }, buttons), el("p", { class: "hint" }, "Grades are of the Admiralty system: a letter for the source, A completely reliable to F cannot be judged; a digit for the information, 1 confirmed to 6 cannot be judged.")),
      ...this.#body(state),
    );
  }

  #body(state) {
    if (state.by === "gap") return gapsView(this.gaps, { state, passes: this.passes, to: (key, words) => this.#to(key, words) });
    return state.by === "source" ? this.#sources() : this.#claims();
  }

  /** A way to those of a long list that are not shown yet. */
  #more(all) {
    const by = this.state.by;
    const left = all - this.most[by];
    if (left <= 0) return [];
    const show = (number) => {
      this.most[by] += number;
      this.draw(this.state, this.marked);
      (this.box.querySelector("#more") ?? this.box).focus({ preventScroll: true });
    };
    const button = (id, words, number) => el("button", { type: "button", id, on: { click: () => show(number) } }, words);
    return [el("p", { class: "how" }, button("more", `Show ${Math.min(MOST, left)} more`, MOST), left > MOST && button("more-all", `Show all ${all}`, left))];
  }

  #to(key, words = this.dossier.label(key)) {
    return this.dossier.get(key) ? el("button", { type: "button", class: "to", on: { click: () => this.select(key) } }, words) : words;
  }

  /** What is claimed, on the day and after the filters. */
  #all() {
    return stated(this.dossier, this.sieve, this.state.day);
  }

  /** A claim in words. */
  #what({ kind, record: each, part }) {
    const words = {
      position: () => [`${this.dossier.name(`issue:${each.issue}`)}: ${STANCES[each.stance]}${doubtful(each) ? ` (${each.status})` : ""}. `, each.claim],
      tie: () => [`${TIES[each.kind] ?? spaced(each.kind)} ${this.dossier.name(`actor:${each.to}`)}`],
      event: () => [each.name, each.outcome ? `. ${each.outcome}` : ""],
      proposal: () => [each.name],
      answer: () => [`answer to ${each.name}: ${part.answer}`],
      "status quo": () => [`${each.name}: stood at ${part.value} of 100`],
    };
    return words[kind]().join("");
  }

  #claims() {
    const all = this.#all();
    const first = (each) => (this.marked.has(each.record.key) ? 0 : 1);
    const sorted = this.marked.size ? [...all].sort((one, other) => first(one) - first(other)) : all;
    const shown = sorted.slice(0, this.most.claim);
    const heads = ["What", "Claim", "Who", "When", "Source", "Grade", "Published", "Where"];
    const table = el(
      "table",
      { class: "claims" },
      el("caption", {}, `${many(all.length, "claim")} of ${many(records(all), "record")} that count${onDay(this.state.day)}`, shown.length < all.length ? `; the first ${shown.length} are shown` : "", this.marked.size ? "; what is selected comes first" : ""),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
      shown.map((each) => this.#claim(each)),
    );
    return [table, ...this.#more(all.length)];
  }

  /** One claim: a row for each piece of its evidence. */
  #claim(claim) {
    const { record, who, evidence, date, kind } = claim;
    const told = (kind === "tie" ? who.slice(0, 1) : who).map((id) => `actor:${id}`);
    const lasts = ["position", "tie", "status quo"].includes(kind);
    const pieces = evidence.length ? evidence : [null];
    const rows = Math.max(1, pieces.length);
    return el(
      "tbody",
      { "data-key": record.key, class: [this.marked.has(record.key) && "marked", this.fresh.has(record.key) && "flash"].filter(Boolean).join(" ") || null },
      pieces.map((piece, i) =>
        el(
          "tr",
          {},
          i ? null : [el("td", { rowspan: rows, class: "kind" }, kind), el("td", { rowspan: rows, class: "what" }, this.#to(record.key, this.#what(claim))), el("td", { rowspan: rows }, listed(told.map((key) => this.#to(key)))), el("td", { rowspan: rows }, date ? (lasts ? heldSince(date) : inWords(date)) : "")],
          this.#piece(piece),
        ),
      ),
    );
  }

  #piece(piece) {
    if (!piece) return el("td", { colspan: 4, class: "none" }, "no evidence given");
    const source = this.dossier.get(`source:${piece.source}`);
    const carrier = piece.via && this.dossier.get(`source:${piece.via}`);
    const published = source?.published ?? carrier?.published;
    return [
      el("td", { class: "source" }, this.#source(source, piece.source), carrier ? [", via ", this.#source(carrier, piece.via)] : piece.via ? `, via ${piece.via}` : ""),
      el("td", {}, graded(source?.reliability, piece.credibility) ?? "not graded"),
      el("td", {}, published ? inWords(published) : ""),
      el("td", {}, [piece.locator && `paragraph ${piece.locator.paragraph}`, piece.lock && "passage locked"].filter(Boolean).join(", ")),
    ];
  }

  #source(source, id) {
    return source ? [this.#to(source.key, source.title), ` (${source.publisher})`] : `${id} (not in this dossier)`;
  }

  #sources() {
    const claims = this.#all();
    const sources = bySource(this.dossier, claims);
    const shown = sources.slice(0, this.most.source);
    const heads = ["Source", "Publisher", "Kind", "Published", "Reliability", "Records", "In its text alone", "What stands on it"];
    const table = el(
      "table",
      { class: "claims" },
      el("caption", {}, `${many(sources.length, "source")}${shown.length < sources.length ? `, of which the first ${shown.length} are shown` : ""}; ${many(claims.length, "claim")} of ${many(records(claims), "record")} count${onDay(this.state.day)}. Counted are records, also what a source only carries: a proposal and its answers are one, so are an issue and how it stood`),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, shown.map((each) => this.#standing(each))),
    );
    return [table, ...this.#more(sources.length)];
  }

  #standing({ source, keys, alone }) {
    const left = keys.length - FIRST;
    return el(
      "tr",
      { "data-key": source.key, class: this.marked.has(source.key) && "marked" },
      el("td", { class: "what" }, this.#to(source.key, source.title), source.url ? el("div", {}, link("open", source.url)) : null),
      el("td", {}, source.publisher),
      el("td", {}, spaced(source.kind)),
      el("td", {}, source.published ? inWords(source.published) : ""),
      el("td", {}, graded(source.reliability) ?? "not graded"),
      el("td", { class: "number" }, String(keys.length)),
      el("td", { class: "number alone" }, String(alone)),
      el("td", {}, keys.length ? el("ul", { class: "plain" }, keys.slice(0, FIRST).map((key) => el("li", {}, this.#to(key))), left > 0 ? el("li", {}, this.#to(source.key, `and ${left} more`)) : null) : el("span", { class: "none" }, "nothing on this day")),
    );
  }
}
