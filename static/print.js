// Comfort for an enlarged page: a mouse drags it, and another size keeps the middle of what is seen in the middle. Without
// it the page scrolls by wheel, touch and keys, and its sizes are links.
const KEPT = `middle of ${location.pathname}`;

for (const view of document.querySelectorAll(".print-view")) {
  let from = null;
  let isDragged = false;

  view.addEventListener("pointerdown", (event) => {
    isDragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0 || event.target === view) return;
    from = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const x = from.x - event.clientX;
    const y = from.y - event.clientY;
    isDragged ||= Math.hypot(x - view.scrollLeft, y - view.scrollTop) > 4;
    view.classList.toggle("is-dragged", isDragged);
    if (isDragged) view.scrollTo({ left: x, top: y, behavior: "instant" });
  });
  addEventListener("pointerup", () => {
    from = null;
    view.classList.remove("is-dragged");
  });
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener("click", (event) => isDragged && event.preventDefault(), true);
}

const view = document.querySelector(".print-view");

document.querySelector(".print-head nav").addEventListener("click", (event) => {
  if (!event.target.closest("a")) return;
  const x = (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth;
  const y = (view.scrollTop + view.clientHeight / 2) / view.scrollHeight;
  sessionStorage.setItem(KEPT, JSON.stringify({ x, y }));
});

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
sessionStorage.removeItem(KEPT);
if (kept) {
  const left = kept.x * view.scrollWidth - view.clientWidth / 2;
  const top = kept.y * view.scrollHeight - view.clientHeight / 2;
  view.scrollTo({ left, top, behavior: "instant" });
}
