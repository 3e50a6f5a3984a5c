// Pictures in a text: chosen, pasted or dropped, described, sent to the shelf of pictures, set between paragraphs.
import { Extension, Image, Plugin } from "django-prose-editor/editor";

import { chooseFromLibrary } from "desk/library";

// The text keeps the picture's number; its address and sizes are the page's to know.
export const PictureNode = Image.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      picture: {
        default: null,
        parseHTML: (element) => element.dataset.picture ?? null,
        renderHTML: ({ picture }) => (picture ? { "data-picture": picture } : {}),
      },
    };
  },
});

function chosenPicture({ selection, doc }) {
  const found = { figureAt: null, imageAt: null, image: null, caption: null };
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0 && found.figureAt === null; depth--) {
    if ($from.node(depth).type.name === "figure") found.figureAt = $from.before(depth);
  }
  if (selection.node?.type.name === "figure") found.figureAt = selection.from;
  if (found.figureAt !== null) {
    doc.nodeAt(found.figureAt).forEach((child, offset) => {
      if (child.type.name === "image") Object.assign(found, { image: child, imageAt: found.figureAt + 1 + offset });
      if (child.type.name === "caption") found.caption = child;
    });
  } else if (selection.node?.type.name === "image") {
    Object.assign(found, { image: selection.node, imageAt: selection.from });
  }
  return found.image ? found : null;
}

function figureOf({ src, id, alt, width, height, caption }) {
  const image = { type: "image", attrs: { src, alt, width, height, picture: String(id) } };
  const words = caption ? [{ type: "caption", content: [{ type: "text", text: caption }] }] : [];
  return { type: "figure", content: [image, ...words] };
}

function insert(editor, picture) {
  const { $to } = editor.state.selection;
  const end = $to.depth ? $to.after(1) : $to.pos; // after the paragraph, list or table one is in, never within
  editor.chain().focus().insertContentAt(end, figureOf(picture)).run();
}

function change(editor, chosen, { alt, caption }) {
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      tr.setNodeMarkup(chosen.imageAt, undefined, { ...chosen.image.attrs, alt });
      if (chosen.figureAt !== null && caption !== (chosen.caption?.textContent ?? "")) {
        const after = chosen.imageAt + chosen.image.nodeSize;
        if (chosen.caption) tr.delete(after, after + chosen.caption.nodeSize);
        if (caption) tr.insert(after, state.schema.nodes.caption.create({}, state.schema.text(caption)));
      }
      return true;
    })
    .run();
}

async function send(address, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body: fields });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? `${answer.status} ${answer.statusText}`);
  return told;
}

function openDialog(editor, address, file) {
  const chosen = file ? null : chosenPicture(editor.state);
  const dialog = document.getElementById("picture-dialog").content.querySelector("dialog").cloneNode(true);
  const form = dialog.querySelector("form");
  const error = dialog.querySelector("[role=alert]");
  document.body.append(dialog);
  dialog.querySelector("[data-file]").hidden = Boolean(chosen);
  form.upload.disabled = Boolean(chosen);
  if (file) {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    form.upload.files = transfer.files;
  }
  if (chosen) {
    form.alt.value = chosen.image.attrs.alt ?? "";
    form.caption.value = chosen.caption?.textContent ?? "";
    form.is_decorative.checked = !form.alt.value;
  }
  // One that is there already is set into the text as it is: its words are offered, and may be others here.
  let known = null;
  dialog.querySelector("[data-from-library]").addEventListener("click", async () => {
    const picture = await chooseFromLibrary();
    if (!picture) return;
    known = picture;
    form.upload.value = "";
    form.alt.value = picture.alt;
    form.caption.value = picture.caption;
    form.is_decorative.checked = picture.is_decorative;
    const shown = dialog.querySelector("[data-chosen]");
    shown.hidden = false;
    shown.querySelector("img").src = picture.thumbnail;
    shown.querySelector("span").textContent = picture.name;
    form.alt.focus();
  });
  form.upload.addEventListener("change", () => {
    known = null;
    dialog.querySelector("[data-chosen]").hidden = true;
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.commands.focus();
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fail = (message) => {
      error.textContent = message;
      error.hidden = false;
    };
    const fields = new FormData(form);
    if (!chosen && !known && !form.upload.files.length) return fail(error.dataset.noFile);
    if (!fields.get("alt").trim() && !form.is_decorative.checked) return fail(error.dataset.noAlt);
    form.querySelector("[type=submit]").disabled = true;
    const words = { alt: fields.get("alt").trim(), caption: fields.get("caption").trim() };
    try {
      if (chosen) change(editor, chosen, words);
      else if (known) insert(editor, { ...known, ...words });
      else insert(editor, await send(address, fields));
      dialog.close();
    } catch (reason) {
      fail(reason.message);
    } finally {
      form.querySelector("[type=submit]").disabled = false;
    }
  });
  dialog.showModal();
}

function picturesIn(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

// A copied picture comes with a line of HTML around it, a copied text with a picture of itself.
function hasWords(transfer) {
  const html = transfer.getData("text/html");
  return html !== "" && new DOMParser().parseFromString(html, "text/html").body.textContent.trim() !== "";
}

export const Pictures = Extension.create({
  name: "pictures",
  priority: 1000,

  addOptions() {
    return { address: "" };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "figure",
      groups: "nodes",
      button: buttons.material("image", document.getElementById("picture-dialog").dataset.label),
      active: (editor) => chosenPicture(editor.state) !== null,
      command: (editor) => openDialog(editor, this.options.address),
    });
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    const take = (transfer) => {
      const [file] = picturesIn(transfer);
      if (!file || hasWords(transfer)) return false;
      openDialog(editor, options.address, file);
      return true;
    };
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => take(event.clipboardData),
          handleDrop(view, event) {
            if (!take(event.dataTransfer)) return false;
            event.preventDefault();
            return true;
          },
        },
      }),
    ];
  },
});
