/* The screen of the waiting room: asks every three seconds whether something has changed (the
   answer is mostly 304), for months on end. It goes on by itself after the network or the server
   was away, and begins afresh each day. Nothing is kept but the mark of what is shown. */

"use strict";

(() => {
  const EVERY = 3000;
  const PATIENCE = 8000;
  const LONGEST_PAUSE = 15000;
  const place = document.getElementById("papan");
  const said = document.getElementById("panggilan");
  const lost = document.getElementById("sambungan");
  const board = () => place.firstElementChild;
  const today = board().dataset.day;
  let mark = "";
  let failures = 0;

  function draw(html) {
    const before = board().dataset.call;
    place.innerHTML = html;
    const { call, day, said: words } = board().dataset;
    if (day !== today) location.reload();
    if (!call || call === before) return;
    said.textContent = words;
    board().classList.add("is-new");
  }

  async function ask(signal) {
    const headers = mark ? { "If-None-Match": mark } : {};
    const answer = await fetch(place.dataset.src, { headers, signal, cache: "no-store" });
    if (answer.status === 304) return;
    if (answer.status !== 200) throw new Error(answer.status);
    draw(await answer.text());
    mark = answer.headers.get("ETag") ?? "";
  }

  async function poll() {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      await ask(patience.signal);
      failures = 0;
    } catch {
      failures += 1;
    }
    clearTimeout(timer);
    lost.hidden = failures < 2;
    setTimeout(poll, Math.min(EVERY * (1 + failures), LONGEST_PAUSE));
  }

  setTimeout(poll, EVERY);
})();
