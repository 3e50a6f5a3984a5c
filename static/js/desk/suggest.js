// A field of names: while one is typed, those there are stand below and can be taken by key or click. In a field marked
// data-suggest several stand with commas between them; one marked data-choose holds one, and says whether it is new.

let serial = 0;
const words = document.getElementById("choose-words")?.dataset ?? {};

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

// The list below a field. `typed()` is what it is asked for, `ask(typed)` gives options {name, note, ...} or nothing,
// `take(option)` puts one into the field.
function equip(input, { typed, ask, take, first }) {
  const list = make("ul", "suggestions");
  list.id = `suggestions-${++serial}`;
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
  let offers = [];

  const options = () => [...list.children];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  const close = () => {
    clearTimeout(timer);
    asked = "";
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

  const takeOption = (option) => {
    take(offers[options().indexOf(option)]);
    close();
  };

  const show = (found) => {
    offers = found;
    list.replaceChildren(
      ...offers.map(({ name, label, note }, n) => {
        const option = make("li", "", label ?? name);
        option.id = `${list.id}-${n}`;
        option.role = "option";
        option.ariaSelected = "false";
        if (note) option.append(" ", make("span", "quiet", note));
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault(); // the field keeps the focus
          takeOption(option);
        });
        return option;
      }),
    );
    list.hidden = !offers.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (first && offers.length) choose(list.firstElementChild);
  };

  const look = async () => {
    asked = typed();
    if (!asked) return close();
    try {
      const found = await ask(asked);
      if (asked === typed() && document.activeElement === input) show(found);
    } catch {
      close(); // typing goes on without suggestions
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (document.activeElement === input) timer = setTimeout(look, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[at < 1 ? all.length - 1 : at - 1]);
    else if (event.key === "Enter" && chosen()) takeOption(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

async function fetched(address, query) {
  const url = new URL(address, location);
  url.searchParams.set("q", query);
  return (await fetch(url)).json();
}

function fill(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// Several names

function equipMany(input) {
  const typed = () => input.value.slice(0, input.selectionStart).split(",").pop().trim();
  equip(input, {
    typed,
    async ask(query) {
      const there = new Set(input.value.split(",").map((name) => name.trim().toLowerCase()));
      const names = await fetched(input.dataset.suggest, query);
      const isFresh = (name) => !there.has(name.toLowerCase()) || name.toLowerCase() === typed().toLowerCase();
      return names.filter(isFresh).map((name) => ({ name }));
    },
    take({ name }) {
      const before = input.value.slice(0, input.selectionStart).split(",").slice(0, -1);
      const after = input.value.slice(input.selectionStart).split(",").slice(1);
      fill(input, `${[...before, name, ...after].map((one) => one.trim()).filter(Boolean).join(", ")}, `);
    },
  });
}

// One name

function equipOne(input) {
  const row = input.closest(".row");
  const note = make("span", "choose-note quiet");
  note.id = `${input.id}_note`;
  note.role = "status";
  input.after(note);
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" "));
  let known = "known" in input.dataset ? input.value : "";

  const isNew = () => input.value.trim() !== "" && input.value.trim().toLowerCase() !== known.toLowerCase();
  const tell = () => {
    row?.classList.toggle("is-new", isNew());
    const text = isNew() ? words.new : "";
    if (note.textContent !== text) note.textContent = text;
  };

  const takeKnown = ({ name, fields = {} }) => {
    known = name;
    fill(input, name);
    for (const [key, value] of Object.entries(fields)) {
      const other = row?.querySelector(`[name$="-${key}"]`);
      if (other) fill(other, value);
    }
  };

  equip(input, {
    first: true,
    typed: () => input.value.trim(),
    async ask(query) {
      const { offers, isKnown } = await fetched(input.dataset.choose, query);
      if (isKnown && query === input.value.trim()) known = query;
      tell();
      return isKnown ? offers : [...offers, { name: query, isMade: true, label: words.make.replace("%(name)s", query) }];
    },
    take(option) {
      if (option.isMade) fill(input, option.name);
      else takeKnown(option);
      tell();
    },
  });
  input.addEventListener("blur", tell);
  tell();
}

function start(root) {
  for (const input of root.querySelectorAll("[data-suggest]")) equipMany(input);
  for (const input of root.querySelectorAll("[data-choose]")) equipOne(input);
}

start(document);
document.addEventListener("formset:added", (event) => start(event.target));
