/** Asks the engine, and cuts the answer to what a page can show. */

import type { Quad, Store, Term as EngineTerm } from "oxigraph/web.js";
import type { Answer, Row, Term, Triple } from "./messages";
import { writeTurtle } from "./turtle";

/** Triples beyond which a constructed graph is not written out. */
const MAX_TRIPLES = 200_000;

/**
 * Return the answer of a query.
 *
 * @param form SELECT, ASK, CONSTRUCT or DESCRIBE
 * @param most rows or triples to hand over one by one; the text has all of them
 * @throws Error with the engine's message
 */
export function answerQuery(store: Store, sparql: string, form: string, most: number): Answer {
  if (form === "CONSTRUCT" || form === "DESCRIBE") {
    const quads = store.query(sparql) as Quad[];
    if (quads.length > MAX_TRIPLES) throw new Error(`${quads.length} > ${MAX_TRIPLES} triples`);
    const triples = quads.map(readQuad).sort(compareTriples);
    return { form: "GRAPH", triples: triples.slice(0, most), total: triples.length, text: writeTurtle(triples) };
  }
  const text = store.query(sparql, { results_format: "json" }) as string;
  const json = JSON.parse(text) as {
    boolean?: boolean;
    head: { vars?: string[] };
    results?: { bindings: Row[] };
  };
  if (form === "ASK") return { form, holds: json.boolean === true, text };
  const rows = json.results?.bindings ?? [];
  const columns = json.head.vars ?? [];
  return { form: "SELECT", columns, rows: rows.slice(0, most), total: rows.length, text };
}

/** Return a term of the engine as results in JSON have it. */
export function readTerm(term: EngineTerm): Term {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.termType !== "Literal") return { type: "triple", value: String(term) };
  if (term.language) return { type: "literal", value: term.value, "xml:lang": term.language };
  return { type: "literal", value: term.value, datatype: term.datatype.value };
}

function readQuad({ subject, predicate, object }: Quad): Triple {
  return [readTerm(subject), readTerm(predicate), readTerm(object)];
}

function compareTriples(left: Triple, right: Triple): number {
  for (let place = 0; place < 3; place++) {
    const [a, b] = [keyOf(left[place]!), keyOf(right[place]!)];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function keyOf(term: Term): string {
  return [term.type, term.value, term["xml:lang"], term.datatype].join("\n");
}
