/** The box of filters: by kind of actor and tie, stance, date and grade. What is unticked is left out of every view. */

import { wrongSpan } from "./dates.js";
import { byId, el } from "./dom.js";
import { CREDIBILITY, RELIABILITY } from "./sieve.js";
import { ORDER } from "./stance.js";
import { CREDIBILITIES, RELIABILITIES, spaced, STANCES, TIES } from "./words.js";

const UNGRADED = { "": "count", without: "left out", only: "only these" };

/** The kinds that occur in a dossier, each as [key of the switch, name]. */
function kindsIn(dossier) {
  const present = (kind, field = "kind") => new Set(dossier.ofKind(kind).map((each) => each[field]));
  const stances = present("position", "stance");
  return {
    Actors: [...present("actor")].sort().map((kind) => [`kind:${kind}`, kind]),
    Stances: ORDER.filter((stance) => stances.has(stance)).map((stance) => [`line:${stance}`, STANCES[stance]]),
    Ties: [...present("tie")].sort().map((kind) => [`tie:${kind}`, TIES[kind] ?? spaced(kind)]),
  };
}

/** The box; `toggle` gets the key of a switch, `change` a part of the state. */
export class FilterBox {
  constructor(dossier, { toggle, change, days }) {
    this.box = byId("filters");
    this.dossier = dossier;
    this.wrong = el("p", { id: "dates-wrong", role: "alert" });
    const switches = Object.entries(kindsIn(dossier)).filter(([, entries]) => entries.length);
    const choose = (id, name, options) => el("label", {}, `${name} `, el("select", { id: `filter-${id}`, on: { change: ({ target }) => change({ [id]: target.value }) } }, options.map(([value, words]) => el("option", { value }, words))));
    const least = (grades, words) => [["", "any"], ...grades.slice(0, -1).map((grade, i) => [grade, i ? `${grade} or better: ${words[grade]}` : `${grade}: ${words[grade]}`]), [grades.at(-1), "any grade given"]];
    const day = (id, name) => el("label", {}, `${name} `, el("input", { id, type: "date", min: days[0], max: days[1], on: { change: ({ target }) => change({ [id]: target.value }) } }));
    byId("filters-body").append(
      ...switches.map(([name, entries]) => el("fieldset", {}, el("legend", {}, name), entries.map(([key, words]) => el("label", { class: "tick" }, el("input", { type: "checkbox", "data-off": key, on: { change: () => toggle(key) } }), ` ${words}`)))),
      el("fieldset", {}, el("legend", {}, "Evidence"), choose("rel", "Source", least(RELIABILITY, RELIABILITIES)), choose("cred", "Information", least(CREDIBILITY, CREDIBILITIES)), choose("ungraded", "Not graded", Object.entries(UNGRADED))),
      el("fieldset", {}, el("legend", {}, "Dated"), day("from", "from"), day("until", "to"), this.wrong, el("p", { class: "hint" }, "What is claimed or happened between these days; the day above says what holds.")),
    );
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.box.open) return;
      this.box.open = false;
      this.box.querySelector("summary").focus();
      event.stopPropagation();
    });
  }

  /** Let the box say what the state says, and its head how many filters are set. */
  show(state) {
    for (const tick of this.box.querySelectorAll("[data-off]")) tick.checked = !state.off.has(tick.dataset.off);
    for (const id of ["rel", "cred", "ungraded"]) byId(`filter-${id}`).value = state[id];
    for (const id of ["from", "until"]) byId(id).value = state[id];
    this.wrong.textContent = wrongSpan(state.from, state.until);
    const set = state.off.size + ["rel", "cred", "ungraded", "from", "until"].filter((id) => state[id]).length;
    byId("filters-set").textContent = set ? ` (${set} set)` : "";
  }
}
