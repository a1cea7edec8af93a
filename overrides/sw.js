/* Keeps what helps without a network: help numbers, guides, places and the last alerts. The rules:

   - The network comes first. A copy is shown only when the network fails, answers that the server
     is in trouble, or says nothing for PATIENCE; and then it says so, with the time it was fetched.
   - Only pages of this site are kept: what others answer in its place (a login of the network, a
     page of a firewall) is shown as it came, and forgotten.
   - No alert on a copy reads as in force. What is in force now (/api/) is never answered from here.
   - Nothing is needed to start: a worker without a copy is a worker that does nothing. So a new
     version takes over at once, open pages included, and no page waits for one.
   - /offline.json tells what to keep, with digests. Where it is gone or says "off", the worker
     removes itself and all that it kept.
   - Whatever is not a page of this site, opened by its plain address, is left alone. */
"use strict";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const PATIENCE = 4 * SECOND; // for a network that is there, but does not answer
const LOOK = 10 * MINUTE; // between two looks at the list
const LIMIT = 30 * SECOND; // for one file that is fetched in the background
const ROOM = 6_000_000; // bytes of what the list names
const LARGEST = 400_000; // bytes of one file
const VISITED = 20; // alerts that were read, besides those of the list
const AGE = 7 * DAY; // of such an alert

const BASE = new URL("./", self.location).pathname;
const PREFIX = `yingji:${BASE}:`; // other sites may share the origin
const CACHE = `${PREFIX}1`;
const LIST = "offline.json";
const OFFLINE = "offline/";
const OURS = 'id="yj-main"'; // what every page of this site has
const COPY = "?kept"; // asks for the file that was kept with a copy of a page
const ALERT = /^((en|ja|ko)\/)?alerts\/[^/]+\/$/;
const PAGE = /^((en|ja|ko)\/)?((alerts|guides)\/([^/]+\/)?)?$|^places\/(page\/\d+\/)?$|^offline\/$/;

// What is written down with each copy.
const FETCHED = "X-Yingji-Fetched"; // when, in milliseconds
const CLOCK = "X-Yingji-Clock"; // whose clock said so
const DIGEST = "X-Yingji-Digest"; // of the copy
const ASKED = "X-Yingji-Asked"; // the digest in the list when it was fetched
const CHECKED = "X-Yingji-Checked"; // of the list: when it was last carried out
const LANGUAGE = "X-Yingji-Language"; // and in which language
const POLICIES = ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "Permissions-Policy"];

const CHINESE = {
  note: "这是{time}（北京时间）取得的离线副本，可能已经过时。其中预警的状态无法核实，请以发布单位为准。",
  again: "重新打开本页",
  state: "离线副本，状态无法核实",
  device: "{time}（本机时间）",
  minute: "{year}年{number}月{day}日 {clock}",
  months: "",
  headings: ["当前预警", "正在生效", "即将生效"],
};

// --- a life -----------------------------------------------------------------------------------

let retired = false;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => {
  if (event.data && event.data.yingji === "keep") event.waitUntil(visited(event.source));
});

async function begin() {
  await forget((name) => name !== CACHE).catch(() => {});
  await self.clients.claim();
}

async function forget(old) {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.filter(old).map((name) => caches.delete(name)));
}

async function retire() {
  retired = true;
  await self.registration.unregister();
  await forget(() => true);
}

// --- answering --------------------------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (retired || request.method !== "GET" || request.headers.has("range")) return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || !url.pathname.startsWith(BASE)) return;
  const path = url.pathname.slice(BASE.length);
  if (request.mode !== "navigate") {
    if (url.search === COPY) event.respondWith(part(path));
  } else if (!url.search && (!path || path.endsWith("/"))) {
    event.respondWith(page(event, path));
  }
});

const wait = (time) => new Promise((done) => setTimeout(done, time));

// The network's answer is kept however late it comes; a page that shows a copy is told then.
async function page(event, path) {
  let late = false;
  // Going back, too, asks the server: what the browser has in its own cache carries no mark.
  const network = fetch(event.request, { cache: "no-cache" });
  const noted = network.then(async (response) => {
    await remember(path, response);
    if (late && response.ok) await tell(event.resultingClientId);
    await wait(5 * SECOND); // the page itself comes first
    await sync(languageOf(path));
  });
  event.waitUntil(noted.catch(() => {}));
  const copy = await Promise.race([find(path), wait(2 * SECOND)]);
  if (!copy) return network.catch(() => instead());
  const answer = await Promise.race([network.catch(() => null), wait(PATIENCE)]);
  if (answer && !troubled(answer)) return answer;
  late = answer === undefined;
  return shown(copy).catch(() => network);
}

async function part(path) {
  return (await find(path)) || fetch(BASE + path);
}

async function find(path) {
  try {
    const cache = await caches.open(CACHE);
    return await cache.match(BASE + path, { ignoreVary: true });
  } catch {
    return undefined;
  }
}

async function tell(id) {
  const client = id && (await self.clients.get(id));
  if (client) client.postMessage({ yingji: "newer" });
}

// --- showing a copy ---------------------------------------------------------------------------

const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

async function shown(copy) {
  return answered(marked(await copy.text(), copy.headers, await words()), copy.headers, 200);
}

// In the place of a page that is not kept: at its own address, so that reloading asks for it again.
async function instead() {
  const copy = await find(OFFLINE);
  if (!copy) return answered(BARE, new Headers({ "Content-Type": "text/html; charset=utf-8" }), 503);
  const html = marked(await copy.text(), copy.headers, await words());
  const moved = html.replace(/="\.\.(?:\/|(?="))/g, `="${safe(BASE)}`);
  return answered(moved, copy.headers, 503);
}

function answered(html, from, status) {
  const headers = new Headers({ "Cache-Control": "no-store" });
  for (const name of POLICIES) if (from.has(name)) headers.set(name, from.get(name));
  return new Response(html, { status, headers });
}

const BARE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>没有连上网络</title><h1>没有连上网络</h1><p>这一页没有存下来。现在有没有预警，这里无法知道，请看发布单位自己的渠道。</p>
<p>遇到危险请拨打 <a href="tel:119">119</a>、<a href="tel:110">110</a>、<a href="tel:120">120</a>。</p><p><a href="./">重新打开本页</a></p>`;

async function words() {
  try {
    return (await (await find(LIST)).json()).words || {};
  } catch {
    return {};
  }
}

// The text of a page itself is marked, before the browser sees it: no script has to be in time.
function marked(html, headers, table) {
  const tag = (/<html[^>]*\blang="([^"]+)"/.exec(html) || [])[1];
  const said = { ...CHINESE, ...table[tag] };
  const at = Number(headers.get(FETCHED));
  const clock = beijing(at, said);
  const time = headers.get(CLOCK) === "server" ? clock : filled(said.device, { time: clock });
  const note = `<div class="yj-kept" role="note"><p>${safe(filled(said.note, { time }))}</p>
<p><a href="./">${safe(said.again)}</a></p></div>`;
  const main = /<(\w+)[^>]*\bid="yj-main"[^>]*>/;
  const suffix = ` <span class="yj-kept-state">${safe(said.state)}</span>`;
  return html
    .replace(main.test(html) ? main : /<body[^>]*>/, (start) => start + note)
    .replace("<html", `<html data-yj-kept="${new Date(at).toISOString()}"`)
    .replace(/(<(\w+)[^>]*\bclass="(?:[^"]* )?yj-state(?: [^"]*)?"[^>]*>)([^<]*)(?=<\/\2>)/g, (all, start) =>
      /data-state="(?:生效中|待核实|未生效)"/.test(start) ? start + safe(said.state) : all)
    .replace(/(<h([1-6])[^>]*>)([^<]*)(?=<\/h\2>)/g, (all, start, level, text) =>
      said.headings.includes(text.trim()) ? all + suffix : all)
    .replace(/((?:href|src)="[^"?#]*\bassets\/[^"?#]+)(?:\?[^"#]*)?"/g, `$1${COPY}"`);
}

function beijing(at, said) {
  const shifted = new Date(at + 8 * 60 * MINUTE);
  const two = (number) => String(number).padStart(2, "0");
  const month = shifted.getUTCMonth();
  return filled(said.minute, {
    year: shifted.getUTCFullYear(),
    number: month + 1,
    month: said.months.split(" ")[month],
    day: shifted.getUTCDate(),
    clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
  });
}

// --- keeping ----------------------------------------------------------------------------------

const languageOf = (path) => (/^(en|ja|ko)\//.exec(path) || ["", "zh"])[1];
const troubled = ({ status }) => status >= 500 || status === 429 || status === 408;
const gone = (response) => response.status === 404 || response.status === 410;
const whole = (response) => response.status === 200 && response.type === "basic" && !response.redirected;

async function remember(path, response) {
  if (retired || !PAGE.test(path)) return;
  const copy = whole(response) ? response.clone() : null; // at once, before its body is read
  const cache = await caches.open(CACHE);
  if (gone(response)) await cache.delete(BASE + path);
  else if (copy && (copy.headers.get("Content-Type") || "").startsWith("text/html")) {
    await keep(cache, path, copy, "");
    if (ALERT.test(path)) await trim(cache);
  }
}

// The server's clock says when an answer was given; the reader's only where it gave none.
const timeOf = (response) => Date.parse(response.headers.get("Date") || "") || 0;

async function keep(cache, path, response, asked) {
  const body = await response.arrayBuffer();
  if (body.byteLength > LARGEST) return;
  if ((!path || path.endsWith("/")) && !new TextDecoder().decode(body).includes(OURS)) return;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const digest = [...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const headers = new Headers({
    [FETCHED]: String(timeOf(response) || Date.now()),
    [CLOCK]: timeOf(response) ? "server" : "device",
    [DIGEST]: digest,
    [ASKED]: asked,
  });
  for (const name of POLICIES) if (response.headers.has(name)) headers.set(name, response.headers.get(name));
  await cache.put(BASE + path, new Response(body, { headers }));
}

// Where an address leads elsewhere nothing is kept of it (`whole`), and the rest of the list goes on.
function ask(path) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), LIMIT);
  return fetch(BASE + path, { cache: "no-cache", redirect: "manual", signal: stop.signal });
}

// A page has been open for a while: it is kept itself, if nothing else kept it on its way.
async function visited(client) {
  const path = new URL(client.url).pathname.slice(BASE.length);
  await sync(languageOf(path));
  if (retired || !ALERT.test(path) || (await find(path))) return;
  await remember(path, await ask(path));
}

let syncing = null;

function sync(language) {
  syncing ??= carryOut(language).catch(() => {}).finally(() => (syncing = null));
  return syncing;
}

async function carryOut(language) {
  const cache = await caches.open(CACHE);
  const last = await cache.match(BASE + LIST);
  const since = last ? Math.abs(Date.now() - Number(last.headers.get(CHECKED))) : Infinity;
  if (since < LOOK && last.headers.get(LANGUAGE) === language) return;
  const response = await ask(LIST);
  if (gone(response)) return await retire();
  if (!response.ok) return;
  const list = await response.json();
  if (list.off === true) return await retire();
  if (list.version !== 1) return;
  const note = (checked) => {
    const headers = { [CHECKED]: String(checked), [LANGUAGE]: language, [FETCHED]: String(timeOf(response) || Date.now()) };
    return cache.put(BASE + LIST, new Response(JSON.stringify(list), { headers }));
  };
  await note(0);
  let room = ROOM;
  for (const [path, digest, size] of chosen(list, language)) {
    room -= size;
    if (room < 0) break;
    await bring(cache, path, digest);
  }
  // An alert that was read may have been taken off the site since: each is asked for once a day.
  for (const [age, path] of saving() ? [] : await trim(cache)) {
    if (age > DAY) await remember(path, await ask(path));
  }
  await note(Date.now());
}

// Whoever saves data, or is on a very slow network, gets the help numbers alone.
function saving() {
  const line = navigator.connection || {};
  return line.saveData || /2g$/.test(line.effectiveType || "");
}

function chosen(list, language) {
  if (saving()) return list.first;
  return [...list.first, ...list.rest, ...(list[language] || [])];
}

// A copy that is not what the list says is fetched again once: a cache on the way may lag behind,
// or a server may write something into every page.
async function bring(cache, path, digest) {
  const have = await cache.match(BASE + path);
  if (have && have.headers.get(DIGEST) === digest) return;
  const asked = have ? have.headers.get(ASKED) : "";
  if (asked === `${digest} twice`) return;
  const response = await ask(path);
  if (gone(response)) await cache.delete(BASE + path);
  else if (whole(response)) await keep(cache, path, response, asked === digest ? `${digest} twice` : digest);
}

// What the list no longer names goes, but for the last alerts that were read: their ages and paths.
async function trim(cache) {
  const noted = await cache.match(BASE + LIST);
  if (!noted) return [];
  const groups = Object.values(await noted.clone().json()).filter(Array.isArray);
  const named = new Set([LIST, ...groups.flat().map(([path]) => path)]);
  const alerts = [];
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname.slice(BASE.length);
    if (named.has(path)) continue;
    if (!ALERT.test(path)) await cache.delete(request);
    else alerts.push([Number((await cache.match(request)).headers.get(FETCHED)), path]);
  }
  // Newest first; of those of one second the one that was put there last.
  alerts.reverse().sort(([one], [other]) => other - one);
  // By the clock that the copies themselves were dated by. One that was dated far ahead was dated
  // wrongly, and would stay for good.
  const now = Number(noted.headers.get(FETCHED));
  const kept = [];
  for (const [at, path] of alerts) {
    if (kept.length >= VISITED || Math.abs(now - at) > AGE) await cache.delete(BASE + path);
    else kept.push([now - at, path]);
  }
  return kept;
}
