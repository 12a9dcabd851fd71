/** Dates for readers. Days are compared as ISO text, which sorts as time does. */

const FORMS = [
  [/^\d{4}-\d{2}-\d{2}$/, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }, ""],
  [/^\d{4}-\d{2}$/, { month: "long", year: "numeric", timeZone: "UTC" }, "-01"],
];

function single(text) {
  const vague = /[~?%]$/.test(text);
  const bare = text.replace(/[~?%]$/, "");
  for (const [form, options, rest] of FORMS) {
    if (!form.test(bare)) continue;
    const day = new Date(`${bare}${rest}T00:00:00Z`);
    if (!Number.isNaN(day.getTime())) return (vague ? "about " : "") + day.toLocaleDateString("en-GB", options);
  }
  return text;
}

/** An EDTF date in words, as far as its form is a plain one. */
export function inWords(text) {
  const [start, end] = text.split("/");
  if (end === undefined) return single(text);
  if (end === "" || end === "..") return `since ${single(start)}`;
  if (start === "" || start === "..") return `by ${single(end)}`;
  return `${single(start)} to ${single(end)}`;
}

/** How long a position or tie holds: a single date means from then on. */
export const heldSince = (text) => (text.includes("/") ? inWords(text).replace(/^by /, "until ") : `since ${single(text)}`);

/** Whether two spans of days meet; an open end is null. */
export const meets = ([from, until], [start, end]) => (!until || !start || until >= start) && (!from || !end || from <= end);

/** " on 2 June 2025"; nothing where no record has a date: such a dossier stands on the first of all days. */
export const onDay = (day, how = "on") => (day === "0001-01-01" ? "" : ` ${how} ${inWords(day)}`);

/** That the first of two days is later than the last, in words; empty where they are in order. */
export const wrongSpan = (from, until) => (from && until && from > until ? `“From” (${inWords(from)}) is later than “to” (${inWords(until)}): no day lies between them` : "");
