/** Completion from the data: prefixes, terms, things by any of their names, variables. */

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { wordsOf } from "../fold";
import { findThings, labelOf, type Thing } from "../names";
import type { Labels } from "./labels";
import { iriOfPath } from "./addresses";
import { PREFIXES, shorten, TKG } from "./prefixes";
import { tokenize } from "./scan";

const MOST = 60;
const KEYWORDS = (
  "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS VALUES BIND GROUP BY ORDER BY DESC LIMIT OFFSET " +
  "HAVING CONSTRUCT ASK DESCRIBE PREFIX COUNT SUM MIN MAX AVG GROUP_CONCAT SEPARATOR SAMPLE LANG STR " +
  "CONTAINS LCASE REGEX BOUND COALESCE IF EXISTS YEAR"
).split(" ");

/** Return the source of proposals for the editor. */
export function completeFrom(labels: Labels, things: () => Thing[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const token = context.matchBefore(/[?$@\p{L}\p{N}_:-]+/u);
    const typed = token?.text ?? "";
    if (!token && !context.explicit) return null;
    const from = token?.from ?? context.pos;
    const done = (options: Completion[]): CompletionResult | null =>
      options.length ? { from, options: options.slice(0, MOST), filter: false } : null;
    if (/^[?$]/.test(typed)) return done(variables(context, typed));
    const mark = typed.indexOf(":");
    if (mark >= 0) {
      const [prefix, local] = [typed.slice(0, mark), typed.slice(mark + 1)];
      return done(prefix === "tkg" ? terms(labels, local) : named(things(), local, prefix));
    }
    if (!typed && !context.explicit) return null;
    const long = /[^\x00-\x7f]/.test(typed) || typed.length > 1;
    return done([
      ...plain(KEYWORDS, typed, "keyword", " "),
      ...plain([...PREFIXES.keys()], typed, "namespace", ":"),
      ...(long ? terms(labels, typed) : []),
      ...(long ? named(things(), typed, "") : []),
    ]);
  };
}

function plain(words: string[], typed: string, type: string, after: string): Completion[] {
  const start = typed.toLowerCase();
  return [...new Set(words)]
    .filter((word) => word.toLowerCase().startsWith(start))
    .map((word) => ({ label: word, apply: word + after, type }));
}

function variables(context: CompletionContext, typed: string): Completion[] {
  const names = tokenize(context.state.doc.toString())
    .filter(({ kind, text }) => kind === "variable" && text !== typed && text.startsWith(typed))
    .map(({ text }) => text);
  return [...new Set(names)].sort().map((label) => ({ label, type: "variable" }));
}

/** Terms of the ontology by name or label. */
function terms(labels: Labels, typed: string): Completion[] {
  const words = wordsOf(typed);
  const found: { rank: number; option: Completion }[] = [];
  for (const [iri, ...texts] of labels.rows.values()) {
    if (!iri.startsWith(TKG)) continue;
    const name = iri.slice(TKG.length);
    const rank = rankOf(wordsOf(name), words, 0) ?? texts.map((text) => rankOf(wordsOf(text), words, 2)).find((one) => one !== undefined);
    if (rank === undefined) continue;
    const type = /^[A-Z]/.test(name) ? "class" : "property";
    found.push({ rank, option: { label: `tkg:${name}`, type, detail: labels.of(iri), info: texts.filter(Boolean).join(" · ") } });
  }
  found.sort((a, b) => a.rank - b.rank || (a.option.label < b.option.label ? -1 : 1));
  return found.map(({ option }) => option);
}

function rankOf(name: string, words: string, base: number): number | undefined {
  if (name.startsWith(words)) return base;
  return name.includes(words) ? base + 1 : undefined;
}

function named(things: Thing[], typed: string, kind: string): Completion[] {
  const hits = typed
    ? findThings(things, typed, kind, MOST).map(({ thing }) => thing)
    : things.filter((thing) => thing.kind === kind).slice(0, MOST);
  return hits.flatMap((thing) => {
    const iri = iriOfPath(thing.path);
    const name = iri && shorten(iri);
    if (!name || name.startsWith("tkg:")) return [];
    const others = Object.values(thing.labels).filter(Boolean).join(" · ");
    return [{ label: name, type: "constant", detail: labelOf(thing), info: others }];
  });
}
