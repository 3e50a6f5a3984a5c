// Small courtesies on a post's form: the way to what is missing, the time of the chosen day, a word before leaving.

const form = document.querySelector("form[id$=_form]");

// What is missing: its field takes the focus.

function focusField(name) {
  const field = document.getElementById(`id_${name}`);
  const editor = field?.closest(".prose-editor")?.querySelector("[contenteditable]");
  const rows = document.getElementById(`${name}-group`);
  rows?.querySelector("details")?.setAttribute("open", "");
  const target = editor ?? field ?? rows?.querySelector("[data-add-row]:not([hidden])") ?? rows;
  if (!target) return false;
  target.focus({ preventScroll: true });
  (rows ?? target).scrollIntoView({ block: "center" });
  return true;
}

for (const link of document.querySelectorAll("[data-focus]")) {
  link.addEventListener("click", (event) => {
    if (focusField(link.dataset.focus)) event.preventDefault();
  });
}
document.querySelector("[data-take-focus]")?.focus();

// The day chosen offers the time at which its posts come out, in the zone of its series.

const day = document.getElementById("id_slot");
const time = document.getElementById("id_comes_out_at");
const zone = document.getElementById("id_comes_out_zone");
if (day && time && zone) {
  let offered = time.value;
  day.addEventListener("change", () => {
    const { goesLive, zone: itsZone } = day.selectedOptions[0].dataset;
    if (!goesLive || (time.value && time.value !== offered)) return;
    offered = time.value = goesLive;
    zone.value = itsZone;
    document.getElementById("comes-out-zone").textContent = itsZone;
  });
}

// Nothing typed is left behind unasked.

if (form) {
  let isTouched = document.querySelector(".errornote, [data-unsaved]") !== null;
  form.addEventListener("input", () => (isTouched = true));
  form.addEventListener("change", () => (isTouched = true));
  form.addEventListener("submit", () => (isTouched = false));
  addEventListener("beforeunload", (event) => {
    if (isTouched) event.preventDefault();
  });
}
