// A day that is dragged onto another opens the form that moves it there: it asks how, and shows what would change.
const grid = document.querySelector("[data-ledger-grid]");
let dragged = null;

const dayUnder = (event) => event.target.closest?.("[data-day]");

grid.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-movable]");
});

grid.addEventListener("dragover", (event) => {
  if (dragged && dayUnder(event)) event.preventDefault();
});

grid.addEventListener("drop", (event) => {
  const day = dayUnder(event);
  if (!dragged || !day || day === dragged) return;
  event.preventDefault();
  location.assign(`${dragged.href}?to=${day.dataset.day}#move_form`);
});
