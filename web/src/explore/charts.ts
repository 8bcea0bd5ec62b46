/** The tab with charts: things by year and type, standings, sources; each with its table. */

import { pageLang } from "../data";
import { button, drawn, element } from "../dom";
import { digits } from "../words";
import type { Result } from "./choice";
import { passes } from "./facets";
import { wrap } from "./letter";
import { groupName, thingLabel, type Model } from "./model";
import { valueName } from "./naming";
import { readPalette } from "./palette";
import { csvOf, saveText, standalone } from "./save";
import { say, tagOf } from "./words";

const MOST_SOURCES = 20;
const STANDINGS = ["corroborated", "singleSourced", "disputed", "contradicted"];

interface Chart {
  name: string;
  svg: SVGSVGElement;
  head: string[];
  rows: (string | number)[][];
}

export function showCharts(model: Model, result: Result, box: HTMLElement): void {
  const charts = [byYear(model, result), byStanding(model, result), bySource(model, result)];
  box.replaceChildren(...charts.map(chartBox));
}

function chartBox({ name, svg, head, rows }: Chart): HTMLElement {
  const title = say(`chart.${name}`);
  const save = () => {
    const { width, height } = svg.viewBox.baseVal;
    const words = { title, says: document.title };
    saveText(standalone([...svg.children], { left: 0, top: 0, right: width, bottom: height }, words, null, readPalette()).text, "image/svg+xml", `taobao-kg-${name}.svg`);
  };
  const cells = rows.map((row) => element("tr", {}, ...row.map((value, i) => (i ? element("td", { class: typeof value === "number" ? "value" : null }, written(value)) : element("th", { scope: "row", lang: tagOf(String(value)) }, String(value))))));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))), element("tbody", {}, ...cells));
  return element(
    "section",
    { class: "chart" },
    element("h2", {}, title),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, svg),
    element("p", { class: "saves" }, button(say("save_svg"), save), button(say("save_csv"), () => saveText(csvOf([head, ...rows]), "text/csv;charset=utf-8", `taobao-kg-${name}.csv`))),
    element("details", {}, element("summary", {}, say("twin")), element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("twin") }, table)),
  );
}

function written(value: string | number): string {
  return typeof value === "number" ? digits(value, pageLang()) : value;
}

/** Stacked columns: things by the year that dates them and by type. */
function byYear(model: Model, result: Result): Chart {
  const palette = readPalette();
  const counts = new Map<number, Map<string, number>>();
  for (const number of result.matched) {
    const { year, group } = model.things[number]!;
    if (year === undefined) continue;
    const row = counts.get(year) ?? new Map<string, number>();
    counts.set(year, row.set(group, (row.get(group) ?? 0) + 1));
  }
  const years = [...counts.keys()].sort((a, b) => a - b);
  const groups = model.groups.filter((group) => years.some((year) => counts.get(year)!.has(group.name)));
  const total = (year: number) => [...counts.get(year)!.values()].reduce((sum, one) => sum + one, 0);
  const most = Math.max(1, ...years.map(total));
  const [wide, high, base] = [34, 220, 250];
  const width = Math.max(320, years.length * wide + 20);
  const parts: SVGElement[] = [];
  years.forEach((year, i) => {
    let y = base;
    for (const group of groups) {
      const count = counts.get(year)!.get(group.name) ?? 0;
      if (!count) continue;
      const height = (high * count) / most;
      y -= height;
      const title = drawn("title", {}, `${year}, ${groupName(model, group.name)}: ${digits(count, pageLang())}`);
      parts.push(drawn("rect", { x: 10 + i * wide, y, width: wide - 8, height, fill: palette.dark ? group.dark : group.light, stroke: palette.paper, "stroke-width": 0.7 }, title));
    }
    parts.push(drawn("text", { x: 10 + i * wide + (wide - 8) / 2, y: y - 4, "text-anchor": "middle", "font-size": 11, fill: palette.muted }, digits(total(year), pageLang())));
    parts.push(drawn("text", { x: 10 + i * wide + (wide - 8) / 2, y: base + 16, "text-anchor": "middle", "font-size": 11, fill: palette.ink }, String(year)));
  });
  let [left, top] = [10, base + 40];
  for (const group of groups) {
    const name = groupName(model, group.name);
    const room = 24 + [...name].length * (/\p{Script=Han}/u.test(name) ? 13 : 8) + 14;
    if (left > 10 && left + room > width) [left, top] = [10, top + 20];
    parts.push(drawn("rect", { x: left, y: top - 10, width: 12, height: 12, fill: palette.dark ? group.dark : group.light, stroke: palette.muted }));
    parts.push(drawn("text", { x: left + 18, y: top, "font-size": 12, fill: palette.ink }, name));
    left += room;
  }
  return {
    name: "years",
    svg: frame(width, top + 12, "years", parts),
    head: [say("column.year"), ...groups.map((group) => groupName(model, group.name)), say("column.count")],
    rows: years.map((year) => [String(year), ...groups.map((group) => counts.get(year)!.get(group.name) ?? 0), total(year)]),
  };
}

/** Bars: the standing of what is said about what matches. */
function byStanding(model: Model, result: Result): Chart {
  const said = statementsOf(model, result);
  const count = (standing: string) => said.filter((one) => model.statements[one]!.standing === standing).length;
  const rows = STANDINGS.map((standing) => [valueName(model, "standing", standing), count(standing)] as [string, number]);
  const all = rows.reduce((sum, [, size]) => sum + size, 0) || 1;
  const share = (size: number) => `${((100 * size) / all).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} %`;
  return {
    name: "standings",
    svg: bars("standings", rows.map(([name, size]) => [name, size, `${digits(size, pageLang())} (${share(size)})`])),
    head: [say("facet.standing"), say("column.statements"), say("column.share")],
    rows: rows.map(([name, size]) => [name, size, share(size)]),
  };
}

/** Bars: the sources that say most about what matches. */
function bySource(model: Model, result: Result): Chart {
  const counts = new Map<number, number>();
  for (const one of statementsOf(model, result)) {
    const [source] = model.statements[one]!.by;
    if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([source, size]) => [thingLabel(model, model.things[source]!.id), size] as [string, number]);
  return {
    name: "sources",
    svg: bars("sources", rows.slice(0, MOST_SOURCES).map(([name, size]) => [name, size, digits(size, pageLang())])),
    head: [say("facet.source"), say("column.statements")],
    rows,
  };
}

/** Statements about what matches that pass the facets, each once. */
function statementsOf(model: Model, result: Result): number[] {
  const found = new Set<number>();
  for (const number of result.matched) {
    for (const one of model.statementsOf[number]!) if (passes(model, model.statements[one]!, one, result.choice)) found.add(one);
  }
  return [...found];
}

function bars(name: string, rows: [string, number, string][]): SVGSVGElement {
  const palette = readPalette();
  const most = Math.max(1, ...rows.map(([, size]) => size));
  const parts = rows.flatMap(([text, size, figure], i) => {
    const y = i * 24 + 6;
    const [cut = text] = wrap(text, 205, 1);
    return [
      drawn("text", { x: 230, y: y + 13, "text-anchor": "end", "font-size": 12, fill: palette.ink, lang: tagOf(text) }, cut, drawn("title", {}, text)),
      drawn("rect", { x: 238, y, width: Math.max(1, (300 * size) / most), height: 17, fill: palette.dark ? "#3D9BD6" : "#0072B2" }),
      drawn("text", { x: 244 + Math.max(1, (300 * size) / most), y: y + 13, "font-size": 12, fill: palette.muted }, figure),
    ];
  });
  return frame(660, rows.length * 24 + 12, name, parts);
}

function frame(width: number, height: number, name: string, parts: SVGElement[]): SVGSVGElement {
  return drawn("svg", { class: "bars-chart", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": say(`chart.${name}`) }, ...parts);
}
