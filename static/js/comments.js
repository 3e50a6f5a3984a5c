// A courtesy for threads: everything here also works as links and pages. Times read as "3 hours ago", likes count where
// they stand, what is one's own appears in its place, and the form opens below the comment one answers (its script is
// fetched then, and not before).

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

function rememberLike(code, liked) {
  const codes = kept("liked").filter((other) => other !== code);
  if (liked) codes.push(code);
  try {
    localStorage.setItem("liked", JSON.stringify(codes.slice(-500)));
  } catch {
    // the button forgets when the page is left
  }
}

// Likes

const codeOf = (button) => button.closest(".comment").id.replace("comment-", "");

async function like(button) {
  const liked = button.getAttribute("aria-pressed") !== "true";
  try {
    const said = await ask(button.formAction, { liked: liked ? "1" : "0" });
    button.setAttribute("aria-pressed", said.liked);
    rememberLike(codeOf(button), said.liked);
    const count = button.querySelector("span") ?? button.appendChild(document.createElement("span"));
    count.textContent = said.like_count || "";
  } catch (error) {
    button.title = error.message;
    announce(error.message);
  }
}

async function ask(address, words) {
  const headers = { "X-Requested-With": "fetch" };
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(words), headers });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error ?? section.dataset.likeFailed);
  return said;
}

function announce(words) {
  let status = section.querySelector("[role=status]");
  if (!status) {
    status = document.createElement("p");
    status.className = "notice notice-error";
    status.setAttribute("role", "status");
  }
  const acts = document.activeElement.closest(".comment-acts");
  if (acts) acts.after(status);
  else section.append(status);
  status.textContent = words;
}

// One's own comments that wait, and what one may do: asked for by who wrote here, or is signed in

async function showMine() {
  const post = section.dataset.comments;
  const receipts = kept("receipts").filter((receipt) => receipt.post === post);
  if (!receipts.length && !document.cookie.includes("signed_in=1")) return;
  const words = [["post", post], ...receipts.map(({ token }) => ["receipt", token])];
  const said = await ask(section.dataset.mine, words).catch(() => null);
  if (!said) return; // the receipts tell the same
  for (const { under, html } of said.waiting) {
    const place = document.getElementById(`comment-${under}`);
    if (place) place.insertAdjacentHTML("beforeend", html);
    else (section.querySelector("[data-comments-end]") ?? section.lastElementChild).insertAdjacentHTML("beforebegin", html);
  }
  for (const acts of section.querySelectorAll(".thread .comment-acts")) {
    const code = acts.closest("[id]").id.replace("comment-", "");
    acts.insertAdjacentHTML("beforeend", (said.acts[code] ?? "") + said.each.replaceAll("CODE", code));
  }
}

function prepareThread() {
  sayWhen(section);
  const codes = new Set(kept("liked"));
  for (const button of section.querySelectorAll("[data-like]")) {
    button.setAttribute("aria-pressed", codes.has(codeOf(button)));
  }
  showMine();
}

async function openForm(link) {
  try {
    const form = await import(section.dataset.formScript);
    await form.open(section, link, { sayWhen, prepareThread });
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
  if (chosen.matches("[data-like]")) like(chosen);
  else openForm(chosen);
});
