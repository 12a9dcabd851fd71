/** What the colour of an actor says: where it is from, as it is recorded, or the camp that stances put it in. */

import { inWords } from "./dates.js";
import { byId } from "./dom.js";
import { country, many } from "./words.js";

export const GROUPS = ["camps"];
const COMPUTED = "computed:";
const LEAD = 2;
/** Why camps are not there for every day. */
const FEW = { actors: "with so many actors they are computed for that day only", days: "they are computed for the latest days of change only" };

export class Grouping {
  constructor({ data, dossier, state, networks }) {
    Object.assign(this, { data, dossier, state, networks });
    this.days = data.computed?.days ?? [];
    this.looks = new Map((data.computed?.entries ?? []).map((entry) => [entry.letter, entry]));
    // A page of one network has what is recorded with the figures.
    this.recorded = data.camps ?? Object.fromEntries([...this.#actors()].map(({ id, camp }) => [id, camp]));
    this.home = new Map();
    for (const node of this.#actors()) this.home.set(node, { camp: node.camp, color: node.color });
    this.lead = leading(this.days);
    this.told = "";
  }

  *#actors() {
    for (const { picture } of Object.values(this.networks)) for (const node of picture.nodes) if (node.id.startsWith("actor:")) yield node;
  }

  /** Whether what is recorded are countries; else kinds. */
  get byCountry() {
    return Object.values(this.data.camps ?? {}).some((camp) => camp.startsWith("country:"));
  }

  /** Whether there are camps to choose. */
  get possible() {
    return this.days.length > 0;
  }

  /** Why there are none, in words. */
  get why() {
    return this.data.computed?.few === "pairs" ? "Camps are not computed: too many pairs of stances." : "No camps: no two actors take a side of the same issue.";
  }

  get computed() {
    return this.state.group === GROUPS[0] && this.possible;
  }

  /** The camps of the day, or those of the nearest day that has some. */
  get now() {
    return this.days.findLast(({ since }) => since <= this.state.day) ?? this.days[0];
  }

  /** What decides how actors are grouped, as one word. */
  get key() {
    return this.computed ? this.now.since : "";
  }

  /** The group of an actor, by key. */
  of(key) {
    if (!this.computed) return this.recorded[key];
    this.#settle();
    return this.placed.get(key) ?? COMPUTED;
  }

  /** What a group is called. */
  name(group) {
    if (group?.startsWith(COMPUTED)) return this.#name(group.slice(COMPUTED.length));
    return country(group?.slice("country:".length) ?? "") || "no country given";
  }

  #name(letter) {
    if (!letter) return "in no camp";
    const { members } = this.now.camps.find((camp) => camp.letter === letter) ?? { members: [] };
    const there = new Set(members);
    const first = this.lead.get(letter).filter((id) => there.has(id)).slice(0, LEAD);
    const more = members.length - first.length;
    return `Camp ${letter}${first.length ? `: ${first.map((id) => this.dossier.label(`actor:${id}`)).join(", ")}` : ""}${more ? ` +${more}` : ""}`;
  }

  #settle() {
    if (this.settled === this.now) return;
    this.settled = this.now;
    this.placed = new Map(this.now.camps.flatMap(({ letter, members }) => members.map((id) => [`actor:${id}`, COMPUTED + letter])));
  }

  /** Give the figures of every network their group and its colour; those that changed, or null where none did. */
  apply() {
    const says = this.key;
    if (says === this.told) return null;
    this.told = says;
    const changed = [];
    for (const node of this.#actors()) {
      const home = this.home.get(node);
      const camp = this.computed ? this.of(node.id) : home.camp;
      if (camp === node.camp) continue;
      node.camp = camp;
      node.color = this.computed ? filled(home.color, this.looks.get(camp.slice(COMPUTED.length)).color) : home.color;
      changed.push(node.id);
    }
    return changed;
  }

  /** The legend of a view, with the camps in place of what is recorded. */
  legend(found) {
    if (!this.computed) return found;
    const there = this.now.camps.map(({ letter }) => letter);
    const camps = [...this.looks.values()].map((look, place) => ({ ...look, place })).filter(({ letter }) => !letter || there.includes(letter)).map(({ letter, ...look }) => ({ group: "camp", key: `camp:${COMPUTED}${letter}`, label: this.#name(letter), short: letter && `Camp ${letter}`, count: 0, ...look }));
    const kinds = found.titles.kind !== "Shape: kind";
    const others = found.entries.filter(({ group }) => group !== "camp").map((entry) => (kinds && entry.group === "kind" && !CARDS.has(entry.shape) ? { ...entry, color: "#ffffff" } : entry));
    return { entries: [...camps, ...others], titles: { ...found.titles, camp: "Colour: computed camp", kind: "Shape: kind" } };
  }

  /** How camps are computed, for whoever sees them for the first time. */
  get method() {
    return "Camps are computed: who takes the same side of an issue agrees, who takes opposite sides is in conflict, and each part of that network falls into the two camps that leave the least against them. Filters do not change camps. They say how positions were coded, and are no verdict.";
  }

  /** Of which day the camps are, how well they fit, and who is in none. */
  get fit() {
    const { camps, small, either, ties, against, weight, index, proven } = this.now;
    const placed = camps.reduce((sum, { members }) => sum + members.length, 0) + small.actors;
    const out = this.dossier.ofKind("actor").length - placed;
    const names = either.slice(0, 3).map((id) => this.dossier.label(`actor:${id}`)).join(", ") + (either.length > 3 ? ` and ${either.length - 3} more` : "");
    const parts = [...new Set(camps.map(({ part }) => part))].map((part) => camps.filter((camp) => camp.part === part).map(({ letter }) => letter).join(" and "));
    return [
      this.#asOf(),
      ties ? `${against} of ${many(ties, "tie")} ${against === 1 ? "is" : "are"} against them, by weight ${index} of ${weight}: ${proven ? "proven optimal" : "the best found, not proven"}.` : "No two actors take a side of the same issue.",
      parts.length > 1 && `Nothing ties ${parts.slice(0, 3).join(" to ")}${parts.length > 3 ? " or others" : ""}.`,
      either.length && `${names} would fit the other side as well.`,
      small.camps && `${many(small.camps, "smaller camp")} of ${many(small.actors, "actor")} ${small.camps === 1 ? "is" : "are"} not told apart.`,
      out && `${many(out, "actor")} without such a tie ${out === 1 ? "is" : "are"} in no camp.`,
    ].filter(Boolean).join(" ");
  }

  #asOf() {
    const { days, few } = this.data.computed;
    const { day } = this.state;
    const last = this.data.days[1];
    if (!this.data.dated) return "Camps of all positions.";
    if (few === "actors" && day < last) return `Camps as of ${inWords(last)}, not of the day: ${FEW.actors}.`;
    if (day < this.now.since) return `Camps as of ${inWords(this.now.since)}, not of the day: ${FEW.days}.`;
    const next = days[days.indexOf(this.now) + 1]?.since;
    return `Camps as of ${inWords(day)}${next ? `, others from ${inWords(next)}` : ""}.`;
  }

  /** Tell below the camps of the legend how well they fit, and below the network how they came about. */
  show() {
    const box = byId("legend-camps");
    if (box) box.textContent = this.computed ? this.fit : "";
    byId("net-reading").textContent = [this.data.networks[this.state.net].reading, this.computed && this.method].filter(Boolean).join(" ");
  }
}

const CARDS = new Set(["box", "card", "pill"]);

const filled = (color, background) => ({ ...color, background, highlight: { ...color.highlight, background }, hover: { ...color.hover, background } });

/** The members of each camp over all days, those first who come first in it most often. */
function leading(days) {
  const rank = new Map();
  for (const { letter, members } of days.flatMap(({ camps }) => camps)) {
    if (!rank.has(letter)) rank.set(letter, new Map());
    members.forEach((id, place) => {
      const ranks = rank.get(letter);
      ranks.set(id, (ranks.get(id) ?? 0) + 1 / (1 + place));
    });
  }
  return new Map([...rank].map(([letter, ranks]) => [letter, [...ranks].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).map(([id]) => id)]));
}
