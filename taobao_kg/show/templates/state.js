// What the reader chose. It lives in the address, so a link or the back button brings it back.

const state = {};
const FRESH = {
  lang: PAGE.lang, // en, id, zh
  id: "", // the chosen thing, or "thing|thing" for a line
  on: PAGE.on.join(","), // kinds drawn
  actor: "", // only this actor's surroundings
  kind: "", // only this class of policies
  source: "", // only what this source says
  from: "", // only these years
  to: "",
  only: "", // only this thing and its neighbours
  tab: "picture",
};
Object.assign(state, FRESH);
const listeners = [];

/** Call a function after every change with the names of what changed. */
function onChange(listener) {
  listeners.push(listener);
}

/** Change some of the state; a step in the history unless it is only a correction. */
function change(changes) {
  const before = { ...state };
  Object.assign(state, changes);
  const names = Object.keys(FRESH).filter((name) => before[name] !== state[name]);
  if (names.length === 0) return;
  expected = address();
  location.hash = expected;
  tell(names);
}

function address() {
  const parts = Object.keys(FRESH)
    .filter((name) => state[name] !== FRESH[name])
    .map((name) => `${name}=${encodeURIComponent(state[name]).replace(/%2F/g, "/").replace(/%2C/g, ",")}`);
  return parts.join("&");
}

let expected = null;

/** Read the address; what it does not know, or names wrongly, stays as it was at first. */
function readAddress() {
  const wanted = { ...FRESH };
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (name in FRESH && isKnown(name, value)) wanted[name] = value;
  }
  const names = Object.keys(FRESH).filter((name) => wanted[name] !== state[name]);
  Object.assign(state, wanted);
  return names;
}

function isKnown(name, value) {
  if (name === "lang") return value in DATA.words;
  if (name === "tab") return value === "picture" || value === "tables";
  if (name === "from" || name === "to") return /^-?\d{1,4}$/.test(value);
  if (name === "id") return value.split("|").every((id) => NODES.has(id));
  if (name === "actor" || name === "source" || name === "only") return NODES.has(value) || value in PAGE.terms;
  return true;
}

function tell(names) {
  for (const listener of listeners) listener(new Set(names));
}

window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) === expected) return;
  expected = null;
  const names = readAddress();
  if (names.length) tell(names);
});
