/** What things are called, as the graph has it, in the language of the page. */

import { pageLang } from "../data";
import type { LabelRow } from "./messages";
import { shorten } from "./prefixes";

/** The labels of the graph; empty until the engine has read them. */
export class Labels {
  readonly rows = new Map<string, LabelRow>();

  /** Take over what the engine read. */
  fill(rows: LabelRow[]): void {
    for (const row of rows) this.rows.set(row[0], row);
  }

  /** Return the label of an IRI in the language of the page, else in English, else its short name. */
  of(iri: string): string {
    const row = this.rows.get(iri);
    const place = { en: 1, id: 2, zh: 3 }[pageLang()];
    return row?.[place] || row?.[1] || row?.[2] || row?.[3] || shorten(iri) || iri;
  }
}
