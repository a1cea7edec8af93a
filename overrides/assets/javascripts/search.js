/* The search as a reader sees it: a dialog over the page at hand, or part of the page /search/.
   Fetched when it is wanted (yingji.js). All text is set as text; nothing is written as HTML. */
import { Index, excerpt } from "./search-index.js";
import { stateOf, status } from "./search-state.js";

const SHOWN = 10; // results at a time
const EXCERPT = 90; // characters
const PAUSE = 250; // ms after the last key
const SOON = 500; // ms until it is said that a query is on its way
const SLOW = 5000; // and that the net is slow
const STANDS = 60000; // ms that a state stands that is on the screen

const LEVELS = (level) => ("红橙黄蓝".includes(level) ? `${level}色` : `${level}级`);

function make(tag, { text, ...attributes } = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...inside);
  return element;
}

/** The style, before anything is shown; what does not come is done without. */
let styled = null;
function style() {
  styled ??= new Promise((done) => {
    const href = new URL("../stylesheets/search.css", import.meta.url).href;
    document.head.append(make("link", { rel: "stylesheet", href, onload: done, onerror: done }));
  });
  return styled;
}

let opened = null;
function indexOf(root) {
  opened ??= Index.open(root).catch((error) => {
    opened = null; // to be tried again
    throw error;
  });
  return opened;
}

class Search {
  /** `link` is the address of the page /search/; on it (`page`) the query stands in the address. */
  constructor(link, page) {
    this.link = link;
    this.root = new URL("..", link).href;
    this.page = page;
    this.turn = 0;
    this.index = null;
    this.hits = null;
    this.alerts = new WeakMap(); // what is known of the alert in a row
    this.build();
  }

  build() {
    this.input = make("input", {
      type: "search", id: "yj-search-words", name: "q", autocomplete: "off", spellcheck: "false",
      enterkeyhint: "search", maxlength: "100",
      // Chinese takes some keys: what every query needs is on its way meanwhile.
      oncompositionstart: () => this.warm(),
      oninput: (event) => event.isComposing || this.soon(),
      oncompositionend: () => this.soon(),
    });
    this.selects = {};
    const filters = make("div", { class: "yj-search-filters" });
    // On a phone the results come first.
    const wide = window.matchMedia("(min-width: 40rem)").matches;
    this.folded = make("details", { class: "yj-search-folded", open: wide }, make("summary", { text: "筛选和排序" }), filters);
    for (const [name, label] of [["kind", "类别"], ["hazard", "灾种"], ["year", "年份"], ["street", "街镇"], ["order", "排序"]]) {
      const select = make("select", { id: `yj-search-${name}`, name, onchange: () => this.filtered(name) });
      this.selects[name] = select;
      filters.append(make("p", {}, make("label", { for: select.id, text: label }), select));
    }
    this.fill("order", [["", "按相关程度"], ["date", "按日期"]]);
    for (const name of ["kind", "hazard", "year", "street"]) this.fill(name, [["", "全部"]]);
    this.said = make("p", { class: "yj-search-said", role: "status" });
    this.list = make("ol", { class: "yj-search-list" });
    this.more = make("button", { type: "button", class: "yj-search-more", text: "显示更多结果", hidden: true, onclick: () => this.show(true) });
    this.older = make("button", { type: "button", class: "yj-search-more", hidden: true, onclick: () => this.run({ further: true }) });
    this.again = make("button", { type: "button", class: "yj-search-more", text: "再试一次", hidden: true, onclick: () => this.run() });
    window.addEventListener("online", () => this.again.hidden || this.run());
    setInterval(() => document.hidden || this.recheck(), STANDS);
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    const form = make("form", {
      role: "search", "aria-label": "全站", action: this.link, class: "yj-search-form",
      onsubmit: (event) => {
        event.preventDefault();
        // The keyboard of a phone goes, for it lies over the results.
        if (window.matchMedia("(pointer: coarse)").matches) this.input.blur();
        this.run();
      },
    }, make("label", { for: this.input.id, text: "搜索词" }), make("p", { class: "yj-search-box" }, this.input, make("button", { type: "submit", text: "搜索" })), this.folded);
    this.element = make("div", { class: "yj-search-ui", onkeydown: (event) => this.move(event) },
      form, this.said,
      make("section", { "aria-label": "搜索结果" }, make(this.page ? "h2" : "h3", { class: "yj-unseen", text: "搜索结果" }), this.list),
      make("div", { class: "yj-search-after" }, this.again, this.more, this.older));
  }

  fill(name, options) {
    const select = this.selects[name];
    const kept = select.value;
    select.replaceChildren(...options.map(([value, text]) => make("option", { value, text })));
    if (options.some(([value]) => value === kept)) select.value = kept;
  }

  /** The choices of the filters: of what was loaded, but every year. */
  choices() {
    const all = (names) => [["", "全部"], ...names.map((name) => [name, name])];
    this.fill("kind", all(this.index.kinds));
    this.fill("hazard", all(this.index.names("hazards")));
    this.fill("street", all(this.index.names("streets")));
    this.fill("year", [["", "全部"], ...this.index.years.map((year) => [String(year), `${year}年`])]);
  }

  get chosen() {
    const values = Object.fromEntries(Object.entries(this.selects).map(([name, select]) => [name, select.value]));
    return { ...values, year: Number(values.year) || null };
  }

  // --- asking ---------------------------------------------------------------------------------

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), PAUSE);
  }

  /** Fetch what every query needs; what fails is fetched again with the query. */
  warm() {
    indexOf(this.root).then((index) => index.begin(null)).catch(() => (opened = null));
  }

  /** Look for what stands in the box. A later call makes this one mute. `anew` is a second try. */
  async run({ further = false, anew = false } = {}) {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const query = this.input.value.trim();
    this.address(query);
    this.again.hidden = true;
    if (!query) {
      this.hits = null;
      this.clear("");
      this.element.removeAttribute("aria-busy");
      return;
    }
    this.element.setAttribute("aria-busy", "true");
    // What comes at once needs no word before it, least of all to one who listens.
    const words = [[this.index ? SOON : 0, "正在查找……"], [SLOW, "网络较慢，还在查找……"]];
    const timers = words.map(([time, text]) => setTimeout(() => turn === this.turn && this.tell(text), time));
    try {
      const before = this.index;
      this.index = await indexOf(this.root);
      if (before && before !== this.index) await this.index.load(this.index.parts.filter((part) => before.loaded.has(part.year)));
      const { year } = this.chosen;
      if (further) await this.index.further();
      else await this.index.begin(year);
      // Older years only when they are asked for: each costs a reader some ten kilobytes.
      const found = await this.index.find(query);
      if (turn !== this.turn) return;
      if (found.gone && !anew) throw Object.assign(new Error("gone"), { gone: true });
      const first = !this.selects.kind.options[1];
      this.choices();
      if (first && this.wanted) this.restore();
      this.hits = found;
      await this.show(false, further);
    } catch (error) {
      console.warn(error);
      if (turn !== this.turn) return;
      if (error.gone && !anew) {
        opened = null; // a publish made the index anew
        await this.run({ further, anew: true });
      } else this.failed();
    } finally {
      timers.forEach(clearTimeout);
      if (turn === this.turn) this.element.removeAttribute("aria-busy");
    }
  }

  filtered(name) {
    if (name === "year" || !this.hits) this.run();
    else {
      this.address(this.input.value.trim());
      this.show(false).catch(() => this.failed());
    }
  }

  // --- showing --------------------------------------------------------------------------------

  clear(text) {
    this.said.textContent = text;
    this.list.replaceChildren();
    this.more.hidden = this.older.hidden = true;
  }

  tell(text) {
    this.said.textContent = text;
  }

  /** Nothing can be said. The next try begins anew, for Pagefind takes what failed for empty. */
  failed() {
    this.hits = null;
    this.renew();
    this.clear(navigator.onLine ? "搜索暂时不能用。可以再试一次，或者" : "没有联网，不能搜索。联网以后会再查一次；也可以");
    const to = this.page ? "#yj-ways" : this.link;
    this.said.append(make("a", { href: to, text: "按目录查找" }), "。");
  }

  renew() {
    opened = null;
    this.again.hidden = false;
  }

  /** Show the first results, or (`more`) the next ones; with `keep`, as many as there are now. */
  async show(more, keep = false) {
    const turn = this.turn;
    const draw = (this.drawing = {});
    const hits = this.index.choose(this.hits.hits, this.chosen);
    const before = more ? this.list.children.length : 0;
    const count = Math.max(before + SHOWN, keep ? this.list.children.length : 0);
    const [known, ...shown] = await Promise.all([
      hits.some((hit) => hit.kind === "预警提示") ? status(this.root) : null,
      ...hits.slice(before, count).map((hit) => this.index.shown(hit).catch(() => null)),
    ]);
    if (turn !== this.turn || draw !== this.drawing) return;
    const rows = shown.map((one, at) => one && this.row(hits[before + at], one, known)).filter(Boolean);
    if (!more) this.list.replaceChildren();
    this.list.append(...rows);
    this.hits.broken ||= rows.length < shown.length;
    if (this.hits.broken) this.renew();
    this.tell(this.outcome(hits));
    // What could not be shown now would be passed over by the next ones.
    this.more.hidden = hits.length <= count || rows.length < shown.length;
    const left = this.index.left.map((part) => part.year).filter(Boolean);
    this.older.hidden = !left.length || Boolean(this.chosen.year);
    this.older.textContent = `继续查找${Math.max(...left)}年和更早的内容`;
    if (more) rows[0]?.querySelector("a").focus();
  }

  /** How many there are, in how many years; nothing is said to be nothing while files are missing. */
  outcome(hits) {
    if (!this.hits.terms.length) return "请输入要找的字、词或者数字。";
    const { since } = this.index;
    const where = !since || this.chosen.year ? "" : `${since}年以来的内容中`;
    const cause = navigator.onLine ? "网络不好" : "没有联网";
    const missing = this.hits.broken ? `${cause}，有的内容没有取到，结果不全。` : "";
    if (!hits.length) return missing ? `${cause}，没有查完，还不能说有没有。` : `${where}没有找到。可以换一个词，或者放宽筛选。`;
    const some = hits.filter((hit) => hit.partly).length;
    if (some === hits.length) return `${where}没有找到含有全部词语的内容；下面找到${some}条，只含其中一部分词语。${missing}`;
    return `${where}找到${hits.length}条${some ? `，其中${some}条只含一部分词语` : ""}。${missing}`;
  }

  row(hit, about, known) {
    const { terms } = this.hits;
    const marked = (text, length) => excerpt(text, terms, length).map(([words, found]) => (found ? make("mark", { text: words }) : words));
    const title = make("a", { href: new URL(about.url, this.root).href }, ...marked(about.title));
    const facts = make("p", { class: "yj-search-facts" }, make("span", { text: about.label || about.note || hit.kind }));
    const row = make("li", { class: "yj-search-row", "data-nature": about.nature }, make(this.page ? "h3" : "h4", {}, title), facts);
    if (about.level) {
      row.dataset.level = about.level;
      facts.append(make("span", { class: "yj-level", "data-level": about.level, text: LEVELS(about.level) }));
    }
    if (about.id) {
      facts.append(make("span", { class: "yj-state" }));
      this.alerts.set(row, about);
      this.state(row, known);
    }
    if (hit.date) {
      const [, year, month, day] = hit.date.match(/^(\d{4})(\d\d)(\d\d)/);
      facts.append(make("time", { datetime: `${year}-${month}-${day}`, text: `${year}年${Number(month)}月${Number(day)}日` }));
    }
    row.append(make("p", { class: "yj-search-text" }, ...marked(about.text, EXCERPT)));
    return row;
  }

  state(row, known) {
    const state = stateOf(this.alerts.get(row), known);
    const word = row.querySelector(".yj-state");
    row.dataset.state = word.dataset.state = state;
    if (word.textContent !== state) word.textContent = state;
  }

  /** The states of the alerts on the screen, as they are known now. */
  async recheck(options) {
    const shown = () => [...this.list.children].filter((row) => this.alerts.has(row));
    if (!shown().length || !this.element.offsetParent) return;
    const known = await status(this.root, options);
    for (const row of shown()) this.state(row, known);
  }

  /** After a sleep nothing is known until the status was asked for. */
  wake() {
    for (const row of this.list.children) if (this.alerts.has(row)) this.state(row, null);
    return this.recheck({ anew: true });
  }

  // --- keys and address -----------------------------------------------------------------------

  /** Arrows go from the box through the results and back. */
  move(event) {
    if (event.isComposing || !["ArrowDown", "ArrowUp"].includes(event.key) || event.target.closest("select")) return;
    const stops = [this.input, ...this.list.querySelectorAll("h3 a, h4 a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
    if (next === this.input) this.input.select();
  }

  /** On a page of its own the address says what was looked for. */
  address(query) {
    if (!this.page) return;
    const url = new URL(location.href);
    const values = { q: query, ...Object.fromEntries(Object.entries(this.selects).map(([name, one]) => [name, one.value])) };
    if (this.wanted) Object.assign(values, this.wanted, { q: query });
    for (const [name, value] of Object.entries(values)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  /** Take the query and the filters from the address. */
  recall() {
    const given = new URL(location.href).searchParams;
    const names = Object.keys(this.selects);
    this.wanted = Object.fromEntries(names.map((name) => [name, given.get(name) || ""]));
    // A year is wanted before its name is known.
    if (/^\d{4}$/.test(this.wanted.year)) this.fill("year", [["", "全部"], [this.wanted.year, `${this.wanted.year}年`]]);
    this.selects.year.value = this.wanted.year;
    this.selects.order.value = this.wanted.order;
    this.input.value = (given.get("q") || "").slice(0, 100);
    if (this.input.value.trim()) this.run();
    else this.wanted = null;
  }

  restore() {
    for (const [name, value] of Object.entries(this.wanted)) {
      const select = this.selects[name];
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    this.wanted = null;
    this.folded.open ||= Object.values(this.selects).some((select) => select.value);
    this.address(this.input.value.trim());
  }
}

let dialog = null;

/** Open the search over the page; `link` is the address of the page /search/. */
export async function open(link) {
  await style();
  if (!dialog) {
    const search = new Search(link, false);
    const head = make("p", { class: "yj-search-head" },
      make("button", { type: "button", class: "yj-search-close", text: "关闭", onclick: () => dialog.close() }));
    dialog = make("dialog", {
      class: "yj-search-dialog", "aria-labelledby": "yj-search-title",
      onclick: (event) => event.target === dialog && dialog.close(),
    }, make("div", { class: "yj-search-inner" }, head, search.element));
    head.prepend(make("strong", { id: "yj-search-title", role: "heading", "aria-level": "2", text: "搜索" }));
    dialog.search = search;
    // A link to another place of the same page is followed below the dialog.
    dialog.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
    // In the box the key would only empty it.
    search.input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      dialog.close();
    });
    document.body.append(dialog);
  }
  if (dialog.open) return;
  dialog.showModal();
  dialog.search.wake();
  dialog.search.input.focus();
  dialog.search.input.select();
}

/** Put the search into `place` of its own page. */
export async function show(link, place) {
  await style();
  const search = new Search(link, true);
  place.replaceChildren(search.element);
  search.recall();
  if (!search.input.value) search.input.focus({ preventScroll: true });
}
