/* The files of the index, fetched so that it is known what is missing.

   Pagefind goes on without a file that it could not fetch, as if nothing were in it, and waits for
   ever for its own code. So what it needs at first is fetched for it, and the rest by `answer`. */

const PATIENCE = 30000; // ms for a file
const AGAIN = 1000; // before it is asked for once more
const LONGEST = 60000; // for Pagefind to begin, whatever happens
const kept = new Map(); // what Pagefind will ask for, by address
const failed = { all: 0, gone: 0 };
let loads = 0;

/** How many files could not be had since the page was opened; how many of them are there no more. */
export const failures = () => ({ ...failed });

/** `promise`, or an error when it takes too long: Pagefind waits for its own code for ever. */
export const inTime = (promise) =>
  Promise.race([promise, wait(LONGEST).then(() => Promise.reject(new Error("late")))]);

const wait = (time) => new Promise((done) => setTimeout(done, time));

async function once(url, options, read) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { ...options, signal: stop.signal });
    if (!answer.ok) throw Object.assign(new Error(`${answer.status} ${url}`), { gone: answer.status === 404 });
    return await read(answer);
  } finally {
    clearTimeout(timer);
  }
}

/** A file, by the second try at the latest. */
async function fetched(url, read, options) {
  try {
    return await once(url, options, read);
  } catch (error) {
    if (error.gone || !navigator.onLine) throw error;
    await wait(AGAIN);
    return once(url, options, read);
  }
}

export const json = (url, options) => fetched(url, (answer) => answer.json(), options);

/** A file that Pagefind will ask for. */
export async function bytes(url) {
  kept.set(url.href, await fetched(url, (answer) => answer.arrayBuffer()));
}

async function answer(address) {
  const url = new URL(address, location.href);
  url.search = "";
  try {
    return new Response(kept.get(url.href) ?? (await fetched(url, (one) => one.arrayBuffer())));
  } catch (error) {
    failed.all += 1;
    failed.gone += error.gone ? 1 : 0;
    throw error;
  }
}

/** Pagefind of the index at `base` that `loader` tells of, with no part in it. */
export async function forPagefind(base, loader) {
  const folder = (part) => new URL(`${part.folder}/`, base);
  const core = folder(loader.core);
  for (const part of [loader.core, ...loader.parts]) {
    const languages = { [part.language]: { hash: part.meta, wasm: null, page_count: part.pages || 1 } };
    kept.set(new URL("pagefind-entry.json", folder(part)).href, JSON.stringify({ version: loader.pagefind, languages }));
  }
  // An address that failed is not asked for again by some browsers.
  const script = new URL(loads++ ? `pagefind.js?${loads}` : "pagefind.js", core);
  const [{ createInstance, fetchBy }] = await inTime(
    Promise.all([
      import(script.href),
      bytes(new URL("wasm.unknown.pagefind", core)),
      bytes(new URL(`pagefind.${loader.core.meta}.pf_meta`, core)),
    ]),
  );
  fetchBy(answer);
  return createInstance({ basePath: core.href, noWorker: true, metaCacheTag: loader.core.folder });
}
