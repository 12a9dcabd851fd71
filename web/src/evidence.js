/** How we know: one piece of evidence as a reader needs it. */

import { inWords } from "./dates.js";
import { el, link } from "./dom.js";
import { grade } from "./words.js";

function cited(source) {
  const title = source.url ? link(source.title, source.url) : source.title;
  const about = [source.publisher, source.author !== source.publisher && source.author, source.published && inWords(source.published)];
  return [el("cite", {}, title), ` — ${about.filter(Boolean).join(", ")}`];
}

/** An Admiralty grade as a code that says itself in words. */
export function graded(reliability, credibility) {
  const mark = grade(reliability, credibility);
  return mark && el("abbr", { class: "grade", title: mark.words, "aria-label": `${mark.code}: ${mark.words}` }, mark.code);
}

function item(dossier, each, open) {
  const source = dossier.get(`source:${each.source}`) ?? { title: each.source, publisher: "not in this dossier" };
  const carrier = each.via && (dossier.get(`source:${each.via}`) ?? { title: each.via, publisher: "not in this dossier" });
  const paragraph = each.locator && `paragraph ${each.locator.paragraph}`;
  return el(
    "li",
    {},
    cited(source),
    carrier && el("span", { class: "via" }, "; via ", cited(carrier)),
    paragraph && el("span", { class: "where" }, `, ${paragraph}`),
    " ",
    graded(source.reliability, each.credibility),
    each.lock && el("span", { class: "lock", title: `Passage of ${each.lock.end - each.lock.start} characters, SHA-256 ${each.lock.sha256}` }, "passage locked"),
    source.key && el("button", { type: "button", class: "more", on: { click: () => open(source.key) } }, "about this source"),
    each.note && el("p", { class: "note" }, each.note),
  );
}

/** The list of a record's evidence. */
export function evidenceList(dossier, evidence, open) {
  if (!evidence?.length) return el("p", { class: "none" }, "no evidence given");
  return el("ul", { class: "evidence", "aria-label": "Evidence" }, evidence.map((each) => item(dossier, each, open)));
}

/** One line for a table cell: sources with date, paragraph and grade. */
export function evidenceLine(dossier, evidence) {
  return (evidence ?? []).map((each) => {
    const source = dossier.get(`source:${each.source}`) ?? { title: each.source };
    const carrier = each.via && dossier.get(`source:${each.via}`);
    return el("div", {}, cited(source), carrier && ["; via ", cited(carrier)], each.locator && `, paragraph ${each.locator.paragraph}`, " ", graded(source.reliability, each.credibility));
  });
}
