/** Looks for a program whose repair changes what it does, and makes it small. */
import fc from 'fast-check';
import { check } from './check.mjs';
import { programs } from './programs.mjs';

/** How many smaller programs are tried; each is run some ten times. */
const MAX_SHRINKS = 100;

/**
 * @param options `{ seed, path, count, without, until }`
 * @returns `{ ran, repaired, announced, failure }`: how many programs were checked, how many of them were repaired, how many differ as a suggestion
 *   has said they may, and the first that differs otherwise, as small as could be found
 */
export async function search({ seed, path, count, without = [], until = Infinity }, repair, executor) {
  const stats = { ran: 0, repaired: 0, announced: 0, failure: null };
  const failures = new Map();
  let wanted = null;
  let shrinks = 0;
  const property = fc.asyncProperty(programs({ without }), async (text) => {
    if (Date.now() > until || (wanted && (shrinks += 1) > MAX_SHRINKS)) return;
    const { applied, isAnnounced, differences } = await check(text, repair, executor).catch((error) => ({
      applied: 0,
      isAnnounced: false,
      differences: [{ kind: 'broken', way: 'safe', applied: [], text, was: '', now: String(error?.stack ?? error) }],
    }));
    if (!wanted) {
      stats.ran += 1;
      stats.repaired += applied > 0 ? 1 : 0;
      stats.announced += isAnnounced ? 1 : 0;
    }
    // What is made small stays what was found: any other difference is one for another day.
    const found = differences.find(({ way, kind }) => !wanted || (wanted.way === way && wanted.kind === kind));
    if (!found) return;
    wanted ??= found;
    failures.set(text, found);
    throw new Error(found.kind);
  });
  const result = await fc.check(property, { seed, numRuns: count, ...(path && { path }) });
  if (result.failed) {
    const [text] = result.counterexample;
    stats.failure = { seed, path: result.counterexamplePath, before: text, ...failures.get(text) };
  }
  return stats;
}
