/** The story: an author's steps, one at a time, each of which sets what the page shows. */

import { byId, el } from "./dom.js";

export class Story {
  /** `tell` gets the number of the step to be told, 0 for none. */
  constructor(steps, tell) {
    this.steps = steps;
    this.box = byId("story");
    this.at = 0;
    if (!this.box) return;
    this.tell = tell;
    byId("tell").addEventListener("click", () => this.#go(this.at ? 0 : 1, true));
    byId("story-close").addEventListener("click", () => this.#go(0, true));
    byId("story-back").addEventListener("click", () => this.#go(this.at - 1));
    byId("story-next").addEventListener("click", () => this.#go(this.at + 1));
    byId("story-which").addEventListener("change", ({ target }) => this.#go(Number(target.value)));
    document.addEventListener("keydown", (event) => this.#key(event));
    this.show(0);
  }

  get length() {
    return this.steps?.length ?? 0;
  }

  /** Show a step, or none. */
  show(step) {
    if (!this.box) return;
    this.at = step;
    this.box.hidden = !step;
    document.body.classList.toggle("telling", step > 0);
    byId("tell").setAttribute("aria-expanded", String(step > 0));
    for (let i = 1; i <= this.length; i += 1) byId(`step-${i}`).hidden = i !== step;
    if (!step) return;
    byId("story-which").value = String(step);
    // A button that goes out of use keeps the focus.
    byId("story-back").setAttribute("aria-disabled", String(step === 1));
    byId("story-next").setAttribute("aria-disabled", String(step === this.length));
    byId("story-steps").scrollTop = 0;
    byId("story-said").replaceChildren(`Step ${step} of ${this.length}`, el("span", { class: "sr-only" }, `: ${this.steps[step - 1].title}`));
  }

  /** Tell a step; `focus` leads to its title, or where the story ends to the button that opens it. */
  #go(step, focus = false) {
    if (step < 0 || step > this.length || (step === 0 && this.at === 1 && !focus)) return;
    this.tell(step);
    if (focus) (step ? byId(`step-${step}`).querySelector("h3") : byId("tell")).focus({ preventScroll: true });
  }

  /** The arrows lead through the steps while nothing else has the focus, Escape ends the story. */
  #key(event) {
    const { activeElement: active } = document;
    const free = active === document.body || (this.box.contains(active) && active.tagName !== "SELECT");
    if (!this.at || !free || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = { ArrowRight: this.at + 1, ArrowLeft: this.at - 1, Home: 1, End: this.length }[event.key];
    if (event.key === "Escape" && this.box.contains(active)) {
      this.#go(0, true);
      event.stopImmediatePropagation();
    } else if (step) {
      // The buttons at the foot keep the focus; a step that is told no more cannot.
      this.#go(step, !byId("story-foot").contains(active));
      event.preventDefault();
    }
  }
}
