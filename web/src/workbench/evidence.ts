/** Statements with what their sources say, read from the engine's store. */

import { literal, namedNode, type Store } from "oxigraph/web.js";
import { readTerm } from "./answer";
import type { Statement, Term } from "./messages";
import { isIri, isStatement, RDF, TKG, XSD } from "./prefixes";

/** Properties by which a statement mentions a thing. */
const MENTIONING = [
  ...["subject", "object", "predicate"].map((name) => RDF + name),
  ...["about", "indicator", "year", "period", "place", "statedIn", "attributedTo"].map((name) => TKG + name),
];
/** These alone do not make a statement one about the row: every number of a year has its year. */
const ASIDE = new Set(["predicate", "year", "period", "place", "statedIn", "attributedTo"]);

/** Return a statement, its evidence and its source. */
export function readStatement(store: Store, iri: string, mentions = 0): Statement {
  const said = propertiesOf(store, iri);
  const evidence = propertiesOf(store, said[`${TKG}evidence`]?.[0]?.value ?? "");
  const source = said[`${TKG}statedIn`]?.[0]?.value ?? "";
  return { iri, said, evidence, source, sourceSaid: propertiesOf(store, source), mentions };
}

/**
 * Return the statements that mention most of the things of a row, with how many each mentions.
 *
 * One that states a number of the row mentions one thing more. Of two things at least two must be
 * mentioned, one of them as what the statement is about.
 */
export function findMentions(
  store: Store,
  things: string[],
  numbers: string[],
  most: number,
): { found: [iri: string, mentions: number][]; total: number } {
  const mentioned = new Map<string, Set<string>>();
  const main = new Set<string>();
  for (const thing of things.filter(isIri)) {
    for (const property of MENTIONING) {
      for (const { subject } of store.match(null, namedNode(property), namedNode(thing))) {
        if (!isStatement(subject.value)) continue;
        mentioned.set(subject.value, (mentioned.get(subject.value) ?? new Set()).add(thing));
        if (!ASIDE.has(property.slice(property.lastIndexOf("#") + 1))) main.add(subject.value);
      }
    }
  }
  const stating = new Set<string>();
  for (const number of numbers) {
    const value = literal(number, namedNode(`${XSD}decimal`));
    for (const { subject } of store.match(null, namedNode(`${TKG}value`), value)) stating.add(subject.value);
  }
  const least = Math.min(2, new Set(things).size);
  const found = [...mentioned]
    .filter(([iri, of]) => main.has(iri) && of.size >= least)
    .map(([iri, of]): [string, number] => [iri, of.size + Number(stating.has(iri))])
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const best = found.filter(([, mentions]) => mentions === found[0]![1]);
  return { found: best.slice(0, most), total: best.length };
}

function propertiesOf(store: Store, iri: string): Record<string, Term[]> {
  const values: Record<string, Term[]> = {};
  if (!isIri(iri)) return values;
  for (const { predicate, object } of store.match(namedNode(iri))) {
    (values[predicate.value] ??= []).push(readTerm(object));
  }
  return values;
}
