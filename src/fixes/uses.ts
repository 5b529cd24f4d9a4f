/**
 * What the code does with a variable that refers to a resource, use by use, without following paths.
 *
 * Coarser than the engine, and only asked where a fix wants to write something: could anybody have read the body, or
 * have been given it, by the time control comes here?
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { cancellationOptions } from '../protocols/cancellation-sources.js';
import { isBorrower, listening } from '../protocols/platform.js';
import type { Method, Protocol } from '../protocols/index.js';
import { constructorOf } from '../syntax/classes.js';
import {
  enclosingFunction,
  isTransparent,
  memberName,
  outermost,
  stringValue,
  unwrap,
  type FunctionNode,
} from '../syntax/nodes.js';
import { isRace } from '../syntax/promises.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isTruthyOption } from '../typestate/methods.js';
import type { Definition } from '../types/definitions.js';
import type { Oracle } from '../types/oracle.js';

export type UseKind =
  /** Looks at it. */
  | 'borrow'
  /** Reads or releases it. */
  | 'end'
  /** Locks the body, or makes two of it. */
  | 'lock'
  /** Passes it to a function that locks the body and keeps the reader to itself. */
  | 'hold'
  /** Gives the lock of a reader back. */
  | 'unlock'
  /** Passes it to a function out of sight, which may read it before it returns. */
  | 'lend'
  /** Stores, returns or captures it: somebody else may own it from here on. */
  | 'give';

export interface Use {
  readonly kind: UseKind;
  /** What happens once the function it stands in runs; `kind` says `give` of a function that may run at any time. */
  readonly inner: UseKind;
  /** What happens: the call, the return, the assignment. */
  readonly node: TSESTree.Node;
  /** Where the variable is mentioned. */
  readonly at: TSESTree.Node;
  /** The declarator that gave it the other name by which it is used. */
  readonly alias?: TSESTree.Node;
}

type Deed = Pick<Use, 'kind' | 'node' | 'alias'>;

const MAX_DEPTH = 3;

export class Uses {
  readonly #unit: Unit;
  readonly #oracle: Oracle;
  readonly #protocol: Protocol;
  readonly #known = new Map<Variable, Map<string, readonly Use[]>>();

  constructor(unit: Unit, oracle: Oracle, protocol: Protocol) {
    this.#unit = unit;
    this.#oracle = oracle;
    this.#protocol = protocol;
  }

  /** Every use of the variable, and of what is derived from it. `path` leads from it to the handle: `answer` of `outcome.answer`. */
  of(variable: Variable, handle: string, path: readonly string[] = []): readonly Use[] {
    let byHandle = this.#known.get(variable);
    if (!byHandle) this.#known.set(variable, (byHandle = new Map<string, readonly Use[]>()));
    const key = [handle, ...path].join('.');
    let uses = byHandle.get(key);
    if (!uses) byHandle.set(key, (uses = this.#of(this.#unit, variable, handle, path, 0)));
    return uses;
  }

  #of(unit: Unit, variable: Variable, handle: string, path: readonly string[], depth: number): Use[] {
    return variable.references
      .filter((reference) => reference.isRead())
      .flatMap((reference) => {
        const deeds = this.#at(unit, reference.identifier, handle, path, depth);
        const at: TSESTree.Node = reference.identifier;
        if (reference.from.variableScope === variable.scope.variableScope)
          return deeds.map((deed): Use => ({ ...deed, inner: deed.kind, at }));
        const calls = deeds.some(({ kind }) => kind !== 'borrow')
          ? callsOf(unit, enclosingFunction(at), enclosingFunction(variable.identifiers[0]!))
          : null;
        return deeds.flatMap(({ kind, node }): Use[] =>
          kind === 'borrow' || !calls
            ? [{ kind: kind === 'borrow' ? kind : 'give', inner: kind, node, at }]
            : calls.map((call) => ({ kind, inner: kind, node: call, at: call.callee })),
        );
      });
  }

  /** What happens to the value of `node`, which is the handle or, by `path`, has it. */
  at(node: TSESTree.Node, handle: string, path: readonly string[]): Use[] {
    return this.#at(this.#unit, node, handle, path, 0).map(({ kind, node: deed }) => ({
      kind,
      inner: kind,
      node: deed,
      at: node,
    }));
  }

  #at(unit: Unit, node: TSESTree.Node, handle: string, path: readonly string[], depth: number): Deed[] {
    const parent = node.parent!;
    if (isTransparent(parent)) return this.#at(unit, parent, handle, path, depth);
    switch (parent.type) {
      case 'AwaitExpression':
        return this.#at(unit, parent, handle, path, depth);
      case 'MemberExpression':
        return parent.object === node
          ? this.#member(unit, parent, handle, path, depth)
          : [{ kind: 'borrow', node: parent }];
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'UnaryExpression':
      case 'BinaryExpression':
      case 'ExpressionStatement':
      case 'TSTypeQuery':
      case 'TSTypePredicate':
        return [{ kind: 'borrow', node: parent }];
      case 'LogicalExpression':
        return parent.left === node && parent.operator === '&&'
          ? [{ kind: 'borrow', node: parent }]
          : this.#at(unit, parent, handle, path, depth);
      case 'ConditionalExpression':
        return parent.test === node ? [{ kind: 'borrow', node: parent }] : this.#at(unit, parent, handle, path, depth);
      case 'ForOfStatement':
        return [{ kind: 'end', node: parent }];
      case 'VariableDeclarator':
        return this.#bound(unit, parent.id, parent, handle, path, depth);
      case 'CallExpression':
      case 'NewExpression':
        return this.#passed(unit, parent, node, handle, path, depth);
      case 'ArrayExpression':
        // Of a race, what comes out may be this one.
        return isRace(parent.parent)
          ? this.#at(unit, parent.parent, handle, path, depth)
          : [{ kind: isSwap(parent) ? 'borrow' : 'give', node: parent }];
      case 'AssignmentExpression':
        return [{ kind: parent.left === node ? 'borrow' : 'give', node: parent }];
      case 'Property':
        return this.#inObject(unit, parent, handle, path, depth);
      case 'ArrowFunctionExpression':
        // `{ agent: () => agent }`: asked for by the request it is an option of.
        return parent.parent.type === 'Property' && isOption(parent.parent)
          ? this.#inObject(unit, parent.parent, handle, path, depth)
          : [{ kind: 'give', node: parent }];
      default:
        return [{ kind: 'give', node: parent }];
    }
  }

  #member(
    unit: Unit,
    member: TSESTree.MemberExpression,
    handle: string,
    path: readonly string[],
    depth: number,
  ): Deed[] {
    const name = memberName(member);
    const [next, ...rest] = path;
    if (next !== undefined)
      return name === next ? this.#at(unit, member, handle, rest, depth) : [{ kind: 'borrow', node: member }];
    const table = this.#protocol.handles[handle];
    const property =
      name !== null && table?.properties && Object.hasOwn(table.properties, name) ? table.properties[name] : undefined;
    if (property)
      return typeof property === 'string' || !('handle' in property)
        ? [{ kind: 'borrow', node: member }]
        : this.#at(unit, member, property.handle, [], depth);
    const call = outermost(member).parent!;
    const method =
      name !== null && table?.methods && Object.hasOwn(table.methods, name) ? table.methods[name] : undefined;
    if (call.type === 'UnaryExpression' || call.type === 'IfStatement') return [{ kind: 'borrow', node: member }];
    if (call.type !== 'CallExpression' || unwrap(call.callee) !== member)
      return [{ kind: this.#protocol.resource === 'agent' && !method ? 'borrow' : 'give', node: member }];
    // What an agent is asked for does not take the agent away.
    if (!method && this.#protocol.resource === 'agent') return [{ kind: 'borrow', node: call }];
    if (!method) return [{ kind: this.#listening(handle, name, call) ?? 'give', node: call }];
    if (method.unlocks) return [{ kind: 'unlock', node: call }];
    switch (method.effect) {
      case 'borrow':
        return this.#derived(unit, call, method, handle, depth);
      case 'transfer':
        return [{ kind: 'give', node: call }];
      case 'consume':
      case 'cancel':
        return [{ kind: 'end', node: call }];
    }
  }

  /** The uses of what a borrowing method returns: the reader, the clone. */
  #derived(
    unit: Unit,
    call: TSESTree.CallExpression,
    { returns, locks, splits, exceptWithOption }: Method,
    handle: string,
    depth: number,
  ): Deed[] {
    const own: Deed = { kind: locks || splits ? 'lock' : 'borrow', node: call };
    // What is kept open is looked into by the loop over it, and not ended.
    if (exceptWithOption && isTruthyOption(call.arguments[0], exceptWithOption)) return [{ kind: 'lock', node: call }];
    if (returns === undefined || returns === 'read-result') return [own];
    if (returns === 'self') return [own, ...this.#at(unit, call, handle, [], depth)];
    if ('handle' in returns) return [own, ...this.#at(unit, call, returns.handle, [], depth)];
    return [own];
  }

  /** What adding a listener does; null for another call. One that is told of data, or that chunks are there, reads. */
  #listening(handle: string, name: string | null, call: TSESTree.CallExpression): UseKind | null {
    const events = this.#protocol.handles[handle]?.events;
    if (!events || name === null || !listening.has(name) || call.arguments.length !== 2) return null;
    const event = stringValue(call.arguments[0]);
    return event === null || event === 'readable' || (events[event] ?? 'borrow') !== 'borrow' ? 'end' : 'borrow';
  }

  #bound(
    unit: Unit,
    target: TSESTree.Node,
    at: TSESTree.Node,
    handle: string,
    path: readonly string[],
    depth: number,
  ): Deed[] {
    if (depth > MAX_DEPTH) return [{ kind: 'give', node: at }];
    if (target.type === 'Identifier') {
      const variable = unit.variable(target);
      return variable
        ? [
            { kind: 'borrow', node: at },
            ...this.#of(unit, variable, handle, path, depth + 1).map((use) => ({ ...use, alias: at })),
          ]
        : [{ kind: 'give', node: at }];
    }
    if (target.type !== 'ObjectPattern') return [{ kind: 'give', node: at }];
    if (path.length > 0) return this.#taken(unit, target, at, handle, path, depth);
    return target.properties.flatMap((property): Deed[] => {
      if (property.type === 'RestElement')
        return [{ kind: this.#protocol.handles[handle]?.methods ? 'borrow' : 'give', node: at }];
      const name = memberName(property);
      const known = name !== null ? this.#protocol.handles[handle]?.properties?.[name] : undefined;
      if (typeof known === 'string' || (known && !('handle' in known))) return [{ kind: 'borrow', node: at }];
      return known && property.value.type === 'Identifier'
        ? this.#bound(unit, property.value, at, known.handle, [], depth)
        : [{ kind: 'give', node: at }];
    });
  }

  /** What a pattern takes out of an object that has the handle. */
  #taken(
    unit: Unit,
    { properties }: TSESTree.ObjectPattern,
    at: TSESTree.Node,
    handle: string,
    [next, ...rest]: readonly string[],
    depth: number,
  ): Deed[] {
    const taken = properties.find((property) => property.type === 'Property' && memberName(property) === next);
    if (taken?.type === 'Property') return this.#bound(unit, taken.value, at, handle, rest, depth);
    return [{ kind: properties.some(({ type }) => type === 'RestElement') ? 'give' : 'borrow', node: at }];
  }

  /** `{ response }`: what becomes of the object. */
  #inObject(unit: Unit, property: TSESTree.Property, handle: string, path: readonly string[], depth: number): Deed[] {
    const object = property.parent;
    const takers = isOption(property) ? takersOf(unit, object) : null;
    if (takers) return takers.map((node) => ({ kind: 'lend', node }));
    const name = memberName(property);
    const call = object.parent;
    const isFollowed =
      call?.type === 'CallExpression' && name !== null && runBy(this.#oracle.definition(unit, call.callee)) !== null;
    return isFollowed
      ? this.#passed(unit, call, object, handle, [name, ...path], depth)
      : [{ kind: 'give', node: property }];
  }

  #passed(
    unit: Unit,
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    node: TSESTree.Node,
    handle: string,
    path: readonly string[],
    depth: number,
  ): Deed[] {
    if (call.callee === node) return [{ kind: 'give', node: call }];
    const name = this.#oracle.calleeName(unit, call);
    if (name !== null && isBorrower(name)) return [{ kind: 'borrow', node: call }];
    const definition = runBy(this.#oracle.definition(unit, call.callee));
    if (!definition && call.type === 'CallExpression' && this.#oracle.isPredicate(unit, call))
      return [{ kind: 'borrow', node: call }];
    const index = call.arguments.findIndex((argument) => argument === node);
    // A method of something unknown stores what it is given; a function that is awaited, or a mere function, more likely reads it.
    const isKept =
      call.type === 'NewExpression' ||
      (unwrap(call.callee).type === 'MemberExpression' && call.parent.type !== 'AwaitExpression');
    if (!definition || depth > MAX_DEPTH || index < 0) return [{ kind: isKept ? 'give' : 'lend', node: call }];
    if (definition.node.async && call.parent.type !== 'AwaitExpression') return [{ kind: 'give', node: call }];
    return [{ kind: this.#parameterUse(definition.unit, definition.node, index, handle, path, depth), node: call }];
  }

  /** The strongest thing a function in reach does with a parameter. */
  #parameterUse(
    unit: Unit,
    fn: FunctionNode,
    index: number,
    handle: string,
    path: readonly string[],
    depth: number,
  ): UseKind {
    const parameter = fn.params[index];
    if (!parameter || fn.generator) return 'give';
    const uses = this.#bound(unit, parameter, fn, handle, path, depth + 1);
    const kinds = new Set(uses.map((use) => use.kind));
    if (kinds.has('give')) return 'give';
    if (kinds.has('lend')) return 'lend';
    if (kinds.has('end')) return 'end';
    if (kinds.has('hold')) return 'hold';
    return !kinds.has('lock') ? 'borrow' : kinds.has('unlock') ? 'lock' : 'hold';
  }
}

/** The function that a call of the definition runs. */
function runBy(definition: Definition | null): { readonly unit: Unit; readonly node: FunctionNode } | null {
  if (definition?.kind === 'function') return definition;
  const node = definition?.kind === 'class' ? constructorOf(definition.node) : null;
  return definition && node ? { unit: definition.unit, node } : null;
}

/** `[a, b] = [b, a]`: variables in, variables out. */
function isSwap(array: TSESTree.ArrayExpression): boolean {
  const { parent } = array;
  return (
    parent.type === 'AssignmentExpression' &&
    parent.right === array &&
    parent.left.type === 'ArrayPattern' &&
    parent.left.elements.every((element) => element?.type === 'Identifier')
  );
}

/** `request(url, { dispatcher: agent })`: an agent is not given away by being used. */
const isOption = (property: TSESTree.Property): boolean =>
  Object.hasOwn(cancellationOptions, memberName(property) ?? '') || /^https?Agent$/.test(memberName(property) ?? '');

/** The calls that an object literal is an argument of, itself or as a constant that is nothing else; null where it goes elsewhere. */
function takersOf(unit: Unit, object: TSESTree.Node): TSESTree.Node[] | null {
  const { parent } = object;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return [parent];
  if (parent?.type === 'SpreadElement' && parent.parent.type === 'ObjectExpression')
    return takersOf(unit, parent.parent);
  const variable =
    parent?.type === 'VariableDeclarator' && parent.init === object && parent.id.type === 'Identifier'
      ? unit.variable(parent.id)
      : undefined;
  if (!variable) return null;
  const takers = variable.references
    .filter(({ init }) => init !== true)
    .map(({ identifier }) => takersOf(unit, identifier));
  return takers.every((one) => one !== null) ? takers.flat() : null;
}

/** The calls of a local function that is called where it stands in scope, in `owner`, and does nothing else; null where it may run at any time. */
function callsOf(unit: Unit, fn: FunctionNode | null, owner: FunctionNode | null): TSESTree.CallExpression[] | null {
  const name =
    fn?.type === 'FunctionDeclaration'
      ? fn.id
      : fn?.parent.type === 'VariableDeclarator' &&
          fn.parent.parent.kind === 'const' &&
          fn.parent.id.type === 'Identifier'
        ? fn.parent.id
        : null;
  const variable = name && enclosingFunction(fn!) === owner ? unit.variable(name) : undefined;
  if (!variable) return null;
  const mentions = variable.references
    .filter(({ init }) => init !== true)
    .map(({ identifier }) => identifier as TSESTree.Node);
  const calls = mentions.map(({ parent }) => parent).filter((parent) => parent?.type === 'CallExpression');
  return calls.length === mentions.length &&
    mentions.every((mention, index) => calls[index]!.callee === mention && enclosingFunction(mention) === owner)
    ? calls
    : null;
}
