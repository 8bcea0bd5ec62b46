import assert from "node:assert/strict";
import test from "node:test";
import { lettersOf, wordsOf } from "../src/fold";
import { counts } from "../src/lens";
import { findThings, readRow } from "../src/names";

test("names are compared without tones, case, blanks and punctuation", () => {
  assert.equal(wordsOf("Wǎngluò Qiángguó"), "wangluo qiangguo");
  assert.equal(wordsOf("E-Commerce, 2.0"), "e commerce 2 0");
  assert.equal(wordsOf("《网络强国》 战略"), "网络强国 战略");
  assert.equal(lettersOf("wang luo qiang-guo"), lettersOf("Wǎngluò Qiángguó"));
});

const THINGS = [
  readRow(["doc/actor/state-council", "actor", "State Council of China", "Dewan Negara Tiongkok", "国务院", ["Guówùyuàn"]]),
  readRow(["doc/policy/opinion-2015", "policy", "Opinions of the State Council", "Pendapat", "国务院意见", ["国发〔2015〕24号"]]),
  readRow(["doc/place/zhejiang", "place", "Zhejiang", "Zhejiang", "浙江", ["Zhèjiāng"]]),
];

const found = (text: string, kind = "") => findThings(THINGS, text, kind).map((hit) => hit.thing.path);

test("a thing is found in every script, whole or in part", () => {
  assert.deepEqual(found("国务院"), ["doc/actor/state-council", "doc/policy/opinion-2015"]);
  assert.deepEqual(found("guo wu yuan"), ["doc/actor/state-council"]);
  assert.deepEqual(found("ZHEJIĀNG"), ["doc/place/zhejiang"]);
  assert.deepEqual(found("council state"), ["doc/actor/state-council", "doc/policy/opinion-2015"]);
  assert.deepEqual(found("国发 2015 24号"), ["doc/policy/opinion-2015"]);
  assert.deepEqual(found("state council", "policy"), ["doc/policy/opinion-2015"]);
  assert.deepEqual(found("  "), []);
  assert.deepEqual(found("Fiji"), []);
});

test("a lens counts statements as the question files say", () => {
  const one = { source: "liu-2018", year: "2018", standing: "disputed", weak: "" };
  const told = { source: "wu-2018", attributed: "liu-2018", standing: "corroborated", official: "1" };
  const severe = { source: "wu-2018", standing: "singleSourced", severe: "", official: "0" };
  const seen = (lens: string) => [one, told, severe].map((marks) => Number(counts(lens, marks))).join("");
  assert.equal(seen("all"), "111");
  assert.equal(seen("uncontested"), "010");
  assert.equal(seen("corroborated"), "010");
  assert.equal(seen("without-weak-sources"), "011");
  assert.equal(seen("official"), "010");
  assert.equal(seen("only:liu-2018"), "100");
  assert.equal(seen("without:liu-2018"), "001");
  assert.equal(seen("as-of:2018"), "100");
  assert.equal(seen("as-of:2017"), "000");
});
