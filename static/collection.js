// Comfort for collections: this browser keeps their names and the reader's notes, and the site never learns of them. Without
// it an address is a collection, which a bookmark keeps, and notes go into files as they are typed.
const ID = /^[-A-Za-z0-9_]{1,12}$/;
const MOST = 100; // collections
const form = document.querySelector("#noted");
const boxes = [...document.querySelectorAll("textarea[name^=note-]")];
const given = notesIn(location.hash);

function kept(key) {
  try {
    const pairs = JSON.parse(localStorage.getItem(key)) ?? [];
    return new Map(pairs.filter(([name]) => typeof name === "string"));
  } catch {
    return new Map();
  }
}

function keep(key, map) {
  const message = document.querySelector("#not-kept");
  try {
    if (map.size > MOST && key === "collections") throw new RangeError();
    localStorage.setItem(key, JSON.stringify([...map]));
    message.hidden = true;
    document.dispatchEvent(new Event("kept"));
  } catch {
    message.hidden = false;
  }
}

// Notes in an address stand behind #, base64url of JSON: {"<id>": "<note>"}. Whatever else stands there is no note.
function notesIn(hash) {
  try {
    const bytes = Uint8Array.from(atob(hash.slice(7).replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return hash.startsWith("#notes=") ? new Map(Object.entries(JSON.parse(new TextDecoder().decode(bytes)))) : new Map();
  } catch {
    return new Map();
  }
}

function hashOf(notes) {
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(notes)));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#notes=${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

function linkNotes() {
  const notes = boxes.filter((box) => box.value.trim()).map((box) => [box.name.slice(5), box.value]);
  const line = document.querySelector("#noted-link");
  line.hidden = !notes.length;
  line.firstElementChild.href = document.querySelector("#permalink").href + hashOf(notes);
}

function note(box) {
  const notes = kept("notes");
  const id = box.name.slice(5);
  for (const former of box.dataset.former?.split(" ") ?? []) notes.delete(former);
  if (box.value.trim()) notes.set(id, box.value);
  else notes.delete(id);
  keep("notes", notes);
  linkNotes();
}

function told(text) {
  const line = document.querySelector("#given").content.cloneNode(true);
  line.querySelector("q").textContent = text;
  return line;
}

function showNotes() {
  const notes = kept("notes");
  for (const box of boxes) {
    const ids = [box.name.slice(5), ...(box.dataset.former?.split(" ") ?? [])];
    const [own, sent] = [notes, given].map((all) => String(ids.map((id) => all.get(id)).find(Boolean) ?? ""));
    box.value = (own || sent).slice(0, box.maxLength);
    if (own && sent && own !== sent) box.after(told(sent.slice(0, box.maxLength)));
    box.closest("details").open = Boolean(box.value);
    box.addEventListener("input", () => note(box));
  }
  linkNotes();
}

function item(name, ids) {
  const line = document.querySelector("#one-of-mine").content.cloneNode(true);
  const link = line.querySelector("a");
  const query = new URLSearchParams([["name", name], ...ids.map((id) => ["a", id])]);
  link.href = `${location.pathname}?${query}`;
  link.textContent = name;
  line.querySelector(".soft").textContent = ids.length;
  line.querySelector(".unseen").textContent = ` ${name}`;
  line.querySelector("button").addEventListener("click", () => {
    const collections = kept("collections");
    collections.delete(name);
    keep("collections", collections);
    showCollections();
  });
  return line;
}

function showCollections() {
  const section = document.querySelector("#mine");
  const lines = [...kept("collections")].map(([name, ids]) => [name, ids.filter?.((id) => ID.test(id)) ?? []]);
  section.hidden = !lines.length;
  section.querySelector("ul").replaceChildren(...lines.map(([name, ids]) => item(name, ids)));
}

if (form) {
  document.querySelector("#not-remembered").hidden = true;
  showNotes();
}
showCollections();

const button = document.querySelector("#keep");
if (button && form) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const ids = [...form.querySelectorAll("[name=a]")].map((input) => input.value);
    keep("collections", kept("collections").set(document.querySelector("#name").defaultValue, ids));
    showCollections();
  });
}
