import assert from "node:assert/strict";
import test from "node:test";
import { decimalTerm, integerTerm, iriTerm, putValue, stringTerm } from "../src/workbench/bind";
import { countParts } from "../src/workbench/explain";
import { guard, limited, Refusal } from "../src/workbench/guard";
import { iriOfPath, pathOf } from "../src/workbench/addresses";
import { expand, shorten } from "../src/workbench/prefixes";
import { missingPrefixes, prologue, tokenize } from "../src/workbench/scan";
import { readHash, writeHash } from "../src/workbench/share";
import { writeTurtle } from "../src/workbench/turtle";

const ID = "https://w3id.org/taobao-kg/id/";

test("no text of a reader ends the term it stands in", () => {
  assert.equal(stringTerm('a"} # \\ \n\u0007'), '"a\\"} # \\\\ \\n\\u0007"');
  assert.equal(stringTerm("\ud800x"), '"\ufffdx"');
  assert.throws(() => iriTerm("https://x/> } DROP ALL {"));
  assert.throws(() => iriTerm(""));
  assert.equal(integerTerm(" +007 "), '"7"^^<http://www.w3.org/2001/XMLSchema#integer>');
  assert.equal(integerTerm("-0"), '"0"^^<http://www.w3.org/2001/XMLSchema#integer>');
  assert.equal(decimalTerm("-1.50"), '"-1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>');
  for (const wrong of ["", "1e9", "NaN", "1.", "12a", "9".repeat(31)]) {
    assert.equal(integerTerm(wrong), undefined);
    assert.equal(decimalTerm(wrong), undefined);
  }
});

test("a value replaces VALUES, opens the block, or filters what is lent", () => {
  assert.equal(putValue("SELECT ?a { VALUES ?a { 1 2 } ?a ?b ?c }", "a", "<x:y>"), "SELECT ?a { VALUES ?a { <x:y> } ?a ?b ?c }");
  const twice = "SELECT ?a { { VALUES ?a { 1 } } UNION { VALUES ?a { 1 } } }";
  assert.equal(putValue(twice, "a", "<x:y>"), "SELECT ?a { { VALUES ?a { <x:y> } } UNION { VALUES ?a { <x:y> } } }");
  assert.equal(putValue("SELECT ?a { ?a ?b ?c }", "a", "<x:y>"), "SELECT ?a { VALUES ?a { <x:y> }  ?a ?b ?c }");
  const lent = "SELECT ?c { ?a ?b ?d OPTIONAL { ?a ?e ?c } }";
  assert.equal(putValue(lent, "c", "<x:y>"), "SELECT ?c { ?a ?b ?d OPTIONAL { ?a ?e ?c }  FILTER(?c = <x:y>) }");
  assert.throws(() => putValue("DESCRIBE <x:y>", "a", "1"));
});

const formOf = (text: string) => guard(text, tokenize(text));

test("what would kill the engine, leave the page or change the graph is refused", () => {
  assert.equal(formOf("# DROP\nSELECT * {}"), "SELECT");
  for (const [text, name] of [
    ["", "formless"],
    ["DELETE WHERE { ?s ?p ?o }", "update"],
    ["PREFIX x: <y:z> INSERT DATA {}", "update"],
    ["SELECT * { SERVICE <http://x/> {} }", "service"],
    [`ASK { ${"(".repeat(201)} }`, "deep"],
    [`ASK { FILTER(1${"+1".repeat(1001)}) }`, "chained"],
    [`ASK {} #${"x".repeat(100_000)}`, "long"],
  ] as const) {
    assert.throws(() => formOf(text), (error) => error instanceof Refusal && error.message_name === name, text.slice(0, 40));
  }
});

test("an answer without a limit gets one, where one can stand", () => {
  const limit = (text: string) => limited(text, tokenize(text), formOf(text)).slice(text.length);
  assert.equal(limit("SELECT * { ?a ?b ?c } # end"), "\nLIMIT 200001");
  assert.equal(limit("SELECT * { { SELECT * { ?a ?b ?c } LIMIT 1 } } ORDER BY ?a"), "\nLIMIT 200001");
  assert.equal(limit("SELECT * { ?a ?b ?c } LIMIT 5"), "");
  assert.equal(limit("SELECT * { ?a ?b ?c } VALUES ?a { 1 }"), "");
  assert.equal(limit("ASK { ?a ?b ?c }"), "");
});

test("known prefixes that are missing are declared, in the same line", () => {
  const missing = missingPrefixes(tokenize('PREFIX tkg: <x:y> ASK { tkg:a foo:b "skos:c" ; year:2015 actor:x }'));
  assert.deepEqual(missing, ["year", "actor"]);
  assert.equal(prologue(["year"]), `PREFIX year: <${ID}year/> `);
});

test("patterns are counted, those in nested groups and queries too", () => {
  const text = `SELECT ?a { ?a ?b ?c , ?d ; ?e "x;y" . OPTIONAL { ?a ?f ?g . }
    { ?a ?h ?i } UNION { ?a ?j ?k } FILTER NOT EXISTS { ?a ?l ?m } { SELECT ?a WHERE { ?a ?n ?o } } }`;
  assert.deepEqual(countParts(tokenize(text)), { patterns: 8, optional: 1, union: 1, filter: 1, minus: 0, nested: 1 });
});

test("names, addresses and IRIs lead to one another", () => {
  assert.equal(expand("actor:state-council"), `${ID}actor/state-council`);
  for (const wrong of ["actor", "nope:x", "javascript:alert(1)", "actor:a b", "https://x/<y>"]) assert.equal(expand(wrong), undefined);
  assert.equal(shorten("https://w3id.org/taobao-kg/ontology#issuedBy"), "tkg:issuedBy");
  assert.equal(shorten("https://example.org/"), undefined);
  for (const [name, path] of [
    ["tkg:Year", "doc/class/Year"],
    ["tkg:issuedBy", "doc/term/issuedBy"],
    ["actor:state-council", "doc/actor/state-council"],
    ["actor:a.id", "doc/actor/a~2Eid"],
  ] as const) {
    assert.equal(pathOf(expand(name)!), path);
    assert.equal(iriOfPath(path), expand(name));
  }
  assert.equal(pathOf(`${ID}evidence/x-1`), undefined);
  assert.equal(pathOf("https://example.org/actor/x"), undefined);
});

test("a link brings a state back", () => {
  const given = new Map([["actor", "actor:state-council"], ["q", "a&b=c#d"]]);
  assert.deepEqual(readHash(`#${writeHash({ name: "x", given })}`), { name: "x", given });
  assert.deepEqual(readHash(`#${writeHash({ sparql: "ASK { ?a ?b '50%&' }" })}`), { sparql: "ASK { ?a ?b '50%&' }" });
  assert.equal(readHash("#content"), undefined);
});

test("triples are written as Turtle, one subject a block", () => {
  const uri = (name: string) => ({ type: "uri" as const, value: expand(name) ?? name });
  const text = (value: string, tag?: string) => ({ type: "literal" as const, value, ...(tag ? { "xml:lang": tag } : {}) });
  assert.equal(
    writeTurtle([
      [uri("actor:x"), uri("rdf:type"), uri("tkg:Actor")],
      [uri("actor:x"), uri("rdfs:label"), text('a "b"\n', "en")],
      [uri("https://e/x"), uri("tkg:issuedIn"), uri("year:2015")],
    ]),
    `@prefix actor: <${ID}actor/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tkg: <https://w3id.org/taobao-kg/ontology#> .
@prefix year: <${ID}year/> .

actor:x
  a tkg:Actor ;
  rdfs:label "a \\"b\\"\\n"@en
.

<https://e/x>
  tkg:issuedIn year:2015
.
`,
  );
});
