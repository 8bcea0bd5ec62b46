/** Light or dark: what the reader chose, else what the system says. */

const KEY = "taobao-kg-theme";

/** Apply the theme chosen before, and let `button#theme` change it. */
export function startTheme(): void {
  const chosen = remembered();
  if (chosen) document.documentElement.dataset["theme"] = chosen;
  const toggle = document.querySelector<HTMLButtonElement>("button#theme");
  if (!toggle) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => {
    const theme = document.documentElement.dataset["theme"];
    return theme ? theme === "dark" : system.matches;
  };
  const show = () => toggle.setAttribute("aria-pressed", String(isDark()));
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset["theme"] = theme;
    remember(theme);
    show();
  });
  system.addEventListener("change", show);
  show();
}

// Storage may be forbidden, also by the mere name of it.
function remembered(): "light" | "dark" | null {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : null;
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // then it holds for this page alone
  }
}
