/* What is typed in the official form is saved by itself, one question at a time.

   - A short pause or leaving a field saves the question; requests go strictly one after the other.
   - Until the server has it, the text lies sealed in this browser (sealed.js), under the person's
     number, the file's code and the question; nobody else can read it.
   - A failure is told with its cause, and tried again: later, when the network is back, when the
     page is looked at again. After a new log-in the page sends what is left.
   - Where somebody else has saved meanwhile, both texts are shown and the person chooses. */

"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const PAUSE = 1200; // ms after the last key
  const LONGEST_WAIT = 30000; // ms between two tries
  const MOST_KEPT_ALIVE = 60000; // bytes that go on their way though the page is left; 64 KiB at most
  const MINE = `romantik:${form.dataset.autosave}:`;
  const stateLine = document.getElementById("keadaan-simpan");
  const alarm = document.getElementById("gagal-simpan");
  const pageBase = form.elements.base.value;
  const known = read(form.elements.bases.value);
  const shown = read(form.elements.marks.value);
  const timers = new Map(); // question → its pause
  const lastTyped = new Map(); // question → its entry, for a page that is drawn anew meanwhile
  const waiting = new Map(); // key of an entry → the entry, in the order of typing
  const kept = new Map(); // what the browser keeps: `waiting`, and what the server found unfit
  const conflicts = new Set(); // keys that wait for a choice
  let token = form.elements.csrfmiddlewaretoken.value;
  let sending = null;
  let tries = 0;
  let later = 0;

  delete form.dataset.guard; // the browser keeps what the server has not got yet

  function read(text) {
    try {
      return JSON.parse(text) || {};
    } catch {
      return {};
    }
  }

  /* Questions and their fields. */

  const keyOf = (part, question) => `${MINE}${part}:${question}`;

  function questionOf(element) {
    if (element.form !== form || !element.name || element.name.endsWith("-paste")) return null;
    if (element.name.startsWith("pilihan-") || /-(file|cara)$/.test(element.name)) return null;
    if (element.closest("[data-aid]")) return null; // not taken yet
    const place = element.closest("#pertanyaan .question[id^='q-']");
    return place && place.id.slice(2);
  }

  function fieldsOf(question) {
    const place = document.getElementById(`q-${question}`);
    if (!place) return [];
    return [...place.querySelectorAll("input, select, textarea")].filter(
      (field) => field.form === form && questionOf(field) === question,
    );
  }

  function valuesOf(question) {
    return fieldsOf(question)
      .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
      .map((field) => [field.name, field.value]);
  }

  /* What the server has not got yet, kept in the browser. */

  async function keep(entry) {
    waiting.set(entry.key, entry);
    kept.set(entry.key, entry);
    if (await sealed.put(sealed.local, entry.key, entry)) return;
    form.dataset.guard = ""; // warn before leaving instead
    unsaved.add(form);
  }

  function drop(key) {
    waiting.delete(key);
    kept.delete(key);
    sealed.drop(sealed.local, key);
  }

  function forget(entry) {
    if (waiting.get(entry.key) === entry) drop(entry.key);
  }

  function note(question) {
    const part = form.dataset.part;
    const key = keyOf(part, question);
    const base = waiting.get(key)?.base ?? known[question] ?? pageBase;
    const entry = { key, part, question, base, values: valuesOf(question), at: clock() };
    lastTyped.set(question, entry);
    keep(entry);
  }

  const clock = () => new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });

  /* When to save. */

  function typed(event) {
    const question = questionOf(event.target);
    if (!question) return;
    note(question);
    say("belum tersimpan");
    clearTimeout(timers.get(question));
    timers.set(question, setTimeout(send, PAUSE));
  }

  function left(event) {
    const question = event.target.name && questionOf(event.target);
    if (!question || !timers.has(question)) return;
    clearTimeout(timers.get(question));
    timers.delete(question);
    send();
  }

  document.addEventListener("input", typed);
  document.addEventListener("change", left);
  document.addEventListener("focusout", left);

  /* Sending, one after the other. */

  function send() {
    clearTimeout(later);
    if (!sending) sending = work().finally(() => { sending = null; });
    return sending;
  }

  async function work() {
    for (;;) {
      const entry = [...waiting.values()].find((one) => !conflicts.has(one.key));
      if (!entry) break;
      say("menyimpan …");
      const failure = await post(entry);
      if (failure) return fail(failure);
      tries = 0;
    }
    if (!conflicts.size) hush();
    return true;
  }

  async function post(entry) {
    const body = new URLSearchParams(entry.values);
    body.set("base", entry.base);
    body.set("csrfmiddlewaretoken", token);
    const [person, code] = form.dataset.autosave.split(":");
    body.set("person", person); // nobody saves in the name of who logged in later
    const url = `/pengajuan/${code}/isian/${entry.part}/${entry.question}/`;
    let response;
    let told = null;
    try {
      const keepalive = String(body).length < MOST_KEPT_ALIVE;
      response = await fetch(url, { method: "POST", body, keepalive, redirect: "manual" });
      const type = response.headers.get("Content-Type") || "";
      if (type.startsWith("application/json")) told = await response.json();
    } catch {
      return { cause: "network" };
    }
    if (told && told.cause === "answer") return unfit(entry, told);
    if (response.ok && told) return saved(entry, told);
    if (told && told.cause === "conflict") return clash(entry, told);
    if (told && told.cause === "state") return { cause: "state", words: told.errors.join(" ") };
    if (response.status === 401) return { cause: "session" };
    if (response.status === 403) return (await renew()) ? post(entry) : { cause: "session" };
    return { cause: response.status === 507 ? "room" : "server" };
  }

  function saved(entry, told) {
    const place = document.getElementById(`q-${entry.question}`);
    if (entry.part === form.dataset.part) {
      known[entry.question] = told.saves;
      shown[entry.question] = told.mark;
      form.elements.bases.value = JSON.stringify(known);
      form.elements.marks.value = JSON.stringify(shown);
    }
    const newer = waiting.get(entry.key);
    if (newer && newer !== entry) newer.base = told.saves;
    forget(entry);
    if (place && entry.part === form.dataset.part) {
      place.querySelector(".save-error")?.remove();
      mark(place, `tersimpan ${told.time}`);
    }
    if (told.title) document.querySelectorAll("[data-title]").forEach((place) => { place.textContent = told.title; });
    say(`tersimpan ${told.time}`);
    document.body.dispatchEvent(new CustomEvent("tersimpan", { detail: entry.question }));
    if (entry.restored) location.reload(); // it had no fields on this page to stand in
    return null;
  }

  /* The page's words about it. */

  const isSaved = (words) => words.startsWith("tersimpan");

  const QUIET = ["belum tersimpan", "menyimpan …", "ada isian yang belum tersimpan"];

  function say(words) {
    stateLine.ariaLive = QUIET.includes(words) ? "off" : "polite"; // steps, and what an alert tells
    stateLine.textContent = words;
    stateLine.classList.toggle("unsaved", !isSaved(words));
  }

  function mark(place, words) {
    const label = place.querySelector(".question-label");
    let sign = place.querySelector(":scope > .saved");
    if (!sign) {
      sign = document.createElement("span");
      sign.className = "saved";
      label.after(sign); // beside it: the label stays the field's name
    }
    sign.textContent = words;
    sign.classList.toggle("unsaved", !isSaved(words));
  }

  function unfit(entry, told) {
    const place = document.getElementById(`q-${entry.question}`);
    const newer = waiting.get(entry.key);
    if (newer && newer !== entry) return null; // typed on meanwhile: that is tried next
    waiting.delete(entry.key); // the text stays in the field and in the browser
    if (!place) return null;
    place.querySelector(".save-error")?.remove();
    const words = document.createElement("p");
    words.className = "field-error save-error";
    words.setAttribute("role", "alert");
    words.textContent = `Belum tersimpan: ${told.errors.join(" ")}`;
    place.querySelector(".question-label").after(words);
    mark(place, "belum tersimpan");
    say("ada isian yang belum tersimpan");
    return null;
  }

  const CAUSES = {
    network: "jaringan terputus. Teks Anda aman di peramban ini dan disimpan begitu jaringan kembali.",
    session: "sesi Anda berakhir. Teks Anda aman di peramban ini; masuk lagi, lalu teks dikembalikan.",
    room: "ruang simpan portal penuh. Teks Anda aman di peramban ini dan dicoba lagi sendiri.",
    server: "server belum menjawab. Teks Anda aman di peramban ini dan dicoba lagi sendiri.",
  };

  function fail({ cause, words }) {
    alarm.querySelector("p").textContent = `Belum tersimpan: ${words || CAUSES[cause]}`;
    alarm.querySelector("a").hidden = cause !== "session";
    alarm.hidden = false;
    say("belum tersimpan");
    tries += 1;
    if (cause !== "state") later = setTimeout(send, Math.min(LONGEST_WAIT, 1000 * 2 ** tries));
    return false;
  }

  function hush() {
    alarm.hidden = true;
    alarm.querySelector("a").hidden = true;
  }

  /* After a new log-in in another tab the page needs the new token. */

  async function renew() {
    try {
      const response = await fetch(location.pathname, { redirect: "manual" });
      if (!response.ok) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("form[data-autosave]");
      if (!fresh || fresh.dataset.autosave !== form.dataset.autosave) return false;
      if (fresh.elements.csrfmiddlewaretoken.value === token) return false;
      token = fresh.elements.csrfmiddlewaretoken.value;
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => {
        field.value = token;
      });
      return true;
    } catch {
      return false;
    }
  }

  const again = () => { if (waiting.size) send(); };
  window.addEventListener("online", again);
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", again);
  alarm.querySelector("[data-save-again]").addEventListener("click", again);

  /* Two texts for one question. */

  function clash(entry, told) {
    conflicts.add(entry.key);
    const place = document.getElementById(`q-${entry.question}`);
    const here = entry.part === form.dataset.part && place ? place : form;
    here.querySelector(".conflict")?.remove();
    const box = document.createElement("div");
    box.className = "conflict";
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = `Tersimpan oleh ${told.by}: `;
    words.append(strong, told.stored || "(kosong)");
    const mine = document.createElement("p");
    mine.textContent = "Isian Anda masih ada di bawah dan belum tersimpan. Pilih yang dipakai.";
    box.append(words, mine, choice("Pakai isian saya", () => {
      const now = waiting.get(entry.key) || entry;
      keep({ ...now, base: told.saves });
    }), choice("Pakai yang tersimpan", () => {
      drop(entry.key);
      send().then(() => {
        location.hash = `q-${entry.question}`;
        location.reload();
      });
    }));
    const label = here.querySelector(".question-label");
    if (here === form || !label) here.prepend(box);
    else label.after(box);
    say("dua isian untuk satu rincian: pilih salah satu");
    return null;

    function choice(name, deed) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-outline-primary";
      button.textContent = name;
      button.addEventListener("click", () => {
        conflicts.delete(entry.key);
        box.remove();
        deed();
        send();
      });
      return button;
    }
  }

  /* A form sent by its button waits for what is under way; the server then has everything. */

  window.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    timers.forEach(clearTimeout);
    timers.clear();
    [...kept.values()].filter(isHere).forEach((entry) => note(entry.question));
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    sending.finally(() => form.requestSubmit(button));
  }, true);

  /* The questions drawn anew: what was typed meanwhile goes back, a changed table is saved. */

  const tableOf = (element) => element.closest("button[name=rows]")?.value.split(":")[0];

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "pertanyaan") return;
    const changed = tableOf(event.detail.requestConfig.elt);
    for (const [question, entry] of lastTyped) {
      if (question !== changed) fill(entry);
    }
    if (!changed) return;
    note(changed);
    send();
  });

  /* Nobody writes into a table that is about to be replaced: it would be lost. */

  function hold(event) {
    const changed = tableOf(event.target);
    if (!changed) return;
    fieldsOf(changed).forEach((field) => { field.readOnly = event.type === "htmx:beforeRequest"; });
  }

  document.addEventListener("htmx:beforeRequest", hold);
  document.addEventListener("htmx:afterRequest", hold);

  function fill(entry) {
    const fields = fieldsOf(entry.question);
    const names = new Set(fields.map((field) => field.name));
    if (!entry.values.every(([name]) => names.has(name))) return false;
    const values = new Map();
    entry.values.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    for (const field of fields) {
      const given = values.get(field.name) || [];
      if (["radio", "checkbox"].includes(field.type)) field.checked = given.includes(field.value);
      else if (given.length) field.value = given[0];
    }
    return fields.length > 0;
  }

  /* What an earlier page could not save comes back. */

  const isHere = (entry) => entry.part === form.dataset.part;

  async function restore() {
    for (const key of sealed.names(sealed.local, MINE)) {
      const entry = await sealed.take(sealed.local, key);
      if (!Array.isArray(entry?.values) || kept.has(key)) continue; // typed anew meanwhile
      giveBack(entry);
    }
    if (waiting.size) send();
  }

  function giveBack(entry) {
    if (isHere(entry) && JSON.stringify(valuesOf(entry.question)) === JSON.stringify(entry.values)) {
      drop(entry.key); // a button saved it
      return;
    }
    if (isHere(entry) && fill(entry)) {
      const place = document.getElementById(`q-${entry.question}`);
      mark(place, `teks dari pukul ${entry.at} yang belum tersimpan dikembalikan`);
    } else {
      entry.restored = isHere(entry);
    }
    waiting.set(entry.key, entry);
    kept.set(entry.key, entry);
  }

  restore();
})();
