/** Of the single file: unpacks the page its address asks for, and starts the scripts of the site. */

import { bytesOf, textIn } from "./data";
import { unpackLzma } from "./lzma";

/** Title, language, name of the page's own script or empty, and body. */
type Page = [title: string, lang: string, script: string, body: string];

const START = "index.html";
/** Where a part stands that several pages share: its number in the pack of shared parts. */
const SHARED = /<!--(\d+)-->/g;

async function unpack<T>(id: string): Promise<T> {
  const element = document.getElementById(id);
  if (!element) throw new Error(`this file has no ${id}`);
  const isPack = "pack" in element.dataset;
  const text = isPack ? unpackLzma(bytesOf(element.textContent ?? "")) : await textIn(element);
  return JSON.parse(text) as T;
}

/** Return a page, else the start. */
async function find(asked: string): Promise<Page> {
  const firsts = await unpack<string[]>("firsts");
  const number = Math.max(0, firsts.findLastIndex((first) => first <= asked));
  const page = (await unpack<Record<string, Page>>(`pack-${number}`))[asked];
  if (page) return page;
  if (asked === START) throw new Error("this file has no start");
  return find(START);
}

async function run(name: string): Promise<void> {
  const packed = document.getElementById(`script-${name}`);
  if (!packed) return;
  const script = document.createElement("script");
  script.textContent = await textIn(packed); // just what the policy has the hash of
  document.head.append(script);
}

async function show(): Promise<void> {
  const asked = new URLSearchParams(location.search).get("p") ?? START;
  const [title, lang, script, body] = await find(asked);
  const shared = await unpack<string[]>(`shared-${lang}`);
  const whole = body.replace(SHARED, (_, number: string) => shared[Number(number)] ?? "");
  document.title = title;
  document.documentElement.lang = lang;
  const parsed = new DOMParser().parseFromString(whole, "text/html");
  document.body.prepend(...parsed.body.childNodes);
  await run("atlas");
  if (script) await run(script);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

void show();
