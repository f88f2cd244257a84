/* Keys of the examiner: they act on the note or block in view, never while something is typed.

   They can be switched off; the choice is kept in this browser. The page's list of keys
   (#tombol-pintas) says what each does. */

"use strict";

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
  const unsettled = () => notes().filter((note) => WANTED.includes(note.dataset.state));
  const blocks = () => [...document.querySelectorAll(".read-block")];

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

  function reopen() {
    const button = current()?.querySelector("[data-do=reopen]");
    if (!button) return;
    const fold = button.closest("details");
    fold.open = true;
    fold.querySelector("textarea").focus();
  }

  const KEYS = {
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
    deed();
  });

  /* After a deed the page comes back at the note; the next that wants something is one key away. */

  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (place && place.matches("[data-note]")) place.focus();
})();
