/** What page and worker say to one another. */

import type { Change } from "../effects";

/** A term as SPARQL 1.1 Query Results JSON has it. */
export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

/** One row of an answer: bound variables only. */
export type Row = Record<string, Term | undefined>;

/** IRI, then labels in English, Indonesian, Chinese; empty where there is none. */
export type LabelRow = [iri: string, en: string, id: string, zh: string];

/** One triple of a graph that was constructed. */
export type Triple = [subject: Term, predicate: Term, object: Term];

export type Answer =
  | { form: "SELECT"; columns: string[]; rows: Row[]; total: number; text: string }
  | { form: "ASK"; holds: boolean; text: string }
  | { form: "GRAPH"; triples: Triple[]; total: number; text: string };

/** What a source says, with where it says it. */
export interface Statement {
  iri: string;
  /** Values of the statement's properties, by full IRI of the property. */
  said: Record<string, Term[]>;
  /** The same of its evidence. */
  evidence: Record<string, Term[]>;
  /** The same of the source the evidence is in, and that source. */
  source: string;
  sourceSaid: Record<string, Term[]>;
  /** How many of the things asked for it mentions; 0 when it was asked for itself. */
  mentions: number;
}

export type Request =
  | { ask: "start"; program: WebAssembly.Module; triples: ArrayBuffer; change: Change | undefined }
  | { ask: "query"; id: number; sparql: string; form: string; most: number }
  | { ask: "statements"; id: number; iris: string[] }
  | { ask: "mentions"; id: number; things: string[]; numbers: string[]; most: number };

export type Reply =
  | { tell: "ready"; triples: number }
  | { tell: "labels"; labels: LabelRow[] }
  | { tell: "failed"; id: number; message: string; fatal: boolean }
  | { tell: "answer"; id: number; answer: Answer; milliseconds: number }
  | { tell: "statements"; id: number; statements: Statement[]; total: number };
