/** What the reader chose. It lives in the address, so a link or the back button brings it back. */

export const FACETS = ["type", "tier", "policy", "instrument", "source", "standing", "language"] as const;
export type Facet = (typeof FACETS)[number];

const FRESH = {
  // On a phone a list is read more easily than a picture.
  tab: matchMedia("(max-width: 40rem)").matches ? "table" : "network",
  type: "", // of each facet the values chosen, joined by commas
  tier: "",
  policy: "",
  instrument: "",
  source: "",
  standing: "",
  language: "",
  from: "", // years
  to: "",
  near: "", // 1: also what the matches are linked to; 0: not
  derived: "1", // 0: no lines that only the ontology draws
  id: "", // the thing chosen
  ring: "", // the thing in the middle of rings
  a: "", // the ends of a path
  b: "",
  open: "", // things whose neighbours are shown though the facets do not ask for them
  shut: "", // things whose neighbours are hidden unless something else holds them
  all: "", // 1: the map of everything that matches
  rows: "type", // of the timeline: type or tier
  sort: "-links",
  page: "1",
};
export type State = typeof FRESH;
export type Name = keyof State;

/** The names a reader narrows the result with. */
export const NARROWING: readonly Name[] = [...FACETS, "from", "to"];

export const state: State = { ...FRESH };
const listeners: ((changed: Set<Name>) => void)[] = [];
let written: string | null = null;

/** Call a function after every change with the names of what changed. */
export function onChange(listener: (changed: Set<Name>) => void): void {
  listeners.push(listener);
}

/** Change some of the state: a step in the history. */
export function change(changes: Partial<State>): void {
  const changed = assign({ ...state, ...changes });
  if (changed.size === 0) return;
  written = write();
  location.hash = written;
  tell(changed);
}

/** Values of a name that holds several. */
export function values(name: Name): string[] {
  return state[name] ? state[name].split(",") : [];
}

/** The same values without one, or with it. */
export function toggled(name: Name, value: string): string {
  const chosen = values(name);
  const kept = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return kept.join(",");
}

/** Everything as at first; what is given stays. */
export function fresh(kept: Partial<State> = {}): State {
  return { ...FRESH, ...kept };
}

/** Read the address; what it does not know stays as it was at first. */
export function readAddress(): Set<Name> {
  const wanted = { ...FRESH };
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (Object.hasOwn(FRESH, name) && isFit(name as Name, value)) wanted[name as Name] = value;
  }
  return assign(wanted);
}

export function startState(): void {
  readAddress();
  window.addEventListener("hashchange", () => {
    if (location.hash.slice(1) === written) return;
    written = null;
    const changed = readAddress();
    if (changed.size) tell(changed);
  });
}

function isFit(name: Name, value: string): boolean {
  if (name === "from" || name === "to") return /^-?\d{1,4}$/.test(value);
  if (name === "tab") return ["network", "table", "timeline", "charts"].includes(value);
  if (name === "page") return /^[1-9]\d{0,3}$/.test(value);
  return value.length < 2000;
}

function assign(wanted: State): Set<Name> {
  const changed = new Set((Object.keys(FRESH) as Name[]).filter((name) => wanted[name] !== state[name]));
  Object.assign(state, wanted);
  return changed;
}

function write(): string {
  return (Object.keys(FRESH) as Name[])
    .filter((name) => state[name] !== FRESH[name])
    .map((name) => `${name}=${encodeURIComponent(state[name]).replace(/%2F/g, "/").replace(/%2C/g, ",")}`)
    .join("&");
}

function tell(changed: Set<Name>): void {
  for (const listener of listeners) listener(changed);
}
