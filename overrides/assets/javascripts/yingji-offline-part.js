/* Long after the page is there: names the manifest, registers the worker that keeps pages for times
   without a network (sw.js), or takes it away where the site no longer wants it. Completes copies. */
(() => {
  "use strict";
  const banner = document.getElementById("yj-banner");
  if (!banner) return;
  const workers = navigator.serviceWorker; // not there on plain HTTP

  const WAIT = 5000;
  const SESSION = "yingji.offline";
  const root = new URL(`${(banner.dataset.root || ".").replace(/\/+$/, "")}/`, location.href);
  const kept = document.documentElement.dataset.yjKept;

  async function start() {
    const manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = new URL("manifest.webmanifest", root);
    document.head.append(manifest);
    // Once a visit is enough; a copy says nothing about what the site wants now.
    if (kept || !workers || sessionStorage.getItem(SESSION) === root.pathname) return;
    const list = await fetch(new URL("offline.json", root), { cache: "no-cache" });
    if (list.status === 404 || list.status === 410 || (list.ok && (await list.json()).off === true)) return remove();
    if (!list.ok) return;
    await workers.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" });
    const { active } = await workers.ready;
    if (active) active.postMessage({ yingji: "keep" });
    sessionStorage.setItem(SESSION, root.pathname);
  }

  async function remove() {
    for (const one of await workers.getRegistrations()) if (one.scope === root.href) await one.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`yingji:${root.pathname}:`)) await caches.delete(name);
  }

  const idle = window.requestIdleCallback || ((run) => setTimeout(run, 0));
  const later = () => setTimeout(() => idle(() => start().catch(() => {})), WAIT);
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later, { once: true });

  // On a copy: the link that loads the page again stands out once there is a network.
  const again = document.querySelector(".yj-kept a");
  if (kept && again) {
    const back = () => again.classList.add("yj-kept-back");
    window.addEventListener("online", back);
    workers?.addEventListener("message", (event) => event.data && event.data.yingji === "newer" && back());
  }

  // On the page for times without a network: which of its links open from this device.
  const shelf = document.querySelectorAll("[data-yj-shelf] a");
  for (const link of workers ? shelf : []) {
    const note = (copy) => link.parentElement.setAttribute("data-yj-here", copy ? "yes" : "no");
    caches.match(link.href).then(note, () => {});
  }
})();
