/**
 * Instances of classes in reach whose constructor stores the resource in fields: the owner of the instance owns the resource. Methods
 * run with these fields. A class that passes `this` on, or extends another one than `Error`, is not followed.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { isDeclared } from '../syntax/bindings.js';
import { constructorOf, isClass, type ClassNode } from '../syntax/classes.js';
import { returnedBy } from '../syntax/functions.js';
import { descendantsOf, isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Call, FunctionDefinition } from './context.js';
import { isHandmade } from './handmade.js';
import { refKey, type Ref } from './refs.js';
import { isTemporary, setRef, update, type Holder, type State } from './state.js';

/** A class, and the file in which it stands. */
export interface Made {
  readonly unit: Unit;
  readonly node: ClassNode;
}

export type InstanceRef = Ref & { readonly kind: 'object'; readonly made: Made };

export const isInstance = (ref: Ref): ref is InstanceRef => ref.kind === 'object' && ref.made !== undefined;

const plain = new WeakMap<ClassNode, boolean>();

/** The class that a call of its constructor makes an instance of, where the instance can be followed. */
export function madeBy(call: Call, { unit, node }: FunctionDefinition): Made | null {
  const owner = node.parent?.parent?.parent;
  if (call.type !== 'NewExpression' || !isClass(owner) || constructorOf(owner) !== node) return null;
  let isPlain = plain.get(owner);
  if (isPlain === undefined) plain.set(owner, (isPlain = isPlainClass(unit, owner)));
  return isPlain ? { unit, node: owner } : null;
}

/** Whether the class rests on `Error` itself. */
export const isErrorClass = ({ unit, node: { superClass } }: Made): boolean =>
  superClass?.type === 'Identifier' && superClass.name === 'Error' && !isDeclared(unit, superClass);

/** An error that has the resource in its fields: code that catches it owns the resource. */
export const isError = (ref: Ref | null | undefined): ref is InstanceRef =>
  ref?.kind === 'object' && ref.made !== undefined && isErrorClass(ref.made);

/**
 * Whether a condition asks for something of an error that holds the resource: it may tell this error from others, and what that says is
 * not known.
 */
export function asksError(unit: Unit, state: State, test: TSESTree.Node): boolean {
  const errors = new Set(
    [...state.refs].flatMap(([holder, ref]) => (isTemporary(holder) || !isError(ref) ? [] : [holder])),
  );
  if (errors.size === 0) return false;
  return [test, ...descendantsOf(test, unit.visitorKeys)].some((node) => {
    const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
    return variable !== undefined && errors.has(variable);
  });
}

/** Not every parser knows decorators. */
const isDecorated = ({ decorators }: Partial<Pick<ClassNode, 'decorators'>>): boolean => (decorators?.length ?? 0) > 0;

/** Whether only the methods of a class use its fields. */
function isPlainClass(unit: Unit, owner: ClassNode): boolean {
  if ((owner.superClass && !isErrorClass({ unit, node: owner })) || isDecorated(owner)) return false;
  return owner.body.body.every((member) => {
    const inside = descendantsOf(member, unit.visitorKeys);
    const uses = inside.filter((node) => node.type === 'ThisExpression');
    const isMember = uses.every(
      (use) => (use.parent?.type === 'MemberExpression' && memberName(use.parent) !== null) || isStamped(unit, use),
    );
    const isInitialiser = member.type === 'PropertyDefinition' && !member.static && !isFunction(member.value);
    const isKnown = member.type === 'MethodDefinition' || member.type === 'PropertyDefinition';
    return isKnown && isMember && (!isInitialiser || uses.length === 0) && memberName(member) !== 'then';
  });
}

/** `Error.captureStackTrace(this)`, `Object.setPrototypeOf(this, …)`: neither keeps the instance. */
function isStamped(unit: Unit, { parent }: TSESTree.Node): boolean {
  const callee = parent?.type === 'CallExpression' ? parent.callee : null;
  if (callee?.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  const name = `${callee.object.name}.${memberName(callee)}`;
  return STAMPS.has(name) && !isDeclared(unit, callee.object);
}

const STAMPS = new Set(['Error.captureStackTrace', 'Object.setPrototypeOf']);

/** The method, getter or function in a field of this name that instances have; null for a plain field. */
export function memberOf(
  { node }: Made,
  name: string,
): { readonly fn: FunctionNode; readonly isGetter: boolean } | null {
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
    if (member.static || memberName(member) !== name || !isFunction(member.value)) continue;
    const isGetter = member.type === 'MethodDefinition' && member.kind === 'get';
    if (isGetter || member.type === 'PropertyDefinition' || member.kind === 'method')
      return { fn: member.value, isGetter };
  }
  return null;
}

/** Whether a loop over an instance reads what is in its fields, and leaving it early ends nothing. */
export function isHandmadeInstance({ unit, node }: Made): boolean {
  const maker = memberOf({ unit, node }, '@@asyncIterator');
  return (
    maker !== null &&
    !maker.fn.generator &&
    returnedBy(unit, maker.fn).every((value) => {
      const given = value && unwrap(value);
      return given?.type === 'ObjectExpression' && isHandmade(unit, given);
    })
  );
}

/** The state inside of a method: the fields of `this` are those of the instance. */
export function entering(state: State, { made: { unit }, props }: InstanceRef): State {
  return [...props].reduce((next, [name, part]) => setRef(next, unit.field(name), part), state);
}

/** The state after the method: the holders of the instance have what is left in its fields. */
export function leaving(state: State, instance: InstanceRef): State {
  const { unit } = instance.made;
  const props = new Map<string, Ref>();
  const refs = new Map<Holder, Ref>(state.refs);
  for (const name of fieldsOf(instance.made)) {
    const part = refs.get(unit.field(name));
    if (part) props.set(name, part);
    refs.delete(unit.field(name));
  }
  const key = refKey(instance);
  const left: InstanceRef | null = props.size > 0 ? { ...instance, props } : null;
  for (const [holder, ref] of state.refs) {
    if (ref.kind !== 'object' || refKey(ref) !== key) continue;
    if (left) refs.set(holder, left);
    else refs.delete(holder);
  }
  return update(state, { refs });
}

/** Whether a method sets a field: it may keep what it has read there, and read only once. */
export const remembers = ({ unit, node }: Made): boolean =>
  node.body.body
    .filter((member) => member.type === 'MethodDefinition' && member.kind !== 'constructor')
    .flatMap((member) => descendantsOf(member, unit.visitorKeys))
    .some(
      (one) => one.type === 'MemberExpression' && one.parent.type === 'AssignmentExpression' && one.parent.left === one,
    );

/** Whether fields of another instance, or of `this`, are followed already. */
export const hasFields = (state: State, { unit, node }: Made): boolean =>
  [...fieldsOf({ unit, node })].some((name) => state.refs.has(unit.field(name)));

const fields = new WeakMap<ClassNode, ReadonlySet<string>>();

/** The names of all fields that a class mentions. */
export function fieldsOf({ unit, node }: Made): ReadonlySet<string> {
  let names = fields.get(node);
  if (!names) {
    const members = descendantsOf(node, unit.visitorKeys).filter(
      (one): one is TSESTree.MemberExpression =>
        one.type === 'MemberExpression' && one.object.type === 'ThisExpression',
    );
    const parameters = (constructorOf(node)?.params ?? []).flatMap((one) => {
      if (one.type !== 'TSParameterProperty') return [];
      const target = one.parameter.type === 'AssignmentPattern' ? one.parameter.left : one.parameter;
      return target.type === 'Identifier' ? [target.name] : [];
    });
    fields.set(node, (names = new Set([...members.map((one) => memberName(one)!), ...parameters])));
  }
  return names;
}

/** The instance that a constructor has made of what it has put into fields; null where that is nothing. */
export function instanceOf(made: Made, captured: ReadonlyMap<Holder, Ref>): InstanceRef | null {
  const props = new Map<string, Ref>();
  for (const name of fieldsOf(made)) {
    const part = captured.get(made.unit.field(name));
    if (part) props.set(name, part);
  }
  return props.size > 0 ? { kind: 'object', props, made } : null;
}

export const isFieldOf = (made: Made, holder: Holder): boolean =>
  !isTemporary(holder) && [...fieldsOf(made)].some((name) => made.unit.field(name) === holder);
