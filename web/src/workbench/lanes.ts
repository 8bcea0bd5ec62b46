/** A network as lanes: a column of things for each column of the answer, rows as lines between. */

import { pageAddress } from "../data";
import { drawn, element } from "../dom";
import type { Say } from "../words";
import { columnText } from "./cells";
import type { Column } from "./columns";
import type { Labels } from "./labels";
import type { Row } from "./messages";
import { pathOf } from "./addresses";

const MOST = 40;
const WIDTH = 230;
const GAP = 70;
const STEP = 26;
const TOP = 34;
const LETTERS = 29;

interface Lane {
  name: string;
  /** IRIs from top to bottom. */
  things: string[];
  left_out: number;
}

/** Return the lanes of some columns: the most frequent things, ordered so that few lines cross. */
export function layLanes(names: string[], rows: Row[]): { lanes: Lane[]; ties: Map<string, number>[] } {
  const lanes = names.map((name): Lane => {
    const times = new Map<string, number>();
    for (const row of rows) {
      const iri = row[name]?.value;
      if (iri) times.set(iri, (times.get(iri) ?? 0) + 1);
    }
    const all = [...times].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
    return { name, things: all.slice(0, MOST).map(([iri]) => iri), left_out: Math.max(0, all.length - MOST) };
  });
  const ties = names.slice(1).map((name, place) => {
    const pairs = new Map<string, number>();
    for (const row of rows) {
      const [from, to] = [row[names[place]!]?.value, row[name]?.value];
      if (!from || !to || !lanes[place]!.things.includes(from) || !lanes[place + 1]!.things.includes(to)) continue;
      const pair = `${from} ${to}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    return pairs;
  });
  // A few sweeps of the barycentre heuristic: there, and back.
  for (let sweep = 0; sweep < 4; sweep++) {
    for (let at = 1; at < lanes.length; at++) arrange(lanes[at]!, lanes[at - 1]!, ties[at - 1]!, 1);
    for (let at = lanes.length - 2; at >= 0; at--) arrange(lanes[at]!, lanes[at + 1]!, ties[at]!, 0);
  }
  return { lanes, ties };
}

function arrange(lane: Lane, beside: Lane, pairs: Map<string, number>, own: 0 | 1): void {
  const places = new Map<string, number[]>();
  for (const pair of pairs.keys()) {
    const ends = pair.split(" ");
    const at = beside.things.indexOf(ends[1 - own]!);
    places.set(ends[own]!, [...(places.get(ends[own]!) ?? []), at]);
  }
  const middle = (iri: string) => {
    const found = places.get(iri);
    return found ? found.reduce((sum, at) => sum + at, 0) / found.length : lane.things.indexOf(iri);
  };
  const keyed = lane.things.map((iri) => ({ iri, at: middle(iri) }));
  lane.things = keyed.sort((a, b) => a.at - b.at).map(({ iri }) => iri);
}

/** Return the picture of the things of an answer, with boxes to choose the lanes. */
export function buildLanes(columns: Column[], rows: Row[], labels: Labels, say: Say): HTMLElement {
  const can = columns.filter(({ kind, name }) => kind === "thing" || (kind === "year" && rows.some((row) => row[name]?.type === "uri")));
  const place = element("div", { class: "scrolling", tabindex: 0, role: "region", "aria-label": say("workbench.tab.network") });
  const note = element("p", { role: "status" });
  // Years connect everything with everything: they are there for who wants them.
  const first = can.filter(({ kind }) => kind === "thing").slice(0, 5);
  const boxes = can.map((column) => {
    const box = element("input", { type: "checkbox", value: column.name, checked: first.includes(column) });
    box.addEventListener("change", draw);
    return box;
  });
  function draw(): void {
    const names = boxes.filter((box) => box.checked).map((box) => box.value);
    if (names.length < 2) {
      note.textContent = say("workbench.two_lanes");
      return place.replaceChildren();
    }
    const { lanes, ties } = layLanes(names, rows);
    const out = lanes.reduce((sum, lane) => sum + lane.left_out, 0);
    note.textContent = out ? say("workbench.lanes_cut", { most: MOST, count: out }) : "";
    place.replaceChildren(drawLanes(lanes, ties, labels, say));
  }
  draw();
  const choice = boxes.map((box) => element("label", {}, box, ` ${columnText(box.value)}`));
  return element("div", {}, element("fieldset", { class: "choices" }, element("legend", {}, say("workbench.lanes")), ...choice), note, place);
}

function drawLanes(lanes: Lane[], ties: Map<string, number>[], labels: Labels, say: Say): SVGElement {
  const width = lanes.length * (WIDTH + GAP) - GAP;
  const tallest = Math.max(...lanes.map((lane) => lane.things.length));
  const height = TOP + tallest * STEP + 8;
  const x = (lane: number) => lane * (WIDTH + GAP);
  const y = (lane: number, iri: string) => {
    const { things } = lanes[lane]!;
    // A short lane is spread over the height of the tallest.
    return TOP + ((things.indexOf(iri) + 0.5) * tallest * STEP) / things.length;
  };
  const picture = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", class: "lanes" },
    drawn("title", {}, say("workbench.lanes_title", { columns: lanes.map((lane) => columnText(lane.name)).join(" → ") })));
  ties.forEach((pairs, lane) => {
    for (const [pair, times] of pairs) {
      const [from, to] = pair.split(" ") as [string, string];
      const [x1, y1, x2, y2] = [x(lane) + WIDTH, y(lane, from), x(lane + 1), y(lane + 1, to)];
      const half = (x1 + x2) / 2;
      const d = `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
      picture.append(drawn("path", { d, class: "tie", "stroke-width": 1 + Math.min(4, Math.log2(times)) }));
    }
  });
  lanes.forEach((lane, at) => {
    picture.append(drawn("text", { x: x(at) + WIDTH / 2, y: 18, class: "lane" }, columnText(lane.name)));
    for (const iri of lane.things) picture.append(nodeOf(iri, x(at), y(at, iri), labels.of(iri)));
  });
  return picture;
}

function nodeOf(iri: string, x: number, y: number, label: string): SVGElement {
  const wide = (text: string) => [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 0);
  let text = label;
  while (wide(text) > LETTERS) text = `${[...text].slice(0, -2).join("")}…`;
  const parts = [
    drawn("title", {}, label),
    drawn("rect", { x, y: y - 11, width: WIDTH, height: 22, rx: 4 }),
    drawn("text", { x: x + WIDTH / 2, y: y + 4 }, text),
  ];
  const path = pathOf(iri);
  return path ? drawn("a", { href: pageAddress(path), class: "node" }, ...parts) : drawn("g", { class: "node" }, ...parts);
}
