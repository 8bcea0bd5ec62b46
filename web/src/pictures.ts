/** Pictures and lists of links through the lens of a page.
 *
 * What stands for statements or triples says in `data-without` through which lenses nothing of it
 * holds, by their places in the chooser, where 0 is no lens.
 */

import { element } from "./dom";
import { together, type Say } from "./words";

const MARKED = "[data-without]";

/** Hide the items, and dim the parts of pictures, that do not hold through the lens at a place. */
export function markLinks(place: number): void {
  for (const mark of document.querySelectorAll<HTMLElement | SVGElement>(MARKED)) {
    const fails = (mark.dataset["without"] ?? "").split(" ").includes(String(place));
    if (mark instanceof HTMLElement) mark.hidden = fails;
    else mark.classList.toggle("off", fails);
  }
  for (const list of document.querySelectorAll<HTMLElement>("dl.facts dd")) {
    const items = [...list.querySelectorAll<HTMLElement>(`li${MARKED}`)];
    list.hidden = items.length > 0 && items.every((item) => item.hidden);
    const name = list.previousElementSibling;
    if (name instanceof HTMLElement) name.hidden = list.hidden;
  }
}

/** Print the lens under every picture, and what of the picture does not follow it. */
export function captionPictures(title: string, say: Say): void {
  for (const caption of document.querySelectorAll("main figure > figcaption")) {
    caption.querySelector(".lens-note")?.remove();
    if (!title) continue;
    const marks = [...caption.parentElement!.querySelectorAll(`svg ${MARKED}`)];
    const shown = marks.filter((mark) => !mark.classList.contains("off")).length;
    const text = marks.length
      ? say("atlas.lens.picture", { title, shown, total: marks.length })
      : say("atlas.lens.unfollowed", { title });
    caption.append(element("span", { class: "lens-note" }, together(["", text])));
  }
}
