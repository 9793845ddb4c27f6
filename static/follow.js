// Collections that follow a reader: what this browser keeps (collection.js) is sealed here, and the site stores what it cannot
// read for the reader's other browsers. The secret is handed on in an address behind #, which no browser sends.
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const WAIT = 2000; // milliseconds after the last change
const NOTHING = { collections: [], notes: [] };
const part = document.querySelector("#following");
const [link, code] = [part.querySelector("a"), part.querySelector("details")];
let offered = location.hash.match(/^#follow=([-\w]+)$/)?.[1].toLowerCase().replaceAll("-", "");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const digest = async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
const followed = () => Object.fromEntries(kept("following"));
const follow = (state) => localStorage.setItem("following", JSON.stringify(Object.entries(state)));
const leave = (said) => (localStorage.removeItem("following"), said);
const here = () => ({ collections: [...kept("collections")], notes: [...kept("notes")] });

async function placeOf(secret) {
  const id = Array.from((await digest(`id ${secret}`)).slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = await crypto.subtle.importKey("raw", await digest(`key ${secret}`), "AES-GCM", false, ["encrypt", "decrypt"]);
  return { url: `${location.pathname}sealed/${id}/`, key };
}
async function seal(key, state) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(state));
  const padded = new Uint8Array(Math.ceil(text.length / 1024) * 1024).fill(32); // so that its length tells little
  padded.set(text);
  return new Blob([iv, await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, padded)]);
}
async function unseal(key, sealed) {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, 12) }, key, sealed.slice(12));
  return JSON.parse(new TextDecoder().decode(text));
}

// What both sides changed: lists with what either added and without what either took out; of notes the one written here,
// which comes last, and both where there was none before.
function both(was, mine, theirs) {
  if (mine === undefined || theirs === undefined) return mine ?? theirs;
  if (!Array.isArray(mine)) return was === undefined ? `${theirs}\n${mine}` : mine;
  const gone = (was ?? []).filter((id) => !mine.includes(id) || !theirs.includes(id));
  return [...new Set([...theirs, ...mine])].filter((id) => !gone.includes(id));
}
// Of what one side alone changed since `base`, which both had, its value.
function merged(base, mine, theirs) {
  const parts = Object.keys(NOTHING).map((name) => {
    const [before, left, right] = [base, mine, theirs].map((state) => new Map(state[name]));
    const values = [...new Set([...right.keys(), ...left.keys()])].map((key) => {
      const [was, is, there] = [before.get(key), left.get(key), right.get(key)];
      return [key, same(is, was) ? there : same(is, there) || same(there, was) ? is : both(was, is, there)];
    });
    return [name, values.filter(([, value]) => value !== undefined)];
  });
  return Object.fromEntries(parts);
}
// Fetches, merges and leaves there what is new; what to say of it.
async function sync(tries = 3) {
  const { secret, base } = followed();
  if (!secret) return "";
  const { url, key } = await placeOf(secret);
  const found = await fetch(url);
  if (!found.ok || !tries) throw new Error(found.status);
  if (found.status === 204 && base) return leave("gone");
  const [mine, theirs] = [here(), found.status === 204 ? NOTHING : await unseal(key, await found.arrayBuffer())];
  const next = merged(base ?? NOTHING, mine, theirs);
  if (!base || !same(next, theirs)) {
    const headers = found.headers.has("ETag") ? { "If-Match": found.headers.get("ETag") } : {};
    const put = await fetch(url, { method: "PUT", body: await seal(key, next), headers });
    if (put.status === 412) return sync(tries - 1);
    if (!put.ok) throw new Error(put.status);
  }
  const now = merged(mine, here(), next); // what was written here meanwhile stays
  for (const name of Object.keys(NOTHING)) {
    if (!same([...kept(name)], now[name])) keep(name, new Map(now[name]));
    if (!same([...kept(name)], now[name])) throw new Error(name); // no room: what is missing was not taken out
  }
  follow({ secret, base: next });
  showCollections();
  for (const box of boxes) {
    const text = kept("notes").get(box.name.slice(5));
    if (text && box !== document.activeElement) box.value = text.slice(0, box.maxLength);
    box.closest("details").open ||= Boolean(text);
  }
  if (form) linkNotes();
  return "done";
}
// Offered to who keeps something here; browsers seal over HTTPS alone.
function show(said) {
  const { secret } = followed();
  part.hidden = !crypto.subtle || !(offered || secret || kept("collections").size || kept("notes").size);
  const when = offered && offered !== secret ? "offered" : secret ? "on" : "off";
  for (const each of part.querySelectorAll("[data-when]")) each.hidden = each.dataset.when !== when;
  code.open &&= Boolean(secret);
  link.href = link.textContent = `${location.origin}${location.pathname}#follow=${secret?.match(/.{1,5}/g).join("-")}`;
  const line = part.querySelector("[role=status]");
  line.hidden = !(line.textContent = part.dataset[said] ?? "");
}
let [running, waiting] = [Promise.resolve(), 0];
const syncNow = () => (running = running.then(() => sync()).then(show, () => show("failed")));
const actions = {
  start: () => follow({ secret: Array.from(crypto.getRandomValues(new Uint8Array(26)), (n) => LETTERS[n % 32]).join("") }),
  join: () => follow({ secret: offered, base: NOTHING }),
  leave: () => leave("left"),
  copy: () => navigator.clipboard.writeText(link.href).then(() => "copied", () => "uncopied"),
  stop: async () => (await fetch((await placeOf(followed().secret)).url, { method: "DELETE" })).ok ? leave("gone") : "failed",
};

part.addEventListener("click", async ({ target }) => {
  if (!(target.dataset.do in actions)) return;
  try {
    const said = await actions[target.dataset.do]();
    history.replaceState(null, "", location.pathname + location.search);
    offered = undefined;
    show(said);
    if (said === undefined) syncNow();
  } catch {
    show("failed");
  }
});
// Drawn here, because the site must not see what it says, and by a library that is fetched when somebody asks for it.
code.addEventListener("toggle", async () => {
  if (!code.open) return;
  try {
    const { generate } = await import(code.dataset.library);
    generate(link.href).toCanvas(code.querySelector("canvas"), { off: [255, 255, 255] });
  } catch {
    code.open = false;
    show("undrawn");
  }
});
document.addEventListener("kept", () => (show(), clearTimeout(waiting), (waiting = setTimeout(syncNow, WAIT))));
addEventListener("hashchange", () => location.hash.startsWith("#follow=") && location.reload());
show();
if (offered) part.scrollIntoView();
if (followed().secret) syncNow();
