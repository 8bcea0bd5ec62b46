/** The page Explore: one result, four tabs, facets at the left, every state an address. */

import { load, pageLens } from "./data";
import { adopt, element } from "./dom";
import { leftOutOf } from "./effects";
import { findResult, type Result } from "./explore/choice";
import { showCharts } from "./explore/charts";
import css from "./explore/explore.css";
import { chosenChips, showFacets } from "./explore/facetview";
import { makeModel, type Model } from "./explore/model";
import { Network } from "./explore/network";
import { onTheme } from "./explore/palette";
import { onChange, startState, state, type Name } from "./explore/state";
import { showTable } from "./explore/table";
import { startTabs } from "./explore/tabs";
import { showTimeline } from "./explore/timeline";
import type { Data } from "./explore/types";
import { say, startWords } from "./explore/words";

async function start(main: HTMLElement): Promise<void> {
  adopt(css);
  const [data, leftOut] = await Promise.all([load<Data>("explore"), leftOutOf(pageLens()), startWords()]);
  let model = makeModel(data, leftOut);
  startState();

  const facets = element("div", { class: "values" });
  const folded = element("details", { class: "facets" }, element("summary", {}, say("facets")), facets);
  // Beside the result where there is room, folded above it where there is not.
  const wide = matchMedia("(min-width: 60rem)");
  const unfold = () => (folded.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
  const chips = element("div", { class: "chosen" });
  const empty = element("p", { class: "empty-result", role: "status" });
  const lensLine = element("p", { class: "lens-line" });
  let network = new Network(model);
  const tabs = startTabs(network.box);
  main.replaceChildren(element("div", { class: "explore" }, folded, element("div", { class: "result" }, chips, empty, tabs.bar, ...tabs.panels.values(), lensLine)));

  let result: Result = findResult(model, state);
  const show = (changed: Set<Name>) => {
    result = findResult(model, state);
    showFacets(model, facets);
    chips.replaceChildren(chosenChips(model));
    empty.hidden = result.matched.length > 0;
    empty.textContent = empty.hidden ? "" : say("nothing");
    lensLine.hidden = !model.leftOut.says;
    lensLine.textContent = lensLine.hidden ? "" : say("through", { lens: model.leftOut.says });
    tabs.select(state.tab);
    showTab(model, result, changed);
  };
  const showTab = (shown: Model, found: Result, changed: Set<Name>) => {
    if (state.tab === "table") showTable(shown, found, tabs.panels.get("table")!);
    else if (state.tab === "timeline") showTimeline(shown, found, tabs.panels.get("timeline")!);
    else if (state.tab === "charts") showCharts(shown, found, tabs.panels.get("charts")!);
    else network.show(found, changed);
  };
  onChange(show);
  onTheme(() => (state.tab === "network" ? network.repaint() : showTab(model, result, new Set())));
  const look = async () => {
    const lens = pageLens();
    const found = await leftOutOf(lens);
    if (lens !== pageLens()) return; // another was chosen meanwhile
    model = makeModel(data, found);
    network.close();
    network = new Network(model);
    tabs.panels.get("network")!.replaceChildren(network.box);
    show(new Set());
  };
  document.addEventListener("lens", () => void look());
  show(new Set());
  main.dataset["ready"] = "yes";
}

const main = document.getElementById("explore");
if (main) void start(main);
