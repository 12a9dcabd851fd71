/** The legend: exactly what occurs in this picture; every entry is a switch. */

import { byId, el, svg } from "./dom.js";
import { strokes } from "./hulls.js";
import { tone } from "./theme.js";
import { country } from "./words.js";

const R = 8;

function polygon(corners, turn) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners + turn;
    return `${(R + R * Math.cos(angle)).toFixed(2)},${(R + R * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}

function star() {
  return Array.from({ length: 10 }, (_, i) => {
    const [angle, radius] = [(Math.PI * i) / 5 - Math.PI / 2, i % 2 ? R * 0.5 : R];
    return `${(R + radius * Math.cos(angle)).toFixed(2)},${(R + radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}

const SHAPES = {
  dot: (look) => svg("circle", { cx: R, cy: R, r: R - 1, ...look }),
  square: (look) => svg("rect", { x: 1.5, y: 1.5, width: 13, height: 13, ...look }),
  diamond: (look) => svg("polygon", { points: polygon(4, 0), ...look }),
  hexagon: (look) => svg("polygon", { points: polygon(6, 0), ...look }),
  triangle: (look) => svg("polygon", { points: polygon(3, -Math.PI / 2), ...look }),
  triangleDown: (look) => svg("polygon", { points: polygon(3, Math.PI / 2), ...look }),
  star: (look) => svg("polygon", { points: star(), ...look }),
  box: (look) => svg("rect", { x: -4, y: 3, width: 24, height: 11, rx: 5, ...look }),
  pill: (look) => svg("rect", { x: -4, y: 2, width: 24, height: 13, rx: 6.5, ...look }),
  card: (look) => svg("rect", { x: -4, y: 2, width: 24, height: 13, ...look }),
};

function swatch(entry, place) {
  if (entry.group === "line" || entry.group === "tie") {
    const line = svg("line", { x1: 0, y1: 8, x2: entry.arrow ? 26 : 34, y2: 8, stroke: tone(entry.color), "stroke-width": 3, "stroke-dasharray": entry.dashes?.join(" ") });
    const head = entry.arrow && svg("polygon", { points: "25,3 34,8 25,13", fill: tone(entry.color) });
    return svg("svg", { width: 34, height: 16, viewBox: "0 0 34 16", "aria-hidden": "true" }, line, head);
  }
  const look = { fill: entry.color, stroke: tone(entry.border), "stroke-width": 1.5, "stroke-dasharray": entry.dashes?.join(" ") };
  const shape = entry.group === "camp" ? svg("rect", { x: 0, y: 1, width: 16, height: 14, rx: 3, ...look }) : SHAPES[entry.shape](look);
  const drawn = place === undefined ? [] : strokes(place).map(([x, y, far, down]) => svg("line", { x1: x + 2, y1: y + 2, x2: far + 2, y2: down + 2, stroke: "#1c2733", "stroke-width": 1.4 }));
  return svg("svg", { width: 34, height: 18, viewBox: "-9 -1 34 18", "aria-hidden": "true" }, shape, drawn);
}

const TITLES = { camp: "Colour", kind: "Shape", line: "Line", tie: "Kind of tie" };

/** Draw the legend; `toggle` gets the key of an entry that was switched, and `places` says which camp has which pattern. */
export function legend(entries, titles, toggle, places = new Map()) {
  const box = byId("legend-body");
  box.replaceChildren();
  for (const group of ["camp", "kind", "line", "tie"]) {
    const rows = entries.filter((entry) => entry.group === group);
    if (!rows.length) continue;
    const name = titles[group] ?? TITLES[group];
    box.append(
      el("h3", { id: `legend-${group}` }, name),
      el(
        "ul",
        { "aria-labelledby": `legend-${group}` },
        rows.map((entry) =>
          el("li", {}, el("button", { type: "button", "aria-pressed": "true", "data-key": entry.key, on: { click: () => toggle(entry.key) } }, swatch(entry, places.get(entry.key.replace(/^camp:/, ""))), el("span", { class: "words" }, entry.country ? country(entry.country) : entry.label), el("span", { class: "count" }, String(entry.count)))),
        ),
      ),
    );
    if (group === "camp") box.append(el("p", { id: "legend-camps" }));
  }
}

/** Let the buttons say which entries are switched off. */
export function showSwitches(off) {
  for (const button of byId("legend-body").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(!off.has(button.dataset.key)));
  }
}
