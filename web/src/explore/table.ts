/** The tab with the table: everything that matches, sorted, 200 rows a page, to be taken away. */

import { pageLang } from "../data";
import { button, element, link } from "../dom";
import { compareCells } from "../sort";
import { digits, joined } from "../words";
import type { Result } from "./choice";
import { passes } from "./facets";
import { groupName, isDisputed, labelOf, otherEnd, pageOf, termOf, type Model } from "./model";
import { csvOf, saveText } from "./save";
import { change, state } from "./state";
import { say, tagOf } from "./words";

const ROWS = 200;
const COLUMNS = ["name", "type", "class", "year", "links", "statements", "sources", "disputed"] as const;
type Column = (typeof COLUMNS)[number];
type Row = Record<Column, string | number> & { number: number };

export function showTable(model: Model, result: Result, box: HTMLElement): void {
  const rows = result.matched.map((number) => rowOf(model, result, number));
  sort(rows);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const page = Math.min(pages, Number(state.page));
  const first = (page - 1) * ROWS;
  const shown = rows.slice(first, first + ROWS);
  const caption = say("table.says", { first: shown.length ? first + 1 : 0, last: first + shown.length, count: rows.length });
  box.replaceChildren(
    element("p", { class: "says", role: "status" }, caption),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("tab.table") }, tableOf(model, shown)),
    pager(page, pages),
    element("p", { class: "saves" }, button(say("table.csv", { count: rows.length }), () => download(model, rows))),
  );
}

function rowOf(model: Model, result: Result, number: number): Row {
  const thing = model.things[number]!;
  const said = model.statementsOf[number]!.filter((one) => passes(model, model.statements[one]!, one, result.choice));
  const near = new Set((result.edgesOf.get(number) ?? []).map((edge) => otherEnd(edge, number)));
  return {
    number,
    name: labelOf(thing),
    type: groupName(model, thing.group),
    class: joined(thing.types.map((type) => termOf(model, type))),
    year: thing.year ?? "",
    links: near.size,
    statements: said.length,
    sources: new Set(said.flatMap((one) => model.statements[one]!.by.slice(0, 1))).size,
    disputed: said.filter((one) => isDisputed(model.statements[one])).length,
  };
}

function sort(rows: Row[]): void {
  const descending = state.sort.startsWith("-");
  const wanted = state.sort.replace("-", "") as Column;
  const column = COLUMNS.includes(wanted) ? wanted : "links";
  rows.sort((a, b) => compareCells(String(a[column]), String(b[column]), descending ? -1 : 1) || a.number - b.number);
}

function tableOf(model: Model, rows: Row[]): HTMLTableElement {
  const head = element("tr", {}, ...COLUMNS.map(headOf));
  const body = rows.map((row) =>
    element(
      "tr",
      {},
      ...COLUMNS.map((column) => {
        if (column === "name") {
          return element("th", { scope: "row" }, link(pageOf(model.things[row.number]!), String(row.name), { lang: tagOf(String(row.name)) }));
        }
        const value = row[column];
        const text = typeof value === "number" && column !== "year" ? digits(value, pageLang()) : String(value);
        return element("td", { class: typeof value === "number" ? "value" : null }, text);
      }),
    ),
  );
  return element("table", { class: "things" }, element("thead", {}, head), element("tbody", {}, ...body));
}

function headOf(column: Column): HTMLElement {
  const isSorted = state.sort.replace("-", "") === column;
  const descending = state.sort.startsWith("-");
  const next = isSorted ? (descending ? column : `-${column}`) : ["name", "type", "class", "year"].includes(column) ? column : `-${column}`;
  const id = `sort-${column}`;
  const press = button(say(`column.${column}`), () => {
    change({ sort: next, page: "1" });
    document.getElementById(id)?.focus();
  }, { class: "sort", id });
  return element("th", { scope: "col", "aria-sort": isSorted ? (descending ? "descending" : "ascending") : null }, press);
}

function pager(page: number, pages: number): HTMLElement {
  const to = (target: number, name: string) => button(say(name), () => change({ page: String(target) }), { disabled: target < 1 || target > pages });
  return element("p", { class: "pager" }, to(page - 1, "table.before"), ` ${say("table.page", { page, pages })} `, to(page + 1, "table.after"));
}

function download(model: Model, rows: Row[]): void {
  const head = ["iri", ...COLUMNS.map((column) => say(`column.${column}`))];
  const cells = rows.map((row) => [`https://w3id.org/taobao-kg/id/${model.things[row.number]!.id}`, ...COLUMNS.map((column) => row[column])]);
  saveText(csvOf([head, ...cells]), "text/csv;charset=utf-8", "taobao-kg-things.csv");
}
