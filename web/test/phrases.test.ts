import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { PHRASES } from "../src/workbench/phrases";

test("every phrase that CodeMirror asks for is translated, and no other", () => {
  const packages = ["autocomplete", "commands", "language", "lint", "search", "view"];
  const source = packages
    .map((name) => readFileSync(join(process.cwd(), "node_modules/@codemirror", name, "dist/index.js"), "utf8"))
    .join("\n");
  const asked = new Set<string>();
  for (const [call] of source.matchAll(/phrase\((?:[^()"]*)"[^)]*/g)) {
    const choice = /\?/.test(call) ? call.slice(call.indexOf("?")) : call;
    const texts = [...choice.matchAll(/"([^"]*)"/g)].map(([, text]) => text!);
    for (const text of /\?/.test(call) ? texts : texts.slice(0, 1)) asked.add(text);
  }
  assert.deepEqual([...asked].sort(), [...PHRASES].sort());
});
