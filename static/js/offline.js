/* Checks what a QR code of a letter states, in this browser and with the keys the page carries.
   The page keeps itself in the store "surat" and lets offline-worker.js answer without a network.
   The statement is described in docs/check-api.md. */

"use strict";

(() => {
  const form = document.getElementById("periksa-luring");
  if (!form) return;

  const STORE = "surat";
  const PURPOSE = "romantik-surat";
  const NAMES = ["edition", "key", "number", "identity", "dated_on", "office", "subject"];
  const MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
  ).split(" ");
  const answer = document.getElementById("jawaban");
  const keys = new Map(dataOf("kunci").map((key) => [key.kid, key]));
  const offices = dataOf("satuan-kerja");

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(form.elements.code.value);
  });
  window.addEventListener("hashchange", checkOwnAddress);
  checkOwnAddress();
  keep();

  function dataOf(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  /* A letter's own address shows this page when there is no network. */
  function checkOwnAddress() {
    if (!location.hash.startsWith("#1*")) return;
    form.elements.code.value = location.href;
    check(location.href);
  }

  async function check(text) {
    const found = /\/surat\/([2-9A-HJKMNP-TV-Z]{15})\/#(\S+)/.exec(text.trim());
    if (!found) return show("bukan-kode");
    const [, code, statement] = found;
    const cut = statement.lastIndexOf("*");
    const said = statement.slice(0, cut);
    const parts = said.split("*");
    if (parts.length !== NAMES.length || parts[0] !== "1") return show("bukan-kode");
    let facts;
    try {
      facts = Object.fromEntries(NAMES.map((name, at) => [name, decodeURIComponent(parts[at])]));
    } catch {
      return show("bukan-kode");
    }
    if (!keys.has(facts.key)) return show("kunci-asing");
    let genuine;
    try {
      const key = await crypto.subtle.importKey("jwk", bare(keys.get(facts.key)), "Ed25519", false, [
        "verify",
      ]);
      const signed = new TextEncoder().encode(`${PURPOSE}\n${code}*${said}`);
      genuine = await crypto.subtle.verify("Ed25519", key, bytesOf(statement.slice(cut + 1)), signed);
    } catch {
      return show("peramban-lama");
    }
    if (!genuine) return show("palsu");
    return show(facts.key.startsWith("UJI") ? "uji" : "asli", facts);
  }

  function bare({ kty, crv, x }) {
    return { kty, crv, x };
  }

  /* 155 decimal digits are 64 bytes. */
  function bytesOf(digits) {
    const bytes = new Uint8Array(64);
    if (!/^\d{155}$/.test(digits)) return bytes;
    let number = BigInt(digits);
    for (let at = 63; at >= 0; at -= 1) {
      bytes[at] = Number(number & 255n);
      number >>= 8n;
    }
    return number ? new Uint8Array(64) : bytes;
  }

  async function show(id, facts) {
    const parts = [document.getElementById(id).content.cloneNode(true)];
    if (facts) parts.push(await factsOf(facts));
    answer.replaceChildren(...parts);
    answer.focus();
  }

  async function factsOf(facts) {
    const list = document.getElementById("keterangan").content.cloneNode(true);
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(facts.dated_on) || [];
    const shown = {
      number: facts.number,
      identity: facts.identity || "–",
      dated_on: `${Number(day)} ${MONTHS[month - 1]} ${year}`,
      office: offices[facts.office] || `BPS ${facts.office}`,
      key: facts.key,
      subject: await wordsAbout(facts.subject),
    };
    for (const [name, words] of Object.entries(shown)) {
      list.querySelector(`[data-fact="${name}"]`).textContent = words;
    }
    return list;
  }

  async function wordsAbout(digest) {
    const typed = form.elements.subject.value.trim();
    if (!typed) return "Belum dibandingkan; ketik bunyinya pada isian di bawah bila perlu.";
    return (await digestOf(typed)) === digest
      ? "Sama dengan yang Anda ketik."
      : "BERBEDA dengan yang Anda ketik. Periksa ketikan Anda; bila sudah sama dengan surat, surat itu palsu.";
  }

  async function digestOf(subject) {
    const plain = subject.normalize("NFC").replace(/[^\p{L}\p{N}_]+/gu, "").toLowerCase();
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(plain));
    const bits = [...new Uint8Array(hash).slice(0, 10)]
      .map((byte) => byte.toString(2).padStart(8, "0"))
      .join("");
    return bits.replace(/.{5}/g, (five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(five, 2)]);
  }

  /* Keep the page for when there is no network. */
  async function keep() {
    if (!("serviceWorker" in navigator) || !("caches" in window)) return;
    try {
      await navigator.serviceWorker.register(form.dataset.worker, { scope: "/surat/" });
      if (navigator.onLine) {
        const parts = document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]');
        const files = [...parts].map((part) => part.href || part.src);
        const store = await caches.open(STORE);
        // Without the session: nobody's name may stay in the store of a shared computer.
        const page = new Request(form.dataset.page, { credentials: "omit" });
        await store.addAll([page, ...files]);
      }
      document.getElementById("tersimpan").hidden = false;
    } catch {
      // Without a store the page works as long as it stays open.
    }
  }
})();
