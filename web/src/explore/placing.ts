/** Where everything that matches stands on the map: a lane a kind, a column a year. */

import type { Result } from "./choice";
import type { Model } from "./model";
import { say } from "./words";

/** From one thing to the next. */
export const CELL = 9;
const LEAST_COLUMN = 32;
const LEAST_LANE = 32;
/** A year with fewer things shares a column with others. */
const BUSY = 4;

export interface Dot {
  number: number;
  x: number;
  y: number;
}

export interface Placing {
  /** The best linked first. */
  dots: Dot[];
  lanes: { name: string; top: number; size: number }[];
  columns: { name: string; left: number; size: number }[];
  width: number;
  height: number;
}

type Cells = Map<string, Map<number, number[]>>;

/** Place what matches, in the width at which it fills a box best. */
export function placeAll(model: Model, result: Result, box: { width: number; height: number }): Placing {
  const { cells, names } = sortIn(model, result);
  const scale = (placing: Placing) => Math.min(box.width / placing.width, box.height / placing.height);
  const least = names.length * LEAST_COLUMN;
  const tried = Array.from({ length: 60 }, (_, step) => lay(cells, names, least * 1.05 ** step));
  const best = tried.reduce((one, other) => (scale(other) > scale(one) ? other : one));
  const rank = new Map(result.matched.map((number, place) => [number, place]));
  fill(best, cells);
  best.dots.sort((a, b) => rank.get(a.number)! - rank.get(b.number)!);
  return best;
}

function sortIn(model: Model, result: Result): { cells: Cells; names: string[] } {
  const counts = new Map<number, number>();
  for (const number of result.matched) {
    const { at } = model.things[number]!;
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const busy = [...counts].filter(([, count]) => count >= BUSY).map(([year]) => year).sort((a, b) => a - b);
  const columnOf = new Map(busy.map((year, column) => [year, column]));
  const cells: Cells = new Map(Object.keys(model.lanes).map((lane) => [lane, new Map()]));
  for (const number of result.matched) {
    const { at, group } = model.things[number]!;
    const lane = cells.get(model.groupOf.get(group)!.lane)!;
    const column = at === undefined ? busy.length + 1 : (columnOf.get(at) ?? busy.length);
    const cell = lane.get(column);
    if (cell) cell.push(number);
    else lane.set(column, [number]);
  }
  return { cells, names: [...busy.map(String), "…", say("no_year")] };
}

/** Each column has room for its name; the rest is shared by the root of what they hold. */
function lay(cells: Cells, names: string[], width: number): Placing {
  const roots = names.map((_, column) => Math.max(0, ...[...cells.values()].map((lane) => Math.sqrt(lane.get(column)?.length ?? 0))));
  const unit = Math.max(0, width - names.length * LEAST_COLUMN) / (roots.reduce((sum, one) => sum + one, 0) || 1);
  const columns: Placing["columns"] = [];
  let left = 0;
  names.forEach((name, column) => {
    const size = LEAST_COLUMN + roots[column]! * unit;
    columns.push({ name, left, size });
    left += size;
  });
  const lanes: Placing["lanes"] = [];
  let top = 0;
  for (const [name, lane] of cells) {
    if (!lane.size) continue;
    const rows = Math.max(...[...lane].map(([column, cell]) => Math.ceil(cell.length / across(columns[column]!.size))));
    const size = Math.max(LEAST_LANE, rows * CELL + 12);
    lanes.push({ name, top, size });
    top += size;
  }
  return { dots: [], lanes, columns, width: left, height: top };
}

function across(size: number): number {
  return Math.max(1, Math.floor((size - 6) / CELL));
}

function fill(placing: Placing, cells: Cells): void {
  for (const { name, top } of placing.lanes) {
    for (const [column, cell] of cells.get(name)!) {
      const { left, size } = placing.columns[column]!;
      const count = across(size);
      cell.forEach((number, place) => {
        placing.dots.push({ number, x: left + 7 + (place % count) * CELL, y: top + 10 + Math.floor(place / count) * CELL });
      });
    }
  }
}
