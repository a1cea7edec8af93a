/* The index: Pagefind over the parts that are wanted, and what it can not do (decisions/0021).

   Pagefind only finds phrases here. Splitting a query, filters, order and excerpts are ours:
   text is split into pairs of characters, as generator/search/pairs.py does it. */

const CJK = "\\u3005\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const PIECE = new RegExp(`([${CJK}]+)|((?:(?![${CJK}])[\\p{L}\\p{N}])+)`, "gu");
const IS_CJK = new RegExp(`[${CJK}]`, "u");
const GAP = "¶";
const PATIENCE = 20000; // ms for a part of the index
const FIRST = 800; // entries that a first query looks through, if the newest year has no more
const FURTHER = 2000; // and as many again when a reader asks for older ones
const STEP = 10000; // between what has a query, what has its words, and what has some of them
const MANY = 10;
const FEW = 5;
// What to do comes before what was reported, what is about it before what mentions it.
const BONUS = { 应急指南: 2, 其他: -0.5 };
const weighed = (hit) => ({ ...hit, score: (hit.words.some((at) => at < hit.title) ? 5 : 1) + (BONUS[hit.kind] || 0) });
// Pairs by which a run is looked for, and each of several.
const PAIRS = 3;
const FEWER = 2;

const fold = (text) => text.replace(/[\p{L}\p{N}]/gu, (one) => one.normalize("NFKC"));

/** The runs of characters and the words of a text; what stands between them is not looked for. */
export const pieces = (text) => fold(text).match(PIECE) || [];

/** Where in a run pairs begin by which it is known: its first, its last, and with room between. */
function cover(run, most) {
  const last = run.length - 2;
  const count = Math.min(most, Math.ceil(run.length / 2));
  const places = Array.from({ length: count }, (_, at) => Math.floor((at * last) / Math.max(count - 1, 1)));
  return [...new Set(places)];
}

/** The text that pairs were made of. */
export function joined(pairs) {
  let text = "";
  let before = "";
  for (const word of pairs.split(" ")) {
    if (word === GAP) text += " ";
    else if (before.length === 2 && before[1] === word[0] && IS_CJK.test(word)) text += word.slice(1);
    else text += word;
    before = word;
  }
  return text;
}

/** The words of a run by the browser's dictionary; characters it knows no word of stay together. */
function words(run) {
  if (!IS_CJK.test(run) || run.length < 3 || !Intl.Segmenter) return [run];
  const found = [];
  let single = "";
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(run)) {
    if (segment.length === 1) {
      single += segment;
      continue;
    }
    if (single.length > 1) found.push(single);
    single = "";
    found.push(segment);
  }
  if (single.length > 1) found.push(single);
  return found.length ? found : [run];
}

const late = (promise) =>
  Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error("late")), PATIENCE))]);

async function json(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

export class Index {
  /** The index of the site at `root`, an address that ends in a slash. */
  static async open(root) {
    const base = new URL("pagefind/", root);
    const loader = await json(new URL("search.json", base), { cache: "no-cache" });
    const core = new URL(`${loader.core}/`, base);
    const { createInstance } = await import(new URL("pagefind.js", core).href);
    const pagefind = createInstance({ basePath: core.href, noWorker: true, metaCacheTag: loader.core });
    return new Index(base, loader, pagefind);
  }

  constructor(base, loader, pagefind) {
    this.base = base;
    this.pagefind = pagefind;
    this.kinds = loader.kinds;
    this.everywhere = loader.everywhere;
    this.parts = loader.parts.map((part) => ({ ...part, facts: null }));
  }

  get left() {
    return this.parts.filter((part) => !part.facts);
  }

  get years() {
    return [...new Set(this.parts.map((part) => part.year).filter(Boolean))];
  }

  /** The names of hazards or streets among the parts that were loaded. */
  names(which) {
    const found = new Set(this.parts.flatMap((part) => (part.facts ? part.names[which] : [])));
    found.delete(this.everywhere);
    return [...found].sort((a, b) => a.localeCompare(b, "zh"));
  }

  /** Load what is looked through first, or the parts of `year`. */
  async begin(year) {
    const newest = this.years[0];
    let count = 0;
    const wanted = this.parts.filter((part) => {
      const first = !part.year || part.year === newest || count + part.pages <= FIRST;
      count += first ? part.pages : FIRST;
      return year ? part.year === year : first;
    });
    await this.load(wanted);
  }

  /** Load some more, whole years, the newest first. */
  async further() {
    const left = this.left;
    let count = 0;
    const wanted = left.filter((part) => {
      const next = part.year === left[0].year || count + part.pages <= FURTHER;
      count += next ? part.pages : FURTHER;
      return next;
    });
    await this.load(wanted);
  }

  async load(parts) {
    const due = parts.filter((part) => !part.facts);
    await late(Promise.all(due.map((part) => (part.loading ??= this.part(part)))));
  }

  async part(part) {
    try {
      const folder = new URL(`${part.folder}/`, this.base);
      const [facts] = await Promise.all([
        json(new URL("facts.json", folder)),
        this.pagefind.mergeIndex(folder.href, { language: part.language, metaCacheTag: part.folder }),
      ]);
      const numbers = (text, names) => (text === "-" ? [] : text.split(",").map((one) => names[one]));
      part.names = { hazards: facts.hazards, streets: facts.streets };
      part.facts = new Map(
        facts.rows.map((row) => {
          const [id, date, kind, hazards, streets, title] = row.split(" ");
          const fact = { date: date === "-" ? "" : date, kind: this.kinds[kind], year: part.year, title: Number(title) };
          fact.hazards = numbers(hazards, facts.hazards);
          fact.streets = numbers(streets, facts.streets);
          return [id, fact];
        }),
      );
    } catch (error) {
      part.loading = null;
      throw error;
    }
  }

  /** Everything that has `piece` in it: by name, with its facts and how well it fits.

      Each pair is a file of the index or two, so a run is looked for by a few of its pairs (`most`)
      and by the distances between these. */
  async having(piece, most = PAIRS) {
    if (!IS_CJK.test(piece)) return this.asked(`"${piece}"`);
    if (piece.length === 1) return this.asked(piece); // begins a pair
    const places = cover(piece, most);
    const sets = await Promise.all(places.map((at) => this.asked(`"${piece.slice(at, at + 2)}"`)));
    if (sets.length === 1) return sets[0];
    const found = new Map();
    for (const [key, hit] of sets[0]) {
      if (sets.some((set) => !set.has(key))) continue;
      const at = sets.map((set) => new Set(set.get(key).words));
      const words = hit.words.filter((from) => places.every((place, number) => at[number].has(from + place)));
      if (words.length) found.set(key, weighed({ ...hit, words }));
    }
    return found;
  }

  async asked(phrase) {
    const facts = new Map(this.parts.map((part) => [part.language, part.facts]));
    const found = new Map();
    for (const result of (await this.pagefind.search(phrase)).results) {
      const cut = result.id.lastIndexOf("_");
      const fact = facts.get(result.id.slice(0, cut))?.get(result.id.slice(cut + 1));
      const hit = { ...fact, key: result.id, words: result.words, data: () => result.data() };
      if (fact) found.set(result.id, weighed(hit));
    }
    return found;
  }

  /** What a query finds: `hits`, and the `pieces` that they have.

      First what has the query as it was typed; where these are not many, what has all of its words,
      and where these are few, what has some of them (`partly`): 燃气泄漏 leads to what to do about 燃气. */
  async find(query) {
    const typed = [...new Set(pieces(query))];
    if (!typed.length) return { hits: [], pieces: [] };
    const smaller = [...new Set(typed.flatMap(words))];
    const found = new Map((await this.all(typed)).map((hit) => [hit.key, { ...hit, score: hit.score + 2 * STEP }]));
    const add = (hits, step) => hits.forEach((hit) => found.has(hit.key) || found.set(hit.key, { ...hit, score: hit.score + step }));
    if (found.size < MANY && smaller.length > typed.length) add(await this.all(smaller), STEP);
    if (found.size < FEW && smaller.length > 1) {
      add((await this.any(smaller)).map((hit) => ({ ...hit, partly: true })), 0);
    }
    return { hits: [...found.values()], pieces: [...new Set([...typed, ...smaller])] };
  }

  async all(wanted) {
    const most = wanted.length > 1 ? FEWER : PAIRS;
    const sets = await Promise.all(wanted.map((piece) => this.having(piece, most)));
    const [first, ...others] = sets.sort((a, b) => a.size - b.size);
    return [...first.keys()]
      .filter((key) => others.every((other) => other.has(key)))
      .map((key) => ({ ...first.get(key), score: sets.reduce((sum, set) => sum + set.get(key).score, 0) }));
  }

  async any(wanted) {
    const found = new Map();
    for (const set of await Promise.all(wanted.map((piece) => this.having(piece, FEWER)))) {
      for (const [key, hit] of set) {
        // One that has more of the words comes before one that has them in its title.
        found.set(key, { ...hit, score: (found.get(key)?.score || 0) + STEP / 100 + hit.score });
      }
    }
    return [...found.values()];
  }

  /** The hits that fit the filters, in order: by how well they fit (then by date), or by date. */
  choose(hits, { kind, hazard, year, street, order }) {
    const fits = (hit) =>
      (!kind || hit.kind === kind) &&
      (!hazard || hit.hazards.includes(hazard)) &&
      (!year || hit.year === year) &&
      (!street || hit.streets.includes(street) || hit.streets.includes(this.everywhere));
    const dated = (a, b) => b.date.localeCompare(a.date);
    const ranked = (a, b) => b.score - a.score || dated(a, b);
    return hits.filter(fits).sort(order === "date" ? (a, b) => dated(a, b) || b.score - a.score : ranked);
  }

  /** What a hit shows: address, title, text, and what was said about it. */
  async shown(hit) {
    const data = await late(hit.data());
    const bytes = Uint8Array.from(atob(data.meta.about), (one) => one.charCodeAt(0));
    const about = JSON.parse(new TextDecoder().decode(bytes));
    const text = data.content.split(" ").slice(hit.title + 1).join(" ");
    return { ...about, url: data.raw_url, text: joined(text) };
  }
}

/** `text` cut to about `length` characters around the first of `wanted`, as [words, whether found] pairs. */
export function excerpt(text, wanted, length = 0) {
  const finder = new RegExp(
    [...wanted].sort((a, b) => b.length - a.length).map((one) => one.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|") || "$^",
    "giu",
  );
  let part = text;
  if (length && text.length > length) {
    const at = Math.max(text.search(finder), 0);
    const from = Math.max(0, Math.min(at - Math.floor(length / 4), text.length - length));
    part = `${from ? "…" : ""}${text.slice(from, from + length).trim()}${from + length < text.length ? "…" : ""}`;
  }
  const out = [];
  let end = 0;
  for (const found of part.matchAll(finder)) {
    if (!found[0]) continue;
    if (found.index > end) out.push([part.slice(end, found.index), false]);
    out.push([found[0], true]);
    end = found.index + found[0].length;
  }
  if (end < part.length) out.push([part.slice(end), false]);
  return out;
}
