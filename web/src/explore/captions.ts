/** What stands in words on the map: lanes and years kept in sight, names where there is room. */

import { FONT, wrap, widthOf } from "./letter";
import { groupName, labelOf, type Model } from "./model";
import type { Palette } from "./palette";
import type { Dot, Placing } from "./placing";
import { shapeOf } from "./shapes";
import { inLanguage } from "./words";

/** Pixels kept free for the years, and at most for the lanes. */
export const HEAD = 24;
const NAME_WIDTH = 190;
const NAME_LINE = 16;
/** The best linked things in sight bear their names though they cover others. */
const LANDMARKS = 10;
const MOST_TRIED = 400;

/** What is in sight: `x * scale + left` is where something stands, in pixels. */
export interface Sight {
  width: number;
  height: number;
  scale: number;
  left: number;
  top: number;
  /** Half the size of a sign, in pixels. */
  radius: number;
}

/** Pixels kept free at the left. */
export function gutterOf(width: number): number {
  return Math.round(Math.min(112, Math.max(88, width * 0.19)));
}

/** Lanes as bands and columns as lines, below everything. */
export function drawGround(context: CanvasRenderingContext2D, placing: Placing, palette: Palette, sight: Sight): void {
  const { scale, left, top, width, height } = sight;
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  const [from, to] = [left, left + placing.width * scale];
  context.fillStyle = palette.panel;
  placing.lanes.forEach((lane, i) => {
    if (i % 2 === 0) context.fillRect(0, lane.top * scale + top, Math.max(to, width), lane.size * scale);
  });
  context.strokeStyle = palette.rule;
  context.beginPath();
  for (const column of placing.columns) {
    const x = Math.round(column.left * scale + left) + 0.5;
    if (x < from - 1 || x > width) continue;
    context.moveTo(x, top);
    context.lineTo(x, placing.height * scale + top);
  }
  context.stroke();
}

/** Years above and lanes at the left, over what moves below them. */
export function drawHeadings(context: CanvasRenderingContext2D, model: Model, placing: Placing, palette: Palette, sight: Sight): void {
  const { width, height } = sight;
  const gutter = gutterOf(width);
  context.globalAlpha = 0.88;
  context.fillStyle = palette.paper;
  context.fillRect(0, HEAD, gutter - 4, height);
  context.fillRect(0, 0, width, HEAD);
  context.globalAlpha = 1;
  context.textBaseline = "middle";
  drawYears(context, placing, palette, sight, gutter);
  context.textAlign = "left";
  context.font = `600 12px ${FONT}`;
  context.fillStyle = palette.muted;
  let free = HEAD;
  for (const lane of placing.lanes) {
    const [from, to] = [Math.max(free, lane.top * sight.scale + sight.top), Math.min(height, (lane.top + lane.size) * sight.scale + sight.top)];
    if (to - from < 12) continue;
    const lines = wrap(inLanguage(model.lanes[lane.name], lane.name), gutter - 8, Math.max(1, Math.min(3, Math.floor((to - from) / 14))));
    lines.forEach((line, row) => context.fillText(line, 6, from + 9 + row * 14));
    free = from + lines.length * 14 + 2;
  }
}

/** The widest columns have their names first. */
function drawYears(context: CanvasRenderingContext2D, placing: Placing, palette: Palette, sight: Sight, gutter: number): void {
  context.textAlign = "center";
  context.font = `600 13px ${FONT}`;
  context.fillStyle = palette.ink;
  const taken: [number, number][] = [];
  for (const { name, left, size } of [...placing.columns].sort((a, b) => b.size - a.size || b.left - a.left)) {
    const [from, to] = [Math.max(gutter, left * sight.scale + sight.left), Math.min(sight.width - 2, (left + size) * sight.scale + sight.left)];
    const half = widthOf(name) * 0.53 + 2;
    const at = (from + to) / 2;
    if (to <= from || at - half < 0 || at + half > sight.width || taken.some(([a, b]) => at - half < b && at + half > a)) continue;
    taken.push([at - half, at + half]);
    context.fillText(name, at, HEAD / 2);
  }
}

/** Names beside what is chosen, what is best linked, and what has room; a line around what is chosen. */
export function drawNames(context: CanvasRenderingContext2D, model: Model, placing: Placing, palette: Palette, sight: Sight, chosen: Set<number>): void {
  const { scale, left, top, width, height, radius } = sight;
  const gutter = gutterOf(width);
  const seen = placing.dots.flatMap(({ number, x, y }) => {
    const spot = { number, x: x * scale + left, y: y * scale + top };
    return spot.x > gutter && spot.x < width && spot.y > HEAD && spot.y < height ? [spot] : [];
  });
  const rows = new Map<number, number[]>();
  for (const { x, y } of seen) {
    const row = Math.floor(y / NAME_LINE);
    if (!rows.has(row)) rows.set(row, []);
    rows.get(row)!.push(x);
  }
  const taken: { x: number; y: number; right: number }[] = [];
  const ranked = [...seen.filter(({ number }) => chosen.has(number)), ...seen.filter(({ number }) => !chosen.has(number)).slice(0, MOST_TRIED)];
  context.textAlign = "left";
  context.textBaseline = "middle";
  ranked.forEach(({ number, x, y }, place) => {
    const isChosen = chosen.has(number);
    const text = wrap(labelOf(model.things[number]!), NAME_WIDTH, 1)[0]!;
    const long = widthOf(text) * (isChosen ? 1.06 : 1);
    const away = radius * (isChosen ? 1.7 : 1.2) + 4;
    const inside = [x + away, x - away - long].filter((start) => start > gutter && start + long < width);
    const free = inside.filter((start) => !taken.some((one) => Math.abs(one.y - y) < NAME_LINE && one.x < start + long + 8 && start < one.right + 8));
    const start = free.find((one) => !covers(rows, one, one + long, y, radius)) ?? (isChosen || place < LANDMARKS ? free[0] : undefined);
    if (isChosen) outline(context, model, palette, { number, x, y }, radius * 1.5);
    if (start === undefined) return;
    taken.push({ x: start, y, right: start + long });
    context.font = `${isChosen ? 600 : 400} 13px ${FONT}`;
    context.strokeStyle = palette.paper;
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeText(text, start, y);
    context.fillStyle = palette.ink;
    context.fillText(text, start, y);
  });
}

function covers(rows: Map<number, number[]>, start: number, right: number, y: number, radius: number): boolean {
  const reach = NAME_LINE / 2 + radius;
  for (let row = Math.floor((y - reach) / NAME_LINE); row <= Math.floor((y + reach) / NAME_LINE); row++) {
    if (rows.get(row)?.some((x) => x > start - radius && x < right + radius)) return true;
  }
  return false;
}

function outline(context: CanvasRenderingContext2D, model: Model, palette: Palette, { number, x, y }: Dot, size: number): void {
  const { shape } = model.groupOf.get(model.things[number]!.group)!;
  context.strokeStyle = palette.accent;
  context.lineWidth = 2.5;
  context.beginPath();
  for (const [dx, dy] of shapeOf(shape)) context.lineTo(x + dx * size, y + dy * size);
  context.closePath();
  context.stroke();
}

/** The whole name of what is pointed at, with its kind and year, in a box. */
export function drawPointed(context: CanvasRenderingContext2D, model: Model, palette: Palette, sight: Sight, { number, x, y }: Dot): void {
  const thing = model.things[number]!;
  const lines = wrap(labelOf(thing), Math.min(320, sight.width - 40), 4);
  const kind = [groupName(model, thing.group), thing.at === undefined ? "" : String(thing.at)].filter(Boolean).join(", ");
  const wide = Math.max(...lines.map(widthOf), widthOf(kind)) + 16;
  const high = (lines.length + 1) * NAME_LINE + 10;
  const beside = x + sight.radius + 6;
  const left = beside + wide < sight.width ? beside : Math.max(2, x - sight.radius - 6 - wide);
  const above = Math.min(Math.max(2, y - high / 2), sight.height - high - 2);
  context.fillStyle = palette.paper;
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left, above, wide, high, 4);
  context.fill();
  context.stroke();
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = palette.ink;
  context.font = `600 13px ${FONT}`;
  lines.forEach((line, row) => context.fillText(line, left + 8, above + 13 + row * NAME_LINE));
  context.fillStyle = palette.muted;
  context.font = `400 12px ${FONT}`;
  context.fillText(kind, left + 8, above + 13 + lines.length * NAME_LINE);
  outline(context, model, palette, { number, x, y }, sight.radius * 1.3);
}
