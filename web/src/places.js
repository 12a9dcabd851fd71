/** Figures that the reader puts elsewhere, by dragging, by key or by button. */

import { el } from "./dom.js";

const STEP = 24;
const MOVES = {
  ArrowLeft: { by: [-1, 0], sign: "\u2190", words: "left" },
  ArrowUp: { by: [0, -1], sign: "\u2191", words: "up" },
  ArrowDown: { by: [0, 1], sign: "\u2193", words: "down" },
  ArrowRight: { by: [1, 0], sign: "\u2192", words: "right" },
};

export class Places {
  constructor({ state, picture, pins, refresh }) {
    Object.assign(this, { state, picture, pins, refresh });
    this.button = el("button", { type: "button", id: "unpin", on: { click: () => this.#unpin() } });
    picture.network.on("dragEnd", ({ nodes }) => nodes.length && this.#moved(nodes));
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Take over what is seen of a network. */
  show(seen) {
    this.seen = seen;
    const moved = this.pins.of(this.state.net).size;
    this.button.hidden = !moved;
    this.button.textContent = `Unpin all (${moved})`;
  }

  /** Buttons that move what is selected. */
  arrows() {
    const arrow = ([code, { sign, words }]) => el("button", { type: "button", "data-act": code, "aria-label": `Move ${words}`, on: { click: () => this.#nudge(code) } }, sign);
    return el("span", { class: "pair", role: "group", "aria-label": "Move in the picture; Shift and an arrow key does the same" }, Object.entries(MOVES).map(arrow));
  }

  #key(event) {
    // Alt and an arrow key belong to the browser; fields and tabs have a use of their own for Shift.
    if (!event.shiftKey || !MOVES[event.key] || this.state.view !== "network" || event.target.closest("input, select, [role=tab]")) return;
    if (this.#nudge(event.key)) event.preventDefault();
  }

  #nudge(code) {
    const id = this.state.selected;
    if (!this.seen?.drawn.nodeIds.has(id)) return false;
    const [right, down] = MOVES[code].by;
    const { x, y } = this.picture.network.getPosition(id);
    this.picture.network.moveNode(id, x + right * STEP, y + down * STEP);
    this.#moved([id]);
    return true;
  }

  #moved(ids) {
    for (const id of ids) this.pins.put(this.state.net, id, this.picture.network.getPosition(id));
    this.refresh();
  }

  #unpin() {
    const { net } = this.state;
    // A bloc that only stands in for its members has no place of its own in the layout: it goes back to theirs.
    const home = (id) => this.pins.home(net, id) ?? this.seen.drawn.extra.nodes.find((each) => each.id === id);
    const homes = [...this.pins.of(net).keys()].map((id) => [id, home(id)]);
    this.pins.clear(net);
    this.picture.move(new Map(homes.filter(([, spot]) => spot)));
    this.refresh();
    document.getElementById("size").focus();
  }
}
