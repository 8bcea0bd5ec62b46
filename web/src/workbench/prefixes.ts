/** Short names of IRIs, as taobao_kg/vocab.py has them. */

export const BASE = "https://w3id.org/taobao-kg/";
export const ID = `${BASE}id/`;
export const TKG = `${BASE}ontology#`;
export const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
export const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
export const XSD = "http://www.w3.org/2001/XMLSchema#";

/** What there is under `id/`. */
const KINDS = (
  "actor policy place platform concept indicator unit year period event source claim observation " +
  "evidence discrepancy verdict identity graph rule triple"
).split(" ");

/** Known prefixes; those of our kinds read `actor:state-council`. */
export const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...KINDS.map((kind): [string, string] => [kind, `${ID}${kind}/`]),
  ["tkg", TKG],
  ["bibo", "http://purl.org/ontology/bibo/"],
  ["cito", "http://purl.org/spar/cito/"],
  ["dcat", "http://www.w3.org/ns/dcat#"],
  ["dcterms", "http://purl.org/dc/terms/"],
  ["eli", "http://data.europa.eu/eli/ontology#"],
  ["fabio", "http://purl.org/spar/fabio/"],
  ["foaf", "http://xmlns.com/foaf/0.1/"],
  ["oa", "http://www.w3.org/ns/oa#"],
  ["org", "http://www.w3.org/ns/org#"],
  ["owl", "http://www.w3.org/2002/07/owl#"],
  ["prov", "http://www.w3.org/ns/prov#"],
  ["qb", "http://purl.org/linked-data/cube#"],
  ["qudt", "http://qudt.org/schema/qudt/"],
  ["rdf", RDF],
  ["rdfs", RDFS],
  ["schema", "https://schema.org/"],
  ["sh", "http://www.w3.org/ns/shacl#"],
  ["shapes", `${BASE}shapes#`],
  ["skos", "http://www.w3.org/2004/02/skos/core#"],
  ["time", "http://www.w3.org/2006/time#"],
  ["vann", "http://purl.org/vocab/vann/"],
  ["void", "http://rdfs.org/ns/void#"],
  ["xsd", XSD],
]);

const BY_NAMESPACE = new Map([...PREFIXES].map(([prefix, namespace]) => [namespace, prefix]));
/** What SPARQL and Turtle read after a prefix without any escape. */
const LOCAL = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;

/** Return the prefixed name of an IRI, or nothing where none can be written. */
export function shorten(iri: string): string | undefined {
  const end = Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1;
  const prefix = BY_NAMESPACE.get(iri.slice(0, end));
  return prefix && LOCAL.test(iri.slice(end)) ? `${prefix}:${iri.slice(end)}` : undefined;
}

/** Return the IRI of `actor:state-council`, `<https://…>` or `https://…`; undefined for others. */
export function expand(name: string): string | undefined {
  const text = name.trim().replace(/^<(.*)>$/, "$1");
  if (/^https?:\/\//.test(text)) return isIri(text) ? text : undefined;
  const mark = text.indexOf(":");
  const namespace = PREFIXES.get(text.slice(0, mark));
  const local = text.slice(mark + 1);
  return mark > 0 && namespace && local && isIri(local) ? namespace + local : undefined;
}

/** Return whether a text can stand between `<` and `>`. */
export function isIri(text: string): boolean {
  return text !== "" && !/[\u0000-\u0020<>"{}|^`\\]/.test(text);
}

/** Return the kind of one of our things: `actor`; empty for everything else. */
export function kindOf(iri: string): string {
  return iri.startsWith(ID) ? iri.slice(ID.length).split("/", 1)[0]! : "";
}

/** Return whether an IRI is a claim's or an observation's. */
export function isStatement(iri: string): boolean {
  return iri.startsWith(`${ID}claim/`) || iri.startsWith(`${ID}observation/`);
}
