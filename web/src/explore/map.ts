/** The map of everything that matches: dots in lanes by year, on canvas; names on pointing. */

import { element } from "../dom";
import type { Result } from "./choice";
import { groupName, labelOf, type Model } from "./model";
import type { Palette } from "./palette";
import { corners } from "./shapes";
import { change } from "./state";
import { say, inLanguage } from "./words";

const LEFT = 96;
const TOP = 22;
const CELL = 9;
const LEAST = 32;

interface Dot {
  number: number;
  x: number;
  y: number;
}

/** Draw the map into a box as wide as the box. */
export function drawMap(model: Model, result: Result, palette: Palette, box: HTMLElement): void {
  const width = Math.max(760, box.clientWidth);
  const { dots, lanes, columns, height } = place(model, result, width);
  const canvas = element("canvas", { class: "all", role: "img", "aria-label": say("says.map", { things: result.matched.length }) });
  const ratio = devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d")!;
  context.scale(ratio, ratio);
  context.font = '12px "Noto Sans", "Noto Sans CJK SC", sans-serif';
  lanes.forEach(({ name, top, size }, i) => {
    context.fillStyle = palette.panel;
    if (i % 2 === 0) context.fillRect(0, top, width, size);
    context.fillStyle = palette.muted;
    context.fillText(inLanguage(model.lanes[name], name), 4, top + 14, LEFT - 8);
  });
  context.fillStyle = palette.ink;
  for (const { name, x } of columns) context.fillText(name, x, 14);
  const at = new Map(dots.map((dot) => [dot.number, dot]));
  context.globalAlpha = 0.07;
  context.strokeStyle = palette.muted;
  context.beginPath();
  for (const { from, to } of result.edges) {
    const [a, b] = [at.get(from), at.get(to)];
    if (!a || !b) continue;
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }
  context.stroke();
  context.globalAlpha = 1;
  for (const { number, x, y } of dots) {
    const group = model.groupOf.get(model.things[number]!.group)!;
    context.fillStyle = palette.dark ? group.dark : group.light;
    context.fill(new Path2D(`M${corners(group.shape, x, y, 3.6)}Z`));
  }
  const name = element("p", { class: "pointed", "aria-live": "off" }, say("map_hint"));
  const nearest = (event: MouseEvent) => {
    const bounds = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - bounds.left, event.clientY - bounds.top];
    const distance = (dot: Dot) => Math.hypot(dot.x - x, dot.y - y);
    const found = dots.reduce<Dot | null>((best, dot) => (distance(dot) < (best ? distance(best) : 9) ? dot : best), null);
    return found ? model.things[found.number]! : null;
  };
  canvas.addEventListener("pointermove", (event) => {
    const thing = nearest(event);
    name.textContent = thing ? `${labelOf(thing)} (${groupName(model, thing.group)}${thing.at === undefined ? "" : `, ${thing.at}`})` : say("map_hint");
  });
  canvas.addEventListener("click", (event) => {
    const thing = nearest(event);
    if (thing) change({ id: thing.id });
  });
  box.replaceChildren(name, canvas);
}

function place(model: Model, result: Result, width: number) {
  const years = result.matched.flatMap((number) => model.things[number]!.at ?? []);
  const marks = [...new Set(years)].sort((a, b) => a - b);
  const busy = marks.filter((year) => years.filter((one) => one === year).length >= 4);
  const names = [...busy.map(String), "…", say("no_year")];
  const column = (at: number | undefined) => (at === undefined ? names.length - 1 : busy.includes(at) ? busy.indexOf(at) : names.length - 2);
  const cells = new Map<string, number[]>();
  for (const number of result.matched) {
    const thing = model.things[number]!;
    const key = `${model.groupOf.get(thing.group)!.lane} ${column(thing.at)}`;
    cells.set(key, [...(cells.get(key) ?? []), number]);
  }
  // Each column has room for its name; the rest is shared by the root of what they hold.
  const weights = names.map((_, i) => Math.max(0, ...[...cells].filter(([key]) => key.endsWith(` ${i}`)).map(([, cell]) => Math.sqrt(cell.length))));
  const unit = Math.max(0, width - LEFT - 8 - names.length * LEAST) / (weights.reduce((sum, one) => sum + one, 0) || 1);
  const sizes = weights.map((weight) => LEAST + weight * unit);
  const starts = sizes.map((_, i) => LEFT + sizes.slice(0, i).reduce((sum, one) => sum + one, 0));
  const dots: Dot[] = [];
  const lanes: { name: string; top: number; size: number }[] = [];
  let top = TOP;
  for (const lane of Object.keys(model.lanes)) {
    let rows = 0;
    names.forEach((_, i) => {
      const across = Math.max(1, Math.floor((sizes[i]! - 6) / CELL));
      (cells.get(`${lane} ${i}`) ?? []).forEach((number, rank) => {
        const row = Math.floor(rank / across);
        rows = Math.max(rows, row + 1);
        dots.push({ number, x: starts[i]! + 5 + (rank % across) * CELL, y: top + 10 + row * CELL });
      });
    });
    if (!rows) continue;
    const size = Math.max(22, rows * CELL + 12);
    lanes.push({ name: lane, top, size });
    top += size;
  }
  return { dots, lanes, columns: names.map((name, i) => ({ name, x: starts[i]! })), height: top + 4 };
}
