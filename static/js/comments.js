// A courtesy for threads: everything here also works as links and pages. Times read as "3 hours ago"; what one does, and
// what is one's own, brings a script of its own when it is wanted, and not before.

const section = document.querySelector("[data-comments]");

// Times

const UNITS = [
  ["year", 31557600],
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

function sayWhen(root) {
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  for (const time of root.querySelectorAll(".comment-time time")) {
    const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
    const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", 60];
    const exact = time.textContent;
    const near = relative.format(Math.trunc(seconds / size), unit);
    time.textContent = near;
    time.title = exact;
    const link = time.closest("a");
    link?.addEventListener("focus", () => (time.textContent = exact));
    link?.addEventListener("blur", () => (time.textContent = near));
  }
}

// Kept in this browser: what one likes, receipts of what one wrote

function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return []; // storage is forbidden, or holds something else
  }
}

// What was begun and not sent is there again when its form is opened: the link says so.
function sayBegun() {
  for (const link of section.querySelectorAll("[data-comment-open]")) {
    const [path, question] = link.getAttribute("href").split("?");
    const asked = new URLSearchParams(question);
    if (asked.has("quote")) continue;
    link.querySelector("[data-begun]")?.remove();
    if (!begun(`comment:${path}#${asked.get("reply_to") ?? ""}`)) continue;
    const said = document.createElement("span");
    said.dataset.begun = "";
    said.textContent = ` (${section.dataset.begunWord})`;
    link.append(said);
  }
}

function begun(key) {
  try {
    return Boolean(localStorage.getItem(key)?.trim());
  } catch {
    return false; // storage is forbidden
  }
}

const acts = () => import(section.dataset.actsScript);

function prepareThread() {
  sayWhen(section);
  sayBegun();
  const codes = kept("liked");
  for (const button of section.querySelectorAll("[data-like]")) {
    button.setAttribute("aria-pressed", codes.includes(button.closest(".comment").id.replace("comment-", "")));
  }
  const receipts = kept("receipts").filter((receipt) => receipt.post === section.dataset.comments);
  if (receipts.length || document.cookie.includes("signed_in=1")) {
    acts().then(({ showMine }) => showMine(section, receipts), () => {}); // the receipts tell the same
  }
}

async function openForm(link) {
  try {
    const form = await import(section.dataset.formScript);
    await form.open(section, link, { sayWhen, sayBegun, prepareThread });
  } catch {
    location.assign(link.href); // the page of its own says more
  }
}

prepareThread();

section.addEventListener("click", (event) => {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const chosen = event.target.closest("[data-comment-open], [data-like]");
  if (!chosen || !isPlain) return;
  event.preventDefault();
  if (!chosen.matches("[data-like]")) openForm(chosen);
  else acts().then(({ like }) => like(section, chosen, kept("liked")), () => chosen.form.requestSubmit(chosen));
});
