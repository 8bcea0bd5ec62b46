/** An answer as a table: sortable, with the reasons of each row. */

import { button, element } from "../dom";
import { compareCells } from "../sort";
import type { Say } from "../words";
import { columnText, termNode, termText } from "./cells";
import { statementsOf, yearOf, type Column } from "./columns";
import type { Labels } from "./labels";
import type { Row } from "./messages";

/** Rows put onto the page at once; the rest on request. */
const AT_ONCE = 200;

export interface TableParts {
  columns: Column[];
  rows: Row[];
  labels: Labels;
  say: Say;
  /** Returns what stands below a row when its reasons are asked for. */
  why(row: Row): Promise<Node>;
}

/** Return the table of an answer. */
export function buildTable({ columns, rows, labels, say, why }: TableParts): HTMLElement {
  const shown = columns.filter((column) => column.kind !== "statements" || columns.length === 1);
  const body = element("tbody");
  const more = element("p");
  let order = rows;

  const fill = (most: number) => {
    body.replaceChildren(...order.slice(0, most).map((row) => rowOf(row)));
    const rest = order.length - most;
    more.replaceChildren(
      rest > 0 ? button(say("workbench.more_rows", { count: rest }), () => fill(order.length)) : "",
    );
  };
  const rowOf = (row: Row) => {
    const line = element("tr");
    shown.forEach(({ name, kind }, place) => {
      const attributes = { class: kind === "number" ? "number" : null };
      const node = kind === "statements" ? statementNodes(row, name, labels) : termNode(row[name], labels, kind, name);
      line.append(place ? element("td", attributes, node) : element("th", { scope: "row", ...attributes }, node));
    });
    line.append(element("td", {}, reasonButton(line, row)));
    return line;
  };
  const reasonButton = (line: HTMLElement, row: Row) => {
    const press = button(say("workbench.why"), () => {
      const open = press.getAttribute("aria-expanded") === "true";
      press.setAttribute("aria-expanded", String(!open));
      if (open) return line.nextElementSibling?.remove();
      const cell = element("td", { colspan: shown.length + 1, class: "reasons" }, say("workbench.looking"));
      line.after(element("tr", {}, cell));
      return void why(row).then((node) => cell.replaceChildren(node));
    }, { "aria-expanded": "false" });
    return press;
  };
  const heads = shown.map((column) => {
    const head = element("th", { scope: "col", class: column.kind === "number" ? "number" : null });
    head.append(
      button(columnText(column.name), () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
        const keyed = rows.map((row) => ({ row, key: keyOf(row, column, labels) }));
        order = keyed.sort((a, b) => compareCells(a.key, b.key, direction)).map(({ row }) => row);
        fill(AT_ONCE);
      }, { class: "sort" }),
    );
    return head;
  });
  fill(AT_ONCE);
  const top = element("tr", {}, ...heads, element("th", { scope: "col" }, say("workbench.reasons")));
  return element(
    "div",
    {},
    element("div", { class: "scrolling", tabindex: 0, role: "region", "aria-label": say("workbench.tab.table") },
      element("table", { class: "answer" }, element("thead", {}, top), body)),
    more,
  );
}

function statementNodes(row: Row, name: string, labels: Labels): Node {
  const nodes = document.createDocumentFragment();
  statementsOf(row[name]).forEach((value, place) => {
    if (place) nodes.append(" ");
    nodes.append(termNode({ type: "uri", value }, labels));
  });
  return nodes;
}

function keyOf(row: Row, { name, kind }: Column, labels: Labels): string {
  const term = row[name];
  if (kind === "number") return term?.value ?? "";
  if (kind === "year") return String(yearOf(term, name) ?? "");
  return termText(term, labels, kind, name);
}
