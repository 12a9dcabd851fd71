/** A colour as SVG 1.1 takes it: what shines through stands apart. */
export function paint(name, color, alpha = 1) {
  const found = /^rgba\((.+),\s*([\d.]+)\)$/.exec(color ?? "");
  const left = alpha * Number(found?.[2] ?? 1);
  return { [name]: found ? `rgb(${found[1]})` : color, ...(left < 1 ? { [`${name}-opacity`]: String(Math.round(left * 100) / 100) } : {}) };
}
