/** The shortest ways between two things along lines. */

import type { Edge } from "./types";

/**
 * Everything that lies on a shortest way between two things: layers, the first holds `a`, the
 * last `b`; lines are walked both ways. Null when no way leads there.
 */
export function shortestWays(edges: Edge[], a: number, b: number): number[][] | null {
  const near = new Map<number, Set<number>>();
  const link = (one: number, other: number) => near.set(one, (near.get(one) ?? new Set()).add(other));
  for (const { from, to } of edges) {
    link(from, to);
    link(to, from);
  }
  const fromA = distances(near, a);
  const fromB = distances(near, b);
  const length = fromA.get(b);
  if (length === undefined) return null;
  const layers: number[][] = Array.from({ length: length + 1 }, () => []);
  for (const [number, distance] of fromA) {
    if (distance + (fromB.get(number) ?? Infinity) === length) layers[distance]!.push(number);
  }
  return layers;
}

function distances(near: Map<number, Set<number>>, start: number): Map<number, number> {
  const found = new Map([[start, 0]]);
  let wave = [start];
  for (let distance = 1; wave.length; distance += 1) {
    const next: number[] = [];
    for (const number of wave) {
      for (const other of near.get(number) ?? []) {
        if (found.has(other)) continue;
        found.set(other, distance);
        next.push(other);
      }
    }
    wave = next;
  }
  return found;
}
