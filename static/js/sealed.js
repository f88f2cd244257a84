/* What has not arrived yet, as this browser keeps it: sealed (AES-GCM), for two weeks at most.

   The key comes with each page of whoever is logged in and is stored nowhere here. After the session
   only the same person, logged in again, reads his words. Where a browser cannot seal (http from
   another machine), or forbids to keep anything, nothing is kept. What is left open is when it was
   kept, and `facts`. */

"use strict";

const sealed = (() => {
  const DAYS = 14;
  const OURS = ["romantik:", "romantik-typed:"];
  const local = storageOf("localStorage");
  const tab = storageOf("sessionStorage");
  const latest = new Map(); // name → the last attempt to keep something there
  const bytesOf = (text) => new TextEncoder().encode(text);
  const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const masked = document.body.dataset.unsent;
  const keys = Promise.all(masked && window.crypto?.subtle ? masked.split(" ").map(opened) : []);

  function storageOf(kind) {
    try {
      return window[kind];
    } catch {
      return null; // forbidden
    }
  }

  function opened(text) {
    const bytes = fromBase64(text);
    const half = bytes.length / 2; // a pad, and the key mixed with it
    const key = bytes.slice(0, half).map((byte, place) => byte ^ bytes[half + place]);
    return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  const cipher = (name, iv) => ({ name: "AES-GCM", iv, additionalData: bytesOf(name) });

  function look(storage, name) {
    try {
      return JSON.parse(storage.getItem(name));
    } catch {
      return null;
    }
  }

  function names(storage, ...beginnings) {
    return Object.keys(storage ?? {}).filter((name) => beginnings.some((one) => name.startsWith(one)));
  }

  /* Keep a value; false when it cannot be. What is kept or dropped later under that name counts. */
  async function put(storage, name, value, facts = {}) {
    const attempt = { facts };
    latest.set(name, attempt);
    try {
      const [key] = await keys;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const words = await crypto.subtle.encrypt(cipher(name, iv), key, bytesOf(JSON.stringify(value)));
      if (latest.get(name) !== attempt) return true;
      const kept = { ...attempt.facts, at: Date.now(), iv: toBase64(iv), words: toBase64(new Uint8Array(words)) };
      storage.setItem(name, JSON.stringify(kept));
      return true;
    } catch {
      return false; // full, forbidden, or there is no key
    }
  }

  /* Change what stands open, also of what is being sealed at this moment. */
  function tell(storage, name, facts) {
    const attempt = latest.get(name);
    if (attempt) attempt.facts = facts;
    const kept = look(storage, name);
    if (kept) write(storage, name, { ...kept, ...facts });
  }

  function write(storage, name, kept) {
    try {
      storage.setItem(name, JSON.stringify(kept));
    } catch {
      // full: what stood there stays
    }
  }

  function drop(storage, name) {
    latest.delete(name);
    storage?.removeItem(name);
  }

  /* The value that was kept; null when there is none, or it is not for who is logged in. */
  async function take(storage, name) {
    const kept = look(storage, name);
    if (!kept?.iv) return kept; // as an earlier version of the portal kept it
    for (const key of await keys) {
      try {
        const words = await crypto.subtle.decrypt(cipher(name, fromBase64(kept.iv)), key, fromBase64(kept.words));
        return JSON.parse(new TextDecoder().decode(words));
      } catch {
        // sealed with another key
      }
    }
    return null;
  }

  for (const name of names(local, ...OURS)) {
    const kept = look(local, name);
    const isBefore = kept && !kept.iv && !kept.found; // of an earlier version, which noted no day
    if (isBefore) write(local, name, { ...kept, found: Date.now() });
    if (Date.now() - (kept?.iv ? kept.at : kept?.found) > DAYS * 86400000) local.removeItem(name);
  }

  return { local, tab, put, tell, drop, take, look, names };
})();
