/** The camps of a network, drawn behind their members while the reader wants them. */

import { el } from "./dom.js";
import { AIR, drawHulls, patches } from "./hulls.js";
import { country } from "./words.js";

const UP_TO = 600;
/** Half the height of a card with its air. */
const CARD = 34;

export class Camps {
  constructor({ state, picture, grouping, change }) {
    Object.assign(this, { state, picture, grouping, change });
    const choices = [["", grouping.byCountry ? "country" : "kind"], ["camps", "stances"]];
    this.of = el("select", { id: "group", disabled: !grouping.possible, title: grouping.possible ? null : grouping.why, on: { change: ({ target }) => change({ group: target.value }) } }, choices.map(([value, name]) => el("option", { value }, name)));
    this.choice = el("label", {}, "Colour and camps by ", this.of);
    this.button = el("button", { type: "button", id: "hulls", "aria-pressed": "false", on: { click: () => this.#turn() } }, "Camps");
    this.said = el("p", { class: "hint" }, `Camps are drawn for up to ${UP_TO} figures: look at a neighbourhood, or collapse blocs.`);
    picture.behind = (context, scale) => this.#draw(context, scale);
    picture.air = () => (state.hulls ? AIR : 0);
    picture.network.on("dragging", ({ nodes }) => {
      if (nodes.length) this.found = null;
    });
  }

  /** Take over what is seen of a network, and its legend. */
  show(seen, legend) {
    Object.assign(this, { seen, legend, found: null });
    const { button } = this;
    this.of.value = this.grouping.computed ? "camps" : "";
    button.setAttribute("aria-pressed", String(Boolean(this.state.hulls)));
    button.disabled = seen.nodes.size > UP_TO;
    this.said.hidden = !button.disabled;
    button.title = "Draw each camp as a patch behind its members";
  }

  /** The camps with the patches that their members take, as they stand now. */
  get hulls() {
    return (this.found ??= this.#patches());
  }

  #patches() {
    const spots = this.picture.network.getPositions();
    const { drawn, nodes } = this.seen;
    const linked = new Set(drawn.edges.flatMap(({ from, to }) => [from, to]));
    const figures = drawn.nodes.filter(({ id }) => nodes.has(id) && spots[id]).map(({ id, camp, size }) => ({ id, camp, ...spots[id], radius: size ?? CARD, loose: !linked.has(id) }));
    const of = (key, own) => figures.filter(({ camp }) => (camp === key) === own);
    this.taken = [...this.picture.rooms().filter(({ id }) => nodes.has(id)), ...this.picture.words()];
    return campsOf(this.legend).map((camp) => ({ ...camp, patches: patches(of(camp.key, true), of(camp.key, false)) })).filter((camp) => camp.patches.length);
  }

  #draw(context, scale) {
    return this.state.hulls && this.seen && !this.button.disabled ? drawHulls(context, this.hulls, scale, this.taken) : [];
  }

  /** Switch the camps; who saw everything does so with their names too. */
  #turn() {
    const { isFitted } = this.picture;
    this.change({ hulls: this.state.hulls ? "" : "on" });
    if (isFitted) this.picture.fit();
  }
}

/** The camps of a legend: by name, colour and place; where a colour says the kind, the kinds of actor. */
export function campsOf({ entries }) {
  const camps = entries.filter(({ group }) => group === "camp");
  const found = camps.length ? camps.filter(({ key }) => !key.endsWith(":")) : entries.filter(({ key, shape }) => key.startsWith("kind:") && !["box", "card", "pill"].includes(shape));
  return found.map((entry, place) => ({ key: entry.key.replace(/^camp:/, ""), color: entry.color, place: entry.place ?? place, name: entry.country ? country(entry.country) : entry.label, short: entry.short }));
}
