/** What is done with a resource before its caller has it: by the function that gives it, and by those which that one has it from. */
import type { TSESTree } from '@typescript-eslint/utils';
import { callIndexOf } from '../../summaries/call-index.js';
import type { Summaries } from '../../summaries/summaries.js';
import { returnedBy } from '../../syntax/functions.js';
import { isNothing, isWithin, unwrap, type FunctionNode } from '../../syntax/nodes.js';
import type { Unit } from '../../syntax/unit.js';
import type { ResourceUse } from '../../typestate/answers.js';
import type { FunctionDefinition } from '../../types/definitions.js';
import { eventOf, isHearing } from './hearing.js';

/** How many functions are looked into. */
const MAX_MAKERS = 8;

export interface Made {
  /** One of them gives it to other code as well, on some path. */
  readonly isKept: boolean;
  /** The events that one of them listens for; null among them stands for any. */
  readonly heard: ReadonlySet<string | null>;
  /** The one that is called gives at times what is neither a resource of this client nor nothing. */
  readonly isOther: boolean;
}

/**
 * @param maker the function that is called, or null where it cannot be analysed
 * @param unit the file of `acquire`, the call
 */
export function madeBy(
  summaries: Summaries,
  maker: FunctionDefinition | null,
  unit: Unit,
  acquire: TSESTree.Node,
): Made {
  if (!maker) return { isKept: false, heard: new Set(), isOther: false };
  const passed = functionsPassed(summaries, unit, acquire);
  const makers = [maker, ...passed];
  // The list grows while it is gone through.
  for (const one of makers)
    for (const more of providersIn(summaries, one))
      if (makers.length < MAX_MAKERS && !makers.some(({ node }) => node === more.node)) makers.push(more);
  const uses = makers.flatMap((one) => usesIn(summaries, one).filter(({ node }) => !isResult(node, one.node)));
  return {
    isKept: uses.some(({ kind }) => kind === 'escapes'),
    heard: new Set(uses.flatMap(({ kind, node }) => (kind === 'looks' && isHearing(node) ? [eventOf(node)] : []))),
    // What a function gives that another one is passed to is what that one gives.
    isOther:
      clientsOf(summaries, unit, acquire).size > 1 ||
      (passed.length > 0 ? passed : [maker]).some((one) => givesOther(summaries, one)),
  };
}

const callsIn = ({ oracle }: Summaries, { unit, node }: FunctionDefinition): readonly TSESTree.Node[] =>
  callIndexOf(unit, oracle).byRoot.get(node) ?? [];

const usesIn = (summaries: Summaries, one: FunctionDefinition): readonly ResourceUse[] => {
  const answers = summaries.answers(one.unit, one.node);
  return callsIn(summaries, one).flatMap((call) => answers.uses(call));
};

/** The protocols of the responses one of which a call gives. */
function clientsOf(summaries: Summaries, unit: Unit, acquire: TSESTree.Node): ReadonlySet<string> {
  const isCall = acquire.type === 'CallExpression' || acquire.type === 'NewExpression';
  return new Set(isCall ? summaries.handout(unit, acquire).acquired.map(({ site }) => site.protocol.id) : []);
}

/** The functions in reach that a call is given. */
function functionsPassed({ oracle }: Summaries, unit: Unit, call: TSESTree.Node): FunctionDefinition[] {
  return (call.type === 'CallExpression' ? call.arguments : []).flatMap((argument) => {
    const given = oracle.localDefinition(unit, argument);
    return given?.kind === 'function' ? [given] : [];
  });
}

/** The analysed functions from which a function may have the resource. */
function providersIn(summaries: Summaries, one: FunctionDefinition): FunctionDefinition[] {
  return callsIn(summaries, one).flatMap((call) => {
    const given = call.type === 'CallExpression' ? summaries.oracle.provider(one.unit, call) : null;
    return [...(given?.kind === 'function' ? [given] : []), ...functionsPassed(summaries, one.unit, call)];
  });
}

/** Whether what a function returns is sometimes neither nothing nor a resource that it has acquired. */
function givesOther(summaries: Summaries, one: FunctionDefinition): boolean {
  const given = usesIn(summaries, one).filter(({ kind, node }) => kind === 'escapes' && isResult(node, one.node));
  const isGiven = (value: TSESTree.Node): boolean =>
    given.some(({ node }) => isWithin(value, node) || isWithin(node, value)) ||
    ((value.type === 'CallExpression' || value.type === 'NewExpression') &&
      summaries.handout(one.unit, value).acquired.length > 0);
  return returnedBy(one.unit, one.node)
    .flatMap((value) => (value ? choicesOf(value) : []))
    .some((value) => !isNothing(value) && (PLAIN.has(value.type) || !isGiven(value)));
}

/** Expressions whose value is no object. */
const PLAIN: ReadonlySet<string> = new Set(['Literal', 'TemplateLiteral', 'BinaryExpression', 'UnaryExpression']);

/** The expressions one of which gives the value of an expression, once it is awaited. */
function choicesOf(expression: TSESTree.Node): TSESTree.Node[] {
  const value = unwrap(expression);
  switch (value.type) {
    case 'AwaitExpression':
      return choicesOf(value.argument);
    case 'ConditionalExpression':
      return [...choicesOf(value.consequent), ...choicesOf(value.alternate)];
    case 'LogicalExpression':
      return [...(value.operator === '&&' ? [] : choicesOf(value.left)), ...choicesOf(value.right)];
    default:
      return [value];
  }
}

/**
 * Whether a node is what a function returns or yields, or a part of it: what a call in a `return` is given goes to that call.
 */
function isResult(node: TSESTree.Node, fn: FunctionNode): boolean {
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  for (let at: TSESTree.Node | undefined = node; at && at !== fn; at = at.parent) {
    if (at.type === 'ReturnStatement' || at.type === 'YieldExpression') return !isCall;
    if (at.type === 'ThrowStatement' || at === fn.body) return at.type !== 'BlockStatement';
  }
  return false;
}
