/** What is refused before the engine reads it: it would die of it, or change its data. */

import type { Token } from "./scan";

export type Form = "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE";

/** Why a text is refused: the name of a message and what fills it. */
export class Refusal extends Error {
  constructor(
    readonly message_name: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(message_name);
  }
}

const MAX_CHARACTERS = 100_000;
const MAX_NESTING = 200;
const MAX_OPERATORS = 1_000;
const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = "INSERT DELETE LOAD CLEAR DROP CREATE COPY MOVE ADD WITH".split(" ");
const HEAVY = "|| && + - * / | ! UNION OPTIONAL MINUS BIND FILTER GRAPH".split(" ");

/**
 * Return the form of a query that is safe to parse.
 *
 * @throws Refusal for an update, SERVICE, a text too long, too deep or chained too long, and one
 *   without a query form
 */
export function guard(sparql: string, tokens: Token[]): Form {
  if (sparql.length > MAX_CHARACTERS) throw new Refusal("long", { most: MAX_CHARACTERS });
  let depth = 0;
  for (const mark of sparql) {
    if ("({[".includes(mark) && ++depth > MAX_NESTING) throw new Refusal("deep", { most: MAX_NESTING });
    if (")}]".includes(mark)) depth--;
  }
  let form = "";
  let weight = 0;
  for (const { keyword } of tokens) {
    if (!form && (FORMS.includes(keyword) || UPDATES.includes(keyword))) form = keyword;
    if (keyword === "SERVICE") throw new Refusal("service");
    if (HEAVY.includes(keyword)) weight++;
  }
  if (UPDATES.includes(form)) throw new Refusal("update", { word: form });
  if (!form) throw new Refusal("formless");
  if (weight > MAX_OPERATORS) throw new Refusal("chained", { most: MAX_OPERATORS });
  return form as Form;
}
