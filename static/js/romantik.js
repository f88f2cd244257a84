/* What pages gain with JavaScript; without it every one of them still works.

   data-copy="text"      a button (hidden until now) that copies
   data-enter            what Enter does while nothing has the focus; Tab begins at the top
   data-focus-first      an error summary that takes the focus when the page opens
   data-guard            a form that warns before typed text is lost
   data-tell             what just happened: told to a screen reader, too, once the page is there
   data-rows             a table whose rows are walked with j, k and Enter
   data-once="no"        a POST form that may be sent twice (a download)
   data-queue="address"  a form that waits its turn; the address says in words where it stands
   data-print            a button (hidden until now) that prints the page */

"use strict";

const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

/* Enter sends a long line as it sends a short one; typing from paper has keys of its own. */

document.addEventListener("keydown", (event) => {
  const line = event.target.closest("form:not([data-counter]) textarea[data-line]");
  if (!line || event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  line.form.querySelector("[type=submit]").click();
});

/* A date in words beside its box. */

const inWords = new Intl.DateTimeFormat("id-ID", {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

document.addEventListener("input", ({ target }) => {
  if (target.type !== "date") return;
  const words = document.querySelector(`output[for="${target.id}"]`);
  if (words) words.textContent = target.valueAsDate ? inWords.format(target.valueAsDate) : "";
});

/* One click, one deed: what was sent is not sent again until the page comes back. */

const sent = new WeakSet();

function release(form) {
  sent.delete(form);
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.once === "no") return;
  if (sent.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sent.add(form);
  const button = event.submitter;
  if (button) button.setAttribute("aria-busy", "true");
}, true);

window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) release(form);
});

/* Who waits for a signature is told his place, in the line that says that it is under way. */

document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (defaultPrevented || !form.dataset.queue) return;
  const line = form.querySelector("[role=status]");
  const asking = setInterval(async () => {
    if (!sent.has(form)) return clearInterval(asking);
    const answer = await fetch(form.dataset.queue).catch(() => null);
    const words = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (words) line.textContent = words;
    return undefined;
  }, 2000);
});

/* Typed text is not lost by a stray click. */

const unsaved = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "guard" in form.dataset) unsaved.add(form);
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) unsaved.delete(event.target);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  const cause = event.detail.requestConfig.triggeringEvent;
  if (form && event.detail.successful && cause && cause.type === "submit") unsaved.delete(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});

/* Menus, copying. */

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.textContent;
  button.textContent = "Tersalin";
  setTimeout(() => { button.textContent = words; }, 2000);
}

/* The focus goes where the work is: the errors, else the question of the address. */

const FIELDS = "input:not([type=hidden]), select, textarea, summary, button, a[href]";

const focusable = (element) => (element.matches(FIELDS) ? element : element.querySelector(FIELDS));

function focusQuestion() {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place || place.matches("main, section, h1, h2, h3")) return;
  const field = focusable(place);
  if (!field) return;
  field.focus({ preventScroll: true });
  (place.closest(".question") || place).scrollIntoView({ block: "start" });
}

window.addEventListener("hashchange", focusQuestion);
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  if (link && link.hash === location.hash) focusQuestion();
});

/* Walking a desk: j next, k previous, Enter opens. */

document.addEventListener("keydown", (event) => {
  if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) return;
  const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
  const links = rows.map((row) => row.querySelector("a")).filter(Boolean);
  if (!links.length) return;
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = event.key === "j" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
  links[next].focus();
  event.preventDefault();
});

/* One thing is done again and again here: Enter does it, from anywhere that is no field or button. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.repeat || event.isComposing || event.target !== document.body) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  document.querySelector("[data-enter]")?.click();
});

/* In a sitting Enter ticks a letter, as the space bar does, and sends nothing by chance. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".sitting [type=checkbox]")) return;
  event.preventDefault();
  event.target.click();
});

/* At the start. A region is told when it changes, so what the page came with comes once more. */

function tell() {
  document.querySelectorAll("[data-tell]").forEach((told) => {
    told.removeAttribute("data-tell");
    told.replaceChildren(...[...told.childNodes].map((node) => node.cloneNode(true)));
  });
}

setTimeout(tell, 300);
document.addEventListener("htmx:afterSettle", () => setTimeout(tell, 300));

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = !navigator.clipboard;
});
window.addEventListener("load", () => {
  const errors = document.querySelector("[data-focus-first]");
  if (errors) errors.focus();
  else focusQuestion();
});
