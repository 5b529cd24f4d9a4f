/** The resource that a call acquires from a client, for the run over the enclosing function. */
import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf } from '../syntax/constants.js';
import { isFunction, stringValue } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Acquisition } from '../types/acquisitions.js';
import type { Oracle } from '../types/oracle.js';
import type { Acquired, Call } from '../typestate/context.js';
import { resolveOf } from '../typestate/effects.js';
import { handle, promise, rejected, type Ref } from '../typestate/refs.js';
import type { AcquireSite } from '../typestate/state.js';
import { ANY_STATUS } from '../typestate/statuses.js';
import { subjectOf, type Subject } from '../typestate/terms.js';
import { requestVariable } from './call-index.js';
import { cancellationSourcesAtEntry } from './cancellation-sources.js';

/** The acquire sites: one for each node, and one for the resource in its rejection. */
export class AcquireSites {
  readonly #ids = new WeakMap<TSESTree.Node, number>();
  #count = 0;

  of(
    { protocol, client }: Pick<AcquireSite, 'protocol' | 'client'>,
    node: TSESTree.Node,
    isRejection?: true,
  ): AcquireSite {
    let id = this.#ids.get(node);
    if (id === undefined) this.#ids.set(node, (id = this.#count += 1));
    return { id: isRejection ? -id : id, protocol, client, node, isRejection };
  }
}

/** The resource that a call acquires from a client; null if it is not a call of a client. */
export function acquiredFromClient(
  unit: Unit,
  oracle: Oracle,
  sites: AcquireSites,
  call: Call,
): readonly Acquired[] | null {
  const acquisition = oracle.acquisition(unit, call);
  if (!acquisition) return null;
  const { protocol, gives } = acquisition;
  // An agent that is made at the top of a module lives as long as the process.
  if ((protocol.resource === 'agent' || call.type === 'NewExpression') && isModuleLevel(call)) return [];
  if (call.type === 'NewExpression')
    return [
      {
        site: sites.of(acquisition, call),
        value: handle(protocol.root),
        status: ANY_STATUS,
        cancellationSources: [],
      },
    ];
  if (gives === 'callback') return [];
  const method = oracle.headOption(unit, call, protocol);
  const signal = oracle.signal(unit, call);
  const acquired: Acquired = {
    site: {
      ...sites.of(acquisition, call),
      method: named(unit, method),
      ...(signal ? { signals: oracle.signals(unit, signal).flatMap((part) => subjectOf(unit, part) ?? []) } : {}),
      ...(signal && oracle.mayAbort(unit, signal) ? { isAbortable: true } : {}),
    },
    value: valueOf(acquisition),
    status: ANY_STATUS,
    cancellationSources: cancellationSourcesAtEntry(unit, acquisition),
    heard: acquisition.listener && { by: acquisition.listener, variable: requestVariable(unit, call) },
    unless: method ? headChoice(unit, method) : undefined,
  };
  const { rejection } = protocol;
  return acquisition.rejects && rejection
    ? [acquired, { ...acquired, site: sites.of(acquisition, call, true), value: rejected(handle(rejection.handle)) }]
    : [acquired];
}

/** The resource with which a listener of a call resolves the promise of an executor: `http.get(url, resolve)`. */
export function resolvedByListener(unit: Unit, oracle: Oracle, sites: AcquireSites, call: Call): readonly Acquired[] {
  const acquisition = call.type === 'CallExpression' ? oracle.acquisition(unit, call) : null;
  if (acquisition?.gives !== 'callback' || acquisition.parameter) return [];
  const resolves = resolveOf(unit, acquisition.listener!);
  return resolves
    ? [
        {
          site: sites.of(acquisition, call),
          value: handle(acquisition.protocol.root),
          status: ANY_STATUS,
          cancellationSources: cancellationSourcesAtEntry(unit, acquisition),
          resolves,
        },
      ]
    : [];
}

function valueOf({ protocol, gives }: Acquisition): Ref {
  const root = handle(protocol.root);
  if (gives === 'value') return root;
  return promise(gives === 'message' ? { kind: 'array', items: [root], rest: null } : root);
}

function isModuleLevel(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node.parent; at; at = at.parent) if (isFunction(at)) return false;
  return true;
}

/** `probe ? 'HEAD' : 'GET'`: the condition for the method HEAD. */
function headChoice(unit: Unit, method: TSESTree.Node): Acquired['unless'] {
  const choice = constantOf(unit, method);
  if (choice?.type !== 'ConditionalExpression') return undefined;
  const isHead = (side: TSESTree.Node): boolean => stringValue(side)?.toUpperCase() === 'HEAD';
  return isHead(choice.consequent) === isHead(choice.alternate)
    ? undefined
    : { test: choice.test, outcome: isHead(choice.consequent) };
}

/** The subject of later conditions about the option of a request. */
function named(unit: Unit, option: TSESTree.Node | null): Subject | undefined {
  return (option && subjectOf(unit, option)) ?? undefined;
}
