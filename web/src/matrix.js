/** The matrix: who says what on which issue, as a table; what nobody knows stays empty and says so. */

import { inWords } from "./dates.js";
import { byId, el, listed } from "./dom.js";
import { actorsIn, cellKey, cellOf, inCell, positionsIn } from "./related.js";
import { rove } from "./rove.js";
import { doubtful, glyph, ORDER, stanceKey } from "./stance.js";
import { many, STANCES } from "./words.js";

const ROWS = 120;
const COLUMNS = 60;
const FEW = 6;
const NAMED = 60;
const LEFT = "left out by the filters";
const OUT = "/";
const ORDERS = { alike: "by likeness", camp: "by country", camps: "by computed camp", kind: "by kind", name: "by name" };

const BY_GROUP = new Set(["camp", "camps"]);

/** What the state is to be for an order: to order by camp is to choose how actors are grouped, too. */
const wished = (order) => (BY_GROUP.has(order) ? { order: "camp", group: order === "camps" ? "camps" : "" } : { order });

/** Runs of keys that have the same name. */
function grouped(keys, nameOf) {
  const groups = new Map();
  for (const key of keys) groups.set(nameOf(key), [...(groups.get(nameOf(key)) ?? []), key]);
  return [...groups];
}

export class Matrix {
  constructor({ dossier, orders, grouping, select, change, passes, sieve, dated }) {
    Object.assign(this, { dossier, orders, grouping, select, change, passes, sieve, dated });
    // where a camp is a kind of actor, one of the two orders is enough
    this.choices = Object.entries(ORDERS).filter(([value]) => ({ camp: grouping.byCountry, camps: grouping.possible })[value] ?? true);
    this.box = byId("view-matrix");
  }

  draw(given, marked, fresh = new Set()) {
    const asked = given.order === "camp" && this.grouping.computed ? "camps" : given.order;
    const state = { ...given, order: this.choices.some(([value]) => value === asked) ? asked : "alike" };
    const rows = this.#actors(state);
    const columns = this.#issues(state);
    const few = columns.length <= FEW;
    const groups = this.#groups(state.order, rows);
    const seated = new Set(this.all);
    const others = this.dossier.ofKind("actor").map(({ key }) => key).filter((key) => !seated.has(key));
    const cells = new Map(rows.flatMap((actor) => columns.map((issue) => [cellKey(actor, issue), inCell(this.dossier, this.sieve, state.day, actor, issue)])));
    this.box.replaceChildren(
      el(
        "div",
        { class: "how" },
        el("label", {}, "Order ", el("select", { id: "order", on: { change: (event) => this.change(wished(event.target.value)) } }, this.choices.map(([value, name]) => el("option", { value, selected: value === state.order }, name)))),
        stanceKey([el("span", { class: "glyph plain" }, "( )"), " taken on this actor’s behalf"], [el("span", { class: "glyph plain" }, "\u00B7"), " no position known"], ...(this.sieve.any ? [[el("span", { class: "glyph plain" }, OUT), ` ${LEFT}`]] : [])),
        el("p", {}, this.#caption(state, rows, columns, [...cells.values()]), state.order === "camps" ? ` ${this.grouping.method}` : "", el("span", { class: "ui" }, " A cell opens its claims; the arrow keys lead from cell to cell and to the names.")),
      ),
      el(
        "table",
        { class: few ? "matrix few" : "matrix", id: "matrix" },
        el("caption", { class: "sr-only" }, "Stances of actors on issues"),
        el("thead", {}, el("tr", {}, el("td", { class: "corner" }), columns.map((key) => el("th", { scope: "col", class: marked.has(key) && "marked" }, el("button", { type: "button", class: "name", title: this.dossier.get(key).question, on: { click: () => this.select(key) } }, this.dossier.name(key)))))),
        groups.map(([kind, keys]) =>
          el("tbody", {}, kind && el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: columns.length + 1 }, kind)), keys.map((actor) => el("tr", {}, this.#head(actor, marked), columns.map((issue) => this.#cell(actor, issue, cells.get(cellKey(actor, issue)), { state, marked, fresh }))))),
        ),
      ),
      this.#named(state.issue ? "No position on this issue known of: " : "No position known of: ", others.filter((key) => this.passes(key))),
      this.#named("Left out by the filters: ", this.dossier.ofKind("actor").map(({ key }) => key).filter((key) => !this.passes(key))),
    );
    rove(this.box, "button.cell, .matrix th button.name", "button.cell");
  }

  /** The rows in groups with a heading, where the order has such. */
  #groups(order, rows) {
    if (order === "kind") return grouped(rows, (key) => this.dossier.get(key).kind);
    if (!BY_GROUP.has(order)) return [["", rows]];
    return grouped(rows, (key) => this.grouping.name(this.grouping.of(key)));
  }

  /** Who has no row, and why. */
  #named(why, keys) {
    const more = keys.length - NAMED;
    return keys.length ? el("p", { class: "hint silent" }, el("b", {}, why), listed(keys.slice(0, NAMED).map((key) => this.#to(key))), more > 0 && ` and ${more} more`) : "";
  }

  #to(key) {
    return el("button", { type: "button", class: "to", on: { click: () => this.select(key) } }, this.dossier.name(key));
  }

  #actors(state) {
    const names = (keys) => keys.sort((one, other) => this.dossier.name(one).localeCompare(this.dossier.name(other)));
    const kinds = ["state", "bloc", "delegation", "organization", "person", "public"];
    const rank = (key) => kinds.indexOf(this.dossier.get(key).kind);
    const all = actorsIn(this.dossier, this.sieve, this.orders, state.issue);
    this.all = all;
    const kept = this.#most(all, ROWS, state, (key) => this.dossier.naming("position.actor", key).length);
    if (state.order === "alike") return kept;
    if (BY_GROUP.has(state.order)) return this.#byCamp(kept);
    return names(kept).sort((one, other) => (state.order === "kind" ? rank(one) - rank(other) : 0));
  }

  /** Camp by camp, the largest first and who has none last; within a camp by likeness. */
  #byCamp(keys) {
    const size = new Map();
    const of = (key) => this.grouping.of(key);
    for (const key of keys) size.set(of(key), (size.get(of(key)) ?? 0) + 1);
    const last = (key) => Number(of(key).endsWith(":"));
    return [...keys].sort((one, other) => last(one) - last(other) || size.get(of(other)) - size.get(of(one)) || of(one).localeCompare(of(other)));
  }

  #issues(state) {
    const all = this.orders.issues.filter((key) => !state.issue || key === state.issue);
    this.asked = all.length;
    const kept = this.#most(all, COLUMNS, state, (key) => this.dossier.naming("position.issue", key).length);
    if (state.order === "alike" || BY_GROUP.has(state.order)) return kept;
    const root = (key) => {
      const parent = this.dossier.get(key).parent;
      return parent && this.dossier.get(`issue:${parent}`) ? `${this.dossier.name(`issue:${parent}`)} ${this.dossier.name(key)}` : this.dossier.name(key);
    };
    return kept.sort((one, other) => (state.order === "kind" ? root(one).localeCompare(root(other)) : this.dossier.name(one).localeCompare(this.dossier.name(other))));
  }

  /** Of too many the ones with most positions, and what is selected, in the order they had. */
  #most(keys, most, state, number) {
    if (keys.length <= most) return [...keys];
    const chosen = cellOf(state.selected);
    const weight = (key) => (key === state.selected || key === chosen?.actor || key === chosen?.issue ? Infinity : number(key));
    const kept = new Set([...keys].sort((one, other) => weight(other) - weight(one)).slice(0, most));
    return keys.filter((key) => kept.has(key));
  }

  /** Which rows and columns have a sign on the day; actors who speak for themselves are told from those for whom others do. */
  #caption(state, rows, columns, cells) {
    const found = cells.flatMap((each) => each.found);
    const own = new Set(found.map(({ actor }) => `actor:${actor}`));
    const spoken = new Set(found.flatMap((each) => each.on_behalf_of ?? []).map((id) => `actor:${id}`));
    const speak = rows.filter((actor) => own.has(actor)).length;
    const behalf = rows.filter((actor) => !own.has(actor) && spoken.has(actor)).length;
    const bare = rows.filter((actor) => !own.has(actor) && !spoken.has(actor)).length;
    const on = new Set(found.map(({ issue }) => issue)).size;
    const told = [
      `${many(speak, "actor")} with a position of their own`,
      behalf && `${behalf} for whom only others took one`,
      bare && `${many(bare, "row")} without a sign`,
    ].filter(Boolean);
    const day = this.dated ? `On ${inWords(state.day)}${this.sieve.any ? ", after the filters" : ""}: ` : "";
    const out = [
      rows.length < this.all.length && `${rows.length} of ${this.all.length} actors, those with most positions`,
      columns.length < this.asked && `${columns.length} of ${this.asked} issues, those with most positions`,
    ].filter(Boolean);
    return `${out.length ? `Shown: ${out.join("; ")}. Choose an issue or search for an actor to see others. ` : ""}${day}${told.join(", ")}; positions on ${on} of ${many(columns.length, "issue")}.`;
  }

  #head(actor, marked) {
    return el("th", { scope: "row", class: marked.has(actor) && "marked" }, el("button", { type: "button", class: "name", on: { click: () => this.select(actor) } }, this.dossier.name(actor)));
  }

  #cell(actor, issue, { found, left }, { state, marked, fresh }) {
    const turned = fresh.size && positionsIn(this.dossier, actor, issue).some(({ key }) => fresh.has(key));
    const here = [(marked.has(actor) || marked.has(issue)) && "marked", turned && "flash"].filter(Boolean).join(" ") || null;
    if (!found.length) {
      const [sign, why] = left ? [OUT, `${many(left, "claim")} ${LEFT}`] : ["\u00B7", "no position known"];
      return el("td", { class: [left ? "left" : "unknown", here].filter(Boolean).join(" "), title: why }, el("span", { "aria-hidden": "true" }, sign), el("span", { class: "sr-only" }, why));
    }
    const key = cellKey(actor, issue);
    const kinds = this.#kinds(found, actor);
    const words = kinds.map(({ stance, behalf, doubt }) => `${STANCES[stance]}${behalf ? " (on its behalf)" : ""}${doubt ? " (alleged or disputed)" : ""}`).join(", ");
    const label = `${this.dossier.name(actor)} on ${this.dossier.name(issue)}: ${words}; ${many(found.length, "claim")}${left ? `, ${left} more ${LEFT}` : ""}`;
    const chosen = state.selected === key || found.some((each) => each.key === state.selected);
    return el("td", { class: here }, el("button", { type: "button", class: "cell", title: label, "aria-label": label, "aria-pressed": String(chosen), "data-key": key, on: { click: () => this.select(key) } }, kinds.map((each) => glyph(each.stance, each))));
  }

  /** The stances in a cell, the actor's own first; in doubt is one behind which no plain claim stands. */
  #kinds(found, actor) {
    const kinds = new Map();
    for (const each of found) {
      const behalf = `actor:${each.actor}` !== actor;
      const slot = `${each.stance} ${behalf}`;
      kinds.set(slot, { stance: each.stance, behalf, doubt: doubtful(each) && (kinds.get(slot)?.doubt ?? true) });
    }
    return [...kinds.values()].sort((one, other) => one.behalf - other.behalf || ORDER.indexOf(one.stance) - ORDER.indexOf(other.stance));
  }
}
