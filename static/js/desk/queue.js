// The moderation queue: keys press its buttons, and the next comment comes without a new page. Without this file every
// button and link works by itself.

const KEYS_OFF = "desk-queue-keys";
const live = document.querySelector("[data-live]");
const keysSwitch = document.querySelector("[data-keys-switch]");
let isBusy = false;

// The next comment takes the place of the one that was judged.

async function show(address, options) {
  if (isBusy) return;
  isBusy = true;
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const queue = page.querySelector("[data-queue]");
    if (!answer.ok || !queue) throw new Error(answer.status);
    document.querySelector("[data-queue]").replaceWith(document.adoptNode(queue));
    history.replaceState(null, "", answer.url);
    tell(options ? queue.querySelector("[data-said]")?.textContent.trim() : "");
  } finally {
    isBusy = false;
  }
}

function tell(said) {
  const current = document.querySelector("[data-current]");
  const offer = document.querySelector("[data-offer] span")?.textContent.trim();
  live.textContent = [said, said && offer].filter(Boolean).join(" ");
  current?.focus({ preventScroll: true });
  current?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.closest("[data-queue]") || form.dataset.plain) return;
  event.preventDefault();
  show(form.action, { method: "POST", body: new FormData(form, submitter) }).catch(() => {
    // Whatever it was, the browser tells of it better: it sends the form itself.
    form.dataset.plain = "1";
    form.requestSubmit(submitter);
  });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-queue] a[data-move]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href).catch(() => location.assign(link.href));
});

// Keys

function isTyping(target) {
  return target.isContentEditable || target.matches?.("input:not([type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape" && isTyping(event.target)) document.querySelector("[data-current]")?.focus();
  if (isTyping(event.target) || !keysSwitch.checked) return;
  const wanted = document.querySelector(`[data-queue] [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("select")) wanted.focus();
  else wanted.click();
});

// Who would rather not have single letters judge turns them off, here and from now on.

keysSwitch.checked = !localStorage.getItem(KEYS_OFF);
keysSwitch.addEventListener("change", () => {
  if (keysSwitch.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

document.querySelector("[data-current]")?.focus({ preventScroll: true });
