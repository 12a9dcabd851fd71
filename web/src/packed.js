/** The page's data from its columns: one decoder for the one form, which graphkit/report/packed.py writes and explains. */

const FORMAT = 3;
const ABSENT = Symbol("absent");
let texts = [];

/** What `packed` was given. Rows are objects of their own; what they hold may be shared, so change none of it. */
export function unpacked(page) {
  if (page.version !== FORMAT) throw new Error(`data of version ${page.version}, not ${FORMAT}`);
  texts = page.texts;
  return read(page.data);
}

function read(value) {
  if (Array.isArray(value)) return value.map(read);
  if (value === null || typeof value !== "object") return value;
  if ("$table" in value) return rows(value.columns, value.$table);
  if ("$map" in value) {
    const names = rows(value.$map, 0);
    const to = rows(value.to, names.length);
    return Object.fromEntries(names.map((name, i) => [name, to[i]]));
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
}

/** The values of a column that stands for `number` rows. */
function rows(column, number) {
  if (Array.isArray(column)) return column;
  if ("c" in column) return new Array(number).fill(column.c);
  if (column.t) return column.t.map((each) => (typeof each === "number" ? texts[each] : each));
  if (column.i) {
    const distinct = rows(column.d, column.i.reduce((most, at) => Math.max(most, at), -1) + 1);
    return column.i.map((at) => distinct[at]);
  }
  if (column.z) return spaced(column.z, column.of).map((each) => (each === ABSENT ? null : each));
  if ("p" in column) return (column.n ?? rows(column.of, number)).map((each) => `${column.p}${each}`);
  if (column.r) {
    const places = column.r.map((each) => rows(each, number));
    return Array.from({ length: number }, (_, i) => places.map((place) => place[i]));
  }
  return column.l ? lists(column, number) : objects(column.o, number);
}

function lists(column, number) {
  const lengths = rows(column.l, number);
  const flat = rows(column.of, lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  return lengths.map((length) => flat.slice(at, (at += length)));
}

function objects(columns, number) {
  const found = Array.from({ length: number }, () => ({}));
  for (const [name, column] of Object.entries(columns)) {
    const values = column.h ? spaced(column.h, column.of) : rows(column, number);
    values.forEach((value, i) => {
      if (value !== ABSENT) found[i][name] = value;
    });
  }
  return found;
}

/** Values with gaps: runs of rows without and with one in turn. */
function spaced(runs, column) {
  const values = rows(column, runs.reduce((sum, run, i) => sum + (i % 2 ? run : 0), 0));
  let at = 0;
  return runs.flatMap((run, i) => Array.from({ length: run }, () => (i % 2 ? values[at++] : ABSENT)));
}
