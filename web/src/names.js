/** Names where a picture is so small that they could not be read at their place: fewer of them, in letters of a fixed size. */

import { tones } from "./theme.js";

/** CSS pixels: letters below the first are not written at their own size, but at the second. */
export const LEAST = 6;
/** So many figures a picture may have: among more, room is sought too long for every frame. */
export const NAMED_UP_TO = 600;
const SIZE = 12;
const ROW = 13;
const NEAR = 3;
/** Free room at both sides of a name. */
const AIR = 2;
const FONT = `${SIZE}px Arial, Helvetica, sans-serif`;

/**
 * Which names find room, the heaviest first, each beside its own figure and on no other figure or name: `figures` have
 * `id`, `x`, `y`, `radius`, `rows` of text (none for those without a name to write) and `weight`, `taken` are boxes, and
 * `room` is how wide and high the picture is; all in CSS pixels.
 */
export function namesThatFit(figures, taken, room, widthOf) {
  const circles = figures.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const full = [...circles, ...taken];
  const found = [];
  for (const { id, x, y, radius, rows } of figures.filter((each) => each.rows?.length).sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1))) {
    const [wide, high] = [Math.max(...rows.map(widthOf)), rows.length * ROW];
    const at = (left, top) => ({ left: left - AIR, right: left + wide + AIR, top, bottom: top + high });
    const [middle, below, above] = [x - wide / 2, y + radius + NEAR, y - radius - NEAR - high];
    const aside = [-0.35, 0.35].map((share) => middle + share * wide);
    const places = [at(middle, below), at(middle, above), at(x + radius + NEAR, y - high / 2), at(x - radius - NEAR - wide, y - high / 2), ...aside.flatMap((left) => [at(left, below), at(left, above)]), at(middle, below + ROW / 2), at(middle, above - ROW / 2)];
    const box = places.find((each) => each.left >= 0 && each.top >= 0 && each.right <= room.width && each.bottom <= room.height && !full.some((other) => meet(each, other)));
    if (!box) continue;
    full.push(box);
    found.push({ id, rows, box });
  }
  return found;
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** How wide a name is in the letters that are written here. */
export function measure(context) {
  context.font = FONT;
  return (row) => context.measureText(row).width;
}

/** Write names on a context that is drawn in CSS pixels. */
export function writeNames(context, names) {
  context.font = FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  [context.strokeStyle, context.fillStyle] = [tones().paper, tones().ink];
  for (const { rows, box } of names) {
    rows.forEach((row, i) => {
      const [x, y] = [(box.left + box.right) / 2, box.top + (i + 0.5) * ROW];
      context.strokeText(row, x, y);
      context.fillText(row, x, y);
    });
  }
}
