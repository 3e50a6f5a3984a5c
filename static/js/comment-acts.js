// What one does in a thread, and what is one's own there: likes count where they stand, comments that wait appear in
// their place. comments.js fetches this when it is wanted.

async function ask(section, address, words) {
  const headers = { "X-Requested-With": "fetch" };
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(words), headers });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error ?? section.dataset.likeFailed);
  return said;
}

// Likes

const codeOf = (element) => element.closest("[id]").id.replace("comment-", "");

export async function like(section, button, codes) {
  const liked = button.getAttribute("aria-pressed") !== "true";
  try {
    const said = await ask(section, button.formAction, { liked: liked ? "1" : "0" });
    button.setAttribute("aria-pressed", said.liked);
    remember(codes, codeOf(button), said.liked);
    const count = button.querySelector("span") ?? button.appendChild(document.createElement("span"));
    count.textContent = said.like_count || "";
  } catch (error) {
    button.title = error.message;
    announce(section, error.message);
  }
}

function remember(codes, code, liked) {
  const others = codes.filter((other) => other !== code);
  try {
    localStorage.setItem("liked", JSON.stringify((liked ? [...others, code] : others).slice(-500)));
  } catch {
    // the button forgets when the page is left
  }
}

function announce(section, words) {
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

// One's own comments that wait, and what one may do: asked for by who wrote here, or is signed in

export async function showMine(section, receipts) {
  const words = [["post", section.dataset.comments], ...receipts.map(({ token }) => ["receipt", token])];
  const said = await ask(section, section.dataset.mine, words);
  for (const { under, html } of said.waiting) {
    const place = document.getElementById(`comment-${under}`);
    const end = section.querySelector("[data-comments-end]") ?? section.lastElementChild;
    if (place) place.insertAdjacentHTML("beforeend", html);
    else end.insertAdjacentHTML("beforebegin", html);
  }
  for (const acts of section.querySelectorAll(".comment > .comment-acts")) {
    const code = codeOf(acts);
    acts.insertAdjacentHTML("beforeend", (said.acts[code] ?? "") + said.each.replaceAll("CODE", code));
  }
}
