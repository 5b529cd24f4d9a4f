/** What the options of a request say: its method, and who else can end it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Protocol } from '../protocols/index.js';
import { cancellationOptions } from '../protocols/cancellation-sources.js';
import { bindingOf, publicName } from '../syntax/bindings.js';
import { constantOf, optionIn } from '../syntax/constants.js';
import { memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { entityByScope } from './scope-oracle.js';

const MAX_DEPTH = 4;

/** Something by which a request can be ended from outside, and the handle that it is. */
export interface CancellationSource {
  readonly node: TSESTree.Node;
  readonly handle: string;
}

/** The value of an option that a call is given, behind constants and in what is spread into an object too. */
export function optionOf(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  name: string,
): TSESTree.Node | null {
  for (const argument of call.arguments) {
    const value = constantOf(unit, argument);
    // The options of `fetch(new Request(url, { method }))` are those of the request.
    const option =
      value.type === 'NewExpression' && publicName(unit, value.callee) === 'Request'
        ? optionOf(unit, value, name)
        : optionIn(unit, value, name).value;
    if (option) return option;
  }
  return null;
}

/** What no connection is made for: `fetch` answers the first two out of memory, and rejects the third. */
const OFFLINE = /^(?:data|blob|file):/i;

/** Whether nothing needs to be done about the answer: one to HEAD, or to a URL that leads nowhere. */
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

/** Whether the method that a call is given is HEAD. */
export function hasHeadOption(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  { methodOption = 'method' }: Protocol,
): boolean {
  const method = optionOf(unit, call, methodOption);
  return method !== null && stringValue(constantOf(unit, method))?.toUpperCase() === 'HEAD';
}

/** A variable, or a field of `this`. */
const isHolder = (node: TSESTree.Node): boolean =>
  node.type === 'Identifier' || (node.type === 'MemberExpression' && node.object.type === 'ThisExpression');

/** `controller` of `controller.signal`, also behind a constant or a destructured one; of a signal that follows several, each. */
function controllersOf(unit: Unit, signal: TSESTree.Node, depth = 0): TSESTree.Node[] {
  const value = constantOf(unit, signal);
  if (value.type === 'MemberExpression' && memberName(value) === 'signal') return [unwrap(value.object)];
  if (
    value.type === 'CallExpression' &&
    value.callee.type === 'MemberExpression' &&
    memberName(value.callee) === 'any' &&
    depth < MAX_DEPTH
  ) {
    const list = value.arguments[0] && constantOf(unit, value.arguments[0]);
    return list?.type === 'ArrayExpression'
      ? list.elements.flatMap((element) => (element ? controllersOf(unit, element, depth + 1) : []))
      : [];
  }
  const binding = value.type === 'Identifier' ? bindingOf(unit, value) : null;
  return binding?.kind === 'value' && binding.path?.[0] === 'signal' && binding.init ? [unwrap(binding.init)] : [];
}

/** The variables behind `signal: controller.signal`, `dispatcher: agent`, and the dispatcher the method is called on. */
export function cancellationSourcesAt(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): CancellationSource[] {
  const cancellationSources: CancellationSource[] = [];
  for (const [option, handle] of Object.entries(cancellationOptions)) {
    const given = optionOf(unit, call, option);
    if (!given) continue;
    cancellationSources.push(
      ...(handle === 'controller' ? controllersOf(unit, given) : [unwrap(given)]).map((node) => ({ node, handle })),
    );
  }
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && isHolder(callee.object) && entityByScope(unit, callee.object)?.instance)
    cancellationSources.push({ node: callee.object, handle: 'agent' });
  return cancellationSources;
}
