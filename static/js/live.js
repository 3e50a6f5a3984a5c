// A search that answers while one types: the same page is asked for, and the part named by data-live put in its place.

let timer, asking;

const ask = async (form) => {
  asking?.abort();
  asking = new AbortController();
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}&live=1`;
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.getElementById(form.dataset.live);
    if (part) document.getElementById(form.dataset.live).innerHTML = part.innerHTML;
  } catch {
    // a later letter came first, or the network is away: the button still asks
  }
};

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-live]");
  if (!form || event.target.type !== "search") return;
  clearTimeout(timer);
  timer = setTimeout(ask, 250, form);
});
