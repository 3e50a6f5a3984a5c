// Roles marked to be compared are gathered on this device. Without this the marks are links to the page where one chooses.

const KEY = "compare";
const MOST = 3;
const tray = document.querySelector("[data-compare-tray]");

const stored = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return kept.filter((role) => typeof role?.slug === "string" && typeof role?.title === "string").slice(0, MOST);
  } catch {
    return []; // storage is forbidden or holds something else
  }
};

const store = (roles) => {
  try {
    if (roles.length) localStorage.setItem(KEY, JSON.stringify(roles));
    else localStorage.removeItem(KEY);
  } catch {
    // the marks hold for this page alone
  }
};

if (tray) {
  let roles = stored();
  const list = tray.querySelector("[data-compare-list]");
  const go = tray.querySelector("[data-compare-go]");
  const status = tray.querySelector("[role=status]");
  const marks = () => document.querySelectorAll("[data-compare]");

  // What has the focus is never behind the tray, however many lines it has.
  const makeRoom = () => {
    document.documentElement.style.scrollPaddingBlockEnd = tray.hidden ? "" : `${tray.offsetHeight + 8}px`;
  };

  const show = () => {
    const had = tray.contains(document.activeElement);
    for (const mark of marks()) {
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-pressed", roles.some(({ slug }) => slug === mark.dataset.compare));
    }
    list.replaceChildren(
      ...roles.map((role) => {
        const item = tray.querySelector("template").content.cloneNode(true);
        const button = item.querySelector("button");
        item.querySelector("span").textContent = role.title;
        button.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${role.title}`);
        button.addEventListener("click", () => change(roles.filter(({ slug }) => slug !== role.slug), tray.dataset.removed));
        return item;
      }),
    );
    go.href = `${tray.dataset.compareTray}?${new URLSearchParams(roles.map(({ slug }) => ["role", slug]))}`;
    go.querySelector("[data-one]").hidden = roles.length > 1;
    go.querySelector("[data-more]").hidden = roles.length < 2;
    tray.hidden = !roles.length;
    makeRoom();
    if (had && !tray.contains(document.activeElement)) (roles.length ? go : document.querySelector("main")).focus();
  };

  const change = (now, said) => {
    roles = now;
    store(roles);
    show();
    status.textContent = said;
  };

  const toggle = (mark) => {
    const { compare: slug, title } = mark.dataset;
    const without = roles.filter((role) => role.slug !== slug);
    if (without.length < roles.length) change(without, tray.dataset.removed);
    else if (roles.length < MOST) change([...roles, { slug, title }], `${tray.dataset.added}: ${title}`);
    else change(roles, tray.dataset.full);
    tray.classList.toggle("is-full", roles.length === MOST && status.textContent === tray.dataset.full);
  };

  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("[data-compare]");
    if (!mark || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    toggle(mark);
  });
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.("[data-compare]");
    if (!mark || event.key !== " ") return;
    event.preventDefault();
    toggle(mark);
  });
  tray.querySelector("[data-compare-clear]").addEventListener("click", () => change([], tray.dataset.removed));
  addEventListener("storage", (event) => {
    if (event.key === KEY) (roles = stored()), show();
  });
  new ResizeObserver(makeRoom).observe(tray);
  document.addEventListener("pieces", show); // other roles stand on the page
  show();
}
