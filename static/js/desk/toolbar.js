// The editor's buttons as one toolbar: one stop for the tab key, arrows within, and their state said aloud.

export function makeToolbar(bar, label, editor) {
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
  const buttons = () => [...bar.querySelectorAll("button:not(.hidden)")];

  const say = () => {
    const all = buttons();
    for (const button of all) {
      button.setAttribute("aria-pressed", String(button.classList.contains("active")));
      button.setAttribute("aria-disabled", String(button.classList.contains("disabled")));
    }
    if (!all.some((button) => button.tabIndex === 0)) all.forEach((button, n) => (button.tabIndex = n ? -1 : 0));
  };

  bar.addEventListener("keydown", (event) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    for (const button of bar.querySelectorAll("button")) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });

  for (const button of bar.querySelectorAll("button")) button.tabIndex = -1;
  editor.on("transaction", say);
  say();
}
