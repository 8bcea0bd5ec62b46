/** The search box in the head of each page, and the list of all results on search.html. */

import { attachCombobox } from "./combobox";
import { pageAddress } from "./data";
import { element } from "./dom";
import { findThings, labelOf, loadNames, type Hit } from "./names";
import { loadWords, type Say } from "./words";

const PROPOSED = 10;
const LISTED = 200;

/** Give the search box its proposals, and `/` the way to it. */
export function startSearch(): void {
  const input = document.querySelector<HTMLInputElement>("form.search input[name=q]");
  if (!input) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0] as HTMLElement; // also inside the editor
    if (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // The names are half a megabyte: only who searches pays for them.
  input.addEventListener("focus", () => void prepare(input), { once: true });
  if (document.activeElement === input) void prepare(input);
}

async function prepare(input: HTMLInputElement): Promise<void> {
  const [things, say] = await Promise.all([loadNames(), loadWords()]);
  attachCombobox(input, {
    label: say("atlas.search.label"),
    count: (count) => say("atlas.search.count", { count }),
    propose: async (typed) =>
      findThings(things, typed, "", PROPOSED).map((hit) => ({
        text: labelOf(hit.thing),
        note: noteOf(hit, say),
        value: hit.thing.path,
      })),
    choose: ({ value }) => location.assign(pageAddress(value)),
  });
  if (input.value) input.dispatchEvent(new Event("input")); // typed while it came
}

/** List all results of `?q=` in `#results`. */
export async function startResults(): Promise<void> {
  const place = document.getElementById("results");
  if (!place) return;
  const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  const input = document.querySelector<HTMLInputElement>("form.search input[name=q]");
  if (input) input.value = asked;
  if (!asked) return;
  const [things, say] = await Promise.all([loadNames(), loadWords()]);
  const hits = findThings(things, asked);
  const rows = hits.slice(0, LISTED).map((hit) =>
    element(
      "li",
      {},
      element("a", { href: pageAddress(hit.thing.path) }, labelOf(hit.thing)),
      element("small", {}, ` ${noteOf(hit, say)}`),
    ),
  );
  place.replaceChildren(
    element("p", {}, say("atlas.search.found", { count: hits.length, text: asked })),
    element("ol", { class: "results" }, ...rows),
    hits.length > LISTED ? element("p", {}, say("atlas.search.rest", { shown: LISTED })) : "",
  );
}

/** Its kind, and the name that fits when it is not the label. */
function noteOf({ thing, name }: Hit, say: Say): string {
  const slug = thing.path.slice(thing.path.lastIndexOf("/") + 1);
  const kind = kindName(thing.kind, say);
  return name === labelOf(thing) || name === slug ? kind : `${kind} · ${name}`;
}

/** Return what a kind of things is called, else its plain name. */
export function kindName(kind: string, say: Say): string {
  try {
    return say(`atlas.kinds.${kind}`);
  } catch {
    return kind;
  }
}
