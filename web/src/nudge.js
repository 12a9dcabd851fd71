/** Where words go so that none lies on another. */

/** Heights near those wanted, which must be in order, at least `gap` apart and between `top` and `bottom` if there is room. */
export function apart(wanted, gap, top, bottom) {
  const found = [];
  for (const [i, y] of wanted.entries()) found.push(Math.max(y, top, i ? found[i - 1] + gap : top));
  for (let i = found.length - 1; i >= 0; i -= 1) found[i] = Math.min(found[i], i === found.length - 1 ? bottom : found[i + 1] - gap);
  const over = top - (found[0] ?? top);
  return over > 0 ? found.map((y) => y + over) : found;
}

const WAYS = [[1, 0], [1, -1], [-1, 0], [1, 1], [-1, 1], [0, -1], [0, 1], [-1, -1]];
const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** The nearest box of a size beside a point that touches no other and stays inside; null where there is none. */
export function beside({ x, y }, { width, height }, taken, inside) {
  for (const reach of [10, 18, 28, 42, 60, 84]) {
    for (const [across, up] of WAYS) {
      const [cx, cy] = [x + across * (reach + width / 2), y + up * (reach + (across ? 0 : 3))];
      const box = { left: cx - width / 2, right: cx + width / 2, top: cy - height / 2, bottom: cy + height / 2 };
      const within = box.left >= inside.left && box.right <= inside.right && box.top >= inside.top && box.bottom <= inside.bottom;
      if (within && !taken.some((other) => meet(box, other))) return box;
    }
  }
  return null;
}
