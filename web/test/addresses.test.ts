import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { iriOfPath, pathOf } from "../src/workbench/addresses";
import { sha256 } from "../src/workbench/sha256";
import addresses from "./addresses.json";

test("pages have the addresses that Python gives them", () => {
  assert.ok(addresses.length > 20);
  for (const [iri, page] of addresses as [string, string | null][]) {
    assert.equal(pathOf(iri) ?? null, page, iri);
    if (page && page.length < 120) assert.equal(iriOfPath(page), iri);
  }
});

test("a file whose name is cut leads to no thing", () => {
  const page = pathOf(`https://w3id.org/taobao-kg/id/actor/${"x".repeat(200)}`)!;
  assert.equal(iriOfPath(page), undefined);
});

test("hashes are those of Node", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const bytes = new Uint8Array(length).map((_, place) => place * 7);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
});
