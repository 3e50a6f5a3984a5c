// While words are typed into a search field, what has such a name stands below it (a combobox, as WAI-ARIA has it): the
// arrow keys go through it, Enter opens what is chosen, Escape closes it. Enter without a choice searches, as it does
// without this script. masthead.js fetches it when such a field is entered.

const PAUSE = 120; // milliseconds without a key
const SAID_AFTER = 600; // a listener who types on hears nothing
const MOST_KEPT = 60;
const equipped = new WeakSet();
const kept = new Map();
let serial = 0;

function element(name, fields) {
  return Object.assign(document.createElement(name), fields);
}

async function suggestions(address, words, signal) {
  if (kept.has(words)) return kept.get(words);
  const answer = await fetch(`${address}?${new URLSearchParams({ q: words })}`, { signal });
  if (!answer.ok) throw new Error(answer.status);
  const found = await answer.json();
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(words, found);
  return found;
}

export function equip(input) {
  if (equipped.has(input)) return;
  equipped.add(input);
  const said = input.form.dataset;
  const list = element("ul", { id: `suggested-${++serial}`, className: "suggested", role: "listbox", hidden: true });
  list.ariaLabel = said.label;
  const status = element("p", { className: "visually-hidden", role: "status" });
  input.form.append(list, status);
  input.setAttribute("aria-controls", list.id);

  let shown = []; // what the list holds
  let chosen = -1;
  let timer, asking, saying;

  const typed = () => input.value.trim().replace(/\s+/g, " ");

  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === number)));
    const option = list.children[number];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      choose(-1);
      clearTimeout(saying);
      status.textContent = "";
    }
  };

  const stop = () => {
    clearTimeout(timer);
    asking?.abort();
    open(false);
  };

  const go = ({ path }, event) => {
    if (event.ctrlKey || event.metaKey || event.button === 1) window.open(path, "_blank", "noopener");
    else location.assign(path);
  };

  const optionFor = (each, n) => {
    const option = element("li", { id: `${list.id}-${n}`, role: "option" });
    option.setAttribute("aria-selected", "false");
    const name = element("span", { textContent: each.title, dir: "auto" });
    if (each.called) name.append(" ", element("small", { textContent: `${said.called} ${each.called}`, dir: "auto" }));
    option.append(name, " ");
    option.append(element("span", { textContent: said[each.kind] ?? each.kind, className: "hint" }));
    for (const kind of ["click", "auxclick"]) option.addEventListener(kind, (event) => event.button < 2 && go(each, event));
    return option;
  };

  const show = (found) => {
    if (JSON.stringify(found) !== JSON.stringify(shown)) {
      shown = found;
      list.replaceChildren(...found.map(optionFor));
      choose(-1);
    }
    open(found.length > 0);
    clearTimeout(saying);
    saying = setTimeout(() => (status.textContent = found.length ? said.found.replace("%s", found.length) : ""), SAID_AFTER);
  };

  // What stood there stays until the answer comes; an answer to what was typed before is not waited for.
  const ask = async () => {
    asking?.abort();
    const words = typed();
    if (!words) return stop();
    const mine = (asking = new AbortController());
    try {
      const found = await suggestions(said.suggest, words, mine.signal);
      if (mine === asking && document.activeElement === input) show(found);
    } catch {
      if (mine === asking) open(false); // searching goes on without suggestions
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", stop);
  input.form.addEventListener("submit", stop);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.shiftKey) return;
    const isOpen = !list.hidden;
    const number = shown.length;
    if (event.key === "ArrowDown" && event.altKey) open(number > 0);
    else if (event.key === "ArrowDown" && number) {
      open(true);
      choose(chosen + 1 < number ? chosen + 1 : -1); // after the last one the field itself, as typed
    } else if (event.key === "ArrowUp" && isOpen) choose(chosen < 0 ? number - 1 : chosen - 1);
    else if (event.key === "Enter" && isOpen && chosen >= 0) go(shown[chosen], event);
    else if (event.key === "Escape" && isOpen) stop();
    else return;
    event.preventDefault();
  });

  if (input.value !== input.defaultValue) ask(); // somebody was faster than this script
}
