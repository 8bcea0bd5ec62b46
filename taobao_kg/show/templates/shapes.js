// One shape a kind of thing, as corners on a square of -1 to 1; canvas and SVG draw the same.

const round = (n, turn = 0, x = 1, y = 1) =>
  Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n + turn;
    return [x * Math.sin(angle), -y * Math.cos(angle)];
  });

const SHAPES = {
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

/** Corners of a shape around a point. */
function corners(name, x, y, size) {
  return (SHAPES[name] ?? SHAPES.circle).map(([dx, dy]) => [x + dx * size, y + dy * size]);
}

/** A small picture of a shape for the legend and the lists. */
function shapeIcon(group) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const polygon = document.createElementNS(space, "polygon");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  polygon.setAttribute("points", corners(GROUPS.get(group).shape, 0, 0, 1).map((p) => p.map((n) => n.toFixed(2)).join(",")).join(" "));
  polygon.style.setProperty("--light", GROUPS.get(group).light);
  polygon.style.setProperty("--dark", GROUPS.get(group).dark);
  svg.append(polygon);
  return svg;
}
