/** Whether a repaired program does what it did before. */

/** One call on each path. */
const ALONE = [
  { calls: [{ status: 200, flag: true }], seed: 0 },
  { calls: [{ status: 404, flag: false }], seed: 0 },
  { calls: [{ status: 500, flag: true }], seed: 0 },
];
/** Calls at the same time, of which it must not matter in which order the answers come: those of two users, and the same call twice. */
const TOGETHER = [
  [
    { status: 200, flag: true },
    { status: 500, flag: false },
  ],
  [
    { status: 404, flag: true },
    { status: 404, flag: true },
  ],
].map((calls) => ({ calls, seed: 1 }));

/** How often what differs has to differ again, alone and with all the time of the world. */
const AGAIN = 3;
const PATIENCE = 400;

/**
 * Checks one program.
 *
 * @param repair a function of repair.mjs
 * @param executor runs programs
 * @returns `{ applied, differences }`; each difference with the way of repair, its kind, what it was and is, and the text
 */
export async function check(text, repair, executor) {
  const differences = [];
  const repaired = repair(text);
  for (const result of repaired) {
    // The rounds end where the last text has nothing to repair, or else after a number of them.
    if (result.left.some(({ verdict }) => verdict === 'safe'))
      differences.push({ kind: 'circle', was: text, now: result.text, ...result });
    if (result.applied.length === 0 && result.text !== text)
      differences.push({ kind: 'touched', was: text, now: result.text, ...result });
  }
  const changed = repaired.filter((one) => one.text !== text);
  const scenarios = [...ALONE, ...TOGETHER];
  const before = changed.length > 0 ? await executor.run(text, scenarios) : [];
  for (const result of changed) {
    const after = await executor.run(result.text, scenarios);
    for (const [index, scenario] of scenarios.entries()) {
      const suspect = compare(before[index], after[index], result);
      const found = suspect && (await confirm(text, result, scenario, executor));
      if (found) differences.push({ scenario, ...found, ...result });
      if (found) break;
    }
  }
  return { applied: Math.max(0, ...changed.map(({ applied }) => applied.length)), differences };
}

/** The difference again, with more patience and against every run of the program as it was; null where that is no promise to keep. */
async function confirm(text, result, scenario, executor) {
  const scenarios = Array.from({ length: AGAIN }, (_, index) => ({ ...scenario, seed: scenario.seed && index + 1 }));
  const before = await executor.run(text, scenarios, PATIENCE);
  if (new Set(before.map(({ calls, requests }) => [...textsOf({ calls }), ...requests].join('\n'))).size !== 1)
    return null;
  const after = await executor.run(result.text, scenarios, PATIENCE);
  const found = after.map((one, index) => compare(before[index], one, result, before));
  return found.every(Boolean) && new Set(found.map(({ kind }) => kind)).size === 1 ? found[0] : null;
}

const textOf = ({ end, trace }) => [...trace, end].join('\n');
/** Which of several calls comes first is nobody's promise. */
const textsOf = ({ calls }) => calls.map(textOf).sort();
const bytesOf = ({ received }) => received.reduce((sum, one) => sum + Number(one.split(' ').at(-1)), 0);

/** Whether a program starts tasks that nothing puts in order, which print to one output. */
const startsSeveral = (text) => text.includes('Promise.all([load(');

/** The first kind in which two observations differ, or null. */
function compare(was, now, { applied, left, text }, others = [was]) {
  // What never settles has no outcome to keep.
  if (was.calls.some(({ end }) => end === 'does not settle')) return null;
  const told = (kind, of) => ({ kind, was: of(was), now: of(now) });
  if (now.calls.some(({ end }) => end === 'does not settle'))
    return told('hangs', (one) => textsOf(one).join('\n--\n'));
  const fresh = now.stray.filter((one) => !others.some(({ stray }) => stray.includes(one)));
  if (fresh.length > 0) return told('stray', ({ stray }) => stray.join('\n'));
  if (textsOf(was).join() !== textsOf(now).join()) {
    const sorted = (one) =>
      textsOf(one)
        .map((text) => text.split('\n').sort().join('\n'))
        .sort()
        .join();
    const isOrder = sorted(was) === sorted(now);
    if (isOrder && startsSeveral(text)) return null;
    return told(isOrder ? 'order' : 'outcome', (one) => textsOf(one).join('\n--\n'));
  }
  if (was.requests.join() !== now.requests.join()) return told('requests', ({ requests }) => requests.join('\n'));
  if (Math.min(...others.map(bytesOf)) > bytesOf(now)) return told('upload', ({ received }) => received.join('\n'));
  // That any call may throw is no path of the engine, so what is open where one has thrown is not what a finding promised.
  if (was.calls.some(({ end }) => end.startsWith('throws'))) return null;
  const isLeft = (tag) => left.some((one) => one.tag === undefined || one.tag === tag);
  const promised = applied.filter(({ rule, tag }) => rule === 'no-unconsumed-body' && tag && !isLeft(tag));
  const open = now.open.filter((path) => promised.some(({ tag }) => path.endsWith(`/${tag}`)));
  return open.length > 0 ? told('leak', ({ open: paths }) => paths.join('\n')) : null;
}
