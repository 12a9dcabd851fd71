/** Tables as CSV (RFC 4180) that a spreadsheet reads as UTF-8 and runs nothing of. */

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** One value as a cell; a text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function cell(value) {
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  const safe = FORMULA.test(text) && !(typeof value === "number" && NUMBER.test(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows, the first of which are the heads, as a file. */
export const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
