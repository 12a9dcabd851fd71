/** What can be taken away: the view as a picture, a drawing and a table, a link to it, and the code that embeds it. */

import { csv } from "./csv.js";
import { byId, el } from "./dom.js";
import { addressOf, embedCode } from "./embed.js";
import { asPng, asText, sheet } from "./sheet.js";

export function download(content, name, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** The menu; `now` tells what is shown: its `view`, `name` of the file, `words`, `rows`, and the `picture`. */
export class SaveMenu {
  constructor(now, title) {
    this.now = now;
    this.box = byId("save");
    const entry = (id, words, act) => el("button", { type: "button", id, on: { click: act } }, words);
    this.said = el("p", { class: "hint", role: "status" });
    this.code = el("textarea", { id: "embed-code", readonly: true, rows: 3, spellcheck: "false" });
    byId("save-body").append(
      entry("png", "Picture (PNG)", () => this.#png()),
      entry("svg", "Drawing (SVG)", () => this.#drawing()),
      entry("csv", "Table (CSV)", () => this.#table()),
      entry("copy-link", "Copy the link to this view", () => this.#copy(addressOf({ embedded: false }), "Link")),
      entry("copy-code", "Copy the code that embeds it", () => this.#copy(this.code.value, "Code")),
      el("label", { for: "embed-code" }, "Code for another page"),
      this.code,
      this.said,
    );
    this.box.addEventListener("toggle", () => {
      this.code.value = embedCode(title);
      this.said.textContent = "";
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.box.open) return;
      this.box.open = false;
      this.box.querySelector("summary").focus();
      event.stopPropagation();
    });
  }

  /** Offer only what the view has. */
  show({ drawn }) {
    for (const id of ["png", "svg"]) byId(id).hidden = !drawn;
  }

  #sheet() {
    const { view, picture, words } = this.now();
    return sheet({ view, picture, words });
  }

  #png() {
    const { name } = this.now();
    asPng(this.#sheet(), (blob) => (blob ? download(blob, `${name}.png`) : this.#say("too large for a picture; save the drawing")));
  }

  #drawing() {
    download(asText(this.#sheet()), `${this.now().name}.svg`, "image/svg+xml");
  }

  #table() {
    const { name, rows } = this.now();
    download(csv(rows()), `${name}.csv`, "text/csv;charset=utf-8");
  }

  #say(words) {
    this.said.textContent = words;
  }

  async #copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(`${what} copied.`);
    } catch {
      this.code.value = text;
      this.code.focus();
      this.code.select();
      this.#say("Copy it from the field above.");
    }
  }
}
