/** The tab with the timeline: one dot a thing, years from left to right, lanes by type or tier. */

import { button, drawn, element, link } from "../dom";
import type { Result } from "./choice";
import { groupName, labelOf, pageOf, type Model } from "./model";
import { valueName } from "./naming";
import { readPalette } from "./palette";
import { standalone, saveText } from "./save";
import { corners } from "./shapes";
import { change, state } from "./state";
import { say, tagOf } from "./words";

const DOT = 15;
const LEFT = 150;
const LEAST = 30;
const MOST_NAMED = 40;

interface Lane {
  name: string;
  years: Map<number, number[]>;
}

export function showTimeline(model: Model, result: Result, box: HTMLElement): void {
  const dated = result.matched.filter((number) => model.things[number]!.at !== undefined);
  const lanes = lanesOf(model, dated);
  const years = [...new Set(dated.map((number) => model.things[number]!.at!))].sort((a, b) => a - b);
  const rows = element("select", { id: "timeline-rows" }, element("option", { value: "type" }, say("facet.type")), element("option", { value: "tier" }, say("facet.tier")));
  rows.value = state.rows === "tier" ? "tier" : "type";
  rows.addEventListener("change", () => change({ rows: rows.value }));
  const own = dated.filter((number) => model.things[number]!.placed === undefined).length;
  const says = say("timeline.says", { things: dated.length, own, borrowed: dated.length - own, undated: result.matched.length - dated.length });
  const svg = drawTimeline(model, lanes, years);
  const save = button(say("save_svg"), () => {
    const { width, height } = svg.viewBox.baseVal;
    const file = standalone([...svg.children], { left: 0, top: 0, right: width, bottom: height }, { title: document.title, says }, null, readPalette());
    saveText(file.text, "image/svg+xml", "taobao-kg-timeline.svg");
  });
  box.replaceChildren(
    element("p", { class: "options" }, element("label", {}, say("timeline.rows"), " ", rows)),
    element("p", { class: "says", role: "status" }, says),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("tab.timeline") }, svg),
    element("p", { class: "saves" }, save),
    twin(model, lanes, years),
  );
}

function lanesOf(model: Model, dated: number[]): Lane[] {
  const lanes = new Map<string, Lane>();
  const order = state.rows === "tier" ? [] : model.groups.map((group) => groupName(model, group.name));
  for (const number of dated) {
    const thing = model.things[number]!;
    const names = state.rows === "tier" ? (thing.tiers ?? []).map((tier) => valueName(model, "tier", tier)) : [groupName(model, thing.group)];
    for (const name of names.length ? names : [say("timeline.no_tier")]) {
      if (!lanes.has(name)) lanes.set(name, { name, years: new Map() });
      const { years } = lanes.get(name)!;
      years.set(thing.at!, [...(years.get(thing.at!) ?? []), number]);
    }
  }
  const size = (lane: Lane) => [...lane.years.values()].reduce((sum, cell) => sum + cell.length, 0);
  const rank = (lane: Lane) => order.indexOf(lane.name);
  return [...lanes.values()].sort((a, b) => rank(a) - rank(b) || size(b) - size(a));
}

function drawTimeline(model: Model, lanes: Lane[], years: number[]): SVGSVGElement {
  const palette = readPalette();
  const across = (year: number) => Math.max(1, Math.min(4, Math.ceil(Math.sqrt(Math.max(...lanes.map((lane) => lane.years.get(year)?.length ?? 0)) / 3))));
  const starts: { year: number; x: number; columns: number; gap: boolean }[] = [];
  let x = LEFT;
  years.forEach((year, i) => {
    const gap = i > 0 && year - years[i - 1]! > 1;
    if (gap) x += 14;
    starts.push({ year, x, columns: across(year), gap });
    x += Math.max(38, across(year) * DOT + 8);
  });
  const parts: SVGElement[] = [];
  let top = 28;
  lanes.forEach((lane, i) => {
    const rows = Math.max(1, ...starts.map(({ year, columns }) => Math.ceil((lane.years.get(year)?.length ?? 0) / columns)));
    const height = Math.max(LEAST, rows * DOT + 12);
    if (i % 2 === 0) parts.push(drawn("rect", { x: 0, y: top, width: x, height, fill: palette.panel }));
    parts.push(drawn("text", { x: 8, y: top + 18, fill: palette.ink, "font-size": 13 }, lane.name));
    for (const { year, x: left, columns } of starts) {
      (lane.years.get(year) ?? []).forEach((number, rank) => {
        parts.push(dot(model, number, left + DOT / 2 + 4 + (rank % columns) * DOT, top + 14 + Math.floor(rank / columns) * DOT));
      });
    }
    top += height;
  });
  for (const { year, x: left, gap } of starts) {
    parts.push(drawn("text", { x: left + 4, y: 18, "font-size": 12, "font-weight": 600, fill: palette.ink }, String(year)));
    parts.push(drawn("path", { d: `M${left - 2} 24V${top}`, stroke: palette.rule, "stroke-dasharray": gap ? "2 3" : null }));
  }
  return drawn("svg", { class: "timeline", viewBox: `0 0 ${x + 8} ${top + 4}`, width: x + 8, height: top + 4, role: "group", "aria-label": say("tab.timeline") }, ...parts);
}

/** A dot that leads to its page; hollow when the year is not its own. */
function dot(model: Model, number: number, x: number, y: number): SVGElement {
  const palette = readPalette();
  const thing = model.things[number]!;
  const group = model.groupOf.get(thing.group)!;
  const colour = palette.dark ? group.dark : group.light;
  const isBorrowed = thing.placed !== undefined;
  const name = `${labelOf(thing)}, ${thing.at}${isBorrowed ? `, ${say("timeline.borrowed")}` : ""}`;
  return drawn(
    "a",
    { href: pageOf(thing), "aria-label": name },
    drawn("title", {}, name),
    drawn("polygon", { points: corners(group.shape, x, y, 5.5), fill: isBorrowed ? palette.paper : colour, stroke: isBorrowed ? colour : palette.muted, "stroke-width": isBorrowed ? 2 : 0.8 }),
  );
}

/** The same in rows. */
function twin(model: Model, lanes: Lane[], years: number[]): HTMLElement {
  const rows = years.flatMap((year) =>
    lanes.flatMap((lane) => {
      const cell = lane.years.get(year) ?? [];
      if (!cell.length) return [];
      const names = cell.slice(0, MOST_NAMED).flatMap((number, i) => {
        const thing = model.things[number]!;
        return [i ? "; " : "", link(pageOf(thing), labelOf(thing), { lang: tagOf(labelOf(thing)) })];
      });
      if (cell.length > MOST_NAMED) names.push(" …");
      return [element("tr", {}, element("th", { scope: "row" }, String(year)), element("td", {}, lane.name), element("td", { class: "value" }, String(cell.length)), element("td", {}, ...names))];
    }),
  );
  const heads = ["column.year", state.rows === "tier" ? "facet.tier" : "column.type", "column.count", "column.name"];
  const head = element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, say(name))));
  return element("details", {}, element("summary", {}, say("twin")), element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("twin") }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))));
}
