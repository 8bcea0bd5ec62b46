/** What the network is about: the things that match, what is shown of them, and the lines. */

import { choiceOf, matching, passesEdge, type Choice } from "./facets";
import { otherEnd, type Model } from "./model";
import { values, type State } from "./state";
import type { Edge } from "./types";

/** So many things can be read in one picture. */
export const MOST = 300;

export interface Result {
  choice: Choice;
  /** Numbers of the things that match, the best linked first. */
  matched: number[];
  /** Lines that the facets leave, between any things. */
  edges: Edge[];
  /** Of each thing the lines of `edges` that touch it. */
  edgesOf: Map<number, Edge[]>;
}

/** What the facets leave. */
export function findResult(model: Model, state: State): Result {
  const choice = choiceOf(state);
  const edges = model.edges.filter(
    (edge) => (state.derived === "1" || !edge.derived) && passesEdge(model, edge, choice),
  );
  const edgesOf = new Map<number, Edge[]>();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) edgesOf.set(end, [...(edgesOf.get(end) ?? []), edge]);
  }
  const found = matching(model, choice);
  const weight = weigh(found, edgesOf);
  found.sort((a, b) => weight.get(b)! - weight.get(a)! || a - b);
  return { choice, matched: found, edges, edgesOf };
}

/** Whether what the matches are linked to is shown too. */
export function showsNeighbours(state: State): boolean {
  if (state.near) return state.near === "1";
  return !state.type && Boolean(state.tier || state.policy || state.instrument);
}

/** The things a picture shows, best linked first, and how many more would have been. */
export function choose(model: Model, state: State, result: Result): { shown: number[]; more: number } {
  const candidates = new Set(result.matched);
  const grow = (number: number) => {
    for (const edge of result.edgesOf.get(number) ?? []) candidates.add(otherEnd(edge, number));
  };
  if (showsNeighbours(state)) result.matched.forEach(grow);
  const opened = numbersOf(model, values("open"));
  for (const number of opened) {
    candidates.add(number);
    grow(number);
  }
  for (const number of numbersOf(model, values("shut"))) shut(number, candidates, result);
  const kept = new Set([...opened, ...numbersOf(model, [state.id])]);
  const matched = new Set(result.matched);
  const weight = weigh(candidates, result.edgesOf);
  const order = (number: number) => (kept.has(number) ? 0 : matched.has(number) ? 1 : 2);
  const ranked = [...candidates].sort((a, b) => order(a) - order(b) || weight.get(b)! - weight.get(a)! || a - b);
  return { shown: ranked.slice(0, MOST), more: Math.max(0, ranked.length - MOST) };
}

/** Lines between things that are shown. */
export function between(edges: Edge[], shown: Iterable<number>): Edge[] {
  const known = new Set(shown);
  return edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
}

export function numbersOf(model: Model, ids: string[]): number[] {
  return ids.flatMap((id) => model.numberOf.get(id) ?? []);
}

/** How many others of the same set each thing is linked to. */
function weigh(things: Iterable<number>, edgesOf: Map<number, Edge[]>): Map<number, number> {
  const known = new Set(things);
  const weight = new Map<number, number>();
  for (const number of known) {
    const near = new Set((edgesOf.get(number) ?? []).map((edge) => otherEnd(edge, number)));
    weight.set(number, [...near].filter((one) => known.has(one)).length);
  }
  return weight;
}

/** Take away the neighbours that nothing else among the candidates holds. */
function shut(number: number, candidates: Set<number>, result: Result): void {
  for (const edge of result.edgesOf.get(number) ?? []) {
    const leaf = otherEnd(edge, number);
    const holders = (result.edgesOf.get(leaf) ?? []).map((one) => otherEnd(one, leaf));
    if (!holders.some((one) => one !== number && candidates.has(one))) candidates.delete(leaf);
  }
}
