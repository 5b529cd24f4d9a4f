/** The words of an explanation: for states, for what ends a duty, for what a callee does. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import type { Effect } from '../protocols/index.js';
import { cancellationSources } from '../protocols/cancellation-sources.js';
import { listening } from '../protocols/platform.js';
import { isFunction, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import { calleeLabel } from '../typestate/calls.js';
import type { Call, Observer, Outcome, Summary } from '../typestate/context.js';
import { carries, refKey, type Ref } from '../typestate/refs.js';
import type { State } from '../typestate/state.js';
import { ANY_STATUS, rangesOf } from '../typestate/statuses.js';
import { snippet } from './exits.js';

/** `load`, `a callback`, `the module`. */
export function nameOfFunction(root: CfgRoot): string {
  if (isFunction(root)) return calleeLabel({ node: root });
  return root.type === 'Program' ? 'the module' : 'a piece of a class';
}

/** `response of line 2, open; res = response, body = body; status 200-299`. */
export function stateText(unit: Unit, { site, refs, duty, completion, implicit }: State): string {
  const holders = [...refs]
    .map(([holder, ref]) => `${'type' in holder ? snippet(unit, holder) : holder.name} = ${refKey(ref)}`)
    .sort();
  const parts = [`${site!.client} of line ${site!.node.loc.start.line}, ${duty.phase}`];
  if (holders.length > 0) parts.push(holders.join(', '));
  if (duty.status !== ANY_STATUS) parts.push(`status ${rangesOf(duty.status)}`);
  if (duty.branches > 0) parts.push(`${duty.branches} clones unread`);
  if (completion)
    parts.push(
      `${completion.kind === 'throw' ? 'throwing' : 'returning'} since line ${completion.node.loc.start.line}${implicit ? ', by a call that merely might' : ''}`,
    );
  return parts.join('; ');
}

/** What ended the duty of a path at `node`. */
export function settlementText(
  unit: Unit,
  oracle: Oracle,
  state: State,
  node: TSESTree.Node,
  by: Parameters<Observer['settles']>[2],
): string {
  const text = `\`${snippet(unit, node)}\``;
  if (by === 'using') return `\`using\` disposes of ${text} with its block`;
  if (by === 'condition') return `${text} says that there is no body left to read`;
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return `${text} ${callText(unit, oracle, state, node)}`;
    case 'ReturnStatement':
      return `${text} hands it to the caller in a form that is not followed`;
    case 'AssignmentExpression':
    case 'VariableDeclarator':
      return `${text} stores it where this function does not decide alone`;
    case 'ThrowStatement':
      return `${text} throws it along`;
    case 'YieldExpression':
      return `${text} yields it`;
    default:
      return `${text} takes it`;
  }
}

const EFFECTS: Readonly<Record<Effect, string>> = {
  consume: 'reads the body to its end',
  cancel: 'cancels it',
  transfer: 'hands it on',
  borrow: 'gives it to a function that ends or takes it',
};

function callText(unit: Unit, oracle: Oracle, state: State, call: Call): string {
  const callee = unwrap(call.callee);
  const bound = state.refs.get(callee) ?? state.refs.get(call.callee);
  if (bound?.kind === 'bound') return EFFECTS[effectOf(state, bound.of, bound.name)];
  const declared = oracle.declaredEffect(unit, call);
  if (declared === 'consumes' || declared === 'takes')
    return `${declared} it: your settings, or a tag of its declaration, say so`;
  const definition = oracle.definition(unit, callee);
  if (definition?.kind === 'function') return 'ends it, or takes it over';
  return 'passes it to something that is not in reach, which counts as taking it';
}

function effectOf(state: State, of: Ref, name: string): Effect {
  if (of.kind === 'promise') return state.site?.protocol.promiseMethods?.[name]?.effect ?? 'borrow';
  if (of.kind !== 'handle') return 'borrow';
  const handle = state.site?.protocol.handles[of.handle];
  if (handle?.events && listening.has(name)) return 'consume';
  return (handle ?? cancellationSources[of.handle])?.methods?.[name]?.effect ?? 'transfer';
}

/** What a callee does with what it is given: "reads or releases it when it returns; leaves it open when it throws on line 12". */
export function summaryText(summary: Summary | null): string {
  if (!summary) return 'cannot be followed and counts as taking it';
  const { outcomes, settles } = summary;
  if (outcomes.length === 0) return settles ? 'ends it or takes it on every path' : 'never returns';
  const open = [...new Set(outcomes.map(outcomeText))].join(' and ');
  return settles ? `ends it or takes it on some paths, but ${open}` : open;
}

function outcomeText({ kind, value, exit }: Outcome): string {
  if (kind === 'throw') return `leaves it open when it throws on line ${exit.node.loc.start.line}`;
  return carries(value)
    ? 'returns it'
    : `leaves it open when it ends on line ${exit.kind === 'end' ? exit.node.loc.end.line : exit.node.loc.start.line}`;
}
