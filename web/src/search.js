/** The search box: an ARIA combobox over what was found. */

import { byId, el } from "./dom.js";
import { catalogue, find } from "./finding.js";

const SHOWN = 12;

/** Wire the search box; `choose` gets the key of the entry taken. */
export function searchBox(dossier, choose) {
  const [input, list, said] = [byId("search"), byId("search-list"), byId("search-said")];
  // Made at the first letter: of thousands of claims it takes a moment that opening the page need not wait for.
  let entries = null;
  let options = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (index) => {
    const entry = options[index];
    if (!entry) return;
    input.value = entry.name;
    said.textContent = "";
    close();
    choose(entry.key);
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    list.children[index]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `search-option-${index}`);
  };
  const open = () => {
    entries ??= catalogue(dossier);
    const hits = find(entries, input.value);
    options = hits.slice(0, SHOWN);
    list.replaceChildren(
      ...options.map((entry, i) =>
        el(
          "li",
          { role: "option", id: `search-option-${i}`, "aria-selected": "false", on: { mousedown: (e) => e.preventDefault(), click: () => take(i) } },
          el("span", { class: "name" }, entry.name),
          entry.matched !== entry.name && el("span", { class: "alias" }, entry.matched),
          entry.about && el("span", { class: "alias" }, entry.about),
          el("span", { class: "what" }, entry.what),
        ),
      ),
    );
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    active = -1;
    if (!input.value.trim()) said.textContent = "";
    else if (!hits.length) said.textContent = "Nothing found";
    else said.textContent = hits.length > SHOWN ? `${SHOWN} of ${hits.length} found` : `${hits.length} found`;
  };

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length) mark((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
      event.preventDefault();
    } else if (event.key === "Enter") {
      take(Math.max(active, 0));
      event.preventDefault();
    } else if (event.key === "Escape" && (!list.hidden || input.value)) {
      if (list.hidden) input.value = "";
      close();
      said.textContent = "";
      event.stopPropagation();
    }
  });
}
