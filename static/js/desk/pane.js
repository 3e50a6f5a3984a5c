// The reader's page beside the form, as wide as a phone or a desktop. It follows what is kept of the form (keeping.js), so
// that it shows what the server would make of it, and stays where one had scrolled to.

const OPEN = "desk-pane";
const WIDTHS = { phone: 390, desktop: 1280 };

const pane = document.querySelector("[data-pane]");
const toggle = document.querySelector("[data-pane-toggle]");
const form = toggle?.form;
const place = pane?.querySelector("[data-pane-place]");
let width = "phone";
let shown = ""; // the address that is shown

function fit(frame) {
  const scale = Math.min(1, place.clientWidth / WIDTHS[width]);
  frame.style.width = `${Math.max(WIDTHS[width], place.clientWidth * (width === "phone" ? 0 : 1))}px`;
  frame.style.height = `${place.clientHeight / scale}px`;
  frame.style.transform = scale < 1 ? `scale(${scale})` : "";
}

// A page is drawn behind the one that is seen, and takes its place when it is there: nothing flickers.
function show(address) {
  if (!address || address === shown) return;
  shown = address;
  const frame = document.createElement("iframe");
  frame.title = pane.dataset.title;
  frame.src = address;
  frame.className = "is-coming";
  frame.addEventListener("load", () => {
    const old = place.querySelector("iframe:not(.is-coming)");
    const page = frame.contentDocument;
    frame.classList.remove("is-coming");
    frame.contentWindow.scrollTo({ top: old?.contentWindow.scrollY ?? 0, behavior: "instant" });
    for (const other of place.children) if (other !== frame) other.remove();
    // Readers' pages stand in no frame: what is followed from here opens beside.
    for (const link of page.links) if (!link.getAttribute("href").startsWith("#")) link.target = "_blank";
    for (const other of page.forms) other.target = "_blank";
  });
  place.append(frame);
  fit(frame);
}

function setWidth(name) {
  width = name;
  for (const button of pane.querySelectorAll("[data-width]")) button.ariaPressed = String(button.dataset.width === name);
  for (const frame of place.querySelectorAll("iframe")) fit(frame);
}

function open(isOpen) {
  pane.hidden = !isOpen;
  toggle.setAttribute("aria-expanded", String(isOpen));
  document.querySelector(".desk-form").classList.toggle("has-pane", isOpen);
  form.toggleAttribute("data-follows", isOpen);
  try {
    localStorage.setItem(OPEN, isOpen ? "1" : "");
  } catch {
    // A browser that keeps nothing opens it closed.
  }
  if (!isOpen) return;
  if (!shown) show(pane.dataset.saved);
  form.dispatchEvent(new Event("follow"));
}

function wasOpen() {
  try {
    return localStorage.getItem(OPEN) === "1";
  } catch {
    return false;
  }
}

if (pane && form) {
  toggle.hidden = false;
  form.addEventListener("kept", ({ detail }) => show(detail.preview));
  toggle.addEventListener("click", () => open(pane.hidden));
  pane.querySelector("[data-close]").addEventListener("click", () => {
    open(false);
    toggle.focus();
  });
  for (const button of pane.querySelectorAll("[data-width]")) {
    button.addEventListener("click", () => setWidth(button.dataset.width));
  }
  new ResizeObserver(() => setWidth(width)).observe(place);
  setWidth("phone");
  if (wasOpen()) open(true);
}
