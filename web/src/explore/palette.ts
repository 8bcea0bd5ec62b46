/** Colours of the style sheet, so that page and pictures never differ. */

export interface Palette {
  paper: string;
  panel: string;
  ink: string;
  muted: string;
  rule: string;
  accent: string;
  /** What is disputed; it carries a sign too. */
  alarm: string;
  dark: boolean;
}

const LIGHT = { paper: "#ffffff", panel: "#f6f5f2", ink: "#1d1f21", muted: "#5a6066", rule: "#dcd9d2", accent: "#005c99" };

export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(LIGHT).map(([name, usual]) => [name, style.getPropertyValue(`--${name}`).trim() || usual]);
  const dark = isDark();
  return { ...(Object.fromEntries(entries) as typeof LIGHT), alarm: dark ? "#EF7D24" : "#C24E00", dark };
}

/** Call a function when the page turns light or dark. */
export function onTheme(listener: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
  new MutationObserver(listener).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
