// The cover chosen from the library by what it looks like; and what the form shows of it, however it was chosen.
import { chooseFromLibrary } from "desk/library";

function offer(select, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button from-library";
  button.textContent = label;
  (select.closest(".related-widget-wrapper") ?? select).after(button);
  button.addEventListener("click", async () => {
    const picture = await chooseFromLibrary();
    button.focus();
    if (picture) take(select, picture);
  });
}

function take(select, picture) {
  const known = [...select.options].find((option) => option.value === String(picture.id));
  if (!known) select.add(new Option(picture.name, picture.id));
  select.value = String(picture.id);
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

// The words of the cover follow it: they are its own, unless somebody types others.
function follow(select) {
  const form = select.form;
  const now = document.querySelector(".field-cover_now .readonly");
  window.django?.jQuery(select).on("change", async () => {
    if (!select.value || !now) return;
    const address = new URL(document.getElementById("library-dialog").dataset.address, location);
    address.search = new URLSearchParams({ of: select.value });
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const [picture] = answer?.ok ? (await answer.json()).pictures : [];
    if (!picture || select.value !== String(picture.id)) return;
    const image = Object.assign(new Image(), { src: picture.thumbnail, alt: picture.alt, className: "thumbnail" });
    now.replaceChildren(image);
    form.elements.cover_alt.value = picture.alt;
    form.elements.cover_is_decorative.checked = picture.is_decorative;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const template = document.getElementById("library-dialog");
const cover = document.getElementById("id_cover");
if (template && cover?.matches("select")) {
  offer(cover, template.dataset.label);
  follow(cover);
}
