/** What the columns of an answer hold: things, years, numbers, statements or text. */

import type { Row, Term } from "./messages";
import { ID, isStatement, kindOf, XSD } from "./prefixes";

export type ColumnKind = "thing" | "year" | "number" | "statements" | "text";

export interface Column {
  name: string;
  kind: ColumnKind;
}

const NUMERIC = new Set(
  (
    "integer decimal double float int long short byte nonNegativeInteger positiveInteger " +
    "nonPositiveInteger negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte"
  )
    .split(" ")
    .map((name) => XSD + name),
);
const DATED = new Set(["gYear", "gYearMonth", "date", "dateTime"].map((name) => XSD + name));

/** Return the columns of an answer with their kinds, in order. */
export function readColumns(names: string[], rows: Row[]): Column[] {
  return names.map((name) => {
    const terms = rows.map((row) => row[name]).filter((term) => term !== undefined);
    return { name, kind: kindOfColumn(name, terms) };
  });
}

function kindOfColumn(name: string, terms: Term[]): ColumnKind {
  if (!terms.length) return "text";
  if (terms.every((term) => statementsOf(term).length > 0)) return "statements";
  const hasYear = (term: Term) => yearOf(term, name) !== undefined;
  // A time may be a year or a period of any length: then years are drawn, and periods are not.
  if (terms.some(hasYear) && terms.every((term) => hasYear(term) || kindOf(term.value) === "period")) return "year";
  if (terms.every((term) => numberOf(term) !== undefined)) return "number";
  if (terms.every((term) => term.type === "uri" && kindOf(term.value) !== "")) return "thing";
  return "text";
}

/** Return the IRIs of the statements a cell names: one, or many in a text with blanks between. */
export function statementsOf(term: Term | undefined): string[] {
  if (!term || term.type === "bnode") return [];
  const parts = term.value.split(" ").filter(Boolean);
  return parts.every(isStatement) ? parts : [];
}

/**
 * Return the year of a term, with the part of it that has passed; undefined when it has none.
 *
 * A bare number or text counts as a year only in a column whose name says so.
 */
export function yearOf(term: Term | undefined, column: string): number | undefined {
  if (!term) return undefined;
  const iri = term.type === "uri" ? /^(\d{4})$/.exec(term.value.replace(`${ID}year/`, "")) : null;
  if (iri) return Number(iri[1]);
  if (term.type !== "literal") return undefined;
  const named = /year|date|issued|since|until|first|last/i.test(column);
  if (!DATED.has(term.datatype ?? "") && !named) return undefined;
  const [, year, month = "1", day = "1"] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$/.exec(term.value) ?? [];
  if (!year || Number(year) < 1000) return undefined;
  return Number(year) + (Number(month) - 1) / 12 + (Number(day) - 1) / 366;
}

/** Return the number of a numeric literal. */
export function numberOf(term: Term | undefined): number | undefined {
  if (term?.type !== "literal" || !NUMERIC.has(term.datatype ?? "")) return undefined;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : undefined;
}
