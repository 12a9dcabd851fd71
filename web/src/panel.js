/** The side panel: everything about one record, relation or other thing in the picture, with its evidence. */

import { heldSince, inWords } from "./dates.js";
import { byId, el, listed } from "./dom.js";
import { evidenceList } from "./evidence.js";
import { come, holds } from "./held.js";
import { positionsIn } from "./related.js";
import { country, many, spaced, STANCES, TIES } from "./words.js";

/** Makes panels; `open` shows another record, by key. */
export class Panel {
  constructor(dossier, open, close) {
    this.dossier = dossier;
    this.open = open;
    this.day = "";
    this.tools = null;
    this.left = () => false;
    this.pairs = null;
    this.sieve = null;
    this.box = byId("panel");
    this.body = byId("panel-body");
    byId("panel-close").addEventListener("click", close);
  }

  get isOpen() {
    return !this.box.hidden;
  }

  /** Whether an element is the panel's. */
  holds(element) {
    return this.box.contains(element);
  }

  /** Bring the top of the panel into the window. */
  reach() {
    this.box.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
  }

  /** Show a record or a computed relation; move the focus to its heading unless told not to. */
  show(subject, focus = true) {
    const contents = this.#contents(subject).flat(Infinity).filter(Boolean);
    // What can be done stands under the heading and what explains it.
    const tools = this.tools?.(subject);
    contents.splice(contents[1]?.className === "under" ? 2 : 1, 0, ...[this.#standing(subject), tools].flat().filter(Boolean));
    this.body.replaceChildren(...contents);
    this.box.hidden = false;
    document.body.classList.add("with-panel");
    this.body.scrollTop = 0;
    if (focus) byId("panel-title").focus({ preventScroll: true });
  }

  /** Show the same on another day, where the reader is. */
  refresh(subject) {
    const top = this.body.scrollTop;
    this.show(subject, false);
    this.body.scrollTop = top;
  }

  hide() {
    this.box.hidden = true;
    document.body.classList.remove("with-panel");
  }

  #contents(subject) {
    const makers = {
      actor: () => this.#actor(subject),
      issue: () => this.#issue(subject),
      event: () => this.#event(subject),
      proposal: () => this.#proposalPage(subject),
      source: () => this.#source(subject),
      tie: () => this.#tiePage(subject),
      position: () => this.#positionPage(subject),
      agreement: () => this.#shared(subject, "agree"),
      conflict: () => this.#shared(subject, "disagree"),
      role: () => this.#role(subject),
      follows: () => this.#follows(subject),
      judgement: () => this.#judgementPage(subject),
      thing: () => this.#thing(subject),
      link: () => this.#link(subject),
      cell: () => this.#cell(subject),
      merged: () => this.#merged(subject),
      path: () => this.#path(subject),
    };
    if (subject.brief) return this.#brief(subject);
    return makers[subject.type]();
  }

  // ---- pieces ------------------------------------------------------------------------------------------------

  #title(text, ...under) {
    return [el("h2", { id: "panel-title", tabindex: "-1" }, text), under.length ? el("p", { class: "under" }, under) : null];
  }

  /** A way to another record; one that the cut to a day left out is named only. */
  #to(key, label = this.dossier.name(key)) {
    if (!this.dossier.get(key)) return el("span", { class: "none" }, key.slice(key.indexOf(":") + 1));
    return el("button", { type: "button", class: "to", on: { click: () => this.open(key) } }, label);
  }

  #list(keys) {
    return listed(keys.map((key) => this.#to(key)));
  }

  #section(title, items, { none = null, hint = null } = {}) {
    if (!items.length && !none) return null;
    const head = el("h3", {}, title, items.length ? el("span", { class: "count" }, String(items.length)) : null);
    const body = items.length ? el("ul", { class: "records" }, items.map((each) => el("li", {}, each))) : el("p", { class: "none" }, none);
    return el("section", {}, head, hint && el("p", { class: "hint" }, hint), body);
  }

  #facts(rows) {
    const kept = rows.filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false);
    return kept.length ? el("dl", {}, kept.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value)))) : null;
  }

  #evidence(evidence) {
    return evidenceList(this.dossier, evidence, this.open);
  }

  #chip(stance, words = STANCES[stance]) {
    return el("span", { class: `chip ${stance}` }, words);
  }

  // ---- records inside a panel ----------------------------------------------------------------------------------

  #position(each, { actor = false, issue = true } = {}) {
    const number = (value) => String(value);
    const range = each.low !== undefined && each.high !== undefined ? ` (${each.low} to ${each.high})` : "";
    const lines = [each.accepts?.at_least !== undefined && `at least ${each.accepts.at_least}`, each.accepts?.at_most !== undefined && `at most ${each.accepts.at_most}`];
    return [
      el("div", { class: "head" }, actor && this.#to(`actor:${each.actor}`), this.#chip(each.stance), issue && this.#to(`issue:${each.issue}`)),
      this.#outOfTime(each),
      this.#filtered(each),
      el("p", { class: "claim" }, each.claim),
      this.#facts([
        ["When", heldSince(each.valid)],
        ["On behalf of", each.on_behalf_of?.length && this.#list(each.on_behalf_of.map((id) => `actor:${id}`))],
        ["According to", each.attributed_by && this.#to(`actor:${each.attributed_by}`)],
        ["Basis", [each.basis, each.status && each.status !== "plain" && each.status, each.setting === "private" && "in private"].filter(Boolean).join(", ")],
        ["Stated at", each.event && this.#to(`event:${each.event}`)],
        ["Value", each.value !== undefined && `${number(each.value)} of 100${range}, ${each.evidence?.length ? "the coder’s judgement" : "supposed"}`],
        ["Accepts", lines.filter(Boolean).join(", ")],
        ["Likelihood", each.likelihood && spaced(each.likelihood)],
        ["Confidence", each.confidence && `${each.confidence}, in the coding`],
        ["Replaces", each.supersedes && this.dossier.get(`position:${each.supersedes}`) && "an earlier position of the same actor"],
        ["Note", each.note],
      ]),
      each.conditions?.length ? el("div", { class: "conditions" }, el("h4", {}, "Conditions"), el("ul", {}, each.conditions.map((one) => this.#condition(one)))) : null,
      this.#evidence(each.evidence),
    ];
  }

  /** That a position does not hold on the day to which the page is set. */
  #outOfTime(each) {
    if (holds(each, this.day)) return null;
    const ended = each.held[1] && each.held[1] < this.day;
    const held = each.type === "position" ? "held " : "";
    return el("p", { class: "past" }, ended ? `no longer ${held}on ${inWords(this.day)}` : `not yet ${held}on ${inWords(this.day)}`);
  }

  /** That the filters leave a record out of the views. */
  #filtered(each) {
    return this.left(each) ? el("p", { class: "past left" }, "left out by the filters") : null;
  }

  /** What the views show of the subject as a whole: that it is still to come, over, or left out by the filters. */
  #standing(subject) {
    const listed = ["position", "tie"].includes(subject.type);
    return listed || subject.brief ? null : [["event", "proposal"].includes(subject.type) && this.#outOfTime(subject), this.#filtered(subject)].filter(Boolean);
  }

  /** Of an answer or a status quo: that it is still to come on the day, or left out by the filters. */
  #awaited(part, on = inWords(this.day)) {
    return !come(part, this.day) ? el("p", { class: "past" }, `not yet on ${on}`) : this.sieve && !this.sieve.rated(part.evidence) ? el("p", { class: "past left" }, "left out by the filters") : null;
  }

  #condition(one) {
    const bounds = [one.at_least !== undefined && `at least ${one.at_least}`, one.at_most !== undefined && `at most ${one.at_most}`].filter(Boolean).join(", ");
    return el(
      "li",
      {},
      one.text,
      one.issue && [" ", el("span", { class: "kept" }, "(", this.#to(`issue:${one.issue}`), !bounds && ")"), bounds && ` ${bounds})`],
      one.event && [" after ", this.#to(`event:${one.event}`)],
      one.then && [" → then ", this.#chip(one.then)],
    );
  }

  #tie(tie) {
    return [
      el("div", { class: "head" }, this.#to(`actor:${tie.from}`), el("span", { class: "verb" }, TIES[tie.kind] ?? spaced(tie.kind)), this.#to(`actor:${tie.to}`)),
      this.#outOfTime(tie),
      this.#filtered(tie),
      this.#facts([["When", tie.valid && heldSince(tie.valid)], ["Note", tie.note]]),
      this.#evidence(tie.evidence),
    ];
  }

  #happened(event, roles) {
    return [
      el("div", { class: "head" }, roles.map((role) => el("span", { class: "chip role" }, role)), this.#to(event.key)),
      this.#outOfTime(event),
      this.#filtered(event),
      el("p", { class: "hint" }, [inWords(event.date), event.place].filter(Boolean).join(", ")),
      this.#evidence(event.evidence),
    ];
  }

  #proposal(proposal) {
    return [
      el("div", { class: "head" }, this.#to(proposal.key), el("span", { class: "hint" }, inWords(proposal.date))),
      this.#outOfTime(proposal),
      this.#filtered(proposal),
      proposal.terms?.length ? el("ul", { class: "plain" }, proposal.terms.map((term) => el("li", {}, this.#to(`issue:${term.issue}`), `: ${term.text}`))) : null,
      this.#evidence(proposal.evidence),
    ];
  }

  #answer(proposal, response) {
    return [
      el("div", { class: "head" }, el("span", { class: `chip ${response.answer}` }, response.answer), this.#to(proposal.key)),
      this.#awaited(response),
      el("p", { class: "hint" }, [response.date && inWords(response.date), response.note].filter(Boolean).join("; ")),
      this.#evidence(response.evidence),
    ];
  }

  // ---- whole panels --------------------------------------------------------------------------------------------

  #actor(actor) {
    const { dossier } = this;
    const own = dossier.naming("position.actor", actor.key);
    const ties = [...dossier.naming("tie.from", actor.key), ...dossier.naming("tie.to", actor.key)];
    const events = dossier.naming("event.participant", actor.key);
    const roles = (event) => event.participants.filter((each) => `actor:${each.actor}` === actor.key).map((each) => each.role);
    const answers = dossier.naming("proposal.answer", actor.key).flatMap((each) => each.responses.filter((one) => `actor:${one.actor}` === actor.key).map((one) => this.#answer(each, one)));
    return [
      this.#title(actor.name, [actor.kind, actor.country && country(actor.country)].filter(Boolean).join(" · ")),
      actor.public_role && el("p", { class: "role" }, actor.public_role),
      actor.description && el("p", {}, actor.description),
      this.#facts([["Also", [...new Set([actor.short, ...(actor.aliases ?? [])])].filter(Boolean).join(" · ")], ["Wikidata", actor.same_as], ["Note", actor.note]]),
      this.#section("Positions", own.map((each) => this.#position(each)), { none: "none known" }),
      own.length ? null : this.#theirs(actor),
      this.#section("Positions taken on this actor’s behalf", dossier.naming("position.on_behalf_of", actor.key).map((each) => this.#position(each, { actor: true }))),
      this.#section("What this actor says of others", dossier.naming("position.attributed_by", actor.key).map((each) => this.#position(each, { actor: true }))),
      this.#section("Agrees and disagrees with", this.#pairs(actor.key), { hint: "Computed from positions for and against on the day, no statement of its own." }),
      this.#section("Ties", ties.map((each) => this.#tie(each))),
      this.#section("Events", events.map((each) => this.#happened(each, roles(each)))),
      this.#section("Proposals", dossier.naming("proposal.by", actor.key).map((each) => this.#proposal(each))),
      this.#section("Answers", answers),
      this.#section("The analyst’s own numbers", dossier.naming("judgement.actor", actor.key).map((each) => this.#judgement(each))),
    ];
  }

  /** With whom an actor agrees or disagrees on the day, each a way to the positions behind it. */
  #pairs(actor) {
    return (this.pairs?.of(actor) ?? []).map((row) => {
      const other = row.from === actor ? row.to : row.from;
      const verb = row.line === "agreement" ? "agrees with" : "disagrees with";
      const on = row.on.map(([issue, , doubt]) => `${this.dossier.name(issue)}${doubt ? " (by allegation)" : ""}`).join(", ");
      return [el("div", { class: "head" }, el("span", { class: "verb" }, verb), el("button", { type: "button", class: "to", on: { click: () => this.open(row.key) } }, this.dossier.name(other)), ` on ${many(row.on.length, "issue")}`), this.#filtered(row), el("p", { class: "hint" }, on)];
    });
  }

  /** Where a person took no position: those of the bodies that the person heads, marked as theirs. */
  #theirs(actor) {
    return this.dossier.headedBy(actor.key).map((key) => {
      const positions = this.dossier.naming("position.actor", key);
      const hint = ["Taken by ", this.#to(key), `, which ${actor.short ?? actor.name} heads; not ${actor.short ?? actor.name}’s own.`];
      return this.#section(`Positions of ${this.dossier.name(key)}`, positions.map((each) => this.#position(each)), { hint });
    });
  }

  #judgement(each) {
    return [
      el("div", { class: "head" }, `${each.quantity} ${each.value} of 100`, each.issue && [" on ", this.#to(`issue:${each.issue}`)]),
      el("p", { class: "hint" }, `${each.note} (${each.coder})`),
    ];
  }

  #issue(issue) {
    const { dossier } = this;
    const positions = dossier.naming("position.issue", issue.key);
    const terms = dossier.naming("proposal.terms", issue.key);
    return [
      this.#title(issue.name, "issue", issue.parent && [" · part of ", this.#to(`issue:${issue.parent}`)]),
      el("p", { class: "role" }, issue.question),
      this.#facts([
        ["0 means", issue.scale?.low],
        ["100 means", issue.scale?.high],
        ["Needs the yes of", issue.consent?.length && this.#list(issue.consent.map((id) => `actor:${id}`))],
        ["Needs", issue.quota !== undefined && `${issue.quota} % of capability`],
        ["Note", issue.note],
      ]),
      this.#section("Status quo", (issue.status_quo ?? []).map((each) => [`${each.value} of 100, ${heldSince(each.on)}`, this.#awaited(each), each.note && el("p", { class: "hint" }, each.note), this.#evidence(each.evidence)])),
      this.#section("Positions", positions.map((each) => this.#position(each, { actor: true, issue: false })), { none: "none known" }),
      this.#section("Proposals with terms on it", terms.map((each) => this.#proposal(each))),
      this.#section("Events about it", dossier.naming("event.issues", issue.key).map((each) => this.#happened(each, []))),
      this.#section("Parts", dossier.naming("issue.parent", issue.key).map((each) => this.#to(each.key))),
    ];
  }

  #event(event) {
    const { dossier } = this;
    const after = dossier.naming("event.follows", event.key);
    return [
      this.#title(event.name, [event.kind, inWords(event.date), event.place].filter(Boolean).join(" · ")),
      event.outcome && el("p", { class: "role" }, event.outcome),
      this.#facts([
        ["About", event.issues?.length && this.#list(event.issues.map((id) => `issue:${id}`))],
        ["Follows", event.follows?.length && this.#list(event.follows.map((id) => `event:${id}`))],
        ["Followed by", after.length && this.#list(after.map((each) => each.key))],
        ["Code", event.code],
        ["Note", event.note],
      ]),
      this.#evidence(event.evidence),
      this.#section("Who took part", (event.participants ?? []).map((each) => [el("div", { class: "head" }, el("span", { class: "chip role" }, each.role), this.#to(`actor:${each.actor}`))]), { none: "nobody named" }),
      this.#section("Positions stated there", dossier.naming("position.event", event.key).map((each) => this.#position(each, { actor: true }))),
      this.#section("Proposals tabled there", dossier.naming("proposal.event", event.key).map((each) => this.#proposal(each))),
    ];
  }

  #proposalPage(proposal) {
    return [
      this.#title(proposal.name, "proposal · ", inWords(proposal.date)),
      this.#facts([["By", this.#list(proposal.by.map((id) => `actor:${id}`))], ["Tabled at", proposal.event && this.#to(`event:${proposal.event}`)], ["Note", proposal.note]]),
      this.#evidence(proposal.evidence),
      this.#section("Terms", (proposal.terms ?? []).map((term) => [el("div", { class: "head" }, this.#to(`issue:${term.issue}`)), term.text, term.value !== undefined && el("span", { class: "hint" }, ` (${term.value} of 100)`)])),
      this.#section("Answers", (proposal.responses ?? []).map((each) => [el("div", { class: "head" }, el("span", { class: `chip ${each.answer}` }, each.answer), this.#to(`actor:${each.actor}`)), this.#awaited(each), el("p", { class: "hint" }, [each.date && inWords(each.date), each.note].filter(Boolean).join("; ")), this.#evidence(each.evidence)]), { none: "none known" }),
    ];
  }

  #source(source) {
    const shown = this.dossier.naming("source", source.key).slice();
    const used = this.dossier.ofKind("position").concat(this.dossier.ofKind("tie"), this.dossier.ofKind("event"), this.dossier.ofKind("proposal"), this.dossier.ofKind("issue"));
    const order = new Map(used.map((record, i) => [record.key, i]));
    shown.sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
    return [
      this.#title(source.title, [source.kind, source.publisher].join(" · ")),
      this.#evidence([{ source: source.id }]),
      this.#facts([["Language", source.language], ["Read on", source.accessed && inWords(source.accessed)], ["Copy", source.sha256 && `SHA-256 ${source.sha256}`], ["Note", source.note]]),
      this.#section("What rests on it", shown.map((each) => [el("span", { class: "chip role" }, each.type), this.#to(each.key, this.dossier.label(each.key))])),
    ];
  }

  #tiePage(tie) {
    return [this.#title(`${this.dossier.name(`actor:${tie.from}`)} ${TIES[tie.kind] ?? spaced(tie.kind)} ${this.dossier.name(`actor:${tie.to}`)}`, "tie"), el("ul", { class: "records" }, el("li", {}, this.#tie(tie)))];
  }

  #positionPage(position) {
    return [
      this.#title(`${this.dossier.name(`actor:${position.actor}`)} on ${this.dossier.name(`issue:${position.issue}`)}`, "position"),
      el("p", { class: "role" }, this.dossier.get(`issue:${position.issue}`)?.question ?? ""),
      el("ul", { class: "records" }, el("li", {}, this.#position(position, { actor: true }))),
    ];
  }

  /** A cell of the matrix: what an actor says of an issue, or others on its behalf. */
  #cell(cell) {
    const found = positionsIn(this.dossier, cell.actor, cell.issue).sort((one, other) => holds(other, this.day) - holds(one, this.day));
    return [
      this.#title(`${this.dossier.name(cell.actor)} on ${this.dossier.name(cell.issue)}`, this.#to(cell.actor), " · ", this.#to(cell.issue)),
      el("p", { class: "role" }, this.dossier.get(cell.issue).question),
      this.#section("Claims", found.map((each) => this.#position(each, { actor: true, issue: false })), { none: "no position known" }),
    ];
  }

  /** Two actors and the issues on which they stand on the same side, or on opposite sides. */
  #shared(edge, verb) {
    const [one, other] = [edge.from, edge.to].map((key) => this.dossier.name(key));
    const issues = this.#issues(edge.facts);
    const resting = this.#alleged(edge.facts);
    return [
      this.#title(`${one} and ${other} ${verb}`, `on ${many(edge.facts.length, "issue")}${resting}; computed from their positions for and against, no statement of its own`),
      el("p", { class: "under" }, this.#to(edge.from), " · ", this.#to(edge.to)),
      el("ul", { class: "records" }, issues.map((each) => el("li", {}, each))),
    ];
  }

  /** How many of the issues of a line rest on a position that is alleged or disputed. */
  #alleged(facts) {
    const doubtful = (key) => (this.dossier.get(key).status ?? "plain") !== "plain";
    const alleged = facts.filter(([, positions]) => positions.some(doubtful)).length;
    return alleged ? `, ${alleged} of them by allegation: a position behind it is alleged or disputed` : "";
  }

  /** Issues, each with the positions on it. */
  #issues(facts) {
    return facts.map(([issue, positions]) => [
      el("div", { class: "head" }, this.#to(issue)),
      el("ul", { class: "records inner" }, positions.map((key) => el("li", {}, this.#position(this.dossier.get(key), { actor: true, issue: false })))),
    ]);
  }

  /** What stands behind a line, each piece with its evidence; behind a merged one what stands behind its parts, once. */
  #behind(edge) {
    if (edge.facts) return this.#issues(edge.now ?? edge.facts);
    if (edge.parts) return edge.parts.flatMap((part) => this.#behind(part));
    if (edge.type === "role") return [[el("div", { class: "head" }, this.#to(edge.from)), this.#happened(this.dossier.get(edge.to), [edge.word])]];
    if (edge.type === "follows") return [edge.from, edge.to].map((key) => this.#happened(this.dossier.get(key), []));
    const record = this.dossier.get(edge.ref);
    return [record.type === "tie" ? this.#tie(record) : this.#position(record, { actor: true })];
  }

  /** The lines of those who stand collapsed in a bloc, as one. */
  #merged(edge) {
    const [one, other] = [edge.from, edge.to].map((key) => this.dossier.name(key));
    const holders = [...new Set(edge.parts.flatMap((part) => [part.from, part.to]))].filter((key) => key !== edge.from && key !== edge.to);
    const title = edge.facts ? `${one} and ${other} ${edge.says}` : `${one} ${edge.says} ${other}`;
    const what = edge.facts ? `on ${many(edge.facts.length, "issue")}${this.#alleged(edge.facts)}` : many(edge.parts.length, "record");
    return [
      this.#title(title, `${what}; ${many(edge.parts.length, "line")} drawn as one, because blocs are collapsed. Every position counts once; whose it is stands beside it.`),
      el("p", { class: "under" }, this.#to(edge.from), " · ", this.#to(edge.to)),
      holders.length ? el("p", { class: "hint" }, "Also of: ", this.#list(holders)) : null,
      el("ul", { class: "records" }, this.#behind(edge).map((each) => el("li", {}, each))),
    ];
  }

  /** The shortest way between two figures, step by step with what it rests on. */
  #path(path) {
    const [from, to] = path.ends.map((key) => this.dossier.name(key));
    const say = (text) => [this.#title(`From ${from} to ${to}`, text), el("p", { class: "under" }, this.#list(path.ends))];
    if (path.missing.length) return say(`No path: ${path.missing.map((key) => this.dossier.name(key)).join(" and ")} ${path.missing.length > 1 ? "are" : "is"} not in this network as it is filtered.`);
    if (path.steps === 0) return say("No path: both stand collapsed in one bloc.");
    if (path.steps === null) return say("No path: no lines that rest on evidence lead from the one to the other in this network, on this day and after the filters.");
    const more = path.count > 1 ? `This is ${path.nth + 1} of ${many(path.count, "shortest path")}` : "No other path is as short";
    const capped = path.count > path.paths.length ? `, of which ${path.paths.length} can be looked at` : "";
    return [
      ...say(`${many(path.steps, "step")} along the lines drawn on this day, whichever way they point. ${more}${capped}. ${path.unproven ? `${many(path.unproven, "line")} without evidence did not count.` : "Every line rests on evidence."}`),
      ...path.hops.map((hop, i) => [
        el("h3", { class: "hop" }, `${i + 1}. `, this.#to(hop.from), " – ", this.#to(hop.to)),
        ...hop.edges.map((edge) => [el("p", { class: "verb" }, `${this.dossier.name(edge.from)} – ${this.dossier.name(edge.to)}: ${edge.facts ? edge.says : edge.word}`), el("ul", { class: "records inner" }, this.#behind(edge).map((each) => el("li", {}, each)))]),
      ]),
    ];
  }

  /** A record that is in the page only because others name it. */
  #brief(record) {
    return [
      this.#title(this.dossier.name(record.key), record.type),
      el("p", { class: "role" }, record.question ?? record.public_role ?? record.claim ?? ""),
      el("p", { class: "hint" }, "The answer is not about it, so this page holds no more of what the dossier says of it."),
      record.evidence ? this.#evidence(record.evidence) : null,
    ];
  }

  #judgementPage(each) {
    return [this.#title(this.dossier.label(each.key), "judgement of a coder"), el("p", { class: "under" }, this.#to(`actor:${each.actor}`)), el("ul", { class: "records" }, el("li", {}, this.#judgement(each)))];
  }

  /** Evidence, a retracted record, or a node that graphkit did not make. */
  #thing(thing) {
    return [
      this.#title(thing.name, thing.what),
      thing.about ? el("p", {}, "Shows ", thing.about.map((key) => this.#to(key, this.dossier.label(key)))) : null,
      thing.evidence ? this.#evidence(thing.evidence) : null,
      thing.facts ? this.#facts(thing.facts) : null,
    ];
  }

  /** A relationship that is no record of its own: what stands behind it, or its properties. */
  #link(edge) {
    const records = (edge.behind ?? []).map((key) => this.dossier.get(key)).filter((each) => each?.type === "position");
    return [
      this.#title([this.dossier.name(edge.from), edge.says, this.dossier.name(edge.to)].join(" "), "relationship"),
      el("p", { class: "under" }, this.#to(edge.from), " · ", this.#to(edge.to)),
      edge.told ? this.#facts(edge.told) : null,
      this.#section("Positions behind it", records.map((each) => this.#position(each, { actor: true }))),
    ];
  }

  #role(edge) {
    const event = this.dossier.get(edge.to);
    return [
      this.#title(`${this.dossier.name(edge.from)}: ${edge.word}`, "part taken in an event"),
      el("p", { class: "under" }, this.#to(edge.from), " · ", this.#to(edge.to)),
      el("ul", { class: "records" }, el("li", {}, this.#happened(event, [edge.word]))),
    ];
  }

  #follows(edge) {
    const [before, after] = [edge.from, edge.to].map((key) => this.dossier.get(key));
    return [this.#title(`${after.name} follows ${before.name}`, "sequence of events"), el("ul", { class: "records" }, [before, after].map((each) => el("li", {}, this.#happened(each, []))))];
  }
}
