/** Values that come as scripts, and addresses of pages: fetch does not work from file://. */

interface Registry {
  /** Called by the data files: `TaobaoKG.receive("names", […])`. */
  receive(name: string, value: unknown): void;
  /** What was asked for, by name; shared by all scripts of a page. */
  asked: Map<string, Promise<unknown>>;
  waiting: Map<string, (value: unknown) => void>;
}

declare global {
  // eslint-disable-next-line no-var
  var TaobaoKG: Registry | undefined;
}

function openRegistry(): Registry {
  const waiting = new Map<string, (value: unknown) => void>();
  return {
    asked: new Map(),
    waiting,
    receive(name, value) {
      waiting.get(name)?.(value);
      waiting.delete(name);
    },
  };
}

const registry = (globalThis.TaobaoKG ??= openRegistry());

/** The page's language. */
export type Lang = "en" | "id" | "zh";

/** Return the language of the page. */
export function pageLang(): Lang {
  const lang = document.documentElement.lang.slice(0, 2);
  return lang === "id" || lang === "zh" ? lang : "en";
}

/** Return the relative path to the root of the site: empty there, else ending in a slash. */
export function siteRoot(): string {
  return document.documentElement.dataset["root"] ?? "";
}

/** Return the lens chosen, before there is a choice that in the address; `all` when there is none. */
export function pageLens(): string {
  const chosen = document.documentElement.dataset["lens"];
  return chosen || new URLSearchParams(location.search).get("lens") || "all";
}

/**
 * Return the address of a page in the language and through the lens of this one.
 *
 * @param path from the root of the site, without `.html`
 * @param more query parameters besides the lens
 */
export function pageAddress(path: string, more: Record<string, string> = {}): string {
  const lang = pageLang();
  const values = new URLSearchParams(more);
  if (pageLens() !== "all") values.set("lens", pageLens());
  const file = `${path}${lang === "en" ? "" : `.${lang}`}.html`;
  // In the single file the page is a part of the query.
  if ("single" in document.documentElement.dataset) {
    const rest = values.toString();
    return `?p=${file}${rest ? `&${rest}` : ""}`;
  }
  const query = values.toString();
  return `${siteRoot()}${file}${query ? `?${query}` : ""}`;
}

/**
 * Return a value of the site's data; asked for once a page.
 *
 * A page that carries its data has them in `<script type="text/plain" id="data-NAME">`; else
 * `assets/data/NAME.js` brings them (`assets/engine.js` for the engine).
 *
 * @throws Error when the file cannot be had.
 */
export function load<T>(name: string): Promise<T> {
  let promise = registry.asked.get(name);
  if (!promise) {
    promise = bring(name);
    registry.asked.set(name, promise);
    // The next to ask may try again.
    promise.catch(() => registry.asked.delete(name));
  }
  return promise as Promise<T>;
}

/** Drop a large value that nobody will ask for again. */
export function forget(name: string): void {
  registry.asked.delete(name);
}

function bring(name: string): Promise<unknown> {
  const inline = document.getElementById(`data-${name}`);
  if (inline) return textIn(inline).then((text) => JSON.parse(text) as unknown);
  return new Promise((resolve, reject) => {
    registry.waiting.set(name, resolve);
    const script = document.createElement("script");
    script.src = `${siteRoot()}assets/${name === "engine" ? "" : "data/"}${name}.js`;
    script.addEventListener("load", () => {
      script.remove();
      if (registry.waiting.has(name)) reject(new Error(`${script.src} brings no ${name}`));
    });
    script.addEventListener("error", () => reject(new Error(`${script.src} cannot be loaded`)));
    document.head.append(script);
  });
}

/** Return the text of an element; with `data-zip` it is base64 of gzip. */
export async function textIn(element: HTMLElement): Promise<string> {
  const text = element.textContent ?? "";
  if (!("zip" in element.dataset)) return text;
  const stream = new Blob([bytesOf(text)]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Return the bytes a base64 text stands for. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place);
  return bytes;
}
