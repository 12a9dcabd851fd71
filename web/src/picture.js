/** The picture: vis-network with a layout that is already there, painted by what the reader asked to see. */

import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";

import { Crowd, CROWD_FROM } from "./crowd.js";
import { byId } from "./dom.js";
import { LEAST, measure, NAMED_UP_TO, namesThatFit, writeNames } from "./names.js";
import { isDark, tone, tones } from "./theme.js";
import { many } from "./words.js";

const MARGIN = 16;
/** Around what the move of the day brought. */
const GLOW = { node: { shadow: { enabled: true, color: "#ffa500", size: 22, x: 0, y: 0 } }, edge: { background: { enabled: true, color: "#ffcf33", size: 9, dashes: false } } };
const NO_GLOW = { node: { shadow: false }, edge: { background: { enabled: false } } };
/** How far below its shape vis-network sets a label; its own boxes leave that out. */
const GAP = 11;

export class Picture {
  constructor(picture, { onSelect, onHover }) {
    this.box = byId("picture");
    this.#take(picture);
    this.network = new Network(this.box, { nodes: this.nodes, edges: this.edges }, toned(picture.options));
    placeWords(this.network, (id) => this.plain.get(id)?.at);
    this.crowd = new Crowd(this.network);
    this.#gather();
    // The picture is one image to assistive technology; search and table are the way in by keyboard.
    this.box.querySelectorAll("[tabindex]").forEach((each) => each.removeAttribute("tabindex"));
    this.network.on("beforeDrawing", (context) => this.#write(context));
    this.network.on("afterDrawing", (context) => this.#name(context));
    this.network.on("click", ({ nodes, edges, pointer }) => onSelect(nodes[0] ?? edges[0] ?? this.crowd.at(pointer.DOM)));
    for (const what of ["Node", "Edge"]) {
      this.network.on(`hover${what}`, (event) => onHover(event.node ?? event.edge, event.pointer.DOM));
      this.network.on(`blur${what}`, () => onHover(null));
    }
    this.network.on("dragStart", () => onHover(null));
    this.#hoverLines(onHover);
    // Labels have no size before they were drawn once.
    this.network.redraw();
    this.fit();
    addEventListener("resize", () => this.refit?.() || this.fit());
    this.refit = null;
    this.behind = null;
    this.covered = null;
    this.air = null;
    this.taken = [];
  }

  #take(picture) {
    this.given = picture;
    this.dark = isDark();
    this.few = picture.nodes.length <= NAMED_UP_TO;
    this.plain = new Map([...picture.nodes, ...picture.edges].map((item) => [item.id, themed(item, this.few)]));
    this.nodes = new DataSet(picture.nodes.map(({ id }) => this.plain.get(id)));
    this.many = picture.edges.length > CROWD_FROM;
    this.edges = new DataSet(this.many ? [] : picture.edges.map(({ id }) => this.plain.get(id)));
    this.looks = new Map();
    this.texts = picture.texts ?? [];
    this.extra = null;
  }

  /** Draw figures and lines beside those of the picture, in place of those that were drawn so before. */
  beside(extra) {
    if (extra === this.extra) return;
    const before = this.extra ?? { nodes: [], edges: [] };
    this.extra = extra;
    for (const { id } of [...before.nodes, ...before.edges]) {
      this.plain.delete(id);
      this.looks.delete(id);
    }
    this.nodes.remove(before.nodes.map(({ id }) => id));
    for (const item of [...extra.nodes, ...extra.edges]) this.plain.set(item.id, themed(item, this.few));
    this.nodes.add(extra.nodes.map(({ id }) => this.plain.get(id)));
    const lines = extra.edges.map(({ id }) => this.plain.get(id));
    if (this.many) this.crowd.replace(before.edges, lines);
    else {
      this.edges.remove(before.edges.map(({ id }) => id));
      this.edges.add(lines);
    }
  }

  /** Take over the sizes that the figures were given. */
  resize() {
    for (const node of this.given.nodes) if (node.size !== undefined) this.plain.get(node.id).size = node.size;
    this.nodes.update(this.given.nodes.filter(({ size }) => size !== undefined).map(({ id, size }) => ({ id, size })));
  }

  /** Take over the colours that figures were given. */
  recolor(ids) {
    const wanted = new Set(ids);
    const found = this.given.nodes.filter(({ id }) => wanted.has(id)).map((node) => ({ id: node.id, color: themed(node, this.few).color }));
    for (const { id, color } of found) this.plain.get(id).color = color;
    this.nodes.update(found);
  }

  /** Put figures somewhere else, `[id, { x, y }]` each. */
  move(spots) {
    for (const [id, { x, y }] of spots) {
      if (this.plain.has(id)) this.network.moveNode(id, x, y);
    }
    for (const node of this.given.nodes) Object.assign(node, spots.get(node.id));
  }

  /** The room that each figure takes with its name, in pixels of the layout. */
  rooms() {
    const pen = document.createElement("canvas").getContext("2d");
    const { face, size } = this.given.options.nodes.font;
    return [...this.plain.values()].filter((item) => item.from === undefined && item.label !== undefined).map((item) => {
      const { id, label } = item;
      if (item.shape === "box") return { id, card: true, ...this.network.getBoundingBox(id) };
      const high = item.font?.size ?? size;
      const { x, y } = this.network.getPosition(id);
      pen.font = `${high}px ${face}`;
      const rows = label.split("\n");
      const half = Math.max(item.size, ...rows.map((row) => pen.measureText(row).width / 2));
      return { id, left: x - half, right: x + half, top: y - item.size, bottom: y + item.size + GAP + rows.length * high };
    });
  }

  /** Of a crowd vis-network knows the figures only. */
  #gather() {
    this.crowd.take(this.many ? this.given.edges.map(({ id }) => this.plain.get(id)) : null, this.nodes);
  }

  /** Tell the line of a crowd under the pointer, where no figure is. */
  #hoverLines(onHover) {
    let last = null;
    const tell = (id, at) => {
      if (id !== last) onHover(id, at);
      last = id;
    };
    this.box.addEventListener("mousemove", ({ offsetX: x, offsetY: y, buttons }) => {
      if (!this.many || buttons) return;
      // Of a figure vis-network has told already.
      if (this.network.getNodeAt({ x, y })) last = null;
      else tell(this.crowd.at({ x, y }), { x, y });
    });
    this.box.addEventListener("mouseleave", () => {
      last = null;
      onHover(null);
    });
  }

  /** Remember where the reader dragged things. */
  #keep() {
    const spots = this.network.getPositions();
    for (const node of this.given.nodes) Object.assign(node, spots[node.id]);
  }

  /** Draw another picture in place of this one. */
  load(picture) {
    if (picture === this.given) return;
    this.#keep();
    this.#take(picture);
    this.network.setOptions(toned(picture.options));
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    this.#gather();
    this.network.redraw();
    this.fit();
  }

  /** Draw the same in the colours of the hour, if they changed; what is painted over must be painted again. */
  retone() {
    if (this.dark === isDark()) return;
    const seen = this.#seen();
    this.#keep();
    this.#take(this.given);
    this.network.setOptions(toned(this.given.options));
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    this.#gather();
    this.network.moveTo(seen);
    this.network.redraw();
  }

  #seen() {
    return { position: this.network.getViewPosition(), scale: this.network.getScale(), animation: false };
  }

  /** Show everything on paper, where the style gives the picture a page, and afterwards what the reader saw before. */
  forPaper(on) {
    if (on) this.before = this.#seen();
    this.network.canvas.setSize();
    if (on) this.fit();
    // vis-network sees the size of the window return a moment later, and moves.
    else if (this.before) requestAnimationFrame(() => requestAnimationFrame(() => this.network.moveTo(this.before)));
    this.network.redraw();
  }

  /**
   * Show everything that is drawn, or `only` some of it, where nothing covers the picture; vis-network's own fit leaves
   * more margin and forgets the words on the picture.
   */
  fit({ right: covered = 0, top: above = 0 } = this.covered?.() ?? {}, only = null, closest = 1.5) {
    const all = [...this.nodes.getIds()];
    const seen = only ?? all.filter((id) => !this.looks.get(id)?.startsWith("gone"));
    const ids = seen.length ? seen : all;
    if (!ids.length || !this.box.clientWidth || !this.box.clientHeight) return;
    const boxes = ids.map((id) => this.#whole(id));
    const words = only ? [] : this.words();
    const air = this.air?.() ?? 0;
    const end = (side, pick) => [...boxes, ...words].reduce((most, box) => pick(most, box[side]), boxes[0][side]);
    const [left, top, right, bottom] = [end("left", Math.min) - air, end("top", Math.min) - 2 * air, end("right", Math.max) + air, end("bottom", Math.max)];
    const room = { width: Math.max(40, this.box.clientWidth - covered - 2 * MARGIN), height: Math.max(40, this.box.clientHeight - above - 2 * MARGIN) };
    const scale = Math.min(closest, room.width / Math.max(1, right - left), room.height / Math.max(1, bottom - top));
    this.network.moveTo({ position: { x: (left + right) / 2 + covered / 2 / scale, y: (top + bottom) / 2 - above / 2 / scale }, scale, animation: false });
    this.fitted = only ? null : this.#view();
  }

  #view() {
    return JSON.stringify([this.network.getScale(), this.network.getViewPosition()]);
  }

  /** Whether the reader sees everything, as it was fitted last. */
  get isFitted() {
    return this.fitted === this.#view();
  }

  /** The boxes of the words on the picture itself, in pixels of the layout. */
  words() {
    const pen = document.createElement("canvas").getContext("2d");
    return (this.worded === false ? [] : this.texts).map((text) => {
      pen.font = fontOf(text);
      return { left: text.x, right: text.x + pen.measureText(text.text).width, top: text.y - text.size, bottom: text.y };
    });
  }

  /** Take the room that there is now. */
  resized() {
    this.network.canvas.setSize();
    this.network.redraw();
    if (!this.refit?.()) this.fit();
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
  }

  /** Show an item and what it touches where nothing covers the picture, from further away if need be. */
  embrace(id, around = []) {
    if (!this.plain.has(id)) return;
    const { from, to } = this.plain.get(id);
    const ids = (from === undefined ? [id, ...around] : [from, to]).filter((each) => this.plain.has(each) && !this.looks.get(each)?.startsWith("gone"));
    const { left, top, right, bottom } = this.#frame(ids);
    const { right: covered = 0, top: above = 0 } = this.covered?.() ?? {};
    const whole = left >= 0 && top >= above && right <= this.box.clientWidth - covered && bottom <= this.box.clientHeight;
    if (!whole) this.fit({ right: covered, top: above }, ids, this.network.getScale());
  }

  /** Mark the selected item; bring it, and what it touches where there is room, out from under the panel. */
  select(id, covered = 0, around = []) {
    this.network.unselectAll();
    this.crowd.select(id);
    if (id === null || !this.plain.has(id)) return;
    const node = this.nodes.get(id);
    if (node) this.network.selectNodes([id], false);
    else if (!this.crowd.has(id)) this.network.selectEdges([id]);
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

  /**
   * Show `on` fully, fade the other nodes and edges, hide those in `gone`; write the words of the `named` edges, leave
   * out the names of the `quiet` nodes, add to others what is in `notes`, leave out the picture's own words unless they
   * are wanted, and let glow what is `fresh`.
   */
  paint({ on, gone, named, quiet = new Set(), notes = new Map(), words = true, fresh = new Set() }) {
    this.worded = words;
    this.fresh = fresh;
    const changed = { nodes: [], edges: [] };
    for (const item of this.plain.values()) {
      const isEdge = item.from !== undefined;
      const look = gone.has(item.id) ? "gone" : on.has(item.id) ? (named.has(item.id) ? "named" : "on") : "pale";
      const still = look !== "named" && quiet.has(item.id);
      const note = notes.get(item.id) ?? "";
      const glows = fresh.has(item.id) && look !== "gone";
      const seen = `${look} ${isEdge && fewer(item) ? item.now.length : ""}${still ? "quiet" : note}${glows ? " fresh" : ""}`;
      if ((this.looks.get(item.id) ?? "on ") === seen) continue;
      this.looks.set(item.id, seen);
      changed[isEdge ? "edges" : "nodes"].push({ ...(isEdge ? edgeLook(item, look) : nodeLook(item, look, still, note)), ...(glows ? GLOW : NO_GLOW)[isEdge ? "edge" : "node"] });
    }
    if (changed.nodes.length) this.nodes.update(changed.nodes);
    if (changed.edges.length) (this.many ? this.crowd : this.edges).update(changed.edges);
  }

  #write(context) {
    this.taken = this.behind?.(context, this.network.getScale()) ?? [];
    this.#glow(context);
    context.save();
    for (const text of this.worded === false ? [] : this.texts) {
      context.font = fontOf(text);
      context.fillStyle = tone(text.color);
      context.fillText(text.text, text.x, text.y);
    }
    context.restore();
  }

  /** Names in CSS pixels that a reader can read where the picture is drawn too small for their own size. */
  names(pen = document.createElement("canvas").getContext("2d")) {
    if (!this.few) return [];
    const scale = this.network.getScale();
    const small = (item) => item.shape !== "box" && item.label?.trim() && (item.font?.size ?? this.given.options.nodes.font.size) * scale < LEAST;
    // while another picture is taken over, vis-network still has the figures of the last
    const seen = [...this.plain.values()].filter((item) => item.from === undefined && this.network.body.nodes[item.id] && !this.looks.get(item.id)?.startsWith("gone"));
    if (!seen.some(small)) return [];
    const lines = new Map();
    for (const { from, to } of [...this.given.edges, ...(this.extra?.edges ?? [])]) for (const id of [from, to]) lines.set(id, (lines.get(id) ?? 0) + 1);
    const css = ({ left, top, right, bottom }) => {
      const [one, other] = [this.network.canvasToDOM({ x: left, y: top }), this.network.canvasToDOM({ x: right, y: bottom })];
      return { left: one.x, top: one.y, right: other.x, bottom: other.y };
    };
    const weight = ({ id, size }) => (this.looks.get(id)?.startsWith("named") ? 1e6 : 0) + (size ?? 0) * 1000 + (lines.get(id) ?? 0);
    const figures = seen.filter((item) => item.shape !== "box").map((item) => ({ id: item.id, ...this.network.canvasToDOM(this.network.getPosition(item.id)), radius: item.size * scale, rows: small(item) && !this.looks.get(item.id)?.startsWith("pale") ? item.label.split("\n") : [], weight: weight(item) }));
    const cards = seen.filter((item) => item.shape === "box").map(({ id }) => css(this.network.getBoundingBox(id)));
    return namesThatFit(figures, [...cards, ...[...this.taken, ...this.words()].map(css)], { width: this.box.clientWidth, height: this.box.clientHeight }, measure(pen));
  }

  #name(context) {
    const names = this.names();
    if (!names.length) return;
    const { x, y } = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const scale = this.network.getScale();
    context.save();
    context.translate(x, y);
    context.scale(1 / scale, 1 / scale);
    writeNames(context, names);
    context.restore();
  }

  /** Behind straight lines what vis-network draws behind bent ones alone. */
  #glow(context) {
    context.save();
    const { color, size } = GLOW.edge.background;
    Object.assign(context, { strokeStyle: color, lineWidth: size });
    for (const id of this.fresh ?? []) {
      const line = this.plain.get(id);
      if (line?.from === undefined || this.looks.get(id)?.startsWith("gone") || this.network.body.edges[id]?.edgeType.getViaNode()) continue;
      const [from, to] = [line.from, line.to].map((end) => this.network.getPosition(end));
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
    context.restore();
  }

  /** The picture as it stands, on its paper, as a PNG. */
  png(done) {
    const from = this.box.querySelector("canvas");
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [from.width, from.height];
    const context = copy.getContext("2d");
    context.fillStyle = tones().paper;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(from, 0, 0);
    copy.toBlob(done, "image/png");
  }

  /** A node's box with all of its label: vis-network leaves out how far below its shape it sets it. */
  #whole(id) {
    const { left, top, right, bottom } = this.network.getBoundingBox(id);
    const item = this.plain.get(id);
    return { left, top, right, bottom: item.shape === "box" || !item.label ? bottom : bottom + GAP };
  }

  /** A node's box on the picture, label included, in CSS pixels of the container. */
  boxOf(id) {
    const { left, top, right, bottom } = this.#whole(id);
    const [one, other] = [this.network.canvasToDOM({ x: left, y: top }), this.network.canvasToDOM({ x: right, y: bottom })];
    return { left: one.x, top: one.y, right: other.x, bottom: other.y };
  }
}

/** Write the word of a line where there is room for it, a share of the way along; vis-network knows the middle only. */
function placeWords({ edgesHandler, body }, shareOf) {
  const place = (edge) => {
    const write = edge.drawLabel;
    edge.drawLabel = (context, via) => {
      const { edgeType } = edge;
      const share = shareOf(edge.id);
      if (share !== undefined) edgeType.getPoint = (_, ...more) => Object.getPrototypeOf(edgeType).getPoint.call(edgeType, share, ...more);
      write.call(edge, context, via);
      delete edgeType.getPoint;
    };
    return edge;
  };
  Object.values(body.edges).forEach(place);
  const make = edgesHandler.create;
  edgesHandler.create = (properties) => place(make.call(edgesHandler, properties));
}

/** Options with the colours of the hour. */
function toned(options) {
  const font = (given) => ({ ...given, color: tone(given.color), strokeColor: tone(given.strokeColor) });
  return { ...options, nodes: { ...options.nodes, font: font(options.nodes.font) }, edges: { ...options.edges, font: font(options.edges.font) } };
}

/** A node or line in the colours of the hour: cards and figures keep their fill, and a card its dark ink. */
function themed(item, few) {
  if (item.from !== undefined) {
    const line = { ...item, color: tone(item.color) };
    // The day decides what is left of a line.
    return Object.defineProperty(line, "now", { get: () => item.now, enumerable: false });
  }
  const card = item.font?.strokeWidth === 0;
  const font = card ? { ...item.font, color: item.font.color ?? "#1c2733" } : item.font?.color ? { ...item.font, color: tone(item.font.color) } : item.font;
  const { color } = item;
  // vis-network leaves out letters smaller than one less than this, and fades those between
  const scaling = card || !few ? {} : { scaling: { label: { drawThreshold: LEAST + 1 } } };
  const highlight = { ...color.highlight, border: tone(color.highlight.border) };
  return { ...item, ...scaling, ...(font ? { font } : {}), color: { ...color, border: tone(color.border), highlight, hover: { ...color.hover, border: tone(color.hover.border) } } };
}

/** Whether the day leaves fewer issues of a line than it ever had. */
const fewer = (edge) => edge.now && edge.now.length !== edge.facts.length;

/** How wide a line is drawn: by the issues that are left of it on the day. */
const widthOf = (edge) => (fewer(edge) ? Math.min(8, 1.6 + 1.3 * (edge.now.length - 1)) : edge.width);

const wordOf = (edge) => (fewer(edge) ? `${edge.says} on ${many(edge.now.length, "issue")}` : edge.word);

const fontOf = ({ style, size }) => `${style ?? ""} ${size}px Arial, Helvetica, sans-serif`;

function nodeLook(node, look, still, note) {
  if (look === "gone") return { id: node.id, hidden: true };
  const pale = look === "pale";
  const label = look === "named" ? (node.label ?? node.word) : node.label;
  return {
    id: node.id,
    hidden: false,
    label: still ? " " : label && label + note,
    opacity: pale ? 0.18 : 1,
    font: { ...node.font, color: pale ? tones().paleText : (node.font?.color ?? tones().ink) },
  };
}

function edgeLook(edge, look) {
  if (look === "gone") return { id: edge.id, hidden: true };
  const pale = look === "pale";
  return {
    id: edge.id,
    hidden: false,
    color: pale ? tones().pale : edge.color,
    width: pale ? 1 : widthOf(edge),
    label: look === "named" ? wordOf(edge) : (!pale && edge.label) || " ",
  };
}
