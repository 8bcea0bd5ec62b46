/** One shape a kind of thing, so that colour is never the only sign. */

import shapes from "../../../taobao_kg/show/shapes.json";

export const SHAPES = shapes as unknown as Record<string, [number, number][]>;

/** The corners of a shape around a point, as `points` of an SVG polygon wants them. */
export function corners(name: string, x: number, y: number, size: number): string {
  return shapeOf(name).map(([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`).join(" ");
}

/** The corners of a shape of size one around nothing; those of a circle when it has no such name. */
export function shapeOf(name: string): [number, number][] {
  return (Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined) ?? SHAPES.circle!;
}
