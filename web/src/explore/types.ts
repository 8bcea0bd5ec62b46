/** What Python writes for this page; see taobao_kg/site/explore.py. */

/** A text in English, Indonesian and Chinese. */
export type Labels = [string, string, string];

export interface Thing {
  id: string;
  path?: string;
  labels: Labels;
  group: string;
  types: string[];
  /** The year that dates it. */
  year?: number;
  /** The year it stands at, and why when that is not its own. */
  at?: number;
  placed?: "said" | "linked";
  tiers?: string[];
  instruments?: number[];
  languages?: string[];
}

export interface Statement {
  id: string;
  path?: string;
  s: number;
  p: string;
  by: number[];
  years?: [number | null, number | null];
  o?: number;
  text?: string;
  unit?: number;
  standing?: string;
  stance?: string;
}

export interface Group {
  name: string;
  lane: string;
  shape: string;
  light: string;
  dark: string;
  labels: Labels;
}

export interface Data {
  things: Thing[];
  statements: Statement[];
  links: [number, string, number, number][];
  groups: Group[];
  lanes: Record<string, Labels>;
  terms: Record<string, Labels>;
}

/** One line between two things: a statement, or a triple that no statement says. */
export interface Edge {
  from: number;
  to: number;
  p: string;
  /** The number of the statement; null for a triple. */
  statement: number | null;
  /** The number of the triple among the links of the data. */
  link?: number;
  derived: boolean;
}

export interface Point {
  x: number;
  y: number;
}
