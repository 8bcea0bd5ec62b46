/** Rings: one thing in the middle, its neighbours, theirs; as taobao_kg/show/rings.py. */

import type { Point } from "./types";

const RING_WIDTH = 250;
const MIDDLE_GAP = 30;

export interface Ringed {
  number: number;
  ring: number;
  height: number;
  parent: number;
}

/** Where a shape lies, and the side of it on which its name stands. */
export interface Spot extends Point {
  side: "left" | "right";
}

/** Places by number, and half width and half height of each ring, the innermost first. */
export function placeRings(items: Ringed[]): { spots: Map<number, Spot>; radii: Point[] } {
  const spots = new Map<number, Spot>();
  for (const item of items) if (item.ring === 0) spots.set(item.number, { x: 0, y: 0, side: "right" });
  const radii: Point[] = [];
  for (const ring of [...new Set(items.map((item) => item.ring))].sort((a, b) => a - b)) {
    if (ring === 0) continue;
    const { right, left } = splitSides(items.filter((item) => item.ring === ring), spots);
    const inner = radii.at(-1) ?? { x: 0, y: 0 };
    const tall = Math.max(heightOf(right), heightOf(left));
    const high = Math.max(Math.ceil(tall / 2 / 0.94), Math.ceil(inner.y * 1.2) + 40, 215);
    const across = inner.x + RING_WIDTH;
    radii.push({ x: across, y: high });
    bend(right, "right", across, high, spots);
    bend(left, "left", across, high, spots);
  }
  return { spots, radii };
}

/** The right and the left stack, each from top to bottom; outer things stay beside their parent. */
function splitSides(members: Ringed[], spots: Map<number, Spot>): { right: Ringed[]; left: Ringed[] } {
  if (members.every((item) => item.ring === 1)) {
    const half = Math.ceil(members.length / 2);
    return { right: members.slice(0, half), left: members.slice(half) };
  }
  const parent = (item: Ringed) => spots.get(item.parent) ?? { x: 0, y: 0, side: "right" as const };
  const sorted = [...members].sort((a, b) => parent(a).y - parent(b).y);
  return {
    right: sorted.filter((item) => parent(item).side === "right"),
    left: sorted.filter((item) => parent(item).side === "left"),
  };
}

function heightOf(stack: Ringed[]): number {
  return stack.reduce((sum, item) => sum + item.height, 0);
}

/** Spread a stack over the height of its ring and bend it outwards. */
function bend(stack: Ringed[], side: "left" | "right", across: number, high: number, spots: Map<number, Spot>): void {
  const spare = 2 * high * 0.94 - heightOf(stack);
  const air = stack.length ? Math.min(spare / (stack.length + 1), 64) : 0;
  let y = -(heightOf(stack) + air * (stack.length - 1)) / 2;
  for (const item of stack) {
    const middle = y + item.height / 2;
    const x = MIDDLE_GAP + (across - MIDDLE_GAP) * Math.sqrt(Math.max(0, 1 - (middle / high) ** 2));
    spots.set(item.number, { x: Math.round(side === "right" ? x : -x), y: Math.round(middle), side });
    y += item.height + air;
  }
}
