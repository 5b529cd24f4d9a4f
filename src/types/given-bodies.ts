/** Objects with a body that a function is given by other code: parameters and fields whose type says so. */
import type { TSESTree } from '@typescript-eslint/utils';
import { readingMembers } from '../protocols/capabilities.js';
import { givenByType, sources, type Protocol, type Source } from '../protocols/index.js';
import { bindingOfVariable, type ParameterBinding } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { exportsNamed } from '../syntax/modules.js';
import { constructorOf, enclosingClass, type ClassNode } from '../syntax/classes.js';
import { descendantsOf, idOf, isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Slot, Unit, Variable } from '../syntax/unit.js';
import { isConstant, isExported } from '../syntax/variables.js';
import type { Acquisition } from './acquisitions.js';
import type { CheckerOracle } from './checker-oracle.js';
import { nameOf, type Entity } from './entity.js';
import { declaredAt, entityByScope, entityOfType } from './scope-oracle.js';

export interface GivenBody {
  readonly slot: Slot;
  /** Where the parameter or the field is named. */
  readonly node: TSESTree.Node;
  readonly protocol: Protocol;
  /** The name of its class. */
  readonly type: string;
}

interface Asked {
  readonly checker: CheckerOracle | null;
  readonly acquisition: (call: TSESTree.CallExpression) => Acquisition | null;
}

/** The objects with a body in the parameters of a function and in fields of its class, if it may use them twice. */
export function bodiesGivenTo(unit: Unit, asked: Asked, fn: FunctionNode): readonly GivenBody[] {
  const parameters = unit.variablesOf(fn).flatMap((variable) => inParameter(unit, asked, fn, variable) ?? []);
  const owner = fn.parent.type === 'MethodDefinition' && fn.parent.kind !== 'constructor' ? enclosingClass(fn) : null;
  return owner ? [...parameters, ...inFields(unit, asked, fn, owner)] : parameters;
}

function inParameter(unit: Unit, { checker }: Asked, fn: FunctionNode, variable: Variable): GivenBody | null {
  const binding = bindingOfVariable(variable);
  const [name] = variable.identifiers;
  if (binding?.kind !== 'parameter' || binding.fn !== fn || !name || variable.references.length < 2) return null;
  if (!isConstant(variable)) return null;
  const annotation = declaredAt(unit, binding);
  if (annotation) return bodyOf(entityOfType(unit, annotation), variable, name);
  if (!isReadFrom(variable)) return null;
  const source = sources.find(({ handlers }) => isHandler(unit, fn, handlers) && isHanded(binding, handlers));
  if (source) return { slot: variable, node: name, protocol: source.protocol, type: classOf(source.protocol) };
  return bodyOf(checker?.entity(unit, name), variable, name);
}

/** Whether a server gives the object in the first parameter, or as a property of it. */
const isHanded = ({ index, path }: ParameterBinding, { property }: Source['handlers']): boolean =>
  index === 0 && (path?.length === 0 || (path?.length === 1 && path[0] === property));

/** Whether a server calls a function: by the name of an export, by a method of the default export, or by a call that gets it. */
function isHandler(unit: Unit, fn: FunctionNode, { exports, method, calls }: Source['handlers']): boolean {
  const name = idOf(fn);
  const variable = name && unit.variable(name);
  if (variable && exports.includes(variable.name)) return isExported(variable);
  const { parent } = fn;
  const isMethod = parent.type === 'Property' && memberName(parent) === method;
  const given: TSESTree.Node = isMethod ? parent.parent : fn;
  if (
    isMethod &&
    exportsNamed(unit.ast, 'default').some((one) => one.kind === 'here' && constantOf(unit, one.node) === given)
  )
    return true;
  const call = given.parent;
  const entity = call?.type === 'CallExpression' ? entityByScope(unit, call.callee) : null;
  return entity !== null && calls.includes(nameOf(entity));
}

/** Whether a method of it is called that a body has: a cheap test before the checker is asked. */
const isReadFrom = ({ references }: Variable): boolean =>
  references.some(
    ({ identifier: { parent } }) => parent?.type === 'MemberExpression' && readingMembers.has(memberName(parent) ?? ''),
  );

function inFields(unit: Unit, asked: Asked, fn: FunctionNode, owner: ClassNode): readonly GivenBody[] {
  const mentions = fieldsIn(unit, fn);
  // The other one may be a method that reads the field.
  if (mentions.length < 2) return [];
  const byName = new Map(mentions.map((one) => [memberName(one)!, one] as const));
  return [...byName].flatMap(([name, mention]) => {
    const values = assignedTo(unit, owner, name);
    if (!values || (values.some(({ by }) => by !== constructorOf(owner)) && !isUndisturbed(unit, fn, name))) return [];
    return (
      bodyOf(entityByScope(unit, mention) ?? asked.checker?.entity(unit, mention), unit.field(name), mention) ??
      acquiredBy(
        unit,
        asked,
        values.map(({ value }) => value),
        unit.field(name),
        mention,
      ) ??
      []
    );
  });
}

/** `this.name`, within a node. */
const fieldsIn = (unit: Unit, within: TSESTree.Node): readonly TSESTree.MemberExpression[] =>
  descendantsOf(within, unit.visitorKeys).filter(
    (one): one is TSESTree.MemberExpression =>
      one.type === 'MemberExpression' && one.object.type === 'ThisExpression' && memberName(one) !== null,
  );

interface Assigned {
  /** The method that assigns the value. */
  readonly by: FunctionNode | null;
  readonly value: TSESTree.Expression;
}

/** What methods assign to a field; null if it has an accessor, or a value that is not written out. */
function assignedTo(unit: Unit, { body }: ClassNode, name: string): readonly Assigned[] | null {
  const all: Assigned[] = [];
  for (const member of body.body) {
    if (member.type === 'MethodDefinition' && memberName(member) === name) return null;
    for (const field of fieldsIn(unit, member)) {
      const { parent } = field;
      if (memberName(field) !== name) continue;
      if (parent.type === 'UpdateExpression' || parent.type === 'Property' || parent.type === 'ArrayPattern')
        return null;
      if (parent.type !== 'AssignmentExpression' || parent.left !== field) continue;
      if (parent.operator !== '=') return null;
      const by = 'value' in member && isFunction(member.value) ? member.value : null;
      all.push({ by, value: parent.right });
    }
  }
  return all;
}

/** Whether a method leaves a field as it is: it does not assign it, and calls no method of `this` that could. */
function isUndisturbed(unit: Unit, fn: FunctionNode, name: string): boolean {
  return descendantsOf(fn, unit.visitorKeys).every((node) => {
    if (node.type !== 'ThisExpression') return true;
    const { parent } = node;
    if (parent.type !== 'MemberExpression' || memberName(parent) === null) return false;
    const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
    const isAssigned = parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent;
    return !isCalled && !(isAssigned && memberName(parent) === name);
  });
}

/** A field that is never given anything but responses of one client: `this.response = await fetch(url)`. */
function acquiredBy(
  unit: Unit,
  { acquisition }: Asked,
  values: readonly TSESTree.Expression[],
  slot: Slot,
  node: TSESTree.Node,
): GivenBody | null {
  const found = values.map((value) => {
    const awaited = value.type === 'AwaitExpression' ? unwrap(value.argument) : null;
    return awaited?.type === 'CallExpression' ? acquisition(awaited) : null;
  });
  const [first] = found;
  const isAlike = found.every((one) => one?.gives === 'promise' && one.protocol === first!.protocol);
  return first && isAlike ? { slot, node, protocol: first.protocol, type: classOf(first.protocol) } : null;
}

const classOf = ({ handles, root }: Protocol): string => handles[root]!.classes?.[0] ?? root;

function bodyOf(entity: Entity | null | undefined, slot: Slot, node: TSESTree.Node): GivenBody | null {
  const protocol = entity?.instance ? givenByType(nameOf(entity)) : undefined;
  if (protocol?.resource !== 'body') return null;
  const { path } = entity!;
  return { slot, node, protocol, type: path.slice(path.lastIndexOf('.') + 1) };
}
