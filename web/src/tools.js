/** What the reader can do to a network: sizes, camps, blocs, a neighbourhood, a path, and figures put elsewhere. */

import { Camps } from "./camps.js";
import { inWords } from "./dates.js";
import { byId, el } from "./dom.js";
import { DEPTHS, EGOS } from "./ego.js";
import { keepingFocus } from "./focus.js";
import { Places } from "./places.js";
import { choices, measureIn, resize, showSizes, SIZES } from "./sizes.js";
import { many } from "./words.js";

const BLOCS = 60;

export class Tools {
  constructor({ data, dossier, state, lens, picture, pins, grouping, change, select, refresh }) {
    Object.assign(this, { data, dossier, state, lens, picture, grouping, change, select });
    this.seen = null;
    this.camps = new Camps({ state, picture, grouping, change });
    this.places = new Places({ state, picture, pins, refresh });
    this.#build();
    picture.refit = () => this.show();
  }

  get net() {
    return this.data.networks[this.state.net];
  }

  // ---- the row of tools --------------------------------------------------------------------------------------------

  #build() {
    const { change } = this;
    this.size = el("select", { id: "size", on: { change: ({ target }) => change({ size: target.value }) } });
    this.list = el("ul");
    this.head = el("h3");
    this.blocs = el("section", { id: "blocs" }, this.head, this.list);
    this.set = el("span");
    this.menu = el("details", { class: "menu", id: "lens" }, el("summary", {}, "Drawing", this.set), el("div", { class: "sheet" }, el("label", {}, "Size of figures ", this.size), this.camps.choice, this.camps.button, this.camps.said, this.places.button, this.blocs));
    this.focus = el("div", { id: "focus", role: "group", "aria-label": "In focus" });
    byId("zoom").before(this.menu);
    byId("picture-view").append(this.focus);
    byId("legend-body").after(el("div", { id: "legend-sizes" }));
    this.menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.menu.open) return;
      this.menu.open = false;
      this.menu.querySelector("summary").focus();
      event.stopPropagation();
    });
    // What was clicked may have been drawn anew by the click itself.
    document.addEventListener("click", (event) => {
      for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = event.composedPath().includes(menu);
    });
  }

  /** Another network: its measures, its sizes. */
  turned() {
    const { sizes, picture } = this.net;
    const measure = this.measure;
    this.size.replaceChildren(...choices(sizes).map(([value, name]) => el("option", { value, selected: value === measure }, name)));
    resize(picture.nodes, sizes, measure);
    if (this.picture.given === picture) this.picture.resize();
    this.sized = measure;
  }

  /** The day for which the measures were computed. */
  get day() {
    return this.data.dated ? inWords(this.data.days[1]) : "";
  }

  get measure() {
    return measureIn(this.net.sizes, this.state.size);
  }

  /** Let the tools, and the part of the legend that is theirs, say what is seen. */
  draw(seen) {
    this.seen = seen;
    if (this.sized !== this.measure) this.turned();
    byId("legend-sizes").hidden = this.state.view !== "network";
    showSizes(this.net.sizes, this.measure, this.day);
    this.camps.show(seen, this.grouping.legend(this.net.legend));
    this.grouping.show();
    this.places.show(seen);
    this.#blocs();
    const { size, hulls, group, fold } = this.state;
    const set = [size !== SIZES[0], hulls, group, fold.size, !this.places.button.hidden].filter(Boolean).length;
    this.set.textContent = set ? ` (${set} set)` : "";
    keepingFocus(this.focus, () => this.focus.replaceChildren(...this.#inFocus().flat(Infinity).filter(Boolean)));
    keepingFocus(byId("panel-tools"), () => byId("panel-tools")?.replaceChildren(...this.#actions(this.subject)));
  }

  #blocs() {
    const { blocs } = this.lens.belonging(this.state.day);
    const { fold } = this.state;
    const says = [this.state.day, ...fold].join(" ");
    if (this.told === says) return;
    this.told = says;
    this.blocs.hidden = !blocs.size;
    const closed = [...blocs.keys()].filter((key) => fold.has(bare(key)));
    this.head.textContent = closed.length ? `Blocs ${closed.length}/${blocs.size}` : "Blocs";
    this.head.title = `${closed.length} of ${many(blocs.size, "bloc, state or delegation", "blocs, states and delegations")} collapsed`;
    const entry = ([key, members]) => el("li", {}, el("label", {}, el("input", { type: "checkbox", checked: fold.has(bare(key)), "data-act": key, on: { change: () => this.toggle(key) } }), ` ${this.dossier.name(key)} `, el("span", { class: "count" }, many(members.length, "member"))));
    const all = (words, act, to) => el("button", { type: "button", "data-act": act, on: { click: () => this.change({ fold: to }) } }, words);
    keepingFocus(this.list, () =>
      this.list.replaceChildren(
        el("li", { class: "pair" }, all("Collapse all", "all", new Set([...blocs.keys()].map(bare))), all("Expand all", "none", new Set())),
        el("li", { class: "hint" }, "Collapsed, a bloc stands for those who belong to it: their lines become one, and each position counts once."),
        ...[...blocs].slice(0, BLOCS).map(entry),
        blocs.size > BLOCS ? el("li", { class: "hint" }, `The largest ${BLOCS} of ${blocs.size}; the panel of any other collapses it too.`) : "",
      ),
    );
  }

  /** Collapse a bloc, or expand it again. */
  toggle(key) {
    const fold = new Set(this.state.fold);
    if (!fold.delete(bare(key))) fold.add(bare(key));
    this.change({ fold });
  }

  #inFocus() {
    const button = (act, words, click, more = {}) => el("button", { type: "button", "data-act": act, on: { click }, ...more }, words);
    const { ego, depth, path } = this.state;
    if (ego) {
      const steps = DEPTHS.map((each) => button(`depth-${each}`, each, () => this.#around(ego, each), { "aria-pressed": String(each === depth), "aria-label": many(Number(each), "step") }));
      return [el("span", {}, "Around ", el("b", {}, this.dossier.fit(ego)), " up to"), el("span", { class: "pair", role: "group", "aria-label": "How many steps" }, steps), el("span", {}, `${depth === "1" ? "step" : "steps"}: ${this.#left()}`), button("leave", "Show all", () => this.leave(), { title: "Escape does the same" })];
    }
    if (!path) return [];
    const [from, to] = path.split(",");
    if (!to) return [el("span", {}, "Path from ", el("b", {}, this.dossier.fit(from)), ": choose the other end, in the picture or by search"), button("leave", "Cancel", () => this.leave())];
    const { steps, count, nth, paths } = this.seen.path;
    const next = paths.length > 1 && button("next", `Next (${nth + 1} of ${paths.length})`, () => {
      this.change({ nth: String((nth + 1) % paths.length) });
      this.show();
    });
    const says = steps ? `${many(steps, "step")}, ${many(count, "shortest path")}` : steps === 0 ? "the same figure" : "no path";
    return [el("span", {}, "Path ", el("b", {}, this.dossier.fit(from)), " to ", el("b", {}, this.dossier.fit(to)), `: ${says}`), button("show", "Hops", () => this.#hops()), next, button("leave", "End path", () => this.leave(), { title: "Escape does the same" })];
  }

  // ---- what the panel offers ---------------------------------------------------------------------------------------

  /** What can be done with what the panel shows. */
  actions(subject) {
    this.subject = subject;
    return el("div", { id: "panel-tools", role: "group", "aria-label": "In the network" }, this.#actions(subject));
  }

  #actions(subject) {
    if (!EGOS.has(subject?.type)) return [];
    const { key } = subject;
    const { state } = this;
    const button = (act, words, click, more = {}) => el("button", { type: "button", "data-act": act, on: { click }, ...more }, words);
    const members = this.lens.belonging(state.day).blocs.get(key)?.length;
    const shown = this.seen?.drawn.nodeIds.has(key);
    const closed = state.fold.has(bare(key));
    return [
      button("ego", "Only its neighbourhood", () => (state.ego === key ? this.leave() : this.#around(key, state.depth)), { "aria-pressed": String(state.ego === key) }),
      shown && button("path", "Path from here", () => this.#begin(key), { "aria-pressed": String(state.path.split(",")[0] === key) }),
      members && button("fold", closed ? `Expand its ${many(members, "member")}` : `Collapse its ${many(members, "member")}`, () => this.toggle(key), { "aria-pressed": String(closed) }),
      shown && this.places.arrows(),
    ].filter(Boolean);
  }

  #around(ego, depth) {
    this.change({ view: "network", ego, depth, path: "", nth: "" });
    this.picture.fit();
    byId("said").textContent = `Around ${this.dossier.name(ego)}, up to ${many(Number(depth), "step")}: ${this.#left()}`;
  }

  /** How many figures a neighbourhood leaves out. */
  #left() {
    const words = `${many(this.seen.left, "figure")} left out`;
    return this.seen.nodes.size ? words : `${words}, nothing drawn here has to do with it`;
  }

  #begin(key) {
    const other = this.state.path === key ? "" : key;
    this.change({ view: "network", path: other, nth: "", ego: "" });
    if (other) byId("said").textContent = `Path from ${this.dossier.name(key)}: choose the other end`;
  }

  /** Whether what was just chosen is the other end of a path; then the path is shown. */
  takes(key) {
    const { path } = this.state;
    if (!path || path.includes(",") || key === path || !this.seen?.drawn.nodeIds.has(key)) return false;
    this.change({ path: `${path},${key}`, nth: "" });
    this.#hops();
    return true;
  }

  #hops() {
    this.select("path");
    this.show();
  }

  /** Bring what is in focus into sight; whether there is such. */
  show() {
    if (this.state.ego) this.picture.fit();
    else if (this.seen.path?.steps) this.picture.fit(undefined, this.seen.path.nodes);
    else return false;
    return true;
  }

  /** Whether a neighbourhood is shown or a path asked for. */
  get focused() {
    return Boolean(this.state.ego || this.state.path);
  }

  /** What of the network is drawn, in words for a sheet that goes without the tools. */
  words() {
    const { ego, depth, path, fold } = this.state;
    const [from, to] = path.split(",");
    const name = (key) => this.dossier.name(key);
    return [ego && `around ${name(ego)} up to ${many(Number(depth), "step")}`, to && `path from ${name(from)} to ${name(to)}`, fold.size && `${many(fold.size, "bloc")} collapsed`, this.grouping.computed && "colour by computed camp"].filter(Boolean).join(", ");
  }

  /** How much of the picture's top is covered. */
  get height() {
    return this.focus.offsetHeight ? this.focus.offsetHeight + 8 : 0;
  }

  /** Leave a neighbourhood or a path; whether there was one. */
  leave() {
    const { ego, path } = this.state;
    if (!ego && !path) return false;
    const within = this.focus.contains(document.activeElement);
    this.change({ ego: "", path: "", nth: "" });
    if (this.state.selected === "path") this.select(null, { focus: false });
    this.picture.fit();
    byId("said").textContent = ego ? "All figures are shown" : "Path ended";
    if (within) this.menu.querySelector("summary").focus();
    return true;
  }
}

const bare = (key) => key.slice("actor:".length);
