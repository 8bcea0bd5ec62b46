/** Terms as a reader sees them. */

import { load, pageAddress, pageLang } from "../data";
import { element, link } from "../dom";
import { numberOf, type ColumnKind } from "./columns";
import type { Labels } from "./labels";
import type { Term } from "./messages";
import { pathOf } from "./addresses";
import { shorten, TKG, XSD } from "./prefixes";

/** Words for columns of answers, and for the few values some of them have. */
interface Answers {
  columns: Record<string, string>;
  codes: Record<string, Record<string, string>>;
}

let words: Answers = { columns: {}, codes: {} };

/** Take over the words for columns and their values. */
export async function loadCells(): Promise<void> {
  words = (await load<{ answers: Answers }>(`words-${pageLang()}`)).answers;
}

function own<T>(record: Record<string, T> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Return the word for one of few values of a column; undefined for any other term. */
function codeText(term: Term, column: string): string | undefined {
  return term.type === "literal" && !term["xml:lang"] ? own(own(words.codes, column), term.value) : undefined;
}

/** Return a term as text: things by label, numbers as the language writes them, years as they are. */
export function termText(term: Term | undefined, labels: Labels, kind: ColumnKind = "text", column = ""): string {
  if (!term) return "";
  const code = codeText(term, column);
  if (code !== undefined) return code;
  if (term.type === "uri") return labels.of(term.value);
  return kind === "year" || numberOf(term) === undefined ? term.value : numberText(term.value);
}

/** Return a term as a node: things as links to their pages, texts with their language. */
export function termNode(term: Term | undefined, labels: Labels, kind: ColumnKind = "text", column = ""): Node {
  if (!term) return document.createTextNode("");
  const text = termText(term, labels, kind, column);
  if (term.type === "uri") {
    const title = shorten(term.value) ?? term.value;
    // Cells of the lists the ontology holds are called as terms are; only terms have a label.
    if (term.value.startsWith(TKG) && !labels.rows.has(term.value)) return element("span", { title }, text);
    const path = pathOf(term.value);
    return link(path ? pageAddress(path) : term.value, text, { title });
  }
  if (term.datatype === `${XSD}anyURI`) return link(term.value, text);
  return element("span", { lang: term["xml:lang"] }, text);
}

/** Return the digits of a number grouped as the language does, none of them lost. */
export function numberText(text: string): string {
  const [, sign = "", whole, part = ""] = /^([+-]?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (!whole) return text;
  const [group, mark] = pageLang() === "id" ? [".", ","] : [",", "."];
  const few = pageLang() === "zh" ? 4 : 3;
  const grouped = whole.length > few ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return (sign === "-" ? "−" : "") + grouped + (part ? mark + part.slice(1) : "");
}

/** Return a variable's name as words: those the reports have for it, else its own. */
export function columnText(name: string): string {
  return own(words.columns, name) ?? name.replaceAll("_", " ");
}
