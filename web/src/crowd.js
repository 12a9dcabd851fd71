/**
 * A crowd: too many figures and lines to draw one by one. Both are drawn in batches of one look, lines are found by
 * place instead of being known to vis-network, and what nobody could see at the scale is left out: heads of arrows,
 * dashes, borders. Figures with a label, and those in the hand, stay vis-network's and come last.
 */

import { tones } from "./theme.js";

export const CROWD_FROM = 2000;
const BATCH = 400;
const REACH = 6;
const CLOSE = 0.4;
const FLAT = { dot: null, square: corners(4, Math.PI / 4, Math.SQRT2), diamond: corners(4, 0), hexagon: corners(6, 0), triangle: corners(3, -Math.PI / 2), triangleDown: corners(3, Math.PI / 2), star: corners(10, -Math.PI / 2, 1, 0.5) };

/** The corners of a shape of radius 1; every other one may lie further in. */
function corners(number, turn, far = 1, near = far) {
  return Array.from({ length: number }, (_, i) => {
    const angle = (2 * Math.PI * i) / number + turn;
    const radius = i % 2 ? near : far;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

export class Crowd {
  /** Take over the drawing of a network; `take` says of what, and until then everything is drawn as always. */
  constructor(network) {
    this.network = network;
    this.lines = null;
    const { renderer } = network;
    const own = { edges: renderer._drawEdges.bind(renderer), nodes: renderer._drawNodes.bind(renderer) };
    // vis-network has no public way to draw in batches; its version is the lockfile's.
    renderer._drawEdges = (context) => {
      if (this.lines) this.#drawLines(context);
      own.edges(context);
    };
    renderer._drawNodes = (context, all) => (this.lines ? this.#drawNodes(context) : own.nodes(context, all));
  }

  /** The lines to draw and find, or null to end it; `nodes` is the set whose changes are to be seen. */
  take(edges, nodes) {
    this.lines = edges && new Map(edges.map((item) => [item.id, { item, look: item, bow: bowOf(item) }]));
    this.groups = this.figures = this.chosen = null;
    nodes.on("*", () => (this.groups = this.figures = null));
  }

  /** Draw and find lines that come in place of others. */
  replace(before, after) {
    for (const { id } of before) this.lines.delete(id);
    for (const item of after) this.lines.set(item.id, { item, look: item, bow: bowOf(item) });
    this.groups = null;
  }

  has(id) {
    return this.lines?.has(id) ?? false;
  }

  /** Give lines another look: parts of options by id, as vis-network takes them. */
  update(looks) {
    for (const look of looks) {
      const line = this.lines.get(look.id);
      line.look = { ...line.item, ...look };
    }
    this.groups = null;
    this.network.body.emitter.emit("_requestRedraw");
  }

  select(id) {
    this.chosen = this.lines?.get(id) ?? null;
  }

  /** The line under a point of the window, if one is near. */
  at(point) {
    if (!this.lines) return null;
    const { x, y } = this.network.DOMtoCanvas(point);
    let least = REACH / this.network.getScale();
    let best = null;
    for (const { item, look, a, b, bow } of this.#seen()) {
      const middle = bow ? pointOn(a, b, bow) : null;
      const far = middle ? Math.min(distance(x, y, a, middle), distance(x, y, middle, b)) : distance(x, y, a, b);
      const gap = far - look.width / 2;
      if (gap < least) [least, best] = [gap, item.id];
    }
    return best;
  }

  // ---- lines ---------------------------------------------------------------------------------------------------

  /** The lines with both ends there. */
  *#seen() {
    this.#sort();
    for (const { lines } of this.groups) yield* lines;
  }

  /**
   * Lines by look, each with its ends. Looks take turns, a batch at a time, so that no side covers the other; what is
   * pale lies below.
   */
  #sort() {
    if (this.groups) return;
    const { nodes } = this.network.body;
    const groups = new Map();
    for (const line of this.lines.values()) {
      const { look, item } = line;
      [line.a, line.b] = [nodes[item.from], nodes[item.to]];
      if (look.hidden || !line.a || !line.b || line.a.options.hidden || line.b.options.hidden) continue;
      const slot = `${look.color} ${look.width} ${look.dashes ?? ""} ${look.arrows ?? ""}`;
      if (!groups.has(slot)) groups.set(slot, { look, lines: [] });
      groups.get(slot).lines.push(line);
    }
    const pale = tones().pale;
    const turn = ({ look, round }) => (look.color === pale ? -1 : round);
    this.groups = [...groups.values()].flatMap(({ look, lines }) => batches(lines).map((part, round) => ({ look, lines: part, round }))).sort((one, other) => turn(one) - turn(other));
  }

  #drawLines(context) {
    this.#sort();
    const scale = this.network.getScale();
    const view = this.#view(context);
    context.save();
    for (const { look, lines } of this.groups) {
      const shown = lines.filter(({ a, b }) => !outside(a, b, view));
      context.strokeStyle = context.fillStyle = look.color;
      context.lineWidth = look.width;
      context.setLineDash(look.dashes && look.dashes[0] * scale >= 3 ? look.dashes : []);
      context.beginPath();
      for (const line of shown) trace(context, line);
      context.stroke();
      if (!look.arrows || scale < CLOSE) continue;
      context.beginPath();
      for (const line of shown) head(context, line);
      context.fill();
    }
    context.setLineDash([]);
    if (this.chosen?.a && !this.chosen.look.hidden) {
      Object.assign(context, { strokeStyle: this.chosen.item.color, lineWidth: this.chosen.look.width + Math.max(2, 3 / scale) });
      context.beginPath();
      trace(context, this.chosen);
      context.stroke();
    }
    this.#words(context);
    context.restore();
  }

  #words(context) {
    const named = this.groups.flatMap(({ lines }) => lines).filter(({ look }) => look.label?.trim());
    const { font } = this.network.edgesHandler.options;
    Object.assign(context, { font: `${font.size}px ${font.face}`, textAlign: "center", textBaseline: "middle", lineWidth: 4, strokeStyle: tones().paper, fillStyle: tones().ink });
    for (const { look, a, b, bow } of named) {
      const { x, y } = pointOn(a, b, bow);
      context.strokeText(look.label, x, y);
      context.fillText(look.label, x, y);
    }
  }

  // ---- figures -------------------------------------------------------------------------------------------------

  /** What of the layout is in the window; a pen that is not the window's draws all of it. */
  #view(context) {
    if (context.canvas !== this.network.canvas.frame.canvas) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    const [low, high] = [this.network.DOMtoCanvas({ x: -20, y: -20 }), this.network.DOMtoCanvas({ x: this.network.canvas.frame.clientWidth + 20, y: this.network.canvas.frame.clientHeight + 20 })];
    return { left: low.x, top: low.y, right: high.x, bottom: high.y };
  }

  /** Figures without a label by shape and colour; the others one by one. */
  #sortFigures() {
    if (this.figures) return;
    const groups = new Map();
    this.single = [];
    for (const node of Object.values(this.network.body.nodes)) {
      const { shape, color, opacity, hidden, label, size } = node.options;
      if (hidden) continue;
      if (label || !(shape in FLAT)) {
        this.single.push(node);
        continue;
      }
      Object.assign(node.shape, { width: 2 * size, height: 2 * size, radius: size });
      const slot = `${shape} ${color.background} ${color.border} ${opacity}`;
      if (!groups.has(slot)) groups.set(slot, { shape, color, opacity, nodes: [] });
      groups.get(slot).nodes.push(node);
    }
    this.figures = [...groups.values()].flatMap((group) => batches(group.nodes).map((nodes) => ({ ...group, nodes }))).sort((one, other) => (one.opacity ?? 1) - (other.opacity ?? 1));
    // Hubs come last: nothing may hide their names.
    this.single.sort((one, other) => one.options.size - other.options.size);
  }

  #drawNodes(context) {
    this.#sortFigures();
    const scale = this.network.getScale();
    const view = this.#view(context);
    const held = [];
    context.save();
    context.lineWidth = 0.5;
    for (const { shape, color, opacity, nodes } of this.figures) {
      context.globalAlpha = opacity ?? 1;
      context.fillStyle = color.background;
      context.strokeStyle = color.border;
      context.beginPath();
      for (const node of nodes) {
        const { x, y } = node;
        const { size } = node.options;
        // vis-network finds a figure by these.
        [node.shape.left, node.shape.top] = [x - size, y - size];
        if (node.hover || node.selected) held.push(node);
        else if (x + size > view.left && x - size < view.right && y + size > view.top && y - size < view.bottom) figure(context, shape, x, y, size, scale);
      }
      context.fill();
      if (scale > CLOSE) context.stroke();
    }
    context.restore();
    const labels = [...this.single, ...held].map((node) => node.draw(context).drawExternalLabel);
    return { drawExternalLabels: () => labels.forEach((write) => write?.()) };
  }
}

/** Long paths take more time than their parts. */
const batches = (items) => Array.from({ length: Math.ceil(items.length / BATCH) }, (_, i) => items.slice(i * BATCH, (i + 1) * BATCH));

function figure(context, shape, x, y, size, scale) {
  const points = FLAT[shape];
  if (size * scale < 1.2) context.rect(x - size, y - size, 2 * size, 2 * size);
  else if (points) {
    points.forEach(([right, down], i) => (i ? context.lineTo(x + size * right, y + size * down) : context.moveTo(x + size * right, y + size * down)));
    context.closePath();
  } else {
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
  }
}

/** How a line leaves the straight way: round the one or the other side, level at both ends, or back to where it began. */
function bowOf({ from, to, smooth, selfReference }) {
  if (from === to) return { loop: selfReference?.size ?? 14 };
  if (!smooth?.enabled) return null;
  if (smooth.type === "cubicBezier") return { level: smooth.roundness };
  const angle = ((smooth.type === "curvedCW" ? 1 : -1) * smooth.roundness * Math.PI) / 2;
  return { along: (1 + smooth.roundness) / 2, cos: Math.cos(angle), sin: Math.sin(angle) };
}

/** The point towards which a line bends. */
function via(a, b, { along, cos, sin }) {
  const [right, up] = [b.x - a.x, a.y - b.y];
  return { x: a.x + along * (right * cos - up * sin), y: a.y - along * (right * sin + up * cos) };
}

/** The middle of a line. */
function pointOn(a, b, bow) {
  if (bow?.loop) return { x: a.x, y: a.y - 2 * bow.loop };
  if (!bow?.along) return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const bend = via(a, b, bow);
  return { x: (a.x + b.x) / 4 + bend.x / 2, y: (a.y + b.y) / 4 + bend.y / 2 };
}

function trace(context, { a, b, bow }) {
  context.moveTo(a.x, a.y);
  if (!bow) context.lineTo(b.x, b.y);
  else if (bow.level) context.bezierCurveTo(a.x + bow.level * (b.x - a.x), a.y, b.x - bow.level * (b.x - a.x), b.y, b.x, b.y);
  else if (bow.loop) context.arc(a.x, a.y - bow.loop, bow.loop, Math.PI / 2, 2.5 * Math.PI);
  else {
    const bend = via(a, b, bow);
    context.quadraticCurveTo(bend.x, bend.y, b.x, b.y);
  }
}

/** The head of an arrow, at the border of the figure to which it leads. */
function head(context, { a, b, bow, look }) {
  if (bow?.loop) return;
  const from = bow?.along ? via(a, b, bow) : a;
  const far = Math.hypot(b.x - from.x, b.y - from.y) || 1;
  const [right, down] = [(b.x - from.x) / far, (b.y - from.y) / far];
  const tip = b.options.size ?? 12;
  const [x, y] = [b.x - right * tip, b.y - down * tip];
  const long = 6 + 2 * look.width;
  const wide = long * 0.4;
  context.moveTo(x, y);
  context.lineTo(x - right * long - down * wide, y - down * long + right * wide);
  context.lineTo(x - right * long + down * wide, y - down * long - right * wide);
  context.closePath();
}

/** Whether both ends of a line lie beyond one side of what is seen. */
const outside = (a, b, view) => (a.x < view.left && b.x < view.left) || (a.x > view.right && b.x > view.right) || (a.y < view.top && b.y < view.top) || (a.y > view.bottom && b.y > view.bottom);

/** How far a point lies from a straight line. */
function distance(x, y, a, b) {
  const [right, down] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((x - a.x) * right + (y - a.y) * down) / (right * right + down * down || 1)));
  return Math.hypot(x - a.x - along * right, y - a.y - along * down);
}
