/** The gaps: which claims do not go together, whose word is missing, and how well each issue is covered. */

import { onDay } from "./dates.js";
import { el } from "./dom.js";
import { many } from "./words.js";

const WORDS = {
  "public-private": "other words in private than in public",
  "at-once": "support and opposition that both stand",
  "undeclared-change": "changed, and the record does not say that the one replaces the other",
  "off-the-line": "against the line of",
};
const STATES = { sourced: "two texts or more", single: "one text alone", stale: "old evidence alone", none: "none known" };

/** The gaps that the issue and the actors chosen leave. */
export function gapsIn(gaps, { issue }, passes) {
  const about = (id) => !issue || `issue:${id}` === issue;
  const covered = gaps.issues.filter(({ id }) => about(id));
  return { covered, silent: covered.filter(({ silent }) => silent.length), pairs: gaps.contradictions.filter(([, actor, , id]) => about(id) && passes(`actor:${actor}`)) };
}

/** The sections; `to` makes a way to a record, by key and words. */
export function gapsView(gaps, { state, to, passes }) {
  if (!gaps) return [el("p", { class: "none" }, "This dossier is too large for its gaps to be in the page; graphkit gaps tells them.")];
  const day = onDay(gaps.day, "As of").trim();
  const { pairs, silent, covered } = gapsIn(gaps, state, passes);
  return [
    el("p", { class: "hint" }, day && `${day}${state.day === gaps.day ? "" : ", whatever the day above is set to"}. `, "A gap is one of this dossier: what it does not hold may be known elsewhere."),
    el("section", { class: "gaps" }, el("h3", {}, `Claims that do not go together: ${pairs.length}`), pairs.length ? el("ul", {}, pairs.map((each) => contradiction(each, to))) : el("p", { class: "none" }, "none found")),
    el("section", { class: "gaps" }, el("h3", {}, `Whose yes a deal needs, and of whom no position is known: ${silent.length ? `on ${many(silent.length, "issue")}` : "none"}`), silent.length ? el("ul", {}, silent.map(({ id, silent: who }) => el("li", {}, to(`issue:${id}`), ": ", who.flatMap((actor, i) => [i ? ", " : "", to(`actor:${actor}`)])))) : el("p", { class: "none" }, "none, as far as issues say whose yes they need")),
    el(
      "table",
      { class: "claims" },
      el("caption", {}, "How well it is known where those stand who speak at all: actors by issue"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Issue"), gaps.states.map((name) => el("th", { scope: "col", class: "number" }, STATES[name])))),
      el("tbody", {}, covered.map(({ id, known }) => el("tr", { "data-key": `issue:${id}` }, el("td", { class: "what" }, to(`issue:${id}`)), known.map((number) => el("td", { class: "number" }, String(number)))))),
    ),
  ];
}

function contradiction([kind, actor, line, issue, first, second], to) {
  return el("li", {}, to(`actor:${actor}`), " on ", to(`issue:${issue}`), `: ${WORDS[kind]}`, line ? [" ", to(`actor:${line}`)] : "", " — ", to(`position:${first}`, "the one claim"), ", ", to(`position:${second}`, "the other"));
}
