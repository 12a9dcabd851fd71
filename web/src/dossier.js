/** The dossier's records by key, and the ways back from a record to those that name it. */

const KINDS = ["actor", "tie", "issue", "position", "judgement", "proposal", "event", "source"];

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that may stand among words of another direction and turns none of them around. */
const isolated = (name) => (RTL.test(name) ? `\u2068${name.replaceAll(/[\u2068\u2069]/g, "")}\u2069` : name);

export class Dossier {
  constructor(records, things = []) {
    this.byKey = new Map();
    this.back = new Map();
    for (const kind of KINDS) {
      for (const record of records[`${kind}s`] ?? []) {
        this.byKey.set(`${kind}:${record.id}`, { ...record, key: `${kind}:${record.id}`, type: kind });
      }
    }
    for (const record of this.byKey.values()) this.#index(record);
    // What is in the picture of an answer and is no record: evidence, nodes of other makers.
    for (const thing of things) if (!this.byKey.has(thing.key)) this.byKey.set(thing.key, { ...thing, type: "thing" });
  }

  get(key) {
    return this.byKey.get(key);
  }

  ofKind(kind) {
    return [...this.byKey.values()].filter((record) => record.type === kind);
  }

  /** Records that name `key` in the given role, such as "position.actor". */
  naming(role, key) {
    return this.back.get(`${role} ${key}`) ?? [];
  }

  label(key) {
    const record = this.get(key);
    if (!record) return key;
    if (record.type === "position") return `${this.name(`actor:${record.actor}`)} on ${this.name(`issue:${record.issue}`)}`;
    if (record.type === "judgement") return `${this.name(`actor:${record.actor}`)}: ${record.quantity} ${record.value}`;
    if (record.type === "tie") return `${this.name(`actor:${record.from}`)} – ${this.name(`actor:${record.to}`)}`;
    return isolated(record.short ?? record.name ?? record.title ?? record.id);
  }

  name(key) {
    const record = this.get(key);
    if (record?.type === "position" || record?.type === "judgement") return this.label(key);
    return isolated(record?.name ?? record?.title ?? key);
  }

  /** The name, or the short one where the name is longer than there is room for. */
  fit(key, letters = 26) {
    const name = this.name(key);
    return name.length > letters ? isolated(this.get(key)?.short ?? name) : name;
  }

  /** The delegations and bodies that an actor heads. */
  headedBy(key) {
    return this.naming("tie.from", key)
      .filter((tie) => tie.kind === "heads")
      .map((tie) => `actor:${tie.to}`);
  }

  #index(record) {
    const note = (role, kind, ids) => {
      for (const id of [ids ?? []].flat()) this.#add(`${record.type}.${role} ${kind}:${id}`, record);
    };
    note("actor", "actor", record.actor);
    note("issue", "issue", record.issue);
    note("from", "actor", record.from);
    note("to", "actor", record.to);
    note("on_behalf_of", "actor", record.on_behalf_of);
    note("attributed_by", "actor", record.attributed_by);
    note("event", "event", record.event);
    note("by", "actor", record.by);
    note("participant", "actor", record.participants?.map((each) => each.actor));
    note("issues", "issue", record.issues);
    note("terms", "issue", record.terms?.map((each) => each.issue));
    note("answer", "actor", record.responses?.map((each) => each.actor));
    note("follows", "event", record.follows);
    note("parent", "issue", record.parent);
    for (const source of sourcesOf(record)) this.#add(`source ${source}`, record);
  }

  #add(slot, record) {
    const there = this.back.get(slot);
    if (!there) this.back.set(slot, [record]);
    else if (there.at(-1) !== record) there.push(record);
  }
}

/** Keys of the sources that a record rests on, carriers included. */
export function sourcesOf(record) {
  const parts = [record, ...(record.responses ?? []), ...(record.status_quo ?? [])];
  const evidence = parts.flatMap((part) => part.evidence ?? []);
  return new Set(evidence.flatMap((each) => [each.source, each.via]).filter(Boolean).map((id) => `source:${id}`));
}
