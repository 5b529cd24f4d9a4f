/**
 * Listeners that a release would set off: a stream that nobody reads never ends, so `res.on('end', …)` is not called until the body is let go.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import { listening } from '../protocols/platform.js';
import { enclosingFunction, isFunction, isWithin, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Place } from './reachability.js';
import type { FixContext } from './fix-context.js';

/** Functions that call back when a stream has ended, by their resolved names. */
const WATCHERS =
  /^(?:node:stream(?:\/promises)?:(?:finished|pipeline|promises\.finished)|node:events:(?:once|on)|end-of-stream:|on-finished:)/;

const MAX_DEPTH = 3;

/** A call that adds a listener for an event of the resource, or (null) for its end in any way. */
interface Hearing {
  readonly call: TSESTree.CallExpression;
  readonly event: string | null;
}

/**
 * The events of the stream that listeners have been added for by the time control comes to an exit; null among them stands for any, as where a function is
 * called back once the stream has ended.
 */
export function heardBefore(site: FixContext, exits: readonly Exit[]): ReadonlySet<string | null> {
  if (!Object.values(site.protocol.handles).some(({ events }) => events !== undefined)) return new Set();
  const hearings = hearingsOf(site);
  return new Set(hearings.length === 0 ? [] : exits.flatMap((exit) => heardAt(site, exit, hearings)));
}

/** The events that are listened for on some way to the exit on which nobody reads. */
function heardAt(site: FixContext, exit: Exit, hearings: readonly Hearing[]): (string | null)[] {
  const place = placeOf(site, exit);
  if (!place) return hearings.map(({ event }) => event);
  const at = place.kind === 'before' ? place.node : place.block;
  const held = exit.holders.map((holder) => site.held(holder, at)).filter((one) => one !== null);
  const reads = held
    .flatMap(({ variable, holder, path }) => site.uses.of(variable, holder.handle, path))
    .flatMap(({ kind, node }) => (kind === 'end' ? [node] : []));
  const isOnWay = (call: TSESTree.Node): boolean =>
    !reads.includes(call) &&
    site.reach.from(call, place, { nodes: reads }) &&
    (enclosingFunction(call) !== enclosingFunction(at) ||
      site.reach.around({ kind: 'before', node: call }, { nodes: reads }));
  return hearings.flatMap(({ call, event }) => (isOnWay(call) ? [event] : []));
}

function placeOf(site: FixContext, exit: Exit): Place | null {
  const block = exit.kind === 'end' ? site.blockEndingAt(exit.range[1]) : null;
  const node = block ?? site.node(exit.range, () => true);
  return node && (block ? { kind: 'end', block: node } : { kind: 'before', node });
}

/** All calls that listen to what the finding is about: through its variables, and in functions of the file that are given it. */
function hearingsOf(site: FixContext): Hearing[] {
  const { unit, acquire } = site;
  const found: Hearing[] = [];
  const seen = new Set<Variable>();
  for (const variable of namesOf(site)) follow(site, variable, false, found, seen, 0);
  const request = site.requestVariable();
  if (request) follow(site, request, true, found, seen, 0);
  if (isFunction(acquire.parent)) return found;
  for (const call of chainOf(acquire)) note(unit, call, false, found);
  return found;
}

/** The variables that hold the resource, a part of it, or its promise. */
export function namesOf(site: FixContext): Variable[] {
  const names = new Set<Variable>();
  const add = (pattern: TSESTree.Node): void => {
    for (const variable of variablesIn(site.unit, pattern)) names.add(variable);
  };
  if (isFunction(site.acquire.parent)) add(site.acquire);
  for (let at: TSESTree.Node | undefined = site.acquire; at && !isFunction(at); at = at.parent) {
    if (at.type === 'VariableDeclarator') add(at.id);
    if (at.type === 'AssignmentExpression') add(at.left);
  }
  for (const { holders } of site.finding.exits) {
    for (const holder of holders) {
      const variable =
        holder.declared === undefined
          ? undefined
          : site.unit.variable(
              site.node(
                [holder.declared, holder.declared + holder.expression.split('.')[0]!.length],
                ({ type }) => type === 'Identifier',
              ) ?? site.unit.ast,
            );
      if (variable) names.add(variable);
    }
  }
  return [...names];
}

function variablesIn(unit: Unit, pattern: TSESTree.Node): Variable[] {
  switch (pattern.type) {
    case 'Identifier': {
      const variable = unit.variable(pattern);
      return variable ? [variable] : [];
    }
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        variablesIn(unit, property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? variablesIn(unit, element) : []));
    case 'AssignmentPattern':
      return variablesIn(unit, pattern.left);
    case 'RestElement':
      return variablesIn(unit, pattern.argument);
    default:
      return [];
  }
}

/** @param isRequest it holds the request: of all that is told of that, only its close waits for the body. */
function follow(
  site: FixContext,
  variable: Variable,
  isRequest: boolean,
  found: Hearing[],
  seen: Set<Variable>,
  depth: number,
): void {
  if (seen.has(variable) || depth > MAX_DEPTH) return;
  seen.add(variable);
  for (const { identifier } of variable.references) {
    let at: TSESTree.Node = identifier;
    while (
      at.parent &&
      ((at.parent.type === 'MemberExpression' && at.parent.object === at && !isCallee(at.parent)) ||
        at.parent.type === 'AwaitExpression' ||
        unwrap(at.parent) === unwrap(at))
    )
      at = at.parent;
    const { parent } = at;
    if (parent?.type === 'VariableDeclarator' && parent.init === at)
      for (const alias of variablesIn(site.unit, parent.id)) follow(site, alias, isRequest, found, seen, depth + 1);
    if (parent?.type === 'MemberExpression') for (const call of chainOf(at)) note(site.unit, call, isRequest, found);
    if (parent?.type !== 'CallExpression' || parent.callee === at) continue;
    const index = parent.arguments.findIndex((argument) => argument === at);
    if (WATCHERS.test(site.oracle.calleeName(site.unit, parent) ?? ''))
      found.push({ call: parent, event: isRequest ? null : stringValue(parent.arguments[1]) });
    const definition = index < 0 ? null : site.oracle.localDefinition(site.unit, parent.callee);
    const parameter = definition?.kind === 'function' ? definition.node.params[index] : undefined;
    // What a helper hears it hears from its call on.
    const inner: Hearing[] = [];
    if (parameter)
      for (const one of variablesIn(site.unit, parameter)) follow(site, one, isRequest, inner, seen, depth + 1);
    found.push(...inner.map(({ call, event }) => ({ call: isWithin(call, parent) ? call : parent, event })));
  }
}

function note(unit: Unit, call: TSESTree.CallExpression, isRequest: boolean, found: Hearing[]): void {
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : null;
  // An iterator listens for chunks, and what has such a listener does not flow by itself.
  if (name === 'iterator' || name === '@@asyncIterator') found.push({ call, event: 'readable' });
  if (name === null || !listening.has(name)) return;
  const event = stringValue(call.arguments[0]);
  if (!isRequest || event === null || event === 'close') found.push({ call, event });
}

const isCallee = (member: TSESTree.MemberExpression): boolean =>
  member.parent.type === 'CallExpression' && member.parent.callee === member;

/** The calls of a chain that begins with the node: `res.setEncoding('utf8').on('end', …)`. */
function chainOf(node: TSESTree.Node): TSESTree.CallExpression[] {
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return [];
  const call = parent.parent;
  return call.type === 'CallExpression' && call.callee === parent ? [call, ...chainOf(call)] : chainOf(parent);
}
