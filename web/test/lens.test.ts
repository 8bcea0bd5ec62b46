import assert from "node:assert/strict";
import test from "node:test";
import { changeLines } from "../src/workbench/difference";
import { shareAddress } from "../src/workbench/share";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const lines = new TextEncoder().encode("a .\nbb .\nccc .\n国 .\n");

test("lines go by their numbers and others come", () => {
  const change = (removed: number[], added = "") => text(changeLines(lines, { removed, added }));
  assert.equal(change([]), "a .\nbb .\nccc .\n国 .\n");
  assert.equal(change([0, 2]), "bb .\n国 .\n");
  assert.equal(change([1, 2, 3], "新 .\n"), "a .\n新 .\n");
  assert.equal(change([0, 1, 2, 3]), "");
});

test("a lens of another graph is refused", () => {
  assert.throws(() => changeLines(lines, { removed: [4], added: "" }));
});

test("a link carries the lens, and an old one none", () => {
  const page = "file:///x/workbench.html?lens=official#q=old";
  const shared = { name: "new", given: new Map([["year", "2014"]]) };
  assert.equal(shareAddress(page, "as-of:2014", shared), "file:///x/workbench.html?lens=as-of%3A2014#q=new&p.year=2014");
  assert.equal(shareAddress(page, "all", shared), "file:///x/workbench.html#q=new&p.year=2014");
  assert.equal(shareAddress("file:///x.html?p=workbench.html", "official", shared), "file:///x.html?p=workbench.html&lens=official#q=new&p.year=2014");
});
