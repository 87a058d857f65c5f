// Pages work without this file. It keeps times fresh, in the reader's own zone, marks where one is in a long text, tells
// what happens while a page is open, and shows what one writes.

const words = document.getElementById("times")?.dataset;

// what has been done is said once, not again after a reload
const shownAt = new URL(location);
const done = shownAt.searchParams.get("done");
if (done) {
  shownAt.searchParams.delete("done");
  history.replaceState(history.state, "", shownAt);
  // what this browser kept of a text is not needed once that is published
  if (["published", "edited", "scheduled", "draft-discarded"].includes(done)) localStorage.removeItem(sessionStorage.getItem("sent"));
}

const two = (n) => String(n).padStart(2, "0");
const clock = (d) => `${two(d.getHours())}:${two(d.getMinutes())}`;
const exact = (d) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${clock(d)}:${two(d.getSeconds())}`;
const midnight = (d) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
const counted = (n, one, many) => (n === 1 ? one : many).replace("#", n);

/** A date by the page's pattern: uuuu, MMM, M, d, HH, mm, as java.time writes them. */
function dated(d, pattern) {
  const month = () => d.toLocaleDateString(document.documentElement.lang, { month: "short" });
  const parts = { uuuu: () => d.getFullYear(), MMM: month, M: () => d.getMonth() + 1, d: () => d.getDate(), HH: () => two(d.getHours()), mm: () => two(d.getMinutes()) };
  return pattern.replace(/uuuu|MMM|M|d|HH|mm/g, (part) => parts[part]());
}

/** The same steps as the server's Times. */
function relative(then, now) {
  const seconds = (now - then) / 1000;
  if (Math.abs(seconds) < 60) return words.now;
  if (seconds > 0) {
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return counted(minutes, words.minute, words.minutes);
    const days = (midnight(now) - midnight(then)) / 86400000;
    if (days === 0) return counted(Math.floor(minutes / 60), words.hour, words.hours);
    if (days === 1) return words.yesterday.replace("#", clock(then));
    if (days === 2) return words.dayBefore.replace("#", clock(then));
  }
  return dated(then, then.getFullYear() === now.getFullYear() ? words.date : words.dateYear);
}

function freshen() {
  const now = new Date();
  for (const time of document.querySelectorAll("time[datetime]")) {
    const then = new Date(time.dateTime);
    const text = "exact" in time.dataset ? exact(then) : relative(then, now);
    if (time.textContent !== text) time.textContent = text;
    time.title = exact(then);
  }
}

if (words) {
  freshen();
  setInterval(freshen, 20000);
  document.addEventListener("visibilitychange", () => document.hidden || freshen());
}

const toc = document.querySelector(".side .toc");
if (toc) {
  const links = new Map([...toc.querySelectorAll("a")].map((a) => [a.hash.slice(1), a]));
  const targets = [...links.keys()].map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
  const mark = () => {
    const reached = targets.filter((t) => t.getBoundingClientRect().top < 120).pop() ?? targets[0];
    for (const [id, link] of links) {
      if (decodeURIComponent(id) === reached?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}

// Live. What comes is announced and waits for a click, so that nothing moves under the finger; the server stays the only one
// who writes cards. Of itself a page changes only its numbers, and takes away what is gone.

const say = document.getElementById("live")?.dataset;
const live = document.querySelector("[data-live]");
const list = document.querySelector(".live:has(> .news)");
const main = document.querySelector("main > article[data-item]");
const lang = document.documentElement.lang;
const plain = new Intl.NumberFormat(lang);
const compact = new Intl.NumberFormat(lang, { notation: "compact", maximumSignificantDigits: 2, roundingMode: "halfEven" });
const fresh = new Set();
let torn = false;

/** The same as the server's Numbers. */
export function count(n) {
  if (n < 10000) return plain.format(n);
  const text = compact.format(n);
  return lang.startsWith("zh") ? text.replace(/(\d)(?=\p{Script=Han})/u, "$1 ") : text;
}

const shown = (id) => [...document.querySelectorAll(`[data-item="${id}"]`)];
const cards = (section) => [...section.querySelectorAll(":scope > .flash")];

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** This page as the server would make it now, not as it may have kept it; null if it cannot be had. */
async function anew() {
  const address = new URL(location.href);
  address.searchParams.set("anew", "1");
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

function lead(element) {
  element.tabIndex = -1;
  element.focus();
}

function announce() {
  const news = list.querySelector(":scope > .news");
  const text = torn ? say.anew : counted(fresh.size, say.one, say.many);
  const there = news.querySelector("button");
  if (!torn && fresh.size === 0) there?.remove();
  else if (there) there.textContent = text;
  else news.append(button(text, show));
}

/** Puts the new cards of the page, as it is now, above those that are here. */
async function show() {
  if (torn) return location.reload();
  const page = await anew();
  const now = page?.querySelector(".live:has(> .news)");
  if (!now) return;
  const here = new Map(cards(list).map((card) => [card.dataset.item, card]));
  const all = cards(now);
  // so many have come that there would be a hole, or there was no list yet
  if (!all.some((card) => here.has(card.dataset.item))) return location.reload();
  let below = null;
  let first = null;
  for (const card of all.reverse()) {
    const known = here.get(card.dataset.item);
    if (known) below = known;
    else if (below) {
      below.before(card);
      below = first = card;
    }
  }
  fresh.clear();
  announce();
  if (words) freshen();
  if (first) lead(first);
}

/** Whether the reader reads one of these texts. */
const reads = (langs) => langs.some((text) =>
  say.reads.split(" ").includes(text.lang) && (!text.machine || say.machine === "true"));

function isNews({ id, kind, at, langs }) {
  const last = list && cards(list).pop()?.querySelector("time");
  return list && kind === "flash" && reads(langs) && !list.querySelector(`[data-item="${id}"]`)
    && (!last || at >= Date.parse(last.dateTime));
}

function published(item) {
  if (shown(item.id).some((element) => element.classList.contains("gone"))) edited(item);
  if (!isNews(item)) return;
  fresh.add(item.id);
  announce();
}

/** A line at the foot of the window, over the page. */
function notice(text) {
  document.querySelector(".notice.now")?.remove();
  const line = document.createElement("p");
  line.className = "notice now";
  line.setAttribute("role", "status");
  document.body.append(line);
  line.append(text, " ", button(say.reload, () => location.reload()));
}

function edited({ id }) {
  for (const element of shown(id)) {
    if (element === main && done === "edited" && performance.now() < 10000) continue; // one's own, which the page shows
    if (element === main) notice(element.classList.contains("gone") ? say.old : say.changed);
    else if (element.matches(".flash, .reply") && !element.querySelector(":scope > .again")) {
      const again = button(say.edited, () => renew(element));
      again.className = "again";
      element.prepend(again);
    }
  }
}

async function renew(element) {
  const page = await anew();
  const now = page?.querySelector(`.flash[data-item="${element.dataset.item}"], .reply[data-item="${element.dataset.item}"]`);
  if (!now) return page && location.reload();
  element.replaceWith(now);
  if (words) freshen();
  lead(now);
}

/** The words are taken away, the place is kept; what answers a reply stays. */
function blank(element) {
  const tall = (box) => box.getBoundingClientRect().height;
  const height = tall(element);
  const inside = element.querySelector(":scope > .said") ?? element;
  const note = document.createElement(element.matches("a") ? "span" : "p");
  note.className = "quiet";
  note.textContent = say.gone;
  inside.replaceChildren(note, ...[...inside.children].filter((child) => child.matches(".reply")));
  element.querySelector(":scope > .face")?.replaceChildren();
  element.removeAttribute("href");
  element.classList.add("gone");
  note.style.minHeight = `${tall(note) + height - tall(element)}px`;
}

function gone({ id }) {
  if (fresh.delete(id)) announce();
  const here = shown(id);
  here.filter((element) => !element.classList.contains("gone")).forEach(blank);
  if (main && here.includes(main)) {
    document.title = say.gone;
    document.querySelectorAll(".side .toc").forEach((contents) => {
      contents.style.minHeight = `${contents.offsetHeight}px`;
      contents.replaceChildren();
    });
  }
}

function numbers({ id, ...counts }) {
  for (const element of shown(id)) {
    for (const [name, n] of Object.entries(counts)) {
      for (const data of element.querySelectorAll(`data.${name}`)) {
        if (data.closest("[data-item]") !== element) continue;
        data.value = n;
        data.textContent = count(n);
      }
    }
  }
}

function reset() {
  torn = true;
  if (list) announce();
  if (main) notice(say.old);
}

// One stream for all tabs of a browser: of the visible ones that which holds the lock has it, and passes on what it hears.

const STREAM = "live";
const RETRY = 30000;
const acts = { published, edited, gone, counted: numbers, reset, here: () => {} };
const address = live && new URL(live.dataset.live, location);
let last = address?.searchParams.get("after");
let source = null;
let channel = null;
let stopping = null;
let letGo = () => {};

function hear({ name, data, id }) {
  last = id || last;
  acts[name]?.(data);
}

/** Whether who was told up to one position has more to hear than who was told up to the other. */
function older(one, other) {
  if (!one || !other) return false;
  const [a, b] = [one, other].map((id) => [id.slice(0, id.lastIndexOf("-")), Number(id.slice(id.lastIndexOf("-") + 1))]);
  return a[0] !== b[0] || a[1] < b[1];
}

function open(after) {
  source?.close();
  const mine = source = new EventSource(after ? `${address.pathname}?after=${after}` : address.pathname);
  for (const name of Object.keys(acts)) {
    mine.addEventListener(name, (event) => {
      const message = { name, data: JSON.parse(event.data), id: event.lastEventId };
      hear(message);
      channel?.postMessage(message);
    });
  }
  // a break the browser mends by itself, a refusal it takes for good
  mine.onerror = () => mine.readyState === EventSource.CLOSED
    && setTimeout(() => mine === source && open(last), RETRY * (1 + Math.random()));
}

function close() {
  source?.close();
  source = null;
}

/** Another tab passes on what it hears; it goes back for one that was told less. */
function overhear({ data: message }) {
  if (message.name) hear(message);
  else if ("leads" in message) older(last, message.leads) && channel.postMessage({ from: last });
  else if (source && older(message.from, last)) open(message.from);
}

function start() {
  // without a secure context there are no locks: then each visible tab has its own
  if (!navigator.locks) return open(last);
  channel = new BroadcastChannel(STREAM);
  channel.onmessage = overhear;
  channel.postMessage({ from: last });
  stopping = new AbortController();
  navigator.locks.request(STREAM, { signal: stopping.signal }, () => new Promise((done) => {
    letGo = done;
    open(last);
    channel.postMessage({ leads: last });
  })).catch(() => {});
}

function stop() {
  stopping?.abort();
  close();
  letGo();
  channel?.close();
  channel = stopping = null;
}

if (live && say) {
  const follow = () => (document.hidden ? stop() : channel || source || start());
  document.addEventListener("visibilitychange", follow);
  if (document.readyState === "complete") follow();
  else addEventListener("load", follow);
}

/** Support, oppose and favourite without leaving the page: the server draws the buttons anew. */
addEventListener("submit", async (event) => {
  const form = event.target;
  const acts = form.id === "act" && event.submitter?.closest(".acts:not(.plainly)");
  if (!acts) return;
  const item = acts.closest("[data-item]").dataset.item;
  event.preventDefault();
  if (acts.ariaBusy === "true") return;
  acts.ariaBusy = "true";
  const place = [...acts.querySelectorAll(".act")].indexOf(event.submitter);
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  fields.set("then", `/i/${item}/acts`);
  try {
    const answer = await fetch(event.submitter.formAction, { method: "POST", body: fields });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("body > .acts");
    if (!answer.ok || !fresh) throw new Error(answer.statusText);
    const drawn = [...fresh.querySelectorAll("button")];
    for (const [i, old] of [...acts.querySelectorAll("button")].entries()) {
      drawn[i].formAction += new URL(old.formAction).hash;
      old.replaceWith(drawn[i]);
    }
    form.elements.form_key.value = page.getElementById("act").elements.form_key.value;
    acts.querySelectorAll(".act")[place].focus();
    acts.ariaBusy = null;
  } catch {
    // the plain way: its page says what is wrong
    acts.classList.add("plainly");
    event.submitter.click();
  }
});

// How much a member has been told and has not read: asked for when the page is looked at again, since the stream is the same
// for everybody.
if (document.querySelector(".top .inbox")) {
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden) return;
    const answer = await fetch("/inbox/unread").catch(() => null);
    const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".inbox");
    const here = document.querySelector(".top .inbox");
    if (fresh && here !== document.activeElement) here.replaceWith(fresh);
  });
}

// Writing. What is typed is never touched, only looked at.

const typing = document.getElementById("typing")?.dataset;
const FEW = 200;
const SHORT = 5000;

/** Characters as people count them, and as the server does (UAX #29). */
function graphemes(text) {
  let n = 0;
  for (const _ of new Intl.Segmenter().segment(text)) n++;
  return n;
}

/** Says how much is left where that is worth knowing: in a short field always, in a long one near its end. */
function measure(field) {
  const most = Number(field.dataset.most);
  const text = field.value.trim().replaceAll("\r\n", "\n").normalize("NFC");
  const near = most <= SHORT ? text.length > 0 : text.length > most * 0.9;
  const left = near ? most - graphemes(text) : most;
  const worth = near && (left < 0 || left <= Math.max(FEW, most / 10) || field.matches("textarea"));
  let line = field.parentElement.querySelector(":scope > .left");
  if (!line) {
    if (!worth) return;
    line = document.createElement("p");
    line.id = `${field.id || field.name}-left`;
    field.after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
  }
  const over = left < 0;
  line.className = over ? "left problem" : "left quiet";
  line.textContent = !worth ? ""
    : counted(Math.abs(left), over ? typing.overOne : typing.leftOne, over ? typing.over : typing.left);
}

const changed = (field) => (field.matches("select")
  ? [...field.options].some((option) => option.selected !== option.defaultSelected)
    && [...field.options].some((option) => option.defaultSelected)
  : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue);
const unsaved = (form) => form.matches(".unsaved") || [...form.elements].some(changed);

if (typing) {
  let sending = false;
  document.querySelectorAll("[data-most]").forEach(measure);
  document.addEventListener("input", ({ target }) => target.matches("[data-most]") && measure(target));
  addEventListener("submit", (event) => { sending = !event.defaultPrevented; });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("beforeunload", (event) => {
    if (sending || ![...document.forms].some((form) => form.querySelector("textarea") && unsaved(form))) return;
    event.preventDefault();
    event.returnValue = typing.unsaved;
  });
}

const menu = document.querySelector("details.me");
if (menu) {
  document.addEventListener("click", ({ target }) => menu.contains(target) || (menu.open = false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
