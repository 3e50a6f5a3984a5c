// What is being done goes on being told: this piece of the page is fetched anew until it is finished.
const EVERY = 3_000;
let home = document.querySelector("[data-progress]");

async function look() {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.querySelector("[data-progress]");
    if (!fresh) return;
    home.replaceWith(document.adoptNode(fresh));
    home = fresh;
  } catch {
    // The server is away for a moment: it is asked again.
  }
  if (home.querySelector("progress")) setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
