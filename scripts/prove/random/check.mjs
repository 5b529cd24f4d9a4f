/** Whether a repaired program does what it did before. */

/** One call on each path. */
const ALONE = [
  { calls: [{ status: 200, flag: true }], seed: 0 },
  { calls: [{ status: 404, flag: false }], seed: 0 },
  { calls: [{ status: 500, flag: true }], seed: 0 },
];
/** Calls at the same time, of which it must not matter in which order the answers come: those of two users, of whom one calls twice. */
const TOGETHER = {
  calls: [
    { status: 500, flag: false },
    { status: 404, flag: true },
    { status: 404, flag: true },
  ],
  seed: 1,
};

/** How often what differs has to differ again, alone and with all the time of the world. */
const AGAIN = 3;
const PATIENCE = 400;
/** What the two tasks that a program may start have in the paths of their requests. */
const TASKS = ['/a/', '/b/'];

/** What a person was told to check may come out otherwise; that it hangs, leaks or rejects out of sight is never what was told. */
const TOLD = new Set(['outcome', 'order', 'requests', 'upload']);

/**
 * Checks one program.
 *
 * @param repair a function of repair.mjs
 * @param executor runs programs
 * @returns `{ applied, isAnnounced, differences }`: how many repairs were applied; whether something differs that a suggestion has told to check, which is
 *   not looked at again; and each other difference with the way of repair, its kind, what it was and is, and the text
 */
export async function check(text, repair, executor) {
  const differences = [];
  let isAnnounced = false;
  const repaired = repair(text);
  for (const result of repaired) {
    // The rounds end where the last text has nothing to repair, or else after a number of them.
    if (result.left.some(({ verdict }) => verdict === 'safe'))
      differences.push({ kind: 'circle', was: text, now: result.text, ...plain(result) });
    if (result.applied.length === 0 && result.text !== text)
      differences.push({ kind: 'touched', was: text, now: result.text, ...plain(result) });
  }
  const changed = repaired.filter((one) => one.text !== text);
  const scenarios = [...ALONE, TOGETHER];
  const before = changed.length > 0 ? await executor.run(text, [scenarios]) : [];
  for (const result of changed) {
    const isTold = result.applied.some(({ reason }) => reason !== '');
    const after = await executor.run(result.text, [scenarios]);
    for (const [index, scenario] of scenarios.entries()) {
      const suspect = compare(before[index], after[index], result);
      if (suspect && isTold && TOLD.has(suspect.kind)) {
        isAnnounced = true;
        continue;
      }
      const found = suspect && (await confirm(text, result, scenario, executor));
      if (found) differences.push({ scenario, ...found, ...plain(result) });
      if (found) break;
    }
  }
  return { applied: Math.max(0, ...changed.map(({ applied }) => applied.length)), isAnnounced, differences };
}

/** A result as data, which another thread can be sent. */
const plain = ({ way, text, applied, left }) => ({ way, text, applied, left });

/**
 * The difference again, each run by itself and with more patience; null where the program as it was makes no promise, because what it does is another
 * thing from run to run, or hangs on how long the answers take.
 */
async function confirm(text, result, scenario, executor) {
  const again = Array.from({ length: AGAIN }, () => [scenario]);
  const late = [
    ...Array.from({ length: AGAIN }, (_, index) => [{ ...scenario, seed: scenario.seed + index + 1 }]),
    ...TASKS.map((task) => [{ ...scenario, late: task }]),
  ];
  const before = await executor.run(text, [...again, ...late], PATIENCE);
  if (new Set(before.map(({ calls, requests }) => [...textsOf({ calls }), ...requests].join('\n'))).size !== 1)
    return null;
  const after = await executor.run(result.text, again, PATIENCE);
  const found = after.map((one, index) => compare(before[index], one, result, before));
  return found.every(Boolean) && new Set(found.map(({ kind }) => kind)).size === 1 ? found[0] : null;
}

const textOf = ({ end, trace }) => [...trace, end].join('\n');
/** The order of concurrent calls is not defined. */
const textsOf = ({ calls }) => calls.map(textOf).sort();
const bytesOf = ({ received }) => received.reduce((sum, one) => sum + Number(one.split(' ').at(-1)), 0);

/** Whether a program starts tasks that nothing puts in order, which print to one output. */
const startsSeveral = (text) => text.includes('Promise.all([load(');

/**
 * Whether only what listeners print is counted for other calls. An event of a connection that is used again runs in the asynchronous context of the call
 * that opened it, and a repair makes connections free.
 */
function differOnlyByCaller(was, now) {
  const ends = ({ calls }) => calls.map(({ end }) => end).sort();
  const lines = ({ calls }) => calls.flatMap(({ trace }) => trace).sort();
  return (
    ends(was).join() === ends(now).join() && lines(was).join('\n') === lines(now).join('\n') && was.calls.length > 1
  );
}

/** The first kind in which two observations differ, or null. */
function compare(was, now, { applied, left, leftByErrors, text }, others = [was]) {
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
    if ((isOrder && startsSeveral(text)) || differOnlyByCaller(was, now)) return null;
    return told(isOrder ? 'order' : 'outcome', (one) => textsOf(one).join('\n--\n'));
  }
  if (was.requests.join() !== now.requests.join()) return told('requests', ({ requests }) => requests.join('\n'));
  if (Math.min(...others.map(bytesOf)) > bytesOf(now)) return told('upload', ({ received }) => received.join('\n'));
  // That any call may throw is no path of the engine, so what is open where one has thrown is not what a finding promised.
  if (was.calls.some(({ end }) => end.startsWith('throws'))) return null;
  const isLeft = (tag) => left.some((one) => one.tag === undefined || one.tag === tag);
  const promised = applied.filter(({ rule, tag }) => rule === 'no-unconsumed-body' && tag && !isLeft(tag));
  // From where a function inside has it, the response is that one's, so what was open there before may be still.
  const open = now.open.filter((path) =>
    promised.some(({ tag, isCaptured }) => path.endsWith(`/${tag}`) && !(isCaptured && was.open.includes(path))),
  );
  if (open.length === 0) return null;
  const loose = leftByErrors();
  const lost = open.filter((path) => !loose.includes(path.split('/').at(-1)));
  return lost.length > 0 ? told('leak', ({ open: paths }) => paths.join('\n')) : null;
}
