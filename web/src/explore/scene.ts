/** A scene: things and lines with their places, ready to be painted. */

import { between, choose, numbersOf, type Result } from "./choice";
import { divideYears, packLanes, type Lanes } from "./layout";
import { LINE, wrap } from "./letter";
import { labelOf, otherEnd, termOf, type Model } from "./model";
import { shortestWays } from "./path";
import { placeRings, type Ringed, type Spot } from "./rings";
import type { State } from "./state";
import type { Edge, Point } from "./types";

const LABEL = 152;
const RING_LABEL = 180;
const PADDING = 8;
const MOST_NEAR = 60;
const MOST_FAR = 60;
const MOST_PER_PARENT = 5;
const MOST_IN_LAYER = 14;

export interface Scene {
  kind: "lanes" | "rings" | "path";
  /** In reading order. */
  nodes: number[];
  edges: Edge[];
  spots: Map<number, Spot>;
  lines: Map<number, string[]>;
  /** Small lines above a name: the relation to the middle of rings. */
  relations: Map<number, string>;
  middle: number | null;
  /** Things there would have been more. */
  more: number;
  ground: { lanes: Lanes | null; columns: [number, number][]; radii: Point[] };
  box: { left: number; top: number; right: number; bottom: number };
}

/** The scene a state asks for; null for a path that does not exist. */
export function makeScene(model: Model, state: State, result: Result): Scene | null {
  const [a, b] = [model.numberOf.get(state.a), model.numberOf.get(state.b)];
  if (a !== undefined && b !== undefined) return pathScene(model, result, a, b);
  const middle = model.numberOf.get(state.ring);
  if (middle !== undefined) return ringScene(model, state, result, middle);
  return laneScene(model, state, result);
}

function laneScene(model: Model, state: State, result: Result): Scene {
  const { shown, more } = choose(model, state, result);
  const edges = between(result.edges, shown);
  const columns = divideYears(shown.flatMap((number) => model.things[number]!.at ?? []));
  const column = new Map(shown.map((number) => [number, columnOf(model.things[number]!.at, columns)]));
  const nodes = readingOrder(model, shown, edges, column);
  const lines = letter(model, nodes, LABEL);
  const laneNames = Object.keys(model.lanes);
  const lanes = packLanes(
    nodes.map((number) => ({
      number,
      lane: laneNames.indexOf(model.groupOf.get(model.things[number]!.group)!.lane),
      column: column.get(number)!,
      height: lines.get(number)!.length * LINE + PADDING,
    })),
    columns.length,
  );
  const spots = new Map([...lanes.places].map(([number, at]) => [number, { ...at, side: "right" as const }]));
  const box = { left: 0, top: 0, right: lanes.width, bottom: lanes.height };
  return { ...empty("lanes"), nodes, edges, spots, lines, more, ground: { lanes, columns, radii: [] }, box };
}

function ringScene(model: Model, state: State, result: Result, middle: number): Scene {
  const wanted = new Set(state.type ? state.type.split(",") : []);
  const near = (number: number) => {
    const found = new Map<number, Edge>();
    for (const edge of result.edgesOf.get(number) ?? []) {
      const other = otherEnd(edge, number);
      if (!found.has(other) && (!wanted.size || wanted.has(model.things[other]!.group))) found.set(other, edge);
    }
    return found;
  };
  const weight = (number: number) => result.edgesOf.get(number)?.length ?? 0;
  const groups = model.groups.map((group) => group.name);
  const rank = (number: number) => groups.indexOf(model.things[number]!.group);
  const around = near(middle);
  const inner = [...around.keys()].sort((a, b) => weight(b) - weight(a) || a - b).slice(0, MOST_NEAR);
  inner.sort((a, b) => rank(a) - rank(b) || weight(b) - weight(a) || a - b);
  const relations = new Map(inner.map((number) => [number, relation(model, around.get(number)!, middle)]));
  const seen = new Set([middle, ...inner]);
  const rings: Omit<Ringed, "height">[] = [{ number: middle, ring: 0, parent: middle }];
  for (const number of inner) rings.push({ number, ring: 1, parent: middle });
  for (const parent of inner) {
    const further = [...near(parent).keys()].filter((number) => !seen.has(number));
    further.sort((a, b) => weight(b) - weight(a) || a - b);
    for (const number of further.slice(0, MOST_PER_PARENT)) {
      if (rings.length > inner.length + MOST_FAR) break;
      rings.push({ number, ring: 2, parent });
      seen.add(number);
    }
  }
  const nodes = rings.map((one) => one.number);
  const lines = letter(model, nodes, RING_LABEL);
  const height = (number: number) => (lines.get(number)!.length + (relations.has(number) ? 1 : 0)) * LINE + PADDING;
  const { spots, radii } = placeRings(rings.map((one) => ({ ...one, height: height(one.number) })));
  const edges = between(result.edges, nodes);
  const more = around.size - inner.length;
  const ground = { lanes: null, columns: [], radii };
  return { ...empty("rings"), nodes, edges, spots, lines, relations, middle, more, ground, box: boxAround(spots) };
}

function pathScene(model: Model, result: Result, a: number, b: number): Scene | null {
  const layers = shortestWays(result.edges, a, b);
  if (!layers) return null;
  const weight = (number: number) => result.edgesOf.get(number)?.length ?? 0;
  const spots = new Map<number, Spot>();
  let more = 0;
  layers.forEach((layer, distance) => {
    layer.sort((one, other) => weight(other) - weight(one) || one - other);
    more += Math.max(0, layer.length - MOST_IN_LAYER);
    const kept = layer.slice(0, MOST_IN_LAYER);
    kept.forEach((number, row) => spots.set(number, { x: distance * 260, y: (row - (kept.length - 1) / 2) * 92, side: "right" }));
  });
  const nodes = [...spots.keys()];
  const edges = between(result.edges, nodes).filter((edge) => spots.get(edge.from)!.x !== spots.get(edge.to)!.x);
  return { ...empty("path"), nodes, edges, spots, lines: letter(model, nodes, RING_LABEL), more, box: boxAround(spots) };
}

function empty(kind: Scene["kind"]): Scene {
  return {
    kind,
    nodes: [],
    edges: [],
    spots: new Map(),
    lines: new Map(),
    relations: new Map(),
    middle: null,
    more: 0,
    ground: { lanes: null, columns: [], radii: [] },
    box: { left: 0, top: 0, right: 1, bottom: 1 },
  };
}

function letter(model: Model, nodes: number[], width: number): Map<number, string[]> {
  return new Map(nodes.map((number) => [number, wrap(labelOf(model.things[number]!), width)]));
}

function boxAround(spots: Map<number, Spot>): Scene["box"] {
  const xs = [...spots.values()].map((spot) => spot.x);
  const ys = [...spots.values()].map((spot) => spot.y);
  return { left: Math.min(...xs) - 210, right: Math.max(...xs) + 210, top: Math.min(...ys) - 50, bottom: Math.max(...ys) + 50 };
}

function columnOf(year: number | undefined, columns: [number, number][]): number {
  const found = columns.findIndex(([first, last]) => year !== undefined && year >= first && year <= last);
  return found < 0 ? columns.length : found;
}

/** By kind, then by where what they are linked to stands. */
function readingOrder(model: Model, shown: number[], edges: Edge[], column: Map<number, number>): number[] {
  const groups = model.groups.map((group) => group.name);
  const beside = new Map<number, number[]>();
  for (const { from, to } of edges) {
    beside.set(from, [...(beside.get(from) ?? []), column.get(to)!]);
    beside.set(to, [...(beside.get(to) ?? []), column.get(from)!]);
  }
  const key = new Map(
    shown.map((number, rank) => {
      const columns = beside.get(number) ?? [0];
      const mean = columns.reduce((sum, one) => sum + one, 0) / columns.length;
      return [number, [groups.indexOf(model.things[number]!.group), mean, rank] as const];
    }),
  );
  return [...shown].sort((a, b) => {
    const [one, other] = [key.get(a)!, key.get(b)!];
    return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
  });
}

/** The relation to the middle, with the way it runs. */
function relation(model: Model, edge: Edge, middle: number): string {
  const name = termOf(model, edge.p);
  return edge.from === middle ? `${name} →` : `← ${name}`;
}

/** Numbers of what is chosen: one thing, or the two ends of a line. */
export function chosenOf(model: Model, state: State): number[] {
  return numbersOf(model, state.id.split("|"));
}
