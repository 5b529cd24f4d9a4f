/** What becomes of a value that is kept in one place: whether any code that gets it there could close it. Decided by syntax. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass } from '../syntax/classes.js';
import { functionNamed } from '../syntax/functions.js';
import { enclosingFunction, idOf, isFunction, memberName, outermost, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import type { Oracle } from '../types/oracle.js';
import { usesOf } from './fields.js';
import { isLent } from './variables.js';

/** Uses are followed through this many variables and functions. */
const MAX_DEPTH = 6;

/** Whether a value is only inspected, or lent to a request. */
export class Lent {
  readonly #unit: Unit;
  readonly #oracle: Oracle;
  readonly #keepers: ReadonlySet<TSESTree.Node>;

  /** @param keepers the nodes that store values in the place itself */
  constructor(unit: Unit, oracle: Oracle, keepers: ReadonlySet<TSESTree.Node>) {
    this.#unit = unit;
    this.#oracle = oracle;
    this.#keepers = keepers;
  }

  /** Of a value that an expression stores. */
  isStoredLent(value: TSESTree.Node): boolean {
    if (value.type === 'Identifier') return this.#areLent(value, 0);
    return value.type === 'NewExpression' || value.type === 'CallExpression';
  }

  /** Of the value of an expression. */
  isLent(node: TSESTree.Node, depth = 0): boolean {
    const at = outermost(node);
    const { parent } = at;
    if (!parent || depth > MAX_DEPTH) return false;
    switch (parent.type) {
      case 'ExpressionStatement':
      case 'IfStatement':
      case 'BinaryExpression':
      case 'UnaryExpression':
        return true;
      case 'CallExpression':
        return this.#keepers.has(parent);
      case 'AwaitExpression':
      case 'LogicalExpression':
        return this.isLent(parent, depth + 1);
      case 'ConditionalExpression':
        return parent.test === at || this.isLent(parent, depth + 1);
      case 'VariableDeclarator':
        return parent.id.type === 'Identifier' && this.#areLent(parent.id, depth);
      case 'AssignmentExpression':
        if (this.#keepers.has(parent)) return this.isLent(parent, depth + 1);
        return parent.right === at && parent.left.type === 'Identifier' && this.#areLent(parent.left, depth);
      case 'Property':
        return parent.value === at && parent.parent.type === 'ObjectExpression' && this.#isPassed(parent.parent, depth);
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        return this.#isReturnLent(at, depth);
      default:
        return isLent(node, (call) => this.#oracle.isRequest(this.#unit, call));
    }
  }

  /** Of what a variable holds, wherever it is mentioned. */
  #areLent(name: TSESTree.Identifier, depth: number): boolean {
    const variable = this.#unit.variable(name);
    return (
      variable !== undefined &&
      !isExported(variable) &&
      variable.references.every((reference) => reference.isWrite() || this.isLent(reference.identifier, depth + 1))
    );
  }

  /** Of what is in an object of options: only requests get it. */
  #isPassed(options: TSESTree.Node, depth: number): boolean {
    const at = outermost(options);
    const { parent } = at;
    if (!parent || depth > MAX_DEPTH) return false;
    if (parent.type === 'ConditionalExpression') return parent.test !== at && this.#isPassed(parent, depth + 1);
    return parent.type === 'CallExpression' && parent.callee !== at && this.#oracle.isRequest(this.#unit, parent);
  }

  /** Of what a function returns that only this file knows, and that is only called. */
  #isReturnLent(node: TSESTree.Node, depth: number): boolean {
    const fn = isFunction(node.parent) ? node.parent : enclosingFunction(node);
    const uses = fn && this.#usesOf(fn);
    return (
      uses?.every((use) => {
        const call = use.parent;
        return call?.type === 'CallExpression' && call.callee === use && this.isLent(call, depth + 1);
      }) === true
    );
  }

  /** Every mention of a function of the file, or of a private method; null where others may exist. */
  #usesOf(fn: FunctionNode): readonly TSESTree.Node[] | null {
    const owner = enclosingClass(fn);
    const method = fn.parent;
    if (owner && (method.type === 'MethodDefinition' || method.type === 'PropertyDefinition')) {
      const name = memberName(method);
      return name !== null && isPrivateMethod(method) ? usesOf(this.#unit, owner, name) : null;
    }
    const name = idOf(fn);
    const variable = name && this.#unit.variable(name);
    if (!variable || functionNamed(this.#unit, name) !== fn || isExported(variable)) return null;
    return variable.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
  }
}

const isPrivateMethod = (method: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean =>
  method.key.type === 'PrivateIdentifier' || method.accessibility === 'private';
