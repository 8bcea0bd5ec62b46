/** The lens chooser in the head of a page. */

import { pageLens } from "./data";
import { element } from "./dom";
import { counts } from "./lens";
import { captionPictures, markLinks } from "./pictures";
import { loadWords } from "./words";

/** Apply the lens in the address, and let `select#lens` change it. */
export function startLens(): void {
  const select = document.querySelector<HTMLSelectElement>("select#lens");
  if (!select) return;
  const asked = pageLens();
  const known = [...select.options].some((option) => option.value === asked);
  select.value = known ? asked : "all";
  const caption = document.getElementById("lens-caption");
  const whole = caption?.textContent ?? "";
  const apply = () => {
    document.documentElement.dataset["lens"] = select.value;
    void applyLens(select, whole);
  };
  select.addEventListener("change", () => {
    const address = new URL(location.href);
    if (select.value === "all") address.searchParams.delete("lens");
    else address.searchParams.set("lens", select.value);
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // not allowed in some frames; the page is filtered all the same
    }
    apply();
    document.dispatchEvent(new CustomEvent("lens", { detail: select.value }));
  });
  if (select.value !== "all") apply();
  else document.documentElement.dataset["lens"] = "all";
}

async function applyLens(select: HTMLSelectElement, whole: string): Promise<void> {
  const lens = select.value;
  const statements = document.querySelectorAll<HTMLElement>("[data-source]");
  let shown = 0;
  for (const statement of statements) {
    statement.hidden = !counts(lens, statement.dataset);
    shown += Number(!statement.hidden);
  }
  markLinks(select.selectedIndex);
  for (const group of document.querySelectorAll<HTMLElement>("[data-statements]")) {
    const own = [...group.querySelectorAll<HTMLElement>("[data-source], li[data-without]")];
    group.hidden = own.length > 0 && own.every((statement) => statement.hidden);
  }
  carryLens(lens);
  const say = await loadWords();
  const title = select.selectedOptions[0]?.textContent?.trim() ?? lens;
  captionPictures(lens === "all" ? "" : title, say);
  const caption = document.getElementById("lens-caption");
  if (!caption) return;
  const text = {
    all: () => whole,
    none: () => say("atlas.lens.named", { title }),
    some: () => say("atlas.lens.caption", { title, shown, total: statements.length }),
  };
  caption.textContent = text[lens === "all" ? "all" : statements.length ? "some" : "none"]();
}

/** Put the lens into the links to other pages of the site, and into the search. */
function carryLens(lens: string): void {
  const search = document.querySelector("form.search");
  search?.querySelector("input[name=lens]")?.remove();
  if (lens !== "all") search?.append(element("input", { type: "hidden", name: "lens", value: lens }));
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    const written = anchor.getAttribute("href") ?? "";
    if (written.startsWith("#") || /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) continue;
    const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(written) ?? [];
    if (!/(\.html|\/|^)$/.test(path)) continue;
    const values = new URLSearchParams(query);
    if (lens === "all") values.delete("lens");
    else values.set("lens", lens);
    anchor.setAttribute("href", `${path}${values.size ? `?${values.toString()}` : ""}${fragment}`);
  }
}
