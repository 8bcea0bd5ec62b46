/** Elements with attributes and children; texts go in as text, never as HTML. */

export type Attributes = Record<string, string | number | boolean | null | undefined>;
export type Child = Node | string | null | undefined;

const SVG = "http://www.w3.org/2000/svg";

/** Return a new HTML element; attributes that are false, null or undefined are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return furnish(document.createElement(tag), attributes, children);
}

/** Return a new SVG element. */
export function drawn<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

/** Return a new button that does something. */
export function button(text: string, act: () => void, attributes: Attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/** Return a link; what is not http(s), or a page of this site, is shown as text only. */
export function link(address: string, text: string, attributes: Attributes = {}): HTMLElement {
  const foreign = /^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("//");
  if (foreign && !/^https?:\/\//i.test(address)) return element("span", attributes, text);
  const rel = foreign ? "noopener noreferrer" : null;
  return element("a", { href: address, rel, ...attributes }, text);
}

/** Adopt a style sheet: allowed where inline styles are not. */
export function adopt(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function furnish<E extends Element>(made: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}
