/** Buttons that copy: `data-copy` is the text, or `#id` of the element that holds it. */

import { loadWords } from "./words";

/** Make `button[data-copy]` work, now and later. */
export function startCopying(): void {
  document.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLButtonElement>("button[data-copy]");
    if (pressed) void copyFrom(pressed);
  });
}

async function copyFrom(pressed: HTMLButtonElement): Promise<void> {
  const wanted = pressed.dataset["copy"] ?? "";
  const holder = wanted.startsWith("#") ? document.getElementById(wanted.slice(1)) : null;
  const done = await copyText(holder?.textContent ?? wanted);
  const say = await loadWords();
  const before = (pressed.dataset["label"] ??= pressed.textContent ?? "");
  pressed.setAttribute("aria-live", "polite");
  pressed.textContent = say(done ? "atlas.copied" : "atlas.not_copied");
  setTimeout(() => (pressed.textContent = before), 2000);
}

/** Put a text onto the clipboard; return whether it went. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // no permission, or no secure page: the older way needs a selected field
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
