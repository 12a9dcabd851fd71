/** A view as a drawing on a sheet: its title and day above, where it is from below, the legend beside a network. */

import { byId, svg } from "./dom.js";
import { Recorder } from "./recorder.js";
import { tones } from "./theme.js";
import { Vector } from "./vector.js";

const MARGIN = 24;
const HEAD = 54;
const FOOT = 30;
const FACE = "Arial, Helvetica, sans-serif";

/** The network as it stands, whole, whatever part of it is in the window. */
function network({ network: shown }) {
  const pen = new Recorder();
  const { renderer, body } = shown;
  // Letters on the sheet have their own size, however small the picture is on the screen.
  const { scale } = body.view;
  body.view.scale = 1;
  pen.beginPath();
  body.emitter.emit("beforeDrawing", pen);
  renderer._drawEdges(pen);
  const { drawExternalLabels } = renderer._drawNodes(pen, true);
  renderer._drawArrows(pen);
  drawExternalLabels();
  pen.beginPath();
  body.emitter.emit("afterDrawing", pen);
  body.view.scale = scale;
  const [left, top, right, bottom] = pen.parts.length ? pen.box : [0, 0, 1, 1];
  return { part: svg("g", { transform: `translate(${-Math.floor(left)} ${-Math.floor(top)})` }, pen.parts), width: Math.ceil(right - left), height: Math.ceil(bottom - top), tiles: [...pen.tiles.values()] };
}

/** A box of the page, to its whole height and width. */
function boxed(box, vector) {
  const { scrollTop, scrollLeft } = box;
  Object.assign(box, { scrollTop: 0, scrollLeft: 0 });
  const part = vector.of(box);
  const size = { width: box.scrollWidth, height: box.scrollHeight };
  Object.assign(box, { scrollTop, scrollLeft });
  return { part, ...size };
}

/** The drawing of a view; `words` are its title, what stands below the title, and where it is from. */
export function sheet({ view, picture, words }) {
  const vector = new Vector();
  const legend = view === "network" && byId("legend").getClientRects().length ? boxed(byId("legend"), vector) : null;
  const main = view === "network" ? network(picture) : boxed(byId(`view-${view}`), vector);
  const defined = [...vector.clips, ...(main.tiles ?? [])];
  const beside = legend ? legend.width + MARGIN : 0;
  const [width, height] = [Math.max(480, main.width + beside) + 2 * MARGIN, Math.max(main.height, legend?.height ?? 0) + HEAD + FOOT + MARGIN];
  const { paper, ink } = tones();
  const text = (x, y, size, told, more = {}) => svg("text", { x, y, "font-size": size, fill: ink, ...more }, told);
  const at = (x, y, part) => svg("g", { transform: `translate(${x} ${y})` }, part);
  return svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FACE, role: "img" },
    svg("title", {}, words.title),
    defined.length ? svg("defs", {}, defined) : null,
    svg("rect", { width, height, fill: paper }),
    text(MARGIN, 26, "17", words.title, { "font-weight": "bold" }),
    text(MARGIN, 44, "12", words.about),
    legend ? at(MARGIN - 8, HEAD, legend.part) : null,
    at(MARGIN + beside, HEAD, main.part),
    text(MARGIN, height - 12, "11", words.source),
  );
}

/** A drawing as the text of a file. */
export const asText = (drawing) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;

/** A drawing as a PNG, twice as fine as on the screen where that is not too large for a browser. */
export function asPng(drawing, done) {
  const [width, height] = ["width", "height"].map((side) => Number(drawing.getAttribute(side)));
  const scale = Math.min(2, 16000 / width, 16000 / height, Math.sqrt(120e6 / (width * height)));
  const url = URL.createObjectURL(new Blob([asText(drawing)], { type: "image/svg+xml" }));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob(done, "image/png");
  };
  image.src = url;
}
