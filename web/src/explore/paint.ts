/** A scene painted as SVG; everything it needs stands in attributes, so it can be saved as it is. */

import { drawn } from "../dom";
import { FONT, LINE, SIZE } from "./letter";
import { bundle, curve, DASHES, mannerOf, MOST_PARALLEL, type Bundle, type Manner } from "./lines";
import { groupName, isDisputed, labelOf, statementOf, termOf, type Model } from "./model";
import type { Palette } from "./palette";
import type { Scene } from "./scene";
import { corners } from "./shapes";
import type { Point } from "./types";
import { inLanguage, say, tagOf } from "./words";

const SHAPE = 8;
const AIR = 6;

export interface Look {
  chosen: number[];
}

/** The ground, the lines and the things of a scene. */
export function paint(model: Model, scene: Scene, palette: Palette, look: Look): SVGGElement {
  const chosen = new Set(look.chosen.filter((number) => scene.spots.has(number)));
  const near = nearOf(scene, chosen);
  const bundles = bundle(model, scene.edges);
  return drawn(
    "g",
    { "font-family": FONT, "font-size": SIZE },
    paintGround(scene, palette),
    drawn("g", { class: "lines", fill: "none" }, ...bundles.map((one) => paintBundle(model, scene, palette, one, chosen, bundles.length))),
    drawn("g", { class: "nodes" }, ...scene.nodes.map((number) => paintNode(model, scene, palette, number, chosen, near))),
    paintHeadings(model, scene, palette),
  );
}

/** Arrow heads, one a colour. */
export function arrowHeads(palette: Palette): SVGDefsElement {
  const head = (name: string, colour: string) =>
    drawn(
      "marker",
      { id: `head-${name}`, viewBox: "0 0 8 8", refX: 17, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" },
      drawn("path", { d: "M0 0.5L8 4L0 7.5Z", fill: colour, "fill-opacity": name === "plain" ? 0.45 : 1 }),
    );
  return drawn("defs", {}, head("plain", palette.muted), head("chosen", palette.accent), head("alarm", palette.alarm));
}

function nearOf(scene: Scene, chosen: Set<number>): Set<number> | null {
  if (!chosen.size) return null;
  const near = new Set(chosen);
  for (const { from, to } of scene.edges) {
    if (chosen.size > 1) continue;
    if (chosen.has(from)) near.add(to);
    if (chosen.has(to)) near.add(from);
  }
  return near;
}

function paintGround(scene: Scene, palette: Palette): SVGGElement {
  const { lanes, radii } = scene.ground;
  const parts: Node[] = radii.map(({ x, y }) => drawn("ellipse", { rx: x, ry: y, fill: "none", stroke: palette.rule }));
  if (lanes) {
    const wide = lanes.width + 40;
    lanes.lanes.forEach(({ start, size }, i) => {
      if (i % 2 === 0) parts.push(drawn("rect", { x: -20, y: start, width: wide, height: size, fill: palette.panel }));
    });
    lanes.columns.forEach(({ start }, i) => {
      if (i) parts.push(drawn("path", { d: `M${start - 13} -26V${lanes.height}`, stroke: palette.rule }));
    });
  }
  return drawn("g", { class: "ground" }, ...parts);
}

/** Years above and kinds at the left; the stage keeps them in sight, see `Stage`. */
function paintHeadings(model: Model, scene: Scene, palette: Palette): SVGGElement {
  const { lanes, columns } = scene.ground;
  const halo = { "font-weight": 600, stroke: palette.paper, "stroke-width": 5, "stroke-linejoin": "round", "paint-order": "stroke" };
  const years = (lanes?.columns ?? []).map(({ number, start, size }) => {
    const column = columns[number];
    const name = !column ? say("no_year") : column[0] === column[1] ? String(column[0]) : `${column[0]}–${column[1]}`;
    const place = { "data-column": start, "data-size": size, x: start + size / 2, y: -9, "text-anchor": "middle" };
    return drawn("text", { ...place, ...halo, fill: palette.ink }, name);
  });
  const kinds = (lanes?.lanes ?? []).map(({ number, start, size }) => {
    const place = { "data-lane": start, "data-size": size, x: -10, y: start + 17 };
    return drawn("text", { ...place, ...halo, "font-size": 12, fill: palette.muted }, inLanguage(Object.values(model.lanes)[number], ""));
  });
  return drawn("g", { class: "headings" }, ...years, ...kinds);
}

function paintBundle(model: Model, scene: Scene, palette: Palette, { a, b, edges }: Bundle, chosen: Set<number>, crowd: number): SVGGElement {
  const isChosen = chosen.size === 2 ? chosen.has(a) && chosen.has(b) : chosen.has(a) || chosen.has(b);
  const isSpoke = scene.kind !== "rings" || a === scene.middle || b === scene.middle;
  const isMarked = isDisputed(statementOf(model, edges[0]!));
  const calm = crowd > 700 ? 0.22 : crowd > 350 ? 0.35 : 0.6;
  const opacity = isChosen ? 1 : chosen.size ? 0.1 : isMarked ? 0.85 : isSpoke ? calm : 0.25;
  const shown = edges.slice(0, MOST_PARALLEL);
  // Not of the group as a whole: hundreds of layers over one another tint the ground of dark pictures.
  const group = drawn("g", { class: "line", "data-pair": `${a}|${b}`, "stroke-opacity": opacity, "fill-opacity": opacity });
  const marks: Node[] = [];
  let middle = null;
  for (const [place, edge] of shown.entries()) {
    const manner = mannerOf(model, edge);
    const isAlarm = manner === "disputed" || manner === "contradicted";
    const { path, middle: at } = curve(scene, edge, place, shown.length);
    middle = at;
    const head = isAlarm ? "alarm" : isChosen ? "chosen" : "plain";
    group.append(
      drawn("path", {
        d: path,
        stroke: isAlarm ? palette.alarm : isChosen ? palette.accent : palette.muted,
        "stroke-width": isAlarm || isChosen ? 1.8 : 1,
        "stroke-dasharray": DASHES[manner],
        "marker-end": opacity > 0.1 ? `url(#head-${head})` : "none",
      }),
    );
    if (isAlarm) marks.push(mark(at, manner, palette));
  }
  const spine = curve(scene, edges[0]!, 0, 1);
  group.append(...marks, drawn("path", { class: "hit", d: spine.path, stroke: "transparent", "stroke-width": 12 }));
  if (scene.kind === "path" && middle) group.append(relation(middle, termOf(model, edges[0]!.p), palette));
  if (edges.length > MOST_PARALLEL && middle) group.append(badge(middle, `×${edges.length}`, palette, opacity > 0.1));
  group.append(drawn("title", {}, bundleTitle(model, { a, b, edges })));
  return group;
}

/** What is disputed carries a sign: ? disputed, ≠ contradicted. */
function mark(at: Point, manner: Manner, palette: Palette): SVGGElement {
  return drawn(
    "g",
    { class: "mark" },
    drawn("circle", { cx: at.x, cy: at.y, r: 7, fill: palette.paper, stroke: palette.alarm, "stroke-width": 1.5 }),
    drawn("text", { x: at.x, y: at.y + 4, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: palette.alarm }, manner === "contradicted" ? "≠" : "?"),
  );
}

/** What a step of a path says. */
function relation(at: Point, text: string, palette: Palette): SVGTextElement {
  const halo = { stroke: palette.paper, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return drawn("text", { x: at.x, y: at.y - 9, "text-anchor": "middle", "font-size": 11, fill: palette.muted, ...halo }, text);
}

/** How many lines a bundle stands for: words to read, however faint the line. */
function badge(at: Point, text: string, palette: Palette, isStrong: boolean): SVGGElement {
  return drawn(
    "g",
    isStrong ? { "stroke-opacity": 1, "fill-opacity": 1 } : {},
    drawn("rect", { x: at.x - 14, y: at.y - 8, width: 28, height: 16, rx: 8, fill: palette.paper, stroke: palette.muted }),
    drawn("text", { x: at.x, y: at.y + 4, "text-anchor": "middle", "font-size": 11, fill: palette.ink }, text),
  );
}

export function bundleTitle(model: Model, { a, b, edges }: Bundle): string {
  const counts = new Map<string, number>();
  for (const edge of edges) {
    const manner = mannerOf(model, edge);
    const words = [termOf(model, edge.p), ...(manner === "said" ? [] : [say(`manner.${manner}`)])].join(", ");
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...counts].map(([words, count]) => (count > 1 ? `${words} ×${count}` : words));
  return `${labelOf(model.things[a]!)} – ${labelOf(model.things[b]!)}: ${parts.join("; ")}`;
}

function paintNode(model: Model, scene: Scene, palette: Palette, number: number, chosen: Set<number>, near: Set<number> | null): SVGGElement {
  const thing = model.things[number]!;
  const group = model.groupOf.get(thing.group);
  const { x, y, side } = scene.spots.get(number)!;
  const strong = chosen.has(number) || scene.middle === number;
  const label = labelOf(thing);
  const name = [label, groupName(model, thing.group), thing.year === undefined ? "" : String(thing.year)].filter(Boolean).join(", ");
  const isBorrowed = scene.kind === "lanes" && thing.placed !== undefined;
  const node = drawn(
    "g",
    { class: "node", "data-number": number, role: "button", tabindex: -1, "aria-label": name, "aria-pressed": String(chosen.has(number)), opacity: near && !near.has(number) ? 0.25 : 1 },
    drawn("title", {}, name),
    drawn("polygon", {
      points: corners(group?.shape ?? "circle", x, y, strong ? SHAPE * 1.35 : SHAPE),
      fill: palette.dark ? (group?.dark ?? palette.muted) : (group?.light ?? palette.muted),
      stroke: strong ? palette.accent : palette.muted,
      "stroke-width": strong ? 2.5 : 1,
    }),
  );
  const lines = scene.lines.get(number) ?? [];
  const isMiddle = scene.middle === number || scene.kind === "path";
  const anchor = isMiddle ? "middle" : side === "left" ? "end" : "start";
  const left = isMiddle ? x : side === "left" ? x - SHAPE - AIR : x + SHAPE + AIR;
  const above = scene.relations.get(number);
  const all = [...(above ? [{ text: above, small: true }] : []), ...lines.map((text) => ({ text, small: false }))];
  const top = isMiddle ? y + 26 : y - ((all.length - 1) * LINE) / 2 + SIZE * 0.35;
  for (const [row, { text, small }] of all.entries()) {
    node.append(
      drawn(
        "text",
        {
          x: left, y: top + row * LINE, "text-anchor": anchor, lang: small ? null : tagOf(label),
          "font-size": small ? 11 : null, "font-weight": strong && !small ? 600 : null, "font-style": isBorrowed ? "italic" : null,
          fill: small || isBorrowed ? palette.muted : palette.ink,
          stroke: palette.paper, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke",
        },
        text,
      ),
    );
  }
  return node;
}
