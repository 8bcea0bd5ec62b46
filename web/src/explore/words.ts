/** Phrases of the page, and names in the reader's language. */

import { pageLang } from "../data";
import { loadWords, type Say } from "../words";
import type { Labels } from "./types";

const LANG = pageLang();
const PLACE = { en: 0, id: 1, zh: 2 }[LANG];

let whole: Say | null = null;

export async function startWords(): Promise<void> {
  whole = await loadWords();
}

/** A phrase under `explore`, its gaps filled. */
export function say(name: string, values: Record<string, string | number> = {}): string {
  if (!whole) throw new Error("the phrases are not loaded");
  return whole(`explore.${name}`, values);
}

/** A text that comes in three languages. */
export function inLanguage(labels: Labels | undefined, name: string): string {
  return labels?.[PLACE] ?? name;
}

/** The name of a language by its tag. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([LANG], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The tag a text needs where it is not written as the page's language is. */
export function tagOf(text: string): string | null {
  const isChinese = /\p{Script=Han}/u.test(text);
  return isChinese === (LANG === "zh") ? null : isChinese ? "zh-Hans" : "en";
}
