/** The parts of a WHERE block as they are written; the twin of taobao_kg/ask/patterns.py. */

import { closing, type Token } from "./scan";

export type PartKind =
  "triple" | "values" | "bind" | "group" | "filter" | "minus" | "optional";

/** One part of a group: indexes of its first and last token. */
export interface Part {
  kind: PartKind;
  first: number;
  last: number;
}

const OPENERS = ["OPTIONAL", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES"];

/** Return the parts of the group that opens at a token; triples that share a subject are one. */
export function partsOfGroup(tokens: Token[], opening: number): Part[] {
  const parts: Part[] = [];
  const end = closing(tokens, opening);
  let place = opening + 1;
  while (place < end) {
    const word = tokens[place]!.keyword;
    if (word === ".") {
      place++;
      continue;
    }
    const isClause = OPENERS.includes(word) || word === "{";
    const last = isClause ? endOfClause(tokens, place, end) : endOfTriples(tokens, place, end);
    const kind = !isClause ? "triple" : word === "{" || word === "GRAPH" ? "group" : word.toLowerCase();
    parts.push({ kind: kind as PartKind, first: place, last });
    place = last + 1;
  }
  return parts;
}

function endOfClause(tokens: Token[], place: number, end: number): number {
  let at = place;
  while (at < end && !["{", "("].includes(tokens[at]!.keyword)) at++;
  at = closing(tokens, at);
  // VALUES (?a ?b) { … }
  if (tokens[place]!.keyword === "VALUES" && tokens[at]!.keyword === ")") at = closing(tokens, at + 1);
  while (at + 2 < end && tokens[at + 1]!.keyword === "UNION") at = closing(tokens, at + 2);
  return at;
}

function endOfTriples(tokens: Token[], place: number, end: number): number {
  let at = place;
  while (at + 1 < end) {
    if (["(", "["].includes(tokens[at]!.keyword)) at = closing(tokens, at);
    const following = at + 1 < end ? tokens[at + 1]!.keyword : ".";
    if (following === "." || following === "{" || OPENERS.includes(following)) break;
    at++;
  }
  return at;
}
