// The legend that filters, the filters, the search and the list of what is drawn.

function makeLegend() {
  byId("legend").replaceChildren(...PAGE.groups.map((group) => {
    const on = state.on.split(",").includes(group.name);
    const count = DATA.nodes.filter((node) => node.group === group.name && (!IN_RINGS || node.x !== undefined)).length;
    if (!count) return "";
    return make("button", { type: "button", "data-group": group.name, "aria-pressed": String(on), onclick: () => toggleGroup(group.name) },
      shapeIcon(group.name), make("span", {}, DATA.words[state.lang].groups[group.name]), make("small", {}, String(count)));
  }));
}

function toggleGroup(name) {
  const on = new Set(state.on.split(",").filter(Boolean));
  on.has(name) ? on.delete(name) : on.add(name);
  change({ only: "", on: PAGE.groups.map((group) => group.name).filter((one) => on.has(one)).join(",") });
}

function makeFilters() {
  const nodes = DATA.nodes;
  const actors = nodes.filter((node) => node.group === "actor" && node.degree).map((node) => node.id);
  const kinds = [...new Set(nodes.filter((node) => node.group === "policy").flatMap((node) => node.types))];
  const sources = [...new Set(PAGE.triples.flatMap((triple) => triple.sources))];
  fillSelect("filter-actor", actors, label, state.actor);
  fillSelect("filter-kind", kinds, typeName, state.kind);
  fillSelect("filter-source", sources, label, state.source);
  for (const end of ["from", "to"]) {
    const input = byId(`filter-${end}`);
    input.min = Math.min(...ALL_YEARS);
    input.max = Math.max(...ALL_YEARS);
    input.placeholder = ALL_YEARS.length ? (end === "from" ? input.min : input.max) : "";
    if (document.activeElement !== input) input.value = state[end];
  }
  byId("reset").hidden = !isFiltered();
}

function fillSelect(id, values, name, chosen) {
  const options = values.map((value) => [value, name(value)]);
  const order = new Intl.Collator(TAGS[state.lang]);
  options.sort((a, b) => order.compare(a[1], b[1]));
  byId(id).replaceChildren(make("option", { value: "" }, say("any")), ...options.map(([value, text]) => named("option", text, { value })));
  byId(id).value = chosen;
  byId(id).parentElement.hidden = values.length === 0;
}

function isFiltered() {
  return ["actor", "kind", "source", "from", "to", "only"].some((name) => state[name]) || state.on !== FRESH.on;
}

/** What is drawn, by kind; while something is searched, what was found, drawn or not. */
function makeList() {
  const text = byId("search").value;
  const found = text.trim() ? search(text) : null;
  const ids = found ?? picture.shown.nodes;
  byId("count").textContent = found ? (found.length ? say("found", { n: found.length }) : say("none_found")) : String(ids.length);
  const order = new Intl.Collator(TAGS[state.lang]);
  const members = (name) => ids.filter((id) => NODES.get(id).group === name).sort((a, b) => order.compare(label(a), label(b)));
  const parts = found ? [["", found.slice(0, 100)]] : PAGE.groups.map(({ name }) => [name, members(name)]);
  byId("list").replaceChildren(...parts.filter(([, some]) => some.length).flatMap(([name, some]) => [
    name ? make("h3", {}, shapeIcon(name), DATA.words[state.lang].groups[name]) : "",
    make("ul", {}, some.map(listItem)),
  ]));
}

function listItem(id) {
  const node = NODES.get(id);
  const text = label(id);
  const other = byId("search").value.trim() ? node.labels.zh : "";
  return make("li", {}, make("button", { type: "button", "data-id": id, "aria-current": state.id === id ? "true" : null, onclick: () => choose(id) },
    shapeIcon(node.group), named("span", text), other && other !== text ? make("small", { lang: "zh-Hans" }, other) : null));
}

function markList() {
  for (const button of byId("list").querySelectorAll("button")) {
    if (button.dataset.id === state.id) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function startLists() {
  if (matchMedia("(max-width: 859.98px)").matches) byId("filters").open = false;
  byId("search").addEventListener("input", makeList);
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { byId("search").value = ""; makeList(); }
    if (event.key === "Enter") byId("list").querySelector("button")?.click();
  });
  for (const [id, name] of [["filter-actor", "actor"], ["filter-kind", "kind"], ["filter-source", "source"]]) {
    byId(id).addEventListener("change", (event) => change({ [name]: event.target.value, only: "" }));
  }
  for (const end of ["from", "to"]) byId(`filter-${end}`).addEventListener("change", (event) => {
    const text = event.target.value.trim();
    change({ [end]: /^-?\d{1,4}$/.test(text) ? text : "", only: "" });
  });
  byId("reset").addEventListener("click", () => {
    change({ ...FRESH, lang: state.lang, tab: state.tab, id: state.id });
    byId("list").focus({ preventScroll: true });
  });
}
