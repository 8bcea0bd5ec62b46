/** What the scripts say, in the language of the page. */

import { load, pageLang, type Lang } from "./data";

type Message = string | { one: string; other: string };
interface Messages {
  [name: string]: Message | Messages;
}

/** Returns the message of a name, its `{places}` filled; `count` chooses between one and many. */
export type Say = (name: string, values?: Record<string, string | number>) => string;

/** Return the messages under a name such as `workbench`, or all of them. */
export async function loadWords(): Promise<Say> {
  const lang = pageLang();
  const messages = await load<Messages>(`words-${lang}`);
  return (name, values = {}) => fill(find(messages, name), values, lang);
}

/** Return sentences one after the other, as the language puts them. */
export function together(sentences: string[]): string {
  return sentences.join(pageLang() === "zh" ? "" : " ");
}

/** Return names in a list, as the language puts them: `Zhejiang, Hebei` · `浙江、河北`. */
export function joined(names: string[]): string {
  return names.join(pageLang() === "zh" ? "、" : ", ");
}

/** Return a number as the language groups its digits: 1,311 · 1.311 · 1311. */
export function digits(value: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, {
    maximumFractionDigits: 20,
    useGrouping: lang === "zh" ? "min2" : "always",
  }).format(value);
}

function find(messages: Messages, name: string): Message {
  const whole = messages[name];
  if (isMessage(whole)) return whole;
  let node: Message | Messages | undefined = messages;
  for (const part of name.split(".")) node = (node as Messages | undefined)?.[part];
  if (!isMessage(node)) throw new Error(`words-${pageLang()} has no ${name}`);
  return node;
}

function isMessage(node: Message | Messages | undefined): node is Message {
  return typeof node === "string" || (typeof node?.["one"] === "string" && "other" in node);
}

function fill(message: Message, values: Record<string, string | number>, lang: Lang): string {
  const text =
    typeof message === "string" ? message : message[values["count"] === 1 ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === "number" ? digits(value, lang) : value;
  });
}
