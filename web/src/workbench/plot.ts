/** Numbers by year as a picture. */

import { pageLang } from "../data";
import { drawn } from "../dom";

export interface Series {
  name: string;
  /** Sorted by x, the year. */
  points: { x: number; y: number }[];
  /** A year has more than one number: then a line would tell an order there is not. */
  repeated: boolean;
}

/** Colours there are: as many series are drawn. */
export const COLOURS = 8;

const WIDTH = 760;
const HEIGHT = 380;
const LEFT = 96;
const RIGHT = 16;
const TOP = 30;
const BOTTOM = 34;

/** One shape a series, so that colour alone tells nothing. */
const SHAPES = [
  "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
  "M-4 -4h8v8h-8z",
  "M0 -5l5 9h-10z",
  "M0 -5l5 5l-5 5l-5 -5z",
  "M0 5l5 -9h-10z",
  "M-5 -1.5h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5z",
  "M-4 -4l8 8m0 -8l-8 8",
  "M0 -5v10m-5 -5h10",
];

/** Return the mark of a series, for a legend. */
export function markOf(at: number): SVGElement {
  return drawn("svg", { width: 16, height: 12, viewBox: "-8 -6 16 12", "aria-hidden": "true" },
    drawn("g", { class: `series s${at}` }, drawn("path", { d: SHAPES[at]!, class: "mark" })));
}

/** Return the picture of some series. */
export function drawChart(series: Series[], look: "line" | "points" | "bar", title: string, text: string): SVGElement {
  const points = series.flatMap((one) => one.points);
  const years = points.map(({ x }) => x);
  const [first, last] = [Math.floor(Math.min(...years)), Math.ceil(Math.max(...years))];
  const [low, high, step] = scale(Math.min(0, ...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y)));
  const span = Math.max(1, last - first);
  const x = (year: number) => LEFT + 14 + ((year - first) / span) * (WIDTH - LEFT - RIGHT - 28);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const picture = drawn(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "chart", "aria-label": text },
    drawn("title", {}, text),
    drawn("text", { x: 4, y: 16, class: "axis-title" }, title),
  );
  if (!points.length) return picture;
  for (let value = low; value <= high + step / 2; value += step) {
    picture.append(
      drawn("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: "grid" }),
      drawn("text", { x: LEFT - 8, y: y(value) + 4, class: "tick y" }, short(value)),
    );
  }
  const every = Math.ceil((span + 1) / 12);
  for (let year = first; year <= last; year += every) {
    picture.append(drawn("text", { x: x(year), y: HEIGHT - 12, class: "tick x" }, String(year)));
  }
  const slot = Math.min(28, (WIDTH - LEFT - RIGHT) / (span + 1)) / Math.max(1, series.length);
  series.forEach((one, at) => {
    const group = drawn("g", { class: `series s${at}` });
    if (look === "line" && !one.repeated && one.points.length > 1) {
      const d = one.points.map((point, place) => `${place ? "L" : "M"}${x(point.x)} ${y(point.y)}`).join("");
      group.append(drawn("path", { d, class: "line" }));
    }
    for (const point of one.points) {
      const said = drawn("title", {}, [one.name, `${Math.floor(point.x)}: ${full(point.y)}`].filter(Boolean).join(" · "));
      const left = x(point.x) + (at - series.length / 2) * slot;
      const [top, base] = [Math.min(y(point.y), y(0)), Math.max(y(point.y), y(0))];
      group.append(
        look === "bar"
          ? drawn("rect", { x: left, y: top, width: Math.max(1, slot - 1), height: Math.max(1, base - top) }, said)
          : drawn("path", { d: SHAPES[at]!, class: "mark", transform: `translate(${x(point.x)} ${y(point.y)})` }, said),
      );
    }
    picture.append(group);
  });
  return picture;
}

/** Return round ends and steps that hold a range: 1, 2 or 5 times a power of ten. */
export function scale(low: number, high: number): [low: number, high: number, step: number] {
  const range = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(range / 5));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => range / one <= 6)!;
  return [Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step, step];
}

function short(value: number): string {
  const rounded = Number(value.toPrecision(12)); // steps of 0.1 add up to 0.30000000000000004
  return new Intl.NumberFormat(pageLang(), { notation: "compact", compactDisplay: "long" }).format(rounded);
}

function full(value: number): string {
  return new Intl.NumberFormat(pageLang(), { maximumFractionDigits: 20 }).format(value);
}
