/* How an alert among the results stands now. The index does not know: it says what was sent.

   In force is only what the status says is, and only before its end by the server's clock. Over is
   what a message ended, or what has passed its end by that clock and is not in the status.
   Otherwise the page of the alert is named, nothing is claimed. */

const FRESH = 60000; // ms for which an answer is used again
const TIMEOUT = 10000;
const STATES = ["生效中", "待核实"];
let answer = null;

/** The status and the server's time, carried on by the monotonic clock; null where either is unknown.

    `anew` after a sleep, in which that clock may have stood still. */
export async function status(root, { anew = false } = {}) {
  if (!anew && answer && performance.now() - answer.mono < FRESH) return answer;
  answer = null;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const response = await fetch(new URL("api/v1/status.json", root), { cache: "no-store", signal: stop.signal });
    const mono = performance.now();
    const age = response.headers.get("Age");
    const time = Date.parse(response.headers.get("Date") || "") + Number(age || 0) * 1000;
    const data = response.ok ? await response.json() : null;
    const rows = data && data.version === 1 && data.in_force;
    if (Array.isArray(rows) && rows.every((row) => row && row.id) && Number.isFinite(time)) answer = { data, time, mono };
  } catch {
    // Unknown.
  } finally {
    clearTimeout(timer);
  }
  return answer;
}

/** 生效中, 待核实, 已解除, 已撤销, 已过期 or 状态见网页. `about` is what the index says of the alert. */
export function stateOf(about, known) {
  const unknown = "状态见网页";
  const now = known ? known.time + performance.now() - known.mono : NaN;
  const rows = known ? [...known.data.in_force, ...(known.data.exercises || [])] : [];
  const row = rows.find((one) => one.id === about.id);
  if (row) {
    const over = row.expires && !(now < Date.parse(row.expires));
    // A message later than the status ended it: the two disagree, or one of them is old.
    const ended = about.ended && !(Date.parse(row.sent) > Date.parse(about.sent));
    if (ended) return about.ended;
    if (over || !STATES.includes(row.state)) return unknown;
    return row.state === "生效中" && row.review && !(now < Date.parse(row.review)) ? "待核实" : row.state;
  }
  if (about.ended) return about.ended;
  return known && about.expires && Date.parse(about.expires) <= now ? "已过期" : unknown;
}
