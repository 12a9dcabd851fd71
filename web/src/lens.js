/** What of a network is drawn: with blocs collapsed, around one figure only, and with a path marked in it. */

import { belonging, blocs, folded, standIns } from "./blocs.js";
import { beginning, within } from "./ego.js";
import { edgeHolds, holds } from "./held.js";
import { hops, shortest, sourced } from "./path.js";

const NOTHING = { nodes: [], edges: [] };

export class Lens {
  /** `looks` gives every actor as a figure, also where a network has none of it; the `sieve` says which records count. */
  constructor(dossier, looks, sieve) {
    Object.assign(this, { dossier, looks, sieve });
    this.memo = null;
    this.days = null;
    this.last = null;
  }

  /** Draw anew what stands for others: figures look different now. */
  forget() {
    this.memo = null;
  }

  /** Who belongs to what on a day, and what can be collapsed. */
  belonging(day) {
    if (this.days?.day !== day) {
      const up = belonging(this.dossier, day);
      this.days = { day, up, blocs: blocs(this.dossier, up) };
    }
    return this.days;
  }

  /** The figures and lines of a network as they stand on the day with some blocs collapsed. */
  drawn(scene, state) {
    const day = state.day;
    const name = [this.sieve.key, ...[...state.fold].sort()].join(" ");
    if (this.memo?.scene === scene && this.memo.day === day && this.memo.name === name) return this.memo.value;
    const value = state.fold.size ? this.#folded(scene, state) : { ...scene, standIn: new Map(), inside: 0, extra: NOTHING };
    this.memo = { scene, day, name, value };
    return value;
  }

  #folded(scene, { day, fold }) {
    const standIn = standIns(this.belonging(day).up, new Set([...fold].map((id) => `actor:${id}`)));
    const admitted = ({ ref, from, to }) => [ref, from, to].every((key) => this.sieve.admits(this.dossier.get(key)));
    const there = new Set(scene.edges.filter((edge) => edgeHolds(edge, this.dossier, day) && admitted(edge)).map((edge) => edge.id));
    const { edges, inside } = folded(scene.edges, standIn, there);
    const made = this.#missing(scene, standIn);
    const nodes = [...scene.nodes.filter(({ id }) => !standIn.has(id)), ...made];
    return { ...scene, nodes, edges, inside, standIn, byId: new Map(edges.map((edge) => [edge.id, edge])), nodeIds: new Set(nodes.map(({ id }) => id)), extra: { nodes: made, edges: edges.filter(({ type }) => type === "merged") } };
  }

  /** Blocs that the network itself does not show: each where that of its members is that has most lines. */
  #missing(scene, standIn) {
    const lines = new Map();
    for (const { from, to } of scene.edges) for (const id of [from, to]) lines.set(id, (lines.get(id) ?? 0) + 1);
    const best = new Map();
    for (const node of scene.nodes) {
      const bloc = standIn.get(node.id);
      if (!bloc || scene.nodeIds.has(bloc)) continue;
      if (!best.has(bloc) || (lines.get(node.id) ?? 0) > (lines.get(best.get(bloc).id) ?? 0)) best.set(bloc, node);
    }
    return [...best].filter(([bloc]) => this.looks.has(bloc)).map(([bloc, { x, y }]) => ({ ...this.looks.get(bloc), x, y }));
  }

  /**
   * What is left after the filters: `nodes` by id and `edges` that are seen, `left` out around the figure in focus, how
   * many actors stand in each collapsed bloc, and the path.
   */
  seen(scene, state, standing, shown) {
    const drawn = this.drawn(scene, state);
    const at = (id) => drawn.standIn.get(id) ?? id;
    const on = new Set(shown);
    let nodes = new Set([...standing].map(at));
    let edges = drawn.edges.filter((edge) => (edge.parts ?? [edge]).some((part) => on.has(part)));
    const all = nodes.size;
    if (state.ego) {
      const near = this.#near(drawn, at(state.ego), state, nodes, edges);
      nodes = new Set([...nodes].filter((id) => near.has(id)));
      edges = edges.filter((edge) => near.has(edge.from) && near.has(edge.to));
    }
    this.last = { drawn, nodes, edges, left: all - nodes.size, members: counted(scene, drawn.standIn, standing), path: this.#path(state, nodes, edges, at) };
    return this.last;
  }

  #near(drawn, key, { day, depth }, nodes, edges) {
    const { starts, taken } = beginning(this.dossier, key, drawn.nodeIds, (each) => holds(each, day) && this.sieve.counts(each));
    return within(edges, starts.filter((id) => nodes.has(id)), Number(depth) - taken);
  }

  #path(state, nodes, edges, at) {
    const ends = state.path.split(",").filter(Boolean);
    if (ends.length < 2) return null;
    const [from, to] = ends.map(at);
    const proven = edges.filter((edge) => sourced(edge, this.dossier));
    const missing = [from, to].filter((id) => !nodes.has(id));
    const found = missing.length || from === to ? { steps: from === to ? 0 : null, count: 0, paths: [] } : shortest(proven, from, to);
    const nth = Math.min(Number(state.nth) || 0, Math.max(0, found.paths.length - 1));
    const nodesOn = found.paths[nth] ?? [];
    return { type: "path", from, to, ends, missing, ...found, nth, nodes: nodesOn, hops: hops(proven, nodesOn), unproven: edges.length - proven.length };
  }
}

/** How many actors that a network shows stand collapsed in each bloc. */
function counted(scene, standIn, standing) {
  const members = new Map();
  for (const { id } of scene.nodes) if (standing.has(id) && standIn.has(id)) members.set(standIn.get(id), (members.get(standIn.get(id)) ?? 0) + 1);
  return members;
}
