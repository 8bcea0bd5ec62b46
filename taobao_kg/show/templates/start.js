// Put everything together and keep it in step with the state.

function speak() {
  document.documentElement.lang = TAGS[state.lang];
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  for (const button of byId("languages").children) button.setAttribute("aria-pressed", String(button.dataset.lang === state.lang));
  const title = PAGE.about ? say("title_about", { name: label(PAGE.about) }) : say("title");
  document.title = title;
  byId("title").textContent = title;
  byId("theme").textContent = isDark() ? "☀" : "☾";
}

/** The sentence that says what the picture shows. */
function describe() {
  const { nodes, links, cut } = picture.shown;
  const ring = (number) => nodes.filter((id) => NODES.get(id).ring === number).length;
  const parts = PAGE.about
    ? [say("says_about", { name: label(PAGE.about), near: ring(1), far: ring(2) })]
    : [say("says", { shown: nodes.length, all: NODES.size, links: links.length })];
  if (nodes.some((id) => isBorrowed(NODES.get(id))) && !IN_RINGS) parts.push(say("says_placed"));
  if (cut) parts.push(say("says_cut", { most: PAGE.most }));
  byId("says").textContent = parts.join(state.lang === "zh" ? "" : " ");
  byId("none").hidden = nodes.length > 0;
}

function showTab() {
  document.body.dataset.tab = state.tab;
  for (const button of byId("tabs").children) button.setAttribute("aria-pressed", String(button.dataset.tab === state.tab));
}

function announce() {
  const id = NODES.has(state.id) ? state.id : "";
  byId("announce").textContent = id ? `${label(id)}, ${DATA.words[state.lang].groups[NODES.get(id).group]}` : "";
}

function refresh(names) {
  const asks = (...wanted) => wanted.some((name) => names.has(name));
  const drawnAnew = asks("lang", "on", "actor", "kind", "source", "from", "to", "only");
  if (asks("lang")) speak();
  if (asks("tab")) showTab();
  if (asks("id", "lang", "only")) showDetails();
  if (drawnAnew) {
    showThings();
    makeLegend();
    makeFilters();
    makeList();
    makeHeadings();
    filterTables();
    describe();
    if (!names.has("lang") || names.size > 1) frame();
  }
  if (asks("lang")) renameTables();
  showChoice();
  markList();
  announce();
  if (asks("id") && NODES.has(state.id)) reveal(state.id);
}

document.documentElement.classList.add("scripted");
readAddress();
startPicture();
startLists();
startTables();
startKeys();
onChange(refresh);
refresh(new Set(Object.keys(FRESH)));

for (const button of byId("languages").children) button.addEventListener("click", () => change({ lang: button.dataset.lang }));
for (const button of byId("tabs").children) button.addEventListener("click", () => change({ tab: button.dataset.tab }));
byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  speak();
  repaint();
});
window.addEventListener("beforeprint", drawOnPaper);
window.addEventListener("afterprint", leavePaper);
byId("save-svg").addEventListener("click", saveSvg);
byId("save-png").addEventListener("click", savePng);
byId("zoom-in").addEventListener("click", () => zoom(1.25));
byId("zoom-out").addEventListener("click", () => zoom(0.8));
byId("zoom-fit").addEventListener("click", () => frame(true));
document.querySelector(".skip").addEventListener("click", (event) => {
  if (!document.documentElement.classList.contains("scripted")) return;
  event.preventDefault();
  (byId("list").querySelector("button") ?? byId("list")).focus();
});
document.documentElement.dataset.ready = "yes";
