/** The details of what is chosen: its links, the statements behind them, and what to do with it. */

import { button, element, link } from "../dom";
import { numbersOf, type Result } from "./choice";
import { bundle, mannerOf } from "./lines";
import { groupName, labelOf, otherEnd, pageOf, statementOf, termOf, type Model } from "./model";
import type { Scene } from "./scene";
import { change, state, toggled, values } from "./state";
import type { Edge } from "./types";
import { say, tagOf } from "./words";

/** So many links of a thing are listed; its page has all. */
const MOST = 60;
/** So many links of one step of a path. */
const MOST_IN_STEP = 3;

/** Fill the box with what is chosen; a path is told step by step. */
export function showDetails(model: Model, result: Result, scene: Scene | null, box: HTMLElement): void {
  const chosen = numbersOf(model, state.id.split("|"));
  const parts =
    chosen.length === 2
      ? pairDetails(model, result, chosen[0]!, chosen[1]!)
      : chosen.length === 1
        ? thingDetails(model, result, chosen[0]!)
        : scene?.kind === "path"
          ? pathDetails(model, scene)
          : [];
  box.replaceChildren(...parts);
  box.hidden = parts.length === 0;
}

function title(text: string): HTMLElement {
  return element("h2", { tabindex: -1, class: "details-title", lang: tagOf(text) }, text);
}

function thingDetails(model: Model, result: Result, number: number): HTMLElement[] {
  const thing = model.things[number]!;
  const edges = result.edgesOf.get(number) ?? [];
  const near = new Set(edges.map((edge) => otherEnd(edge, number)));
  const facts = [groupName(model, thing.group), ...thing.types.map((type) => termOf(model, type)), thing.year === undefined ? "" : String(thing.year)];
  const parts = [
    element("p", { class: "kind" }, [...new Set(facts.filter(Boolean))].join(" · ")),
    element("p", {}, link(pageOf(thing), say("page"), { class: "strong" })),
    actions(thing.id),
    element("h3", {}, say("links", { count: edges.length, things: near.size })),
    edgeList(model, edges.slice(0, MOST), number),
  ];
  if (edges.length > MOST) parts.push(element("p", { class: "note" }, say("links_more", { count: edges.length - MOST })));
  return [closeButton(), title(labelOf(thing)), ...parts];
}

function actions(id: string): HTMLElement {
  const isOpen = values("open").includes(id);
  const isShut = values("shut").includes(id);
  const center = state.ring === id
    ? button(say("leave_rings"), () => change({ ring: "", all: "" }))
    : button(say("rings"), () => change({ ring: id, tab: "network", all: "", a: "", b: "" }));
  const expand = button(say(isOpen ? "collapse_added" : "expand"), () => change({ open: toggled("open", id), shut: isShut ? toggled("shut", id) : state.shut }));
  const collapse = button(say(isShut ? "show_leaves" : "collapse"), () => change({ shut: toggled("shut", id), open: isOpen ? toggled("open", id) : state.open }));
  const start = button(say("path_from"), () => change({ a: id, b: "" }));
  const goal = state.a && state.a !== id ? button(say("path_to"), () => change({ b: id, id: "", ring: "", all: "" })) : null;
  return element("p", { class: "actions" }, center, state.ring ? null : expand, state.ring ? null : collapse, start, goal);
}

function pairDetails(model: Model, result: Result, a: number, b: number): HTMLElement[] {
  const edges = (result.edgesOf.get(a) ?? []).filter((edge) => otherEnd(edge, a) === b);
  const name = `${labelOf(model.things[a]!)} – ${labelOf(model.things[b]!)}`;
  return [closeButton(), title(name), element("p", {}, say("parallel", { count: edges.length })), edgeList(model, edges, null)];
}

/** Of each step the first links, and the way to all of them. */
function pathDetails(model: Model, scene: Scene): HTMLElement[] {
  const steps = bundle(model, scene.edges).sort((x, y) => distance(scene, x.edges[0]!) - distance(scene, y.edges[0]!));
  const items = steps.flatMap(({ a, b, edges }) => {
    const first = edgeList(model, edges.slice(0, MOST_IN_STEP), null);
    const all = () => change({ id: `${model.things[a]!.id}|${model.things[b]!.id}` });
    return edges.length > MOST_IN_STEP ? [first, button(say("parallel", { count: edges.length }), all)] : [first];
  });
  return [title(say("path_title")), ...items];
}

function distance(scene: Scene, edge: Edge): number {
  return Math.min(scene.spots.get(edge.from)!.x, scene.spots.get(edge.to)!.x);
}

/** Links in words, each with its statement and who says it. */
function edgeList(model: Model, edges: Edge[], number: number | null): HTMLElement {
  return element("ul", { class: "edges" }, ...edges.map((edge) => element("li", {}, ...edgeWords(model, edge, number))));
}

function edgeWords(model: Model, edge: Edge, number: number | null): (HTMLElement | string)[] {
  const statement = statementOf(model, edge);
  const end = (one: number) => (one === number ? element("span", { class: "self" }, labelOf(model.things[one]!)) : thingButton(model, one));
  const words: (HTMLElement | string)[] = [end(edge.from), " ", element("span", { class: "predicate" }, termOf(model, edge.p)), " ", end(edge.to)];
  if (statement?.text) {
    const unit = statement.unit === undefined ? "" : ` ${labelOf(model.things[statement.unit]!)}`;
    words.push(": ", element("b", {}, `${statement.text}${unit}`));
  }
  if (statement?.years) words.push(` (${spell(statement.years)})`);
  const manner = mannerOf(model, edge);
  if (manner !== "said") words.push(" ", element("em", { class: `manner ${manner}` }, say(`manner.${manner}`)));
  if (statement) {
    words.push(element("br"), link(pageOf(statement), statement.id.split("/").pop()!, { class: "statement" }));
    const [source] = statement.by;
    if (source !== undefined) words.push(" · ", thingButton(model, source));
  } else if (!edge.derived) words.push(" ", element("em", { class: "manner" }, say("unstated")));
  return words;
}

function spell([first, last]: [number | null, number | null]): string {
  if (first === last) return String(first);
  return `${first ?? "…"}–${last ?? "…"}`;
}

function thingButton(model: Model, number: number): HTMLElement {
  const { id } = model.things[number]!;
  const text = labelOf(model.things[number]!);
  return button(text, () => change({ id }), { class: "thing", lang: tagOf(text) });
}

function closeButton(): HTMLElement {
  return button("×", () => change({ id: "" }), { class: "close", "aria-label": say("close") });
}
