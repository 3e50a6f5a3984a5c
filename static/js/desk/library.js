// A picture of the library, found by words: in a window over whatever asked for one.

const template = document.getElementById("library-dialog");

// The picture that was chosen, as the desk tells of it; null when none was.
export function chooseFromLibrary() {
  const said = template.dataset;
  const dialog = template.content.querySelector("dialog").cloneNode(true);
  const [search, live, list, more] = ["search", "live", "found", "more"].map((part) =>
    dialog.querySelector(`[data-${part}]`),
  );
  let chosen = null;
  let asked = 0; // answers to an older question are left out
  let next = 1;

  const choice = (picture) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const image = document.createElement("img");
    button.type = "button";
    Object.assign(image, { src: picture.thumbnail, alt: "", loading: "lazy" });
    const name = document.createElement("span");
    name.textContent = picture.name;
    button.append(image, name);
    button.addEventListener("click", () => {
      chosen = picture;
      dialog.close();
    });
    item.append(button);
    return item;
  };

  const find = async (page) => {
    const turn = ++asked;
    const address = new URL(said.address, location);
    address.search = new URLSearchParams({ q: search.value, page });
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (turn !== asked) return;
      if (page === 1) list.replaceChildren();
      const first = list.children.length;
      list.append(...told.pictures.map(choice));
      if (page > 1) list.children[first]?.querySelector("button").focus();
      next = told.next;
      more.hidden = !next;
      const number = list.children.length;
      live.textContent = number ? `${said.found} ${number}${next ? "+" : ""}` : said.none;
    } catch {
      if (turn === asked) live.textContent = said.failed;
    }
  };

  let timer;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 200, 1);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it stands in no form of its own
    clearTimeout(timer);
    find(1);
  });
  more.addEventListener("click", () => find(next));
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());

  document.body.append(dialog);
  dialog.showModal();
  find(1);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
  });
}
