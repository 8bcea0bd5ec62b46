/** Answers as files. */

import type { Labels } from "./labels";
import type { Answer, Row } from "./messages";
import { numberOf } from "./columns";
import { termText } from "./cells";

/** Return all rows as CSV, as SPARQL 1.1 Query Results CSV has it: IRIs and plain texts. */
export function writeCsv(answer: Extract<Answer, { form: "SELECT" }>): string {
  return lines(answer.columns, allRows(answer), (row, name) => row[name]?.value ?? "");
}

/**
 * Return all rows as CSV for spreadsheets: things by label, a mark that tells the encoding, and no
 * text a spreadsheet would take for a formula.
 */
export function writeSheet(answer: Extract<Answer, { form: "SELECT" }>, labels: Labels): string {
  const cell = (row: Row, name: string) => {
    const term = row[name];
    if (!term) return "";
    if (numberOf(term) !== undefined) return term.value;
    const text = termText(term, labels, "year", name); // numbers as they are
    return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  };
  return `\ufeff${lines(answer.columns, allRows(answer), cell)}`;
}

function allRows(answer: { text: string }): Row[] {
  return (JSON.parse(answer.text) as { results: { bindings: Row[] } }).results.bindings;
}

function lines(columns: string[], rows: Row[], cell: (row: Row, name: string) => string): string {
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const written = rows.map((row) => columns.map((name) => quoted(cell(row, name))).join(","));
  return [columns.map(quoted).join(","), ...written].map((line) => `${line}\r\n`).join("");
}

/** Hand a text to the reader as a file. */
export function save(text: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
