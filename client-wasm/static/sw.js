// The service worker: keeps whole pages for use offline, and sends the queue when the connection is back.
importScripts("__CLIENT_JS__");
const WASM = "__CLIENT_WASM__";
const PAGES = "sawt-pages", ASSETS = "sawt-assets", LINKS = "sawt-links";
const PATIENCE = 3000;

const assetsOf = (html) => [...new Set(html.match(/\/assets\/[\w.-]+/g) || [])];

// A page is kept only once everything that it needs is kept; so a kept page is always whole, whatever the server has by then.
async function keep(response) {
  const html = await response.text();
  const found = html.match(/<html lang="([\w-]+)"[^>]*data-survey="([\w-]+)"/);
  if (!response.ok || !found) return null;
  const assets = await caches.open(ASSETS);
  await Promise.all(assetsOf(html).map(async (url) => (await assets.match(url)) || assets.add(url)));
  const path = `/s/${found[2]}/${found[1]}`;
  const headers = { "content-type": "text/html; charset=utf-8" };
  for (const name of ["content-security-policy", "referrer-policy", "x-content-type-options"]) {
    const value = response.headers.get(name);
    if (value) headers[name] = value;
  }
  await (await caches.open(PAGES)).put(path, new Response(html, { headers }));
  return path;
}

// Assets that no kept page needs any more make room.
async function prune() {
  const pages = await caches.open(PAGES), assets = await caches.open(ASSETS);
  const needed = new Set(["__CLIENT_JS__", WASM]);
  for (const request of await pages.keys())
    for (const url of assetsOf(await (await pages.match(request)).text())) needed.add(url);
  for (const request of await assets.keys())
    if (!needed.has(new URL(request.url).pathname)) await assets.delete(request);
}

async function kept(url) {
  const language = url.searchParams.get("lang");
  let path = url.pathname;
  if (path.startsWith("/i/")) {
    const link = await (await caches.open(LINKS)).match(path);
    if (!link) return undefined;
    path = await link.text();
  }
  if (language) path = path.replace(/[^/]+$/, language);
  return (await caches.open(PAGES)).match(path);
}

async function open(event) {
  const url = new URL(event.request.url);
  const online = fetch(event.request);
  online.then((response) => {
    if (response.ok && !response.redirected) {
      const copy = response.clone();
      event.waitUntil(keep(copy).then(async (path) => {
        if (path && url.pathname.startsWith("/i/")) await (await caches.open(LINKS)).put(url.pathname, new Response(path));
      }).catch(() => {}));
    }
  }).catch(() => {});
  try {
    const first = await Promise.race([online, new Promise((_, late) => setTimeout(late, PATIENCE, "late"))]);
    if (first.status < 500) return first;
  } catch {}
  return (await kept(url)) || online;
}

async function asset(request) {
  const assets = await caches.open(ASSETS);
  const found = await assets.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await assets.put(request, response.clone());
  return response;
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(ASSETS).then((assets) => assets.addAll(["__CLIENT_JS__", WASM])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(prune().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/(i\/[\w-]+|s\/[\w-]+\/(?!(receipts|key)$)[\w-]+)$/.test(url.pathname)) event.respondWith(open(event));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

// The page asks to have its survey kept in all languages, and its link known.
async function remember({ keep: paths = [], link, page }) {
  for (const path of paths) {
    const response = await fetch(path, { credentials: "omit" }).catch(() => null);
    if (response) await keep(response).catch(() => {});
  }
  if (link) await (await caches.open(LINKS)).put(link, new Response(page));
}

self.addEventListener("message", (event) => event.waitUntil(remember(event.data)));

let started;
self.addEventListener("sync", (event) => {
  if (event.tag !== "sawt-sync") return;
  started ||= caches.match(WASM).then((found) => wasm_bindgen({ module_or_path: found || fetch(WASM) }));
  event.waitUntil(started.then(() => wasm_bindgen.sync()));
});
