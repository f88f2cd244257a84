/* Typing a paper form at the counter, by keyboard alone. The page's list of keys says what each does.

   Enter walks through the questions in the order of the paper (Shift+Enter back, in a long text a new
   line), digits choose by the code printed on the paper, F9 saves and goes on. Tab goes everywhere, as on any page; nothing here is needed. */

"use strict";

(() => {
  const form = document.querySelector("form[data-counter]");
  if (!form) return;

  const TWO_DIGITS = 600; // ms in which a second digit belongs to the first
  const AIDS = /-(paste|file|cara|baris|ke-[0-9]+)$/; // ways to fill a table that are not on the paper
  const GROUPED = ["radio", "checkbox"];
  const scan = document.querySelector(".counter-scan");
  let typedDigits = "";
  let pause = 0;
  let lastField = null;

  document.querySelectorAll("[data-needs-keys]").forEach((words) => { words.hidden = false; });

  /* Where Enter stops: every field once, a group of choices once. */

  function stops() {
    const seen = new Set();
    const fields = form.querySelectorAll("#pertanyaan :is(input, select, textarea)");
    return [...fields].filter((field) => {
      if (field.disabled || field.type === "hidden" || AIDS.test(field.name)) return false;
      if (!field.getClientRects().length) return false;
      if (!GROUPED.includes(field.type)) return true;
      if (seen.has(field.name)) return false;
      seen.add(field.name);
      return true;
    });
  }

  const isAt = (stop, element) => stop === element
    || (GROUPED.includes(stop.type) && stop.name === element.name);

  function land(stop) {
    const group = GROUPED.includes(stop.type)
      ? [...form.querySelectorAll(`[name="${CSS.escape(stop.name)}"]`)] : [stop];
    const field = group.find((one) => one.checked) || stop;
    field.focus({ preventScroll: true });
    (field.closest("fieldset.rows") || field.closest(".question") || field)
      .scrollIntoView({ block: "nearest" });
    if (field.matches("input:not([type=radio], [type=checkbox], [type=date]), [data-line]")) field.select();
  }

  function walk(from, step) {
    const all = stops();
    const here = all.findIndex((stop) => isAt(stop, from));
    if (step > 0 && rowAdded(from, all[here + 1])) return;
    const next = all[here + step];
    if (next) land(next);
    else if (step > 0) form.querySelector("[data-key-next]").focus();
  }

  /* The last cell of a table's last row: a new row, unless this one is still empty. */

  function rowAdded(from, next) {
    const row = from.closest("fieldset.rows");
    const table = row && row.parentElement.closest(".question");
    if (!table || (next && row.parentElement.contains(next))) return false;
    const typed = [...row.querySelectorAll("input, select, textarea")].some((cell) => cell.value.trim());
    const button = table.querySelector('button[name="rows"][value$=":add"]');
    if (!typed || !button) return false;
    button.click();
    return true;
  }

  /* Digits choose by the code on the paper. */

  function digit(field, key) {
    const options = [...field.closest("fieldset").querySelectorAll("label[data-code]")];
    const fits = (code) => options.filter((label) => label.dataset.code.startsWith(code));
    typedDigits = fits(typedDigits + key).length ? typedDigits + key : key;
    clearTimeout(pause);
    const code = typedDigits;
    const choose = () => {
      typedDigits = "";
      const label = options.find((one) => one.dataset.code === code);
      if (!label || !label.control) return;
      label.control.focus({ preventScroll: true });
      if (!(label.control.type === "radio" && label.control.checked)) label.control.click();
    };
    if (fits(code).length > 1) pause = setTimeout(choose, TWO_DIGITS);
    else choose();
  }

  /* The scan and back. */

  function toScan() {
    if (!scan) return;
    if (scan.contains(document.activeElement)) {
      (lastField && lastField.isConnected ? lastField : stops()[0])?.focus();
      return;
    }
    lastField = document.activeElement;
    (scan.querySelector("img") ? scan : scan.querySelector("iframe")).focus();
  }

  const click = (mark) => document.querySelector(`[${mark}]`)?.click();
  const ANYWHERE = { F9: () => click("data-key-next"), F8: () => click("data-key-back"), F2: toScan };

  /* An answer may bring a question that is not drawn yet, Enter a row: keys pressed meanwhile wait. */

  const waiting = [];
  const isDrawn = () => form.classList.contains("htmx-request");
  const isGrowing = () => form.querySelector("button[name=rows].htmx-request") !== null;
  const isBusy = () => isDrawn() || isGrowing() || waiting.length > 0;

  const isNewLine = (field, press) => field.matches("textarea:not([data-line])") && press.shift && !press.ctrl;
  const isStep = (field, press) => press.key === "Enter" && !isNewLine(field, press);
  const isCode = (field, { key, ctrl }) => (
    GROUPED.includes(field.type) && /^[0-9]$/.test(key) && !ctrl
  );
  const isLetter = ({ key, ctrl }) => (key.length === 1 && !ctrl) || key === "Backspace";

  function act(field, press) {
    if (isStep(field, press)) walk(field, press.shift ? -1 : 1);
    else if (isCode(field, press)) digit(field, press.key);
    else if (press.key === "Backspace") document.execCommand("delete");
    else document.execCommand("insertText", false, press.key === "Enter" ? "\n" : press.key);
  }

  document.addEventListener("htmx:afterRequest", () => {
    setTimeout(() => {
      while (waiting.length && !isDrawn() && !isGrowing()) {
        const press = waiting.shift();
        const field = document.activeElement;
        if (ANYWHERE[press.key]) ANYWHERE[press.key]();
        else if (field.form === form) act(field, press);
      }
    }, 30); // after htmx has given the focus back
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey) return;
    const press = { key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey };
    const deed = !press.ctrl && ANYWHERE[press.key];
    if (deed) {
      event.preventDefault();
      if (isBusy()) waiting.push(press);
      else deed();
      return;
    }
    const field = event.target;
    if (field.form !== form || !field.matches("input, select, textarea") || AIDS.test(field.name)) return;
    const isAhead = waiting.length > 0 || isGrowing(); // letters are meant for a field to come
    const isOurs = isStep(field, press) || isCode(field, press);
    if (!isOurs && !(isAhead && (isLetter(press) || press.key === "Enter"))) return;
    event.preventDefault();
    if (isBusy()) waiting.push(press);
    else act(field, press);
  });

  window.addEventListener("load", () => {
    if (location.hash || document.querySelector("[data-focus-first]")) return;
    const [first] = stops();
    if (first) land(first);
  });
})();
