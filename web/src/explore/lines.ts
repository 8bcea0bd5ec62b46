/** Lines: parallel ones side by side, each in the way its standing asks for. */

import { isAhead, isDisputed, statementOf, type Model } from "./model";
import type { Spot } from "./rings";
import type { Scene } from "./scene";
import type { Edge, Point } from "./types";

/** So many parallel lines are drawn; a number tells when there are more. */
export const MOST_PARALLEL = 5;
const STEP = 6;

/** All lines between the same two things. */
export interface Bundle {
  a: number;
  b: number;
  /** Disputed ones first, then what sources say, then what was only planned, then derived ones. */
  edges: Edge[];
}

export type Manner = "said" | "ahead" | "derived" | "disputed" | "contradicted";

/** SVG dashes of a manner; none for a whole line. */
export const DASHES: Record<Manner, string | null> = {
  said: null,
  ahead: "1.5 4",
  derived: "6 4",
  disputed: null,
  contradicted: null,
};

export function mannerOf(model: Model, edge: Edge): Manner {
  const statement = statementOf(model, edge);
  if (isDisputed(statement)) return statement!.standing as Manner;
  if (isAhead(statement)) return "ahead";
  return edge.derived ? "derived" : "said";
}

export function bundle(model: Model, edges: Edge[]): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const edge of edges) {
    const [a, b] = [Math.min(edge.from, edge.to), Math.max(edge.from, edge.to)];
    const key = `${a} ${b}`;
    if (!bundles.has(key)) bundles.set(key, { a, b, edges: [] });
    bundles.get(key)!.edges.push(edge);
  }
  const order: Manner[] = ["contradicted", "disputed", "said", "ahead", "derived"];
  for (const one of bundles.values()) {
    one.edges.sort((x, y) => order.indexOf(mannerOf(model, x)) - order.indexOf(mannerOf(model, y)));
  }
  return [...bundles.values()];
}

/** The path of one line of a bundle and where its mark goes, apart from its neighbours' marks. */
export function curve(scene: Scene, edge: Edge, place: number, count: number): { path: string; middle: Point } {
  const offset = (place - (count - 1) / 2) * STEP;
  // Two lines that run against each other must not change sides.
  const turned = edge.from > edge.to;
  const a = scene.spots.get(edge.from)!;
  const b = scene.spots.get(edge.to)!;
  const spread = (place - (count - 1) / 2) * Math.min(0.12, 18 / (Math.hypot(b.x - a.x, b.y - a.y) || 1));
  const part = 0.5 + (turned ? -spread : spread);
  if (scene.kind === "lanes" && Math.abs(a.x - b.x) > 30) return river(a, b, offset, part);
  if (scene.kind === "lanes") return aside(a, b, offset, part);
  return arc(a, b, turned ? -offset : offset, part);
}

/** From lane to lane: out of one upright, into the other upright. */
function river(a: Spot, b: Spot, offset: number, part: number) {
  const bend = 0.45 * (b.y - a.y);
  const one = { x: a.x + offset * 1.5, y: a.y + bend };
  const other = { x: b.x + offset * 1.5, y: b.y - bend };
  return cubic(a, one, other, b, part);
}

/** Between things that stand above each other: aside, or it would seem to touch what lies between. */
function aside(a: Spot, b: Spot, offset: number, part: number) {
  const out = Math.min(a.x, b.x) - 22 - Math.min(60, Math.abs(b.y - a.y) / 8) + offset * 1.4;
  return cubic(a, { x: out, y: a.y + (b.y - a.y) * 0.2 }, { x: out, y: b.y - (b.y - a.y) * 0.2 }, b, part);
}

function arc(a: Spot, b: Spot, offset: number, part: number) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
  const at = (way: number) => ({ x: a.x + (b.x - a.x) * way + nx * offset * 1.6, y: a.y + (b.y - a.y) * way + ny * offset * 1.6 });
  return cubic(a, at(0.3), at(0.7), b, part);
}

function cubic(a: Point, one: Point, other: Point, b: Point, part: number) {
  const left = 1 - part;
  const at = (key: "x" | "y") =>
    left ** 3 * a[key] + 3 * left ** 2 * part * one[key] + 3 * left * part ** 2 * other[key] + part ** 3 * b[key];
  const text = [one, other, b].map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(" ");
  return { path: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}C${text}`, middle: { x: at("x"), y: at("y") } };
}
