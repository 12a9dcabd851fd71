/** The timeline: events and how long positions hold, on a lane per actor; the day is the same for all views. */

import { changes } from "./changes.js";
import { heldSince, inWords, onDay } from "./dates.js";
import { byId, el } from "./dom.js";
import { between, holds, later } from "./held.js";
import { rove } from "./rove.js";
import { doubtful, glyph, stanceKey } from "./stance.js";
import { STANCES } from "./words.js";

const LANES = 60;
const LISTED = 60;
const ROWS = 500;
const LETTER = 7;
const NAME = 44;
/** The letters of a name where the lanes are scrolled: no more than are seen beside their heads. */
const SHORT = 30;
const ROW = 24;
const EVENT_ROW = 21;
/** The least width of a lane without its head; where there is less room the lanes are scrolled. */
const LEAST = 500;

/** Every day on which something begins or ends, in order. */
export function daysOfChange(dossier, [first, last]) {
  const days = new Set([first, last]);
  for (const record of dossier.byKey.values()) {
    const [from, until] = record.held ?? [];
    if (from) days.add(from);
    if (until) days.add(later(until, 1));
  }
  return [...days].filter((day) => first <= day && day <= last).sort();
}

/** Events and positions that the filters leave, in the order in which they happen or begin, whatever the day. */
export function inTime(dossier, sieve) {
  const start = (each) => each.held?.[0] ?? "";
  const all = [...dossier.ofKind("event"), ...dossier.ofKind("position")].filter(sieve.shows);
  return all.sort((one, other) => (start(one) < start(other) ? -1 : start(one) > start(other) ? 1 : 0));
}

export class Timeline {
  constructor({ dossier, days, orders, select, change, sieve }) {
    Object.assign(this, { dossier, days, orders, select, change, sieve });
    this.box = byId("view-timeline");
    const [first, last] = days;
    const starts = dossier.ofKind("position").map((each) => each.held?.[0] ?? first);
    const late = starts.filter((day) => between(day, last) < 0.15 * between(first, last)).length;
    const whole = Math.max(1, between(first, last));
    this.lead = 0.015 * whole;
    // Where much begins at the end, the bars need room for their words.
    this.span = this.lead + whole * (late > 0.15 * starts.length ? 1.32 : 1.05);
  }

  #x(day) {
    return Math.max(0, Math.min(100, (100 * (this.lead + between(this.days[0], day))) / this.span));
  }

  draw(state, marked, fresh = new Set()) {
    this.fresh = fresh;
    this.state = state;
    this.marked = marked;
    this.wide = Math.max(LEAST, this.box.clientWidth - 32 - (matchMedia("(max-width: 900px)").matches ? 110 : 205));
    this.narrow = this.wide === LEAST;
    if (state.table) {
      this.box.replaceChildren(this.#how(), this.#table());
      return;
    }
    const lanes = this.#lanes();
    this.box.replaceChildren(
      this.#how(),
      el("div", { class: this.narrow ? "lanes narrow" : "lanes", role: "group", "aria-label": "Lanes" }, this.#axis(), this.#events(), lanes.shown.map((key) => this.#lane(key)), this.#now()),
      lanes.left ? el("p", { class: "hint" }, `Shown: ${lanes.shown.length} of ${lanes.shown.length + lanes.left} actors, those with most positions. Choose an issue or search for an actor to see others.`) : "",
      this.#changes(),
    );
    rove(this.box, ".lanes .bar, .lanes .event");
    // Where the lanes are scrolled, what is seen first are the days up to this one.
    if (!this.drawn && this.narrow) requestAnimationFrame(() => this.#reach(state.day));
    this.drawn = true;
  }

  /** Scroll the lanes so far that a day stands at the right. */
  #reach(day) {
    const { clientWidth: room, scrollWidth: all } = this.box;
    this.box.scrollLeft = all - LEAST + (LEAST * this.#x(day)) / 100 - room + 30;
  }

  #how() {
    return el("div", { class: "how" }, stanceKey([el("span", { class: "bar sample off" }, "pale"), " does not hold on the day"], [el("span", { class: "diamond" }, "\u25C6"), " event"]), el("p", { class: "hint" }, el("span", { class: "ui" }, "Drag on the axis, or use the day above, to set the day for all views. "), "A position holds until it is replaced or ends."));
  }

  // ---- lanes ---------------------------------------------------------------------------------------------------

  #positions(actor) {
    return this.dossier.naming("position.actor", actor).filter(this.sieve.shows);
  }

  #lanes() {
    const all = this.orders.actors.filter((key) => this.#positions(key).length);
    const weight = (key) => (this.marked.has(key) ? Infinity : this.#positions(key).length);
    const kept = new Set([...all].sort((one, other) => weight(other) - weight(one)).slice(0, LANES));
    const shown = all.filter((key) => kept.has(key)).sort((one, other) => this.#positions(other).length - this.#positions(one).length || this.dossier.name(one).localeCompare(this.dossier.name(other)));
    return { shown, left: all.length - shown.length };
  }

  #lane(actor) {
    const bars = this.#positions(actor).sort((one, other) => ((one.held?.[0] ?? "") < (other.held?.[0] ?? "") ? -1 : 1));
    const ends = [];
    const placed = bars.map((each) => {
      const [from, to] = this.#ends(each);
      let row = ends.findIndex((end) => end <= from + 0.01);
      if (row < 0) row = ends.push(0) - 1;
      ends[row] = to;
      return this.#bar(each, from, to, row);
    });
    return this.#strip(el("button", { type: "button", class: "name", title: this.dossier.name(actor), on: { click: () => this.select(actor) } }, this.dossier.fit(actor, 46)), placed, ends.length * ROW, this.marked.has(actor));
  }

  #strip(head, items, height, marked) {
    const lane = el("div", { class: marked ? "lane marked" : "lane" }, el("div", { class: "head" }, head), el("div", { class: "track" }, items));
    lane.style.height = `${Math.max(ROW, height) + 6}px`;
    return lane;
  }

  #ends(each) {
    const [from, until] = each.held ?? [null, null];
    const left = this.#x(from ?? this.days[0]);
    return [left, Math.max(left + 0.4, until ? this.#x(later(until, 1)) : 100)];
  }

  #bar(each, from, to, row) {
    const on = holds(each, this.state.day);
    const flashes = on && this.fresh.has(each.key);
    const issue = this.dossier.name(`issue:${each.issue}`);
    const words = `${this.dossier.name(`actor:${each.actor}`)} ${STANCES[each.stance]}: ${issue}, ${heldSince(each.valid)}${doubtful(each) ? `, ${each.status}` : ""}`;
    const open = !each.held?.[1];
    const classes = ["bar", each.stance, !on && "off", open && "open", flashes && "flash", this.marked.has(each.key) && "marked"].filter(Boolean).join(" ");
    const bar = el("button", { type: "button", class: classes, title: words, "aria-label": words, "data-key": each.key, on: { click: () => this.select(each.key) } }, glyph(each.stance, { doubt: doubtful(each) }), el("span", { class: "words" }, issue));
    Object.assign(bar.style, { left: `${from}%`, width: `${to - from}%`, top: `${row * ROW + 3}px` });
    if (!each.started) return bar;
    // A vague date: somewhere in here it began.
    const vague = el("span", { class: "vague", title: `began at some time in ${inWords(each.valid)}` });
    Object.assign(vague.style, { width: `${(100 * (this.#x(each.started[1] ?? this.days[1]) - from)) / Math.max(0.1, to - from)}%` });
    bar.prepend(vague);
    return bar;
  }

  // ---- events --------------------------------------------------------------------------------------------------

  #happened() {
    return this.dossier.ofKind("event").filter(this.sieve.shows).sort((one, other) => ((one.held[0] ?? "") < (other.held[0] ?? "") ? -1 : 1));
  }

  /** Labels in as many rows as they need not to lie on each other, right or left of the day. */
  #events() {
    const rows = [];
    const items = this.#happened().flatMap((each) => {
      const [from, until] = this.#when(each);
      const need = 100 * ((24 + LETTER * Math.min(this.narrow ? SHORT : NAME, each.name.length)) / this.wide);
      const half = 100 * (9 / this.wide);
      const sides = [
        { spot: from, right: true, start: from - half, end: Math.max(from + need, until) },
        { spot: from, right: false, start: from - need, end: Math.max(from + half, until) },
      ].filter(({ right, start, end }) => (right ? end <= 100 : start >= 0));
      if (!sides.length) sides.push({ spot: from, right: true, start: from - half, end: 100 });
      const shares = (one, other) => one.spot === other.spot && one.right !== other.right && until === from;
      const free = (row, side) => row.every((there) => side.end <= there.start || there.end <= side.start || shares(side, there));
      let row = rows.findIndex((taken) => sides.some((side) => free(taken, side)));
      if (row < 0) row = rows.push([]) - 1;
      const side = sides.find((one) => free(rows[row], one));
      rows[row].push(side);
      return [until > from && this.#vague(each, from, until, row), this.#event(each, from, side.right, row)];
    });
    return items.length ? this.#strip(el("span", { class: "name" }, "Events"), items, rows.length * EVENT_ROW, false) : null;
  }

  /** The places between which an event happened; at the end of a span whose start is open. */
  #when({ days: [from, until], held }) {
    const at = this.#x(held[0] ?? this.days[0]);
    return [at, from && until ? Math.max(at, this.#x(until < this.days[1] ? until : this.days[1])) : at];
  }

  #vague(each, from, until, row) {
    const line = el("span", { class: holds(each, this.state.day) ? "event-span" : "event-span off", title: `some time in ${inWords(each.date)}` });
    Object.assign(line.style, { left: `${from}%`, width: `${until - from}%`, top: `${row * EVENT_ROW + 21}px` });
    return line;
  }

  #event(each, spot, right, row) {
    const on = holds(each, this.state.day);
    const flashes = on && this.fresh.has(each.key);
    const classes = ["event", right ? "right" : "left", !on && "off", flashes && "flash", this.marked.has(each.key) && "marked"].filter(Boolean).join(" ");
    const words = `${each.name}, ${inWords(each.date)}`;
    const button = el("button", { type: "button", class: classes, title: words, "aria-label": words, "data-key": each.key, on: { click: () => this.select(each.key) } }, el("span", { class: "diamond", "aria-hidden": "true" }, "\u25C6"), el("span", { class: "words" }, each.name));
    Object.assign(button.style, { top: `${row * EVENT_ROW + 2}px` }, right ? { left: `${spot}%` } : { right: `${100 - spot}%` });
    return button;
  }

  // ---- axis ----------------------------------------------------------------------------------------------------

  #axis() {
    const ticks = this.#ticks().map(([day, words]) => {
      const tick = el("span", { class: "tick" }, words);
      tick.style.left = `${this.#x(day)}%`;
      return tick;
    });
    const after = el("span", { class: "after" }, this.#x(this.days[1]) < 88 ? "after the record" : "");
    after.style.left = `${this.#x(this.days[1])}%`;
    const track = el("div", { class: "track axis", "aria-hidden": "true" }, after, ticks);
    const set = (event) => {
      // Every new day draws a new axis.
      const box = this.box.querySelector(".track.axis").getBoundingClientRect();
      const days = Math.round(((event.clientX - box.left) / box.width) * this.span - this.lead);
      const last = between(...this.days);
      this.change({ day: later(this.days[0], Math.max(0, Math.min(last, days))) });
    };
    track.addEventListener("pointerdown", (event) => {
      const move = (moved) => set(moved);
      const up = () => [removeEventListener("pointermove", move), removeEventListener("pointerup", up)];
      addEventListener("pointermove", move);
      addEventListener("pointerup", up);
      set(event);
    });
    return el("div", { class: "lane axis-lane" }, el("div", { class: "head" }), track);
  }

  /** Round days, so many that their words do not touch. */
  #ticks() {
    const [first, last] = this.days;
    const clear = (day) => this.#x(last) - this.#x(day) > 100 * (64 / this.wide);
    const most = Math.max(2, Math.floor(this.wide / 110));
    const months = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => this.span / (30.4 * step) <= most) ?? 240;
    if (this.span < 75) {
      const step = Math.ceil(this.span / most / 7) * 7 || 7;
      return Array.from({ length: Math.floor(this.span / step) + 1 }, (_, i) => later(first, i * step)).filter(clear).map((day) => [day, short(day, true)]);
    }
    const [year, month] = first.split("-").map(Number);
    const from = months >= 12 ? 0 : Math.ceil((month - 1) / months) * months;
    return Array.from({ length: 400 }, (_, i) => {
      const at = from + i * months;
      return `${String(year + Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`;
    })
      .filter((day) => day >= first && day <= last)
      .filter(clear)
      .map((day) => [day, months >= 12 ? day.slice(0, 4) : short(day)]);
  }

  #now() {
    const line = el("div", { class: "now", "aria-hidden": "true" });
    line.style.setProperty("--at", String(this.#x(this.state.day) / 100));
    return line;
  }

  // ---- what changed --------------------------------------------------------------------------------------------

  #changes() {
    const all = changes(this.dossier, this.sieve, this.days[0]).filter(({ day }) => day <= this.state.day);
    const items = all.slice(0, LISTED).map((each) => {
      const { record } = each;
      const turned = this.fresh.has(record.key) && Boolean(each.ended) !== holds(record, this.state.day);
      return el("li", { class: turned ? "flash" : null, "data-key": record.key }, el("span", { class: "when" }, when(each)), " ", el("button", { type: "button", class: "to", on: { click: () => this.select(record.key) } }, this.dossier.label(record.key)), " ", what(each, this.dossier));
    });
    return el("section", { class: "changes" }, el("h3", {}, `Changes${onDay(this.state.day, "up to")}`), items.length ? el("ul", {}, items) : el("p", { class: "none" }, "none known"), all.length > LISTED ? el("p", { class: "hint" }, `The latest ${LISTED} of ${all.length}.`) : "");
  }

  #table() {
    const cells = {
      event: (each) => [inWords(each.date), "event", each.name, (each.participants ?? []).map((one) => this.dossier.name(`actor:${one.actor}`)).join(", ")],
      position: (each) => [heldSince(each.valid), `position: ${STANCES[each.stance]}${doubtful(each) ? ` (${each.status})` : ""}`, this.dossier.name(`issue:${each.issue}`), this.dossier.name(`actor:${each.actor}`)],
    };
    const rows = inTime(this.dossier, this.sieve).map((record) => ({ key: record.key, cells: cells[record.type](record), record }));
    const on = (record) => (holds(record, this.state.day) ? "yes" : "no");
    return el(
      "table",
      {},
      el("caption", {}, "Events and positions in time", rows.length > ROWS ? `; the first ${ROWS} of ${rows.length}, choose an issue to see others` : ""),
      el("thead", {}, el("tr", {}, ["When", "What", "Event or issue", "Who", onDay(this.state.day, "By").trim() || "State"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, rows.slice(0, ROWS).map(({ key, cells, record }) => el("tr", { "data-key": key, class: this.marked.has(key) && "marked" }, cells.map((cell, i) => el("td", {}, i === 2 ? el("button", { type: "button", class: "to", on: { click: () => this.select(key) } }, cell) : cell)), el("td", {}, on(record))))),
    );
  }
}

const short = (day, withDay = false) => new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { month: "short", year: withDay ? undefined : "numeric", day: withDay ? "numeric" : undefined, timeZone: "UTC" });

function when({ record, earlier, ended, part, day }) {
  if (part) return part.date ? `${inWords(part.date)}:` : "day unknown:";
  if (record.type !== "position") return `${inWords(record.date)}:`;
  if (ended) return `until ${inWords(later(day, -1))}:`;
  const seen = earlier && (earlier.started?.[1] ?? earlier.held[0]);
  if (seen) return `between ${inWords(seen)} and ${inWords(record.started?.[1] ?? record.held[0] ?? record.valid)}:`;
  if (earlier) return `by ${inWords(record.valid.split("/")[0])}:`;
  return record.held[0] ? `${heldSince(record.valid)}:` : "before:";
}

function what({ record, earlier, ended, part }, dossier) {
  if (part) return `answered by ${dossier.name(`actor:${part.actor}`)}: ${part.answer}`;
  if (record.type === "proposal") return `proposed by ${record.by.map((id) => dossier.name(`actor:${id}`)).join(", ")}`;
  if (record.type === "event") return "happened";
  const place = (each) => (each.value === undefined ? "" : `, at ${each.value}`);
  const told = (each) => `${STANCES[each.stance]}${doubtful(each) ? ` (${each.status})` : ""}${place(each)}`;
  if (ended) return `no longer ${told(record)}`;
  return earlier ? `from ${told(earlier)} to ${told(record)}` : `first known: ${told(record)}`;
}
