// A form that takes long to fill (a story, a correction): what was typed and not sent comes back after a crash or an ended
// session, and the page says that it is kept in this browser alone.

import { draft, dropDraft, dropSent, keepDraft, markSent } from "./drafts.js";

const PAUSE = 800; // milliseconds without a key, before it is kept

// What begins the key of that which is there now.
const sent = document.querySelector("[data-draft-sent]");
if (sent) dropSent(sent.dataset.draftSent);

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = form.dataset.draft;
  const line = form.querySelector("[data-draft-state]");
  const { kept, unkept, back, away } = line.dataset;
  const fields = form.dataset.draftFields.split(" ").map((name) => form.elements[name]);
  const typed = () => fields.map((field) => field.value);
  const saved = () => fields.map((field) => field.defaultValue);
  const put = (values) => fields.forEach((field, n) => (field.value = values[n] ?? ""));
  const same = (one, other) => one.every((value, n) => value === other[n]);
  const isRefused = "draftTyped" in form.dataset;
  const given = isRefused ? [] : saved();
  const seen = form.elements.seen; // which version was there, where there are several
  const seenFirst = seen?.value;
  let timer;

  const say = (words, button) => {
    line.replaceChildren(words);
    if (button) line.append(" ", button);
  };

  const keep = () => {
    clearTimeout(timer);
    const now = typed();
    if (same(now, given)) {
      dropDraft(key);
      return say("");
    }
    const isKept = keepDraft(key, JSON.stringify({ typed: now, seen: seen?.value }));
    const words = isKept ? kept : unkept;
    if (line.textContent !== words) say(words);
  };

  // Beside the saved text: the draft knows which one it was begun from, so that nothing newer is overwritten unseen.
  const bringBack = () => {
    const found = JSON.parse(draft(key) || "null");
    if (!Array.isArray(found?.typed) || same(found.typed, given)) return;
    put(found.typed);
    if (seen) seen.value = found.seen ?? seenFirst;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet button-small";
    button.textContent = away;
    button.addEventListener("click", () => {
      put(given);
      if (seen) seen.value = seenFirst;
      dropDraft(key);
      say("");
      fields[0].focus();
    });
    say(back, button);
  };

  // Refused, or typed before this script was there.
  if (!same(typed(), given)) keep();
  else {
    try {
      bringBack();
    } catch {
      dropDraft(key); // something else is stored there
    }
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  addEventListener("pagehide", () => timer && keep());
  document.addEventListener("visibilitychange", () => document.hidden && timer && keep());
  form.addEventListener("submit", () => {
    keep();
    markSent(key);
  });
}

for (const form of document.querySelectorAll("form[data-draft-end]")) {
  form.addEventListener("submit", () => markSent(form.dataset.draftEnd));
}
document.querySelector("[role=alert], [aria-invalid=true]")?.focus();
