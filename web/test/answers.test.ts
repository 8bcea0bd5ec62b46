import assert from "node:assert/strict";
import test from "node:test";
import { readColumns, yearOf } from "../src/workbench/columns";
import { layLanes } from "../src/workbench/lanes";
import type { Row, Term } from "../src/workbench/messages";
import { scale } from "../src/workbench/plot";

const ID = "https://w3id.org/taobao-kg/id/";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const uri = (path: string): Term => ({ type: "uri", value: ID + path });
const literal = (value: string, type = "string"): Term => ({ type: "literal", value, datatype: XSD + type });

test("a column is what all of its cells are", () => {
  const rows: Row[] = [
    { actor: uri("actor/x"), when: uri("year/2014"), value: literal("1.5", "decimal"), statements: literal(`${ID}claim/a-1 ${ID}observation/b-2`), n: literal("2014", "integer") },
    { actor: uri("actor/y"), when: uri("period/fy2016"), value: literal("-3", "integer"), statements: literal(`${ID}claim/a-1`), n: literal("2015", "integer"), none: undefined },
  ];
  const kinds = readColumns(["actor", "when", "value", "statements", "n", "none"], rows).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["thing", "year", "number", "statements", "number", "text"]);
});

test("a year is read from years and dates, from bare numbers only where the name says so", () => {
  assert.equal(yearOf(uri("year/2014"), "x"), 2014);
  assert.equal(yearOf(literal("2014-07", "gYearMonth"), "x"), 2014.5);
  assert.equal(yearOf(literal("2014", "integer"), "first_year"), 2014);
  assert.equal(yearOf(literal("2014", "integer"), "villages"), undefined);
  assert.equal(yearOf(uri("period/fy2016"), "year"), undefined);
});

test("an axis has round ends that hold all numbers, for one number too", () => {
  assert.deepEqual(scale(0, 7780), [0, 8000, 2000]);
  assert.deepEqual(scale(-3, 12), [-5, 15, 5]);
  for (const [low, high] of [[0, 0], [5, 5], [0, 1e-7], [0, 3e12]] as const) {
    const [from, to, step] = scale(low, high);
    assert.ok(from <= low && to >= high && to > from && (to - from) / step <= 8, `${low} ${high}`);
  }
});

test("lanes keep the most frequent things and count the rest", () => {
  const rows: Row[] = Array.from({ length: 50 }, (_, at) => ({ a: uri(`actor/${at}`), b: uri("policy/p") }));
  const { lanes, ties } = layLanes(["a", "b"], [...rows, rows[49]!]);
  assert.equal(lanes[0]!.things.length, 40);
  assert.equal(lanes[0]!.left_out, 10);
  assert.ok(lanes[0]!.things.includes(`${ID}actor/49`));
  assert.equal(ties[0]!.get(`${ID}actor/49 ${ID}policy/p`), 2);
});
