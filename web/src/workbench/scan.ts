/** The words of a SPARQL text, without parsing it; the twin of taobao_kg/ask/scan.py. */

import { PREFIXES } from "./prefixes";

export type TokenKind =
  "iri" | "string" | "variable" | "tag" | "blank" | "name" | "word" | "number" | "mark";

/** One word of a SPARQL text, with its place. */
export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
  /** The word in capitals, the mark itself, or nothing for a term. */
  keyword: string;
}

const WORD = "[\\p{L}\\p{N}_]";
const LOCAL = `(?:[\\p{L}\\p{N}_:]|%[0-9A-Fa-f]{2}|\\\\.)`;
const INNER = `(?:[\\p{L}\\p{N}_:.-]|%[0-9A-Fa-f]{2}|\\\\.)`;
const TERMINALS = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    '(?<iri><[^<>"{}|^`\\\\\\u0000-\\u0020]*>)',
    `(?<string>"""(?:[^"\\\\]|\\\\.|"(?!""))*"""|'''(?:[^'\\\\]|\\\\.|'(?!''))*'''|"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*')`,
    `(?<variable>[?$]${WORD}+)`,
    "(?<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
    `(?<blank>_:${WORD}(?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_-])?)`,
    `(?<name>(?:\\p{L}(?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_-])?)?:(?:${LOCAL}(?:${INNER}*(?:[\\p{L}\\p{N}_:-]|%[0-9A-Fa-f]{2}|\\\\.))?)?)`,
    `(?<word>[A-Za-z_]${WORD}*)`,
    "(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)",
    "(?<mark>\\^\\^|\\|\\||&&|[<>!]=|\\S)",
  ].join("|"),
  "gsu",
);

/** Return the tokens of a SPARQL text in order, comments left out. */
export function tokenize(sparql: string): Token[] {
  const tokens: Token[] = [];
  for (const found of sparql.matchAll(TERMINALS)) {
    const groups = found.groups ?? {};
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) as TokenKind | "comment";
    if (kind === "comment") continue;
    const text = found[0];
    const keyword = kind === "word" ? text.toUpperCase() : kind === "mark" ? text : "";
    tokens.push({ kind, text, start: found.index, end: found.index + text.length, keyword });
  }
  return tokens;
}

/** Return the prefixes that are used, known and not declared, in order of use. */
export function missingPrefixes(tokens: Token[]): string[] {
  const declared = new Set<string>();
  const used = new Set<string>();
  tokens.forEach((token, place) => {
    if (token.kind !== "name") return;
    const prefix = token.text.slice(0, token.text.indexOf(":"));
    if (tokens[place - 1]?.keyword === "PREFIX") declared.add(prefix);
    else used.add(prefix);
  });
  return [...used].filter((prefix) => !declared.has(prefix) && PREFIXES.has(prefix));
}

/** Return what declares known prefixes, in one line without its end, or nothing for none. */
export function prologue(prefixes: string[]): string {
  return [...prefixes]
    .sort()
    .map((prefix) => `PREFIX ${prefix}: <${PREFIXES.get(prefix)}> `)
    .join("");
}

/** Return the index of the `{` that opens WHERE, or -1 where a query has no body. */
export function bodyStart(tokens: Token[]): number {
  let depth = 0;
  let first = -1;
  for (const [place, { keyword }] of tokens.entries()) {
    if (keyword === "WHERE" && depth === 0) return place + 1 < tokens.length ? place + 1 : -1;
    if (keyword === "{" && depth === 0 && first < 0) first = place;
    depth += Number(keyword === "{" || keyword === "(") - Number(keyword === "}" || keyword === ")");
  }
  return first;
}

/** Return the index of the bracket that closes the one at `opening`, or of the last token. */
export function closing(tokens: Token[], opening: number): number {
  let depth = 0;
  for (let place = opening; place < tokens.length; place++) {
    const { keyword } = tokens[place]!;
    if (keyword === "{" || keyword === "(" || keyword === "[") depth++;
    if (keyword === "}" || keyword === ")" || keyword === "]") depth--;
    if (depth === 0) return place;
  }
  return tokens.length - 1;
}

/** Return where each `VALUES ?variable { … }` stands: start and end in the text. */
export function valuesBlocks(tokens: Token[], variable: string): [number, number][] {
  const found: [number, number][] = [];
  for (let place = 0; place + 2 < tokens.length; place++) {
    const [word, name, bracket] = tokens.slice(place, place + 3) as [Token, Token, Token];
    if (word.keyword !== "VALUES" || name.kind !== "variable" || bracket.text !== "{") continue;
    if (name.text.slice(1) === variable) found.push([word.start, tokens[closing(tokens, place + 2)]!.end]);
  }
  return found;
}
