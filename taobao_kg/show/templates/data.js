// The page's data, read once, and the words and labels every other script asks for.

const DATA = JSON.parse(document.getElementById("page-data").textContent);
const PAGE = DATA.page;
const NODES = new Map(DATA.nodes.map((node) => [node.id, node]));
const LINKS = DATA.links;
const GROUPS = new Map(PAGE.groups.map((group) => [group.name, group]));
const IN_RINGS = Boolean(PAGE.about);
const TAGS = { en: "en", id: "id", zh: "zh-Hans" };
const FONT =
  'system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

// Which lines end at a thing, and the span of all years that are said anything about.
const LINKS_OF = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const link of LINKS) {
  LINKS_OF.get(link.from).push(link);
  LINKS_OF.get(link.to).push(link);
}
const STATEMENTS_OF = new Map();
for (const [id, statement] of Object.entries(PAGE.statements)) {
  for (const end of new Set([statement.s, statement.o])) {
    if (!STATEMENTS_OF.has(end)) STATEMENTS_OF.set(end, []);
    STATEMENTS_OF.get(end).push({ id, ...statement });
  }
}
const ALL_YEARS = DATA.nodes.flatMap((node) => node.years);

/** One word of the interface, with {places} filled. */
function say(word, values = {}) {
  const text = DATA.words[state.lang][word];
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The label of anything: a thing, a class, a predicate, a year, a unit, a source. */
function label(id) {
  const labels = NODES.get(id)?.labels ?? PAGE.terms[id];
  return labels?.[state.lang] ?? labels?.en ?? id;
}

/** The language a label really is in, as far as its letters tell. */
function languageOf(text, lang = state.lang) {
  return /\p{Script=Han}/u.test(text) ? "zh-Hans" : lang === "zh" ? "en" : TAGS[lang];
}

function neighbour(link, id) {
  return link.from === id ? link.to : link.from;
}

/** An element; texts become text, never markup. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A label in its own element, with the language it is in. */
function named(tag, text, properties = {}) {
  return make(tag, { lang: languageOf(text), ...properties }, text);
}

function byId(id) {
  return document.getElementById(id);
}
