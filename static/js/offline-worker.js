/* Answers for the portal while there is no network: the page that checks QR codes, which has put
   itself and what it needs into the store "surat". An address of a letter opens that page, so a
   code scanned by the phone's camera is checked at once. With a network this script only looks on. */

"use strict";

const STORE = "surat";
const PAGE = "/surat/luring/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname.startsWith("/surat/")) {
    event.respondWith(fetch(request).catch(() => kept(PAGE)));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

async function kept(what) {
  const store = await caches.open(STORE);
  return (await store.match(what)) || Response.error();
}
