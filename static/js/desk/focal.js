// The point of a picture that stays in view: two sliders say it, a press on the picture moves them, the cuts follow.

const [across, down] = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id));
const frame = document.querySelector("[data-focal]");

function show() {
  const [x, y] = [across, down].map((slider) => `${Math.round(slider.value * 100)}%`);
  const mark = frame.querySelector("[data-focal-mark]");
  Object.assign(mark.style, { left: x, top: y });
  for (const crop of document.querySelectorAll("[data-crop]")) crop.style.objectPosition = `${x} ${y}`;
  across.setAttribute("aria-valuetext", x);
  down.setAttribute("aria-valuetext", y);
}

function follow(event) {
  const box = frame.querySelector("img").getBoundingClientRect();
  const share = (at, start, length) => Math.min(1, Math.max(0, (at - start) / length)).toFixed(2);
  across.value = share(event.clientX, box.left, box.width);
  down.value = share(event.clientY, box.top, box.height);
  show();
}

if (frame && across && down) {
  frame.classList.add("is-live");
  for (const slider of [across, down]) slider.addEventListener("input", show);
  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    follow(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) follow(event);
  });
  show();
}
