// Formatted text that is pasted keeps its headings, lists and links: it stands in the field as Markdown.
const field = document.querySelector("[data-from-text]");
const news = document.querySelector("[data-from-text-news]");
const FORMATTED = /<(h[1-6]|p|ul|ol|li|table|blockquote|strong|b|a)\b/i;

async function asMarkdown(html) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(field.dataset.fromText, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ html, as: "markdown" }),
  });
  if (!answer.ok) throw new Error(`cleaning failed: ${answer.status}`);
  return (await answer.json()).markdown;
}

function insert(text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

field?.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!FORMATTED.test(html)) return;
  const plain = event.clipboardData.getData("text/plain");
  event.preventDefault();
  asMarkdown(html)
    .then((markdown) => {
      insert(markdown || plain);
      news.textContent = news.dataset.kept;
    })
    .catch(() => insert(plain));
});
if (field?.closest("details").open) field.focus();
