/* A page of somebody who is logged in, until the session ends.

   - Five minutes before the end it says so. Pages, saving and typing prolong the session by
     themselves, a button does, too. The server knows what is left: other windows count.
   - At the end the page leads to the log-in, unless something typed would be lost, or the page
     stays in view at a counter (data-stay): there the password is asked for in place.
   - Once the same person has logged in elsewhere, the page goes on.
   - A page that the browser has kept for the way back is shown to who is still logged in only. */

"use strict";

(() => {
  const { person, session } = document.body.dataset;
  const [left, address] = session.split(" ");
  const A_MINUTE = 60000;
  const stays = document.querySelector("[data-stay]");
  const box = document.createElement("div");
  let told = { left: Number(left), warned: 300 };
  let timer = 0;
  let noted = Date.now();
  let isOver = false;

  box.className = "save-alert no-print";
  box.setAttribute("role", "alert");

  /* What is left. */

  async function ask(method = "GET") {
    const headers = JSON.parse(document.body.dataset.hxHeaders);
    try {
      const answer = await fetch(address, { method, headers, cache: "no-store" });
      if (!answer.ok) isOver = true; // the token of an earlier log-in
      if (!answer.ok && method === "POST") return ask();
      told = await answer.json();
    } catch {
      return wait(A_MINUTE); // without network nothing is known
    }
    if (String(told.person) === person) goOn();
    else end();
    return told.person;
  }

  function wait(ms) {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(ms, 1000));
  }

  function goOn() {
    if (isOver) renew();
    isOver = false;
    if (told.left > told.warned) {
      box.remove();
      wait((told.left - told.warned) * 1000);
    } else {
      warn();
      wait(Math.min(told.left * 1000, A_MINUTE / 2));
    }
  }

  function renew() {
    document.body.dataset.hxHeaders = JSON.stringify({ "X-CSRFToken": told.token });
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => {
      field.value = told.token;
    });
  }

  function end() {
    clearTimeout(timer);
    isOver = true;
    if (stays) askPassword();
    else if (unsaved.size || document.querySelector("form[data-autosave]")) tell();
    else location.replace(wayIn());
  }

  /* The words. */

  function make(tag, facts, ...inside) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...inside);
    return made;
  }

  function say(words, ...more) {
    if (box.isConnected && box.firstChild?.textContent === words) return;
    box.replaceChildren(make("p", { textContent: words }), ...more);
    document.querySelector("main").prepend(box);
  }

  const actions = (...inside) => make("div", { className: "actions" }, ...inside);
  const wayIn = () => `${told.login}?next=${encodeURIComponent(location.pathname + location.search)}`;

  function warn() {
    const at = new Date(Date.now() + told.left * 1000);
    const hour = at.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
    if (told.longest) {
      say(`Sesi Anda berakhir pukul ${hour}, 12 jam setelah Anda masuk. Simpan pekerjaan Anda, lalu masuk lagi.`);
      return;
    }
    const stay = make("button", { type: "button", className: "btn btn-primary" }, "Tetap masuk");
    stay.addEventListener("click", () => ask("POST"));
    say(`Sesi Anda berakhir pukul ${hour} bila tidak ada kegiatan. Yang sudah Anda ketik tidak hilang.`, actions(stay));
  }

  function tell() {
    const link = { href: wayIn(), target: "_blank", className: "btn btn-primary" };
    say(
      "Sesi Anda berakhir. Yang Anda ketik masih ada di halaman ini. Masuk lagi di tab baru, lalu lanjutkan di sini.",
      actions(make("a", link, "Masuk lagi")),
    );
  }

  function askPassword() {
    const hidden = { csrfmiddlewaretoken: told.token, login: stays.dataset.stay, next: location.pathname };
    const fields = Object.entries(hidden).map(
      ([name, value]) => make("input", { type: "hidden", name, value }),
    );
    const password = { type: "password", name: "password", required: true, autocomplete: "current-password" };
    const form = make(
      "form",
      { method: "post", action: told.login },
      ...fields,
      make("label", {}, "Kata sandi ", make("input", { ...password, className: "form-control" })),
      actions(make("button", { type: "submit", className: "btn btn-primary" }, "Lanjutkan")),
    );
    say(`Sesi ${stays.dataset.stay} berakhir. Ketik kata sandi untuk melanjutkan.`, form);
  }

  /* When to ask. */

  document.addEventListener("input", () => {
    if (isOver || Date.now() - noted < A_MINUTE) return;
    noted = Date.now();
    ask("POST");
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) ask();
  });
  const again = () => { if (!document.hidden && box.isConnected) ask(); };
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", again);
  wait((told.left - told.warned) * 1000);

  window.addEventListener("pagehide", (event) => {
    document.documentElement.hidden = event.persisted;
  });
  window.addEventListener("pageshow", async (event) => {
    if (!event.persisted) return;
    if (String(await ask()) === person) document.documentElement.hidden = false;
    else location.reload();
  });
})();
