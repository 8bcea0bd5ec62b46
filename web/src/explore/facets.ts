/** Facets: which things match, and how many would with each value. */

import type { Model } from "./model";
import { FACETS, type Facet, type State } from "./state";
import type { Edge, Statement } from "./types";

/** Facets of what is said; the others are of the things themselves. */
const OF_STATEMENTS: readonly Facet[] = ["source", "standing", "language"];

interface Choice {
  values: Record<Facet, Set<string>>;
  from: number;
  to: number;
  isDated: boolean;
}

/** The choice in a state, one facet or the years left out. */
export function choiceOf(state: State, without: Facet | "years" | null = null): Choice {
  const values = Object.fromEntries(
    FACETS.map((facet) => [facet, new Set(facet === without || !state[facet] ? [] : state[facet].split(","))]),
  ) as Record<Facet, Set<string>>;
  const years = without !== "years";
  return {
    values,
    from: years && state.from ? Number(state.from) : -Infinity,
    to: years && state.to ? Number(state.to) : Infinity,
    isDated: years && Boolean(state.from || state.to),
  };
}

/** Numbers of the things that match, in the order of the data. */
export function matching(model: Model, choice: Choice): number[] {
  const found: number[] = [];
  model.things.forEach((_, number) => {
    if (matches(model, number, choice)) found.push(number);
  });
  return found;
}

/** Of each value how many things match it and all other facets. */
export function countValues(model: Model, state: State, facet: Facet): Map<string, number> {
  const choice = choiceOf(state, facet);
  const counts = new Map<string, number>();
  for (const number of matching(model, choice)) {
    for (const value of valuesOf(model, number, facet, choice)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Of each year how many things match and have something said of that year. */
export function countYears(model: Model, state: State): Map<number, number> {
  const choice = choiceOf(state, "years");
  const counts = new Map<number, number>();
  for (const number of matching(model, choice)) {
    for (const year of yearsOf(model, number, choice)) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}

/** Whether a statement passes the facets of what is said. */
export function passes(model: Model, statement: Statement, number: number, choice: Choice): boolean {
  if (model.leftOut.statements.has(number)) return false;
  for (const facet of OF_STATEMENTS) {
    const wanted = choice.values[facet];
    if (wanted.size && !said(model, statement, facet).some((value) => wanted.has(value))) return false;
  }
  return !choice.isDated || (statement.years !== undefined && touches(statement.years, choice));
}

/** Whether a line is drawn; of what no source says, only when no source is asked for. */
export function passesEdge(model: Model, edge: Edge, choice: Choice): boolean {
  if (edge.statement !== null) {
    const statement = model.statements[edge.statement]!;
    if (!choice.isDated || statement.years) return passes(model, statement, edge.statement, choice);
    return passes(model, statement, edge.statement, { ...choice, isDated: false }) && hasDatedEnd(model, edge, choice);
  }
  if (asksForStatements(choice) || (edge.link !== undefined && model.leftOut.links.has(edge.link))) return false;
  return !choice.isDated || hasDatedEnd(model, edge, choice);
}

function matches(model: Model, number: number, choice: Choice): boolean {
  const thing = model.things[number]!;
  if (!model.groupOf.has(thing.group)) return false;
  for (const facet of FACETS) {
    const wanted = choice.values[facet];
    if (wanted.size && !OF_STATEMENTS.includes(facet) && !ownValues(model, number, facet).some((value) => wanted.has(value)))
      return false;
  }
  const asks = asksForStatements(choice);
  if (!asks && !choice.isDated && !model.leftOut.statements.size) return true;
  if (!asks && choice.isDated && isWithin(thing.year, choice)) return true;
  const statements = model.statementsOf[number]!;
  if (!asks && !choice.isDated && !statements.length) return true;
  return statements.some((one) => passes(model, model.statements[one]!, one, choice));
}

function asksForStatements(choice: Choice): boolean {
  return OF_STATEMENTS.some((facet) => choice.values[facet].size > 0);
}

function valuesOf(model: Model, number: number, facet: Facet, choice: Choice): Iterable<string> {
  if (!OF_STATEMENTS.includes(facet)) return new Set(ownValues(model, number, facet));
  const found = new Set<string>();
  for (const one of model.statementsOf[number]!) {
    const statement = model.statements[one]!;
    if (passes(model, statement, one, choice)) for (const value of said(model, statement, facet)) found.add(value);
  }
  return found;
}

function ownValues(model: Model, number: number, facet: Facet): string[] {
  const thing = model.things[number]!;
  if (facet === "type") return [thing.group];
  if (facet === "tier") return thing.tiers ?? [];
  if (facet === "policy") return thing.group === "policy" ? thing.types : [];
  if (thing.group === "instrument") return [thing.id];
  return (thing.instruments ?? []).map((used) => model.things[used]!.id);
}

function said(model: Model, statement: Statement, facet: Facet): string[] {
  if (facet === "source") return statement.by.map((source) => model.things[source]!.id);
  if (facet === "standing") return statement.standing ? [statement.standing] : [];
  const source = statement.by[0];
  return source === undefined ? [] : (model.things[source]!.languages ?? []);
}

/** Every year that something passing the choice is said of, or that dates the thing. */
function yearsOf(model: Model, number: number, choice: Choice): Set<number> {
  const years = new Set<number>();
  const { year } = model.things[number]!;
  if (year !== undefined && !asksForStatements(choice)) years.add(year);
  for (const one of model.statementsOf[number]!) {
    const statement = model.statements[one]!;
    if (!statement.years || !passes(model, statement, one, choice)) continue;
    const [first, last] = statement.years;
    const begin = first ?? last!;
    for (let spoken = begin; spoken <= (last ?? begin) && spoken < begin + 100; spoken += 1) years.add(spoken);
  }
  return years;
}

function touches([first, last]: [number | null, number | null], choice: Choice): boolean {
  return (last ?? Infinity) >= choice.from && (first ?? -Infinity) <= choice.to;
}

function isWithin(year: number | undefined, choice: Choice): boolean {
  return year !== undefined && year >= choice.from && year <= choice.to;
}

function hasDatedEnd(model: Model, edge: Edge, choice: Choice): boolean {
  return [edge.from, edge.to].some((end) => isWithin(model.things[end]!.year, choice));
}

export type { Choice };
