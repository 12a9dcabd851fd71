/** The page inside another: `?embed` leaves the view alone with one line on where it is from, `?embed=legend` its legend too. */

import { el } from "./dom.js";

/** The address of this page as it is now, with or without its frame. */
export function addressOf({ embedded }) {
  const url = new URL(location.href);
  if (embedded) url.searchParams.set("embed", "");
  else url.searchParams.delete("embed");
  return url.href.replace("?embed=#", "?embed#").replace(/\?embed=$/, "?embed");
}

/** Set the page up for another's frame, if its address says so. */
export function embed({ title, source }) {
  const asked = new URLSearchParams(location.search).get("embed");
  if (asked === null) return false;
  document.body.classList.add("embed");
  document.body.classList.toggle("with-legend", asked === "legend");
  const way = el("a", { target: "_blank", rel: "noopener noreferrer" }, "Open the full page");
  // The address changes with every choice, so the way is made when it is taken.
  const renew = () => way.setAttribute("href", addressOf({ embedded: false }));
  for (const event of ["pointerenter", "pointerdown", "focus"]) way.addEventListener(event, renew);
  renew();
  document.body.append(el("p", { id: "from-where" }, el("span", {}, el("b", {}, title), ` ${source}`), way));
  return true;
}

/** The element with which another page shows this one. */
export const embedCode = (title) => {
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${escaped(addressOf({ embedded: true }))}" title="${escaped(title)}" width="100%" height="600" loading="lazy"></iframe>`;
};

