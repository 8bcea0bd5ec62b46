/** What is refused before the engine reads it: it would die of it, or change its data. */

import { bodyStart, closing, type Token } from "./scan";

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

/** Rows that are computed of a query that sets no limit itself: more would fill the memory. */
export const MAX_ROWS = 200_000;

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

/**
 * Return a query with a limit of one row more than `MAX_ROWS`, where it has none and can have one.
 *
 * @param tokens those of the query
 */
export function limited(sparql: string, tokens: Token[], form: Form): string {
  const opening = bodyStart(tokens);
  if (form === "ASK" || opening < 0) return sparql;
  const after = tokens.slice(closing(tokens, opening) + 1);
  // LIMIT cannot follow a VALUES that stands at the end.
  if (after.some(({ keyword }) => keyword === "LIMIT" || keyword === "VALUES")) return sparql;
  return `${sparql}\nLIMIT ${MAX_ROWS + 1}`;
}
