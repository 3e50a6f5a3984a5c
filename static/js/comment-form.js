// The form of a comment: in its thread, where comments.js opens it, or on a page of its own. What is typed survives
// leaving; mistakes and receipts appear in place; the browser keeps the receipts.

import { draft, dropDraft, dropSent, keepDraft, markSent, stored } from "./drafts.js";

const PIECE = { "X-Requested-With": "fetch" };
const MOST_RECEIPTS = 50;

const draftOf = (form) => `comment:${form.dataset.commentForm}`;

// What is quoted, or was typed before this script was there, comes below what was begun, unless it is there already.
function bringDraft(form) {
  const begun = draft(draftOf(form));
  const given = form.body.value;
  const isTyped = given !== form.body.defaultValue;
  if (("quoting" in form.dataset || isTyped) && begun.trim()) {
    form.body.value = begun.includes(given.trim()) ? begun : `${begun.trimEnd()}\n\n${given}`;
  } else if (!given) {
    form.body.value = begun;
  }
  if (isTyped) keepDraft(draftOf(form), form.body.value);
  form.body.setSelectionRange(form.body.value.length, form.body.value.length);
}

// A receipt takes the place of an older one for the same comment, which both begin with.
function keepReceipt(root) {
  const found = root.querySelector("[data-receipt]");
  if (!found) return;
  const { receipt: token, post } = found.dataset;
  stored(() => {
    const others = JSON.parse(localStorage.getItem("receipts") ?? "[]");
    const kept = others.filter((other) => other.token.split(":")[0] !== token.split(":")[0]);
    localStorage.setItem("receipts", JSON.stringify([...kept, { token, post }].slice(-MOST_RECEIPTS)));
  });
}

// The form

const growsItself = CSS.supports("field-sizing", "content");

function grow(area) {
  if (growsItself) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function prepare(form) {
  bringDraft(form);
  grow(form.body);
  form.addEventListener("input", () => {
    keepDraft(draftOf(form), form.body.value);
    grow(form.body);
  });
}

function focusFirst(place) {
  const first =
    place.querySelector("[aria-invalid=true]") ??
    place.querySelector("[role=alert], [data-preview], [data-comment-result]") ??
    place.querySelector("textarea");
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

// In its thread

let section, opener, page; // opener: the link that opened the form; focus goes back there

export async function open(where, link, does) {
  const place = document.createElement("div");
  place.className = "comment-place";
  place.dataset.commentPlace = "";
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href, { headers: PIECE });
    place.innerHTML = await answer.text();
    if (!place.querySelector("form") && answer.status !== 403) throw new Error(answer.status);
  } finally {
    link.removeAttribute("aria-busy");
  }
  if (!section) listen(where);
  section = where;
  page = does;
  section.querySelector("[data-comment-place]")?.remove();
  opener = link;
  const comment = link.closest(".comment");
  if (comment) comment.append(place);
  else section.querySelector("[data-comments-end]").before(place);
  const form = place.querySelector("[data-comment-form]");
  if (form) prepare(form);
  focusFirst(place);
}

function listen(where) {
  where.addEventListener("click", (event) => {
    if (!event.target.closest("[data-comment-close]")) return;
    event.preventDefault();
    close();
  });
  where.addEventListener("submit", (event) => {
    if (!event.target.closest("[data-comment-place]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  where.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("[data-comment-place]")) close();
  });
}

function close() {
  section.querySelector("[data-comment-place]")?.remove();
  page.sayBegun();
  opener?.focus();
}

async function send(form, button) {
  const place = form.closest("[data-comment-place]");
  form.setAttribute("aria-busy", "true");
  let answer, html;
  try {
    const body = new URLSearchParams(new FormData(form, button));
    answer = await fetch(form.action, { method: "POST", body, headers: PIECE });
    html = await answer.text();
  } catch {
    say(form, section.dataset.failed);
    return;
  } finally {
    form.removeAttribute("aria-busy");
  }
  if (answer.ok && button?.name !== "preview" && "commentForm" in form.dataset) dropDraft(draftOf(form));
  place.innerHTML = html;
  keepReceipt(place);
  const next = place.querySelector("[data-comment-form]");
  if (next) prepare(next);
  page.sayWhen(place);
  page.sayBegun();
  focusFirst(place);
  const shown = place.querySelector("[data-comment-shown]");
  if (shown) await showThread(shown.dataset.commentShown);
}

function say(form, words) {
  form.querySelector("[data-said]")?.remove();
  const notice = document.createElement("p");
  notice.className = "notice notice-error";
  notice.dataset.said = "";
  notice.setAttribute("role", "alert");
  notice.tabIndex = -1;
  notice.textContent = words;
  form.prepend(notice);
  notice.focus();
}

// A comment that is shown at once appears in its thread.
async function showThread(path) {
  const answer = await fetch(path);
  if (!answer.ok) return;
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = there.querySelector("[data-comments]");
  const code = path.split("/").at(-2);
  if (!fresh?.querySelector(`#comment-${code}`)) return;
  section.innerHTML = fresh.innerHTML;
  page.prepareThread();
  history.replaceState(null, "", new URL(answer.url).search + `#comment-${code}`);
  const shown = document.getElementById(`comment-${code}`);
  shown.tabIndex = -1;
  shown.focus({ preventScroll: true });
  shown.scrollIntoView({ block: "center" });
}

// On a page of its own: the form, or what became of it

if (!document.querySelector("[data-comments]")) {
  for (const form of document.querySelectorAll("[data-comment-form]")) {
    prepare(form);
    form.addEventListener("submit", (event) => event.submitter?.name !== "preview" && markSent(draftOf(form)));
  }
  document.querySelector("[aria-invalid=true], [role=alert], [data-preview]")?.focus();
  if (document.querySelector("[data-comment-result]")) dropSent("comment:");
  keepReceipt(document);
}
