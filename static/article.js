// Comfort for the article page; without it every name is a link and every paragraph names its lines.
// Cards: hovering or focusing a name shows who or what it is. Source: the lines of the paragraph that is read light up.
const story = document.querySelector(".story");
const cards = new Map();
for (const content of document.querySelector("#hover-cards")?.content.children ?? []) {
  cards.set(content.dataset.for, content);
}

let shown = null;
let waiting = 0;

function cardOf(link) {
  const card = cards.get(link.getAttribute("href"));
  if (!card || card.isConnected) return card;
  card.id = `card-${[...cards.values()].indexOf(card)}`;
  card.className = "hover-card";
  card.popover = "manual";
  card.setAttribute("role", "tooltip");
  card.addEventListener("pointerenter", () => clearTimeout(waiting));
  card.addEventListener("pointerleave", () => later(close, 200));
  story.append(card);
  return card;
}

function show(link) {
  const card = cardOf(link);
  if (!card || card === shown) return;
  close();
  card.showPopover();
  shown = card;
  const name = link.getClientRects()[0];
  const fits = name.bottom + card.offsetHeight + 8 < innerHeight;
  const left = Math.min(name.left, document.documentElement.clientWidth - card.offsetWidth - 8);
  card.style.left = `${Math.max(8, left) + scrollX}px`;
  card.style.top = `${(fits ? name.bottom + 6 : name.top - card.offsetHeight - 6) + scrollY}px`;
}

function close() {
  shown?.hidePopover();
  shown = null;
}

function later(step, milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(step, milliseconds);
}

if (story && HTMLElement.prototype.showPopover) {
  for (const link of story.querySelectorAll(".body a.official, .body a.place")) {
    const card = cardOf(link);
    if (!card) continue;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", card.id);
    link.addEventListener("pointerenter", (event) => event.pointerType === "touch" || later(() => show(link), 150));
    link.addEventListener("pointerleave", () => later(close, 200));
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link));
    link.addEventListener("blur", close);
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
}

const source = document.querySelector(".source-body");

function light(paragraph) {
  source.querySelectorAll(".lit").forEach((run) => run.classList.remove("lit"));
  const runs = paragraph ? [...source.querySelectorAll(`[href="#${CSS.escape(paragraph.id)}"]`)] : [];
  runs.forEach((link) => link.closest(".run").classList.add("lit"));
  if (runs.length && source.scrollHeight > source.clientHeight) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = runs[0].closest(".run").offsetTop - source.clientHeight / 3;
    source.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  }
}

if (story && source) {
  for (const paragraph of story.querySelectorAll(".body [id]")) {
    paragraph.addEventListener("pointerenter", (event) => event.pointerType === "touch" || light(paragraph));
    paragraph.addEventListener("focusin", () => light(paragraph));
  }
  story.addEventListener("pointerleave", () => light(null));
}
