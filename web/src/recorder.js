/** A pen like a canvas' that writes SVG: whatever can be drawn on the picture's canvas becomes a drawing with it. */

import { svg } from "./dom.js";
import { paint } from "./ink.js";

const IDENTITY = [1, 0, 0, 1, 0, 0];
const short = (number) => String(Math.round(number * 100) / 100);
const START = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic", lineJoin: "miter", lineCap: "butt", lineDashOffset: 0, shadowColor: "", shadowBlur: 0, shadowOffsetX: 0, shadowOffsetY: 0 };
const ANCHORS = { center: "middle", right: "end", end: "end" };

export class Recorder {
  constructor() {
    Object.assign(this, START);
    this.parts = [];
    this.tiles = new Map();
    this.box = [Infinity, Infinity, -Infinity, -Infinity];
    this.measure = document.createElement("canvas").getContext("2d");
    this.at = IDENTITY;
    this.dash = [];
    this.stack = [];
    this.path = [];
    this.canvas = { width: 0, height: 0 };
  }

  // ---- state ---------------------------------------------------------------------------------------------------

  save() {
    const state = Object.fromEntries(Object.keys(START).map((name) => [name, this[name]]));
    this.stack.push({ ...state, at: this.at, dash: this.dash });
  }

  restore() {
    Object.assign(this, this.stack.pop() ?? {});
  }

  transform(a, b, c, d, e, f) {
    const [k, l, m, n, o, p] = this.at;
    this.at = [k * a + m * b, l * a + n * b, k * c + m * d, l * c + n * d, k * e + m * f + o, l * e + n * f + p];
  }

  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }

  rotate(angle) {
    this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0);
  }

  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }

  setTransform() {
    this.at = IDENTITY;
  }

  setLineDash(dash) {
    this.dash = [...dash];
  }

  getLineDash() {
    return [...this.dash];
  }

  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  // ---- paths; a point is kept where the transformation of the hour puts it ----------------------------------------

  #point(x, y) {
    const [a, b, c, d, e, f] = this.at;
    const [right, down] = [a * x + c * y + e, b * x + d * y + f];
    this.#grow(right, down);
    return `${short(right)} ${short(down)}`;
  }

  #grow(x, y) {
    const [left, top, right, bottom] = this.box;
    this.box = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }

  beginPath() {
    this.path = [];
  }

  closePath() {
    if (this.path.length) this.path.push("Z");
  }

  moveTo(x, y) {
    this.path.push(`M${this.#point(x, y)}`);
  }

  lineTo(x, y) {
    this.path.push(`${this.path.length ? "L" : "M"}${this.#point(x, y)}`);
  }

  quadraticCurveTo(...points) {
    this.path.push(`Q${this.#points(points)}`);
  }

  bezierCurveTo(...points) {
    this.path.push(`C${this.#points(points)}`);
  }

  #points(numbers) {
    return Array.from({ length: numbers.length / 2 }, (_, i) => this.#point(numbers[2 * i], numbers[2 * i + 1])).join(" ");
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  roundRect(x, y, width, height, radius = 0) {
    const r = Math.min(Number(radius) || 0, width / 2, height / 2);
    const [right, bottom] = [x + width, y + height];
    this.moveTo(x + r, y);
    const corners = [[right - r, y, right, y, right, y + r], [right, bottom - r, right, bottom, right - r, bottom], [x + r, bottom, x, bottom, x, bottom - r], [x, y + r, x, y, x + r, y]];
    for (const [fromX, fromY, ...bend] of corners) {
      this.lineTo(fromX, fromY);
      this.quadraticCurveTo(...bend);
    }
    this.closePath();
  }

  arc(x, y, radius, from, to, backward = false) {
    this.ellipse(x, y, radius, radius, 0, from, to, backward);
  }

  /** In steps of at most an eighth of a turn, each a cubic curve. */
  ellipse(x, y, wide, high, turn, from, to, backward = false) {
    const whole = 2 * Math.PI;
    let sweep = to - from;
    if (!backward && sweep < 0) sweep = (sweep % whole) + whole;
    if (backward && sweep > 0) sweep = (sweep % whole) - whole;
    sweep = Math.max(-whole, Math.min(whole, sweep));
    const steps = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI / 4)));
    const step = sweep / steps;
    const reach = (4 / 3) * Math.tan(step / 4);
    const spot = (right, down) => [x + wide * right * Math.cos(turn) - high * down * Math.sin(turn), y + wide * right * Math.sin(turn) + high * down * Math.cos(turn)];
    this.lineTo(...spot(Math.cos(from), Math.sin(from)));
    for (let i = 0; i < steps; i += 1) {
      const [one, other] = [from + i * step, from + (i + 1) * step];
      this.bezierCurveTo(...spot(Math.cos(one) - reach * Math.sin(one), Math.sin(one) + reach * Math.cos(one)), ...spot(Math.cos(other) + reach * Math.sin(other), Math.sin(other) - reach * Math.cos(other)), ...spot(Math.cos(other), Math.sin(other)));
    }
  }

  // ---- marks ---------------------------------------------------------------------------------------------------

  #grown() {
    return Math.hypot(this.at[0], this.at[1]);
  }

  fill() {
    if (this.path.length) this.parts.push(svg("path", { d: this.path.join(""), ...paint("fill", this.fillStyle, this.globalAlpha) }));
  }

  stroke() {
    if (!this.path.length || !this.lineWidth) return;
    const scale = this.#grown();
    const dash = this.dash.length ? { "stroke-dasharray": this.dash.map((each) => short(each * scale)).join(" ") } : {};
    this.parts.push(svg("path", { d: this.path.join(""), fill: "none", ...paint("stroke", this.strokeStyle, this.globalAlpha), "stroke-width": short(this.lineWidth * scale), ...dash }));
  }

  fillRect(...box) {
    this.#apart(() => [this.rect(...box), this.fill()]);
  }

  strokeRect(...box) {
    this.#apart(() => [this.rect(...box), this.stroke()]);
  }

  #apart(draw) {
    const { path } = this;
    this.path = [];
    draw();
    this.path = path;
  }

  fillText(text, x, y) {
    this.#text(text, x, y, paint("fill", this.fillStyle, this.globalAlpha));
  }

  strokeText(text, x, y) {
    this.#text(text, x, y, { fill: "none", ...paint("stroke", this.strokeStyle, this.globalAlpha), "stroke-width": short(this.lineWidth * this.#grown()), "stroke-linejoin": "round" });
  }

  #text(text, x, y, look) {
    if (!String(text).trim()) return;
    const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down, actualBoundingBoxAscent: over } = this.measureText(text);
    const lower = { middle: (up - down) / 2, hanging: 0.8 * up, top: up, bottom: -down }[this.textBaseline] ?? 0;
    const anchor = ANCHORS[this.textAlign];
    const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    for (const [right, below] of [[left, y + lower - over], [left + width, y + lower + down]]) this.#point(right, below);
    const size = /([\d.]+)px/.exec(this.font)?.[1] ?? 10;
    const [a, b, c, d] = this.at;
    const turned = Math.abs(b) > 1e-9;
    const spot = this.#point(x, y + lower).split(" ");
    const place = turned ? { transform: `matrix(${[a, b, c, d].map(short).join(" ")} ${spot.join(" ")})` } : { x: spot[0], y: spot[1] };
    this.parts.push(svg("text", { ...place, ...(anchor ? { "text-anchor": anchor } : {}), "font-size": short(size * (turned ? 1 : this.#grown())), ...(/\bitalic\b/.test(this.font) ? { "font-style": "italic" } : {}), ...(/\b(bold|[6-9]00)\b/.test(this.font) ? { "font-weight": "bold" } : {}), ...look }, String(text)));
  }

  /** The name of a fill with strokes of one colour on a tile that repeats, as `fillStyle` takes it. */
  tile(strokes, color) {
    const name = JSON.stringify([strokes, color]);
    if (!this.tiles.has(name)) {
      const lines = strokes.map(([x1, y1, x2, y2]) => svg("line", { x1, y1, x2, y2, ...paint("stroke", color), "stroke-width": 1.3, "stroke-linecap": "round" }));
      this.tiles.set(name, svg("pattern", { id: `tile-${this.tiles.size + 1}`, width: 12, height: 12, patternUnits: "userSpaceOnUse" }, lines));
    }
    return `url(#${this.tiles.get(name).id})`;
  }

  // What a drawing on paper has no use for.
  clip() {}
  clearRect() {}
  drawImage() {}
}
