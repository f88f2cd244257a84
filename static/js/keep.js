/* Words typed in any form but the official one (autosave.js) stay in this browser until they have
   arrived: a note, an answer to it, a reason. They lie under the person's number, so that nobody
   else who logs in here is shown them, and for two weeks at most.

   A form that was sent is believed to have arrived when its answer is a page of the portal for the
   same person; the log-in, an error page or the way back say that it has not. */

"use strict";

(() => {
  const PREFIX = "romantik-typed:";
  const DAYS = 14;
  const person = document.body.dataset.person;
  const mine = `${PREFIX}${person}:`;

  function entries(prefix) {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => [key, JSON.parse(localStorage.getItem(key))]);
  }

  function change(key, entry) {
    try {
      localStorage.setItem(key, JSON.stringify(entry));
    } catch {
      // full or forbidden: the warning before leaving still stands (data-guard)
    }
  }

  const isKept = (form) => "guard" in form.dataset && !("autosave" in form.dataset);

  function keyOf(field) {
    const form = field.form;
    const about = ["question", "row", "column", "attachment"].map(
      (name) => form.elements[name]?.value ?? "",
    );
    return `${mine}${new URL(form.action).pathname}|${about.join("|")}|${field.name}`;
  }

  function settle(arrived) {
    for (const [key, entry] of entries(PREFIX)) {
      const isOld = Date.now() - entry.at > DAYS * 86400000;
      if (isOld || (entry.sent && arrived)) localStorage.removeItem(key);
      else if (entry.sent) change(key, { ...entry, sent: false });
    }
  }

  function giveBack(place) {
    const fields = place.querySelectorAll("textarea");
    for (const field of [...fields].filter((field) => field.form && isKept(field.form))) {
      const key = keyOf(field);
      const entry = JSON.parse(localStorage.getItem(key));
      if (!entry || entry.text === field.value) continue;
      if (field.value !== entry.base) {
        localStorage.removeItem(key); // the page brings newer words
        continue;
      }
      field.value = entry.text;
      const fold = field.closest("details");
      if (fold) fold.open = true;
      const told = document.createElement("p");
      told.className = "hint";
      told.setAttribute("role", "status");
      told.textContent = "Teks yang belum terkirim dikembalikan.";
      field.after(told);
    }
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!person || field.tagName !== "TEXTAREA" || !field.form || !isKept(field.form)) return;
    change(keyOf(field), { text: field.value, base: field.defaultValue, at: Date.now() });
  });

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !isKept(event.target)) return;
    for (const field of event.target.elements) {
      const key = field.tagName === "TEXTAREA" && keyOf(field);
      const entry = key && JSON.parse(localStorage.getItem(key));
      if (entry) change(key, { ...entry, sent: true });
    }
  });

  const opened = performance.getEntriesByType("navigation")[0];
  const isAnswer = [undefined, 0, 200, 422].includes(opened?.responseStatus);
  settle(Boolean(person) && isAnswer && opened?.type !== "back_forward");
  if (!person) return;
  giveBack(document);
  document.addEventListener("htmx:load", (event) => giveBack(event.target));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) settle(false);
  });
})();
