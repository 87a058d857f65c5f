// Writing an article. The page works without this file. With it, what is typed is kept: in this browser at every key, on the
// server every few seconds; and it is seen as readers will see it. The text itself is changed only where its author asks for it.

const form = document.querySelector("form.write");
const pane = document.getElementById("preview");
const line = document.getElementById("saving");
const { title, body, draft, version } = form.elements;

// What it will look like.

const PAUSE = 500;
let looking = null;
let waiting = 0;

const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

/** The pane as the server renders it, and the language that it has detected: nothing else of its page is taken. */
async function preview() {
  clearTimeout(waiting);
  looking?.abort();
  looking = new AbortController();
  const fields = new URLSearchParams(new FormData(form));
  fields.set("preview", "1");
  const page = await fetch(pane.dataset.preview, { method: "POST", body: fields, signal: looking.signal })
    .then((answer) => (answer.ok ? parsed(answer) : null))
    .catch(() => null);
  for (const id of ["preview", "language-hint"]) {
    const now = page?.getElementById(id);
    if (now) document.getElementById(id)?.replaceChildren(...now.childNodes);
  }
}

function previewLater() {
  clearTimeout(waiting);
  waiting = setTimeout(preview, PAUSE);
}

form.addEventListener("input", (event) => event.isComposing || previewLater());
form.addEventListener("compositionend", previewLater);
title.addEventListener("keydown", (event) => {
  // the first button would publish what is being titled
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  body.focus();
});
if (body.value && !pane.querySelector(".e-content")) preview();

// What is kept of it.

const REST = 2000;
const LONGEST = 5000;
const AGAIN = [5000, 15000, 30000, 60000];
const said = { ...line.dataset };
const item = form.elements.item?.value;
const chosen = ["channel", "language"].map((name) => form.elements[name]).filter((field) => field?.matches("select"));

const typed = () => ({ title: title.value, body: body.value });
const alike = (one, other) => one !== null && other !== null && plain(one.title) === plain(other.title) && plain(one.body) === plain(other.body);
const plain = (text) => text.replaceAll("\r\n", "\n").normalize("NFC").trim();

/** What the server has, as this page knows it: what both windows began from. Null: what has come back to be put right. */
let base = draft.value === "0" && !item ? { title: "", body: "" }
  : form.matches(".unsaved") && !line.querySelector("time") ? null : { title: title.defaultValue, body: body.defaultValue };
/** What was sent without an answer: it may have arrived. */
let lost = null;
let running = null;
let saveAt = 0;
let timer = 0;
let tries = 0;
let atOdds = false;
let leaving = false;
let more = false;

const about = () => (item ? `i${item}:${form.elements.language.value}` : draft.value === "0" ? "new" : `d${draft.value}`);
const mine = () => `draft:${said.member}:${about()}:${form.elements.form_key.value}`;
let key = mine();

function hold() {
  // whoever opens this text elsewhere sees by the lock that this window has what it left in the browser
  navigator.locks?.request(key, { ifAvailable: true }, (lock) => lock && new Promise(() => {}));
}

function remember() {
  const now = mine();
  if (key !== now) {
    localStorage.removeItem(key);
    key = now;
    hold();
  }
  try {
    localStorage.setItem(key, JSON.stringify({ ...typed(), base, version: version.value, draft: draft.value, at: Date.now() }));
  } catch {
    // no room: the server has it in a few seconds
  }
}

function tell(text, urgent = false) {
  line.ariaLive = urgent ? "polite" : "off";
  line.className = urgent ? "problem" : "quiet";
  line.replaceChildren(...(typeof text === "string" ? [text] : text));
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "act";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** Puts another text into a field as if it had been typed, so that it can be undone; the caret stays with its words. */
function replace(field, text) {
  if (field.value === text) return;
  const old = field.value;
  let from = 0;
  while (from < Math.min(old.length, text.length) && old[from] === text[from]) from++;
  let tail = 0;
  while (tail < Math.min(old.length, text.length) - from && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const end = old.length - tail;
  const { selectionStart: start, selectionEnd: stop, scrollTop } = field;
  const focused = document.activeElement;
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, end);
  insert(field, text.slice(from, text.length - tail));
  const moved = (at) => (at <= from ? at : at >= end ? at + text.length - old.length : from);
  field.setSelectionRange(moved(start), moved(stop));
  field.scrollTop = scrollTop;
  if (focused !== field) focused?.focus?.({ preventScroll: true });
}

/** In the place of what is selected; browsers undo it like typing. */
function insert(field, text) {
  const command = text ? "insertText" : "delete";
  if (field.selectionStart === field.selectionEnd && !text) return;
  if (!document.execCommand(command, false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/** What is saved is no loss to leave. */
function settle(text) {
  title.defaultValue = text.title;
  body.defaultValue = text.body;
  form.classList.remove("unsaved");
  for (const select of chosen) for (const option of select.options) option.defaultSelected = option.selected;
}

function saveSoon() {
  if (atOdds || leaving) return;
  const now = Date.now();
  saveAt ||= now + LONGEST;
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(REST, saveAt - now)));
}

function tryLater() {
  clearTimeout(timer);
  timer = setTimeout(save, AGAIN[Math.min(tries++, AGAIN.length - 1)]);
}

/** One at a time: the next begins from the version that this one leads to. */
function save() {
  if (leaving) return Promise.resolve();
  running ??= sent().finally(() => {
    running = null;
    if (!atOdds && tries === 0 && (more || !alike(typed(), base))) saveSoon();
  });
  return running;
}

async function send(text, from) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("quiet", "1");
  fields.set("title", text.title);
  fields.set("body", text.body);
  if (from) {
    fields.set("base.title", from.title);
    fields.set("base.body", from.body);
  }
  const answer = await fetch("/drafts", { method: "POST", body: fields, keepalive: fields.toString().length < 60000 });
  return { status: answer.status, page: await parsed(answer) };
}

async function sent() {
  clearTimeout(timer);
  saveAt = 0;
  more = false;
  const text = typed();
  if (draft.value === "0" && !item && !text.title.trim() && !text.body.trim()) return;
  if (tries === 0) tell(said.saving);
  let answer;
  try {
    answer = await send(text, null);
    if (answer.status === 409 && answer.page.body.dataset.draft) {
      const theirs = other(answer.page);
      // an answer that was lost on its way, or another window
      answer = await send(text, lost && alike(lost, theirs) ? lost : base);
    }
  } catch {
    lost = text;
    tell(said.away, true);
    return tryLater();
  }
  lost = null;
  const { status, page } = answer;
  const known = page.body.dataset;
  if (status === 200 && known.draft) return saved(text, page);
  if (status === 409 && known.draft) return odds(page);
  if (status === 422 && known.draft) {
    tries = 0;
    base = text; // not sent again before it changes
    return tell([...page.getElementById("refused").childNodes], true);
  }
  if (status === 404) return gone();
  if (status === 403 || status === 200) return ended();
  tell(said.away, true);
  return tryLater();
}

const other = (page) => ({
  title: page.querySelector("#odds b").textContent,
  body: page.querySelector("#odds pre").textContent,
});

function saved(text, page) {
  tries = 0;
  const merged = page.forms[0]?.elements;
  const still = typed();
  const unchanged = still.title === text.title && still.body === text.body;
  draft.value = page.body.dataset.draft;
  // where typing went on meanwhile, the next save puts both together: it still begins from the version before
  if (!merged || unchanged) version.value = page.body.dataset.version;
  base = text;
  if (merged && unchanged) {
    replace(title, merged.title.value);
    replace(body, merged.body.value);
    base = typed();
    preview();
  }
  settle(base);
  const discard = document.getElementById("discard");
  discard.hidden = false;
  discard.formAction = `/drafts/${draft.value}/discard`;
  if (location.pathname === "/write") history.replaceState(history.state, "", `/drafts/${draft.value}`);
  if (alike(typed(), base)) {
    localStorage.removeItem(key);
    key = mine();
    hold();
  } else remember();
  tell(merged && unchanged ? said.merged : [...page.getElementById("saving").childNodes], merged && unchanged);
}

/** Both windows have changed the same place: nothing is saved before one has been chosen. */
function odds(page) {
  atOdds = true;
  tell("");
  const theirs = other(page);
  const panel = page.getElementById("odds");
  document.getElementById("odds")?.remove();
  panel.addEventListener("click", ({ target }) => {
    const { take } = target.dataset;
    if (!take) return;
    atOdds = false;
    panel.remove();
    draft.value = page.body.dataset.draft;
    version.value = page.body.dataset.version;
    base = theirs;
    if (take === "theirs") {
      replace(title, theirs.title);
      replace(body, theirs.body);
      settle(theirs);
      localStorage.removeItem(key);
    }
    body.focus();
    save();
  });
  form.before(panel);
  panel.scrollIntoView({ block: "nearest" });
}

/** Published or deleted elsewhere. What is typed from now on is another draft. */
function gone() {
  tell(said.gone, true);
  tries = 0;
  base = typed();
  if (item) return;
  draft.value = version.value = "0";
  form.elements.form_key.value = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  if (location.pathname.startsWith("/drafts/")) history.replaceState(history.state, "", "/write");
  document.getElementById("discard").hidden = true;
}

/** Signed out, or in again in another tab: then with a token that this page does not know yet. */
async function ended() {
  const page = await fetch(location.href).then(parsed).catch(() => null);
  const token = page?.querySelector("form.write input[name=_csrf]");
  if (token && page.getElementById("saving").dataset.member === said.member && tries === 0) {
    form.elements._csrf.value = token.value;
    tries = 1;
    return sent();
  }
  tell(said.ended, true);
  tries = 0;
  clearTimeout(timer);
  timer = setTimeout(save, AGAIN[1]);
}

/** What a window left in this browser that is not open any more: typed, and not saved. */
async function leftBehind() {
  const held = navigator.locks ? new Set((await navigator.locks.query()).held.map((lock) => lock.name)) : new Set([key]);
  const start = `draft:${said.member}:${about()}:`;
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(start) && !held.has(name))
    .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
    .sort((one, next) => next.at - one.at)[0];
}

async function restore() {
  const left = await leftBehind();
  if (left) localStorage.removeItem(left.name);
  // its last save may have arrived: sent again under the same key, it is the same draft
  if (left?.draft === "0") form.elements.form_key.value = left.name.split(":").at(-1);
  key = mine();
  hold();
  if (!left || alike(left, typed())) return;
  const shown = { ...typed(), base, version: version.value };
  version.value = left.draft === draft.value ? left.version : "0";
  base = left.base;
  replace(title, left.title);
  replace(body, left.body);
  remember();
  await save();
  preview();
  const undo = button(said.undo, () => {
    base = typed();
    replace(title, shown.title);
    replace(body, shown.body);
    save();
  });
  if (!atOdds) tell([said.found, " ", undo], true);
}

form.addEventListener("input", () => {
  more = true;
  remember();
  saveSoon();
});
form.addEventListener("change", saveSoon);
document.addEventListener("visibilitychange", () => document.hidden && !alike(typed(), base) && !atOdds && save());
addEventListener("pageshow", () => { leaving = false; });
addEventListener("online", () => tries && save());

form.addEventListener("submit", async (event) => {
  const { submitter } = event;
  if (submitter?.name === "preview") {
    event.preventDefault();
    preview().then(() => pane.scrollIntoView({ block: "nearest" }));
    return;
  }
  clearTimeout(timer);
  sessionStorage.setItem("sent", key);
  if (!running) {
    leaving = true;
    return;
  }
  // its answer says which version this one begins from
  event.preventDefault();
  await running.catch(() => {});
  clearTimeout(timer);
  form.requestSubmit(submitter);
});

// Tools for who does not know Markdown, or does not want to type it. What they do is undone like typing.

const tools = document.getElementById("tools");
const isMac = navigator.userAgentData?.platform === "macOS" || navigator.platform.startsWith("Mac");

const selected = () => body.value.slice(body.selectionStart, body.selectionEnd);

function put(text, from, to) {
  body.focus();
  const at = body.selectionStart;
  insert(body, text);
  body.setSelectionRange(at + from, at + to);
}

/** Around what is selected; once more takes it away. */
function wrap(mark) {
  const { selectionStart: start, selectionEnd: end, value } = body;
  const text = selected();
  const around = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark
    && !(mark === "*" && value.slice(start - 2, start) === "**" && value.slice(start - 3, start) !== "***");
  if (around) {
    body.setSelectionRange(start - mark.length, end + mark.length);
    put(text, 0, text.length);
  } else put(mark + text + mark, mark.length, mark.length + text.length);
}

/** Every line of the selection, as whole lines. */
function lines(change) {
  const { value } = body;
  const start = value.lastIndexOf("\n", body.selectionStart - 1) + 1;
  const found = value.indexOf("\n", body.selectionEnd);
  const end = found < 0 ? value.length : found;
  const text = change(value.slice(start, end).split("\n")).join("\n");
  body.setSelectionRange(start, end);
  put(text, text.length, text.length);
}

const LIST = /^(\s*)(?:[-*+]|\d+[.)])\s+/;

function prefix(mark, old = mark) {
  lines((all) => (all.every((one) => one.match(old)) ? all.map((one) => one.replace(old, ""))
    : all.map((one, i) => mark(i) + one.replace(old, ""))));
}

const acts = {
  bold: () => wrap("**"),
  italic: () => wrap("*"),
  heading: () => lines((all) => all.map((one) => {
    const level = one.match(/^#*/)[0].length;
    const text = one.replace(/^#+\s*/, "");
    return level === 0 ? `## ${text}` : level === 2 ? `### ${text}` : level === 3 ? text : `## ${text}`;
  })),
  link: () => {
    const text = selected();
    if (/^https?:\/\/\S+$/.test(text)) put(`[](${text})`, 1, 1);
    else put(`[${text}](https://)`, text ? text.length + 3 : 1, text ? text.length + 11 : 1);
  },
  quote: () => prefix(() => "> ", /^>\s?/),
  list: () => prefix(() => "- ", /^[-*+]\s+/),
  numbers: () => prefix((i) => `${i + 1}. `, /^\d+[.)]\s+/),
  code: () => {
    const text = selected();
    if (text.includes("\n") || (!text && /(^|\n)$/.test(body.value.slice(0, body.selectionStart)))) {
      put(`\`\`\`\n${text}\n\`\`\`\n`, 4, 4 + text.length);
    } else wrap("`");
  },
  table: () => {
    const before = /(^|\n\n)$/.test(body.value.slice(0, body.selectionStart)) ? "" : "\n\n";
    put(`${before}|  |  |\n| --- | --- |\n|  |  |\n`, before.length + 2, before.length + 2);
  },
  note: () => {
    const numbers = [...body.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
    const n = Math.max(0, ...numbers) + 1;
    body.setSelectionRange(body.selectionEnd, body.selectionEnd);
    put(`[^${n}]`, 0, 0);
    body.setSelectionRange(body.value.length, body.value.length);
    put(`${body.value.endsWith("\n") ? "\n" : "\n\n"}[^${n}]: `, 0, 0);
    body.setSelectionRange(body.value.length, body.value.length);
  },
};

body.before(tools);
tools.hidden = false;
const each = [...tools.querySelectorAll("button")];
each.forEach((one, i) => { one.tabIndex = i === 0 ? 0 : -1; });
tools.addEventListener("click", ({ target }) => acts[target.closest("button")?.dataset.tool]?.());
tools.addEventListener("keydown", (event) => {
  // one stop of the tab key, arrows within it (WAI-ARIA, toolbar)
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -each.length, End: each.length }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = each.indexOf(document.activeElement);
  const next = Math.abs(step) === 1 ? (at + step + each.length) % each.length : step < 0 ? 0 : each.length - 1;
  each[at].tabIndex = -1;
  each[next].tabIndex = 0;
  each[next].focus();
});

const KEYS = { b: "bold", i: "italic", k: "link" };

body.addEventListener("keydown", (event) => {
  // what an input method is composing is its own
  if (event.isComposing || event.keyCode === 229) return;
  const command = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const act = command && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
  if (act) {
    event.preventDefault();
    acts[act]();
  } else if (event.key === "Enter" && !event.shiftKey && !command) goOn(event);
});

form.addEventListener("keydown", (event) => {
  if (event.isComposing || event.key.toLowerCase() !== "s" || event.shiftKey || event.altKey) return;
  if (!(isMac ? event.metaKey : event.ctrlKey)) return;
  event.preventDefault();
  save();
});

/** A list goes on in its next line, and ends where one is left empty. */
function goOn(event) {
  if (body.selectionStart !== body.selectionEnd) return;
  const at = body.selectionStart;
  const start = body.value.lastIndexOf("\n", at - 1) + 1;
  const text = body.value.slice(start, at);
  const mark = text.match(/^(\s*)([-*+]|\d+[.)]|>)( +)/);
  if (!mark) return;
  event.preventDefault();
  if (text === mark[0]) {
    body.setSelectionRange(start, at);
    insert(body, "");
    return;
  }
  const number = Number.parseInt(mark[2], 10);
  insert(body, `\n${mark[1]}${Number.isNaN(number) ? mark[2] : number + 1 + mark[2].slice(-1)}${mark[3]}`);
}

/** From a web page or a word processor: the server makes Markdown of it. What has no form is pasted as it is. */
body.addEventListener("paste", async (event) => {
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  // what has only files is sent; a word processor adds a picture of the words that it copies
  if (!html || !text || html.length > 500000 || inFence() || !FORMED.test(html)) return;
  event.preventDefault();
  const fields = new URLSearchParams({ html, _csrf: form.elements._csrf.value });
  const markdown = await fetch("/paste", { method: "POST", body: fields })
    .then((answer) => (answer.ok && answer.headers.get("Content-Type")?.startsWith("text/plain") ? answer.text() : text))
    .catch(() => text);
  body.focus();
  insert(body, markdown);
});

const FORMED = /<(a|b|strong|i|em|h[1-6]|[uo]l|blockquote|pre|code|table|hr|del|s)[\s>]|mso-list|font-(weight|style):/i;
const inFence = () => (body.value.slice(0, body.selectionStart).match(/^(```|~~~)/gm)?.length ?? 0) % 2 === 1;

// Images and PDFs into a text: pasted, dropped or chosen. What is typed meanwhile is never lost: a mark stands in the text
// while a file is sent, and each change of the text is one that the browser can undo.

{
  const box = document.getElementById("upload");
  const say = box?.dataset;
  const area = box?.form?.elements.body;
  const TAKEN = /^(?:image\/(?:jpeg|png|webp|gif)|application\/pdf)$/;
  const AT_ONCE = 2;
  let composing = false;
  let marks = 0;
  let sending = 0;
  const waiting = [];
  const put = [];

  /** Puts text in the place of a part of what is typed, as if it were typed; the caret stays where it was. */
  function replace(from, to, text) {
    const before = document.activeElement;
    const [start, end] = [area.selectionStart, area.selectionEnd];
    const scroll = area.scrollTop;
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, to);
    if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
      area.setRangeText(text, from, to, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
    }
    const moved = (at) => (at < from || at === from && to > from ? at : at >= to ? at + text.length - (to - from) : from + text.length);
    area.setSelectionRange(moved(start), moved(end));
    area.scrollTop = scroll;
    if (before !== area) before?.focus({ preventScroll: true });
  }

  /** Changes the text now, or when the word that is being composed is done (Chinese, Japanese, Korean). */
  function change(act) {
    if (composing) put.push(act);
    else act();
  }

  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => {
    composing = false;
    // after the browser has put the word into the text
    setTimeout(() => { while (!composing && put.length) put.shift()(); });
  });

  const escaped = (text) => text.trim().replace(/\s+/g, " ").replace(/[\\[\]]/g, "\\$&");

  function made(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /** A file on its way, with a line under the text that tells how far it is. */
  class Sending {
    constructor(file) {
      this.file = file;
      this.name = file.name || file.type.replace("/", ".");
      this.mark = `![${escaped(this.name)}…](#${++marks})`;
      this.state = made("span", { className: "quiet", textContent: say.writing.replace("#", this.name) });
      this.bar = made("progress", { max: 1, value: 0, ariaLabel: this.state.textContent });
      this.stop = made("button", { type: "button", className: "pill", textContent: say.cancel });
      this.stop.addEventListener("click", () => this.end());
      this.line = made("li", {}, this.state, this.bar, this.stop);
      list.append(this.line);
    }

    begin() {
      change(() => {
        // on a line of its own
        const before = area.value.slice(0, area.selectionStart);
        const gap = /(?:^|\n\n)$/.test(before) ? "" : before.endsWith("\n") ? "\n" : "\n\n";
        const after = area.value.slice(area.selectionEnd);
        const text = `${gap}${this.mark}${after.startsWith("\n\n") ? "" : "\n\n"}`;
        replace(area.selectionStart, area.selectionEnd, text);
      });
    }

    send() {
      const fields = new FormData();
      fields.set("_csrf", box.form.elements._csrf.value);
      fields.set("file", this.file, this.name);
      this.request = new XMLHttpRequest();
      this.request.open("POST", "/media");
      this.request.setRequestHeader("Accept", "application/json");
      this.request.upload.onprogress = (event) => {
        if (event.lengthComputable) this.bar.value = event.loaded / event.total;
        // sent: what the server does with it takes a moment of unknown length
        if (event.loaded === event.total) this.bar.removeAttribute("value");
      };
      this.request.onload = () => this.answered();
      this.request.onerror = () => this.fail(say.failed);
      this.request.onloadend = () => { sending--; next(); };
      sending++;
      this.request.send(fields);
    }

    answered() {
      if (this.ended) return;
      let answer = null;
      try {
        answer = JSON.parse(this.request.responseText);
      } catch {
        // a page that says what is wrong, or leads to where one signs in
        const page = new DOMParser().parseFromString(this.request.responseText, "text/html");
        answer = { problem: page.querySelector(".refusal h1, body > h1")?.textContent };
      }
      if (this.request.status !== 200 || !answer.address) this.fail(answer.problem || say.failed);
      else this.arrive(answer);
    }

    /** The address takes the place of the mark, and what is said of the image follows when it is written. */
    arrive({ address, kind, title, note }) {
      this.ended = true;
      this.address = address;
      const image = kind === "image";
      this.swap(this.mark, image ? `![](${address})` : `[${escaped(title || this.name)}](${address})`);
      this.bar.remove();
      this.stop.textContent = say.close;
      this.stop.onclick = () => this.line.remove();
      this.state.textContent = note ?? this.name;
      if (!image) return;
      const id = `alt-${address.slice(3, 11)}`;
      const field = made("input", { id, type: "text", autocomplete: "off", maxLength: 300 });
      field.setAttribute("aria-describedby", `${id}-why`);
      field.addEventListener("change", () => this.describe(field.value));
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        // which writes what has changed
        field.blur();
        this.line.remove();
        area.focus();
      });
      this.line.prepend(made("img", { src: `${address}`, alt: "", width: 72, height: 72 }));
      this.line.append(made("div", { className: "field" }, made("label", { htmlFor: id, textContent: say.alt }), field,
        made("p", { id: `${id}-why`, className: "quiet", textContent: say.why })));
      const here = document.activeElement;
      // whoever goes on writing is left alone
      if (here === document.body || box.contains(here)) field.focus();
    }

    describe(text) {
      change(() => {
        const at = area.value.indexOf(`](${this.address})`);
        const from = area.value.lastIndexOf("![", at);
        if (at >= 0 && from >= 0) replace(from + 2, at, escaped(text));
      });
    }

    swap(old, text) {
      change(() => {
        const at = area.value.indexOf(old);
        if (at >= 0) replace(at, at + old.length, text);
        else if (text) replace(area.value.length, area.value.length, `\n\n${text}\n`);
      });
    }

    fail(why) {
      if (this.ended) return;
      this.end(why);
    }

    /** Nothing of it is left in the text. */
    end(why) {
      if (!this.ended) {
        this.ended = true;
        this.request?.abort();
        waiting.splice(0, waiting.length, ...waiting.filter((other) => other !== this));
        change(() => {
          for (const left of [`${this.mark}\n\n`, this.mark]) {
            const at = area.value.indexOf(left);
            if (at >= 0) return replace(at, at + left.length, "");
          }
        });
      }
      if (!why) return this.line.remove();
      this.bar.remove();
      this.state.className = "problem";
      this.state.setAttribute("role", "alert");
      this.state.textContent = `${this.name}: ${why}`;
      this.stop.textContent = say.close;
      this.stop.onclick = () => this.line.remove();
    }
  }

  function next() {
    while (sending < AT_ONCE && waiting.length) waiting.shift().send();
  }

  function take(files) {
    for (const file of files) {
      const one = new Sending(file);
      if (!TAKEN.test(file.type)) one.end(say.type);
      else if (file.size > Number(say.bytes)) one.end(say.size);
      else {
        one.begin();
        waiting.push(one);
      }
    }
    next();
  }

  const list = made("ul", { className: "sent" });

  if (area) {
    const file = document.getElementById("file");
    const choose = made("button", { type: "button", className: "pill", textContent: say.choose });
    choose.addEventListener("click", () => file.click());
    file.multiple = true;
    file.addEventListener("change", () => {
      take(file.files);
      file.value = "";
    });
    const plain = box.querySelector(".plain");
    const problem = plain.querySelector("#file-problem");
    box.append(made("p", { className: "choose" }, choose, made("span", { className: "quiet", textContent: say.drop })));
    if (problem) box.append(problem);
    box.append(list);
    plain.hidden = true;
    area.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      // a word processor sends a picture of the words that it copies
      if (!files.length || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      take(files);
    });
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    area.addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      area.classList.add("over");
    });
    area.addEventListener("dragleave", () => area.classList.remove("over"));
    area.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      area.classList.remove("over");
      take(event.dataTransfer.files);
    });
  }
}

restore();
