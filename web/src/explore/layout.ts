/** Lanes: years from left to right, one lane a kind of thing; as taobao_kg/show/layout.py. */

import type { Point } from "./types";

export const CELL = 184;
export const GAP = 26;
const TITLE = 26;
const PADDING = 8;
const SCREEN = { x: 1180, y: 760 };
const MOST_ROWS = 14;
const FEWEST_ROWS = 3;
const COLUMN_SIZE = 7;

export interface Item {
  number: number;
  lane: number;
  column: number;
  height: number;
}

/** A lane or column: which one, where it begins, how big it is. */
export interface Band {
  number: number;
  start: number;
  size: number;
}

export interface Lanes {
  places: Map<number, Point>;
  lanes: Band[];
  columns: Band[];
  width: number;
  height: number;
}

/** First and last year of each column: sparse times share one, busy years have their own. */
export function divideYears(years: number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  const columns: { first: number; last: number; size: number }[] = [];
  for (const [year, count] of [...counts].sort((a, b) => a[0] - b[0])) {
    const last = columns.at(-1);
    if (last && count < COLUMN_SIZE && last.size < COLUMN_SIZE) {
      last.last = year;
      last.size += count;
    } else columns.push({ first: year, last: year, size: count });
  }
  return columns.map(({ first, last }) => [first, last]);
}

/** Place things so that no two share room; `undated` is the column of those without a year. */
export function packLanes(items: Item[], undated: number): Lanes {
  let best = pack(items, undated, 1);
  let largest = 0;
  for (let rows = 2; rows <= MOST_ROWS; rows += 1) {
    const packed = pack(items, undated, rows);
    const last = packed.columns.filter((band) => band.number !== undated).at(-1);
    const width = last ? last.start + last.size : packed.width;
    const scale = Math.min(SCREEN.x / width, SCREEN.y / packed.height);
    if (scale > largest) [best, largest] = [packed, scale];
  }
  return best;
}

function pack(items: Item[], undated: number, rows: number): Lanes {
  const cells = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.lane} ${item.column}`;
    cells.set(key, [...(cells.get(key) ?? []), item]);
  }
  const columns = columnBands([...cells.values()], undated, rows);
  const lanes: Band[] = [];
  const places = new Map<number, Point>();
  let top = 0;
  for (const lane of [...new Set(items.map((item) => item.lane))].sort((a, b) => a - b)) {
    let height = 0;
    for (const column of columns) {
      const cell = cells.get(`${lane} ${column.number}`) ?? [];
      const fewest = column.number === undated ? FEWEST_ROWS : 1;
      height = Math.max(height, fillCell(cell, column, fewest, top + TITLE, places) - top);
    }
    lanes.push({ number: lane, start: top, size: height + PADDING });
    top += height + PADDING;
  }
  const last = columns.at(-1);
  return { places, lanes, columns, width: last ? last.start + last.size : 1, height: Math.max(top, 1) };
}

function columnBands(cells: Item[][], undated: number, rows: number): Band[] {
  const stacks = new Map<number, number>();
  const deep = new Map<number, number>();
  for (const cell of cells) {
    const { lane, column } = cell[0]!;
    if (column === undated) continue;
    stacks.set(column, Math.max(stacks.get(column) ?? 1, Math.ceil(cell.length / rows)));
    deep.set(lane, Math.max(deep.get(lane) ?? FEWEST_ROWS, Math.min(cell.length, rows)));
  }
  const isDated = stacks.size > 0;
  for (const cell of cells) {
    const { lane, column } = cell[0]!;
    if (column !== undated) continue;
    const needed = Math.ceil(cell.length / (isDated ? (deep.get(lane) ?? FEWEST_ROWS) : rows));
    stacks.set(undated, Math.max(stacks.get(undated) ?? 1, needed));
  }
  const bands: Band[] = [];
  let left = 0;
  for (const [number, count] of [...stacks].sort((a, b) => a[0] - b[0])) {
    bands.push({ number, start: left, size: count * CELL });
    left += count * CELL + GAP;
  }
  return bands;
}

/** Stack the things of one cell; return where the deepest stack ends. */
function fillCell(items: Item[], column: Band, fewest: number, top: number, places: Map<number, Point>): number {
  const stacks = column.size / CELL;
  const rows = Math.max(fewest, Math.ceil(items.length / stacks));
  let deepest = top;
  for (let stack = 0; stack < stacks; stack += 1) {
    let y = top;
    for (const item of items.slice(stack * rows, (stack + 1) * rows)) {
      places.set(item.number, { x: column.start + stack * CELL + 14, y: y + item.height / 2 });
      y += item.height;
    }
    deepest = Math.max(deepest, y);
  }
  return deepest;
}
