// Search fields offer what begins as typed. The script that does it is fetched once somebody enters one; until then, and
// without it, they are plain fields of a form.
const fields = document.querySelectorAll("form[data-suggest] input[type=search]");

for (const field of fields) {
  field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  const equip = async () => (await import(field.form.dataset.script)).equip(field);
  if (field === document.activeElement) equip();
  else field.addEventListener("focus", equip, { once: true });
}

// The name of a signed-in reader. Pages are the same for everyone, so it is fetched on its own, and only when the
// plain cookie says that somebody is signed in. A preview shows what strangers get.
const places = document.querySelectorAll("[data-reader]");

if (places.length && !document.querySelector(".preview-notice") && document.cookie.split("; ").includes("signed_in=1")) {
  const answer = await fetch(places[0].dataset.reader, { headers: { Accept: "text/html" } });
  const piece = answer.ok ? await answer.text() : null;
  if (piece !== null) for (const place of places) place.innerHTML = piece;
  for (const place of document.querySelectorAll("[data-piece], [data-days-read]")) (await import(place.dataset.script)).equip(place);
  const cards = document.querySelectorAll(".marks > a.keep-mark");
  if (cards.length) (await import(places[0].dataset.script)).markKept(cards, places[0].dataset.kept);
}
