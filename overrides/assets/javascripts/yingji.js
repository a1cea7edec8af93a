/* What pages add where scripts run: the alerts in force in the banner, and what the page itself
   shows as in force checked against them. The rules:

   - Time is the server's: `Date` + `Age` of an uncached answer, carried on by the monotonic clock.
     The reader's clock only ever adds 「可能已结束，无法核实」.
   - Nothing becomes 已过期 but after two answers in a row that were both given after its end.
   - 「目前没有生效中的预警」 needs a fresh heartbeat and a status that has not been overtaken.
   - What can not be known is said to be unknown. No alert is hidden. Text is set as text. */
(() => {
  "use strict";
  // The words of a page in another language, by their Chinese (generator/languages/words.csv).
  const table = document.getElementById("yj-words");
  const said = table ? JSON.parse(table.textContent) : {};
  const t = (phrase, values = {}) =>
    (said[phrase] || phrase).replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));

  // --- the reader's view: menu, colours, elder view ---------------------------------------------

  const page = document.documentElement;
  const keep = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // The choice holds for this page.
    }
  };

  const menu = document.querySelector(".yj-menu");
  const nav = document.getElementById("yj-nav");
  if (menu && nav) {
    const open = (on) => {
      nav.classList.toggle("yj-open", on);
      menu.setAttribute("aria-expanded", String(on));
    };
    // Without this script the link leads to the menu, which shows when it is the target.
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-controls", nav.id);
    if (location.hash === "#yj-nav") history.replaceState(null, "", location.pathname + location.search);
    open(false);
    menu.addEventListener("click", (event) => {
      event.preventDefault();
      open(!nav.classList.contains("yj-open"));
    });
    menu.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), menu.click()));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !nav.classList.contains("yj-open")) return;
      if (nav.contains(document.activeElement)) menu.focus();
      open(false);
    });
  }

  // A page that comes back from the browser's memory shows the choice of another day.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    try {
      for (const [key, name] of [["yj-theme", "theme"], ["yj-elder", "elder"]]) {
        const value = localStorage.getItem(key);
        if (value) page.dataset[name] = value;
        else delete page.dataset[name];
      }
    } catch {
      return;
    }
    if (elder) elder.checked = "elder" in page.dataset;
    if (colours) colours.textContent = colourName();
  });

  const elder = document.getElementById("yj-elder");
  if (elder) {
    elder.checked = "elder" in page.dataset;
    elder.addEventListener("change", () => {
      if (elder.checked) page.dataset.elder = "";
      else delete page.dataset.elder;
      keep("yj-elder", elder.checked ? "1" : "");
    });
  }

  const colours = document.querySelector(".yj-colours");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (page.dataset.theme ? page.dataset.theme === "dark" : system.matches);
  const colourName = () => t(dark() ? "浅色" : "深色");
  if (colours) {
    const name = () => (colours.textContent = colourName());
    colours.addEventListener("click", () => {
      const wanted = dark() ? "light" : "dark";
      // What the system says anyway is not kept: it may change with the hour.
      if ((wanted === "dark") === system.matches) delete page.dataset.theme;
      else page.dataset.theme = wanted;
      keep("yj-theme", page.dataset.theme || "");
      name();
    });
    system.addEventListener?.("change", name);
    name();
  }

  const banner = document.getElementById("yj-banner");
  if (!banner || !window.fetch || !window.performance) return;

  const SECOND = 1000;
  const MINUTE = 60 * SECOND;
  const POLL = 2 * MINUTE; // between two looks while nothing is expected
  const RETRY = 15 * SECOND; // after a failed look, or when the site lags behind its own next_change
  const TIMEOUT = 10 * SECOND;
  const AHEAD = 5 * MINUTE; // a heartbeat from further in the future is a wrong clock
  const SHOWN = 1; // alerts that the banner shows unfolded
  const LIVE = ["生效中", "待核实"];

  const root = (banner.dataset.root || ".").replace(/\/+$/, "");
  const statusUrl = banner.dataset.status;
  const heartbeatUrl = statusUrl.replace(/status(\.[a-z]+)?\.json$/, "heartbeat.json");
  const minutes = Number.parseFloat(banner.dataset.fresh);
  const fresh = (Number.isFinite(minutes) ? minutes : 60) * MINUTE;
  const link = banner.querySelector("a");
  const help = banner.querySelector("template");

  // What is known. `clock` ties the server's time to the monotonic clock; `sure` is a time that two
  // answers in a row had both reached.
  let status = null;
  let heartbeat = null;
  let clock = null;
  let answered = -Infinity;
  let sure = -Infinity;
  let failed = false;
  let looking = false;
  let tried = -Infinity;
  let drift = Date.now() - performance.now();
  let announced = null;
  let drawn = "";

  // --- time -----------------------------------------------------------------------------------

  const instant = (text) => (typeof text === "string" ? Date.parse(text) : NaN);
  const serverNow = () => (clock ? clock.time + performance.now() - clock.mono : NaN);

  function serverTime(headers) {
    const age = headers.get("Age");
    if (age !== null && !/^\s*\d+\s*$/.test(age)) return NaN;
    return Date.parse(headers.get("Date") || "") + Number(age || 0) * SECOND;
  }

  function beijing(at) {
    const shifted = new Date(at + 8 * 60 * MINUTE);
    const two = (number) => String(number).padStart(2, "0");
    const number = shifted.getUTCMonth() + 1;
    return (said.分 || "{year}年{number}月{day}日 {clock}").replace(/\{(\w+)\}/g, (_, name) => ({
      year: shifted.getUTCFullYear(),
      number,
      month: (said.月 || "").split(" ")[number - 1],
      day: shifted.getUTCDate(),
      clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    })[name]);
  }

  // --- asking ---------------------------------------------------------------------------------

  async function read(url) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const response = await fetch(url, { cache: "no-store", signal: stop.signal });
      const mono = performance.now();
      if (!response.ok) throw new Error(String(response.status));
      const kept = Number(response.headers.get("Age") || 0) * SECOND;
      return { data: await response.json(), time: serverTime(response.headers), mono, kept };
    } finally {
      clearTimeout(timer);
    }
  }

  async function look() {
    if (looking) return;
    looking = true;
    tried = performance.now();
    try {
      const [one, two] = await Promise.all([read(statusUrl), read(heartbeatUrl).catch(() => null)]);
      accept(one, two);
    } catch {
      failed = true;
    }
    looking = false;
    draw();
    // An end has come by the last answer: ask once more before anything is called over.
    if (!failed && ends().some((at) => sure < at && at <= answered)) look();
  }

  function accept(one, two) {
    const rows = one.data && one.data.version === 1 && one.data.in_force;
    if (!Array.isArray(rows) || !rows.every((row) => row && row.id)) throw new Error("status");
    const beat = two ? instant(two.data && two.data.at) : NaN;
    // A copy from before what was seen already: some cache lags behind, and may lack an alert.
    if (heartbeat && beat < heartbeat.at) throw new Error("older");
    status = { ...one.data, kept: one.kept };
    heartbeat = Number.isNaN(beat) ? null : { at: beat, incomplete: Boolean(two.data.incomplete) };
    failed = false;
    if (Number.isNaN(one.time)) {
      clock = null;
      answered = -Infinity; // two answers in a row tell the time, or none
      return;
    }
    clock = { time: one.time, mono: one.mono };
    sure = Math.max(sure, Math.min(answered, one.time));
    answered = one.time;
  }

  const list = (value) => (Array.isArray(value) ? value : []);

  // --- judging --------------------------------------------------------------------------------

  // What of a page has a state: pages and rows of alerts, as they were when the page was made.
  const marked = [...document.querySelectorAll("[data-yj-alert][data-state]")].map((element) => ({
    element,
    id: element.dataset.yjAlert,
    state: element.dataset.state,
    real: (element.dataset.nature || "实际") === "实际",
    until: instant(element.dataset.until),
    when: instant(element.dataset.when),
  }));
  const open = marked.filter((one) => LIVE.includes(one.state) || one.state === "未生效");

  const known = () => (status ? [...status.in_force, ...list(status.exercises)] : []);
  const ends = () => [...known().map((row) => instant(row.expires)), ...open.map((one) => one.until)];
  const expected = () => [...ends(), status ? instant(status.next_change) : NaN];

  function ending(expires) {
    if (Number.isNaN(expires)) return "";
    if (expires <= sure) return "over";
    const now = serverNow();
    if (Number.isNaN(now)) return expires <= Date.now() ? "perhaps" : "";
    return failed && expires <= now ? "perhaps" : "";
  }

  function verdict() {
    const rows = status ? status.in_force : [];
    const live = rows.filter((row) => ending(instant(row.expires)) !== "over");
    if (live.length) return "some";
    if (rows.length) return "over";
    return current() && !incomplete() && !disputed() ? "none" : "unknown";
  }

  // Whether what is known is what is: nothing lags behind, nothing failed.
  function current() {
    const now = serverNow();
    if (failed || !status || !heartbeat || Number.isNaN(now)) return false;
    const age = now - heartbeat.at;
    const next = instant(status.next_change);
    const overtaken = next <= now || next <= heartbeat.at;
    return age < fresh && age > -AHEAD && status.kept < fresh && !overtaken;
  }

  // Whether what is known is older than it ever should be: nobody built the site, or nobody was reached.
  const stale = () => Boolean(heartbeat) && serverNow() - heartbeat.at >= fresh;

  const incomplete = () => Boolean(status && status.incomplete) || Boolean(heartbeat && heartbeat.incomplete);

  const sameMessage = (one, row) => Number.isNaN(one.when) || instant(row.issued) === one.when;

  // Whether this page shows as in force what the status does not have: neither is believed.
  function disputed() {
    return open.some((one) => one.real && LIVE.includes(one.state) && ending(one.until) !== "over");
  }

  // --- showing --------------------------------------------------------------------------------

  function make(tag, name, ...inside) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  }

  // A sentence with what stands in brackets at its end kept whole.
  function apart(text) {
    const [, before, whole] = /^(.*?)([（(].*)?$/.exec(text);
    return whole ? [before, make("span", "yj-whole", whole)] : [text];
  }

  function levelWords(level) {
    if (said[level]) return said[level];
    if ("ⅠⅡⅢⅣ".includes(level)) return `${level}级`;
    return level.length === 1 ? `${level}色` : level;
  }

  function rowOf(row) {
    const expires = instant(row.expires);
    const end = ending(expires);
    const review = instant(row.review) <= serverNow();
    const state = end === "over" ? "已过期" : review ? "待核实" : String(row.state || "生效中");
    const url = /^((en|ja|ko)\/)?alerts\/[a-z0-9-]+\/$/.test(row.url) ? row.url : "alerts/";
    const facts = [];
    if (!Number.isNaN(expires)) facts.push(t("有效至 {time}", { time: beijing(expires) }));
    else facts.push(t("解除时间未公布"));
    if (state === "待核实") facts.push(t("未收到解除信息，以发布单位为准"));
    facts.push(list(row.area).join(said.顿号 || "、"));
    const level = row.level ? String(row.level) : "";
    return { state, level, end, href: `${root}/${url}`, title: String(row.headline), facts };
  }

  function rowElement(row) {
    const item = make("li", "yj-banner-row");
    item.dataset.state = row.state;
    const badge = make("span", "yj-level", levelWords(row.level));
    if (row.level) {
      item.dataset.level = badge.dataset.level = row.level;
      item.append(badge, " ");
    }
    const title = make("a", "", row.title);
    title.href = row.href;
    // Before the title: a long one ends in "…".
    if (row.state === "待核实") item.append(make("strong", "yj-live-note", t("待核实")), " ");
    if (row.end === "over") item.append(make("strong", "yj-live-note", t("已过期")), " ");
    if (row.end === "perhaps") item.append(make("strong", "yj-live-note", t("可能已结束，无法核实")), " ");
    item.append(title, " ", make("span", "yj-banner-facts", row.facts.filter(Boolean).join(" · ")));
    return item;
  }

  function model() {
    const kind = verdict();
    const rows = status ? status.in_force.map(rowOf) : [];
    const count = rows.filter((row) => !row.end).length;
    const titles = {
      some: count ? t("{count}条预警提示生效中", { count }) : t("无法核实当前预警"),
      over: t("以下预警已过期"),
      none: heartbeat ? t("目前没有生效中的预警（{time}）", { time: beijing(heartbeat.at) }) : "",
      unknown: t("无法核实当前预警"),
    };
    const notes = [];
    if (incomplete()) notes.push(t("部分预警可能未显示，请以发布单位为准"));
    if (stale()) notes.push(t("可能已过时，只更新到 {time}", { time: beijing(heartbeat.at) }));
    else if (kind === "some" && !current()) notes.push(t("无法核实最新情况，请以发布单位为准"));
    if (kind === "over") notes.push(t("最新情况请以发布单位为准"));
    if (kind === "unknown" && status && disputed()) notes.push(t("本页所列预警的状态可能有变化，请刷新本页核对"));
    // What the page itself shows at large need not stand above it once more.
    const large = open.filter((one) => one.element.matches(".yj-alert, .yj-alert-row"));
    const shown = kind === "some" && status.in_force.every((row) => large.some((one) => one.id === row.id));
    return { kind, title: titles[kind], rows, notes, here: shown && !notes.length };
  }

  // What has no room in the banner, which is as high as it was painted: one line of it, and all of it
  // behind that line.
  function folded(now, rest, more) {
    const summary = more.querySelector("summary") || more.appendChild(make("summary", ""));
    const full = `${now.notes[0]}${said.句号 || "。"}`;
    if (now.notes.length && (now.kind !== "unknown" || incomplete())) summary.textContent = full;
    else if (rest.length) summary.textContent = t("另有{count}条", { count: rest.length });
    more.classList.toggle("yj-banner-noted", now.kind === "unknown" || now.notes.length > 0);
    more.open = Boolean(banner.querySelector("details[open]"));
    for (const note of now.notes) more.append(make("p", "yj-banner-note", `${note}${said.句号 || "。"}`));
    if (rest.length) more.append(make("ul", "yj-banner-rows", ...rest));
    return more;
  }

  function draw() {
    if (!status && !failed) return;
    const now = model();
    check();
    say(now);
    announce(now);
    const text = JSON.stringify(now);
    if (text === drawn) return;
    drawn = text;
    const focused = banner.contains(document.activeElement) ? document.activeElement.href : null;
    const parts = [make("p", "yj-banner-title", ...apart(now.title)), make("p", "yj-banner-link", link)];
    // What is over gives way to what is in force: only the first few are unfolded.
    const over = (row) => Number(row.end === "over");
    const items = [...now.rows].sort((a, b) => over(a) - over(b)).map(rowElement);
    const rest = items.splice(SHOWN);
    if (items.length) parts.push(make("ul", "yj-banner-rows", ...items));
    const ways = now.kind === "unknown" && help ? help.content.cloneNode(true) : null;
    if (ways) {
      folded(now, rest, ways.querySelector("details"));
      parts.push(...ways.children);
    } else if (rest.length || now.notes.length) parts.push(folded(now, rest, make("details", "yj-banner-more")));
    const first = now.rows.find((row) => row.end !== "over");
    banner.toggleAttribute("data-here", now.here);
    for (const box of [banner, banner.closest(".yj-aside")]) {
      if (!box) continue;
      box.dataset.now = now.kind;
      if (first) box.dataset.level = first.level || "";
      else delete box.dataset.level;
    }
    banner.replaceChildren(...parts, ...(help ? [help] : []));
    if (focused) [...banner.querySelectorAll("a")].find((a) => a.href === focused)?.focus();
  }

  // A new alert, or a new message of one, is read out wherever the reader is on the page.
  const region = make("p", "yj-unseen");
  region.setAttribute("role", "alert");
  banner.after(region);

  function announce(now) {
    if (!status) return;
    const keys = status.in_force.map((row) => `${row.id} ${row.sent}`);
    if (announced) {
      const added = now.rows.filter((row, index) => !announced.has(keys[index]));
      if (added.length) region.textContent = t("新的预警提示：") + added.map((row) => row.title).join(said.分号 || "；");
    }
    announced = new Set(keys);
  }

  // The sentence on the home page and on the front of the alerts.
  function say(now) {
    for (const element of document.querySelectorAll("[data-yj-verdict]")) {
      const section = element.closest("section");
      if (section) section.dataset.now = now.kind;
      if (now.kind === "none") element.textContent = `${now.title}${said.句号 || "。"}`;
      else if (now.kind === "unknown") element.textContent = t("无法核实当前预警，请以发布单位为准。");
      else if (!open.some((one) => one.real)) element.textContent = `${t("{title}，见本页最上方", now)}${said.句号 || "。"}`;
    }
  }

  // Pages and rows: what they show as in force may have ended or changed since they were made.
  function check() {
    const rows = known();
    for (const one of open) {
      const row = rows.find((other) => other.id === one.id);
      const expected = one.state === "未生效" ? !row : row && row.state === one.state && sameMessage(one, row);
      const changed = status && !expected;
      const end = row && !sameMessage(one, row) ? "" : ending(one.until);
      let note = "";
      if (end === "perhaps") note = t("可能已结束，无法核实");
      else if (!end && changed) note = t(row ? "状态已有变化，请刷新本页" : "可能已结束，请刷新本页核对");
      mark(one, end === "over" ? "已过期" : one.state, note);
    }
  }

  function mark(one, state, note) {
    const badge = one.element.querySelector(".yj-state");
    one.element.dataset.state = state;
    if (badge && badge.dataset.state !== state) {
      badge.dataset.state = state;
      badge.textContent = t(state);
    }
    let place = one.element.querySelector(".yj-live-note");
    if (!place && note && badge) {
      place = make("strong", "yj-live-note");
      badge.after(" ", place);
    }
    if (place && place.textContent !== note) place.textContent = note;
    if (place) place.hidden = !note;
  }

  // --- going on -------------------------------------------------------------------------------

  // A sleeping device stops the monotonic clock: its time is no longer the server's.
  function woke() {
    const apart = Date.now() - performance.now();
    if (Math.abs(apart - drift) > 2 * SECOND) clock = null;
    drift = apart;
    look();
  }

  function due(now) {
    const since = performance.now() - tried;
    if (expected().some((at) => now - since < at && at <= now)) return true;
    const lags = failed || (status && instant(status.next_change) <= now);
    return since >= (lags ? RETRY : POLL) && !document.hidden;
  }

  // One reading of the time for what is due and for when to look again: between two an end could slip by.
  function tick() {
    const now = serverNow();
    const jumped = Math.abs(Date.now() - performance.now() - drift) > 2 * SECOND;
    if (jumped) woke();
    else if (due(now)) look();
    draw();
    const ahead = expected().filter((at) => at > now).map((at) => at - now);
    setTimeout(tick, Math.max(SECOND / 4, Math.min(5 * SECOND, ...ahead)));
  }

  // A printed page says when it was printed; by whose clock, where the server's is not known.
  window.addEventListener("beforeprint", () => {
    const now = serverNow();
    const place = document.querySelector("[data-yj-printed]");
    const time = Number.isNaN(now) ? t("{time}（本机时间）", { time: beijing(Date.now()) }) : beijing(now);
    if (place) place.textContent = t("打印时间：{time}", { time });
  });

  document.addEventListener("visibilitychange", () => document.hidden || woke());
  window.addEventListener("pageshow", (event) => event.persisted && woke());
  window.addEventListener("online", woke);
  look();
  setTimeout(tick, SECOND);
})();

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

/* The search: its script and style are fetched when a reader wants it, over the page at hand or on
   the page of its own, which the link leads to where this does not work. */
(() => {
  "use strict";
  const link = document.querySelector("a.yj-search");
  const place = document.getElementById("yj-search");
  if (!link || !document.documentElement.lang.startsWith("zh")) return;
  const own = document.currentScript.src;
  let fetched = null;

  function load() {
    fetched ??= import(new URL("search.js", own).href).catch((error) => {
      fetched = null; // to be tried again
      throw error;
    });
    return fetched;
  }

  function open() {
    if (place) place.querySelector("input")?.focus();
    else load().then((search) => search.open(link.href)).catch(() => location.assign(link.href));
  }

  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    // A box in a dialog that was just closed may still have the focus for a moment.
    const closed = event.target.closest?.("dialog:not([open])");
    if ((typing && !closed) || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    open();
  });

  if (place) load().then((search) => search.show(link.href, place)).catch(() => place.append("搜索暂时不能用，请从下面的目录查找。"));
})();
