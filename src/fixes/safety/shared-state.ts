/**
 * What a stretch of code does with state that other tasks can reach: which objects and variables it reads, and which it changes.
 *
 * Calls are looked into wherever their functions are in reach, also in other files; getters and setters count as
 * calls. A method of an object whose
 * implementation is out of reach may change that object; a function that the code was given may do anything.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { isBorrower, isLookingMethod } from '../../protocols/platform.js';
import { type Binding, bindingOfVariable, isDeclared } from '../../syntax/bindings.js';
import {
  descendantsOf,
  enclosingFunction,
  isFunction,
  memberName,
  unwrap,
  type FunctionNode,
} from '../../syntax/nodes.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import { isConstant } from '../../syntax/variables.js';
import { isOwnModule } from '../../types/entity.js';
import type { Oracle } from '../../types/oracle.js';

/** Where state is kept: an object or a variable, and the properties that lead on from it; `*` stands for any. */
type Path = readonly string[];

/** All that the code cannot see. */
const ANYTHING: Path = ['*'];

/** What is printed, which all tasks share. */
const OUTPUT: Path = ['<printed>'];

/** Objects of the platform that programs keep state in. */
const GLOBALS: ReadonlySet<string> = new Set(['process', 'globalThis', 'global', 'window', 'self']);

/** How deep calls are looked into, and how many functions for one question. */
const MAX_DEPTH = 4;
const MAX_CALLS = 200;

/** What the names mean in a function that is looked into: its parameters, and `this`. */
interface Frame {
  readonly unit: Unit;
  readonly self: Path | null;
  readonly given: ReadonlyMap<Variable, Path | null>;
  readonly depth: number;
}

/** What a stretch of code does with shared state. */
export class Accesses {
  readonly #oracle: Oracle;
  readonly #own: ReadonlySet<Variable>;
  readonly #reads: Path[] = [];
  readonly #writes: Path[] = [];
  /** The names whose paths are being looked for. */
  readonly #resolving = new Set<Variable>();
  readonly #seen = new Set<FunctionNode>();
  #calls = 0;

  /**
   * @param own variables whose values no other task has
   * @param nodes elements of a graph: expressions without their operands
   */
  constructor(oracle: Oracle, unit: Unit, own: ReadonlySet<Variable>, nodes: readonly TSESTree.Node[]) {
    this.#oracle = oracle;
    this.#own = own;
    const frame: Frame = { unit, self: ['this'], given: new Map([...own].map((one) => [one, null])), depth: 0 };
    for (const node of nodes) this.#visit(frame, node);
  }

  get isEmpty(): boolean {
    return this.#reads.length === 0 && this.#writes.length === 0;
  }

  /** Whether one of the two changes something that the other one reads or changes as well. */
  conflictsWith(other: Accesses): boolean {
    const meets = (some: readonly Path[], others: readonly Path[]): boolean =>
      some.some((one) => others.some((two) => overlap(one, two)));
    return meets(this.#writes, other.#writes) || meets(this.#writes, other.#reads) || meets(this.#reads, other.#writes);
  }

  #visit(frame: Frame, node: TSESTree.Node): void {
    switch (node.type) {
      case 'Identifier':
        this.#read(variablePath(frame, node));
        break;
      case 'MemberExpression':
        this.#read(this.#pathOf(frame, node));
        this.#accessor(frame, node, 'get');
        break;
      case 'UpdateExpression':
        this.#write(frame, node.argument);
        break;
      case 'UnaryExpression':
        if (node.operator === 'delete') this.#write(frame, node.argument);
        break;
      case 'AssignmentExpression':
        this.#write(frame, node.left);
        break;
      case 'CallExpression':
      case 'NewExpression':
        this.#call(frame, node);
        break;
      default:
    }
  }

  #read(path: Path | null): void {
    if (path && path.join() !== 'this') this.#reads.push(path);
  }

  #write(frame: Frame, target: TSESTree.Node): void {
    const value = unwrap(target);
    if (value.type === 'ObjectPattern' || value.type === 'ArrayPattern') {
      for (const one of descendantsOf(value, frame.unit.visitorKeys))
        if (one.type === 'MemberExpression') this.#write(frame, one);
      return;
    }
    const path = value.type === 'Identifier' ? variablePath(frame, value) : this.#pathOf(frame, value);
    if (path) this.#writes.push(path);
    if (value.type === 'MemberExpression') this.#accessor(frame, value, 'set');
  }

  #touch(path: Path | null, isLook: boolean): void {
    if (path) (isLook ? this.#reads : this.#writes).push(path);
  }

  #call(frame: Frame, call: TSESTree.CallExpression | TSESTree.NewExpression): void {
    const { unit } = frame;
    const callee = unwrap(call.callee);
    const name = this.#oracle.calleeName(unit, call);
    if (name?.startsWith('global:console.') || this.#oracle.isLogging(unit, callee)) {
      // Lines that belong together are printed together.
      this.#writes.push(OUTPUT);
      return;
    }
    if (name !== null && isBorrower(name)) return;
    if (call.type === 'NewExpression') return;
    const owner = callee.type === 'MemberExpression' ? this.#ownerOf(frame, callee.object) : null;
    const definition = this.#oracle.definition(unit, callee);
    if (definition?.kind === 'function') {
      this.#run(frame, definition, call, owner);
      return;
    }
    if (callee.type === 'MemberExpression') {
      if (owner && !this.#oracle.isPrimitive(unit, callee.object))
        this.#touch(owner, isLookingMethod(memberName(callee) ?? ''));
    } else if (isGiven(unit, callee)) {
      this.#touch(ANYTHING, true);
      this.#touch(ANYTHING, false);
    }
    for (const argument of call.arguments) this.#touch(this.#pathOf(frame, argument), true);
  }

  /** What the object of a method is: what a call gives may be anything. */
  #ownerOf(frame: Frame, object: TSESTree.Node): Path | null {
    const value = unwrap(object);
    if (value.type !== 'CallExpression') return this.#pathOf(frame, value);
    const callee = unwrap(value.callee);
    const isOwn =
      this.#oracle.definition(frame.unit, callee) !== null ||
      (callee.type === 'MemberExpression' ? this.#pathOf(frame, callee.object) !== null : isGiven(frame.unit, callee));
    return isOwn ? ANYTHING : null;
  }

  /** What runs when a function is called. */
  #run(
    frame: Frame,
    { unit, node: fn }: { readonly unit: Unit; readonly node: FunctionNode },
    call: TSESTree.CallExpression | TSESTree.NewExpression | null,
    self: Path | null,
  ): void {
    if (frame.depth >= MAX_DEPTH || this.#calls >= MAX_CALLS || (this.#seen.has(fn) && self === null)) return;
    this.#calls += 1;
    this.#seen.add(fn);
    const given = new Map<Variable, Path | null>([...this.#own].map((one) => [one, null]));
    for (const [index, parameter] of fn.params.entries()) {
      const variable = parameter.type === 'Identifier' ? unit.variable(parameter) : undefined;
      const argument = call?.arguments[index];
      if (variable) given.set(variable, argument ? this.#pathOf(frame, argument) : null);
    }
    const inner: Frame = {
      unit,
      self: fn.type === 'ArrowFunctionExpression' && unit === frame.unit ? (self ?? frame.self) : self,
      given,
      depth: frame.depth + 1,
    };
    for (const node of [fn.body, ...descendantsOf(fn.body, unit.visitorKeys, (one) => !isFunction(one))])
      this.#visit(inner, node);
  }

  #accessor(frame: Frame, member: TSESTree.MemberExpression, kind: 'get' | 'set'): void {
    const accessor = this.#oracle.accessor(frame.unit, member, kind);
    if (accessor) this.#run(frame, accessor, null, this.#pathOf(frame, member.object));
  }

  /** The path of the value of an expression, if other tasks can access it; null if they cannot. */
  #pathOf(frame: Frame, expression: TSESTree.Node): Path | null {
    const value = unwrap(expression);
    if (value.type === 'ThisExpression') return frame.self;
    if (value.type === 'Identifier') return this.#named(frame, value);
    if (value.type === 'AssignmentExpression') return this.#pathOf(frame, value.right);
    if (value.type !== 'MemberExpression') return null;
    const owner = unwrap(value.object);
    const outer =
      owner.type === 'Identifier' && !isDeclared(frame.unit, owner)
        ? GLOBALS.has(owner.name)
          ? [owner.name]
          : null
        : this.#pathOf(frame, owner);
    return outer && [...outer, memberName(value) ?? '*'];
  }

  /** The same for a name; null where it stands for itself in the end: `const task = task.next`. */
  #named(frame: Frame, name: TSESTree.Identifier): Path | null {
    const variable = frame.unit.variable(name);
    if (!variable || this.#resolving.has(variable)) return null;
    this.#resolving.add(variable);
    const path = objectPath(this.#pathOf.bind(this), frame, name);
    this.#resolving.delete(variable);
    return path;
  }
}

/** Whether what one path leads to may be, or be part of, what another leads to. */
function overlap(one: Path, two: Path): boolean {
  if (one === OUTPUT || two === OUTPUT) return one === two;
  const length = Math.min(one.length, two.length);
  for (let index = 0; index < length; index += 1)
    if (one[index] !== two[index] && one[index] !== '*' && two[index] !== '*') return false;
  return true;
}

/** A variable whose value others may change: one of an outer scope, or one that a function inside gives a value. */
function variablePath({ unit, given }: Frame, name: TSESTree.Identifier): Path | null {
  const variable = unit.variable(name);
  if (!variable || isConstant(variable) || given.has(variable)) return null;
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value' && binding?.kind !== 'parameter') return null;
  return isOuter(variable, name) || isWrittenInside(variable) ? rootOf(unit, variable, binding) : null;
}

/** Where the object is kept that a name stands for. */
function objectPath(
  pathOf: (frame: Frame, expression: TSESTree.Node) => Path | null,
  frame: Frame,
  name: TSESTree.Identifier,
): Path | null {
  const { unit, given } = frame;
  const variable = unit.variable(name);
  if (!variable) return null;
  if (given.has(variable)) return given.get(variable) ?? null;
  const binding = bindingOfVariable(variable);
  switch (binding?.kind) {
    case 'value': {
      const { init, path, isConstant: isFixed } = binding;
      const inner = init && unwrap(init);
      // Another name for what has one.
      if (
        isFixed &&
        (inner?.type === 'Identifier' || inner?.type === 'MemberExpression' || inner?.type === 'ThisExpression')
      ) {
        const outer = pathOf(frame, inner);
        return outer && [...outer, ...(path ?? ['*'])];
      }
      if (!isOuter(variable, name) && isFresh(init) && !isShared(variable)) return null;
      return rootOf(unit, variable, binding);
    }
    case 'parameter': {
      const first = unit.variablesOf(binding.fn).find((one) => {
        const other = bindingOfVariable(one);
        return other?.kind === 'parameter' && other.index === binding.index;
      });
      return [`variable ${unit.id(first ?? variable)}`, ...(binding.path ?? ['*'])];
    }
    case 'class':
      return rootOf(unit, variable, binding);
    case 'import':
      return rootOf(unit, variable, binding);
    default:
      return null;
  }
}

/** The beginning of a path: what a module exports has one name for all who import it. */
function rootOf(unit: Unit, variable: Variable, binding: Binding): Path | null {
  if (binding.kind === 'import')
    return binding.from !== null && isOwnModule(binding.from) ? [`export ${binding.imported ?? '*'}`] : null;
  const isModules = variable.scope.type === 'module' || variable.scope.type === 'global';
  return isModules ? [`export ${variable.name}`] : [`variable ${unit.id(variable)}`];
}

/** Whether a mention stands in another function than the declaration. */
function isOuter(variable: Variable, at: TSESTree.Node): boolean {
  const home = variable.scope.variableScope.block;
  return (enclosingFunction(at) ?? null) !== (isFunction(home) ? home : null);
}

/** Whether a function inside the one that declares a variable gives it a value. */
const isWrittenInside = (variable: Variable): boolean =>
  variable.references.some((reference) => reference.isWrite() && isOuter(variable, reference.identifier));

/** Whether other code may have an object that was made here: a function inside, or a function that it is given to. */
const isShared = (variable: Variable): boolean =>
  variable.references.some(({ identifier }) => {
    const mention = identifier as TSESTree.Node;
    return (
      isOuter(variable, mention) || (mention.parent?.type === 'CallExpression' && mention.parent.callee !== mention)
    );
  });

/** A value that is created here, or awaited, is not shared yet. */
const isFresh = (init: TSESTree.Expression | null): boolean => init !== null && FRESH.has(unwrap(init).type);

const FRESH: ReadonlySet<string> = new Set([
  'ObjectExpression',
  'ArrayExpression',
  'NewExpression',
  'AwaitExpression',
  'Literal',
  'TemplateLiteral',
  'BinaryExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
]);

/** Whether a callee is a parameter, or from a file of the program, so that its effects are unknown. */
function isGiven(unit: Unit, callee: TSESTree.Node): boolean {
  const variable = callee.type === 'Identifier' ? unit.variable(callee) : undefined;
  const binding = variable && bindingOfVariable(variable);
  if (binding?.kind === 'import') return binding.from !== null && isOwnModule(binding.from);
  return binding?.kind === 'parameter' || binding?.kind === 'value';
}
