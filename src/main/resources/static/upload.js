// Images and PDFs into a text: pasted, dropped or chosen. What is typed meanwhile is never lost: a mark stands in the text
// while a file is sent, and each change of the text is one that the browser can undo.

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
