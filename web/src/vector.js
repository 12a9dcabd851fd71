/** What a box of the page shows, as SVG: boxes, borders, words and drawings where the browser put them. */

import { svg } from "./dom.js";
import { paint } from "./ink.js";

const SKIPPED = ".ui, input, select, label, textarea, .sr-only, .pair, details:not([open]) > :not(summary)";
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;
const pen = document.createElement("canvas").getContext("2d");
const short = (number) => String(Math.round(number * 100) / 100);

/** Whether a colour is there to be seen. */
const seen = (color) => color && color !== "transparent" && !/^rgba\(.*,\s*0\)$/.test(color);

export class Vector {
  constructor() {
    this.clips = [];
  }

  /** The drawing of a box, with its top left corner at 0, 0. */
  of(box) {
    const { left, top } = box.getBoundingClientRect();
    this.origin = [left - box.scrollLeft, top - box.scrollTop];
    return svg("g", {}, this.#children(box));
  }

  #x = (x) => short(x - this.origin[0]);
  #y = (y) => short(y - this.origin[1]);

  #children(node) {
    return [...node.childNodes].flatMap((child) => (child.nodeType === Node.TEXT_NODE ? this.#words(child) : child.nodeType === Node.ELEMENT_NODE ? this.#element(child) : []));
  }

  #element(node) {
    if (node.matches(SKIPPED)) return [];
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden") return [];
    if (node instanceof SVGSVGElement) return [...node.children].flatMap((child) => this.#shape(child));
    const box = node.getBoundingClientRect();
    const inner = this.#children(node);
    const clipped = style.overflowX === "hidden" && inner.length && (node.scrollWidth > node.clientWidth + 1 || node.classList.contains("track"));
    return [...this.#frame(box, style), ...(clipped ? [svg("g", { "clip-path": `url(#${this.#clip(box)})` }, inner)] : inner)];
  }

  #clip({ left, top, width, height }) {
    const id = `clip-${this.clips.length + 1}`;
    this.clips.push(svg("clipPath", { id }, svg("rect", { x: this.#x(left), y: this.#y(top), width: short(width), height: short(height) })));
    return id;
  }

  /** Stripes from lower left to upper right, as the style has them. */
  #hatch(color) {
    this.hatches ??= new Map();
    if (!this.hatches.has(color)) {
      const id = `hatch-${this.hatches.size + 1}`;
      this.hatches.set(color, id);
      this.clips.push(svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { x: 4, width: 2, height: 6, ...paint("fill", color) })));
    }
    return this.hatches.get(color);
  }

  /** Ground and borders of a box. */
  #frame({ left, top, right, bottom, width, height }, style) {
    const sides = ["Top", "Right", "Bottom", "Left"].map((side) => ({ wide: parseFloat(style[`border${side}Width`]), kind: style[`border${side}Style`], color: style[`border${side}Color`] }));
    const drawn = sides.filter(({ wide, kind, color }) => wide && kind !== "none" && seen(color));
    const radius = Math.min(parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
    const even = drawn.length === 4 && new Set(sides.map(({ wide, kind, color }) => `${wide} ${kind} ${color}`)).size === 1;
    const parts = [];
    if (seen(style.backgroundColor) || even) {
      const wide = even ? sides[0].wide : 0;
      parts.push(svg("rect", { x: this.#x(left + wide / 2), y: this.#y(top + wide / 2), width: short(Math.max(0, width - wide)), height: short(Math.max(0, height - wide)), rx: radius ? short(radius) : null, ...paint("fill", seen(style.backgroundColor) ? style.backgroundColor : "none"), ...(even ? line(sides[0]) : {}) }));
    }
    const stripes = /^repeating-linear-gradient\(135deg.*(rgba?\([^)]*\))/.exec(style.backgroundImage);
    if (stripes) parts.push(svg("rect", { x: this.#x(left), y: this.#y(top), width: short(width), height: short(height), fill: `url(#${this.#hatch(stripes[1])})` }));
    if (even) return parts;
    const ends = [[left, top, right, top], [right, top, right, bottom], [left, bottom, right, bottom], [left, top, left, bottom]];
    sides.forEach((side, i) => {
      if (!drawn.includes(side)) return;
      const inward = [[0, 0.5], [-0.5, 0], [0, -0.5], [0.5, 0]][i].map((part) => part * side.wide);
      const [x1, y1, x2, y2] = ends[i].map((at, n) => at + inward[n % 2]);
      parts.push(svg("line", { x1: this.#x(x1), y1: this.#y(y1), x2: this.#x(x2), y2: this.#y(y2), ...line(side) }));
    });
    return parts;
  }

  // ---- words ---------------------------------------------------------------------------------------------------

  #words(node) {
    if (!node.data.trim()) return [];
    const parent = node.parentElement;
    const style = getComputedStyle(parent);
    const upright = style.writingMode.startsWith("vertical");
    const lines = [];
    for (const [text, box] of pieces(node)) {
      const last = lines.at(-1);
      const same = last && (upright ? Math.abs(last.left - box.left) < 2 : Math.abs(last.top - box.top) < 2);
      if (same) Object.assign(last, { text: `${last.text}${text}`, left: Math.min(last.left, box.left), right: Math.max(last.right, box.right), bottom: Math.max(last.bottom, box.bottom) });
      else lines.push({ text, left: box.left, right: box.right, top: box.top, bottom: box.bottom });
    }
    const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const whole = lines.filter(({ text }) => text.trim());
    const cut = style.textOverflow === "ellipsis" && parent.scrollWidth > parent.clientWidth && whole.length === 1;
    if (cut) whole[0].text = shortened(whole[0].text, font, parent.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
    return whole.map((each) => this.#line(each, style, font, upright));
  }

  #line({ text, left, right, top, bottom }, style, font, upright) {
    pen.font = font;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("x");
    const words = style.textTransform === "capitalize" ? text.replace(/\p{L}/u, (letter) => letter.toUpperCase()) : text;
    const first = [...text].find((letter) => LETTER.test(letter)) ?? "";
    const backward = RTL.test(first);
    const look = { "font-size": style.fontSize, ...(style.fontWeight !== "400" ? { "font-weight": style.fontWeight } : {}), ...(style.fontStyle !== "normal" ? { "font-style": style.fontStyle } : {}), ...(backward ? { direction: "rtl" } : {}), ...paint("fill", style.color) };
    const trimmed = words.replaceAll(/\s+/g, " ").trim();
    if (upright) {
      const x = left + (right - left - up - down) / 2 + up;
      return svg("text", { transform: `translate(${this.#x(x)} ${this.#y(bottom)}) rotate(-90)`, ...look }, trimmed);
    }
    return svg("text", { x: this.#x(backward ? right : left), y: this.#y(top + (bottom - top - up - down) / 2 + up), ...look }, trimmed);
  }

  // ---- drawings inside -----------------------------------------------------------------------------------------

  /** A shape of a drawing in the page, with the lengths and colours that it has there. */
  #shape(node) {
    if (node.tagName === "g") return [...node.children].flatMap((child) => this.#shape(child));
    if (node.tagName === "title" || getComputedStyle(node).display === "none") return [];
    const style = getComputedStyle(node);
    const at = node.getScreenCTM();
    const moved = `matrix(${[at.a, at.b, at.c, at.d].map(short).join(" ")} ${this.#x(at.e)} ${this.#y(at.f)})`;
    const lengths = { line: ["x1", "y1", "x2", "y2"], rect: ["x", "y", "width", "height", "rx"], circle: ["cx", "cy", "r"], polygon: [], text: [] }[node.tagName];
    if (!lengths) return [];
    const own = Object.fromEntries(lengths.map((name) => [name, short(node[name].baseVal.value)]));
    const dash = style.strokeDasharray !== "none" ? { "stroke-dasharray": style.strokeDasharray.replaceAll("px", "") } : {};
    const stroke = seen(style.stroke) && style.stroke !== "none" ? { ...paint("stroke", style.stroke), "stroke-width": parseFloat(style.strokeWidth), ...dash, ...(style.strokeOpacity !== "1" ? { "stroke-opacity": style.strokeOpacity } : {}) } : {};
    const filled = { ...paint("fill", style.fill), ...(style.fillOpacity !== "1" ? { "fill-opacity": style.fillOpacity } : {}), ...(style.paintOrder !== "normal" ? { "paint-order": style.paintOrder } : {}) };
    const look = { ...filled, ...stroke, ...(style.opacity !== "1" ? { opacity: style.opacity } : {}), transform: moved };
    if (node.tagName === "polygon") return [svg("polygon", { points: node.getAttribute("points"), ...look })];
    if (node.tagName !== "text") return [svg(node.tagName, { ...own, ...look })];
    const [x, y] = [node.x.baseVal[0], node.y.baseVal[0]].map((each) => short(each?.value ?? 0));
    return [svg("text", { x, y, "text-anchor": style.textAnchor, "font-size": style.fontSize, ...(style.fontWeight !== "400" ? { "font-weight": style.fontWeight } : {}), ...look }, node.textContent)];
  }
}

/** As many letters as there is room for, and the sign that there are more. */
function shortened(text, font, room) {
  pen.font = font;
  const letters = [...text.trimEnd()];
  while (letters.length && pen.measureText(`${letters.join("")}\u2026`).width > room) letters.pop();
  return `${letters.join("")}\u2026`;
}

/** The words of a text node with their boxes; a word that breaks comes letter by letter. */
function* pieces(node) {
  const range = document.createRange();
  for (const { 0: text, index } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + text.trimEnd().length);
    const boxes = range.getClientRects();
    if (!boxes.length) continue;
    if (new Set([...boxes].map(({ top, left, height, width }) => (height > 3 * width ? left : Math.round(top)))).size === 1) {
      yield [text.replace(/\s+$/, " "), range.getBoundingClientRect()];
      continue;
    }
    for (let i = index; i < index + text.length; i += 1) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (box) yield [node.data[i], box];
    }
  }
}

function line({ wide, kind, color }) {
  const dashes = { dashed: `${2 * wide} ${2 * wide}`, dotted: `${wide} ${wide}` }[kind];
  return { ...paint("stroke", color), "stroke-width": wide, ...(dashes ? { "stroke-dasharray": dashes } : {}) };
}
