/**
 * Static definitions: the function, class or object literal that an expression evaluates to, by scopes alone. For an import or
 * a property of a typed value, `elsewhere` is called, which uses the checker.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, bindingOfVariable, soleValueOf } from '../syntax/bindings.js';
import { isClass, parameterProperty, type ClassNode } from '../syntax/classes.js';
import { onlyThrows, returnedBy } from '../syntax/functions.js';
import { isFunction, isNothing, isWithin, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { annotationOf, declaredAt } from './scope-oracle.js';
import { annotationOfExpression, promised } from './signatures.js';

/** A function; for a function that another function returned, also the functions that were passed to that one. */
export interface FunctionDefinition {
  readonly kind: 'function';
  readonly unit: Unit;
  readonly node: FunctionNode;
  readonly given?: Bindings;
}

/** A function, or the functions in an object by their names. */
export type Passed = FunctionDefinition | ReadonlyMap<string, FunctionDefinition>;

/** The parameters for which a particular caller passes functions that can be analysed. */
export type Bindings = ReadonlyMap<Variable, Passed>;

interface ClassDefinition {
  readonly kind: 'class' | 'instance';
  readonly unit: Unit;
  readonly node: ClassNode;
  /** It was created by `new`: it is an instance of exactly this class. */
  readonly isExact?: boolean;
}

export type Definition =
  | FunctionDefinition
  | (ClassDefinition & { readonly kind: 'class' })
  | (ClassDefinition & { readonly kind: 'instance' })
  | { readonly kind: 'object'; readonly unit: Unit; readonly node: TSESTree.ObjectExpression };

/** A function that only throws is a placeholder for another function. */
export function isStub(definition: Definition): definition is FunctionDefinition {
  return definition.kind === 'function' && onlyThrows(definition.node);
}

/** Used if scopes do not know it: the definition of an identifier or a member expression of `unit`. */
export type Elsewhere = (unit: Unit, node: TSESTree.Node) => Definition | null;

/** Whether a class outside of the file overrides a method that is called on `receiver`. */
type IsOverridden = (unit: Unit, method: TSESTree.Node, receiver: Definition | null) => boolean;

const MAX_DEPTH = 16;

export class Definitions {
  readonly #elsewhere: Elsewhere;
  readonly #isOverridden: IsOverridden;
  readonly #isUsual: boolean;
  readonly #known = new WeakMap<TSESTree.Node, Definition | null>();

  /** @param isUsual whether a value that is given stands for the one that is the default: `options.client ?? new Client()` */
  constructor(elsewhere: Elsewhere, isOverridden: IsOverridden = () => false, isUsual = false) {
    this.#elsewhere = elsewhere;
    this.#isOverridden = isOverridden;
    this.#isUsual = isUsual;
  }

  /** The definition that `expression` evaluates to, or null if it is not static. */
  of(unit: Unit, expression: TSESTree.Node, depth = 0): Definition | null {
    const node = unwrap(expression);
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return null;
    // Marks the node, so that a circular definition terminates.
    this.#known.set(node, null);
    const found = this.#find(unit, node, depth);
    this.#known.set(node, found);
    return found;
  }

  /** The property `name` of a definition: a method, a function in a field, a nested object. */
  member(owner: Definition, name: string, depth = 0): Definition | null {
    if (depth > MAX_DEPTH) return null;
    if (owner.kind === 'object') {
      for (const property of owner.node.properties.toReversed()) {
        if (property.type === 'SpreadElement') {
          const spread = this.of(owner.unit, property.argument, depth + 1);
          const found = spread && this.member(spread, name, depth + 1);
          // An unknown spread object may have the property too, and would override it.
          if (found || !spread) return found;
        } else if (memberName(property) === name && property.kind === 'init') {
          return this.of(owner.unit, property.value, depth + 1);
        }
      }
      return null;
    }
    if (owner.kind === 'function') return null;
    const isStatic = owner.kind === 'class';
    for (const member of owner.node.body.body) {
      if (
        member.type !== 'MethodDefinition' &&
        member.type !== 'PropertyDefinition' &&
        member.type !== 'AccessorProperty'
      )
        continue;
      if (member.static !== isStatic || memberName(member) !== name) continue;
      if (!member.value || isNothing(member.value)) {
        const held = this.#assigned(owner, name, depth) ?? this.ofType(owner.unit, annotationOf(member), depth + 1);
        if (held) return held;
        continue;
      }
      if (member.type === 'MethodDefinition' && member.kind !== 'method')
        return member.kind === 'get' && isFunction(member.value)
          ? this.returned({ kind: 'function', unit: owner.unit, node: member.value }, depth + 1)
          : null;
      return member.value.type === 'TSEmptyBodyFunctionExpression'
        ? null
        : this.of(owner.unit, member.value, depth + 1);
    }
    const parameter = isStatic ? null : parameterProperty(owner.node, name);
    if (parameter) return this.ofType(owner.unit, parameter.target.typeAnnotation?.typeAnnotation, depth);
    const assigned = this.#assigned(owner, name, depth);
    if (assigned) return assigned;
    const parent = owner.node.superClass && this.of(owner.unit, owner.node.superClass, depth + 1);
    return parent?.kind === 'class' ? this.member({ ...parent, kind: owner.kind }, name, depth + 1) : null;
  }

  /** What the file assigns to a field of a class; null if it assigns different values, or to that name of an unknown object. */
  #assigned(owner: ClassDefinition, name: string, depth: number): Definition | null {
    const { unit } = owner;
    const values: (Definition | null)[] = [];
    for (const target of (depth > MAX_DEPTH ? undefined : unit.facts.assignedByName.get(name)) ?? []) {
      const holder = this.of(unit, target.object, depth + 1);
      if (holder?.kind !== 'class' && holder?.kind !== 'instance') return null;
      if (holder.node !== owner.node || holder.kind !== owner.kind) continue;
      const { parent } = target;
      if (parent.type !== 'AssignmentExpression' || parent.left !== target) return null;
      if (!isNothing(parent.right)) values.push(this.of(unit, parent.right, depth + 1));
    }
    return soleOf(values);
  }

  /** The result of the function, if every call returns the same static definition, or by its annotation. */
  returned(callee: Definition, depth = 0): Definition | null {
    if (callee.kind !== 'function' || depth > MAX_DEPTH) return null;
    const { unit, node } = callee;
    const values = returnedBy(unit, node).map((value) => value && this.of(unit, value, depth + 1));
    const type = node.returnType?.typeAnnotation;
    return soleOf(values) ?? this.ofType(unit, (node.async && promised(type)) || type, depth + 1);
  }

  #find(unit: Unit, node: TSESTree.Node, depth: number): Definition | null {
    if (isFunction(node)) return { kind: 'function', unit, node };
    if (isClass(node)) return { kind: 'class', unit, node };
    switch (node.type) {
      case 'ObjectExpression':
        return { kind: 'object', unit, node };
      case 'Identifier': {
        const variable = unit.variable(node);
        return (variable && this.#ofVariable(unit, variable, depth)) ?? this.#elsewhere(unit, node);
      }
      case 'ThisExpression':
        return thisDefinition(unit, node);
      case 'NewExpression': {
        const made = this.of(unit, node.callee, depth + 1);
        return made?.kind === 'class' ? { ...made, kind: 'instance', isExact: true } : null;
      }
      case 'MemberExpression': {
        const name = memberName(node);
        const owner = name === null ? null : this.of(unit, node.object, depth + 1);
        if (name === null) return null;
        const own = owner && this.member(owner, name, depth + 1);
        // If an object literal certainly lacks a property, its type lacks it too.
        const found =
          own || owner?.kind === 'object' || name.startsWith('#')
            ? own
            : ((owner ? null : this.ofType(unit, annotationOfExpression(unit, node), depth + 1)) ??
              this.#elsewhere(unit, node));
        return found &&
          (this.#isReplaced(unit, node, name, found, own ? owner : null) ||
            (!own && found.node.parent.type === 'Property' && isMixed(unit, node.object)))
          ? null
          : found;
      }
      case 'CallExpression': {
        const callee = unwrap(node.callee);
        if (callee.type === 'MemberExpression' && memberName(callee) === 'bind')
          return this.of(unit, callee.object, depth + 1);
        const called = this.of(unit, callee, depth + 1);
        const made = called && this.returned(called, depth + 1);
        return made?.kind === 'function' && called?.kind === 'function' && isWithin(made.node, called.node)
          ? this.#given(unit, node, called, made, depth)
          : made;
      }
      case 'AwaitExpression':
        return this.of(unit, node.argument, depth + 1);
      case 'Super': {
        const around = thisDefinition(unit, node);
        const base = around?.kind === 'class' || around?.kind === 'instance' ? around.node.superClass : null;
        const made = base && this.of(unit, base, depth + 1);
        return made?.kind === 'class' ? { ...made, kind: around!.kind as 'class' | 'instance' } : null;
      }
      case 'LogicalExpression':
        return node.operator === '&&' || this.#isUsual ? this.of(unit, node.right, depth + 1) : null;
      default:
        return null;
    }
  }

  /** Whether `found` may be replaced: by a method of a subclass, or by an assignment to the property. */
  #isReplaced(
    unit: Unit,
    node: TSESTree.MemberExpression,
    name: string,
    found: Definition,
    receiver: Definition | null,
  ): boolean {
    if (name.startsWith('#') || node.object.type === 'Super') return false;
    const member =
      found.kind === 'function' &&
      (found.node.parent.type === 'MethodDefinition' || found.node.parent.type === 'PropertyDefinition')
        ? found.node.parent
        : null;
    if (
      (found.node.parent.type === 'Property' || member) &&
      [unit, found.unit].some((one) => this.#isAssigned(one, name, member?.parent.parent ?? null))
    )
      return true;
    if (!member || isExact(receiver, node) || ('accessibility' in member && member.accessibility === 'private'))
      return false;
    return (
      this.#isOverriddenHere(unit, member, name) ||
      (found.unit !== unit && this.#isOverriddenHere(found.unit, member, name)) ||
      this.#isOverridden(found.unit, member, receiver)
    );
  }

  /** Whether a file assigns the property to an object that may be the owner: not to `this` of a class that is not related to it. */
  #isAssigned(unit: Unit, name: string, owner: ClassNode | null): boolean {
    return (unit.facts.assignedByName.get(name) ?? []).some(({ object }) => {
      const holder = object.type === 'ThisExpression' ? thisDefinition(unit, object) : null;
      if (holder?.kind !== 'class' && holder?.kind !== 'instance') return true;
      return (
        owner !== null &&
        (holder.node === owner ||
          this.#extends(unit, holder.node, owner, 0) ||
          this.#extends(unit, owner, holder.node, 0))
      );
    });
  }

  /** The same for classes of the file, by scopes. */
  #isOverriddenHere(
    unit: Unit,
    member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
    name: string,
  ): boolean {
    return unit.classes.some(
      (one) =>
        one !== member.parent.parent &&
        one.body.body.some(
          (own) =>
            (own.type === 'MethodDefinition' || own.type === 'PropertyDefinition') &&
            own.static === member.static &&
            memberName(own) === name,
        ) &&
        this.#extends(unit, one, member.parent.parent, 0),
    );
  }

  #extends(unit: Unit, { superClass }: ClassNode, base: TSESTree.Node, depth: number): boolean {
    const parent = superClass && depth < MAX_DEPTH ? this.of(unit, superClass, depth + 1) : null;
    return (
      parent?.kind === 'class' && (parent.node === base || this.#extends(parent.unit, parent.node, base, depth + 1))
    );
  }

  /** The result of a function, with the functions that the call passes to it. */
  #given(
    unit: Unit,
    call: TSESTree.CallExpression,
    called: FunctionDefinition,
    made: FunctionDefinition,
    depth: number,
  ): FunctionDefinition {
    const given = new Map<Variable, Passed>(called.given);
    for (const [index, parameter] of called.node.params.entries()) {
      const variable = parameter.type === 'Identifier' ? called.unit.variable(parameter) : undefined;
      const argument = call.arguments[index];
      const passed = argument && this.of(unit, argument, depth + 1);
      if (variable && passed?.kind === 'function') given.set(variable, passed);
    }
    return given.size > 0 ? { ...made, given } : made;
  }

  #ofVariable(unit: Unit, variable: Variable, depth: number): Definition | null {
    const binding = bindingOfVariable(variable);
    switch (binding?.kind) {
      case 'function':
        return isFunction(binding.node) && isConstant(variable) ? { kind: 'function', unit, node: binding.node } : null;
      case 'class':
        return { kind: 'class', unit, node: binding.node };
      case 'value':
      case 'parameter': {
        const value = binding.kind === 'value' ? soleValueOf(variable) : null;
        if (value) return this.of(unit, value, depth + 1);
        const usual = this.#isUsual && binding.usual ? this.of(unit, binding.usual, depth + 1) : null;
        if (usual) return usual;
        if (binding.kind === 'parameter') return this.ofType(unit, declaredAt(unit, binding), depth);
        const isTyped = binding.path?.length === 0 && binding.init === null;
        return isTyped ? this.ofType(unit, binding.target.typeAnnotation?.typeAnnotation, depth) : null;
      }
      default:
        return null;
    }
  }

  /** An annotation that names a class of this file or (without types) of one that it imports, alone or beside null. */
  ofType(unit: Unit, type: TSESTree.TypeNode | undefined, depth: number): Definition | null {
    if (type?.type === 'TSUnionType') {
      const [part, ...others] = type.types.filter((one) => !NOTHING.has(one.type));
      return others.length === 0 ? this.ofType(unit, part, depth) : null;
    }
    if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || depth > MAX_DEPTH) return null;
    const binding = bindingOf(unit, type.typeName);
    if (binding?.kind === 'class') return { kind: 'instance', unit, node: binding.node };
    const named = binding?.kind === 'import' && unit.imports ? this.#elsewhere(unit, type.typeName) : null;
    return named?.kind === 'class' ? { ...named, kind: 'instance' } : null;
  }
}

const NOTHING: ReadonlySet<string> = new Set(['TSNullKeyword', 'TSUndefinedKeyword']);

/** The definition that all of several values have. */
function soleOf([first, ...others]: readonly (Definition | null)[]): Definition | null {
  return first && others.every((other) => other?.node === first.node) ? first : null;
}

/** Whether a member belongs to exactly that class: the receiver is the result of `new`, or the class itself. */
const isExact = (receiver: Definition | null, { object }: TSESTree.MemberExpression): boolean =>
  (receiver?.kind === 'instance' && receiver.isExact === true) ||
  (receiver?.kind === 'class' && object.type !== 'ThisExpression');

function thisDefinition(unit: Unit, node: TSESTree.Node): Definition | null {
  for (let at = node.parent; at; at = at.parent) {
    if (
      at.type === 'MethodDefinition' ||
      at.type === 'PropertyDefinition' ||
      at.type === 'AccessorProperty' ||
      at.type === 'StaticBlock'
    ) {
      const owner = at.parent?.parent;
      if (!isClass(owner)) return null;
      return { kind: at.type !== 'StaticBlock' && !at.static ? 'instance' : 'class', unit, node: owner };
    }
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression') {
      const holder: TSESTree.Node | undefined = at.parent;
      if (holder?.type === 'Property' && holder.parent.type === 'ObjectExpression')
        return { kind: 'object', unit, node: holder.parent };
      if (holder?.type !== 'MethodDefinition') return null;
    }
  }
  return null;
}

/** Whether a variable may hold another object than the one that determines the properties of its type. */
function isMixed(unit: Unit, node: TSESTree.Node): boolean {
  const binding = node.type === 'Identifier' ? bindingOf(unit, node) : null;
  if (binding?.kind !== 'value') return false;
  const init = binding.init && unwrap(binding.init);
  return (
    !binding.isConstant ||
    (init?.type === 'CallExpression' && init.callee.type === 'MemberExpression' && memberName(init.callee) === 'assign')
  );
}
