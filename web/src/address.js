/** The state in the address: what differs from the start, so that a link reopens the page as it was. */

const plain = (text) => encodeURIComponent(text).replaceAll("%3A", ":").replaceAll("%2C", ",");

/** A word of a list, in which a comma of its own does not part it. */
const word = (text) => text.replaceAll("%", "%25").replaceAll(",", "%2C");

const written = (value) => (value instanceof Set ? [...value].sort().map(word).join(",") : String(value ?? ""));

/** The fragment for a state: what differs from where it starts; a selection alone stands there as it is. */
export function fragment(state, start) {
  const pairs = Object.entries(state)
    .map(([name, value]) => [name, written(value)])
    .filter(([name, value]) => value !== written(start[name]));
  if (!pairs.length) return "";
  if (pairs.length === 1 && pairs[0][0] === "select" && pairs[0][1]) return `#${plain(pairs[0][1])}`;
  return `#${pairs.map(([name, value]) => `${name}=${plain(value)}`).join("&")}`;
}

/** What a fragment says, by name; an address that cannot be read says nothing. */
export function parsed(hash) {
  try {
    const text = hash.replace(/^#/, "");
    if (!text) return {};
    if (!text.includes("=")) return { select: decodeURIComponent(text) };
    return Object.fromEntries(
      text.split("&").map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
      }),
    );
  } catch {
    return null;
  }
}

/** The words of a list in an address; one that cannot be read is left out. */
export const listIn = (text) =>
  (text ?? "").split(",").flatMap((word) => {
    try {
      return word ? [decodeURIComponent(word)] : [];
    } catch {
      return [];
    }
  });
