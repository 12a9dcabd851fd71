/** The report: views behind tabs, and one day for all of them. */

import { inShort, moved } from "./changes.js";
import { Claims } from "./claims.js";
import { inWords } from "./dates.js";
import { byId, el } from "./dom.js";
import { keepingFocus } from "./focus.js";
import { between, holds, later } from "./held.js";
import { Matrix } from "./matrix.js";
import { Scales } from "./scales.js";
import { daysOfChange, Timeline } from "./timeline.js";
import { many } from "./words.js";

export const VIEWS = ["network", "matrix", "scales", "timeline", "evidence"];
const WITH_TABLE = ["network", "scales", "timeline"];
const PACE = 900;
const STEPS = 90;
/** How long the day has to rest before it is told what came with it. */
const REST = 500;

export class Report {
  constructor({ data, dossier, select, change, passes, sieve, models, grouping }) {
    Object.assign(this, { data, dossier, change, sieve });
    const given = { dossier, days: data.days, orders: data.orders, camps: data.camps, grouping, select, change, passes, sieve, models, gaps: data.gaps, dated: data.dated };
    this.views = { matrix: new Matrix(given), scales: new Scales(given), timeline: new Timeline(given), evidence: new Claims(given) };
    this.timer = null;
    this.#tabs();
    this.#day();
    for (const button of document.querySelectorAll("button.net")) button.addEventListener("click", () => change({ net: button.dataset.net }));
  }

  /** Show the view, the network and the day of the state, and draw what is to be seen. */
  draw(state, marked, { all = false, fresh } = {}) {
    for (const id of VIEWS) {
      const on = id === state.view;
      byId(`view-${id}`).hidden = !on;
      const tab = byId(`tab-${id}`);
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    for (const button of document.querySelectorAll("button.net")) button.setAttribute("aria-pressed", String(button.dataset.net === state.net));
    byId("as").hidden = !WITH_TABLE.includes(state.view);
    for (const id of ["zoom", "lens"]) byId(id).hidden = state.view !== "network" || state.table;
    this.#showDay(state);
    for (const [id, view] of Object.entries(this.views)) {
      if (id !== state.view && !all) continue;
      keepingPlace(byId(`view-${id}`), () => view.draw(state, marked, fresh));
    }
  }

  /** Take a day as it is: nothing moved. */
  open(day) {
    this.now = day;
  }

  /** The keys of what changed if the day was moved; it is also said. */
  moved(day) {
    const before = this.now;
    if (!before || before === day) return new Set();
    this.now = day;
    const records = moved(this.dossier, this.sieve, before, day);
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      byId("said").textContent = [`Day set to ${inWords(day)}`, inShort(records, day)].filter(Boolean).join("; ");
    }, REST);
    return new Set(records.map(({ key }) => key));
  }

  /** The legend of a view: of a network its own, else actors, stances and what else the view has. */
  legend(state) {
    const { networks } = this.data;
    if (state.view === "network") return networks[state.net].legend;
    const { entries, titles } = networks.positions.legend;
    const more = ["timeline", "evidence"].includes(state.view) ? networks.events.legend.entries.filter(({ key }) => key === "kind:event") : [];
    return { entries: [...entries.filter(({ key, group }) => (key !== "kind:issue" || state.off.has(key)) && group !== "tie"), ...more], titles: { ...titles, line: "Stance" } };
  }

  #tabs() {
    const turn = (id) => {
      this.change({ view: id });
      byId(`tab-${id}`).focus();
    };
    for (const id of VIEWS) byId(`tab-${id}`).addEventListener("click", () => turn(id));
    byId("tabs").addEventListener("keydown", (event) => {
      const at = VIEWS.findIndex((id) => event.target.id === `tab-${id}`);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + VIEWS.length, Home: 0, End: VIEWS.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      turn(VIEWS[to % VIEWS.length]);
      event.preventDefault();
    });
  }

  // ---- the day -------------------------------------------------------------------------------------------------

  #day() {
    const [first, last] = this.data.days;
    const scrub = byId("scrub");
    scrub.max = String(between(first, last));
    for (const id of ["play", "scrub", "day"]) byId(id).disabled = first === last;
    scrub.addEventListener("input", () => this.change({ day: later(first, Number(scrub.value)) }));
    byId("day").addEventListener("change", ({ target }) => this.change({ day: target.value < first ? first : target.value > last || !target.value ? last : target.value }));
    byId("play").addEventListener("click", () => (this.timer ? this.stop() : this.#play()));
    this.steps = daysOfChange(this.dossier, this.data.days);
    if (this.steps.length > STEPS) this.steps = Array.from({ length: STEPS + 1 }, (_, i) => later(first, Math.round((i * between(first, last)) / STEPS)));
  }

  #showDay(state) {
    this.now = state.day;
    const scrub = byId("scrub");
    scrub.value = String(between(this.data.days[0], state.day));
    scrub.setAttribute("aria-valuetext", inWords(state.day));
    byId("day").value = state.day;
    if (!this.data.dated) {
      byId("now").textContent = "Nothing in this dossier has a date.";
      return;
    }
    const held = this.dossier.ofKind("position").filter((each) => holds(each, state.day));
    const number = (name) => new Set(held.map((each) => each[name])).size;
    const [sources, texts] = [this.dossier.ofKind("source").length, this.data.texts];
    const read = texts && texts < sources ? `, read in ${texts === 1 ? "one text" : many(texts, "text")}` : "";
    const known = this.data.known_on ? `, as known on ${this.data.known_on}` : "";
    const words = held.length ? `${many(held.length, "position")} of ${many(number("actor"), "actor")} on ${many(number("issue"), "issue")}` : "no position known";
    byId("now").replaceChildren(el("b", {}, `On ${inWords(state.day)}${known}`), `: ${words}; ${many(sources, "source")}${read}.`);
  }

  /** From day to day on which something changes; from the start when at the end. */
  #play() {
    if (this.now >= this.steps.at(-1)) this.change({ day: this.steps[0] });
    this.#label(true);
    this.timer = setInterval(() => {
      const next = this.steps.find((day) => day > this.now);
      if (next) this.change({ day: next });
      if (!next || next === this.steps.at(-1)) this.stop();
    }, PACE);
  }

  /** Stop playing. */
  stop() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
    this.#label(false);
    byId("said").textContent = `Day set to ${inWords(this.now)}`;
  }

  #label(playing) {
    byId("play").textContent = playing ? "Stop" : "Play";
    byId("play").setAttribute("aria-pressed", String(playing));
  }
}

/** Draw anew and leave the reader where it was: the place scrolled to, and the control in focus. */
function keepingPlace(box, draw) {
  const [top, left] = [box.scrollTop, box.scrollLeft];
  keepingFocus(box, draw);
  box.scrollTop = top;
  box.scrollLeft = left;
}
