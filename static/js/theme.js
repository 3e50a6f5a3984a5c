// Light or dark. Loaded before the first paint, so that the page never flashes in the other colours.
(() => {
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is forbidden: the system's choice stands
    }
  };
  const store = (theme) => {
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch {
      // the choice holds for this page alone
    }
  };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const isDark = () => (root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";

  apply(stored());

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const say = () => button.setAttribute("aria-pressed", isDark());
      button.addEventListener("click", () => {
        const wanted = isDark() ? "light" : "dark";
        const system = systemIsDark.matches ? "dark" : "light";
        const choice = wanted === system ? null : wanted; // what the system wants needs no remembering
        apply(choice);
        store(choice);
        for (const other of document.querySelectorAll("[data-theme-switch]")) other.setAttribute("aria-pressed", isDark());
      });
      systemIsDark.addEventListener("change", say);
      say();
    }
  });
})();
