/** Where the reader put figures, network by network: kept while the tab is open, also when the page is loaded anew. */

export class Pins {
  constructor(name) {
    this.slot = `graphkit ${name}`;
    this.spots = new Map();
    this.homes = new Map();
    for (const [net, spots] of Object.entries(read(this.slot))) this.spots.set(net, new Map(Object.entries(spots)));
  }

  /** The places in a network, by figure. */
  of(net) {
    return this.spots.get(net) ?? new Map();
  }

  /** Put the nodes of a network where the reader had them; where the layout has them is kept. */
  apply(net, nodes) {
    this.homes.set(net, new Map(nodes.map(({ id, x, y }) => [id, { x, y }])));
    for (const node of nodes) Object.assign(node, this.of(net).get(node.id));
  }

  /** Where the layout has a figure of a network. */
  home(net, id) {
    return this.homes.get(net)?.get(id);
  }

  put(net, id, { x, y }) {
    this.spots.set(net, new Map(this.of(net)).set(id, { x: Math.round(x), y: Math.round(y) }));
    this.#write();
  }

  clear(net) {
    this.spots.delete(net);
    this.#write();
  }

  #write() {
    try {
      sessionStorage.setItem(this.slot, JSON.stringify(Object.fromEntries([...this.spots].map(([net, spots]) => [net, Object.fromEntries(spots)]))));
    } catch {
      // A page inside another may not keep anything; then places last as long as the page does.
    }
  }
}

function read(slot) {
  try {
    const found = JSON.parse(sessionStorage.getItem(slot) ?? "{}");
    return Object.fromEntries(Object.entries(found).map(([net, spots]) => [net, Object.fromEntries(Object.entries(spots).filter(([, spot]) => Number.isFinite(spot?.x) && Number.isFinite(spot?.y)))]));
  } catch {
    return {};
  }
}
