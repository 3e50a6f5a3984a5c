// Several pictures at once: chosen, dropped or pasted, each sent by itself with its progress shown, while its words are
// being typed. Without this file the form sends them all and the next page asks for the words.

const form = document.querySelector("[data-upload]");
const describing = document.querySelector("[data-describe]");
const template = document.querySelector("template[data-row]");
const list = describing.querySelector("[data-list]");
const live = describing.querySelector("[data-live]");
const zone = form.querySelector("[data-dropzone]");
const said = template.dataset;
const MOST = 100;

const waiting = [];
let isSending = false;
let number = 0; // of pictures that are in and have their fields

for (const part of form.querySelectorAll("[data-with-script]")) part.hidden = false;
form.querySelector("[data-without-script]").hidden = true;
form.upload.required = false;

function add(files) {
  for (const file of files) {
    describing.hidden = false;
    const row = template.content.querySelector("[data-words]").cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-said]").textContent = said.waiting;
    list.append(row);
    if (number + waiting.length >= MOST) refuse(row, said.tooMany);
    else waiting.push({ file, row });
  }
  sendNext();
}

function refuse(row, reason) {
  row.classList.add("is-refused");
  row.querySelector("[data-said]").textContent = reason;
  row.querySelector("[data-progress-line]").remove();
  row.querySelector("[data-fields]").remove();
  live.textContent = `${row.querySelector("[data-name]").textContent}: ${reason}`;
}

// One after the other: drawing a picture takes the server a second of its own.
async function sendNext() {
  if (isSending || !waiting.length) return;
  isSending = true;
  const { file, row } = waiting.shift();
  try {
    take(row, await send(file, row));
  } catch (reason) {
    refuse(row, reason.message);
  }
  isSending = false;
  sendNext();
}

function send(file, row) {
  const request = new XMLHttpRequest(); // fetch tells nothing of what is on its way
  const fields = new FormData();
  fields.append("upload", file, file.name);
  for (const name of ["credit", "licence"]) fields.append(name, form[name].value);
  const progress = row.querySelector("[data-progress]");
  const line = row.querySelector("[data-said]");
  progress.setAttribute("aria-label", file.name);
  line.textContent = said.sending;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    progress.value = loaded / total;
    if (loaded === total) line.textContent = said.drawing;
  });
  return new Promise((resolve, reject) => {
    request.addEventListener("load", () => {
      const told = answerOf(request);
      if (request.status === 200 && told.id) resolve(told);
      else reject(new Error(told.error ?? said.failed));
    });
    request.addEventListener("error", () => reject(new Error(said.failed)));
    request.open("POST", form.action || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.csrfmiddlewaretoken.value);
    request.send(fields);
  });
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

// It is in: its row gets fields, as one more of the form that saves the words.
function take(row, picture) {
  const line = row.querySelector("[data-said]");
  row.querySelector("[data-progress-line]").remove();
  row.querySelector("[data-thumbnail]").src = picture.thumbnail;
  line.textContent = picture.is_known ? said.known : said.done;
  live.textContent = `${row.querySelector("[data-name]").textContent}: ${line.textContent}`;
  const isThere = list.querySelector(`input[name$="-id"][value="${picture.id}"]`);
  if (isThere || !picture.may_describe) return row.querySelector("[data-fields]").remove();
  const fields = row.querySelector("[data-fields]");
  for (const part of fields.querySelectorAll("[id], [for], [name], [list]")) {
    for (const name of ["id", "for", "name", "list", "aria-describedby"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace("__prefix__", number));
    }
  }
  const field = (name) => fields.querySelector(`[name="form-${number}-${name}"]`);
  field("id").value = picture.id;
  field("id").setAttribute("value", picture.id);
  for (const name of ["alt", "caption", "credit", "licence"]) field(name).value = picture[name];
  field("is_decorative").checked = picture.is_decorative;
  fields.hidden = false;
  number += 1;
  for (const name of ["TOTAL_FORMS", "INITIAL_FORMS"]) describing[`form-${name}`].value = number;
  if (number === 1 && document.activeElement === document.body) field("alt").focus({ preventScroll: true });
}

function picturesIn(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

form.upload.addEventListener("change", () => {
  add(form.upload.files);
  form.upload.value = "";
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("paste", (event) => {
  const files = picturesIn(event.clipboardData);
  if (!files.length) return;
  event.preventDefault();
  add(files);
});
addEventListener("dragover", (event) => {
  event.preventDefault();
  zone.classList.add("is-over");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) zone.classList.remove("is-over");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("is-over");
  add(event.dataTransfer.files);
});

// What was typed is not left behind unasked, nor is a file on its way.
let isLeaving = false;
describing.addEventListener("submit", (event) => {
  isLeaving = !isSending && !waiting.length;
  if (!isLeaving) {
    event.preventDefault();
    live.textContent = said.sending;
  }
});
addEventListener("beforeunload", (event) => {
  if (!isLeaving && (isSending || waiting.length || number)) event.preventDefault();
});
