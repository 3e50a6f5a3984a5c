// Text from a word processor or another page is made clean by the server, as everything that is saved will be: lists
// become lists, headings headings, and nothing brings its own look along.
import { Extension, Plugin } from "django-prose-editor/editor";

const FOREIGN = /\sstyle=|class="?Mso|<font|<meta|<o:p|<div|<h[156]|docs-internal-guid/i;

async function clean(address, html) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ html }),
  });
  if (!answer.ok) throw new Error(`cleaning failed: ${answer.status}`);
  return (await answer.json()).html;
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addOptions() {
    return { address: "" };
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const html = event.clipboardData?.getData("text/html") ?? "";
            if (!FOREIGN.test(html) || html.includes("data-pm-slice")) return false;
            const text = event.clipboardData.getData("text/plain");
            clean(options.address, html)
              .then((cleaned) => editor.chain().focus().insertContent(cleaned).run())
              .catch(() => editor.chain().focus().insertContent({ type: "text", text }).run());
            return true;
          },
        },
      }),
    ];
  },
});
