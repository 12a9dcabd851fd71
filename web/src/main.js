/** The page: one state, from which picture, panel, table and legend follow. */

import { Dossier } from "./dossier.js";
import { byId, el } from "./dom.js";
import { factsOf, passes, stands } from "./filters.js";
import { legend, showSwitches } from "./legend.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { searchBox } from "./search.js";
import { Table } from "./table.js";
import { many } from "./words.js";

const data = JSON.parse(byId("data").textContent);
const dossier = new Dossier(data.records, data.things);
const edges = data.picture.edges;
const nodes = data.picture.nodes;
for (const edge of edges) edge.known = factsOf(edge, dossier);
const edgesById = new Map(edges.map((edge) => [edge.id, edge]));
const nodeIds = new Set(nodes.map((node) => node.id));
const small = nodes.length + edges.length <= 600;

const state = { selected: null, hovered: null, issue: "", from: "", until: "", off: new Set(), table: false };
let opener = null;
/** Lines whose word says more than their look does. */
const WORDED = new Set(["tie", "role", "link"]);

const picture = new Picture(data.picture, { onSelect: (id) => select(id), onHover: hover });
const panel = new Panel(dossier, (key) => select(key), () => select(null));
const table = new Table(dossier, data, (key) => select(key));

/** What a key stands for: a record, or a relation that the picture computed. */
function subjectOf(key) {
  const edge = edgesById.get(key);
  if (edge && (edge.facts || edge.type === "role" || edge.type === "follows" || (edge.type === "link" && !edge.ref))) return edge;
  return dossier.get(edge?.ref ?? key) ?? null;
}

function select(key, { focus = true, remember = true } = {}) {
  const subject = key === null ? null : subjectOf(key);
  state.selected = subject ? key : null;
  state.hovered = null;
  if (subject) {
    if (!panel.isOpen) opener = document.activeElement;
    panel.show(subject, focus);
  } else if (panel.isOpen) {
    panel.hide();
    if (focus && opener?.isConnected) opener.focus({ preventScroll: true });
  }
  tip(null);
  paint();
  picture.select(state.selected, panel.isOpen && !stacked() ? byId("panel").offsetWidth : 0, neighbours(state.selected));
  if (remember) address(state.selected);
}

const neighbours = (key) => edges.flatMap(({ from, to }) => (from === key ? [to] : to === key ? [from] : []));

/** Whether the panel stands under the picture and so covers none of it. */
const stacked = () => matchMedia("(max-width: 900px)").matches;

/** The selection stands in the address, so that a link can carry it and Back goes back. */
function address(key) {
  const hash = key ? `#${encodeURIComponent(key).replaceAll("%3A", ":")}` : "";
  if (hash === location.hash) return;
  if (hash) location.hash = hash;
  else history.replaceState(null, "", `${location.pathname}${location.search}`);
}

function followAddress() {
  let key = null;
  try {
    key = decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return;
  }
  if (key !== state.selected) select(key, { focus: false, remember: false });
}

// ---- painting ----------------------------------------------------------------------------------------------------

function paint() {
  const seen = edges.filter((edge) => passes(edge, state));
  const touched = new Set(seen.flatMap((edge) => [edge.from, edge.to]));
  const standing = new Set(nodes.filter((node) => stands(node, state, touched)).map((node) => node.id));
  const shown = seen.filter((edge) => standing.has(edge.from) && standing.has(edge.to));
  const focused = state.hovered ?? (nodeIds.has(state.selected) || edgesById.has(state.selected) ? state.selected : null);
  const around = focused === null ? shown : shown.filter((edge) => edge.id === focused || edge.from === focused || edge.to === focused);
  const kept = focused === null ? standing : new Set([focused, ...around.flatMap((edge) => [edge.from, edge.to])]);
  picture.paint({
    on: new Set([...around.map((edge) => edge.id), ...[...kept].filter((id) => standing.has(id) || id === focused)]),
    gone: new Set(edges.filter((edge) => state.off.has(`line:${edge.line}`)).map((edge) => edge.id)),
    named: new Set(focused === null ? [] : [...kept, ...around.filter((edge) => edge.id === focused || WORDED.has(edge.type)).map((edge) => edge.id)]),
  });
  const filtered = state.off.size || state.issue || state.from || state.until;
  byId("shown").textContent = filtered ? `Shown: ${standing.size} of ${many(nodes.length, "figure")}, ${shown.length} of ${many(edges.length, "line")}` : "";
  if (state.table) table.draw(state);
}

function hover(id, at) {
  if (small && state.selected === null && state.hovered !== id) {
    state.hovered = id;
    paint();
  }
  tip(id, at);
}

function tip(id, at) {
  const box = byId("tip");
  const edge = edgesById.get(id);
  const text = edge ? describe(edge) : id && dossier.get(id) ? [dossier.name(id), dossier.get(id).public_role].filter(Boolean).join(" — ") : "";
  box.hidden = !text;
  box.textContent = text;
  if (!text) return;
  const room = byId("picture").clientWidth - box.offsetWidth - 8;
  box.style.left = `${Math.max(8, Math.min(at.x + 14, room))}px`;
  box.style.top = `${at.y + 16}px`;
}

function describe(edge) {
  const [from, to] = [dossier.name(edge.from), dossier.name(edge.to)];
  const on = edge.facts?.map(([issue]) => dossier.name(issue)).join(", ");
  const claim = edge.type === "position" ? dossier.get(edge.ref)?.claim : null;
  return on ? `${from} – ${to}: ${edge.says} on ${on}` : `${from} ${edge.says} ${to}${claim ? `: ${claim}` : ""}`;
}

// ---- controls ----------------------------------------------------------------------------------------------------

function showTable(on) {
  state.table = on;
  byId("picture-view").hidden = on;
  byId("table-view").hidden = !on;
  byId("as-picture").setAttribute("aria-pressed", String(!on));
  byId("as-table").setAttribute("aria-pressed", String(on));
  if (on) table.draw(state);
  else picture.network.redraw();
}

function reset() {
  Object.assign(state, { issue: "", from: "", until: "" });
  state.off.clear();
  for (const id of ["issue", "from", "until", "search"]) byId(id).value = "";
  showSwitches(state.off);
  select(null, { focus: false });
  picture.fit();
}

function toggle(key) {
  if (!state.off.delete(key)) state.off.add(key);
  showSwitches(state.off);
  paint();
}

function savePng() {
  picture.png((blob) => {
    const url = URL.createObjectURL(blob);
    el("a", { href: url, download: `${data.dossier.id}-${data.view}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
}

function wire() {
  legend(data.legend.entries, data.legend.titles, toggle);
  searchBox(dossier, (key) => select(key));
  const issues = dossier.ofKind("issue").map((issue) => [issue.name, issue.key]);
  byId("issue").append(...issues.map(([name, key]) => el("option", { value: key }, name)));
  for (const id of ["issue", "from", "until"]) {
    byId(id).addEventListener("change", (event) => {
      state[id] = event.target.value;
      paint();
    });
  }
  const buttons = { reset, fit: () => picture.fit(), "zoom-in": () => picture.zoom(1.25), "zoom-out": () => picture.zoom(0.8), png: savePng, "as-picture": () => showTable(false), "as-table": () => showTable(true) };
  for (const [id, act] of Object.entries(buttons)) byId(id).addEventListener("click", act);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.isOpen) select(null);
  });
  addEventListener("hashchange", followAddress);
}

wire();
followAddress();

/** For tests, and for pages that embed this one: the network, the state, selection by key, and the panel alone. */
window.graphkit = {
  network: picture.network,
  picture,
  dossier,
  state,
  select,
  show: (key) => panel.show(subjectOf(key)),
  edges: edgesById,
};
