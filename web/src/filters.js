/** What the reader asked to see: which edges and nodes pass the legend, the issue and the dates. */

import { meets } from "./dates.js";

/** The facts behind an edge, as [issues, span of days]; an edge passes if one of its facts does. */
export function factsOf(edge, dossier) {
  const span = (key) => dossier.get(key)?.days ?? [null, null];
  const both = (keys) => {
    const spans = keys.map(span);
    const starts = spans.map(([from]) => from).filter(Boolean);
    const ends = spans.map(([, until]) => until).filter(Boolean);
    return [starts.sort().at(-1) ?? null, ends.sort()[0] ?? null];
  };
  if (edge.facts) return edge.facts.map(([issue, positions]) => [[issue], both(positions)]);
  if (edge.type === "follows") return [[[], span(edge.to)]];
  if (edge.behind) return edge.behind.map((key) => [[`issue:${dossier.get(key)?.issue}`], span(key)]);
  if (edge.type === "link") {
    const ends = [edge.ref, edge.from, edge.to].map((key) => dossier.get(key)).filter(Boolean);
    const issues = ends.flatMap((record) => (record.type === "issue" ? record.id : record.type === "actor" ? [] : (record.issue ?? record.issues ?? [])));
    return [[issues.map((id) => `issue:${id}`), both([edge.from, edge.to])]];
  }
  const record = dossier.get(edge.ref);
  const issues = [record?.issue ?? record?.issues ?? []].flat().map((id) => `issue:${id}`);
  return [[issues, span(edge.ref)]];
}

/** Whether the legend leaves out a line: all of its sort, or of its kind of tie. */
export const switchedOff = (edge, state) => state.off.has(`line:${edge.line}`) || (edge.line === "tie" && state.off.has(tieKey(edge)));

/** The switch of a line's kind of tie; several lines drawn as one are of the same kind. */
export const tieKey = (edge) => `tie:${(edge.parts?.[0] ?? edge).word.replaceAll(" ", "_")}`;

/** Whether an edge is to be seen. */
export function passes(edge, state) {
  if (switchedOff(edge, state)) return false;
  if (edge.now && state.issue && !edge.now.some(([issue]) => issue === state.issue)) return false;
  return edge.known.some(([issues, days]) => (!state.issue || issues.includes(state.issue)) && meets(days, [state.from, state.until]));
}

/** Whether a node is to be seen, given the edges that pass. */
export function stands(node, state, touched) {
  if (state.off.has(`kind:${node.kind}`) || (node.camp && state.off.has(`camp:${node.camp}`))) return false;
  if (state.issue && node.id === state.issue) return true;
  return !(state.issue || state.from || state.until) || touched.has(node.id);
}
