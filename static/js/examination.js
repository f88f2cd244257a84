/* The examiner's page: notes are written and opened where they stand, and keys act on what is in hand.

   data-in-place   a link to a page that holds the same part, whole: it is put in the place of this
                   one (the nearest thing around the link that has an id, or the one it names)
   data-write      a link to the form of a note: it opens beneath its question, with the focus in it
   data-leaves     a link in that form which leaves the page: what was typed is saved before

   What was typed is saved before another form is opened or a step is taken. Keys never act while
   something is typed; they can be switched off, and the choice is kept in this browser. The page's
   list of keys (#tombol-pintas) says what each does. */

"use strict";

let coming = 0; // what is being brought: keys pressed meanwhile are meant for it, not for the page

function bring(address, request) {
  coming += 1;
  return htmx.ajax("GET", address, request).finally(() => { coming -= 1; });
}

const about = (element) => element.closest("[id]");

function openInPlace(link) {
  const place = `#${link.dataset.inPlace || about(link).id}`;
  const address = new URL(link.href);
  address.searchParams.set("dari", document.querySelector("#putusan [name=dari]").value);
  const request = { target: place, select: place, swap: "outerHTML" };
  return bring(address.pathname + address.search, request).then(() => {
    const here = document.querySelector(place);
    here.tabIndex = -1;
    here.focus({ preventScroll: true });
  });
}

/* Notes: one form at a time; saved by its button, by Ctrl+Enter, or by going on. */

const draft = () => document.querySelector("form.note-new[data-hx-post]");

async function saved() {
  const form = draft();
  if (!form) return true;
  if (!form.elements.text.value.trim()) form.remove();
  else {
    form.requestSubmit();
    await new Promise((done) => { form.addEventListener("htmx:afterRequest", done, { once: true }); });
  }
  return !draft();
}

async function write(link) {
  if (!(await saved())) return;
  const { pathname, search } = new URL(link.href);
  const target = link.isConnected ? link : document.querySelector(`[href="${link.getAttribute("href")}"]`);
  const request = { target: target.closest("dd, li, section > div"), swap: "beforeend" };
  await bring(pathname + search, request);
}

function close(form) {
  const place = about(form.parentElement);
  form.remove();
  place.focus();
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const isStep = link.closest("#langkah, [data-leaves]") && draft() && !link.hash;
  const form = !isStep && link.closest("form.note-new[data-hx-post]");
  if (!form && !isStep && !link.matches("[data-in-place], [data-write]")) return;
  event.preventDefault();
  if (form) close(form);
  else if ("write" in link.dataset) write(link);
  else if (!isStep) openInPlace(link);
  else if (await saved()) location.assign(link.href);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.note-new");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});

/* What is judged is saved at once; what was chosen meanwhile, after it. */

let judgedMeanwhile = false;

document.addEventListener("change", (event) => {
  if (event.target.form?.id !== "penilaian") return;
  judgedMeanwhile = document.getElementById("daftar-periksa").contains(document.querySelector(".htmx-request"));
  if (!judgedMeanwhile) event.target.form.requestSubmit();
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target.id !== "daftar-periksa" || !judgedMeanwhile) return;
  judgedMeanwhile = false;
  document.getElementById("penilaian").requestSubmit();
});

/* A standard note that was typed, or chosen from the list, is put into the text at once. */

document.addEventListener("change", (event) => {
  if (event.target.matches("form.note-new [name=standard]")) {
    event.target.form.querySelector("[name=pakai]").click();
  }
});

/* A note that is refused comes back as its form, with what is wrong; one that stands has its
   question in hand, unless the person is elsewhere by now. */

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 422 && detail.requestConfig.elt.id === "penilaian") {
    detail.requestConfig.elt.submit(); // the page shows what is stored beside what was chosen
  }
  if (detail.xhr.status !== 422 || !detail.requestConfig.elt.closest("form.note-new")) return;
  detail.shouldSwap = true;
  detail.isError = false;
  detail.target = draft();
  detail.selectOverride = "#tulis-catatan";
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const sent = detail.requestConfig?.elt;
  if (detail.successful && sent?.matches?.("form.note-new")) sent.remove(); // of a cell, it stands beneath its table
  const field = draft()?.elements.text;
  if (field && document.activeElement === field) field.setSelectionRange(field.value.length, field.value.length);
  else if (detail.requestConfig?.verb === "post" && document.activeElement === document.body) {
    document.getElementById(detail.target.id)?.focus({ preventScroll: true });
  }
});

(() => {
  const box = document.getElementById("pintas-aktif");
  if (!box) return;
  const OFF = "romantik-keys-off";
  box.checked = localStorage.getItem(OFF) === null;
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  const WANTED = ["open", "answered", "reopened"];
  const notes = () => [...document.querySelectorAll("[data-note]")];
  const unsettled = () => notes().filter((note) => WANTED.includes(note.dataset.note));
  const blocks = () => [...document.querySelectorAll(".read-block")];
  const answers = () => [...document.querySelectorAll(".read-block :is(dl > div, .files > li)")];

  function go(places, step) {
    if (!places.length) return;
    const here = places.findIndex((place) => place.contains(document.activeElement));
    const from = here < 0 ? nearest(places, step) : here + step;
    const place = places[Math.max(0, Math.min(places.length - 1, from))];
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus();
    place.scrollIntoView({ block: "start" });
  }

  function nearest(places, step) {
    const below = places.findIndex((place) => place.getBoundingClientRect().top > 1);
    if (below < 0) return places.length - 1;
    return step > 0 ? below : Math.max(0, below - 1);
  }

  const current = () => document.activeElement.closest("[data-note]");

  function press(deed) {
    const button = current()?.querySelector(`[data-do="${deed}"]`);
    if (button) button.click();
  }

  async function reopen() {
    const link = current()?.querySelector("[data-in-place]");
    if (link) await openInPlace(link);
    const button = current()?.querySelector("[data-do=reopen]");
    if (!button) return;
    const fold = button.closest("details");
    fold.open = true;
    fold.querySelector("textarea").focus();
  }

  function compose() {
    const here = document.activeElement.closest("[id]:has([data-write])");
    const place = here && !here.matches("main") ? here : answers()[nearest(answers(), 1)];
    const link = place?.querySelector("[data-write]");
    if (link) write(link);
  }

  const KEYS = {
    c: compose,
    j: () => go(answers(), 1),
    k: () => go(answers(), -1),
    n: () => go(unsettled(), 1),
    p: () => go(unsettled(), -1),
    a: () => press("accept"),
    s: () => press("advice"),
    r: reopen,
    b: () => go(blocks(), 1),
    B: () => go(blocks(), -1),
    "?": () => {
      const list = document.getElementById("tombol-pintas");
      list.open = true;
      list.querySelector("summary").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    const deed = KEYS[event.key];
    if (!deed || !box.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    if (!coming) deed();
  });

  /* After a deed the page comes back at the note; the next that wants something is one key away. */

  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (place && place.matches("[data-note]")) place.focus();
})();
