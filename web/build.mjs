// Bundle script, style and licences into the package. Same sources and lockfile, same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const out = process.argv[2] ?? "../graphkit/report/static";
const shared = { bundle: true, minify: true, charset: "ascii", legalComments: "none", metafile: true, logLevel: "warning" };

const script = await build({ ...shared, entryPoints: ["src/main.js"], format: "iife", target: "es2022", outfile: join(out, "page.js") });
await build({ ...shared, entryPoints: ["src/live.js"], format: "iife", target: "es2022", outfile: join(out, "live.js") });
await build({ ...shared, entryPoints: ["src/page.css"], outfile: join(out, "page.css") });
await build({ ...shared, entryPoints: ["src/noscript.css"], outfile: join(out, "noscript.css") });

// Every package whose code is in the bundle, with the text of its licence.
const names = new Set(
  Object.keys(script.metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean),
);
const LICENCE_FILES = ["LICENSE-MIT", "LICENSE.md", "LICENSE", "license"];
const texts = [...names].sort().map((name) => {
  const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  for (const file of LICENCE_FILES) {
    try {
      const text = readFileSync(`node_modules/${name}/${file}`, "utf8").replaceAll("\r\n", "\n").trim();
      return `${name} ${about.version} (${about.license})\n\n${text}\n`;
    } catch {
      continue;
    }
  }
  throw new Error(`no licence text found for ${name}`);
});
const rule = `\n${"-".repeat(78)}\n\n`;
writeFileSync(
  join(out, "THIRD-PARTY-LICENCES.txt"),
  `The page's script contains code of these packages, under these licences.\n${rule}${texts.join(rule)}`,
);
