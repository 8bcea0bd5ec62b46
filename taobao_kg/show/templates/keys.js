// Keys: arrows walk along the lines, Enter reads, Esc leaves.

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function startKeys() {
  stage.addEventListener("keydown", (event) => {
    if (event.key in WAYS && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      walk(...WAYS[event.key]);
    } else if (event.key === "Enter" && state.id) {
      event.preventDefault();
      origin = stage;
      byId("details-title")?.focus();
    } else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") frame(true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.id && event.target !== byId("search")) closeDetails();
  });
  // A click without a pointer is a key pressed: the reader wants to go on to the details.
  byId("list").addEventListener("click", (event) => {
    origin = event.detail ? stage : byId("list");
    if (!event.detail) byId("details-title")?.focus();
  });
  byId("list").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...byId("list").querySelectorAll("button")];
    const next = buttons[buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
}

/** Go to the linked thing that lies best in a direction; from nothing, to the first thing. */
function walk(across, down) {
  const here = NODES.get(state.id)?.at ? state.id : "";
  if (!here || !picture.shown.nodes.includes(here)) return change({ id: IN_RINGS ? PAGE.about : picture.shown.nodes[0] });
  const from = NODES.get(here).at;
  let best = "";
  let least = Infinity;
  for (const link of picture.shown.links) {
    if (link.from !== here && link.to !== here) continue;
    const id = neighbour(link, here);
    const to = NODES.get(id).at;
    const ahead = (to.x - from.x) * across + (to.y - from.y) * down;
    const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * across);
    if (ahead > 0 && ahead + 2 * aside < least) [best, least] = [id, ahead + 2 * aside];
  }
  if (best) change({ id: best });
}
