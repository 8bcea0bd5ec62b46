/** The questions of the library. */

import { load, pageLang, type Lang } from "../data";
import type { Parameter } from "./bind";

/** One question; `sparql` is the file, header lines are comments. */
export interface Question {
  name: string;
  question: Partial<Record<Lang, string>>;
  summary: Partial<Record<Lang, string>>;
  tags: string[];
  params: Parameter[];
  columns: string[];
  sparql: string;
}

/** Return all questions, in the order of their names. */
export function loadQuestions(): Promise<Question[]> {
  return load<Question[]>("questions");
}

/** Return a text in the language of the page, else in English. */
export function inLang(texts: Partial<Record<Lang, string>>): string {
  return texts[pageLang()] || texts.en || "";
}

/** Return the SPARQL of a question without its header. */
export function bodyOf(question: Question): string {
  return question.sparql.replace(/^#\+.*\n/gm, "").trim();
}
