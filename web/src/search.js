/** Search by any name, in any script: an ARIA combobox over plain substring matching, then near misses. */

import { byId, el } from "./dom.js";

const SHOWN = 12;
const KINDS = ["actor", "issue", "event", "proposal", "source"];

/** Text without case, accents or width, as it is compared. */
export function folded(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  return bare || text.toLowerCase();
}

function near(word, query) {
  const most = query.length < 5 ? 1 : 2;
  if (Math.abs(word.length - query.length) > most) return false;
  let row = Array.from({ length: query.length + 1 }, (_, i) => i);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= query.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (word[i - 1] === query[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[query.length] <= most;
}

function rank(name, query) {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const at = name.indexOf(query);
  if (at > 0) return /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
  if (query.length > 3 && name.split(/[^\p{L}\p{N}]+/u).some((word) => near(word, query))) return 4;
  return Infinity;
}

/** What can be searched: every name of every record that has one, and the claims. */
export function catalogue(dossier) {
  const claims = dossier.ofKind("position").map((each) => ({ key: each.key, what: "claim", names: [each.claim], folds: [folded(each.claim)] }));
  return [...KINDS, "thing"].flatMap((kind) => dossier.ofKind(kind)).map((record) => {
    const names = [record.name ?? record.title, record.short, ...(record.aliases ?? []), record.id].filter(Boolean);
    return { key: record.key, what: record.type === "actor" ? record.kind : record.type === "thing" ? record.what : record.type, names, folds: names.map(folded) };
  }).concat(claims);
}

/** The entries that match, best first, each with the name that matched. */
export function find(entries, text) {
  const query = folded(text);
  if (!query) return [];
  const hits = [];
  for (const entry of entries) {
    let best = Infinity;
    let matched = 0;
    entry.folds.forEach((fold, index) => {
      // Claims come after names, and only where the words stand in them.
      const score = entry.what === "claim" ? (fold.includes(query) ? 5 : Infinity) : rank(fold, query);
      if (score < best) [best, matched] = [score, index];
    });
    if (best < Infinity) hits.push({ ...entry, score: best, matched: entry.names[matched] });
  }
  return hits.sort((a, b) => a.score - b.score || (a.names[0] < b.names[0] ? -1 : 1));
}

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
    input.value = entry.names[0];
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
          el("span", { class: "name" }, entry.names[0]),
          entry.matched !== entry.names[0] && el("span", { class: "alias" }, entry.matched),
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
