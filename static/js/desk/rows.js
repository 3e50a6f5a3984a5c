// Rows of a list on the form: one more, and their order, by buttons or by dragging. Taking a row out is its own tick,
// which needs no script. Without script the numbers beside the rows are the order.

const tools = document.getElementById("row-tools");
const news = document.getElementById("row-news");

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > .row")];
}

function number(list) {
  rowsOf(list).forEach((row, n) => {
    const input = row.querySelector('input[name$="-position"]');
    if (input && input.value !== String(n + 1)) {
      input.value = n + 1;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

function tell(list, row) {
  const rows = rowsOf(list);
  news.textContent = news.dataset.text.replace("%(row)s", rows.indexOf(row) + 1).replace("%(rows)s", rows.length);
}

function move(list, row, direction) {
  const rows = rowsOf(list);
  const other = rows[rows.indexOf(row) + direction];
  if (!other) return;
  if (direction < 0) other.before(row);
  else other.after(row);
  number(list);
  tell(list, row);
}

function drag(list, row, start) {
  start.preventDefault();
  const grip = start.currentTarget;
  grip.setPointerCapture(start.pointerId);
  row.classList.add("is-dragged");
  const follow = (event) => {
    const rows = rowsOf(list);
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const below = rows.find((other) => other !== row && event.clientY < middle(other));
    const from = rows.indexOf(row);
    const to = below ? rows.indexOf(below) : rows.length;
    // The others go around the row: were it taken out itself, the browser would let go of the pointer.
    if (to < from) row.after(...rows.slice(to, from));
    else row.before(...rows.slice(from + 1, to));
  };
  const stop = () => {
    grip.removeEventListener("pointermove", follow);
    row.classList.remove("is-dragged");
    number(list);
    tell(list, row);
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", stop, { once: true });
}

function equip(list, row) {
  row.querySelector(".row-foot")?.append(tools.content.cloneNode(true));
  for (const button of row.querySelectorAll("[data-move]")) {
    button.addEventListener("click", () => {
      move(list, row, button.dataset.move === "up" ? -1 : 1);
      button.focus();
    });
  }
  row.querySelector("[data-grip]")?.addEventListener("pointerdown", (event) => drag(list, row, event));
}

function addRow(group, list, isOrdered) {
  const total = group.querySelector('input[name$="-TOTAL_FORMS"]');
  const holder = document.createElement("template");
  holder.innerHTML = list.querySelector(":scope > template").innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.content.querySelector(".row");
  list.querySelector(":scope > template").before(row);
  total.value = Number(total.value) + 1;
  if (isOrdered) {
    equip(list, row);
    number(list);
  }
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: group.dataset.rows } }));
  (row.querySelector(".select2-selection") ?? row.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  return row;
}

function start(group) {
  const list = group.querySelector(".row-list");
  const isOrdered = "ordered" in group.dataset;
  if (isOrdered) {
    group.classList.add("is-sortable");
    // After an error, or taken up again, the rows come back as they were sent; their numbers say how they stood.
    if (document.querySelector(".errornote, [data-unsaved]")) {
      const position = (row) => Number(row.querySelector('input[name$="-position"]')?.value || Infinity);
      list.prepend(...rowsOf(list).sort((a, b) => position(a) - position(b)));
    }
    for (const row of rowsOf(list)) equip(list, row);
  }
  const button = group.querySelector("[data-add-row]");
  if (!button) return;
  const most = group.querySelector('input[name$="-MAX_NUM_FORMS"]').value;
  const total = group.querySelector('input[name$="-TOTAL_FORMS"]');
  const allow = () => (button.hidden = most !== "" && Number(total.value) >= Number(most));
  button.addEventListener("click", () => {
    addRow(group, list, isOrdered);
    allow();
  });
  allow();
}

for (const group of document.querySelectorAll("[data-rows]")) start(group);
