/** An input with a list of proposals: the combobox pattern of the ARIA Authoring Practices. */

import { element } from "./dom";

/** One proposal of the list. */
export interface Proposal {
  text: string;
  /** Said beside it: its kind, the name that was typed. */
  note?: string;
  value: string;
}

export interface Choices {
  /** Returns the proposals for what is typed; none closes the list. */
  propose(typed: string): Promise<Proposal[]>;
  choose(proposal: Proposal): void;
  /** Names the list to those who hear the page. */
  label: string;
  /** Said when the number of proposals changes. */
  count(number: number): string;
}

let lists = 0;

/** Give an input a list of proposals below it, and the keys to move in it. */
export function attachCombobox(input: HTMLInputElement, choices: Choices): void {
  const id = `proposals-${++lists}`;
  const list = element("ul", { id, role: "listbox", class: "proposals", "aria-label": choices.label });
  const status = element("span", { role: "status", class: "unseen" });
  list.hidden = true;
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  }))
    input.setAttribute(name, value);
  input.after(list, status);
  let proposals: Proposal[] = [];
  let active = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const mark = (place: number) => {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    const item = list.children[place];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = (place: number) => {
    const proposal = proposals[place];
    close();
    if (proposal) choices.choose(proposal);
  };
  const open = async () => {
    const turn = ++asked;
    const found = await choices.propose(input.value);
    if (turn !== asked || document.activeElement !== input) return; // typed on, or left
    proposals = found;
    list.replaceChildren(...found.map((one, place) => item(one, `${id}-${place}`)));
    status.textContent = input.value.trim() ? choices.count(found.length) : "";
    if (!found.length) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
  };

  input.addEventListener("input", () => void open());
  input.addEventListener("blur", () => {
    asked++;
    close();
  });
  // A press on the list must not take the focus from the input before the click comes.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest("[role=option]");
    if (chosen) take([...list.children].indexOf(chosen));
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is still at work on Chinese
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const turn = proposals.length + 1; // one place more: none chosen, back in the input
      mark(((active + 1 + step + turn) % turn) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      asked++;
      close();
    }
  });
}

function item(proposal: Proposal, id: string): HTMLElement {
  return element(
    "li",
    { id, role: "option", "aria-selected": "false" },
    element("span", {}, proposal.text),
    proposal.note ? element("small", {}, ` ${proposal.note}`) : null,
  );
}
