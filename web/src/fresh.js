/** What of a network is new since the day was moved: for a moment, or where motion is not wanted until it is moved again. */

const MOMENT = 1600;

export class Fresh {
  /** `over` is called when the moment is over. */
  constructor(over) {
    this.over = over;
    this.ids = new Set();
    this.before = null;
    this.timer = null;
  }

  /** Take what comes next as it is. */
  open() {
    clearTimeout(this.timer);
    this.before = null;
    this.ids = new Set();
  }

  /** Compare what is seen with what was seen on the day before. */
  take({ nodes, edges }, { net, day }) {
    const lines = new Map(edges.map((edge) => [edge.id, edge.now]));
    const { before } = this;
    this.before = { net, day, lines, nodes };
    if (!before || (before.net === net && before.day === day)) return this.ids;
    clearTimeout(this.timer);
    this.ids = new Set();
    if (before.net !== net) return this.ids;
    const same = (id, rests) => before.lines.has(id) && JSON.stringify(before.lines.get(id)) === JSON.stringify(rests);
    for (const [id, rests] of lines) if (!same(id, rests)) this.ids.add(id);
    for (const id of nodes) if (!before.nodes.has(id)) this.ids.add(id);
    if (this.ids.size && matchMedia("(prefers-reduced-motion: no-preference)").matches) this.timer = setTimeout(() => this.end(), MOMENT);
    return this.ids;
  }

  /** No longer. */
  end() {
    if (!this.ids.size) return;
    this.ids = new Set();
    this.over();
  }
}
