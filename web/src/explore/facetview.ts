/** The facets at the left: values with counts, years, what was chosen, and the way back. */

import { button, drawn, element } from "../dom";
import { countValues, countYears } from "./facets";
import type { Model } from "./model";
import { choiceName, orderValues, valueName } from "./naming";
import { change, FACETS, fresh, NARROWING, state, toggled, values, type Facet, type Name } from "./state";
import { say, tagOf } from "./words";
import { digits } from "../words";
import { pageLang } from "../data";

/** So many values get a field that narrows them. */
const MANY = 12;
const typed = new Map<Facet, string>();

/** Build all facets anew; what has the focus keeps it. */
export function showFacets(model: Model, box: HTMLElement): void {
  const focused = (document.activeElement as HTMLElement | null)?.id;
  const scrolled = new Map([...box.querySelectorAll("ul")].map((list) => [list.id, list.scrollTop]));
  box.replaceChildren(yearFacet(model), ...FACETS.map((facet) => valueFacet(model, facet)));
  for (const [id, top] of scrolled) box.querySelector(`#${id}`)?.scrollTo(0, top);
  if (focused) box.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus({ preventScroll: true });
}

/** What is chosen, each with a button that takes it back. */
export function chosenChips(model: Model): HTMLElement {
  const chips = NARROWING.flatMap((name) =>
    values(name).map((value) => {
      const text = choiceName(model, name, value);
      const chip = button("", () => change({ [name]: toggled(name, value), page: "1" }), { class: "chip", "aria-label": say("without", { text }) });
      chip.append(element("span", { lang: tagOf(text) }, text), element("span", { "aria-hidden": "true" }, " ×"));
      return chip;
    }),
  );
  if (chips.length) chips.push(button(say("reset"), () => change(fresh({ tab: state.tab })), { class: "chip" }));
  return element("p", { class: "chips" }, ...chips);
}

function valueFacet(model: Model, facet: Facet): HTMLElement {
  const counts = countValues(model, state, facet);
  const chosen = values(facet);
  const all = orderValues(model, facet, counts, chosen);
  const list = element("ul", { id: `values-${facet}` }, ...all.map((value) => valueItem(model, facet, value, counts.get(value) ?? 0, chosen)));
  const narrow = () => {
    const wanted = (typed.get(facet) ?? "").toLocaleLowerCase();
    for (const item of list.children) (item as HTMLElement).hidden = !item.textContent!.toLocaleLowerCase().includes(wanted);
  };
  const isOpen = chosen.length > 0 || all.length <= MANY || typed.has(facet) || opened.has(facet);
  const body = element("details", { class: "facet", open: isOpen }, element("summary", {}, say(`facet.${facet}`), chosen.length ? ` (${chosen.length})` : ""));
  body.addEventListener("toggle", () => (body.open ? opened.add(facet) : opened.delete(facet)));
  if (all.length > MANY) {
    const field = element("input", { type: "search", id: `narrow-${facet}`, placeholder: say("narrow"), "aria-label": `${say("narrow")}: ${say(`facet.${facet}`)}`, autocomplete: "off" });
    field.value = typed.get(facet) ?? "";
    field.addEventListener("input", () => {
      typed.set(facet, field.value);
      narrow();
    });
    body.append(field);
  }
  body.append(list);
  narrow();
  return body;
}

const opened = new Set<Facet>();

function valueItem(model: Model, facet: Facet, value: string, count: number, chosen: string[]): HTMLElement {
  const id = `facet-${facet}-${value.replace(/\W/g, "-")}`;
  const isOn = chosen.includes(value);
  const box = element("input", { type: "checkbox", id, disabled: count === 0 && !isOn });
  box.checked = isOn;
  box.addEventListener("change", () => change({ [facet]: toggled(facet, value), page: "1" }));
  const name = valueName(model, facet, value);
  return element(
    "li",
    { class: count || isOn ? null : "empty" },
    box,
    element("label", { for: id }, element("span", { lang: tagOf(name) }, name), " ", element("small", {}, digits(count, pageLang()))),
  );
}

function yearFacet(model: Model): HTMLElement {
  const counts = countYears(model, state);
  const years = [...counts.keys()].sort((a, b) => a - b);
  return element(
    "fieldset",
    { class: "facet years" },
    element("legend", {}, say("facet.years")),
    histogram(counts, years),
    element("div", { class: "ends" }, yearChoice("from", years, counts), yearChoice("to", years, counts)),
  );
}

function yearChoice(name: "from" | "to", years: number[], counts: Map<number, number>): HTMLElement {
  const id = `year-${name}`;
  const select = element("select", { id }, element("option", { value: "" }, say("any")));
  const other = name === "from" ? state.to : state.from;
  const listed = state[name] && !counts.has(Number(state[name])) ? [...years, Number(state[name])].sort((a, b) => a - b) : years;
  for (const year of listed) {
    const isBeyond = other !== "" && (name === "from" ? year > Number(other) : year < Number(other));
    select.append(element("option", { value: year, disabled: isBeyond }, `${year} (${digits(counts.get(year) ?? 0, pageLang())})`));
  }
  select.value = state[name];
  select.addEventListener("change", () => change({ [name as Name]: select.value, page: "1" }));
  return element("label", { for: id }, say(`facet.${name}`), " ", select);
}

/** Small bars, one a year from 1978; the table tab has the figures. */
function histogram(counts: Map<number, number>, years: number[]): SVGSVGElement {
  const first = Math.max(1990, years[0] ?? 1990);
  const last = Math.max(first + 1, years.at(-1) ?? first + 1);
  const most = Math.max(1, ...years.filter((year) => year >= first).map((year) => counts.get(year)!));
  const [from, to] = [state.from ? Number(state.from) : -Infinity, state.to ? Number(state.to) : Infinity];
  const svg = drawn("svg", { class: "bars", viewBox: `0 0 ${last - first + 1} 24`, preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const year of years) {
    if (year < first) continue;
    const height = Math.max(0.8, (24 * counts.get(year)!) / most);
    svg.append(drawn("rect", { x: year - first + 0.1, y: 24 - height, width: 0.8, height, class: year >= from && year <= to ? "in" : "out" }));
  }
  return svg;
}
