/** An answer in tabs: table, chart, network, timeline; and as files. */

import { button, element } from "../dom";
import { together, type Say } from "../words";
import { termNode } from "./cells";
import { buildChart, hasChart } from "./chart";
import { readColumns } from "./columns";
import { save, writeCsv, writeSheet } from "./downloads";
import { buildLanes } from "./lanes";
import { MAX_ROWS } from "./guard";
import type { Labels } from "./labels";
import type { Answer, Row, Triple } from "./messages";
import { buildTable } from "./table";
import { buildTimeline } from "./timeline";

/** Rows an answer hands to the page; files have all of them. */
export const MOST_ROWS = 5_000;

export interface Shown {
  answer: Answer;
  milliseconds: number;
  /** What files are called, without ending. */
  name: string;
  /** The line that names the lens; empty when every statement counts. */
  lens: string;
  labels: Labels;
  say: Say;
  why(row: Row): Promise<Node>;
}

/** Return an answer as a reader sees it, the lens below. */
export function buildResults(shown: Shown): HTMLElement {
  const built = buildAnswer(shown);
  if (shown.lens) built.append(element("p", { class: "lens-line" }, shown.lens));
  return built;
}

function buildAnswer(shown: Shown): HTMLElement {
  const { answer, say, milliseconds } = shown;
  const seconds = (milliseconds / 1000).toFixed(milliseconds < 100 ? 3 : 2);
  if (answer.form === "ASK") {
    const text = say(answer.holds ? "workbench.yes" : "workbench.no");
    return element("div", {}, element("p", { class: "yes-no" }, text), files(shown));
  }
  const count = answer.form === "SELECT" ? answer.rows.length : answer.triples.length;
  const counted = answer.form === "SELECT" ? "workbench.rows" : "workbench.triples";
  const head = [say(counted, { count: answer.total }), say("workbench.took", { seconds: Number(seconds) })];
  if (answer.total > MAX_ROWS) head.push(say("workbench.too_many", { most: MAX_ROWS }));
  if (count < answer.total) head.push(say("workbench.cut", { count, total: answer.total }));
  return element(
    "div",
    {},
    element("p", { class: "answer-count", role: "status" }, together(head)),
    files(shown),
    !count ? element("p", {}, say("workbench.empty")) : answer.form === "SELECT" ? rowsInTabs(answer, shown) : triplesTable(answer.triples, shown),
  );
}

function rowsInTabs(answer: Extract<Answer, { form: "SELECT" }>, { labels, say, why }: Shown): HTMLElement {
  const { rows } = answer;
  const columns = readColumns(answer.columns, rows);
  const things = columns.filter(({ kind }) => kind === "thing").length;
  const hasYear = columns.some(({ kind }) => kind === "year");
  const shows = columns.some(({ kind }) => kind === "thing" || kind === "text");
  const tabs: [string, () => HTMLElement][] = [["table", () => buildTable({ columns, rows, labels, say, why })]];
  if (hasChart(columns)) tabs.push(["chart", () => buildChart(columns, rows, labels, say)]);
  if (things > 1) tabs.push(["network", () => buildLanes(columns, rows, labels, say)]);
  if (hasYear && shows) tabs.push(["timeline", () => buildTimeline(columns, rows, labels, say)]);
  return buildTabs(tabs, say);
}

/** Tabs as the ARIA Authoring Practices have them; each panel is built when first seen. */
function buildTabs(tabs: [string, () => HTMLElement][], say: Say): HTMLElement {
  if (tabs.length === 1) return tabs[0]![1]();
  const panels = tabs.map(([name]) => element("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}` }));
  const heads = tabs.map(([name], place) =>
    button(say(`workbench.tab.${name}`), () => open(place), { role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` }),
  );
  const open = (place: number) => {
    heads.forEach((head, at) => {
      head.setAttribute("aria-selected", String(at === place));
      head.tabIndex = at === place ? 0 : -1;
      panels[at]!.hidden = at !== place;
    });
    if (!panels[place]!.hasChildNodes()) panels[place]!.append(tabs[place]![1]());
  };
  const list = element("div", { role: "tablist", "aria-label": say("workbench.views") }, ...heads);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (heads.indexOf(document.activeElement as HTMLButtonElement) + step + heads.length) % heads.length;
    open(next);
    heads[next]!.focus();
  });
  open(0);
  return element("div", {}, list, ...panels);
}

function triplesTable(triples: Triple[], { labels, say }: Shown): HTMLElement {
  const rows = triples.map((triple) => element("tr", {}, ...triple.map((term) => element("td", {}, termNode(term, labels)))));
  const heads = ["subject", "predicate", "object"].map((name) => element("th", { scope: "col" }, say(`workbench.triple.${name}`)));
  return element("div", { class: "scrolling", tabindex: 0, role: "region", "aria-label": say("workbench.tab.table") },
    element("table", { class: "answer" }, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)));
}

function files({ answer, labels, lens, name, say }: Shown): HTMLElement {
  const file = (key: string, ending: string, type: string, text: () => string) =>
    button(say(`workbench.file.${key}`), () => save(text(), `${name}.${ending}`, type), { "data-file": key });
  const made =
    answer.form === "GRAPH"
      ? [file("turtle", "ttl", "text/turtle;charset=utf-8", () => (lens ? `# ${lens}\n${answer.text}` : answer.text))]
      : [file("json", "srj", "application/sparql-results+json", () => answer.text)];
  if (answer.form === "SELECT") {
    made.unshift(
      file("csv", "csv", "text/csv;charset=utf-8", () => writeCsv(answer)),
      file("sheet", "sheet.csv", "text/csv;charset=utf-8", () => writeSheet(answer, labels)),
    );
  }
  return element("p", { class: "saves" }, `${say("workbench.take")} `, ...made.flatMap((one) => [one, " "]));
}
