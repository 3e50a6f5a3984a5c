// The rich text editor on every textarea marked data-desk-editor. What it can write is what blog.markup keeps.
import * as prose from "django-prose-editor/editor";

import { CleanPaste } from "desk/paste";
import { Pictures, PictureNode } from "desk/pictures";
import { makeToolbar } from "desk/toolbar";

const MENU = [
  { group: "headings" },
  { group: "marks" },
  { group: "link" },
  { group: "lists" },
  { group: "nodes -blockType -headings" },
  { group: "table" },
  { group: "history" },
];

// What a text may say of itself beside its words. Without this an edit would drop it.
const KEPT_ATTRIBUTES = [
  { types: ["paragraph", "heading", "blockquote", "bulletList", "orderedList", "listItem"], names: ["dir", "lang"] },
  { types: ["paragraph", "blockquote"], names: ["class"] },
];

const Kept = prose.Extension.create({
  name: "kept",
  addGlobalAttributes() {
    return KEPT_ATTRIBUTES.map(({ types, names }) => ({
      types,
      attributes: Object.fromEntries(
        names.map((name) => [name, { default: null, parseHTML: (element) => element.getAttribute(name) }]),
      ),
    }));
  },
});

function extensionsFor(settings) {
  return [
    prose.Document,
    prose.Text,
    prose.Paragraph,
    prose.HardBreak,
    prose.Heading.configure({ levels: settings.levels }),
    prose.Bold,
    prose.Italic,
    prose.Strike,
    prose.Subscript,
    prose.Superscript,
    prose.Code,
    prose.CodeBlock,
    prose.Link.configure({ enableTarget: false, autolink: false, protocols: ["http", "https", "mailto"] }),
    prose.BulletList,
    prose.OrderedList.configure({ enableListAttributes: false }),
    prose.ListItem,
    prose.Blockquote,
    prose.HorizontalRule,
    prose.Table,
    prose.TableRow,
    prose.TableHeader,
    prose.TableCell,
    prose.Figure,
    prose.Caption,
    PictureNode,
    prose.Dropcursor,
    prose.Gapcursor,
    prose.History,
    prose.Menu.configure({ groups: MENU }),
    Pictures.configure({ address: settings.pictures }),
    CleanPaste.configure({ address: settings.paste }),
    Kept,
  ];
}

function isBlank(editor) {
  return editor.isEmpty && editor.state.doc.childCount <= 1;
}

function create(textarea) {
  if (textarea.closest(".prose-editor")) return;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  label.id ||= `${textarea.id}_label`;
  const described = textarea.getAttribute("aria-describedby");
  const frame = prose.crel("div", { className: "prose-editor" });
  textarea.before(frame);
  frame.append(textarea);
  const editor = new prose.Editor({
    element: frame,
    content: textarea.value,
    extensions: extensionsFor(JSON.parse(textarea.dataset.deskEditor)),
    injectCSS: false, // the policy forbids it; desk.css has what is needed
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": label.id,
        ...(described ? { "aria-describedby": described } : {}),
      },
    },
    onUpdate() {
      textarea.value = isBlank(editor) ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onCreate() {
      makeToolbar(frame.querySelector(".prose-menubar"), label, editor);
    },
  });
  label.addEventListener("click", () => editor.commands.focus());
}

prose.initializeEditors(create, "[data-desk-editor]");
