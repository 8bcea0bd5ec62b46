/** Tables that sort by a press on the head of a column. */

import { pageLang } from "./data";
import { element } from "./dom";

const order = new Intl.Collator(pageLang(), { numeric: true, sensitivity: "base" });

/**
 * Compare what two cells show: empty ones last, numbers as numbers, the rest as the language does.
 *
 * @returns below, above or equal to zero, as for `Array.sort`; for `direction` -1 turned round
 */
export function compareCells(left: string, right: string, direction: 1 | -1 = 1): number {
  if (!left || !right) return Number(!left) - Number(!right);
  const [a, b] = [Number(left), Number(right)];
  if (Number.isFinite(a) && Number.isFinite(b)) return direction * (a - b);
  return direction * order.compare(left, right);
}

/** Give each `table.sortable` buttons in its head. A cell may say its value in `data-sort`. */
export function startSorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((head, column) => {
      if (head.dataset["sort"] === "no") return;
      const press = element("button", { type: "button", class: "sort" });
      press.append(...head.childNodes);
      head.append(press);
      press.addEventListener("click", () => sortBy(table, heads, column));
    });
  }
}

function sortBy(table: HTMLTableElement, heads: HTMLElement[], column: number): void {
  const head = heads[column]!;
  const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const one of heads) one.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
  for (const body of table.tBodies) {
    const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
    keyed.sort((a, b) => compareCells(a.key, b.key, direction));
    body.append(...keyed.map(({ row }) => row));
  }
}

function keyOf(cell: HTMLTableCellElement | undefined): string {
  return cell?.dataset["sort"] ?? cell?.textContent?.trim() ?? "";
}
