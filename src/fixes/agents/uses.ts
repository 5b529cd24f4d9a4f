/**
 * What the code does with a variable that refers to an agent, use by use, without following paths: every request that
 * it is used for counts, also in a
 * function that is called for each of many, while the engine is done with an agent as soon as such a function has it.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { isAgentOption } from '../../protocols/capabilities.js';
import { holdsAgent, type Protocol } from '../../protocols/index.js';
import { isBorrower } from '../../protocols/platform.js';
import { constructorOf } from '../../syntax/classes.js';
import { passedParameters } from '../../syntax/functions.js';
import {
  enclosingFunction,
  isTransparent,
  memberName,
  outermost,
  unwrap,
  type FunctionNode,
} from '../../syntax/nodes.js';
import { executorOf, isRace } from '../../syntax/promises.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import { isConstant, isExported } from '../../syntax/variables.js';
import type { Definition } from '../../types/definitions.js';
import type { Oracle } from '../../types/oracle.js';

export type UseKind =
  /** Looks at it. */
  | 'borrow'
  /** Closes or destroys it. */
  | 'end'
  /** Passes it to a function that cannot be analysed, which may be done with it when it returns. */
  | 'lend'
  /** Stores, returns or captures it: other code may own it from here on. */
  | 'give';

export interface Use {
  readonly kind: UseKind;
  /** What happens once the function it stands in runs; `kind` says `give` of a function that may run at any time. */
  readonly inner: UseKind;
  /** What happens: the call, the return, the assignment. */
  readonly node: TSESTree.Node;
}

type Deed = Pick<Use, 'kind' | 'node'>;

const MAX_DEPTH = 3;

export class Uses {
  readonly #unit: Unit;
  readonly #oracle: Oracle;
  readonly #protocol: Protocol;
  constructor(unit: Unit, oracle: Oracle, protocol: Protocol) {
    this.#unit = unit;
    this.#oracle = oracle;
    this.#protocol = protocol;
  }

  /** Every use of the variable, and of what is derived from it. `path` leads from it to the agent: `agent` of `options.agent`. */
  of(variable: Variable, path: readonly string[] = []): readonly Use[] {
    return this.#of(this.#unit, variable, path, 0);
  }

  #of(unit: Unit, variable: Variable, path: readonly string[], depth: number): Use[] {
    return variable.references
      .filter((reference) => reference.isRead())
      .flatMap((reference) => {
        const deeds = this.#at(unit, reference.identifier, path, depth);
        if (isRunAtOnce(reference.identifier, variable))
          return deeds.map((deed): Use => ({ ...deed, inner: deed.kind }));
        const calls = deeds.some(({ kind }) => kind !== 'borrow')
          ? callsOf(unit, enclosingFunction(reference.identifier), enclosingFunction(variable.identifiers[0]!))
          : null;
        return deeds.flatMap(({ kind, node }): Use[] =>
          kind === 'borrow' || !calls
            ? [{ kind: kind === 'borrow' ? kind : 'give', inner: kind, node }]
            : calls.map((call) => ({ kind, inner: kind, node: call })),
        );
      });
  }

  /** What happens to the value of `node`, which is the agent or, by `path`, has it. */
  at(node: TSESTree.Node, path: readonly string[]): Use[] {
    return this.#at(this.#unit, node, path, 0).map((deed) => ({ ...deed, inner: deed.kind }));
  }

  #at(unit: Unit, node: TSESTree.Node, path: readonly string[], depth: number): Deed[] {
    const parent = node.parent!;
    if (isTransparent(parent)) return this.#at(unit, parent, path, depth);
    switch (parent.type) {
      case 'AwaitExpression':
        return this.#at(unit, parent, path, depth);
      case 'MemberExpression':
        return parent.object === node ? this.#member(unit, parent, path, depth) : [{ kind: 'borrow', node: parent }];
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
          : this.#at(unit, parent, path, depth);
      case 'ConditionalExpression':
        return parent.test === node ? [{ kind: 'borrow', node: parent }] : this.#at(unit, parent, path, depth);
      case 'VariableDeclarator':
        return this.#bound(unit, parent.id, parent, path, depth);
      case 'CallExpression':
      case 'NewExpression':
        return this.#passed(unit, parent, node, path, depth);
      case 'ArrayExpression':
        // Of a race, what comes out may be this one.
        return isRace(parent.parent)
          ? this.#at(unit, parent.parent, path, depth)
          : [{ kind: isSwap(parent) ? 'borrow' : 'give', node: parent }];
      case 'AssignmentExpression':
        return [{ kind: parent.left === node ? 'borrow' : 'give', node: parent }];
      case 'Property':
        return this.#inObject(unit, parent, path, depth);
      case 'ArrowFunctionExpression':
        // `{ agent: () => agent }`: asked for by the request it is an option of.
        return parent.parent.type === 'Property' && isOption(parent.parent)
          ? this.#inObject(unit, parent.parent, path, depth)
          : [{ kind: 'give', node: parent }];
      default:
        return [{ kind: 'give', node: parent }];
    }
  }

  #member(unit: Unit, member: TSESTree.MemberExpression, path: readonly string[], depth: number): Deed[] {
    const name = memberName(member);
    const [next, ...rest] = path;
    if (next !== undefined)
      return name === next ? this.#at(unit, member, rest, depth) : [{ kind: 'borrow', node: member }];
    const { methods = {} } = this.#protocol.handles[this.#protocol.root]!;
    const call = outermost(member).parent!;
    const isCalled = call.type === 'CallExpression' && unwrap(call.callee) === member;
    const method = name !== null && Object.hasOwn(methods, name) ? methods[name] : undefined;
    // What an agent is asked for does not take the agent away.
    if (!method || !isCalled)
      return [{ kind: method && !isLook(call) ? 'give' : 'borrow', node: isCalled ? call : member }];
    if (method.effect !== 'borrow') return [{ kind: 'end', node: call }];
    const isMore = typeof method.returns === 'object' && 'handle' in method.returns;
    return [{ kind: 'borrow', node: call }, ...(isMore ? this.#at(unit, call, [], depth) : [])];
  }

  #bound(unit: Unit, target: TSESTree.Node, at: TSESTree.Node, path: readonly string[], depth: number): Deed[] {
    if (depth > MAX_DEPTH) return [{ kind: 'give', node: at }];
    if (target.type === 'Identifier') {
      const variable = unit.variable(target);
      return variable
        ? [{ kind: 'borrow', node: at }, ...this.#of(unit, variable, path, depth + 1)]
        : [{ kind: 'give', node: at }];
    }
    return target.type === 'ObjectPattern' && path.length > 0
      ? this.#taken(unit, target, at, path, depth)
      : [{ kind: 'give', node: at }];
  }

  /** What a pattern takes out of an object that has the handle. */
  #taken(
    unit: Unit,
    { properties }: TSESTree.ObjectPattern,
    at: TSESTree.Node,
    [next, ...rest]: readonly string[],
    depth: number,
  ): Deed[] {
    const taken = properties.find((property) => property.type === 'Property' && memberName(property) === next);
    if (taken?.type === 'Property') return this.#bound(unit, taken.value, at, rest, depth);
    return [{ kind: properties.some(({ type }) => type === 'RestElement') ? 'give' : 'borrow', node: at }];
  }

  /** `{ response }`: what becomes of the object. */
  #inObject(unit: Unit, property: TSESTree.Property, path: readonly string[], depth: number): Deed[] {
    const object = property.parent;
    const takers = isOption(property) ? takersOf(unit, object) : null;
    if (takers) return takers.flatMap((node) => this.#usesOfClient(unit, node));
    const name = memberName(property);
    const call = object.parent;
    const isFollowed =
      call?.type === 'CallExpression' && name !== null && runBy(this.#oracle.definition(unit, call.callee)) !== null;
    return isFollowed ? this.#passed(unit, call, object, [name, ...path], depth) : [{ kind: 'give', node: property }];
  }

  /** What a call is asked for with the agent; of a call that makes a client of it, what that client is asked for. */
  #usesOfClient(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): Deed[] {
    if (!holdsAgent(this.#oracle.calleeName(unit, call) ?? '')) return [{ kind: 'lend', node: call }];
    const { parent } = call;
    const client =
      parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
    if (!client || !isConstant(client) || isExported(client)) return [{ kind: 'give', node: call }];
    return client.references
      .filter((reference) => reference.isRead())
      .map(({ identifier }): Deed => {
        const mention: TSESTree.Node = identifier;
        const asked = mention.parent?.type === 'MemberExpression' ? mention.parent : mention;
        const isAsked = asked.parent?.type === 'CallExpression' && asked.parent.callee === asked;
        return isAsked && isRunAtOnce(mention, client)
          ? { kind: 'lend', node: asked.parent }
          : { kind: 'give', node: mention };
      });
  }

  #passed(
    unit: Unit,
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    node: TSESTree.Node,
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
    return [{ kind: this.#parameterUse(definition.unit, definition.node, index, path, depth), node: call }];
  }

  /** The strongest thing a function that can be analysed does with a parameter. */
  #parameterUse(unit: Unit, fn: FunctionNode, index: number, path: readonly string[], depth: number): UseKind {
    const parameter = passedParameters(fn)[index];
    if (!parameter || fn.generator) return 'give';
    const uses = this.#bound(unit, parameter, fn, path, depth + 1);
    const kinds = new Set(uses.map((use) => use.kind));
    if (kinds.has('give')) return 'give';
    if (kinds.has('lend')) return 'lend';
    return kinds.has('end') ? 'end' : 'borrow';
  }
}

/** Whether the code around a mention runs where it stands: in the function of the variable, or in executors of promises in it. */
function isRunAtOnce(mention: TSESTree.Node, variable: Variable): boolean {
  const { block } = variable.scope.variableScope;
  for (let fn = enclosingFunction(mention); fn !== block; fn = enclosingFunction(fn))
    if (!fn || executorOf(fn.parent) !== fn) return fn === null && block.type === 'Program';
  return true;
}

/** The function that a call of the definition runs. */
function runBy(definition: Definition | null): { readonly unit: Unit; readonly node: FunctionNode } | null {
  if (definition?.kind === 'function') return definition;
  const node = definition?.kind === 'class' ? constructorOf(definition.node) : null;
  return definition && node ? { unit: definition.unit, node } : null;
}

/** `!agent.close`, `if (agent.close)` */
const isLook = ({ type }: TSESTree.Node): boolean => type === 'UnaryExpression' || type === 'IfStatement';

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
const isOption = (property: TSESTree.Property): boolean => isAgentOption(memberName(property) ?? '');

/** The calls that an object literal is an argument of, itself or as a constant that is nothing else; null where it goes elsewhere. */
function takersOf(unit: Unit, object: TSESTree.Node): (TSESTree.CallExpression | TSESTree.NewExpression)[] | null {
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

/**
 * The calls of a local function that is called where it stands in scope, in `owner`, and does nothing else; null where
 * it may run at any time.
 */
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
