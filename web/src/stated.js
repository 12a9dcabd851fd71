/** What is claimed, on a day and after the filters: each claim with its evidence, and by source what stands on it. */

/** A claim for each position, tie, event and proposal, for each answer and for each status quo. */
export function stated(dossier, sieve, day) {
  const on = (kind) => dossier.ofKind(kind).filter((each) => sieve.on(each, day));
  const claim = (record, who, date, part = null, kind = record.type) => ({ record, part, kind, who, date, evidence: (part ?? record).evidence ?? [] });
  return [
    ...on("position").map((each) => claim(each, [each.actor], each.valid)),
    ...on("tie").map((each) => claim(each, [each.from, each.to], each.valid)),
    ...on("event").map((each) => claim(each, (each.participants ?? []).map((one) => one.actor), each.date)),
    ...on("proposal").flatMap((each) => [claim(each, each.by, each.date), ...sieve.answers(each, day).map((one) => claim(each, [one.actor], one.date, one, "answer"))]),
    ...on("issue").flatMap((each) => sieve.stood(each, day).map((one) => claim(each, [], one.on, one, "status quo"))),
  ];
}

/** How many records claims are made of: a proposal and its answers are one, so are an issue and how it stood. */
export const records = (claims) => new Set(claims.map(({ record }) => record.key)).size;

/** Every source, those on which most stands first: the keys of the records, and how many rest on its text alone. */
export function bySource(dossier, claims) {
  const standing = new Map();
  const texts = new Map();
  const note = (map, key, value) => map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const { record, evidence } of claims) {
    for (const { source, via } of evidence) {
      for (const id of new Set([source, via].filter(Boolean))) note(standing, `source:${id}`, record.key);
      note(texts, record.key, `source:${via ?? source}`);
    }
  }
  const alone = new Map();
  for (const [only, ...others] of texts.values()) if (!others.length) alone.set(only, (alone.get(only) ?? 0) + 1);
  const rows = dossier.ofKind("source").map((source) => ({ source, keys: [...(standing.get(source.key) ?? [])], alone: alone.get(source.key) ?? 0 }));
  return rows.sort((one, other) => other.keys.length - one.keys.length || one.source.title.localeCompare(other.source.title));
}
