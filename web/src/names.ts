/** Things by any of their names, in any script. */

import { load, pageLang, type Lang } from "./data";
import { lettersOf, wordsOf } from "./fold";

/** Path without `.html`, kind, labels in English, Indonesian, Chinese, other names. */
type Row = [string, string, string, string, string, string[]];

/** One thing that can be found. */
export interface Thing {
  path: string;
  kind: string;
  labels: Record<Lang, string>;
  /** Every name, labels first. */
  names: string[];
  /** The names folded, with and without blanks. */
  words: string[];
  letters: string[];
}

/** A thing that was found, and by which of its names. */
export interface Hit {
  thing: Thing;
  name: string;
  rank: number;
}

let index: Promise<Thing[]> | undefined;

/** Return everything that has a name; read once a page. */
export function loadNames(): Promise<Thing[]> {
  index ??= load<Row[]>("names").then((rows) => rows.map(readRow));
  index.catch(() => (index = undefined));
  return index;
}

/** Return the label of a thing in the language of the page, else in English, else its path. */
export function labelOf(thing: Thing): string {
  return thing.labels[pageLang()] || thing.labels.en || thing.path;
}

/**
 * Return the things a text names, the best first.
 *
 * Case, accents, tone marks, blanks and punctuation do not count; pinyin may be written in one.
 *
 * @param kind only things of this kind; all when empty
 */
export function findThings(things: Thing[], text: string, kind = "", limit = Infinity): Hit[] {
  const words = wordsOf(text);
  const letters = words.replaceAll(" ", "");
  if (!letters) return [];
  const parts = words.split(" ");
  const hits: Hit[] = [];
  for (const thing of things) {
    if (kind && thing.kind !== kind) continue;
    let best: Hit | undefined;
    for (let place = 0; place < thing.names.length; place++) {
      const rank = rankName(thing.words[place]!, thing.letters[place]!, words, letters, parts);
      if (rank < (best?.rank ?? 9)) best = { thing, name: thing.names[place]!, rank };
    }
    if (best) hits.push(best);
  }
  hits.sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || compare(a, b));
  return hits.slice(0, limit);
}

/** How well a name fits: 0 the same, 1 begins so, 2 a word begins so, 3 all words, 4 inside, 9 not. */
function rankName(
  name: string,
  run: string,
  words: string,
  letters: string,
  parts: string[],
): number {
  if (run === letters) return 0;
  if (run.startsWith(letters)) return 1;
  if (` ${name}`.includes(` ${words}`)) return 2;
  if (parts.length > 1 && parts.every((part) => ` ${name}`.includes(` ${part}`))) return 3;
  return run.includes(letters) ? 4 : 9;
}

function compare(a: Hit, b: Hit): number {
  return a.thing.path < b.thing.path ? -1 : a.thing.path > b.thing.path ? 1 : 0;
}

/** Read a row of the index. */
export function readRow([path, kind, en, id, zh, others]: Row): Thing {
  const slug = path.slice(path.lastIndexOf("/") + 1);
  const names = [...new Set([en, id, zh, ...others, slug].filter(Boolean))];
  return {
    path,
    kind,
    labels: { en, id, zh },
    names,
    words: names.map(wordsOf),
    letters: names.map(lettersOf),
  };
}
