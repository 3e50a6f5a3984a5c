// Skills one has: results change in place, and the skills are kept on this device, or in the account of who is signed in.

const KEY = "skills";
const status = document.querySelector("[data-match-status]");
const signedIn = document.cookie.split("; ").includes("signed_in=1");
const part = () => document.getElementById("match");
const base = part().dataset.match;

const stored = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((slug) => typeof slug === "string") : [];
  } catch {
    return []; // storage is forbidden or holds something else
  }
};
const store = (skills) => {
  try {
    if (skills.length) localStorage.setItem(KEY, JSON.stringify(skills));
    else localStorage.removeItem(KEY);
  } catch {
    // the address still holds them
  }
};
const skillsOf = (address) => new URL(address, location).searchParams.getAll("skill");
const same = (one, other) => one.length === other.length && one.every((slug) => other.includes(slug));
const pathWith = (skills) => `${base}${skills.length ? "?" : ""}${new URLSearchParams(skills.map((slug) => ["skill", slug]))}`;

let asking;

// Put the page at an address in the place of this one; a page that cannot be had is gone to.
async function show(address, options = {}) {
  const { keep = true, replace = false, focus = null } = options;
  asking?.abort();
  asking = new AbortController();
  part().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("match");
    if (!found) {
      // A skill that is kept here may be gone; the answer names the address without it.
      const without = answer.status === 404 && page.querySelector(".missing-links a")?.getAttribute("href");
      if (without && without.startsWith(base) && without !== address) return show(without, options);
      throw new Error("another page");
    }
    part().innerHTML = found.innerHTML;
    part().removeAttribute("aria-busy");
    history[replace ? "replaceState" : "pushState"](null, "", answer.url);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return;
  }
  const skills = skillsOf(location);
  if (keep) store(skills);
  status.textContent = document.getElementById("near")?.textContent ?? "";
  if (focus) document.querySelector(`#match input[value="${CSS.escape(focus)}"]`)?.focus();
  else if (focus === null) document.getElementById("near")?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("pieces"));
  await dress(keep);
}

// What depends on the reader: what is kept here, and what the account keeps.
async function dress(changed = false) {
  const skills = skillsOf(location);
  const kept = stored();
  const reveal = (name, is) => document.querySelector(`[data-kept-${name}]`)?.toggleAttribute("hidden", !is);
  reveal("here", skills.length && same(skills, kept));
  reveal("others", kept.length && !same(skills, kept));
  const others = document.querySelector("[data-kept-others] a");
  if (others) others.href = pathWith(kept);
  if (signedIn) await ask(changed);
}

let isTheAccounts = false;

async function ask(changed) {
  const place = document.querySelector("[data-held]");
  if (!place) return;
  if (changed && isTheAccounts) await send();
  const answer = await fetch(place.dataset.held + location.search);
  const piece = answer.ok ? (await answer.text()).trim() : "";
  if (piece) place.innerHTML = piece;
  isTheAccounts = Boolean(place.querySelector("[data-held-same]"));
}

// What was the account's list and is ticked otherwise now is the account's again.
let form;
async function send() {
  const data = new FormData(form);
  data.delete("skill");
  for (const slug of skillsOf(location)) data.append("skill", slug);
  await fetch(form.action, { method: "POST", body: data }).catch(() => {});
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches?.("#match input[type=checkbox]")) return;
  form = document.querySelector("[data-held-form]") ?? form;
  const ticked = [...part().querySelectorAll("input[type=checkbox]:checked")].map(({ value }) => value);
  show(pathWith(ticked), { focus: box.value });
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#match form[method=get]")) return;
  event.preventDefault();
  form = document.querySelector("[data-held-form]") ?? form;
  show(`${base}?${new URLSearchParams(new FormData(event.target))}`, { focus: undefined }).then(() =>
    document.getElementById("typed")?.focus(),
  );
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#match a[data-match-link], #match a[data-match-clear]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  form = document.querySelector("[data-held-form]") ?? form;
  show(link.href);
});

addEventListener("popstate", () => show(location.href, { keep: false, replace: true, focus: undefined }));

const kept = stored();
if (!skillsOf(location).length && !location.search && kept.length) await show(pathWith(kept), { replace: true, focus: undefined });
else await dress();
