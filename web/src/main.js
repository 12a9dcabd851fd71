/** The page: one state, from which every view, the panel and the legend follow, and which the address mirrors. */

import { fragment, listIn, parsed } from "./address.js";
import { campsOf } from "./camps.js";
import { Dossier } from "./dossier.js";
import { inWords, wrongSpan } from "./dates.js";
import { byId, el } from "./dom.js";
import { DEPTHS, EGOS } from "./ego.js";
import { embed } from "./embed.js";
import { FilterBox } from "./filterbox.js";
import { factsOf, passes, stands, switchedOff, tieKey } from "./filters.js";
import { keepingFocus, place } from "./focus.js";
import { Fresh } from "./fresh.js";
import { Grouping, GROUPS } from "./grouping.js";
import { edgeHolds, factsOn, holds, sidesOn } from "./held.js";
import { legend, showSwitches } from "./legend.js";
import { Lens } from "./lens.js";
import { Models } from "./models.js";
import { unpacked } from "./packed.js";
import { Pairs } from "./pairs.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { Pins } from "./pins.js";
import { cellOf, related } from "./related.js";
import { Report, VIEWS } from "./report.js";
import { download, SaveMenu } from "./save.js";
import { searchBox } from "./search.js";
import { Sheets } from "./sheets.js";
import { CREDIBILITY, RELIABILITY, Sieve } from "./sieve.js";
import { inFocus, inSight, noRoom } from "./sight.js";
import { SIZES, sizesSheet, sizesTable } from "./sizes.js";
import { Story } from "./story.js";
import { Table } from "./table.js";
import { isPaper, onTheme } from "./theme.js";
import { Tools } from "./tools.js";
import { many } from "./words.js";

const data = unpacked(JSON.parse(byId("data").textContent));
const dossier = new Dossier(data.records, data.things);
const networks = data.networks ?? { [data.view]: { picture: data.picture, legend: data.legend } };

/** Each network with its lines by id. */
const scenes = Object.fromEntries(
  Object.entries(networks).map(([name, { picture: { nodes, edges } }]) => {
    for (const edge of edges) edge.known = factsOf(edge, dossier);
    return [name, { nodes, edges, byId: new Map(edges.map((edge) => [edge.id, edge])), nodeIds: new Set(nodes.map((node) => node.id)), small: nodes.length + edges.length <= 600 }];
  }),
);

const start = { view: "network", net: Object.keys(networks)[0], day: data.days?.[1] ?? "", issue: "", from: "", until: "", rel: "", cred: "", ungraded: "", table: false, order: "alike", by: "claim", size: "lines", hulls: "", group: "", ego: "", depth: "1", path: "", nth: "", fold: "" };
const state = { ...start, step: 0, selected: null, hovered: null, off: new Set(), fold: new Set() };
const scene = () => scenes[state.net];
const grouping = new Grouping({ data, dossier, state, networks });
const sieve = new Sieve(dossier, actorPasses);
const lens = new Lens(dossier, new Map(scenes.relations?.nodes.map((node) => [node.id, node])), sieve);
/** The network as it is drawn, with blocs collapsed. */
function drawn() {
  settle();
  return lens.drawn(scene(), state);
}
/** From where the panel was opened: the control, as a function that finds it, and how far the page was scrolled. */
let opener = null;
/** Lines whose word says more than their look does. */
const WORDED = new Set(["tie", "role", "link", "merged"]);
/** Parts of the state that decide what a line rests on. */
const FACTUAL = ["day", "from", "until", "rel", "cred", "ungraded"];

const pins = new Pins(data.dossier.id);
if (data.networks) for (const [net, { picture: { nodes } }] of Object.entries(networks)) pins.apply(net, nodes);

// What decides how much room the picture has comes first.
const story = new Story(data.story, tell);
const embedded = Boolean(data.networks) && embed({ title: data.title, source: data.source });
const picture = new Picture(networks[state.net].picture, { onSelect: (id) => select(id), onHover: hover });
const fresh = new Fresh(() => state.view === "network" && paint());
const pairs = new Pairs({ dossier, scenes, sieve });
const panel = new Panel(dossier, (key) => select(key), () => select(null));
const models = new Models(data.models);
const table = new Table(dossier, { view: data.networks ? state.net : data.view, answer: data.answer, measures: data.networks && measures }, (key) => select(key), { sieve, pairs, lines: (id) => Object.values(scenes).some(({ byId }) => byId.has(id)) });
const report = data.networks ? new Report({ data, dossier, select: (key) => select(key), change, passes: actorPasses, sieve, models, grouping }) : null;
const filters = report && new FilterBox(dossier, { toggle, change, days: data.days });
const sheets = report && new Sheets({ dossier, sieve, models, gaps: data.gaps, orders: data.orders, pairs, grouping });
const save = report && new SaveMenu(shownNow, data.dossier.title);
const tools = report && new Tools({ data, dossier, state, lens, picture, pins, grouping, change, select, refresh: () => paint() });
if (tools) picture.covered = () => ({ right: covering(), top: tools.height });
Object.assign(panel, { pairs, sieve, left: leftOutOf });
if (tools) panel.tools = (subject) => tools.actions(subject);

/** Whether the legend leaves an actor on. */
function actorPasses(key) {
  const actor = dossier.get(key);
  return !actor || !(state.off.has(`kind:${actor.kind}`) || state.off.has(`camp:${grouping.of(key)}`));
}

/** Whether the filters leave out a record, or a line that the picture computed. */
function leftOutOf(subject) {
  if (!subject.from || subject.type === "tie") return !sieve.shows(subject);
  if (subject.type === "path") return false;
  return state.off.has(`line:${subject.line}`) || ![subject.from, subject.to].every((key) => sieve.shows(dossier.get(key) ?? {}));
}

/** How wide the panel covers the picture. */
function covering() {
  return panel.isOpen && !stacked() && !isPaper() ? byId("panel").offsetWidth : 0;
}

/** What the table of measures is made of. */
function measured() {
  const { picture: { nodes }, legend: own, sizes } = networks[state.net];
  return { nodes, sizes, measure: tools.measure, day: tools.day, only: state.ego ? lens.last.nodes : null, camps: campsOf(grouping.legend(own)) };
}

/** The figures of the network with their measures and camps, as a table. */
function measures() {
  return sizesTable(measured(), dossier, (key) => select(key));
}

const edgeOf = (key) => drawn().byId.get(key) ?? Object.values(scenes).map((each) => each.byId.get(key)).find(Boolean);

/** What a key stands for: a record, a cell of the matrix, or a relation that the picture computed. */
function subjectOf(key) {
  const cell = cellOf(key);
  if (cell) return dossier.get(cell.actor) && dossier.get(cell.issue) ? cell : null;
  if (key === "path") return lens.last?.path ?? null;
  const edge = edgeOf(key);
  if (edge && (edge.facts || edge.type === "merged" || edge.type === "role" || edge.type === "follows" || (edge.type === "link" && !edge.ref))) return edge.now ? { ...edge, facts: edge.now } : edge;
  return dossier.get(edge?.ref ?? key) ?? null;
}

function select(key, { focus = true, remember = true } = {}) {
  if (remember && tools?.takes(key)) return;
  const subject = key === null ? null : subjectOf(key);
  state.selected = subject ? key : null;
  state.hovered = null;
  // Inside another page the view has the room, until somebody asks for more.
  if (subject && (focus || !embedded)) {
    if (!panel.isOpen || !panel.holds(document.activeElement)) opener = { control: place(document.activeElement), top: scrollY };
    panel.show(subject, focus);
    refreshMade.says = saysOf(subject);
  }
  const closing = !subject && panel.isOpen;
  const leaving = closing && focus && (panel.holds(document.activeElement) || document.activeElement === document.body);
  if (closing) panel.hide();
  tip(null);
  paint();
  if (leaving) back();
  if (subject && focus && below()) panel.reach();
  const id = inPicture(state.selected);
  picture.select(id, covering(), neighbours(id));
  if (remember) address({ push: true });
}

/** Lead back to where the panel was opened from: the control, or where it is gone or was none, the view. */
function back() {
  (opener?.control() ?? byId(`view-${state.view}`)).focus({ preventScroll: true });
  if (opener && below()) scrollTo({ top: opener.top, behavior: "instant" });
}

/** The figure or line of the network that shows a selection. */
function inPicture(key) {
  const { nodeIds, byId: lines, standIn } = drawn();
  if (standIn.has(key)) return standIn.get(key);
  if (key === null || nodeIds.has(key) || lines.has(key)) return key;
  const cell = cellOf(key);
  if (cell) return standIn.get(cell.actor) ?? cell.actor;
  const record = dossier.get(key);
  if (record?.type !== "position") return key;
  return [`event:${record.event}`, `actor:${record.actor}`].map((each) => standIn.get(each) ?? each).find((each) => nodeIds.has(each)) ?? key;
}

const neighbours = (key) => drawn().edges.flatMap(({ from, to }) => (from === key ? [to] : to === key ? [from] : []));

/** Whether the panel stands under the picture and so covers none of it. */
const stacked = () => matchMedia("(max-width: 900px)").matches;

/** Whether the panel stands further down the page than the view. */
const below = () => stacked() && !embedded;

// ---- the address -------------------------------------------------------------------------------------------------

let waiting = null;
/** The step that was written last, until the browser tells of it: by then the reader may be further. */
let written = null;
const addressed = () => {
  const { step, view, net, day, issue, from, until, off, order, by, rel, cred, ungraded, size, hulls, group, ego, depth, path, nth, fold } = state;
  return { step: step || "", view, net, day, issue, from, until, order, by, rel, cred, ungraded, size, hulls, group, ego, depth, path, nth, fold, as: state.table ? "table" : "", off, select: state.selected };
};

/** What the address leaves out: the state at the start, or that of the step that is told. */
function startNow() {
  if (!state.step) return start;
  const { select: chosen, ...told } = settingOf(data.story[state.step - 1].state);
  return { ...told, as: told.table ? "table" : "", select: subjectOf(chosen) ? chosen : null };
}

/** Selections and views are steps to which Back goes back; filters and days are not. */
function address({ push = false } = {}) {
  clearTimeout(waiting);
  if (!push) {
    waiting = setTimeout(() => write(false), 200);
    return;
  }
  write(true);
}

function write(push) {
  if (location.protocol === "about:") return; // inside another document, such as a notebook, which has the address
  const hash = fragment(addressed(), startNow());
  if (hash === location.hash) return;
  if (hash && push) {
    location.hash = hash;
    written = location.hash;
  } else history.replaceState(null, "", hash || `${location.pathname}${location.search}`);
}

/** What an address or a step of the story sets; where it says nothing, or what the page does not have, as at the start. */
function settingOf(found) {
  const one = (name, allowed) => (allowed.includes(found[name]) ? found[name] : start[name]);
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "");
  const day = isDay(found.day) && start.day ? [data.days[0], [found.day, data.days[1]].sort()[0]].sort()[1] : start.day;
  const ends = report ? listIn(found.path) : [];
  return {
    size: one("size", SIZES),
    hulls: one("hulls", ["on"]),
    group: grouping.possible ? one("group", GROUPS) : "",
    depth: one("depth", DEPTHS),
    ego: report && EGOS.has(dossier.get(found.ego)?.type) ? found.ego : "",
    path: ends.length < 3 && ends.every((key) => dossier.get(key)) ? ends.join(",") : "",
    nth: /^\d+$/.test(found.nth ?? "") ? found.nth : "",
    fold: new Set(report ? listIn(found.fold).filter((id) => dossier.get(`actor:${id}`)) : []),
    view: report ? one("view", VIEWS) : start.view,
    net: one("net", Object.keys(scenes)),
    day,
    issue: dossier.get(found.issue) ? found.issue : "",
    from: isDay(found.from) ? found.from : "",
    until: isDay(found.until) ? found.until : "",
    rel: one("rel", RELIABILITY),
    cred: one("cred", CREDIBILITY),
    ungraded: one("ungraded", ["without", "only"]),
    order: one("order", ["alike", "camp", "kind", "name"]),
    by: one("by", ["claim", "source", "gap"]),
    table: found.as === "table",
    off: new Set(listIn(found.off)),
    select: found.select || null,
  };
}

function take(setting, step) {
  const { select: chosen, ...told } = setting;
  const before = tools?.focused;
  const [hulls, whole] = [state.hulls, picture.isFitted];
  Object.assign(state, told, { step });
  // Who opens a link or turns to a step has moved no day.
  fresh.open();
  report?.open(state.day);
  for (const id of ["issue", "from", "until"]) if (byId(id)) byId(id).value = state[id];
  turned();
  makeRoom(step);
  // A path can be selected once it was found.
  paint();
  select(chosen, { focus: false, remember: false });
  if (tools?.show()) return;
  // Names of camps take room of their own at the edge.
  if (before || (whole && hulls !== state.hulls && state.selected === null)) picture.fit();
  const id = inPicture(state.selected);
  if (id !== null) picture.embrace(id, neighbours(id));
}

function followAddress(event) {
  if (event && written !== null && new URL(event.newURL).hash === written) {
    written = null;
    return;
  }
  const found = parsed(location.hash);
  if (found === null || location.hash === fragment(addressed(), startNow())) return;
  const step = Number(found.step) >= 1 && Number(found.step) <= story.length ? Math.floor(Number(found.step)) : 0;
  take(settingOf({ ...(step ? data.story[step - 1].state : {}), ...found }), step);
}

/** Show a step of the story, or none; when the story opens or ends, the picture has less or more room. */
function makeRoom(step) {
  const before = story.at > 0;
  story.show(step);
  if (before !== step > 0) picture.resized();
}

/** Tell a step of the story, or end it and leave the page as it is. */
function tell(step) {
  if (step) take(settingOf(data.story[step - 1].state), step);
  else {
    state.step = 0;
    makeRoom(0);
    paint();
  }
  address({ push: true });
}

/** A path and a merged line are what the day and the filters make of them: show them anew when they change. */
function refreshMade({ path, drawn: { byId: lines } }) {
  const made = state.selected === "path" ? path : state.selected?.startsWith("fold:") ? (lines.get(state.selected) ?? null) : undefined;
  if (made === undefined || !panel.isOpen || refreshMade.says === saysOf(made)) return;
  refreshMade.says = saysOf(made);
  refreshPanel();
}

const saysOf = (made) => made && JSON.stringify([made.nodes, made.missing, made.count, made.nth, made.facts, made.parts?.map(({ id }) => id)]);

// ---- painting ----------------------------------------------------------------------------------------------------

/** Take over part of a state. */
function change(part) {
  const turns = ["view", "net"].some((name) => name in part && part[name] !== state[name]);
  if ("group" in part && part.group !== state.group) for (const key of [...state.off]) if (key.startsWith("camp:")) state.off.delete(key);
  Object.assign(state, part);
  if (turns) turned();
  else if ("hulls" in part) drawLegend();
  if (panel.isOpen && [...FACTUAL, "issue"].some((name) => name in part)) refreshPanel();
  paint();
  address({ push: turns });
}

function refreshPanel() {
  settle();
  const subject = subjectOf(state.selected);
  if (subject) panel.refresh(subject);
  else if (state.selected) select(null, { focus: false });
}

/** What follows from another view, network or way to show it. */
function turned() {
  tools?.turned();
  picture.load(networks[state.net].picture);
  if (report) table.show(state.net);
  drawLegend();
  showAs();
}

function drawLegend(given = report ? report.legend(state) : data.legend) {
  const found = grouping.legend(given);
  const places = state.hulls && state.view === "network" ? campsOf(found).map(({ key, place }) => [key, place]) : [];
  legend(found.entries, found.titles, toggle, new Map(places));
  showSwitches(state.off);
  if (report) grouping.show();
}

/** Let figures and legend say the groups of the day, where they are others than before. */
function regroup() {
  const changed = grouping.apply();
  if (changed === null) return;
  lens.forget();
  picture.recolor(changed);
  drawLegend();
}

/** Let every line know what is left of it on the day. */
function settle() {
  regroup();
  panel.day = state.day;
  sieve.set(state);
  const key = `${state.day} ${report ? sieve.key : ""}`;
  if (settle.key === key) return;
  settle.key = key;
  if (!state.day) return;
  const sides = sidesOn(dossier, state.day, report ? sieve.takes : undefined);
  for (const { edges } of Object.values(scenes)) for (const edge of edges) if (edge.facts) edge.now = factsOn(edge, sides);
}

function paint(options = {}) {
  settle();
  const { nodes, edges } = scene();
  const held = (id) => holds(dossier.get(id), state.day);
  const there = new Set(edges.filter((edge) => edgeHolds(edge, dossier, state.day)).map((edge) => edge.id));
  const counts = (...keys) => !report || keys.every((key) => sieve.counts(dossier.get(key)));
  const passing = edges.filter((edge) => there.has(edge.id) && passes(edge, state) && counts(edge.ref, edge.from, edge.to));
  const touched = new Set(passing.flatMap((edge) => [edge.from, edge.to]));
  // An event stands as it does in every other view.
  const stays = (node) => (report && node.kind === "event" ? sieve.shows(dossier.get(node.id)) : stands(node, state, touched));
  const standing = new Set(nodes.filter((node) => held(node.id) && stays(node)).map((node) => node.id));
  const seen = lens.seen(scene(), state, standing, passing.filter((edge) => standing.has(edge.from) && standing.has(edge.to)));
  picture.beside(seen.drawn.extra);
  drawPicture(seen, { there, held });
  if (report) count();
  tools?.draw(seen);
  const filtered = state.off.size || state.issue || state.from || state.until || report;
  const all = many(seen.drawn.nodes.filter((node) => held(node.id)).length, "figure");
  const lines = seen.drawn.edges.filter((edge) => edge.parts || there.has(edge.id)).length;
  const words = state.view === "network" ? `Shown: ${seen.nodes.size} of ${all}, ${seen.edges.length} of ${many(lines, "line")}${seen.drawn.inside ? `; ${seen.drawn.inside} inside blocs` : ""}` : "";
  const wrong = wrongSpan(state.from, state.until);
  for (const id of ["from", "until"]) byId(id).setAttribute("aria-invalid", String(Boolean(wrong)));
  byId("shown").textContent = filtered ? [words, wrong, report && leftOut()].filter(Boolean).join(". ") : "";
  filters?.show(state);
  save?.show({ drawn: state.view !== "evidence" && !state.table });
  refreshMade(seen);
  table.only = state.ego ? inSight(seen, state.net) : null;
  const turned = report?.moved(state.day) ?? new Set();
  table.fresh = turned;
  if (state.table) keepingFocus(byId("table-view"), () => table.draw(state));
  report?.draw(state, related(dossier, state.selected, edgeOf(state.selected)), { ...options, fresh: turned });
}

/** Paint what is seen, and of it what is in focus in full. */
function drawPicture({ drawn: all, nodes, members }, { there, held }) {
  const { focused, around, kept } = inFocus(lens.last, state, inPicture(state.selected));
  const left = state.ego ? [...all.nodes.filter((node) => !nodes.has(node.id)), ...all.edges.filter((edge) => !nodes.has(edge.from) || !nodes.has(edge.to))] : [];
  const folded = [...all.standIn.keys(), ...scene().edges.filter((edge) => !all.byId.has(edge.id)).map((edge) => edge.id)];
  const out = [...all.edges.filter((edge) => switchedOff(edge, state) || !(edge.parts || there.has(edge.id))), ...all.nodes.filter((node) => !held(node.id)), ...left];
  const gone = new Set([...folded, ...out.map((each) => each.id)]);
  picture.paint({
    on: new Set([...around.map((edge) => edge.id), ...[...kept].filter((id) => nodes.has(id) || id === focused)]),
    gone,
    named: new Set(focused === null ? [] : [...kept, ...around.filter((edge) => edge.id === focused || WORDED.has(edge.type)).map((edge) => edge.id)]),
    quiet: tools ? noRoom(picture, all.edges, pins.of(state.net), gone) : new Set(),
    notes: new Map([...members].map(([id, number]) => [id, ` +${number}`])),
    words: !state.ego,
    fresh: fresh.take(lens.last, state),
  });
}

/** What the filters leave out of all that holds on the day. */
function leftOut() {
  const left = sieve.leftOut(state.day);
  return left.length ? `Filters leave out ${left.map(([kind, number]) => many(number, kind)).join(", ")}; Reset shows all.` : "";
}

/** Let the legend count what is there on the day. */
function count(own = state.view === "network") {
  const { nodes, edges } = own ? scene() : scenes.positions;
  const held = (key) => holds(dossier.get(key), state.day);
  const keys = [
    ...nodes.filter((node) => held(node.id)).flatMap(({ kind, camp }) => [`kind:${kind}`, `camp:${camp}`]),
    ...edges.filter((edge) => (own ? edgeHolds(edge, dossier, state.day) : held(edge.ref))).flatMap((edge) => [`line:${edge.line}`, ...(edge.line === "tie" ? [tieKey(edge)] : [])]),
    ...(own ? [] : dossier.ofKind("event").filter((event) => held(event.key)).map(() => "kind:event")),
  ];
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const button of byId("legend-body").querySelectorAll("button")) button.querySelector(".count").textContent = String(counts.get(button.dataset.key) ?? 0);
}

function hover(id, at) {
  if (scene().small && state.selected === null && state.hovered !== id) {
    state.hovered = id;
    if (state.view === "network") paint();
  }
  tip(id, at);
}

function tip(id, at) {
  const box = byId("tip");
  const edge = edgeOf(id);
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
  const on = (edge.now ?? edge.facts)?.map(([issue]) => dossier.name(issue)).join(", ");
  const claim = edge.type === "position" ? dossier.get(edge.ref)?.claim : null;
  return on ? `${from} – ${to}: ${edge.says} on ${on}` : `${from} ${edge.says} ${to}${claim ? `: ${claim}` : ""}`;
}

// ---- controls ----------------------------------------------------------------------------------------------------

function showTable(on) {
  state.table = on;
  showAs();
  paint();
  address();
}

function showAs() {
  byId("picture-view").hidden = state.table;
  byId("table-view").hidden = !state.table;
  byId("as-picture").setAttribute("aria-pressed", String(!state.table));
  byId("as-table").setAttribute("aria-pressed", String(state.table));
  if (state.table) table.draw(state);
  else picture.network.redraw();
}

function reset() {
  report?.stop();
  const { view, net, table: asTable, order, by, ...filtering } = start;
  Object.assign(state, filtering, { fold: new Set() });
  state.off.clear();
  for (const id of ["issue", "from", "until", "search"]) if (byId(id)) byId(id).value = "";
  drawLegend();
  select(null, { focus: false });
  picture.fit();
}

function toggle(key) {
  if (!state.off.delete(key)) state.off.add(key);
  showSwitches(state.off);
  if (panel.isOpen) refreshPanel();
  paint();
  address();
}

function savePng() {
  picture.png((blob) => download(blob, `${data.dossier.id}-${data.view}.png`));
}

/** What is on the page, for those who take it away. */
function shownNow() {
  fresh.end();
  const about = [byId(`tab-${state.view}`).textContent, state.view === "network" && networks[state.net].title, data.dated && `on ${inWords(state.day)}${data.known_on ? `, as known on ${data.known_on}` : ""}`, state.issue && dossier.name(state.issue), state.view === "network" && tools.words(), wrongSpan(state.from, state.until), leftOut()];
  return {
    view: state.view,
    picture,
    name: [data.dossier.id, state.view === "network" ? state.net : state.view, data.dated && state.day].filter(Boolean).join("-"),
    words: { title: data.title, about: about.filter(Boolean).join(" \u00B7 "), source: data.source },
    rows: () => (state.view === "network" && table.kind === "measure" ? sizesSheet(measured(), dossier) : sheets.of(state, table.kind, table.only)),
  };
}

/** On paper every view has its page, and the legend is the network's: the others have keys of their own. */
function onPaper() {
  paint({ all: true });
  const { entries, titles } = networks[state.net].legend;
  drawLegend({ entries, titles });
  count(true);
}

function wire() {
  searchBox(dossier, (key) => select(key));
  const issues = dossier.ofKind("issue").map((issue) => [issue.name, issue.key]);
  byId("issue").append(...issues.map(([name, key]) => el("option", { value: key }, name)));
  for (const id of ["issue", "from", "until"]) byId(id)?.addEventListener("change", (event) => change({ [id]: event.target.value }));
  const buttons = { reset, fit: () => picture.fit(), "zoom-in": () => picture.zoom(1.25), "zoom-out": () => picture.zoom(0.8), ...(report ? {} : { png: savePng }), "as-picture": () => showTable(false), "as-table": () => showTable(true) };
  for (const [id, act] of Object.entries(buttons)) byId(id).addEventListener("click", act);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (panel.isOpen) select(null);
    else tools?.leave();
  });
  // Its address would be taken for a selection.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId(`view-${state.view}`).focus();
  });
  addEventListener("hashchange", followAddress);
  onTheme((toPaper) => {
    picture.retone();
    turned();
    paint();
    if (toPaper !== null) picture.forPaper(toPaper);
    if (toPaper && report) onPaper();
  });
  byId("legend-show").onclick = ({ currentTarget }) => currentTarget.setAttribute("aria-expanded", String(byId("legend").classList.toggle("open")));
  addEventListener("beforeprint", () => report && onPaper());
  addEventListener("resize", () => state.view === "timeline" && paint());
}

wire();
turned();
paint();
followAddress();

/** For tests, and for pages that embed this one: the network, the state, selection by key, and the panel alone. */
window.graphkit = {
  network: picture.network,
  picture,
  dossier,
  state,
  tools,
  select,
  change,
  show: (key) => panel.show(subjectOf(key)),
  get edges() {
    return drawn().byId;
  },
};
