/** Moving among many buttons by arrow keys; the Tab key enters them once. */

/**
 * Let one of the buttons in a box that match take the Tab key, the first that matches `entry` where there is one, and the
 * arrows lead to the nearest in their direction.
 */
export function rove(box, selector, entry = selector) {
  const all = () => [...box.querySelectorAll(selector)].filter((each) => each.getClientRects().length);
  const first = box.querySelector(entry) ?? box.querySelector(selector);
  for (const each of box.querySelectorAll(selector)) each.tabIndex = -1;
  if (first) first.tabIndex = 0;
  if (box.dataset.roves) return;
  box.dataset.roves = "yes";
  box.addEventListener("focusin", ({ target }) => {
    if (!target.matches(selector)) return;
    box.querySelectorAll(`${selector}[tabindex="0"]`).forEach((each) => (each.tabIndex = -1));
    target.tabIndex = 0;
  });
  box.addEventListener("keydown", (event) => {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way || !event.target.matches(selector)) return;
    nearest(event.target, all(), way)?.focus();
    event.preventDefault();
  });
}

function nearest(from, others, [right, down]) {
  const here = from.getBoundingClientRect();
  let best = null;
  let least = Infinity;
  for (const each of others) {
    const there = each.getBoundingClientRect();
    const [x, y] = [there.left - here.left, there.top - here.top];
    const along = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    const cost = along + 4 * aside;
    if (each !== from && along > 1 && cost < least) [best, least] = [each, cost];
  }
  return best;
}
