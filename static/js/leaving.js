/* Leaving a page of somebody who is logged in, and coming back to it.

   - No browser keeps such a page, so what was typed in its forms is kept here, sealed (sealed.js)
     and in this tab alone, for the way back, for a page loaded anew and for the return from the log-in.
   - Whoever logs out on purpose (data-logs-out) is asked before words go that nobody has got yet. */

"use strict";

(() => {
  const { person } = document.body.dataset;
  const ALL = "romantik-back:";
  const HERE = `${ALL}${person}:${location.pathname}${location.search}`;
  const FORMS = "main form[method=post]:not([data-autosave])";
  const KEPT = "input:not([type=hidden], [type=password], [type=file]), textarea, select";
  let isOut = false;

  /* The way back. */

  const isPicked = (field) => ["radio", "checkbox"].includes(field.type);

  function fields() {
    const seen = new Map();
    return [...document.querySelectorAll(FORMS)].flatMap((form, number) => (
      [...form.elements].filter((field) => field.name && field.matches(KEPT)).map((field) => {
        const key = `${number}|${field.name}|${isPicked(field) ? field.value : ""}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        return [`${key}|${seen.get(key)}`, field];
      })
    ));
  }

  function isChanged(field) {
    if (isPicked(field)) return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    const wanted = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
    return field.value !== wanted?.value;
  }

  function keep() {
    const typed = fields().filter(([, field]) => isChanged(field)).map(
      ([key, field]) => [key, isPicked(field) ? field.checked : field.value],
    );
    if (isOut || !typed.length) sealed.drop(sealed.tab, HERE);
    else sealed.put(sealed.tab, HERE, typed);
  }

  function isReturn() {
    const way = performance.getEntriesByType("navigation")[0]?.type;
    return way !== "navigate" || document.referrer.startsWith(`${location.origin}/masuk/`);
  }

  async function giveBack() {
    const typed = new Map(await sealed.take(sealed.tab, HERE));
    for (const [key, field] of fields()) {
      if (!typed.has(key) || isChanged(field)) continue;
      if (isPicked(field)) field.checked = typed.get(key);
      else field.value = typed.get(key);
    }
  }

  // To seal takes a moment, which a page that goes may not have: it is done while one types.
  ["input", "change"].forEach((name) => document.addEventListener(name, keep));
  window.addEventListener("pagehide", keep);
  if (isReturn()) giveBack();

  /* The way out. */

  const unsent = () => sealed.names(sealed.local, `romantik:${person}:`, `romantik-typed:${person}:`);

  function forget() {
    isOut = true;
    unsaved.clear();
    unsent().forEach((key) => sealed.drop(sealed.local, key));
    sealed.names(sealed.tab, ALL).forEach((key) => sealed.drop(sealed.tab, key));
  }

  window.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-logs-out]")) return;
    const count = Math.max(unsent().length, unsaved.size);
    const question = `Ada ${count} isian yang belum terkirim. Bila Anda keluar, isian itu dihapus dari peramban ini. Keluar sekarang?`;
    if (!count || confirm(question)) {
      forget();
    } else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
})();
