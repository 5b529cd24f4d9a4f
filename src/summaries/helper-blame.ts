/** The leaks of a helper of resources that it acquires by a function of its caller, reported at the caller: `retry(() => fetch(url))`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import type { Unit } from '../syntax/unit.js';
import { calleeLabel } from '../typestate/callee.js';
import type { Fault, FunctionDefinition } from '../typestate/context.js';
import type { Leak } from '../typestate/leaks.js';
import type { RunResult } from '../typestate/run.js';
import { NO_RESOURCE } from '../typestate/state.js';
import type { AcquireSites } from './acquisition.js';
import type { Queries } from './handouts.js';

/**
 * The leaks and faults of a helper that are reported at a call of it. Resources that the helper acquires itself are reported in the helper.
 *
 * @param root the helper, or a listener in it
 * @param result of the run over `root` with the functions that this call passes
 */
export function blameAtCall(
  queries: Queries,
  sites: AcquireSites,
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: FunctionDefinition,
  root: CfgRoot,
  { leaks, faults }: RunResult,
): { readonly leaks: readonly Leak[]; readonly faults: readonly Fault[] } {
  const isHere = callee.unit === unit;
  const own = new Set(queries.own(callee.unit, root).leaks.map(({ site }) => site.node));
  const start: Leak['origin'] = { block: 0, edge: null, before: null };
  const toldHere = ({ site, exit, implicit, before }: Leak): Leak => ({
    site: sites.of(site, call),
    exit: {
      kind: 'helper',
      node: call,
      blame: {
        node: call,
        kind: 'helper',
        helper: {
          name: calleeLabel(callee),
          exit: { ...exit, refs: exit.refs ?? before.refs },
          file: isHere ? '' : callee.unit.filename,
        },
      },
    },
    implicit,
    before: NO_RESOURCE,
    origin: start,
    born: start,
  });
  return {
    leaks: leaks
      .filter(({ site }) => !own.has(site.node))
      .map((leak) => (isHere && isOwnSite(queries, unit, leak.site.node) ? leak : toldHere(leak))),
    faults: faults.map((fault) => (isHere ? fault : { ...fault, node: call, cause: call })),
  };
}

/** Whether the node acquires a resource for every caller of the enclosing function. */
const isOwnSite = (queries: Queries, unit: Unit, node: TSESTree.Node): boolean =>
  (node.type === 'CallExpression' || node.type === 'NewExpression') &&
  queries.handout(unit, node).acquired.some(({ site }) => site.node === node);
