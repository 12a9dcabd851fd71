/** What a view shows, as rows for a spreadsheet: ids and values as they were recorded, after the filters, on the day. */

import { gapsIn } from "./gapsview.js";
import { holds } from "./held.js";
import { answersInWords, offersOn } from "./offers.js";
import { actorsIn, inCell } from "./related.js";
import { bySource, stated } from "./stated.js";
import { inTime } from "./timeline.js";
import { zone } from "./zone.js";

const OF_POSITION = ["id", "actor", "actor_name", "issue", "issue_name", "stance", "claim", "valid", "value", "low", "high", "at_least", "at_most", "on_behalf_of", "attributed_by", "basis", "status", "setting", "event", "sources", "grades"];
const OF_MODELS = ["model", "state", "quantity", "at_low", "at_high", "median", "error", "draws"];
const PAIR = ["actor", "actor_name", "relation", "other", "other_name", "issues", "on", "by_allegation", "positions"];
const PLAIN = {
  tie: ["id", "from", "from_name", "kind", "to", "to_name", "valid", "sources", "grades"],
  event: ["id", "name", "kind", "date", "place", "participants", "issues", "outcome", "follows", "sources", "grades"],
  proposal: ["id", "name", "by", "date", "terms", "responses", "sources", "grades"],
  actor: ["id", "name", "short", "kind", "country", "public_role", "aliases", "same_as", "positions"],
  issue: ["id", "name", "question", "consent", "quota", "parent", "positions"],
  source: ["id", "title", "publisher", "kind", "published", "author", "url", "language", "reliability"],
  position: OF_POSITION,
};
const EVIDENCE = ["kind", "id", "claim", "stance", "status", "issues", "actors", "valid", "source", "source_title", "publisher", "published", "url", "via", "reliability", "credibility", "paragraph", "locked"];
const SOURCE = ["source", "title", "publisher", "kind", "published", "reliability", "url", "records", "in_its_text_alone", "stands_on_it"];

export class Sheets {
  constructor({ dossier, sieve, models, gaps, orders, pairs, grouping }) {
    Object.assign(this, { dossier, sieve, models, gaps, orders, pairs, grouping });
  }

  /**
   * The rows of a view in a state, heads first; `kind` is what the table beside the network holds, and `only` whether it
   * keeps a record while a neighbourhood alone is seen.
   */
  of(state, kind, only = null) {
    this.state = state;
    const makers = { matrix: () => this.#matrix(), scales: () => this.#scales(), timeline: () => this.#timeline(), evidence: () => ({ gap: () => this.#gaps(), source: () => this.#sources() })[state.by]?.() ?? this.#evidence() };
    return makers[state.view]?.() ?? (kind === "pair" ? this.#pairs(only) : this.#records(kind, only));
  }

  #name = (kind, id) => (id === undefined ? "" : (this.dossier.get(`${kind}:${id}`)?.name ?? id));

  #shown(kind) {
    return this.dossier.ofKind(kind).filter((each) => this.sieve.on(each, this.state.day));
  }

  #pairs(only) {
    const rows = this.pairs.shown(this.state).filter((each) => only?.(each) ?? true);
    const id = (key) => key.slice(key.indexOf(":") + 1);
    return [PAIR, ...rows.map(({ from, to, line, on }) => [id(from), this.dossier.name(from), line, id(to), this.dossier.name(to), on.length, on.map(([issue]) => id(issue)), on.filter(([, , doubt]) => doubt).map(([issue]) => id(issue)), on.flatMap(([, positions]) => positions.map(id))])];
  }

  #records(kind, only) {
    const heads = PLAIN[kind] ?? [];
    return [heads, ...this.#shown(kind).filter((each) => only?.(each) ?? true).map((each) => heads.map((head) => this.#value(each, head)))];
  }

  #value(each, head) {
    const made = {
      actor_name: () => this.#name("actor", each.actor),
      issue_name: () => this.#name("issue", each.issue),
      from_name: () => this.#name("actor", each.from),
      to_name: () => this.#name("actor", each.to),
      at_least: () => each.accepts?.at_least,
      at_most: () => each.accepts?.at_most,
      sources: () => (each.evidence ?? []).map((piece) => (piece.via ? `${piece.source} via ${piece.via}` : piece.source)),
      grades: () => (each.evidence ?? []).map((piece) => `${this.dossier.get(`source:${piece.source}`)?.reliability ?? "-"}${piece.credibility ?? "-"}`).map((grade) => (grade === "--" ? "not graded" : grade)),
      participants: () => (each.participants ?? []).map(({ actor, role }) => `${actor} (${role})`),
      terms: () => (each.terms ?? []).map(({ issue, text }) => `${issue}: ${text}`),
      positions: () => this.dossier.naming(`position.${each.type}`, each.key).filter((one) => this.sieve.on(one, this.state.day)).length,
      responses: () => this.sieve.answers(each, this.state.day).map(({ actor, answer }) => `${actor}: ${answer}`),
    };
    return made[head] ? made[head]() : each[head];
  }

  #matrix() {
    const { issue, day } = this.state;
    const issues = this.orders.issues.filter((key) => !issue || key === issue);
    const camp = this.grouping.computed;
    const words = (each, actor) => `${each.stance}${`actor:${each.actor}` === actor ? "" : " (on its behalf)"}${(each.status ?? "plain") === "plain" ? "" : ` (${each.status})`}`;
    const cell = (actor, on) => {
      const { found, left } = inCell(this.dossier, this.sieve, day, actor, on);
      return [...new Set(found.map((each) => words(each, actor))), ...(left ? [`${left} left out by the filters`] : [])];
    };
    const rows = actorsIn(this.dossier, this.sieve, this.orders, issue).map((actor) => [actor.slice(6), this.dossier.get(actor).name, ...(camp ? [this.grouping.name(this.grouping.of(actor))] : []), ...issues.map((on) => cell(actor, on))]);
    return [["actor", "actor_name", ...(camp ? ["camp"] : []), ...issues.map((key) => key.slice(6))], ...rows];
  }

  #scales() {
    const scaled = this.dossier.ofKind("issue").filter((each) => each.scale && (!this.state.issue || each.key === this.state.issue));
    const kept = new Set(scaled.map(({ id }) => id));
    const places = this.#shown("position").filter((each) => kept.has(each.issue));
    const heads = ["what", ...OF_POSITION, ...OF_MODELS];
    const blank = (what, issue, more) => heads.map((head) => ({ what, issue: issue.id, issue_name: issue.name, ...more })[head]);
    return [
      heads,
      ...places.map((each) => ["position", ...OF_POSITION.map((head) => this.#value(each, head)), ...OF_MODELS.map(() => "")]),
      ...scaled.flatMap((issue) => this.#modelled(issue, (what, more) => blank(what, issue, more))),
      ...scaled.flatMap((issue) => {
        const found = zone(this.dossier, issue, this.state.day, this.sieve.counts);
        const offers = offersOn(this.dossier, this.sieve, issue, this.state.day).map(({ proposal, term, answers }) => blank("proposal", issue, { id: proposal.id, actor: proposal.by, actor_name: (proposal.by ?? []).map((id) => this.#name("actor", id)), stance: answersInWords(answers, (id) => this.#name("actor", id)), claim: term.text, valid: proposal.date, value: term.value, sources: this.#value(proposal, "sources"), grades: this.#value(proposal, "grades") }));
        const quo = this.sieve.stood(issue, this.state.day).slice(-1).map((each) => blank("status quo", issue, { value: each.value, valid: each.on, sources: this.#value(each, "sources"), grades: this.#value(each, "grades") }));
        return [...offers, ...quo, ...("from" in found ? [blank(found.kind, issue, { low: found.from, high: found.to })] : [])];
      }),
      ...this.#packages().map((each) => heads.map((head) => each[head])),
    ];
  }

  /** What models drew from an issue: outcomes, the positions of every state, and what one input alone changes. */
  #modelled(issue, row) {
    const { rows, courses, swings } = this.models.of(issue, this.state.day);
    const of = (actor) => ({ actor, actor_name: this.#name("actor", actor) });
    return [
      ...rows.map(([model, value, low, high, median, error, draws]) => row("model", { actor_name: model, model, value, low, high, median, error, draws })),
      ...courses.flatMap(({ model, states, paths, outcomes }) => states.flatMap((state, i) => [...paths.map(([actor, , path]) => row("round", { ...of(actor), model, state, value: path[i] })), row("round outcome", { model, state, value: outcomes[i] })])),
      ...swings.map(([model, whose, quantity, low, high, at_low, at_high]) => row("input", { ...(quantity === "reliability" ? { sources: whose } : { actor: whose, actor_name: whose.map((each) => this.#name("actor", each)) }), model, quantity, low, high, at_low, at_high })),
    ];
  }

  /** What packages are worth to the two, and where each issue ends in them. */
  #packages() {
    const found = this.state.issue ? null : this.models.packages(this.state.day);
    if (!found?.points) return [];
    return found.points.flatMap(([name, worth, values]) => [
      ...found.parties.map((actor, i) => ({ what: found.gains ? "package gain" : "package loss", id: name, actor, actor_name: this.#name("actor", actor), value: found.gains ? worth[i] : -worth[i] })),
      ...found.issues.map((issue, i) => ({ what: "package", id: name, issue, issue_name: this.#name("issue", issue), value: values[i] })),
    ]);
  }

  #timeline() {
    const told = (each) => (each.type === "event" ? [each.date, "event", each.id, each.name, this.#value(each, "participants"), each.issues ?? [], "", ""] : [each.valid, "position", each.id, each.claim, each.actor, each.issue, each.stance, each.status]);
    return [["when", "what", "id", "words", "who", "issues", "stance", "status", "holds"], ...inTime(this.dossier, this.sieve).map((each) => [...told(each), holds(each, this.state.day) ? "yes" : "no"])];
  }

  #evidence() {
    const words = { answer: ({ part, record }) => `${part.answer} to ${record.name}`, "status quo": ({ part, record }) => `${record.name}: ${part.value}` };
    const issues = (each) => (each.type === "issue" ? each.id : (each.issue ?? each.issues ?? (each.terms ?? []).map(({ issue }) => issue)));
    const rows = stated(this.dossier, this.sieve, this.state.day).map((claim) => {
      const { kind, record: each, part, who, date } = claim;
      return [[kind, each.id, words[kind]?.(claim) ?? each.claim ?? each.name ?? each.kind, kind === "answer" ? part.answer : each.stance, each.status, issues(each), who, date], claim.evidence];
    });
    return [EVIDENCE, ...rows.flatMap(([row, evidence]) => (evidence.length ? evidence : [null]).map((piece) => [...row, ...this.#piece(piece)]))];
  }

  #sources() {
    const rows = bySource(this.dossier, stated(this.dossier, this.sieve, this.state.day));
    return [SOURCE, ...rows.map(({ source: each, keys, alone }) => [each.id, each.title, each.publisher, each.kind, each.published, each.reliability, each.url, keys.length, alone, keys])];
  }

  #piece(piece) {
    if (!piece) return Array.from({ length: 10 }, () => "");
    const source = this.dossier.get(`source:${piece.source}`);
    const published = source?.published ?? this.dossier.get(`source:${piece.via}`)?.published;
    return [piece.source, source?.title, source?.publisher, published, source?.url, piece.via, source?.reliability, piece.credibility, piece.locator?.paragraph, piece.lock ? "yes" : "no"];
  }

  #gaps() {
    const { states = [] } = this.gaps ?? {};
    const { pairs, silent, covered } = this.gaps ? gapsIn(this.gaps, this.state, this.sieve.passesActor) : { pairs: [], silent: [], covered: [] };
    const none = states.map(() => "");
    return [
      ["what", "actor", "line_of", "issue", "first", "second", ...states.map((name) => `actors_${name}`)],
      ...pairs.map((each) => [...each, ...none]),
      ...silent.flatMap(({ id, silent: who }) => who.map((actor) => ["consent needed, no position known", actor, "", id, "", "", ...none])),
      ...covered.map(({ id, known }) => ["coverage", "", "", id, "", "", ...known]),
    ];
  }
}
