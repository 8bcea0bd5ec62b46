/** A query in words: what it gives, and the patterns it looks for. */

import { joined, type Say } from "../words";
import { columnText } from "./cells";
import type { Form } from "./guard";
import type { Labels } from "./labels";
import { partsOfGroup } from "./patterns";
import { expand } from "./prefixes";
import { bodyStart, closing, type Token } from "./scan";

/** What there is in a query, counted. */
export interface Census {
  patterns: number;
  optional: number;
  union: number;
  filter: number;
  minus: number;
  nested: number;
}

/** Count what stands in the body of a query, groups inside it too. */
export function countParts(tokens: Token[]): Census {
  const census: Census = { patterns: 0, optional: 0, union: 0, filter: 0, minus: 0, nested: 0 };
  for (const { keyword } of tokens) if (keyword === "UNION") census.union++;
  walk(tokens, bodyStart(tokens), census, () => undefined);
  return census;
}

/** Return each triple pattern in words: `policy — issued by — State Council`. */
export function patternsInWords(tokens: Token[], labels: Labels): string[] {
  const found: string[] = [];
  const census: Census = { patterns: 0, optional: 0, union: 0, filter: 0, minus: 0, nested: 0 };
  walk(tokens, bodyStart(tokens), census, (units) => found.push(units.map((unit) => inWords(unit, labels)).join(" — ")));
  return found;
}

/** Return sentences about a query. */
export function explainQuery(form: Form, tokens: Token[], say: Say): string[] {
  const census = countParts(tokens);
  const has = (word: string) => tokens.some(({ keyword }) => keyword === word);
  const opening = bodyStart(tokens);
  const columns = joined(columnsOf(tokens.slice(0, Math.max(0, opening))).map(columnText));
  const sentences = [say(`workbench.form.${form}`, { columns: columns || say("workbench.all_columns") })];
  const variables = new Set(tokens.filter(({ kind }) => kind === "variable").map(({ text }) => text.slice(1)));
  sentences.push(say("workbench.patterns", { count: census.patterns, variables: variables.size }));
  for (const part of ["optional", "union", "filter", "minus", "nested"] as const) {
    if (census[part]) sentences.push(say(`workbench.part.${part}`, { count: census[part] }));
  }
  for (const word of ["GROUP", "HAVING", "DISTINCT", "ORDER"]) if (has(word)) sentences.push(say(`workbench.word.${word}`));
  const limit = tokens[tokens.findLastIndex(({ keyword }) => keyword === "LIMIT") + 1];
  if (has("LIMIT") && limit?.kind === "number") sentences.push(say("workbench.word.LIMIT", { count: Number(limit.text) }));
  return sentences;
}

/** Variables a query asks for: of `(COUNT(?a) AS ?n)` only the last. */
function columnsOf(tokens: Token[]): string[] {
  const names: string[] = [];
  for (let place = 0; place < tokens.length; place++) {
    if (tokens[place]!.keyword === "(") place = closing(tokens, place) - 1;
    if (tokens[place]!.kind === "variable") names.push(tokens[place]!.text.slice(1));
  }
  return names;
}

/** Go through a group and those in it; `each` gets the tokens of subject, property, object. */
function walk(tokens: Token[], opening: number, census: Census, each: (units: Token[][]) => void): void {
  if (opening < 0) return;
  if (tokens[opening + 1]?.keyword === "SELECT") {
    census.nested++;
    const end = closing(tokens, opening);
    const body = tokens.findIndex((token, place) => place > opening + 1 && place < end && token.keyword === "{");
    return walk(tokens, body, census, each);
  }
  for (const part of partsOfGroup(tokens, opening)) {
    if (part.kind === "optional") census.optional++;
    if (part.kind === "filter") census.filter++;
    if (part.kind === "minus") census.minus++;
    if (part.kind === "triple") triples(tokens.slice(part.first, part.last + 1), census, each);
    if (!["optional", "minus", "group", "filter"].includes(part.kind)) continue;
    for (let place = part.first; place <= part.last; place++) {
      if (tokens[place]!.keyword !== "{") continue;
      walk(tokens, place, census, each);
      place = closing(tokens, place);
    }
  }
}

/** Take `?s ?p ?o , ?q ; ?r ?t` apart. */
function triples(tokens: Token[], census: Census, each: (units: Token[][]) => void): void {
  const subject = tokens.slice(0, 1);
  let verb: Token[] = [];
  let run: Token[] = [];
  let depth = 0;
  const close = () => {
    if (!run.length) return;
    const literal = run.findIndex(({ kind }) => kind === "string");
    const at = literal > 0 ? literal : run.length - 1;
    if (at > 0) verb = run.slice(0, at);
    census.patterns++;
    each([subject, verb, run.slice(at)]);
    run = [];
  };
  for (const token of tokens.slice(1)) {
    if ("([".includes(token.keyword || " ")) depth++;
    if (")]".includes(token.keyword || " ")) depth--;
    if (depth === 0 && (token.keyword === ";" || token.keyword === ",")) close();
    else run.push(token);
  }
  close();
}

function inWords(unit: Token[], labels: Labels): string {
  return unit
    .map(({ kind, text, keyword }) => {
      if (kind === "variable") return columnText(text.slice(1));
      if (kind === "name" || kind === "iri") return `“${labels.of(expand(text) ?? text)}”`;
      return keyword === "A" ? `“${labels.of(expand("rdf:type")!)}”` : text;
    })
    .join(" ");
}
