// Courtesies on the page of a post. Without them it reads the same.

// Links to a section copy themselves, besides leading there.
for (const link of document.querySelectorAll("[data-copy-link]")) {
  link.addEventListener("click", () => {
    navigator.clipboard?.writeText(link.href).then(
      () => {
        link.classList.add("copied");
        setTimeout(() => link.classList.remove("copied"), 1500);
      },
      () => {}, // the clipboard is forbidden: the address bar has the link
    );
  });
}

// Buttons that need a script show themselves.
const show = (button) => button.closest("[hidden]")?.removeAttribute("hidden");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  show(button);
  button.dataset.copy ||= location.href.split("#")[0]; // a page whose address is not known before it is asked for
  const words = button.querySelector("span");
  const status = button.nextElementSibling;
  const before = words.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    words.textContent = status.textContent = button.dataset.done;
    setTimeout(() => {
      words.textContent = before;
      status.textContent = "";
    }, 2000);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  show(button);
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break;
  show(button);
  button.addEventListener("click", () =>
    navigator.share({ title: button.dataset.title, url: location.href.split("#")[0] }).catch(() => {}),
  );
}

// Steps taken are remembered on this device alone.
for (const list of document.querySelectorAll("[data-steps]")) {
  const key = `steps:${list.dataset.steps}`;
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  try {
    const taken = JSON.parse(localStorage.getItem(key) ?? "[]");
    for (const box of boxes) box.checked = taken.includes(box.value);
    const line = list.nextElementSibling;
    const say = (done) => {
      line.textContent = done ? line.dataset.words.replace("%(done)s", done).replace("%(all)s", boxes.length) : "";
    };
    say(boxes.filter((box) => box.checked).length);
    list.addEventListener("change", () => {
      const now = boxes.filter((box) => box.checked).map((box) => box.value);
      say(now.length);
      if (now.length) localStorage.setItem(key, JSON.stringify(now));
      else localStorage.removeItem(key);
    });
  } catch {
    // storage is forbidden or holds something else: the boxes still tick
  }
}

// The contents list marks the section being read: the last one whose heading has passed the upper third.
for (const list of document.querySelectorAll("[data-contents]")) {
  const links = new Map(
    [...list.querySelectorAll("a")].map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]),
  );
  links.delete(null);
  const sections = [...links.keys()];
  const mark = () => {
    const passed = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(passed.at(-1))?.setAttribute("aria-current", "location");
  };
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
  sections.forEach((section) => observer.observe(section));
}
