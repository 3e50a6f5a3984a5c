// A courtesy for threads: everything here also works as links and pages. The form opens below the comment one
// answers, what is typed survives, times read as "3 hours ago", likes count where they stand.

const PIECE = { "X-Requested-With": "fetch" };
const section = document.querySelector("[data-comments]");
let opener = null; // the link that opened the form: focus goes back there

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
    const link = time.closest("a");
    time.textContent = relative.format(Math.trunc(seconds / size), unit);
    time.title = exact;
    if (!link) continue;
    const near = time.textContent;
    link.addEventListener("focus", () => (time.textContent = exact));
    link.addEventListener("blur", () => (time.textContent = near));
  }
}

// Drafts: kept on this machine until the comment is sent

const draftOf = (form) => `comment:${form.dataset.commentForm}`;

function keepDraft(form) {
  try {
    if (form.body.value.trim()) localStorage.setItem(draftOf(form), form.body.value);
    else localStorage.removeItem(draftOf(form));
  } catch {
    // storage is forbidden: the text stands in the form alone
  }
}

function bringDraft(form) {
  try {
    if (!form.body.value) form.body.value = localStorage.getItem(draftOf(form)) ?? "";
  } catch {
    // as above
  }
}

function dropDraft(form) {
  try {
    localStorage.removeItem(draftOf(form));
  } catch {
    // as above
  }
}

// On pages of their own the draft goes once the receipt is there.
function markSent(form) {
  try {
    sessionStorage.setItem("sent", draftOf(form));
  } catch {
    // as above
  }
}

function dropSent() {
  try {
    localStorage.removeItem(sessionStorage.getItem("sent"));
  } catch {
    // as above
  }
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
    keepDraft(form);
    grow(form.body);
  });
}

async function openForm(link) {
  const place = document.createElement("div");
  place.className = "comment-place";
  place.dataset.commentPlace = "";
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href, { headers: PIECE });
    place.innerHTML = await answer.text();
    if (!place.querySelector("form") && answer.status !== 403) throw new Error(answer.status);
  } catch {
    location.assign(link.href); // the page of its own says more
    return;
  } finally {
    link.removeAttribute("aria-busy");
  }
  section.querySelector("[data-comment-place]")?.remove();
  opener = link;
  const comment = link.closest(".comment");
  if (comment) comment.append(place);
  else section.querySelector("[data-comments-end]").before(place);
  const form = place.querySelector("[data-comment-form]");
  if (form) prepare(form);
  focusFirst(place);
}

function focusFirst(place) {
  const first =
    place.querySelector("[aria-invalid=true]") ??
    place.querySelector("[role=alert], [data-preview], [data-comment-result]") ??
    place.querySelector("textarea");
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

function closeForm() {
  section.querySelector("[data-comment-place]")?.remove();
  opener?.focus();
}

async function send(form, button) {
  const place = form.closest("[data-comment-place]");
  const isPreview = button?.name === "preview";
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
  if (answer.ok && !isPreview) dropDraft(form);
  place.innerHTML = html;
  const next = place.querySelector("[data-comment-form]");
  if (next) prepare(next);
  sayWhen(place);
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
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-comments]");
  const code = path.split("/").at(-2);
  const comment = fresh?.querySelector(`#comment-${code}`);
  if (!comment) return;
  section.innerHTML = fresh.innerHTML;
  prepareThread();
  history.replaceState(null, "", new URL(answer.url).search + `#comment-${code}`);
  const shown = document.getElementById(`comment-${code}`);
  shown.tabIndex = -1;
  shown.focus({ preventScroll: true });
  shown.scrollIntoView({ block: "center" });
}

// Likes

function likedCodes() {
  try {
    return new Set(JSON.parse(localStorage.getItem("liked") ?? "[]"));
  } catch {
    return new Set();
  }
}

function rememberLike(code, liked) {
  const codes = likedCodes();
  if (liked) codes.add(code);
  else codes.delete(code);
  try {
    localStorage.setItem("liked", JSON.stringify([...codes].slice(-500)));
  } catch {
    // the button forgets when the page is left
  }
}

const codeOf = (button) => button.closest(".comment").id.replace("comment-", "");

async function like(button) {
  const liked = button.getAttribute("aria-pressed") !== "true";
  const body = new URLSearchParams({ liked: liked ? "1" : "0" });
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, headers: PIECE });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error ?? section.dataset.likeFailed);
    button.setAttribute("aria-pressed", said.liked);
    rememberLike(codeOf(button), said.liked);
    const count = button.querySelector("span") ?? button.appendChild(document.createElement("span"));
    count.textContent = said.like_count || "";
  } catch (error) {
    button.title = error.message;
    announce(error.message);
  }
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

function prepareThread() {
  sayWhen(section);
  const codes = likedCodes();
  for (const button of section.querySelectorAll("[data-like]")) {
    button.setAttribute("aria-pressed", codes.has(codeOf(button)));
  }
}

if (section) {
  prepareThread();

  section.addEventListener("click", (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const chosen = event.target.closest("[data-comment-open], [data-comment-close], [data-like]");
    if (!chosen || !isPlain) return;
    event.preventDefault();
    if (chosen.matches("[data-like]")) like(chosen);
    else if (chosen.matches("[data-comment-close]")) closeForm();
    else openForm(chosen);
  });

  section.addEventListener("submit", (event) => {
    if (!event.target.closest("[data-comment-place]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  section.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("[data-comment-place]")) closeForm();
  });
} else {
  // A page of its own: the form, or what became of it.
  for (const form of document.querySelectorAll("[data-comment-form]")) {
    prepare(form);
    form.addEventListener("submit", (event) => event.submitter?.name !== "preview" && markSent(form));
    form.querySelector("[aria-invalid=true], [role=alert], [data-preview]")?.focus();
  }
  if (document.querySelector("[data-comment-result]")) dropSent();
  sayWhen(document);
}
