// The library behind autocompleted choices gives its parts no name of their own. Here they get that of their label.

function name(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const parts = select.nextElementSibling;
  if (!label || !parts?.classList.contains("select2")) return;
  label.id ||= `${select.id}_label`;
  const shown = parts.querySelector(".select2-selection__rendered");
  parts.querySelector("[role=combobox]")?.setAttribute("aria-labelledby", [label.id, shown?.id].filter(Boolean).join(" "));
  if (shown?.getAttribute("role") === "textbox") shown.setAttribute("aria-labelledby", label.id);
  parts.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
}

function nameAll(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) name(select);
}

// The library sets to work in jQuery's own time: what is registered later there comes after it.
const $ = window.django?.jQuery;
$?.(() => {
  nameAll(document);
  $(document).on("select2:open", (event) => {
    const label = document.querySelector(`label[for="${event.target.id}"]`);
    for (const field of document.querySelectorAll(".select2-dropdown .select2-search__field")) {
      field.setAttribute("aria-label", label?.textContent ?? "");
      field.focus();
    }
  });
});
document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
