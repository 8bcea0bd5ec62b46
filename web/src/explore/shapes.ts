/** One shape a kind of thing, so that colour is never the only sign. */

const round = (n: number, turn = 0, x = 1, y = 1): [number, number][] =>
  Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n + turn;
    return [x * Math.sin(angle), -y * Math.cos(angle)];
  });

const SHAPES: Record<string, [number, number][]> = {
  circle: round(24),
  square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  triangle: [[0, -1], [1, 0.8], [-1, 0.8]],
  wedge: [[0, 1], [1, -0.8], [-1, -0.8]],
  star: Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 ? 0.5 : 1.15;
    return [radius * Math.sin((Math.PI * i) / 5), -radius * Math.cos((Math.PI * i) / 5)];
  }),
  hexagon: round(6, Math.PI / 6),
  pentagon: round(5),
  diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  cross: [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35], [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35]],
  ellipse: round(24, 0, 1.15, 0.65),
  bars: [[-1, 0.9], [-1, 0.1], [-0.4, 0.1], [-0.4, -0.4], [0.3, -0.4], [0.3, -1], [1, -1], [1, 0.9]],
  sheet: [[-0.75, -1], [0.25, -1], [0.75, -0.5], [0.75, 1], [-0.75, 1]],
};

/** The corners of a shape around a point, as `points` of an SVG polygon wants them. */
export function corners(name: string, x: number, y: number, size: number): string {
  const shape = (Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined) ?? SHAPES.circle!;
  return shape.map(([dx, dy]) => `${(x + dx * size).toFixed(1)},${(y + dy * size).toFixed(1)}`).join(" ");
}
