/** The texts of an explanation: for states, for the end of a duty, for the effects of calls and callees. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { snippet } from '../findings/exits.js';
import { isFunction } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { calleeLabel } from '../typestate/callee.js';
import type { Outcome, Summary } from '../typestate/context.js';
import type { CallEffect } from '../typestate/effects.js';
import { carries, refKey, type Ref } from '../typestate/refs.js';
import { type State, isTemporary } from '../typestate/state.js';
import { ANY_STATUS, rangesOf } from '../typestate/statuses.js';
import { isDeed, type Ending, type Fulfilment, type Taker } from '../typestate/step.js';

/** `load`, `a callback`, `the module`. */
export function nameOfFunction(root: CfgRoot): string {
  if (isFunction(root)) return calleeLabel({ node: root });
  return root.type === 'Program' ? 'the module' : 'a class initializer';
}

/** `response of line 2, open; res = response, body = body; status 200-299`. */
export function stateText(unit: Unit, { site, refs, duty, completion, implicit, isBlurred }: State): string {
  const holders = [...refs]
    .filter(([, ref]) => !isPlain(ref))
    .map(([holder, ref]) => `${isTemporary(holder) ? snippet(unit, holder) : holder.name} = ${refKey(ref)}`)
    .sort();
  const { client, node } = site!;
  const parts = [`${client} ${isFunction(node) ? 'as given' : `of line ${node.loc.start.line}`}, ${duty.phase}`];
  if (holders.length > 0) parts.push(holders.join(', '));
  if (duty.status !== ANY_STATUS) parts.push(`status ${rangesOf(duty.status)}`);
  if (duty.branches > 0) parts.push(`${duty.branches} clones unread`);
  if (completion)
    parts.push(
      `${completion.kind === 'throw' ? 'throwing' : 'returning'} since line ${completion.node.loc.start.line}${implicit ? ', if a call throws' : ''}`,
    );
  if (isBlurred) parts.push('may be impossible');
  return parts.join('; ');
}

/** Whether it is a value without relation to the resource, or a promise of one. */
const isPlain = (ref: Ref): boolean => ref.kind === 'value' || (ref.kind === 'promise' && isPlain(ref.of));

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
  callee: 'passes it to code that cannot be analysed, which counts as taking it',
  declared: 'takes it: your settings, or a tag of its declaration, say so',
  member: 'hands it on',
  callback: 'passes it to a callback that cannot be analysed, which counts as taking it',
  closure: 'is captured by a function that ends or takes it',
  storage: 'stores it in a place that other code can also access',
  value: 'puts it into a value that is not followed',
  caller: 'returns it to the caller in a form that is not followed',
  catcher: 'throws it',
  consumer: 'yields it',
};

/** What a callee does with its argument: "reads it to its end, or leaves it open when it throws on line 12". */
export function summaryText(summary: Summary | null): string {
  if (!summary) return 'cannot be followed and counts as taking it';
  const open = summary.outcomes.filter(({ duty }) => duty.phase === 'open');
  const returned = open.filter(({ kind, value }) => kind === 'return' && carries(value)).map(lineOf);
  const left = open.filter(({ kind, value }) => kind === 'throw' || !carries(value)).map(leavingText);
  const parts = [
    ...summary.endings.filter(isDeed).map(endingText),
    ...returned.map((line) => `returns it on line ${line}`),
    ...(left.length > 0 ? [`leaves it open when it ${[...new Set(left)].join(' or ')}`] : []),
  ];
  return parts.length > 0 ? [...new Set(parts)].join(', or ') : 'never returns';
}

const DEEDS: Readonly<Record<Fulfilment, string>> = {
  consumed: 'reads it to its end',
  cancelled: 'cancels it',
  closed: 'closes it',
  disposed: 'disposes of it',
  declared: 'consumes it as declared',
  empty: 'finds no body',
  ended: 'finds nothing left to read',
};

/** A short text for the end of a duty. */
export const endingText = (ending: Ending): string => (ending.kind === 'fulfilled' ? DEEDS[ending.by] : 'hands it on');

const lineOf = ({ exit }: Outcome): number => (exit.kind === 'end' ? exit.node.loc.end.line : exit.node.loc.start.line);

function leavingText(outcome: Outcome): string {
  const { kind, value, exit } = outcome;
  const constant = value?.kind === 'value' && exit.kind === 'return' ? value.value.constant : null;
  const does = kind === 'throw' ? 'throws' : constant ? `returns \`${String(constant.value)}\`` : 'ends';
  return `${does} on line ${lineOf(outcome)}`;
}

/** The texts for the effects of calls; the text for `runs` contains the name of the function. */
export const EFFECTS: Readonly<Record<Exclude<CallEffect['kind'], 'runs'>, string>> = {
  'runs-one': 'runs one of several functions that can be analysed',
  reflects: 'calls the function that it is a method of',
  borrows: 'keeps none of its arguments',
  takes: 'takes its argument',
  ignores: 'gets no argument that it could keep',
  classifies: 'tests which kind of error its argument is',
  holds: 'makes a client that keeps the agent passed to it',
  converts: 'returns its argument in another form',
  sends: 'sends the body that is passed to it',
  reads: 'reads the stream that is passed to it to its end',
  flows: 'makes the stream that is passed to it flow',
  copies: 'returns its argument',
  joins: 'combines several promises into one',
  awaits: 'waits for the promise that is passed to it',
  'looks-up': 'tests whether a collection contains its argument',
  marks: 'marks its argument',
  adds: 'adds its argument to a list',
  resolves: 'resolves a promise with its argument',
};
