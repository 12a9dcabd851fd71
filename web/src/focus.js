/** The focus: how it finds back to a control that was drawn anew. */

import { byId } from "./dom.js";

const seen = (element) => element.getClientRects().length > 0;

/** What a control is known by: what it stands for, or its words. */
const says = ({ dataset: { key, act, by }, textContent }) => key ?? act ?? by ?? textContent;

/** The record whose row or card a control stands in. */
const rowOf = (element) => element.parentElement.closest("[data-key]")?.dataset.key;

/** A function that gives a control as it is now: itself, the one drawn in its place, or null where none is to be seen. */
export function place(element) {
  const box = element.parentElement?.closest("[id]")?.id;
  const { id, localName } = element;
  if (!box) return () => (element !== document.body && element.isConnected && seen(element) ? element : null);
  const [words, row] = [says(element), rowOf(element)];
  const alike = () => [...(byId(box)?.querySelectorAll(localName) ?? [])].filter((each) => seen(each) && says(each) === words);
  const inRow = () => alike().filter((each) => rowOf(each) === row);
  const number = inRow().indexOf(element);
  return () => {
    if (element.isConnected) return seen(element) ? element : null;
    const same = id ? byId(id) : (inRow()[number] ?? inRow()[0] ?? alike()[0]);
    return same && seen(same) ? same : null;
  };
}

/** Draw a box anew, and give the focus back to the control in it that had it. */
export function keepingFocus(box, draw) {
  const active = box?.contains(document.activeElement) ? document.activeElement : null;
  const again = active && place(active);
  draw();
  if (active && !active.isConnected) again()?.focus({ preventScroll: true });
}
