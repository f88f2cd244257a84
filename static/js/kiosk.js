/* A tablet that strangers share: what one has typed is gone before the next one comes.

   data-idle="60"     seconds without a touch until a half-filled page asks, and soon forgets
   data-return="20"   seconds until the page with the number leads back
   data-stay          a button that asks for more time
   data-print="R-001 2027-02-01"   the number is printed, once; data-again prints it again
   The page is left only for one that answers: a server that starts anew leaves no error page. */

"use strict";

(() => {
  const { home, idle, return: leaving, print: number } = document.querySelector("[data-home]").dataset;
  history.replaceState(null, "", location.href); // a refused entry is no page to come back to
  const PATIENCE = 20; // seconds between the question and forgetting
  const RETRY = 5;
  const form = document.querySelector("form");
  const asking = document.querySelector(".kiosk-idle");
  const told = document.querySelector("[data-left]");
  let left = Infinity;

  const typed = () => [...(form?.elements ?? [])].some((field) =>
    (["radio", "checkbox"].includes(field.type)
      ? field.checked
      : field.type !== "hidden" && field.matches("input, textarea") && field.value !== ""));

  function stay() {
    left = leaving ? Number(leaving) : typed() ? Number(idle) + PATIENCE : Infinity;
    if (asking) asking.hidden = true;
  }

  async function leave() {
    if (form) form.querySelectorAll("input:not([type=hidden])").forEach((field) => {
      if (field.type === "radio") field.checked = false;
      else field.value = "";
    });
    try {
      const answer = await fetch(home, { method: "HEAD", cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      location.replace(home);
    } catch {
      left = RETRY;
    }
  }

  function tick() {
    if (left === Infinity) return;
    left -= 1;
    if (told) told.textContent = `Kembali ke awal dalam ${Math.max(left, 0)} detik.`;
    if (asking && left <= PATIENCE && asking.hidden && typed()) {
      asking.hidden = false;
      asking.querySelector("[data-stay]").focus();
    }
    if (left <= 0) {
      left = Infinity;
      leave();
    }
  }

  for (const touch of ["input", "pointerdown", "keydown"]) document.addEventListener(touch, stay);
  document.querySelectorAll("[data-stay]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", stay);
  });
  if (told) told.hidden = false;
  if (number) {
    const again = document.querySelector("[data-again]");
    again.hidden = false;
    again.addEventListener("click", () => window.print());
    if (sessionStorage.getItem("printed") !== number) window.print();
    sessionStorage.setItem("printed", number);
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(home);
  });
  stay();
  setInterval(tick, 1000);
})();
