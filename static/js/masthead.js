// The name of a signed-in reader. Pages are the same for everyone, so it is fetched on its own, and only when the
// plain cookie says that somebody is signed in.
const place = document.querySelector("[data-reader]");

if (place && document.cookie.split("; ").includes("signed_in=1")) {
  const answer = await fetch(place.dataset.reader, { headers: { Accept: "text/html" } });
  if (answer.ok) place.innerHTML = await answer.text();
}
