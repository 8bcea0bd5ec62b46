/** An answer as a chart of numbers by year: choices, legend, picture; the table is its twin. */

import { element } from "../dom";
import type { Say } from "../words";
import { termText } from "./cells";
import { numberOf, yearOf, type Column } from "./columns";
import type { Labels } from "./labels";
import type { Row, Term } from "./messages";
import { COLOURS, drawChart, markOf, type Series } from "./plot";
import { chooser } from "./timeline";

/** Return whether an answer can be drawn as a chart. */
export function hasChart(columns: Column[]): boolean {
  return columns.some(({ kind }) => kind === "year") && columns.some(({ kind }) => kind === "number");
}

/** Return the chart, with choices of year, number, series and unit. */
export function buildChart(columns: Column[], rows: Row[], labels: Labels, say: Say): HTMLElement {
  const of = (...kinds: string[]) => columns.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  const units = columns.find(({ name }) => name === "unit")?.name;
  const place = element("div");
  const year = chooser(say("workbench.axis.year"), of("year"), draw);
  const number = chooser(say("workbench.axis.number"), of("number"), draw);
  const groups = of("thing", "text").filter((name) => name !== units);
  const group = chooser(say("workbench.axis.series"), groups, draw, say("workbench.axis.none"));
  group.select.value = bestGroup(groups, rows);
  const look = element("select", {}, ...["line", "points", "bar"].map((one) => element("option", { value: one }, say(`workbench.look.${one}`))));
  look.addEventListener("change", draw);
  // Numbers of two units on one axis would lie.
  const unit = element("select", {}, ...unitsOf(rows, units).map((term) => element("option", { value: term.value }, termText(term, labels))));
  unit.addEventListener("change", draw);
  const unitLabel = units ? element("label", {}, `${say("workbench.axis.unit")} `, unit) : null;

  function draw(): void {
    const rowsOfUnit = units ? rows.filter((row) => row[units]?.value === unit.value) : rows;
    const { series, left_out, undated } = readSeries(rowsOfUnit, year.select.value, number.select.value, group.select.value, labels);
    const kinds = look.value as "line" | "points" | "bar";
    const chosenUnit = units ? (unit.selectedOptions[0]?.textContent ?? "") : "";
    const title = [number.select.selectedOptions[0]?.textContent, chosenUnit && `[${chosenUnit}]`].filter(Boolean).join(" ");
    const legend = series.map((one, at) => element("li", {}, markOf(at), ` ${one.name || title}`));
    place.replaceChildren(
      element("div", { class: "scrolling", tabindex: 0, role: "region", "aria-label": say("workbench.tab.chart") },
        drawChart(series, kinds, title, say("workbench.chart_text", {
          title, count: series.reduce((sum, one) => sum + one.points.length, 0), series: series.length,
        }))),
      element("ul", { class: "legend" }, ...(series.length > 1 ? legend : [])),
      undated ? element("p", {}, say("workbench.undated", { count: undated })) : "",
      left_out ? element("p", {}, say("workbench.series_cut", { count: left_out })) : "",
      series.some((one) => one.repeated) && kinds === "line" ? element("p", {}, say("workbench.repeated")) : "",
    );
  }
  draw();
  const look_label = element("label", {}, `${say("workbench.axis.look")} `, look);
  return element("div", {}, element("p", { class: "choices" }, year.label, number.label, group.label, unitLabel, look_label), place);
}

/** The first column that splits the numbers into few series; none when there is no such. */
function bestGroup(groups: string[], rows: Row[]): string {
  const fits = groups.find((name) => {
    const values = new Set(rows.map((row) => row[name]?.value));
    return values.size > 1 && values.size <= COLOURS;
  });
  return fits ?? "";
}

/** Units, the most frequent first. */
function unitsOf(rows: Row[], column: string | undefined): Term[] {
  const times = new Map<string, { term: Term; count: number }>();
  for (const row of column ? rows : []) {
    const term = row[column!];
    if (!term) continue;
    const one = times.get(term.value) ?? { term, count: 0 };
    times.set(term.value, { term, count: one.count + 1 });
  }
  return [...times.values()].sort((a, b) => b.count - a.count).map(({ term }) => term);
}

function readSeries(rows: Row[], year: string, number: string, group: string, labels: Labels) {
  const found = new Map<string, Series>();
  let undated = 0;
  for (const row of rows) {
    const [x, y] = [yearOf(row[year], year), numberOf(row[number])];
    if (x === undefined && y !== undefined) undated++;
    if (x === undefined || y === undefined) continue;
    const name = group ? termText(row[group], labels, "text", group) || "–" : "";
    const series = found.get(name) ?? { name, points: [], repeated: false };
    // Said by two sources, drawn once.
    if (!series.points.some((point) => point.x === x && point.y === y)) series.points.push({ x, y });
    found.set(name, series);
  }
  const all = [...found.values()].sort((a, b) => b.points.length - a.points.length);
  for (const series of all) {
    series.points.sort((a, b) => a.x - b.x);
    series.repeated = new Set(series.points.map(({ x }) => x)).size < series.points.length;
  }
  return { series: all.slice(0, COLOURS), left_out: Math.max(0, all.length - COLOURS), undated };
}
