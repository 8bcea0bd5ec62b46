// Gathers the licences of the packages that are in the bundles.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Packages whose archive on npm has no licence text; theirs stands in web/licences. */
const KEPT_HERE = { oxigraph: "oxigraph.txt" };

/**
 * Write one file with name, version, licence and licence text of each package bundled.
 * @param {string} here folder of package.json
 * @param {string[]} inputs files that went into the bundles, relative to it
 * @param {string} file to write
 */
export function writeLicences(here, inputs, file) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const parts = [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const text = KEPT_HERE[name]
      ? join(here, "licences", KEPT_HERE[name])
      : ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => join(folder, one)).find(existsSync);
    if (!text) throw new Error(`${name} has no licence text; put one into web/licences`);
    return `${name} ${version} (${license})\n\n${readFileSync(text, "utf8").trim()}\n`;
  });
  const head = "The scripts in this folder contain the packages below.\n";
  writeFileSync(file, [head, ...parts].join(`\n${"-".repeat(72)}\n\n`));
}
