/** The options of a request and of its client: its method, its cancellation sources, and interceptors of its response. */
import type { TSESTree } from '@typescript-eslint/utils';
import { aborter, agentOptions, interceptingMethods, signalOptions } from '../protocols/capabilities.js';
import { injectable, readsBodies, type Handle, type Protocol, type Rejection } from '../protocols/index.js';
import { ASKED, cancellationOptions, cancellationSources } from '../protocols/cancellation-sources.js';
import { bindingOf, publicName } from '../syntax/bindings.js';
import { constantOf, optionIn } from '../syntax/constants.js';
import { memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';

const MAX_DEPTH = 4;

/** An object that can end a request from outside, and its handle. */
export interface CancellationSource {
  readonly node: TSESTree.Node;
  readonly handle: string;
}

/** The value of an option of a call, also through constants and spread objects. */
export function optionOf(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  name: string,
): TSESTree.Node | null {
  for (const argument of call.arguments) {
    const value = constantOf(unit, argument);
    // The options of `fetch(new Request(url, { method }))` are those of the request.
    const option =
      value.type === 'NewExpression' && publicName(unit, value.callee) === injectable.requestClass
        ? optionOf(unit, value, name)
        : optionIn(unit, argument, name).value;
    if (option) return option;
  }
  return null;
}

/** URLs without a connection: `fetch` reads the first two from memory, and rejects the third. */
const OFFLINE = /^(?:data|blob|file):/i;

/** Whether the response holds no connection: a response to HEAD, or to a URL without a connection. */
export function holdsNothing(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  protocol: Protocol,
): boolean {
  const url = call.arguments[0] && constantOf(unit, call.arguments[0]);
  if (OFFLINE.test((url?.type === 'TemplateLiteral' ? url.quasis[0]?.value.cooked : stringValue(url)) ?? ''))
    return true;
  if (!protocol.headIsEmpty) return false;
  const callee = unwrap(call.callee);
  return hasHeadOption(unit, call, protocol) || (callee.type === 'MemberExpression' && memberName(callee) === 'head');
}

/** The option of a call that is its method. */
export function methodOf(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { methodOption = 'method' }: Protocol,
): TSESTree.Node | null {
  return optionOf(unit, call, methodOption);
}

/** The signal option of a call. */
export function signalOf(unit: Unit, call: TSESTree.CallExpression): TSESTree.Node | null {
  return firstOption(unit, call, signalOptions);
}

function firstOption(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  names: readonly string[],
): TSESTree.Node | null {
  for (const name of names) {
    const value = optionOf(unit, call, name);
    if (value) return value;
  }
  return null;
}

/** Whether the method option of a call is HEAD. */
export function hasHeadOption(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  protocol: Protocol,
): boolean {
  const method = methodOf(unit, call, protocol);
  return method !== null && stringValue(constantOf(unit, method))?.toUpperCase() === 'HEAD';
}

/** A variable, or a field of `this`. */
const isHolder = (node: TSESTree.Node): boolean =>
  node.type === 'Identifier' || (node.type === 'MemberExpression' && node.object.type === 'ThisExpression');

/** What a signal or agent is made of: the sides of a condition, and the signals that are joined. */
function partsOf(unit: Unit, part: TSESTree.Node, given: NonNullable<Handle['givenAs']>, depth = 0): TSESTree.Node[] {
  const value = constantOf(unit, part);
  if (depth >= MAX_DEPTH) return [value];
  if (value.type === 'ConditionalExpression' || value.type === 'LogicalExpression') {
    const sides = value.type === 'LogicalExpression' ? [value.left, value.right] : [value.consequent, value.alternate];
    return sides.flatMap((side) => partsOf(unit, side, given, depth + 1));
  }
  const isJoined =
    value.type === 'CallExpression' &&
    value.callee.type === 'MemberExpression' &&
    memberName(value.callee) === given.joinedBy;
  const list = isJoined && value.arguments[0] ? constantOf(unit, value.arguments[0]) : null;
  return list?.type === 'ArrayExpression'
    ? list.elements.flatMap((element) => (element ? partsOf(unit, element, given, depth + 1) : []))
    : [value];
}

/** `controller` of `controller.signal`, also through destructuring; null for any other part. */
function ownerOf(unit: Unit, value: TSESTree.Node, given: NonNullable<Handle['givenAs']>): TSESTree.Node | null {
  if (value.type === 'MemberExpression' && memberName(value) === given.property) return unwrap(value.object);
  const binding = value.type === 'Identifier' ? bindingOf(unit, value) : null;
  return binding?.kind === 'value' && binding.path?.[0] === given.property && binding.init
    ? unwrap(binding.init)
    : null;
}

function ownersOf(unit: Unit, part: TSESTree.Node, given: NonNullable<Handle['givenAs']>): TSESTree.Node[] {
  return partsOf(unit, part, given).flatMap((value) => ownerOf(unit, value, given) ?? []);
}

/** The signals that a signal is made of; itself, if it is not joined. */
export const signalParts = (unit: Unit, signal: TSESTree.Node): readonly TSESTree.Node[] =>
  partsOf(unit, signal, aborter.givenAs!);

/** What can abort each part of a signal; null for a part of which that is unknown. */
export const signalOwners = (unit: Unit, signal: TSESTree.Node): readonly (TSESTree.Node | null)[] =>
  signalParts(unit, signal).map((value) => ownerOf(unit, value, aborter.givenAs!));

/** The variables behind `signal: controller.signal`, `dispatcher: agent`, and the dispatcher the method is called on. */
export function cancellationSourcesAt(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): CancellationSource[] {
  const sources: CancellationSource[] = [];
  for (const [option, handle] of Object.entries(cancellationOptions)) {
    const value = optionOf(unit, call, option);
    if (!value) continue;
    const { givenAs } = cancellationSources[handle]!;
    sources.push(...(givenAs ? ownersOf(unit, value, givenAs) : [unwrap(value)]).map((node) => ({ node, handle })));
  }
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && isHolder(callee.object) && entityByScope(unit, callee.object)?.instance)
    sources.push({ node: callee.object, handle: ASKED });
  return sources;
}

/** Whether interceptors have been added to the client: `api.interceptors.response.use(…)`. */
export function isIntercepted(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { interceptedBy }: Rejection,
): boolean {
  if (interceptedBy === undefined) return false;
  const callee = unwrap(call.callee);
  const client = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
  return (
    unit
      .variable(client)
      ?.references.some(
        ({ identifier: { parent } }) => parent?.type === 'MemberExpression' && memberName(parent) === interceptedBy,
      ) === true
  );
}

/** Whether the agent of the request has an interceptor that reads every body. */
export function readsItself(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = unwrap(call.callee);
  const agent = firstOption(unit, call, agentOptions) ?? (callee.type === 'MemberExpression' ? callee.object : null);
  const composed = agent && constantOf(unit, agent);
  if (
    composed?.type !== 'CallExpression' ||
    composed.callee.type !== 'MemberExpression' ||
    !interceptingMethods.has(memberName(composed.callee) ?? '')
  )
    return false;
  return composed.arguments.some((argument) => {
    const made = constantOf(unit, argument);
    const interceptor = made.type === 'CallExpression' ? entityByScope(unit, made.callee) : null;
    return interceptor !== null && readsBodies(nameOf(interceptor));
  });
}
