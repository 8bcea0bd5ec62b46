/** What lenses do to the graph of the site, as taobao_kg/site/script_data.py tells it. */

import { bytesOf, load, pageLang } from "./data";

/** What one lens does; lists of numbers are zipped. */
interface Row {
  /** The line under an output that says so, in English, Indonesian, Chinese. */
  says: [string, string, string];
  removed: string;
  added: string;
  statements: string;
  links: string;
}

/** What a lens does to the triples of the site. */
export interface Change {
  /** Numbers of the lines that go, ascending. */
  removed: number[];
  /** The lines that come. */
  added: string;
}

/** What a lens does to what Explore shows, by the places of statements and links in its data. */
export interface LeftOut {
  says: string;
  statements: Set<number>;
  links: Set<number>;
}

/** Return the line that names a lens under an output; empty when every statement counts. */
export async function lensLine(lens: string): Promise<string> {
  return says(await rowOf(lens));
}

/** Return what a lens does to the triples; undefined when every statement counts. */
export async function changeOf(lens: string): Promise<Change | undefined> {
  const row = await rowOf(lens);
  return row && { removed: await numbersOf(row.removed), added: await unzip(row.added) };
}

/** Return what a lens leaves out of Explore; undefined when every statement counts. */
export async function leftOutOf(lens: string): Promise<LeftOut | undefined> {
  const row = await rowOf(lens);
  if (!row) return undefined;
  const [statements, links] = await Promise.all([numbersOf(row.statements), numbersOf(row.links)]);
  return { says: says(row), statements: new Set(statements), links: new Set(links) };
}

async function rowOf(lens: string): Promise<Row | undefined> {
  if (lens === "all") return undefined;
  const rows = await load<Record<string, Row>>("lenses");
  return Object.hasOwn(rows, lens) ? rows[lens] : undefined;
}

function says(row: Row | undefined): string {
  return row?.says[{ en: 0, id: 1, zh: 2 }[pageLang()]] ?? "";
}

/** Return the numbers of a zipped list of the gaps between them. */
async function numbersOf(zipped: string): Promise<number[]> {
  let last = 0;
  const gaps = (await unzip(zipped)).split(" ").filter(Boolean);
  return gaps.map((gap) => (last += Number(gap)));
}

async function unzip(base64: string): Promise<string> {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
