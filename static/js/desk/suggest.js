// Names with commas between them: while one is typed, the tags there are stand below and can be taken by key or click.

let serial = 0;

function equip(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${++serial}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.ariaLabel = document.querySelector(`label[for="${input.id}"]`)?.textContent ?? "";
  input.after(list);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let asked = "";
  let timer;

  const options = () => [...list.children];
  const chosen = () => list.querySelector('[aria-selected="true"]');
  const typed = () => input.value.slice(0, input.selectionStart).split(",").pop().trim();

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    for (const other of options()) other.ariaSelected = String(other === option);
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  };

  const take = (option) => {
    const before = input.value.slice(0, input.selectionStart).split(",").slice(0, -1);
    const after = input.value.slice(input.selectionStart).split(",").slice(1);
    const names = [...before, option.textContent, ...after].map((name) => name.trim()).filter(Boolean);
    input.value = `${names.join(", ")}, `;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };

  const show = (names) => {
    const there = new Set(input.value.split(",").map((name) => name.trim().toLowerCase()));
    const fresh = names.filter((name) => !there.has(name.toLowerCase()) || name.toLowerCase() === typed().toLowerCase());
    list.replaceChildren(
      ...fresh.map((name, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.role = "option";
        option.ariaSelected = "false";
        option.textContent = name;
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault(); // the field keeps the focus
          take(option);
        });
        return option;
      }),
    );
    list.hidden = !fresh.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    asked = typed();
    if (!asked) return close();
    const address = new URL(input.dataset.suggest, location);
    address.searchParams.set("q", asked);
    try {
      const answer = await fetch(address);
      const names = await answer.json();
      if (asked === typed() && document.activeElement === input) show(names);
    } catch {
      close(); // typing goes on without suggestions
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[at < 1 ? all.length - 1 : at - 1]);
    else if (event.key === "Enter" && chosen()) take(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

for (const input of document.querySelectorAll("[data-suggest]")) equip(input);
