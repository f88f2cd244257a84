/* Words typed in any form but the official one (autosave.js) stay in this browser until they have
   arrived: a note, an answer to it, a reason. They lie sealed (sealed.js) under the person's number.

   A form that was sent is believed to have arrived when its answer, in the same tab, is a page of the
   portal for the same person; the log-in, an error page or the way back say that it has not. Pages
   of other tabs say nothing of it while an answer may still come. */

"use strict";

(() => {
  const PREFIX = "romantik-typed:";
  const LONGEST_ANSWER = 5 * 60000; // ms
  const tab = nameOfTab();
  const person = document.body.dataset.person;
  const mine = `${PREFIX}${person}:`;

  function nameOfTab() {
    try {
      sessionStorage.romantikTab ??= Math.random().toString(36).slice(2);
      return sessionStorage.romantikTab;
    } catch {
      return ""; // forbidden; then nothing is kept either
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
    for (const key of sealed.names(sealed.local, PREFIX)) {
      const { sent, from, since } = sealed.look(sealed.local, key) ?? {};
      if (!sent || (from !== tab && Date.now() - since < LONGEST_ANSWER)) continue;
      if (arrived) sealed.drop(sealed.local, key);
      else sealed.tell(sealed.local, key, { sent: false });
    }
  }

  async function giveBack(place) {
    const fields = place.querySelectorAll("textarea");
    for (const field of [...fields].filter((field) => field.form && isKept(field.form))) {
      const key = keyOf(field);
      const shown = field.value;
      const entry = await sealed.take(sealed.local, key);
      if (!entry || entry.text === field.value || field.value !== shown) continue; // typed meanwhile
      if (field.value !== entry.base) {
        sealed.drop(sealed.local, key); // the page brings newer words
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

  // Where nothing can be kept, the warning before leaving still stands (data-guard).
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!person || field.tagName !== "TEXTAREA" || !field.form || !isKept(field.form)) return;
    sealed.put(sealed.local, keyOf(field), { text: field.value, base: field.defaultValue });
  });

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !isKept(event.target)) return;
    const facts = { sent: true, from: tab, since: Date.now() };
    for (const field of event.target.elements) {
      if (field.tagName === "TEXTAREA") sealed.tell(sealed.local, keyOf(field), facts);
    }
  });

  const opened = performance.getEntriesByType("navigation")[0];
  const isFromHere = document.referrer.startsWith(`${location.origin}/`); // no address typed in
  const isAnswer = isFromHere && [undefined, 0, 200, 422].includes(opened?.responseStatus);
  settle(Boolean(person) && isAnswer && opened?.type !== "back_forward");
  if (!person) return;
  giveBack(document);
  document.addEventListener("htmx:load", (event) => giveBack(event.target));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) settle(false);
  });
})();
