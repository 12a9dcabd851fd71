/** The words for what the records say in codes. */

export const TIES = {
  member_of: "is a member of",
  heads: "heads",
  represents: "represents",
  part_of: "is part of",
  ally_of: "is an ally of",
  supports: "supports",
  opposes: "opposes",
  pressures: "puts pressure on",
  threatens: "threatens",
  offers: "makes offers to",
};

export const STANCES = { support: "supports", oppose: "opposes", conditional: "only if", neutral: "neutral" };

export const RELIABILITIES = {
  A: "completely reliable source",
  B: "usually reliable source",
  C: "fairly reliable source",
  D: "source not usually reliable",
  E: "unreliable source",
  F: "reliability of the source cannot be judged",
};

export const CREDIBILITIES = [
  "",
  "confirmed by other sources",
  "probably true",
  "possibly true",
  "doubtful",
  "improbable",
  "truth cannot be judged",
];

/** The Admiralty grade of a piece of evidence, as code and in words; null where nothing was graded. */
export function grade(reliability, credibility) {
  if (!reliability && !credibility) return null;
  const words = [
    reliability ? RELIABILITIES[reliability] : "source not graded",
    credibility ? CREDIBILITIES[credibility] : "information not graded",
  ];
  return { code: `${reliability ?? "–"}${credibility ?? "–"}`, words: `Admiralty grade: ${words.join("; ")}` };
}

export const spaced = (code) => code.replaceAll(/[_-]/g, " ");

export const many = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** The name of a country in English, from its ISO code, as the browser knows it. */
export function country(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
