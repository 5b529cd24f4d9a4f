/** Files that put something else in the place of `fetch`. */
import type { Unit } from './unit.js';

/** `globalThis.fetch = …`, `vi.stubGlobal('fetch', …)`, `jest.spyOn(global, 'fetch')`, and the packages that do it. */
const STAND_IN =
  /(?<!\btypeof\s+)\b(?:globalThis|global|window|self)\.fetch\s*=[^=]|\b(?:stubGlobal|spyOn|method)\((?:[^()'"`,]*,)?\s*['"`]fetch['"`]|['"](?:fetch-mock|jest-fetch-mock|vitest-fetch-mock|@fetch-mock\/\w+)['"]/;

/** By its name, or by that of a folder not far above it. */
const TEST_FILE =
  /(?:^|[\\/])(?:__tests__|tests?|specs?)[\\/](?:[^\\/]+[\\/]){0,2}[^\\/]+$|[._-](?:test|spec)\.[cm]?[jt]sx?$/;

/** Whether the file replaces the global `fetch`: what that gives is what somebody needs it to, and no more. */
export function replacesFetch({ text }: Unit): boolean {
  return STAND_IN.test(text);
}

/** Whether it does so in a test, so that no answer comes from a server. */
export function isFetchMocked(unit: Unit): boolean {
  return TEST_FILE.test(unit.filename) && replacesFetch(unit);
}
