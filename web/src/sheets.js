/** What a view shows, as rows for a spreadsheet: ids and values as they were recorded, after the filters, on the day. */

import { come, holds } from "./held.js";
import { positionsIn } from "./related.js";
import { zone } from "./zone.js";

const OF_POSITION = ["id", "actor", "actor_name", "issue", "issue_name", "stance", "claim", "valid", "value", "low", "high", "at_least", "at_most", "on_behalf_of", "attributed_by", "basis", "status", "setting", "event", "sources", "grades"];
const OF_MODELS = ["model", "state", "quantity", "at_low", "at_high", "median", "error", "draws"];
const PLAIN = {
  tie: ["id", "from", "from_name", "kind", "to", "to_name", "valid", "sources", "grades"],
  event: ["id", "name", "kind", "date", "place", "participants", "issues", "outcome", "sources", "grades"],
  proposal: ["id", "name", "by", "date", "terms", "responses", "sources", "grades"],
  actor: ["id", "name", "short", "kind", "country", "public_role", "aliases", "same_as"],
  issue: ["id", "name", "question", "consent", "quota", "parent"],
  source: ["id", "title", "publisher", "kind", "published", "author", "url", "language", "reliability"],
  position: OF_POSITION,
};
const EVIDENCE = ["kind", "id", "claim", "stance", "actors", "valid", "source", "source_title", "publisher", "published", "url", "via", "reliability", "credibility", "paragraph", "locked"];

export class Sheets {
  constructor({ dossier, sieve, models, gaps, orders, grouping }) {
    Object.assign(this, { dossier, sieve, models, gaps, orders, grouping });
  }

  /**
   * The rows of a view in a state, heads first; `kind` is what the table beside the network holds, and `only` whether it
   * keeps a record while a neighbourhood alone is seen.
   */
  of(state, kind, only = null) {
    this.state = state;
    const makers = { matrix: () => this.#matrix(), scales: () => this.#scales(), timeline: () => this.#timeline(), evidence: () => (state.by === "gap" ? this.#gaps() : this.#evidence()) };
    return makers[state.view]?.() ?? this.#records(kind, only);
  }

  #name = (kind, id) => (id === undefined ? "" : (this.dossier.get(`${kind}:${id}`)?.name ?? id));

  #shown(kind) {
    return this.dossier.ofKind(kind).filter((each) => holds(each, this.state.day) && this.sieve.shows(each));
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
      responses: () => (each.responses ?? []).filter((one) => come(one, this.state.day)).map(({ actor, answer }) => `${actor}: ${answer}`),
    };
    return made[head] ? made[head]() : each[head];
  }

  #matrix() {
    const { issue, day, off } = this.state;
    const issues = this.orders.issues.filter((key) => !issue || key === issue);
    const actors = this.orders.actors.filter((key) => this.sieve.shows(this.dossier.get(key)));
    const camp = this.grouping.computed;
    const held = (actor, on) => positionsIn(this.dossier, actor, on).filter((each) => holds(each, day) && !off.has(`line:${each.stance}`) && this.sieve.counts(each));
    const words = (each, actor) => `${each.stance}${`actor:${each.actor}` === actor ? "" : " (on its behalf)"}${(each.status ?? "plain") === "plain" ? "" : ` (${each.status})`}`;
    const rows = actors.map((actor) => [actor.slice(6), this.dossier.get(actor).name, ...(camp ? [this.grouping.name(this.grouping.of(actor))] : []), ...issues.map((on) => [...new Set(held(actor, on).map((each) => words(each, actor)))])]);
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
        return "from" in found ? [blank(found.kind, issue, { low: found.from, high: found.to })] : [];
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
    const rows = [
      ...this.#shown("event").map((each) => [each.date, "event", each.id, each.name, this.#value(each, "participants"), each.issues ?? [], "", "yes"]),
      ...this.dossier.ofKind("position").filter((each) => this.sieve.shows(each) && (!each.held?.[0] || each.held[0] <= this.state.day)).map((each) => [each.valid, "position", each.id, each.claim, each.actor, each.issue, each.stance, holds(each, this.state.day) ? "yes" : "no"]),
    ];
    const start = (row) => this.dossier.get(`${row[1]}:${row[2]}`).held?.[0] ?? "";
    return [["when", "what", "id", "words", "who", "issues", "stance", "holds"], ...rows.sort((one, other) => (start(one) < start(other) ? -1 : 1))];
  }

  #evidence() {
    const { day } = this.state;
    const every = [
      ...["position", "tie", "event", "proposal"].flatMap((kind) => this.#shown(kind).map((each) => [kind, each.id, each.claim ?? each.name ?? each.kind, each.stance, [each.actor ?? each.by ?? [each.from, each.to]].flat().filter(Boolean), each.valid ?? each.date, each.evidence])),
      ...this.#shown("proposal").flatMap((each) => (each.responses ?? []).filter((one) => come(one, day) && this.sieve.rated(one.evidence)).map((one) => ["answer", each.id, `${one.answer} to ${each.name}`, one.answer, one.actor, one.date, one.evidence])),
      ...this.#shown("issue").flatMap((each) => (each.status_quo ?? []).filter((one) => come(one, day) && this.sieve.rated(one.evidence)).map((one) => ["status quo", each.id, `${each.name}: ${one.value}`, "", "", one.on, one.evidence])),
    ];
    return [EVIDENCE, ...every.flatMap((row) => (row.at(-1)?.length ? row.at(-1) : [null]).map((piece) => [...row.slice(0, -1), ...this.#piece(piece)]))];
  }

  #piece(piece) {
    if (!piece) return Array.from({ length: 10 }, () => "");
    const source = this.dossier.get(`source:${piece.source}`);
    const published = source?.published ?? this.dossier.get(`source:${piece.via}`)?.published;
    return [piece.source, source?.title, source?.publisher, published, source?.url, piece.via, source?.reliability, piece.credibility, piece.locator?.paragraph, piece.lock ? "yes" : "no"];
  }

  #gaps() {
    const found = this.gaps ?? { contradictions: [], issues: [] };
    return [
      ["what", "actor", "line_of", "issue", "first", "second"],
      ...found.contradictions,
      ...found.issues.flatMap(({ id, silent }) => silent.map((actor) => ["consent needed, no position known", actor, "", id, "", ""])),
    ];
  }
}
