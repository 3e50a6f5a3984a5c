// What is personal on a page that is the same for everyone: fetched for who is signed in, by masthead.js. Its buttons work
// in place; without this script the link leads to a page with the same ones.
export async function showPiece(place) {
  const answer = await fetch(place.dataset.piece, { headers: { Accept: "text/html" } });
  const piece = answer.ok ? (await answer.text()).trim() : "";
  if (piece) place.innerHTML = piece;
}

export function keepAtHome(place) {
  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const index = [...place.querySelectorAll("a, button")].indexOf(event.submitter);
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok) return form.submit(); // its answer says why
    await showPiece(place);
    const now = place.querySelectorAll("a, button")[index];
    now?.focus();
    const status = place.querySelector("[role=status]");
    if (status && now) status.textContent = now.textContent;
  });
}

// The days of a series that its reader has read, on its calendar.
export async function markDays(calendar) {
  const answer = await fetch(calendar.dataset.daysRead, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const read = new Set((await answer.json()).days);
  for (const link of calendar.querySelectorAll(".day a")) {
    const number = [...link.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!read.has(Number(number?.data))) continue;
    link.parentElement.classList.add("read");
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.textContent = ` (${calendar.dataset.read})`;
    link.append(said);
  }
  const key = document.querySelector("[data-days-key]");
  if (key && read.size) key.hidden = false;
}

// Cards of posts that are kept say so.
export async function markKept(links, address) {
  const byPost = new Map([...links].map((link) => [decodeURI(link.pathname).split("/").slice(3, 5).join("/"), link]));
  const asked = new URLSearchParams([...byPost.keys()].map((post) => ["post", post]));
  const answer = await fetch(`${address}?${asked}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { kept, label } = await answer.json();
  for (const post of kept) {
    const link = byPost.get(post);
    link.firstChild.data = label;
    link.classList.add("is-on");
  }
}

export async function equip(place) {
  if (place.dataset.daysRead) return markDays(place);
  keepAtHome(place);
  await showPiece(place);
}
