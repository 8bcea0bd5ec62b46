/** The tabs, as the ARIA Authoring Practices have them. */

import { button, element } from "../dom";
import { change } from "./state";
import { say } from "./words";

const TABS = ["network", "table", "timeline", "charts"] as const;

export interface Tabs {
  bar: HTMLElement;
  panels: Map<string, HTMLElement>;
  select(name: string): void;
}

/** The bar and the panels; the first holds the network, the others are filled when seen. */
export function startTabs(network: HTMLElement): Tabs {
  const tabs = TABS.map((name) =>
    button(say(`tab.${name}`), () => change({ tab: name }), { role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}` }),
  );
  const bar = element("div", { role: "tablist", class: "tabs", "aria-label": say("tabs") }, ...tabs);
  const panels = new Map(
    TABS.map((name) => [name as string, element("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}` })]),
  );
  panels.get("network")!.append(network);
  bar.addEventListener("keydown", (event) => {
    const here = tabs.indexOf(document.activeElement as HTMLButtonElement);
    const target = { ArrowRight: here + 1, ArrowLeft: here - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (target === undefined || here < 0) return;
    event.preventDefault();
    const next = tabs[target % tabs.length]!;
    next.focus();
    next.click();
  });
  const select = (name: string) => {
    TABS.forEach((one, i) => {
      const isOn = one === name;
      tabs[i]!.setAttribute("aria-selected", String(isOn));
      tabs[i]!.tabIndex = isOn ? 0 : -1;
      panels.get(one)!.hidden = !isOn;
    });
  };
  return { bar, panels, select };
}
