/** Which names must wait for a click, because at rest they would lie on another. */

/**
 * Ids of the figures whose name finds no room, of boxes `{ id, weight, first, left, top, right, bottom }`: heavier ones
 * are written first, before all those that the reader put where they are.
 */
export function crowded(boxes) {
  const order = [...boxes].sort((one, other) => Number(other.first ?? false) - Number(one.first ?? false) || other.weight - one.weight || (one.id < other.id ? -1 : 1));
  const grid = new Map();
  const left = new Set();
  for (const box of order) {
    const cells = cellsOf(box);
    if (cells.some((cell) => (grid.get(cell) ?? []).some((other) => meet(box, other)))) left.add(box.id);
    else for (const cell of cells) grid.set(cell, [...(grid.get(cell) ?? []), box]);
  }
  return left;
}

const CELL = 120;

function cellsOf({ left, top, right, bottom }) {
  const cells = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) cells.push(`${x} ${y}`);
  }
  return cells;
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
