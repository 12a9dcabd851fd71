/** Evidence: every claim with its source, grade, date and place in the text; by source what stands on it; and the gaps. */

import { heldSince, inWords, onDay } from "./dates.js";
import { byId, el, link } from "./dom.js";
import { sourcesOf } from "./dossier.js";
import { come, holds } from "./held.js";
import { graded } from "./evidence.js";
import { gapsView } from "./gapsview.js";
import { doubtful } from "./stance.js";
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

  draw(state, marked) {
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

  /** What is claimed, on the day and after the filters: each with its evidence. */
  #all() {
    const { state, dossier } = this;
    const on = (record) => holds(record, state.day) && this.sieve.shows(record);
    const counts = (part, date) => come(part, date) && this.sieve.rated(part.evidence);
    const claim = (record, what, who, evidence, date, kind = record.type) => ({ record, what, who, evidence: evidence ?? [], date, kind });
    const actors = (ids) => ids.map((id) => `actor:${id}`);
    const every = [
      ...dossier.ofKind("position").filter(on).map((each) => claim(each, [`${dossier.name(`issue:${each.issue}`)}: ${STANCES[each.stance]}${doubtful(each) ? ` (${each.status})` : ""}. `, each.claim], actors([each.actor]), each.evidence, heldSince(each.valid))),
      ...dossier.ofKind("tie").filter(on).map((each) => claim(each, [`${TIES[each.kind] ?? spaced(each.kind)} ${dossier.name(`actor:${each.to}`)}`], actors([each.from]), each.evidence, each.valid ? heldSince(each.valid) : "")),
      ...dossier.ofKind("event").filter(on).map((each) => claim(each, [each.name, each.outcome ? `. ${each.outcome}` : ""], actors((each.participants ?? []).map((one) => one.actor)), each.evidence, inWords(each.date))),
      ...dossier.ofKind("proposal").filter(on).flatMap((each) => [
        claim(each, [each.name], actors(each.by), each.evidence, inWords(each.date)),
        ...(each.responses ?? []).filter((one) => counts(one, state.day)).map((one) => claim(each, [`answer to ${each.name}: ${one.answer}`], actors([one.actor]), one.evidence, one.date ? inWords(one.date) : "", "answer")),
      ]),
      ...dossier.ofKind("issue").filter(on).flatMap((each) => (each.status_quo ?? []).filter((one) => counts(one, state.day)).map((one) => claim(each, [`${each.name}: stood at ${one.value} of 100`], [], one.evidence, heldSince(one.on), "status quo"))),
    ];
    return every.filter(({ who }) => !who.length || who.some((key) => this.passes(key)));
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
      el("caption", {}, `${many(all.length, "claim")} that count${onDay(this.state.day)}`, shown.length < all.length ? `; the first ${shown.length} are shown` : "", this.marked.size ? "; what is selected comes first" : ""),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
      shown.map((each) => this.#claim(each)),
    );
    return [table, ...this.#more(all.length)];
  }

  /** One claim: a row for each piece of its evidence. */
  #claim({ record, what, who, evidence, date, kind }) {
    const pieces = evidence.length ? evidence : [null];
    const rows = Math.max(1, pieces.length);
    return el(
      "tbody",
      { "data-key": record.key, class: this.marked.has(record.key) && "marked" },
      pieces.map((piece, i) =>
        el(
          "tr",
          {},
          i ? null : [el("td", { rowspan: rows, class: "kind" }, kind), el("td", { rowspan: rows, class: "what" }, this.#to(record.key, what.join(""))), el("td", { rowspan: rows }, who.flatMap((key, n) => [n ? ", " : "", this.#to(key)])), el("td", { rowspan: rows }, date)],
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
    const standing = new Map();
    const alone = new Map();
    const every = this.#all();
    for (const each of new Map(every.map((one) => [one.record.key, one.record])).values()) {
      for (const key of sourcesOf(each)) standing.set(key, [...(standing.get(key) ?? []), each.key]);
    }
    const texts = new Map();
    for (const { record, evidence } of every) texts.set(record.key, new Set([...(texts.get(record.key) ?? []), ...evidence.map((piece) => piece.via ?? piece.source)]));
    for (const [only, ...others] of texts.values()) if (only && !others.length) alone.set(`source:${only}`, (alone.get(`source:${only}`) ?? 0) + 1);
    const rest = (source) => standing.get(source.key)?.length ?? 0;
    const sources = this.dossier.ofKind("source").sort((one, other) => rest(other) - rest(one) || one.title.localeCompare(other.title));
    const shown = sources.slice(0, this.most.source);
    const heads = ["Source", "Publisher", "Kind", "Published", "Reliability", "Claims", "In its text alone", "What stands on it"];
    const table = el(
      "table",
      { class: "claims" },
      el("caption", {}, `${many(sources.length, "source")}${shown.length < sources.length ? `, of which the first ${shown.length} are shown` : ""}; counted is what holds${onDay(this.state.day)}, also what a source only carries`),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, shown.map((source) => this.#standing(source, standing.get(source.key) ?? [], alone.get(source.key) ?? 0))),
    );
    return [table, ...this.#more(sources.length)];
  }

  #standing(source, keys, alone) {
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
