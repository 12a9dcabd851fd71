/** Who agrees and who disagrees with whom: the computed lines of the network as rows, for those who read no picture. */

import { passes } from "./filters.js";
import { doubtful } from "./stance.js";

export class Pairs {
  constructor({ dossier, scenes, sieve }) {
    Object.assign(this, { dossier, sieve });
    this.all = Object.values(scenes).flatMap(({ edges }) => edges.filter((edge) => edge.facts));
  }

  /** The pairs that the filters leave on the day, those with most issues first. */
  shown(state) {
    const on = ({ from, to }) => [from, to].every((key) => this.sieve.passesActor(key));
    return this.#rows(this.all.filter((edge) => passes(edge, state) && on(edge)));
  }

  /** The pairs on the day of which an actor is one, whatever is switched off. */
  of(actor) {
    return this.#rows(this.all.filter(({ from, to }) => from === actor || to === actor));
  }

  #rows(edges) {
    const rows = edges.map((edge) => ({ type: "pair", key: edge.id, line: edge.line, from: edge.from, to: edge.to, says: edge.says, on: this.#issues(edge) }));
    return rows.filter(({ on }) => on.length).sort((one, other) => other.on.length - one.on.length || (one.key < other.key ? -1 : 1));
  }

  /** The issues of a line on the day: each with the positions behind it, and whether one of them is alleged or disputed. */
  #issues({ now, facts }) {
    return (now ?? facts).map(([issue, positions]) => [issue, positions, positions.some((key) => doubtful(this.dossier.get(key)))]);
  }
}
