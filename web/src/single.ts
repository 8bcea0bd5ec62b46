/** Of the single file: unpacks the page its address asks for, and starts the scripts of the site. */

import { bytesOf } from "./data";

/** Title, language, name of the page's own script or empty, and body. */
type Page = [title: string, lang: string, script: string, body: string];

const START = "index.html";

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

async function unpack(number: number): Promise<Record<string, Page>> {
  const zipped = new Blob([bytesOf(textOf(`pack-${number}`))]).stream();
  const text = zipped.pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(text).json()) as Record<string, Page>;
}

/** Return the pack whose pages begin at or before a page. */
function packOf(page: string, firsts: string[]): number {
  let found = 0;
  firsts.forEach((first, place) => {
    if (first <= page) found = place;
  });
  return found;
}

function run(name: string): void {
  const script = document.createElement("script");
  script.textContent = textOf(`script-${name}`); // just what the policy has the hash of
  document.head.append(script);
}

async function show(): Promise<void> {
  const firsts = JSON.parse(textOf("firsts")) as string[];
  const asked = new URLSearchParams(location.search).get("p") ?? START;
  let page = (await unpack(packOf(asked, firsts)))[asked];
  page ??= (await unpack(packOf(START, firsts)))[START];
  if (!page) throw new Error(`there is no page ${asked}`);
  const [title, lang, script, body] = page;
  document.title = title;
  document.documentElement.lang = lang;
  const parsed = new DOMParser().parseFromString(body, "text/html");
  document.body.prepend(...parsed.body.childNodes);
  run("atlas");
  if (script) run(script);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

void show();
