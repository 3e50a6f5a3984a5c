// Counts that a page was opened, read, or a link of it followed: see docs/counting.md. Whoever asks their browser not to
// be followed is not counted, and neither is a page that nobody looks at.

const page = document.querySelector("[data-count]");
const isWanted = navigator.doNotTrack !== "1" && !navigator.globalPrivacyControl && !navigator.webdriver;

const send = (what, said) => navigator.sendBeacon(page.dataset.count, new URLSearchParams({ what, ...said }));

function hostOf(address) {
  try {
    return new URL(address).hostname;
  } catch {
    return "";
  }
}

// Opened: once somebody sees it, which a page loaded in advance may never be.
function whenSeen(then) {
  const look = () => {
    if (document.visibilityState !== "visible" || document.prerendering) return;
    document.removeEventListener("visibilitychange", look);
    document.removeEventListener("prerenderingchange", look);
    then();
  };
  document.addEventListener("visibilitychange", look);
  document.addEventListener("prerenderingchange", look);
  look();
}

// Read: it was before somebody's eyes for a third of the time it takes to read, a quarter of a minute at least and three
// minutes at most, and they came to its end.
function whenRead(minutes, end, then) {
  let left = Math.min(180, Math.max(15, minutes * 20)); // seconds
  let isAtEnd = false;
  const observer = new IntersectionObserver(([entry]) => {
    isAtEnd ||= entry.isIntersecting;
    if (isAtEnd) observer.disconnect();
  });
  observer.observe(end);
  const clock = setInterval(() => {
    if (document.visibilityState === "visible") left -= 1;
    if (left > 0 || !isAtEnd) return;
    clearInterval(clock);
    then();
  }, 1000);
}

if (page && isWanted) {
  const { post, minutes } = page.dataset;
  if (post) {
    whenSeen(() => {
      send("view", { post, from: hostOf(document.referrer) });
      whenRead(Number(minutes), document.querySelector("[data-count-end]") ?? page, () => send("read", { post }));
    });
  }
  for (const kind of ["click", "auxclick"]) {
    page.addEventListener(kind, (event) => {
      const link = event.target.closest("a[data-resource]");
      if (link && event.button < 2) send("click", { link: link.getAttribute("href") });
    });
  }
}
