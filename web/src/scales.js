/** The scales: per issue one line from 0 to 100, who stands where on it, and whether there is room for a deal. */

import { inWords } from "./dates.js";
import { byId, el, listed, svg } from "./dom.js";
import { come, holds } from "./held.js";
import { CONSEQUENCE, nameOf, outcome } from "./models.js";
import { acceptedByAll, answersInWords, offersOn } from "./offers.js";
import { noPackages, packages, packagesTables } from "./packages.js";
import { rounds, roundsKey, roundsTable } from "./rounds.js";
import { doubtful, glyph, GLYPHS, stanceKey } from "./stance.js";
import { tornado, tornadoKey, tornadoTable } from "./tornado.js";
import { many, STANCES } from "./words.js";
import { zone } from "./zone.js";

const ROW = 26;
const STRIP = 17;
const MOST = 24;
const ISSUES = 40;

const x = (value) => `${value}%`;

export class Scales {
  constructor({ dossier, select, passes, sieve, models }) {
    Object.assign(this, { dossier, select, passes, sieve, models });
    this.box = byId("view-scales");
    this.whole = new Set();
    this.open = new Set();
    this.named = { name: (actor) => dossier.fit(`actor:${actor}`), source: (id) => dossier.name(`source:${id}`), select };
  }

  draw(state, marked, fresh = new Set()) {
    this.fresh = fresh;
    this.state = state;
    this.marked = marked;
    const scaled = this.dossier.ofKind("issue").filter((issue) => issue.scale);
    const asked = scaled.filter((issue) => !state.issue || issue.key === state.issue);
    this.zones = new Map(asked.map((issue) => [issue.key, zone(this.dossier, issue, state.day, this.sieve.counts)]));
    const sorted = asked.map((issue) => [issue, this.#placed(issue)]).sort(([one, a], [other, b]) => b.length - a.length || one.name.localeCompare(other.name));
    const shown = sorted.slice(0, ISSUES);
    const without = this.dossier.ofKind("issue").length - scaled.length;
    const notes = [this.models.drawn, this.models.any && this.sieve.narrows && "Filters leave what models computed as it is.", shown.length < sorted.length && `${shown.length} of ${sorted.length} issues shown, those with most places; choose an issue to see another.`, without && !state.issue && `${many(without, "issue")} without a scale not shown.`];
    this.box.replaceChildren(
      el("div", { class: "how" }, this.#summary(asked), this.#key(), el("p", { class: "hint" }, "Places and limits are the coder’s judgement of what the sources say; the claims are behind the names.", notes.filter(Boolean).map((each) => ` ${each}`)), this.#down()),
      ...(shown.length ? [] : [el("p", { class: "none" }, state.issue ? "This issue has no scale." : "No issue of this dossier has a scale.")]),
      ...(state.table ? [this.#table(shown), ...this.#computed(shown)] : [el("div", { class: "figures" }, shown.map(([issue, placed]) => this.#figure(issue, placed)), this.#packages())]),
    );
  }

  #key() {
    const mark = (...parts) => svg("svg", { width: 40, height: 16, "aria-hidden": "true", class: "plot sample" }, parts);
    return stanceKey(
      [mark(...whisker("support", "4", "36", 8)), " the coder’s uncertainty"],
      [mark(...bracket("6", "30", 8, { low: true, high: true })), " would accept"],
      [mark(svg("rect", { class: "zone", x: 2, y: 0, width: 36, height: 16 })), " zone of agreement"],
      [mark(svg("rect", { class: "gap", x: 2, y: 0, width: 36, height: 16 })), " gap"],
      [mark(svg("line", { class: "quo", x1: 20, x2: 20, y1: 0, y2: 16 })), " status quo"],
      ...(this.models.any ? [[el("span", { class: "glyph plain" }, "\u25C6"), " outcome of a model"]] : []),
      ...(this.models.found?.draws ? [[mark(svg("g", { class: "model" }, [["4", "36"], ["4", "4"], ["36", "36"]].map(([x1, x2]) => svg("line", { x1, x2, y1: x1 === x2 ? 5 : 8, y2: x1 === x2 ? 11 : 8 })), svg("circle", { class: "median", cx: 18, cy: 8, r: 4 }))), ` ${this.models.found.draws.interval} % of draws, median`]] : []),
    );
  }

  #positions(issue) {
    return this.dossier
      .naming("position.issue", issue.key)
      .filter((each) => this.sieve.on(each, this.state.day));
  }

  /** What is known of an issue on the day and left out by the filters, in words; empty where nothing is. */
  #left(issue) {
    const known = this.dossier.naming("position.issue", issue.key).filter((each) => holds(each, this.state.day)).length - this.#positions(issue).length;
    const quo = (issue.status_quo ?? []).some((each) => come(each, this.state.day)) && !this.#quo(issue);
    return [known && many(known, "position"), quo && "the status quo"].filter(Boolean).join(" and ");
  }

  #placed(issue) {
    const places = this.#positions(issue).filter((each) => each.value !== undefined || each.accepts);
    return places.sort((one, other) => (other.value ?? 50) - (one.value ?? 50) || this.#who(one).localeCompare(this.#who(other)));
  }

  #who = (each) => this.dossier.name(`actor:${each.actor}`);

  #quo(issue) {
    return this.sieve.stood(issue, this.state.day).at(-1);
  }

  #verdict(issue) {
    const found = this.zones.get(issue.key);
    const { whom: unknown = [] } = this.sieve.narrows ? zone(this.dossier, issue, this.state.day) : found;
    const left = (found.whom ?? []).filter((key) => !unknown.includes(key));
    const names = (keys) => keys.map((key) => this.dossier.name(key)).join(" and ");
    const needed = names((issue.consent ?? []).map((id) => `actor:${id}`));
    const all = { 1: "", 2: "both" }[issue.consent?.length] ?? "all";
    const words = {
      zone: () => [el("b", {}, `Zone of agreement: ${range(found)}`), ` — what ${needed} would ${all} accept.`],
      gap: () => [el("b", {}, `No zone: gap from ${found.from} to ${found.to}`), ` — no point that ${needed} would ${all} accept.`],
      unknown: () => [
        `Needs the yes of ${needed}. `,
        left.length ? `No zone can be told: what ${names(left)} would accept is left out by the filters.` : "",
        unknown.length ? [left.length ? " Not" : found.some ? "No zone can be told: not" : "Not", " known what ", left.length || found.some ? names(unknown) : "they", " would accept."].join("") : "",
      ],
      open: () => [issue.quota !== undefined ? `A deal needs ${issue.quota} % of capability.` : "Not recorded whose yes a deal needs."],
    };
    return [found, [...words[found.kind]().flat(), found.doubt && " It rests on claims that are alleged or disputed (*).", this.sieve.narrows && " Only claims that pass the filters count."]];
  }

  #figure(issue, all) {
    const [found, verdict] = this.#verdict(issue);
    const few = all.length > MOST && !this.whole.has(issue.key);
    const placed = few ? all.filter((each, i) => i < MOST || this.marked.has(each.key)) : all;
    const quo = this.#quo(issue);
    const { rows: outcomes, courses, swings } = this.models.of(issue, this.state.day);
    const top = (quo ? STRIP : 0) + (hasArea(found) ? STRIP : 0) + 4;
    const unplaced = this.#positions(issue).filter((each) => !all.includes(each));
    return el(
      "figure",
      { class: this.marked.has(issue.key) ? "scale marked" : "scale", "data-key": issue.key },
      el("figcaption", {}, el("h3", {}, el("button", { type: "button", class: "to", on: { click: () => this.select(issue.key) } }, issue.name)), el("p", { class: "question" }, issue.question), el("p", { class: `verdict ${found.kind}` }, verdict)),
      el(
        "div",
        { class: "rows" },
        lowered(top, el("ul", { class: "who" }, placed.map((each) => this.#name(each)), outcomes.map(([model]) => el("li", { class: "of-model" }, el("span", { class: "glyph plain", "aria-hidden": "true" }, "\u25C6"), el("span", { class: "words" }, nameOf(model)))))),
        el("div", { class: "line" }, this.#plot(issue, placed, { found, quo, top, outcomes })),
        lowered(top, el("ul", { class: "numbers" }, placed.map((each) => el("li", {}, numbers(each))), outcomes.map((row) => el("li", {}, outcome(row))))),
        el("p", { class: "end low" }, el("b", {}, "0"), ` ${issue.scale.low}`),
        el("p", { class: "end high" }, `${issue.scale.high} `, el("b", {}, "100")),
      ),
      this.#offers(issue),
      placed.length || this.#left(issue) ? null : el("p", { class: "none" }, "Nobody’s place on this scale is known."),
      this.#left(issue) ? el("p", { class: "none left" }, `Left out by the filters: ${this.#left(issue)}.`) : null,
      few && all.length > placed.length ? el("button", { type: "button", class: "more", on: { click: () => this.#all(issue.key) } }, `Show all ${all.length}`) : null,
      unplaced.length ? el("p", { class: "hint" }, "Without a place on the scale: ", listed(unplaced.map((each) => [glyph(each.stance, { doubt: doubtful(each) }), " ", this.#to(each)]))) : null,
      this.models.note(issue, this.state.day),
      courses.length ? this.#fold("rounds", issue, "Rounds of the models", () => [roundsKey(), rounds(courses, this.named)]) : null,
      swings.length ? this.#fold("inputs", issue, "Which input matters most", () => [tornadoKey(), tornado(swings, outcomes, this.named)]) : null,
    );
  }

  /** What was proposed on the issue by the day, with the answers. */
  #offers(issue) {
    const offers = offersOn(this.dossier, this.sieve, issue, this.state.day);
    if (!offers.length) return null;
    return el("ul", { class: "offers" }, offers.map(({ proposal, term, answers }) => el("li", {}, "Proposal: ", el("button", { type: "button", class: "to", "data-key": proposal.key, on: { click: () => this.select(proposal.key) } }, proposal.name), ` (${this.#by(proposal)})${term.value === undefined ? "" : `, ${term.value} of 100`}: ${answersInWords(answers, this.named.name)}`)));
  }

  #by = (proposal) => [(proposal.by ?? []).map((actor) => this.named.name(actor)).join(" and "), proposal.date && inWords(proposal.date)].filter(Boolean).join(", ");

  /** On how many issues there is room, in one sentence; nothing where only one is asked for. */
  #summary(issues) {
    if (this.state.issue || issues.length < 2) return null;
    const kinds = [...this.zones.values()].map(({ kind }) => kind);
    const on = (kind) => kinds.filter((each) => each === kind).length;
    const agreed = issues.filter((issue) => offersOn(this.dossier, this.sieve, issue, this.state.day).some(({ answers }) => acceptedByAll(issue, answers))).length;
    const parts = [agreed && `on ${agreed} a proposal was accepted by all whose yes is needed`, on("gap") && `a gap on ${on("gap")}`, on("unknown") && `on ${on("unknown")} it is not known what all would accept whose yes is needed`, on("open") && `on ${on("open")} it is not recorded whose yes is needed`];
    return el("p", { class: "sum" }, el("b", {}, `Zone of agreement on ${on("zone")} of ${many(issues.length, "issue")}`), parts.filter(Boolean).map((each) => `; ${each}`), ".");
  }

  /** A part that is drawn when it is opened, and stays open. */
  #fold(part, issue, words, draw) {
    const key = `${part}:${issue.id}`;
    const box = el("details", { class: "part", open: this.open.has(key) }, el("summary", { "data-key": key }, words, el("span", { class: "sr-only" }, `: ${issue.name}`)));
    const fill = () => box.children.length > 1 || box.append(...draw().flat().filter(Boolean));
    box.addEventListener("toggle", () => {
      this.open[box.open ? "add" : "delete"](key);
      if (box.open) fill();
    });
    if (box.open) fill();
    return box;
  }

  // ---- packages ------------------------------------------------------------------------------------------------

  #issue = (id) => this.dossier.name(`issue:${id}`);

  /** The packages across all issues; nothing while one alone is asked for. */
  #packages() {
    const found = this.state.issue ? null : this.models.packages(this.state.day);
    if (!found) return null;
    if (!found.points) return el("p", { class: "of-models no-packages" }, found.other ?? noPackages(found));
    const note = el("p", { class: "of-models" }, CONSEQUENCE, this.models.assumed && ` ${this.models.assumed}`);
    return packages(found, { actor: this.named.name, issue: this.#issue, room: this.box.clientWidth - 80, note });
  }

  /** The way down to the packages, which stand below all issues. */
  #down() {
    const lead = () => {
      const title = this.box.querySelector(".packages h3");
      title.scrollIntoView({ block: "start" });
      title.focus();
    };
    const there = !this.state.table && !this.state.issue && this.models.packages(this.state.day)?.points;
    return there ? el("button", { type: "button", class: "ui", on: { click: lead } }, "To the packages across issues") : null;
  }

  /** What models drew, as tables: rounds, what matters most, and packages. */
  #computed(shown) {
    const of = (part) => shown.map(([issue]) => [issue, this.models.of(issue, this.state.day)[part]]);
    const found = this.state.issue ? null : this.models.packages(this.state.day);
    const tables = [roundsTable(of("courses"), this.named), tornadoTable(of("swings"), this.named), ...(found?.points ? packagesTables(found, { actor: this.named.name, issue: this.#issue }) : [])].filter(Boolean);
    const said = [tables.length && `${CONSEQUENCE} ${this.models.assumed}`, found && !found.points && (found.other ?? noPackages(found))].filter(Boolean);
    return [...tables.map(plainTable), ...said.map((words) => el("p", { class: "of-models" }, words))];
  }

  #all(key) {
    this.whole.add(key);
    this.draw(this.state, this.marked);
  }

  #to(each) {
    return el("button", { type: "button", class: "to", on: { click: () => this.select(each.key) } }, this.#who(each));
  }

  #name(each) {
    const marked = this.marked.has(each.key);
    const name = this.dossier.fit(`actor:${each.actor}`);
    return el("li", { class: [marked && "marked", this.fresh.has(each.key) && "flash"].filter(Boolean).join(" ") || null }, glyph(each.stance, { doubt: doubtful(each) }), el("button", { type: "button", class: "name", title: `${this.#who(each)}: ${each.claim}`, "aria-label": `${name}: ${STANCES[each.stance]}${doubtful(each) ? ", alleged or disputed" : ""}`, "data-key": each.key, on: { click: () => this.select(each.key) } }, name));
  }

  #plot(issue, placed, { found, quo, top, outcomes }) {
    const bottom = top + Math.max(1, placed.length + outcomes.length) * ROW;
    const told = [...placed.map((each) => `${this.#who(each)} ${numbers(each)}`), ...outcomes.map((row) => `by the model ${nameOf(row[0])} ${outcome(row)}`)];
    const label = `${issue.name}: ${told.join("; ") || (this.#left(issue) ? "left out by the filters" : "nobody placed")}.`;
    const anchor = (value) => (value < 25 ? "start" : value > 75 ? "end" : "middle");
    const area = hasArea(found) ? found : null;
    return svg(
      "svg",
      { class: "plot", width: "100%", height: bottom + 22, role: "img", "aria-label": label },
      area && svg("rect", { class: area.kind, x: x(area.from), width: x(Math.max(0.6, area.to - area.from)), y: top - 4, height: bottom - top + 4 }),
      area && svg("text", { class: "note strong", x: x((area.from + area.to) / 2), y: top - 9, "text-anchor": anchor((area.from + area.to) / 2) }, area.kind === "zone" ? `zone ${range(area)}` : `gap ${area.from} to ${area.to}`),
      [0, 25, 50, 75, 100].map((value) => [svg("line", { class: "tick", x1: x(value), x2: x(value), y1: top - 4, y2: bottom }), svg("text", { class: "note", x: x(value), y: bottom + 15, "text-anchor": "middle" }, String(value))]),
      quo && svg("line", { class: "quo", x1: x(quo.value), x2: x(quo.value), y1: STRIP - 2, y2: bottom }),
      quo && svg("text", { class: "note", x: x(quo.value), y: 11, "text-anchor": anchor(quo.value) }, `status quo ${quo.value}, ${inWords(quo.on)}`),
      placed.map((each, i) => this.#mark(each, top + i * ROW + ROW / 2 - 2)),
      outcomes.map((row, i) => this.models.marks(row, top + (placed.length + i) * ROW + ROW / 2 - 2)),
      svg("line", { class: "axis", x1: "0%", x2: "100%", y1: bottom, y2: bottom }),
    );
  }

  #mark(each, y) {
    const parts = [];
    const { at_least: least, at_most: most } = each.accepts ?? {};
    if (each.accepts) parts.push(...bracket(x(least ?? 0), x(most ?? 100), y, { low: least !== undefined, high: most !== undefined }));
    if (each.low !== undefined && each.high !== undefined) parts.push(...whisker(each.stance, x(each.low), x(each.high), y));
    if (each.value !== undefined) {
      parts.push(svg("circle", { class: `dot ${each.stance}`, cx: x(each.value), cy: y, r: 8 }));
      parts.push(svg("text", { class: `in-dot ${each.stance}`, x: x(each.value), y: y + 4.5, "text-anchor": "middle" }, GLYPHS[each.stance]));
    }
    return svg("g", { class: this.marked.has(each.key) ? "mark marked" : "mark", "data-key": each.key, on: { click: () => this.select(each.key) } }, svg("title", {}, `${this.#who(each)}: ${numbers(each)}`), parts);
  }

  #table(shown) {
    const rows = shown.flatMap(([issue]) => this.#positions(issue).map((each) => [issue, each]));
    const heads = ["Issue", "Actor", "Stance", "Place", "Uncertainty", "Accepts", "Claim"];
    return el(
      "table",
      {},
      el("caption", {}, "Places on the scales, from 0 to 100"),
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
      el(
        "tbody",
        {},
        rows.map(([issue, each]) =>
          el("tr", { "data-key": each.key, class: [this.marked.has(each.key) && "marked", this.fresh.has(each.key) && "flash"].filter(Boolean).join(" ") || null }, el("td", {}, issue.name), el("td", {}, this.#to(each)), el("td", {}, `${STANCES[each.stance]}${doubtful(each) ? ` (${each.status})` : ""}`), el("td", {}, String(each.value ?? "not placed")), el("td", {}, each.low !== undefined && each.high !== undefined ? `${each.low} to ${each.high}` : ""), el("td", {}, accepted(each)), el("td", {}, each.claim)),
        ),
        shown.flatMap(([issue]) => this.models.of(issue, this.state.day).rows.map((row) => el("tr", {}, el("td", {}, issue.name), el("td", {}, `model: ${nameOf(row[0])}`), el("td", {}), el("td", {}, outcome([row[0], row[1], null, null])), el("td", {}, this.models.interval(row)), el("td", {}), el("td", {}, "computed from these numbers")))),
        shown.flatMap(([issue]) => offersOn(this.dossier, this.sieve, issue, this.state.day).map(({ proposal, term, answers }) => el("tr", { "data-key": proposal.key }, el("td", {}, issue.name), el("td", {}, el("button", { type: "button", class: "to", on: { click: () => this.select(proposal.key) } }, `proposal: ${proposal.name}`), ` (${this.#by(proposal)})`), el("td", {}, answersInWords(answers, this.named.name)), el("td", {}, String(term.value ?? "not placed")), el("td", {}), el("td", {}), el("td", {}, term.text)))),
        shown.map(([issue]) => el("tr", {}, el("td", {}, issue.name), el("td", { colspan: heads.length - 1 }, this.#verdict(issue)[1], this.#quo(issue) ? ` Status quo: ${this.#quo(issue).value}, ${inWords(this.#quo(issue).on)}.` : "", this.#left(issue) && ` Left out by the filters: ${this.#left(issue)}.`))),
      ),
    );
  }
}

/** A table of words, the first column of which names the row. */
const plainTable = ({ caption, heads, rows }) => el("table", { class: "computed" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell) => el("td", {}, cell))))));

const hasArea = ({ kind }) => kind === "zone" || kind === "gap";

/** A list that begins as far down as the first mark. */
function lowered(top, list) {
  list.style.marginTop = `${top - 2}px`;
  return list;
}

const range = ({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`);

function accepted({ accepts }) {
  const { at_least: least, at_most: most } = accepts ?? {};
  return [least !== undefined && `at least ${least}`, most !== undefined && `at most ${most}`].filter(Boolean).join(", ");
}

function numbers(each) {
  const unsure = each.low !== undefined && each.high !== undefined ? ` (${each.low}–${each.high})` : "";
  const limits = accepted(each);
  return [each.value === undefined ? "" : `${each.value}${unsure}`, limits && `accepts ${limits}`].filter(Boolean).join(" · ");
}

function whisker(stance, from, to, y) {
  return [svg("line", { class: `whisker ${stance}`, x1: from, x2: to, y1: y, y2: y }), ...[from, to].map((at) => svg("line", { class: `whisker ${stance}`, x1: at, x2: at, y1: y - 4, y2: y + 4 }))];
}

/** What somebody would accept: a band with an upright where there is a limit. */
function bracket(from, to, y, { low, high }) {
  const upright = (at) => svg("line", { class: "limit", x1: at, x2: at, y1: y - 9, y2: y + 9 });
  return [svg("line", { class: "band", x1: from, x2: to, y1: y, y2: y }), low && upright(from), high && upright(to)].filter(Boolean);
}
