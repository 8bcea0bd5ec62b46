// Lanes packed again after a filter; the same steps and numbers as taobao_kg/show/layout.py.

const CELL_WIDTH = 184;
const COLUMN_GAP = 26;
const LANE_TITLE = 26;
const LANE_PADDING = 8;
const SCREEN = [1180, 760];
const MOST_ROWS = 14;
const FEWEST_ROWS = 3;

/** Places (by id), lanes and columns ([number, start, size]), width and height of a picture. */
function packLanes(items) {
  const undated = PAGE.columns.length;
  let best = packRows(items, undated, 1);
  let largest = 0;
  for (let rows = 2; rows <= MOST_ROWS; rows += 1) {
    const packed = packRows(items, undated, rows);
    const dated = packed.columns.filter((band) => band[0] !== undated).map((band) => band[1] + band[2]);
    const scale = Math.min(SCREEN[0] / (dated.at(-1) ?? packed.width), SCREEN[1] / packed.height);
    if (scale > largest) [best, largest] = [packed, scale];
  }
  return best;
}

function packRows(items, undated, rows) {
  const cells = new Map();
  for (const item of items) {
    const key = `${item.lane} ${item.column}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(item);
  }
  const columns = columnBands(cells, undated, rows);
  const lanes = [];
  const places = new Map();
  let top = 0;
  for (const lane of [...new Set(items.map((item) => item.lane))].sort((a, b) => a - b)) {
    let height = 0;
    for (const column of columns) {
      const cell = cells.get(`${lane} ${column[0]}`) ?? [];
      const fewest = column[0] === undated ? FEWEST_ROWS : 1;
      height = Math.max(height, fillCell(cell, column, fewest, top + LANE_TITLE, places) - top);
    }
    lanes.push([lane, top, height + LANE_PADDING]);
    top += height + LANE_PADDING;
  }
  const last = columns.at(-1);
  return { places, lanes, columns, width: last ? last[1] + last[2] : 1, height: Math.max(top, 1) };
}

function columnBands(cells, undated, rows) {
  const stacks = new Map();
  const deep = new Map();
  const all = [...cells.values()];
  for (const cell of all.filter(([item]) => item.column !== undated)) {
    const { lane, column } = cell[0];
    stacks.set(column, Math.max(stacks.get(column) ?? 1, Math.ceil(cell.length / rows)));
    deep.set(lane, Math.max(deep.get(lane) ?? FEWEST_ROWS, Math.min(cell.length, rows)));
  }
  const fallback = stacks.size ? null : rows;
  for (const cell of all.filter(([item]) => item.column === undated)) {
    const needed = Math.ceil(cell.length / (fallback ?? deep.get(cell[0].lane) ?? FEWEST_ROWS));
    stacks.set(undated, Math.max(stacks.get(undated) ?? 1, needed));
  }
  const bands = [];
  let left = 0;
  for (const column of [...stacks.keys()].sort((a, b) => a - b)) {
    bands.push([column, left, stacks.get(column) * CELL_WIDTH]);
    left += stacks.get(column) * CELL_WIDTH + COLUMN_GAP;
  }
  return bands;
}

function fillCell(cell, column, fewest, top, places) {
  const stacks = column[2] / CELL_WIDTH;
  const rows = Math.max(fewest, Math.ceil(cell.length / stacks));
  let deepest = top;
  for (let number = 0; number < stacks; number += 1) {
    let y = top;
    for (const item of cell.slice(number * rows, (number + 1) * rows)) {
      places.set(item.id, { x: column[1] + number * CELL_WIDTH + 14, y: y + Math.floor(item.height / 2) });
      y += item.height;
    }
    deepest = Math.max(deepest, y);
  }
  return deepest;
}
