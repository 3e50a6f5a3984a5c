// What is typed is kept while it is typed: in this browser at once, on the server a moment later. What the server never
// got is handed over when the form is opened again. It also says that somebody is here, and hears who else is.

const EVERY = 30_000; // the server takes a window for closed after a little more than two of these
const AFTER = 1_500;
const LOCAL = "typed:";
const FORGET = 30 * 24 * 3_600_000;

const home = document.querySelector("[data-keeping]");
const form = home?.closest("form");
const token = form?.elements.csrfmiddlewaretoken;
const own = form && LOCAL + home.dataset.key;

class SignedOut extends Error {}

let isDirty = false; // typed, and not yet on the server
let isTyped = false; // anything, since the form was opened
let timer;

function packed() {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  return fields;
}

// This browser. A full or forbidden store is no reason to stop typing.

function keepHere() {
  const { keeping: address, form: page } = home.dataset;
  try {
    localStorage.setItem(own, JSON.stringify({ address, page, at: Date.now(), body: packed().toString() }));
  } catch {
    return;
  }
}

function left() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(LOCAL) && name !== own);
  } catch {
    return [];
  }
}

// The server

async function send(fields) {
  const answer = await fetch(home.dataset.keeping, { method: "POST", body: fields, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new SignedOut();
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function renewToken() {
  const answer = await fetch(home.dataset.keeping, { redirect: "manual" });
  if (answer.ok) token.value = (await answer.json()).token;
  return answer.ok;
}

async function sendOrRenew(fields) {
  try {
    return await send(fields);
  } catch (problem) {
    if (!(problem instanceof SignedOut) || !(await renewToken())) throw problem;
    fields.set("csrfmiddlewaretoken", token.value);
    return send(fields);
  }
}

async function keep() {
  const wasDirty = isDirty;
  const fields = packed();
  if (wasDirty) fields.set("typed", "1");
  if (wasDirty && "follows" in form.dataset) fields.set("follows", "1");
  isDirty = false;
  try {
    const answer = await sendOrRenew(fields);
    const { at, others, newer } = answer;
    form.dispatchEvent(new CustomEvent("kept", { detail: answer }));
    show("others", others);
    show("newer", newer);
    if (wasDirty) show("status", home.dataset.kept.replace("%(at)s", at));
    else if (!home.querySelector("[data-sign-in]").hidden) show("status", "");
    home.querySelector("[data-sign-in]").hidden = true;
    if (wasDirty && !isDirty) localStorage.removeItem(own);
  } catch (problem) {
    const isSignedOut = problem instanceof SignedOut;
    isDirty ||= wasDirty;
    if (isDirty || isSignedOut) show("status", isSignedOut ? home.dataset.signedOut : home.dataset.away);
    home.querySelector("[data-sign-in]").hidden = !isSignedOut;
  }
}

function show(name, text) {
  const line = home.querySelector(`[data-${name}]`);
  if (line.textContent !== text) line.textContent = text;
}

function touch() {
  isDirty = isTyped = true;
  clearTimeout(timer);
  timer = setTimeout(() => {
    keepHere();
    keep();
  }, AFTER);
}

async function handOver() {
  let isForHere = false;
  for (const name of left()) {
    const { address, page, at, body } = JSON.parse(localStorage.getItem(name));
    if (Date.now() - at > FORGET) localStorage.removeItem(name);
    if (address !== home.dataset.keeping) continue;
    const fields = new URLSearchParams(body);
    for (const [key, value] of [["csrfmiddlewaretoken", token.value], ["typed", "1"], ["left", "1"]]) fields.set(key, value);
    try {
      const { is_saved: isSaved } = await send(fields);
      localStorage.removeItem(name);
      isForHere ||= !isSaved && page === home.dataset.form;
    } catch {
      continue; // another's, or the server is away: it stays here
    }
  }
  if (isForHere && !isDirty) location.replace(home.dataset.form);
}

if (form) {
  const isUnsaved = "unsaved" in home.dataset; // it came back from the server as it was typed
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", ({ submitter }) => {
    clearTimeout(timer);
    keepHere();
    // A preview opens elsewhere; here one goes on, with as much unsaved as before.
    if (submitter?.formTarget) setTimeout(() => form.dispatchEvent(new Event("input")));
  });
  form.addEventListener("follow", () => isTyped && touch()); // a preview was opened beside the form
  addEventListener("pagehide", () => isDirty && keepHere());
  addEventListener("online", keep);
  addEventListener("focus", () => isDirty && keep());
  setInterval(() => document.visibilityState === "visible" && keep(), EVERY);
  if (isUnsaved) touch();
  else keep().then(handOver);
}
