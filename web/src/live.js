/** The page as `graphkit serve` gives it: it reloads when the dossier changes, and shows what is wrong with it. */

import { byId, el } from "./dom.js";

const { version } = byId("live").dataset;

/** The problems over the page, which stays as it was before them. */
function tell(problems) {
  byId("problems")?.remove();
  if (!problems.length) return;
  const one = problems.length === 1;
  const box = el(
    "section",
    { id: "problems", role: "alert", "aria-labelledby": "problems-title", tabindex: "0" },
    el("h2", { id: "problems-title" }, `${problems.length} ${one ? "error" : "errors"} in the dossier`),
    el("button", { type: "button", on: { click: () => box.remove() } }, "Hide"),
    el("p", {}, version ? "Below is the page as it was before. It follows when they are mended." : "The page comes when they are mended."),
    el("ul", {}, problems.map((problem) => el("li", {}, el("code", {}, problem)))),
  );
  document.body.append(box);
}

// A server that went away comes back under the same address: the browser asks again by itself.
new EventSource("live").addEventListener("message", ({ data }) => {
  const now = JSON.parse(data);
  if (now.version && now.version !== version) location.reload();
  else tell(now.problems);
});
