// Passkeys are the library's; here is said in words whether they can work, and what became of a try.
const buttons = document.querySelectorAll("[data-passkey]");
const show = (name) => document.querySelectorAll(`[data-passkey-${name}]`).forEach((piece) => { piece.hidden = false; });
// Browsers know them on encrypted sites and on localhost, by name and not by number.
const canWork = "PublicKeyCredential" in window && !/^[\d.]+$|^\[/.test(location.hostname);

if (canWork) for (const button of buttons) button.hidden = false;
else show("impossible");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  show("refused");
});
