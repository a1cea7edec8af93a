/* The index: Pagefind over the parts that are wanted, and what it can not do (decisions/0031).

   Pagefind only finds phrases here. Splitting a query, filters, order and excerpts are ours:
   text is split into pairs of characters, as generator/search/pairs.py does it. */
import { bytes, failures, forPagefind, inTime, json } from "./search-files.js";

const CJK = "\\u3005\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const WORD = `(?:(?![${CJK}])[\\p{L}\\p{N}])`;
const PIECE = new RegExp(`[${CJK}]+|${WORD}+`, "gu");
const TERM = new RegExp(`[${CJK}\\p{L}\\p{N}]+`, "gu");
const IS_CJK = new RegExp(`[${CJK}]`, "u");
const FIRST = 800; // entries that a first query looks through, if the newest year has no more
const FURTHER = 2000; // and as many again when a reader asks for older ones
const STEP = 10000; // between what has a query, what has its words, and what has some of them
const MANY = 10;
const FEW = 5;
// What to do comes before what was reported, what is about it before what mentions it.
const BONUS = { 应急指南: 2, 其他: -0.5 };
const weighed = (hit) => ({ ...hit, score: (hit.words.some((at) => at < hit.title) ? 5 : 1) + (BONUS[hit.kind] || 0) });
// Words of the index that a query is looked for by, and the words that it is made of besides: each
// is a file of 6 to 11 KB in each large part, and a first query is to keep to 250 KB.
const MOST = 8;
const BESIDES = 1;
const FEWER = 2;
const LEAST = 5;

/** Letters and digits in their plain forms, dates and their zeros as most people write them. */
const plain = (text) =>
  text
    .replace(/[\p{L}\p{N}]/gu, (one) => one.normalize("NFKC"))
    .replace(/(^|[^0-9])([12][0-9]{3})([-/.])0?([1-9][0-9]?)\3(?:0)?([1-9][0-9]?)(?![0-9])/g, "$1$2年$4月$5日")
    .replace(/(^|[^0-9])0([1-9])(?=[月日])/g, "$1$2");

/** What a query asks for: letters, characters and digits that stand together. */
const terms = (query) => [...new Set(plain(query).match(TERM) || [])].slice(0, MOST);

/** The runs of characters and the words of a term. */
const pieces = (term) => term.match(PIECE) || [];

/** Where in a run pairs begin that have every character of it; of a long one its beginning and end. */
function cover(run, most) {
  const last = run.length - 2;
  const places = Array.from({ length: Math.ceil(run.length / 2) }, (_, at) => Math.min(2 * at, last));
  const half = Math.floor(most / 2);
  return places.length > most ? [...places.slice(0, most - half), ...places.slice(places.length - half)] : places;
}

/** A term as the index has it: its words, and a last character that begins another word there. */
function split(term) {
  const found = pieces(term);
  const words = found.flatMap((piece) => (IS_CJK.test(piece) ? Array.from(piece, (_, at) => piece.slice(at, at + 2)) : [piece]));
  return IS_CJK.test(found.at(-1)) ? { words: words.slice(0, -1), last: words.at(-1) } : { words, last: "" };
}

/** The words of a term by the browser's dictionary; characters it knows no word of stay together. */
function smaller(term) {
  const found = pieces(term).flatMap((run) => {
    if (!IS_CJK.test(run) || run.length < 3 || !Intl.Segmenter) return [run];
    const known = [""];
    for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(run)) {
      if (segment.length > 1) known.push(segment, "");
      else known[known.length - 1] += segment;
    }
    return known;
  });
  // A single character, a day or a year says little by itself.
  const longer = found.filter((one) => one.length > 1 && !/^[0-9]{1,4}$/.test(one));
  return longer.length ? longer : [term];
}

/** The words of the index that `term` is looked for by. */
function asks(term, most) {
  const found = pieces(term);
  if (found.length > 1) return split(term).words;
  return IS_CJK.test(term) && term.length > 1 ? cover(term, most).map((at) => term.slice(at, at + 2)) : [term];
}

/** As many of `wanted` as a query may be looked for by that has asked for those in `asked`. */
function affordable(wanted, asked) {
  const all = new Set(asked);
  const limit = Math.max(MOST, all.size) + BESIDES;
  return wanted.filter((term) => {
    const more = asks(term, FEWER).filter((word) => !all.has(word));
    const fits = all.size + more.length <= limit;
    if (fits) more.forEach((word) => all.add(word));
    return fits;
  });
}

/** How many words each of `count` terms may be looked for by. */
const share = (count) => Math.max(1, Math.floor(MOST / count));

/** The parts of whole years, the newest first, up to `most` entries; the first year in any case. */
function whole(parts, most) {
  const taken = [];
  for (const year of new Set(parts.map((part) => part.year))) {
    const next = [...taken, ...parts.filter((part) => part.year === year)];
    if (taken.some((part) => part.year) && next.reduce((sum, part) => sum + part.pages, 0) > most) break;
    taken.push(...next.slice(taken.length));
  }
  return taken;
}

export class Index {
  /** The index of the site at `root`, an address that ends in a slash. */
  static async open(root) {
    const base = new URL("pagefind/", root);
    const loader = await json(new URL("search.json", base), { cache: "no-cache" });
    return new Index(base, loader);
  }

  constructor(base, loader) {
    this.base = base;
    this.pagefind = forPagefind(base, loader);
    this.pagefind.catch(() => {}); // whoever loads a part will hear of it
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

  /** The years that are loaded; `null` is what has no date. */
  get loaded() {
    return new Set(this.parts.filter((part) => part.facts).map((part) => part.year));
  }

  /** The oldest year since which everything is loaded; 0 where that is all there is. */
  get since() {
    const missing = Math.max(...this.left.map((part) => part.year || 0), 0);
    return missing ? Math.min(...this.years.filter((year) => year > missing)) : 0;
  }

  /** Load what is looked through first, or the parts of `year`. */
  async begin(year) {
    await this.load(year ? this.parts.filter((part) => part.year === year) : whole(this.parts, FIRST));
  }

  /** Load some more. */
  async further() {
    await this.load(whole(this.left, FURTHER));
  }

  async load(parts) {
    const due = parts.filter((part) => !part.facts);
    await Promise.all(due.map((part) => (part.loading ??= this.part(part))));
  }

  async part(part) {
    const folder = new URL(`${part.folder}/`, this.base);
    const [pagefind, facts] = await Promise.all([
      this.pagefind,
      json(new URL("facts.json", folder)),
      bytes(new URL(`pagefind.${part.meta}.pf_meta`, folder)),
    ]);
    // What it asks for now has been fetched.
    await inTime(pagefind.mergeIndex(folder.href, { language: part.language, metaCacheTag: part.folder }));
    const numbers = (text, names) => (text === "-" ? [] : text.split(",").map((one) => names[one]));
    part.names = { hazards: facts.hazards, streets: facts.streets };
    part.starts = facts.starts.split(" ");
    part.facts = new Map(
      facts.rows.map((row) => {
        const [id, date, kind, hazards, streets, title] = row.split(" ");
        const fact = { date: date === "-" ? "" : date, kind: this.kinds[kind], year: part.year, title: Number(title) };
        fact.hazards = numbers(hazards, facts.hazards);
        fact.streets = numbers(streets, facts.streets);
        return [id, fact];
      }),
    );
  }

  /** Everything that has `term` in it, whole: by name, with its facts and how well it fits.

      `most` is the number of words of the index that it may be looked for by. */
  async having(term, most = MOST) {
    if (pieces(term).length > 1) return this.mixed(term, most);
    if (!IS_CJK.test(term)) return this.asked(`"${term}"`);
    if (term.length === 1) return this.beginning(term);
    // A phrase would need every pair. Places tell as well, and each second pair has them all.
    const places = cover(term, most);
    const sets = await Promise.all(places.map((at) => this.pair(term.slice(at, at + 2))));
    const found = new Map();
    for (const [key, hit] of sets[0]) {
      if (!sets.every((set) => set.has(key))) continue;
      const at = sets.map((set) => new Set(set.get(key).words));
      const words = hit.words.filter((from) => places.every((place, number) => at[number].has(from + place)));
      if (words.length) found.set(key, weighed({ ...hit, words }));
    }
    return found;
  }

  /** Everything with a pair of characters, at all its places.

      Asked in quotes Pagefind knows but the first place in a text; without them it takes a part of
      the pair where nothing has it. */
  async pair(pair) {
    const [exact, found] = await Promise.all([this.asked(`"${pair}"`), this.asked(pair)]);
    for (const key of found.keys()) if (!exact.has(key)) found.delete(key);
    return found;
  }

  /** Everything with a term of several scripts: 3月5日 is 3, 月, 5, and behind that what begins with 日. */
  async mixed(term, few) {
    const most = Math.max(few, LEAST); // a date has five
    const { words, last } = split(term);
    const half = Math.floor(most / 2);
    const tail = words.slice(words.length - half);
    const sought = words.length <= most ? [words] : [words.slice(0, most - half), tail].filter((some) => some.length);
    const [found, ...others] = await Promise.all(sought.map((some) => this.asked(`"${some.join(" ")}"`)));
    for (const key of found.keys()) if (others.some((other) => !other.has(key))) found.delete(key);
    // A pair has its last character in it; behind a word of another script the place has to tell.
    if (!last || words.at(-1).endsWith(last) || !found.size) return found;
    const [ends, follows] = await Promise.all([this.asked(words.at(-1)), this.beginning(last)]);
    for (const key of found.keys()) {
      const at = new Set(follows.get(key)?.words);
      if (!ends.get(key)?.words.some((place) => at.has(place + 1))) found.delete(key);
    }
    return found;
  }

  /** Everything with `letter` in it. Pagefind fetches one file for it; the others are named here. */
  async beginning(letter) {
    const others = this.parts.flatMap((part) => (part.facts ? part.starts : [])).filter((start) => start[0] === letter);
    await (await this.pagefind).preload([letter, ...new Set(others)].join(" "));
    return this.asked(letter);
  }

  async asked(phrase) {
    const facts = new Map(this.parts.map((part) => [part.language, part.facts]));
    const found = new Map();
    for (const result of (await (await this.pagefind).search(phrase)).results) {
      const cut = result.id.lastIndexOf("_");
      const fact = facts.get(result.id.slice(0, cut))?.get(result.id.slice(cut + 1));
      const hit = { ...fact, key: result.id, words: result.words, data: () => result.data() };
      if (fact) found.set(result.id, weighed(hit));
    }
    return found;
  }

  /** What a query finds: `hits`, the `terms` to mark in them, whether files were missing (`broken`),
      and whether they are missing because the index was made anew (`gone`).

      First what has the query as it was typed; where these are not many, what has all of its words,
      and where these are few, what has some of them (`partly`): 燃气泄漏 leads to what to do about 燃气. */
  async find(query) {
    const typed = terms(query);
    if (!typed.length) return { hits: [], terms: [], broken: false };
    const before = failures();
    const words = [...new Set(typed.flatMap(smaller))];
    const most = share(typed.length);
    const some = affordable(words, typed.flatMap((term) => asks(term, most)));
    const found = new Map((await this.all(typed, most)).map((hit) => [hit.key, { ...hit, score: hit.score + 2 * STEP }]));
    const add = (hits, step) => hits.forEach((hit) => found.has(hit.key) || found.set(hit.key, { ...hit, score: hit.score + step }));
    if (found.size < MANY && some.length === words.length && words.join() !== typed.join()) add(await this.all(words, FEWER), STEP);
    if (found.size < FEW && (some.length > 1 || some.length < words.length)) {
      add((await this.any(some)).map((hit) => ({ ...hit, partly: true })), 0);
    }
    const { all, gone } = failures();
    const marks = [...new Set([...typed, ...words])];
    return { hits: [...found.values()], terms: marks, broken: all > before.all, gone: gone > before.gone };
  }

  async all(wanted, most) {
    const sets = await Promise.all(wanted.map((term) => this.having(term, most)));
    const [first, ...others] = sets.sort((a, b) => a.size - b.size);
    return [...first.keys()]
      .filter((key) => others.every((other) => other.has(key)))
      .map((key) => ({ ...first.get(key), score: sets.reduce((sum, set) => sum + set.get(key).score, 0) }));
  }

  async any(wanted) {
    const found = new Map();
    for (const set of await Promise.all(wanted.map((term) => this.having(term, FEWER)))) {
      for (const [key, hit] of set) {
        // One that has more of the words comes before one that has them in its title.
        found.set(key, { ...hit, score: (found.get(key)?.score || 0) + STEP / 100 + hit.score });
      }
    }
    return [...found.values()];
  }

  /** The hits that fit the filters, in order: by how well they fit (then by date), or by date. */
  choose(hits, { kind, hazard, year, street, order }) {
    const since = this.since; // one year more may be loaded, which somebody chose before
    const fits = (hit) =>
      (!kind || hit.kind === kind) &&
      (!hazard || hit.hazards.includes(hazard)) &&
      (year ? hit.year === year : !hit.year || hit.year >= since) &&
      (!street || hit.streets.includes(street) || hit.streets.includes(this.everywhere));
    const dated = (a, b) => b.date.localeCompare(a.date);
    const ranked = (a, b) => b.score - a.score || dated(a, b);
    return hits.filter(fits).sort(order === "date" ? (a, b) => dated(a, b) || b.score - a.score : ranked);
  }

  /** What a hit shows: address, title, text, and what was said about it. */
  async shown(hit) {
    const { raw_url: url, content: text, meta } = await hit.data();
    return { ...meta, url, text };
  }
}

/** `text` cut to about `length` characters around the first of `wanted`, as [words, whether found] pairs. */
export function excerpt(text, wanted, length = 0) {
  // Letters, digits and characters only; spaces between them are not looked at in the index either.
  const longest = [...wanted].sort((a, b) => b.length - a.length);
  const finder = new RegExp(longest.map((term) => pieces(term).join(" *")).join("|") || "$^", "giu");
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
