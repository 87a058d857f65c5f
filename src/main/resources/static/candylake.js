// Pages work without this file. It keeps times fresh, in the reader's own zone, and marks where one is in a long text.

const words = document.getElementById("times")?.dataset;

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
