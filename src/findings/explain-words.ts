/** The words of an explanation: for states, for what ends a duty, for what a callee does. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { isFunction } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { calleeLabel } from '../typestate/callee.js';
import type { Outcome, Summary } from '../typestate/context.js';
import { carries, refKey } from '../typestate/refs.js';
import type { State } from '../typestate/state.js';
import { ANY_STATUS, rangesOf } from '../typestate/statuses.js';
import { isDeed, type Ending, type Fulfilment, type Taker } from '../typestate/step.js';
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

/** Why the duty of a path ended at `node`. */
export function settlementText(unit: Unit, node: TSESTree.Node, ending: Ending): string {
  const text = `\`${snippet(unit, node)}\``;
  if (ending.kind === 'escaped') return `${text} ${ESCAPES[ending.to]}`;
  return ending.by === 'disposed'
    ? `\`using\` disposes of ${text} with its block`
    : `${text} ${FULFILMENTS[ending.by]}`;
}

const FULFILMENTS: Readonly<Record<Exclude<Fulfilment, 'disposed'>, string>> = {
  consumed: 'reads the body to its end',
  cancelled: 'cancels it',
  closed: 'closes it',
  declared: 'consumes it: your settings, or a tag of its declaration, say so',
  empty: 'says that there is no body left to read',
  ended: 'says that there is no body left to read',
};

const ESCAPES: Readonly<Record<Taker, string>> = {
  callee: 'passes it to something that is not in reach, which counts as taking it',
  declared: 'takes it: your settings, or a tag of its declaration, say so',
  member: 'hands it on',
  callback: 'passes it to a callback that is not in reach, which counts as taking it',
  closure: 'gives it to a function that ends or takes it',
  storage: 'stores it where this function does not decide alone',
  value: 'puts it into a value that is not followed',
  caller: 'hands it to the caller in a form that is not followed',
  catcher: 'throws it along',
  consumer: 'yields it',
};

/** What a callee does with what it is given: "reads or releases it when it returns; leaves it open when it throws on line 12". */
export function summaryText(summary: Summary | null): string {
  if (!summary) return 'cannot be followed and counts as taking it';
  const { outcomes, endings } = summary;
  const settles = endings.some(isDeed);
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
