/** The names of facet values, and the order in which they stand. */

import { groupName, termOf, thingLabel, type Model } from "./model";
import type { Facet, Name } from "./state";
import { languageName, say } from "./words";

const STANDINGS = ["contradicted", "disputed", "singleSourced", "corroborated"];
const NUMBERED = ["0", "1", "2", "3", "4", "5"];

export function valueName(model: Model, facet: Facet, value: string): string {
  if (facet === "type") return groupName(model, value);
  if (facet === "tier") return NUMBERED.includes(value) ? say(`tier.${value}`) : termOf(model, value);
  if (facet === "language") return languageName(value);
  if (facet === "instrument" || facet === "source") return thingLabel(model, value);
  return termOf(model, value);
}

/** All values a facet has anywhere; those with an order of their own in it, the others by count. */
export function orderValues(model: Model, facet: Facet, counts: Map<string, number>, chosen: string[]): string[] {
  const known = new Set([...everyValue(model, facet), ...chosen]);
  if (facet === "type") return model.groups.map((group) => group.name).filter((name) => known.has(name));
  if (facet === "standing") return STANDINGS.filter((name) => known.has(name));
  const rank = (value: string) => (facet === "tier" && NUMBERED.includes(value) ? NUMBERED.indexOf(value) - 10 : 0);
  const size = (value: string) => counts.get(value) ?? 0;
  const named = new Map([...known].map((value) => [value, valueName(model, facet, value)]));
  return [...known].sort(
    (a, b) => rank(a) - rank(b) || size(b) - size(a) || named.get(a)!.localeCompare(named.get(b)!, document.documentElement.lang),
  );
}

const cache = new Map<Facet, string[]>();

function everyValue(model: Model, facet: Facet): string[] {
  const known = cache.get(facet);
  if (known) return known;
  const found = new Set<string>();
  for (const thing of model.things) {
    if (!model.groupOf.has(thing.group)) continue;
    if (facet === "type") found.add(thing.group);
    if (facet === "tier") thing.tiers?.forEach((tier) => found.add(tier));
    if (facet === "policy" && thing.group === "policy") thing.types.forEach((type) => found.add(type));
    if (facet === "instrument") thing.instruments?.forEach((used) => found.add(model.things[used]!.id));
  }
  for (const { by, standing } of model.statements) {
    if (facet === "source") by.forEach((source) => found.add(model.things[source]!.id));
    if (facet === "standing" && standing) found.add(standing);
    if (facet === "language" && by[0] !== undefined) model.things[by[0]]!.languages?.forEach((tag) => found.add(tag));
  }
  cache.set(facet, [...found]);
  return [...found];
}

/** One narrowing choice in words: "type: Policy". */
export function choiceName(model: Model, name: Name, value: string): string {
  const said = name === "from" || name === "to" ? value : valueName(model, name as Facet, value);
  return say("choice", { facet: say(`facet.${name}`), value: said });
}
