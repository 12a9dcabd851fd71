/** Camps as soft patches behind their members, each in the camp's colour and pattern and with its name. */

import { isDark, tone, tones } from "./theme.js";

export const AIR = 17;
const BAND = 20;
const FAR = 420;
/** How high a row of a label is. */
const ROW = 15;

/**
 * The patches of one camp: groups of members with the `bands` that join them, or the `hull` around them where no other
 * figure stands in it. A band is as short as can be, none is longer than `FAR`, and none passes over a figure that is not
 * of the camp; figures that are `loose`, without a line, stand by themselves. Figures have `id`, `x`, `y` and `radius`.
 */
export function patches(members, others) {
  const parent = new Map(members.map(({ id }) => [id, id]));
  const root = (id) => (parent.get(id) === id ? id : root(parent.get(id)));
  const bands = [];
  for (const [one, other] of near(members.filter(({ loose }) => !loose))) {
    const [mine, theirs] = [root(one.id), root(other.id)];
    if (mine === theirs || others.some((each) => apart(each, one, other) < each.radius + BAND)) continue;
    parent.set(mine, theirs);
    bands.push([one, other]);
  }
  const groups = new Map();
  for (const each of members) {
    const group = groups.get(root(each.id)) ?? { members: [], bands: [] };
    group.members.push(each);
    groups.set(root(each.id), group);
  }
  for (const band of bands) groups.get(root(band[0].id)).bands.push(band);
  for (const group of groups.values()) {
    const hull = around(group.members);
    if (hull.length > 2 && !others.some((each) => distance(each, hull) < each.radius + AIR)) group.hull = hull;
  }
  const loose = ({ members: [first] }) => Number(first.loose ?? false);
  return [...groups.values()].sort((one, other) => other.members.length - one.members.length || loose(one) - loose(other));
}

/** The corners of the convex hull, in turn (Andrew 1979). */
export function around(members) {
  const points = [...members].sort((one, other) => one.x - other.x || one.y - other.y);
  const half = (sorted) => {
    const found = [];
    for (const each of sorted) {
      while (found.length > 1 && turn(found.at(-2), found.at(-1), each) <= 0) found.pop();
      found.push(each);
    }
    return found.slice(0, -1);
  };
  return points.length < 2 ? points : [...half(points), ...half(points.reverse())];
}

const turn = (one, other, third) => (other.x - one.x) * (third.y - one.y) - (other.y - one.y) * (third.x - one.x);

/** How far a figure lies from a hull; 0 inside. */
function distance(each, hull) {
  const sides = hull.map((corner, i) => [corner, hull[(i + 1) % hull.length]]);
  return sides.every(([one, other]) => turn(one, other, each) >= 0) ? 0 : Math.min(...sides.map(([one, other]) => apart(each, one, other)));
}

/** Pairs that are not too far from each other, nearest first. */
function near(members) {
  const pairs = [];
  members.forEach((one, i) => {
    for (const other of members.slice(i + 1)) {
      const length = Math.hypot(one.x - other.x, one.y - other.y);
      if (length <= FAR) pairs.push([one, other, length]);
    }
  });
  return pairs.sort((one, other) => one[2] - other[2]);
}

/** How far a figure lies from the line between two others. */
function apart(each, one, other) {
  const [x, y] = [other.x - one.x, other.y - one.y];
  const share = Math.max(0, Math.min(1, ((each.x - one.x) * x + (each.y - one.y) * y) / (x * x + y * y || 1)));
  return Math.hypot(each.x - one.x - share * x, each.y - one.y - share * y);
}

// ---- drawing -----------------------------------------------------------------------------------------------------

/** Everything in one outline: discs and bands turn the same way, so that no part is covered twice. */
function outline(path, { members, bands, hull }, more = 0) {
  path.beginPath();
  if (hull) {
    path.moveTo(hull[0].x, hull[0].y);
    for (const { x, y } of hull.slice(1)) path.lineTo(x, y);
    path.closePath();
  }
  for (const { x, y, radius } of members) {
    path.moveTo(x + radius + AIR + more, y);
    path.arc(x, y, radius + AIR + more, 0, 2 * Math.PI);
  }
  const sides = hull ? hull.map((corner, i) => [hull[(i + 1) % hull.length], corner]) : [];
  for (const [one, other] of [...bands, ...sides]) {
    const [x, y] = [other.x - one.x, other.y - one.y];
    const length = Math.hypot(x, y) || 1;
    const [right, down] = [(-y / length) * (BAND + more), (x / length) * (BAND + more)];
    path.moveTo(one.x - right, one.y - down);
    for (const [end, sign] of [[other, -1], [other, 1], [one, 1]]) path.lineTo(end.x + sign * right, end.y + sign * down);
    path.closePath();
  }
}

/** Strokes on a tile that repeats; as many as there are colours, so that no two camps look alike without them. */
const PATTERNS = [
  [[0, 12, 12, 0]],
  [[0, 0, 12, 12]],
  [[0, 6, 12, 6]],
  [[6, 0, 6, 12]],
  [[0, 12, 12, 0], [0, 0, 12, 12]],
  [[5, 6, 7, 6]],
  [[0, 6, 12, 6], [6, 0, 6, 12]],
];

/** The strokes of the camp with this place in the legend. */
export const strokes = (place) => PATTERNS[place % PATTERNS.length];

const tiles = new Map();

function tile(context, place, color) {
  // A pen that writes SVG has tiles of its own.
  if (context.tile) return context.tile(strokes(place), color);
  const name = `${place} ${color}`;
  if (!tiles.has(name)) tiles.set(name, patterned(context, place, color));
  return tiles.get(name);
}

function patterned(context, place, color) {
  const paper = document.createElement("canvas");
  [paper.width, paper.height] = [12, 12];
  const pen = paper.getContext("2d");
  pen.strokeStyle = color;
  pen.lineWidth = 1.3;
  pen.lineCap = "round";
  for (const [x, y, far, down] of strokes(place)) {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(far, down);
    pen.stroke();
  }
  return context.createPattern(paper, "repeat");
}

/**
 * Draw the camps, each `{ name, color, place, patches }`; their names keep clear of what is in the `taken` boxes. The boxes
 * of the names.
 */
export function drawHulls(context, camps, scale, taken) {
  for (const { color, place, patches: found } of camps) {
    const lines = tile(context, place, ink(color));
    for (const patch of found) {
      context.save();
      context.fillStyle = tone(color);
      context.globalAlpha = isDark() ? 0.22 : 0.2;
      outline(context, patch);
      context.fill();
      context.globalAlpha = isDark() ? 0.3 : 0.38;
      context.fillStyle = lines;
      outline(context, patch, -2);
      context.fill();
      context.restore();
    }
  }
  return write(context, camps, scale, [...taken]);
}

/** The name at each patch; a member by itself needs none where the name stands beside others. */
function write(context, camps, scale, taken) {
  const size = Math.max(13, 11 / scale);
  const written = [];
  context.save();
  context.font = `600 ${size}px Arial, Helvetica, sans-serif`;
  context.textAlign = "center";
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = tones().paper;
  for (const { name: whole, short, color, patches: found } of camps) {
    context.fillStyle = ink(color);
    found.forEach(({ members }, i) => {
      if (i && members.length < 2) return;
      const [name, box] = placed(context, i && short ? [short] : [whole, ...(short ? [short] : [])], members, size, taken);
      const half = (box.right - box.left) / 2;
      taken.push(box);
      written.push(box);
      context.strokeText(name, box.left + half, box.bottom - size / 4);
      context.fillText(name, box.left + half, box.bottom - size / 4);
    });
  }
  context.restore();
  return written;
}

/** The first of some names for which there is room, with its box; at worst the last, on top. */
function placed(context, names, members, size, taken) {
  for (const name of names) {
    const [first, ...rest] = boxes(members, context.measureText(name).width / 2, size);
    const clear = (box) => !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
    const found = [first, ...rest].find(clear);
    if (found || name === names.at(-1)) return [name, found ?? first];
  }
  return null;
}

/** Where a name may stand: above the topmost member, above another, below one's own, or further away. */
function boxes(members, half, size) {
  const boxAt = (x, bottom) => ({ left: x - half, right: x + half, top: bottom - size, bottom });
  const sorted = [...members].sort((one, other) => one.y - one.radius - (other.y - other.radius));
  const above = (rows) => sorted.map(({ x, y, radius }) => boxAt(x, y - radius - AIR - 2 - rows * size));
  const below = sorted.flatMap(({ x, y, radius }) => [1, 2, 3].map((rows) => boxAt(x, y + radius + AIR + rows * ROW + size)));
  return [...above(0), ...below, ...above(1), ...above(2)];
}

/** A camp's colour dark enough for words on white, or light enough on black: mixed half with the ink of the hour. */
export function ink(color) {
  const mix = isDark() ? [228, 233, 238] : [28, 39, 51];
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgb(${parts.map((part, i) => Math.round(part * 0.4 + mix[i] * 0.6)).join(", ")})`;
}
