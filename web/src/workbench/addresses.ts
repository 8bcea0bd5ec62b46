/** Which page a thing has, as taobao_kg/site/addresses.py says. */

import { ID, TKG } from "./prefixes";
import { sha256 } from "./sha256";

/** Kinds of things that have no page of their own. */
const WITHOUT_PAGE = new Set("evidence identity verdict graph rule triple".split(" "));
const LONGEST = 120;
const UNSAFE = /[^a-z0-9_-]/gu;
const UNSAFE_IN_TERM = /[^A-Za-z0-9_-]/gu;
/** What Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9])$/;

/** Return the path of the page about an IRI, without `.html`; undefined when it has none. */
export function pathOf(iri: string): string | undefined {
  if (iri.startsWith(TKG) && iri !== TKG) {
    const name = iri.slice(TKG.length);
    return `doc/${/^\p{Lu}/u.test(name) ? "class" : "term"}/${escaped(name, UNSAFE_IN_TERM)}`;
  }
  if (!iri.startsWith(ID)) return undefined;
  const [, kind = "", slug = ""] = /^([^/]*)\/([^]*)$/.exec(iri.slice(ID.length)) ?? [];
  return slug && !WITHOUT_PAGE.has(kind) ? `doc/${fileName(kind)}/${fileName(slug)}` : undefined;
}

/** Return the IRI a page is about, from its path; undefined where the name of the file is cut. */
export function iriOfPath(path: string): string | undefined {
  const [, kind, file] = /^doc\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (!kind || !file || file.length > LONGEST) return undefined;
  const read = (name: string) => decodeURIComponent(name.replaceAll("~", "%"));
  return kind === "term" || kind === "class" ? TKG + read(file) : `${ID}${read(kind)}/${read(file)}`;
}

/** Return a slug as the name of a file that fits every disk. */
function fileName(slug: string): string {
  const name = escaped(slug, UNSAFE);
  return DEVICE.test(name) ? hex(name.charCodeAt(0)) + name.slice(1) : name;
}

/** Return a text with `~` and hex for each byte of unsafe signs; a long one ends in a hash. */
function escaped(text: string, unsafe: RegExp): string {
  const name = text.replace(unsafe, (sign) => [...bytesOf(sign)].map(hex).join(""));
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST)}~${sha256(bytesOf(text)).slice(0, 16)}`;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hex(byte: number): string {
  return `~${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
