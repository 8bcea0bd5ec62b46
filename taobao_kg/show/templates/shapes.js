// One shape a kind of thing; SHAPES has their corners, from taobao_kg/show/shapes.json. Canvas and
// SVG draw the same.

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
