/** The state of the workbench in the address, so that a link brings it back. */

/** A question with what was given for its parameters, or a text of the reader's own. */
export type Shared =
  | { name: string; given: Map<string, string> }
  | { sparql: string };

/** Return the part of an address after `#` that brings a state back. */
export function writeHash(shared: Shared): string {
  const values = new URLSearchParams();
  if ("sparql" in shared) values.set("sparql", shared.sparql);
  else {
    values.set("q", shared.name);
    for (const [name, value] of shared.given) values.set(`p.${name}`, value);
  }
  return values.toString();
}

/** Return the address that brings a state back on a page, through a lens. */
export function shareAddress(page: string, lens: string, shared: Shared): string {
  const address = new URL(page);
  address.searchParams.delete("lens");
  if (lens !== "all") address.searchParams.set("lens", lens);
  address.hash = writeHash(shared);
  return address.href;
}

/** Return the state an address brings back; undefined when it has none. */
export function readHash(hash: string): Shared | undefined {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const name = values.get("q");
  const sparql = values.get("sparql");
  if (sparql) return { sparql };
  if (!name) return undefined;
  const given = [...values].filter(([key]) => key.startsWith("p."));
  return { name, given: new Map(given.map(([key, value]) => [key.slice(2), value])) };
}
