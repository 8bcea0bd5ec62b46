/** Parameters: a value becomes a typed term, and the term stands in the query; the twin of
 * taobao_kg/ask/parameters.py. No text of the reader becomes SPARQL. */

import { partsOfGroup, type Part } from "./patterns";
import { isIri, XSD } from "./prefixes";
import { bodyStart, closing, tokenize, valuesBlocks, type Token } from "./scan";

/** One parameter of a question. */
export interface Parameter {
  name: string;
  /** `entity`, `entity:<kind>`, `integer`, `decimal`, `string`, `language`. */
  kind: string;
  /** What the text asks when nothing is given; empty when it then asks for all. */
  default: string;
  example: string;
}

/** Return an IRI as SPARQL writes it. @throws RangeError when it is none. */
export function iriTerm(iri: string): string {
  if (!isIri(iri)) throw new RangeError(`not an IRI: ${iri}`);
  return `<${iri}>`;
}

/** Return a plain string as SPARQL writes it. */
export function stringTerm(text: string): string {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd"); // half a pair is no character
  const escaped = whole.replace(/[\\"\u0000-\u001f\u007f]/g, (mark) => {
    const short = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" }[mark];
    return short ?? `\\u${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

/** Return a whole number as SPARQL writes it, or undefined when the text is none. */
export function integerTerm(text: string): string | undefined {
  const [, sign = "", number] = /^([+-]?)0*(\d{1,30})$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return `"${sign === "-" && number !== "0" ? "-" : ""}${number}"^^<${XSD}integer>`;
}

/** Return a decimal number as SPARQL writes it, or undefined when the text is none. */
export function decimalTerm(text: string): string | undefined {
  const [, sign = "", number] = /^([+-]?)(\d{1,30}(?:\.\d{1,30})?)$/.exec(text.trim()) ?? [];
  return number === undefined ? undefined : `"${sign === "-" ? "-" : ""}${number}"^^<${XSD}decimal>`;
}

/**
 * Return a query in which a variable has one value.
 *
 * `VALUES ?name { term }` replaces each that is there, or opens the WHERE block. A variable to
 * which no triple pattern of that block gives a value gets a FILTER at the end instead: VALUES
 * would lend its value to the rows that have none.
 *
 * @param term as `iriTerm` and its kin write it
 * @throws Error when there is no WHERE block
 */
export function putValue(sparql: string, name: string, term: string): string {
  const tokens = tokenize(sparql);
  const line = `VALUES ?${name} { ${term} }`;
  const places = valuesBlocks(tokens, name);
  for (const [start, end] of places.reverse()) sparql = sparql.slice(0, start) + line + sparql.slice(end);
  if (places.length > 0) return sparql;
  const opening = bodyStart(tokens);
  if (opening < 0) throw new Error(`no WHERE block for ${name}`);
  const givers = partsOfGroup(tokens, opening).filter((part) => gives(tokens, part, name));
  const kinds = new Set(givers.map((part) => part.kind));
  const lends = kinds.has("optional") || kinds.has("bind") || kinds.has("group");
  if (lends && !kinds.has("triple") && !kinds.has("values")) {
    const end = tokens[closing(tokens, opening)]!.start;
    return `${sparql.slice(0, end)} FILTER(?${name} = ${term}) ${sparql.slice(end)}`;
  }
  const end = tokens[opening]!.end;
  return `${sparql.slice(0, end)} ${line} ${sparql.slice(end)}`;
}

/** Whether a part can give a variable a value: of a BIND only the last can get one. */
function gives(tokens: Token[], part: Part, name: string): boolean {
  const names = tokens
    .slice(part.first, part.last + 1)
    .filter((token) => token.kind === "variable")
    .map((token) => token.text.slice(1));
  return (part.kind === "bind" ? names.slice(-1) : names).includes(name);
}
