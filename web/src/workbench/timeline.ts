/** An answer by year: a list with a bar for how much each year has. */

import { element } from "../dom";
import type { Say } from "../words";
import { columnText, termNode } from "./cells";
import { yearOf, type Column } from "./columns";
import type { Labels } from "./labels";
import type { Row, Term } from "./messages";

const MOST = 25;

/** Return the rows by year, with choices of the year's column and of what stands there. */
export function buildTimeline(columns: Column[], rows: Row[], labels: Labels, say: Say): HTMLElement {
  const years = columns.filter(({ kind }) => kind === "year").map(({ name }) => name);
  const things = columns.filter(({ kind }) => kind === "thing" || kind === "text").map(({ name }) => name);
  const place = element("div");
  const year = chooser(say("workbench.axis.year"), years, draw);
  const shown = chooser(say("workbench.axis.shown"), things, draw);
  // What differs most from row to row tells most.
  const many = (name: string) => new Set(rows.map((row) => row[name]?.value)).size;
  shown.select.value = things.reduce((best, name) => (many(name) > many(best) ? name : best), things[0] ?? "");
  function draw(): void {
    place.replaceChildren(...drawYears(rows, year.select.value, shown.select.value, labels, say));
  }
  draw();
  return element("div", {}, element("p", { class: "choices" }, year.label, shown.label), place);
}

/** Return a labelled list to choose one of some columns from. */
export function chooser(text: string, names: string[], changed: () => void, none?: string) {
  const options = names.map((name) => element("option", { value: name }, columnText(name)));
  const select = element("select", {}, none === undefined ? null : element("option", { value: "" }, none), ...options);
  select.addEventListener("change", changed);
  return { select, label: element("label", {}, `${text} `, select) };
}

function drawYears(rows: Row[], column: string, shown: string, labels: Labels, say: Say): Node[] {
  const years = new Map<number, Map<string, Term>>();
  let undated = 0;
  for (const row of rows) {
    const year = yearOf(row[column], column);
    const term = row[shown];
    if (year === undefined) undated++;
    if (year === undefined || !term) continue;
    const of = years.get(Math.floor(year)) ?? new Map<string, Term>();
    years.set(Math.floor(year), of.set(`${term.value} ${term["xml:lang"] ?? ""}`, term));
  }
  const most = Math.max(1, ...[...years.values()].map((of) => of.size));
  const items = [...years].sort(([a], [b]) => a - b).map(([year, of]) => {
    const bar = element("meter", { min: 0, max: most, value: of.size, "aria-hidden": "true" });
    const rest = of.size - MOST;
    return element(
      "li",
      {},
      element("h4", {}, String(year), " ", bar, " ", element("small", {}, say("workbench.in_year", { count: of.size }))),
      element("ul", {}, ...[...of.values()].slice(0, MOST).map((term) => element("li", {}, termNode(term, labels))),
        rest > 0 ? element("li", {}, say("workbench.rest", { count: rest })) : null),
    );
  });
  const note = undated ? element("p", {}, say("workbench.undated", { count: undated })) : null;
  return [element("ol", { class: "years" }, ...items), ...(note ? [note] : [])];
}
