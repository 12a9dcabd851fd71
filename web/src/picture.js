/** The picture: vis-network with a layout that is already there, painted by what the reader asked to see. */

import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";

import { byId } from "./dom.js";

const PALE = "#e9ebee";
const PALE_TEXT = "#c3c7cc";
const MARGIN = 16;

export class Picture {
  constructor(picture, { onSelect, onHover }) {
    this.nodes = new DataSet(picture.nodes);
    this.edges = new DataSet(picture.edges);
    this.plain = new Map([...picture.nodes, ...picture.edges].map((item) => [item.id, item]));
    this.looks = new Map();
    this.texts = picture.texts ?? [];
    this.box = byId("picture");
    this.network = new Network(this.box, { nodes: this.nodes, edges: this.edges }, picture.options);
    // The picture is one image to assistive technology; search and table are the way in by keyboard.
    this.box.querySelectorAll("[tabindex]").forEach((each) => each.removeAttribute("tabindex"));
    this.network.on("beforeDrawing", (context) => this.#write(context));
    this.network.on("click", ({ nodes, edges }) => onSelect(nodes[0] ?? edges[0] ?? null));
    for (const what of ["Node", "Edge"]) {
      this.network.on(`hover${what}`, (event) => onHover(event.node ?? event.edge, event.pointer.DOM));
      this.network.on(`blur${what}`, () => onHover(null));
    }
    this.network.on("dragStart", () => onHover(null));
    // Labels have no size before they were drawn once.
    this.network.redraw();
    this.fit();
    addEventListener("resize", () => this.fit());
  }

  /** Show everything; vis-network's own fit leaves more margin and forgets the words on the picture. */
  fit() {
    const ids = [...this.nodes.getIds()];
    if (!ids.length) return;
    const boxes = ids.map((id) => this.network.getBoundingBox(id));
    const pen = document.createElement("canvas").getContext("2d");
    const words = this.texts.map((text) => {
      pen.font = fontOf(text);
      return { left: text.x, right: text.x + pen.measureText(text.text).width, top: text.y - text.size, bottom: text.y };
    });
    const end = (side, pick) => [...boxes, ...words].reduce((most, box) => pick(most, box[side]), boxes[0][side]);
    const [left, top, right, bottom] = [end("left", Math.min), end("top", Math.min), end("right", Math.max), end("bottom", Math.max)];
    const room = { width: this.box.clientWidth - 2 * MARGIN, height: this.box.clientHeight - 2 * MARGIN };
    const scale = Math.min(1.5, room.width / Math.max(1, right - left), room.height / Math.max(1, bottom - top));
    this.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
  }

  /** Mark the selected item; bring it, and what it touches where there is room, out from under the panel. */
  select(id, covered = 0, around = []) {
    this.network.unselectAll();
    if (id === null || !this.plain.has(id)) return;
    const node = this.nodes.get(id);
    if (node) this.network.selectNodes([id], false);
    else this.network.selectEdges([id]);
    const own = node ? [id] : [this.plain.get(id).from, this.plain.get(id).to];
    const room = { width: this.box.clientWidth - covered - 40, height: this.box.clientHeight - 40 };
    const [all, least] = [this.#frame([...own, ...around]), this.#frame(own)];
    const fits = ({ left, top, right, bottom }) => right - left <= room.width && bottom - top <= room.height;
    this.#uncover(fits(all) ? all : least, room);
  }

  #frame(ids) {
    const boxes = ids.map((id) => this.boxOf(id));
    const edge = (side, pick) => pick(...boxes.map((box) => box[side]));
    return { left: edge("left", Math.min), top: edge("top", Math.min), right: edge("right", Math.max), bottom: edge("bottom", Math.max) };
  }

  #uncover({ left, top, right: far, bottom }, room) {
    const push = (low, high, most) => (low < 20 ? 20 - low : high > most + 20 ? most + 20 - high : 0);
    const [right, down] = [push(left, far, room.width), push(top, bottom, room.height)];
    if (!right && !down) return;
    const view = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.network.moveTo({ position: { x: view.x - right / scale, y: view.y - down / scale }, animation: false });
  }

  /** Show `on` fully, fade the other nodes and edges, hide those in `gone`; write the words of the `named` edges. */
  paint({ on, gone, named }) {
    const changed = { nodes: [], edges: [] };
    for (const item of this.plain.values()) {
      const isEdge = item.from !== undefined;
      const look = gone.has(item.id) ? "gone" : on.has(item.id) ? (named.has(item.id) ? "named" : "on") : "pale";
      if ((this.looks.get(item.id) ?? "on") === look) continue;
      this.looks.set(item.id, look);
      changed[isEdge ? "edges" : "nodes"].push(isEdge ? edgeLook(item, look) : nodeLook(item, look));
    }
    if (changed.nodes.length) this.nodes.update(changed.nodes);
    if (changed.edges.length) this.edges.update(changed.edges);
  }

  #write(context) {
    context.save();
    for (const text of this.texts) {
      context.font = fontOf(text);
      context.fillStyle = text.color;
      context.fillText(text.text, text.x, text.y);
    }
    context.restore();
  }

  /** The picture as it stands, on white, as a PNG. */
  png(done) {
    const from = this.box.querySelector("canvas");
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [from.width, from.height];
    const context = copy.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(from, 0, 0);
    copy.toBlob(done, "image/png");
  }

  /** A node's box on the picture, label included, in CSS pixels of the container. */
  boxOf(id) {
    const { left, top, right, bottom } = this.network.getBoundingBox(id);
    const [one, other] = [this.network.canvasToDOM({ x: left, y: top }), this.network.canvasToDOM({ x: right, y: bottom })];
    return { left: one.x, top: one.y, right: other.x, bottom: other.y };
  }
}

const fontOf = ({ style, size }) => `${style ?? ""} ${size}px Arial, Helvetica, sans-serif`;

function nodeLook(node, look) {
  if (look === "gone") return { id: node.id, hidden: true };
  const pale = look === "pale";
  return {
    id: node.id,
    hidden: false,
    label: look === "named" ? (node.label ?? node.word) : node.label,
    opacity: pale ? 0.18 : 1,
    font: { ...node.font, color: pale ? PALE_TEXT : (node.font?.color ?? "#1c2733") },
  };
}

function edgeLook(edge, look) {
  if (look === "gone") return { id: edge.id, hidden: true };
  const pale = look === "pale";
  return {
    id: edge.id,
    hidden: false,
    color: pale ? PALE : edge.color,
    width: pale ? 1 : edge.width,
    label: look === "named" ? edge.word : (!pale && edge.label) || " ",
  };
}
