/** Finding records by words: all of them, in any order, each as a word begins, then anywhere in a name, then near misses. */

import { inWords } from "./dates.js";

const KINDS = ["actor", "issue", "event", "proposal", "source", "thing"];
/** Letters that are not a plain one with a mark. */
const PLAIN = { ı: "i", ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", þ: "th", ð: "d" };

/** How well a text answers: the same, begun with, every word begun, every word inside, near. */
const SAME = 0;
const BEGUN = 1;
const WORDS = 2;
const INSIDE = 3;
const NEAR = 6;
/** By how much a claim comes after a name that answers as well. */
const CLAIM = 2;

/** Text without case, accents, width or signs that join letters, as it is compared. */
export function folded(text) {
  const bare = text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/\P{ASCII}/gu, (letter) => PLAIN[letter] ?? letter)
    .trim();
  return bare || text.toLowerCase();
}

const wordsOf = (fold) => fold.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** A text that can be searched. */
const searched = (text) => ({ text, fold: folded(text), words: wordsOf(folded(text)) });

function near(word, query) {
  const most = query.length < 5 ? 1 : 2;
  if (Math.abs(word.length - query.length) > most) return false;
  let row = Array.from({ length: query.length + 1 }, (_, i) => i);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= query.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (word[i - 1] === query[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[query.length] <= most;
}

function rank({ fold, words }, query) {
  if (fold === query.fold) return SAME;
  if (fold.startsWith(query.fold)) return BEGUN;
  const begins = (wanted) => words.some((word) => word.startsWith(wanted));
  if (query.words.length && query.words.every(begins)) return WORDS;
  // What is asked for may be signs alone.
  const wanted = query.words.length ? query.words : [query.fold];
  if (wanted.every((each) => fold.includes(each))) return INSIDE;
  const slips = (each) => begins(each) || (each.length > 3 && words.some((word) => near(word, each)));
  return query.words.length && query.words.every(slips) ? NEAR : Infinity;
}

/** A claim answers if its own words do, with those of who makes it on what; one word at least is its own. */
function rankClaim({ own, whole }, query) {
  const found = rank(whole, query);
  if (found === Infinity || found === NEAR) return Infinity;
  const wanted = query.words.length ? query.words : [query.fold];
  return wanted.some((each) => own.fold.includes(each)) ? Math.max(WORDS, found) + CLAIM : Infinity;
}

/** What tells a record from another of the same name. */
function about(record) {
  const words = { event: () => inWords(record.date), proposal: () => record.date && inWords(record.date), source: () => record.publisher };
  return words[record.type]?.() ?? "";
}

/** What can be searched: every name of every record that has one, and the claims. */
export function catalogue(dossier) {
  const claims = dossier.ofKind("position").map((each) => {
    const whose = dossier.label(each.key);
    return { key: each.key, what: "claim", name: each.claim, about: whose, own: searched(each.claim), whole: searched(`${each.claim} ${whose}`) };
  });
  return KINDS.flatMap((kind) => dossier.ofKind(kind)).map((record) => {
    const names = [record.name ?? record.title ?? record.id, record.short, ...(record.aliases ?? [])].filter(Boolean);
    return { key: record.key, what: record.type === "actor" ? record.kind : record.type === "thing" ? record.what : record.type, name: names[0] ?? "", about: about(record), names: names.map(searched), id: searched(record.id ?? "") };
  }).concat(claims);
}

/** How well an entry answers, and the name that does; a name before an alias that answers as well. */
function answer(entry, query) {
  if (!entry.names) return { score: rankClaim(entry, query), matched: entry.name };
  let [best, at] = [Infinity, 0];
  entry.names.forEach((name, i) => {
    const score = rank(name, query);
    if (score < best) [best, at] = [score, i];
  });
  // By its id a record is found where no name says so.
  if (best >= NEAR && entry.id.fold && rank(entry.id, query) < NEAR) return { score: INSIDE + 0.75, matched: entry.id.text };
  return { score: best + (at ? 0.5 : 0), matched: entry.names[at]?.text };
}

/** The entries that match, each with the name that did: the best first, and of those the one that says least besides. */
export function find(entries, text) {
  const query = searched(text);
  if (!query.fold) return [];
  const hits = entries.map((entry) => ({ ...entry, ...answer(entry, query) })).filter(({ score }) => score < Infinity);
  return hits.sort((a, b) => a.score - b.score || a.matched.length - b.matched.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
