/** The remedies of the tables, with the names that the reader's code has for the parts of the resource. */
import type { Exit } from './finding.js';

/** `{response:res}`: a handle, and the name for it if the code has none. */
const PLACE = /\{(\w+):(\w+)\}/g;
/** A longer expression is harder to read than the usual name. */
const MAX_LENGTH = 30;

/** @returns the remedy of a table with the expressions by which `exits` refer to the handles, or with the usual names */
export function inOwnNames(remedy: string, exits: readonly Exit[] = []): string {
  const holders = exits.flatMap((exit) => exit.holders);
  return remedy.replace(PLACE, (_, handle: string, usual: string) => {
    const own = holders.find((holder) => holder.handle === handle && !holder.promise);
    return own && own.expression.length <= MAX_LENGTH ? own.expression : usual;
  });
}
