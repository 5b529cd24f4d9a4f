/** Repeats runs with an observer. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import type { Unit } from '../syntax/unit.js';
import type { Bindings } from '../types/definitions.js';
import type { Context, Entry, FunctionDefinition, Observer, Summary } from '../typestate/context.js';
import { observedRun } from '../typestate/run.js';
import type { State } from '../typestate/state.js';
import { boundTo, enter, entryKey, UNBOUND } from './callee-entry.js';
import type { FunctionGraphs } from './function-graphs.js';

/** Creates the observer for the run over a function; for a callee, `acquire` is the acquire site of its resource. */
export type Watch = (acquire: TSESTree.Node | null) => Pick<Context, 'isWritten'> & { readonly observer: Observer };

interface Replayed {
  readonly summary: Summary | null;
  /** Reports the run to its observer; null once that is done. */
  tell: (() => void) | null;
}

/**
 * Runs over a function, and over its callees in the file, with an observer. Calls may throw, and a path continues after a
 * condition that finds nothing to release, because all uses of the resource count.
 */
export function replay(
  unit: Unit,
  graphs: FunctionGraphs,
  contextOf: (bound: Bindings) => Context,
  watch: Watch,
  root: CfgRoot,
  start: readonly State[],
): void {
  const known = new Map<string, Replayed>();
  const runOf = (of: CfgRoot, bound: Bindings, states: readonly State[], acquire: TSESTree.Node | null): Replayed => {
    const context = contextOf(bound);
    const keyOf = (callee: FunctionDefinition, entry: Entry): string =>
      `${(acquire ?? entry.site.node).range[0]} ${callee.node.range[0]} ${entryKey(callee, entry)}`;
    const invoke = (callee: FunctionDefinition, entry: Entry): Summary | null => {
      if (callee.unit !== unit) return context.invoke(callee, entry);
      const key = keyOf(callee, entry);
      const inner = known.has(key) ? null : enter(callee, entry);
      if (inner?.kind === 'goes') {
        // During the run, its calls have the same summaries as in an ordinary run.
        const summary = context.invoke(callee, entry);
        known.set(key, { summary, tell: null });
        const passed = boundTo(callee, entry.functions);
        if (summary) known.set(key, runOf(callee.node, passed, [inner.state], acquire ?? entry.site.node));
      }
      return known.get(key)?.summary ?? context.invoke(callee, entry);
    };
    const { observer, ...asked } = watch(acquire);
    const thorough: Context = { ...context, ...asked, strict: true, isThorough: true, invoke };
    const { result, tell } = observedRun(thorough, graphs.of(unit, of), states, acquire !== null);
    // For callees too, only the calls of the last round count.
    const calls = (_: TSESTree.Node, callee: FunctionDefinition, entry: Entry): void => {
      const called = known.get(keyOf(callee, entry));
      const tellCalled = callee.unit === unit ? called?.tell : null;
      if (called) called.tell = null;
      tellCalled?.();
    };
    return { summary: result, tell: () => tell({ ...observer, calls }) };
  };
  runOf(root, UNBOUND, start, null).tell?.();
}
