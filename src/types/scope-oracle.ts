/** Names for expressions from imports, `require`, globals, annotations and scopes: the part of the oracle without the checker. */
import type { TSESTree } from '@typescript-eslint/utils';
import {
  bindingOf,
  bindingOfVariable,
  type Binding,
  type ImportBinding,
  type ParameterBinding,
  type ValueBinding,
} from '../syntax/bindings.js';
import { functionNamed, passedFor, returnedBy } from '../syntax/functions.js';
import { enclosingClass, parameterProperty, type ClassNode } from '../syntax/classes.js';
import { isFunction, memberName, stringValue, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { givenBy, moduleOfType } from '../protocols/index.js';
import { listening, removers } from '../protocols/platform.js';
import { importedPlace } from './imported-places.js';
import { memberOf, moduleEntity, nameOf, parseName, type Entity } from './entity.js';

const MAX_DEPTH = 16;

/** The progress of the current query. */
interface Asked {
  readonly depth: number;
  /** By variable or field; null also while the answer is being computed. Inside a cycle it depends on the start of the query. */
  readonly answers: Map<Variable | string, Entity | null>;
}

const deeper = ({ depth, answers }: Asked): Asked => ({ depth: depth + 1, answers });

/** The entity of `expression`, or null. */
export function entityByScope(
  unit: Unit,
  expression: TSESTree.Node,
  asked: Asked = { depth: 0, answers: new Map() },
): Entity | null {
  if (asked.depth > MAX_DEPTH) return null;
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier': {
      const imported = entityImported(unit, node, asked);
      if (imported) return imported;
      const variable = unit.variable(node);
      const binding = variable && bindingOfVariable(variable);
      return binding
        ? once(asked, variable, () => entityOfBinding(unit, variable, binding, asked))
        : { module: 'global', path: node.name, instance: false };
    }
    case 'MemberExpression': {
      const name = memberName(node);
      if (name === null) return null;
      if (node.object.type === 'ThisExpression') return fieldEntity(unit, node, name, asked);
      const imported = entityImported(unit, node, asked);
      if (imported) return imported;
      const owner = entityByScope(unit, node.object, deeper(asked));
      return owner ? memberOf(owner, name) : null;
    }
    case 'CallExpression':
      return entityOfCall(unit, node, asked);
    case 'NewExpression': {
      const made = entityByScope(unit, node.callee, deeper(asked));
      return made && !made.instance ? { ...made, instance: true, made: node } : null;
    }
    case 'AwaitExpression':
      return node.argument.type === 'ImportExpression' ? entityByScope(unit, node.argument, deeper(asked)) : null;
    case 'ImportExpression': {
      const specifier = stringValue(node.source);
      return specifier === null ? null : moduleEntity(specifier);
    }
    case 'ConditionalExpression':
      return entityByScope(unit, node.consequent, deeper(asked)) ?? entityByScope(unit, node.alternate, deeper(asked));
    case 'LogicalExpression':
      // `options.fetch ?? fetch`: an injected value has the same kind as the fallback.
      return entityByScope(unit, node.right, deeper(asked)) ?? entityByScope(unit, node.left, deeper(asked));
    case 'AssignmentExpression':
      return node.operator === '=' ? entityByScope(unit, node.right, deeper(asked)) : null;
    default:
      return null;
  }
}

/** The entity of an export of a file of the repository: `export const pool = new Pool(origin)`. */
function entityImported(unit: Unit, node: TSESTree.Node, asked: Asked): Entity | null {
  const place = importedPlace(unit, node, 'client');
  return place && entityByScope(place.unit, place.node, deeper(asked));
}

function entityOfCall(unit: Unit, node: TSESTree.CallExpression, asked: Asked): Entity | null {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier' && callee.name === 'require' && !bindingOf(unit, callee)) {
    const specifier = stringValue(node.arguments[0]);
    return specifier === null ? null : moduleEntity(specifier);
  }
  if (callee.type === 'MemberExpression' && memberName(callee) === 'bind')
    return entityByScope(unit, callee.object, deeper(asked));
  const called = entityByScope(unit, callee, deeper(asked));
  if (!called) return entityOfType(unit, returnAnnotation(unit, callee), deeper(asked));
  const given = givenBy(nameOf(called));
  if (given !== undefined) return { ...parseName(given), made: (called.instance ? called.made : null) ?? node };
  const dot = called.path.lastIndexOf('.');
  const method = called.path.slice(dot + 1);
  // The listener methods of an emitter return the emitter.
  return called.instance && dot >= 0 && (listening.has(method) || removers.has(method))
    ? { ...called, path: called.path.slice(0, dot) }
    : null;
}

/** The annotated return type of a function of this file, or of a method of `this`. */
function returnAnnotation(unit: Unit, callee: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (callee.type === 'Identifier') return functionNamed(unit, callee)?.returnType?.typeAnnotation;
  const name =
    callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' ? memberName(callee) : null;
  if (name === null) return undefined;
  for (const member of enclosingClass(callee)?.body.body ?? [])
    if (member.type === 'MethodDefinition' && memberName(member) === name && isFunction(member.value))
      return member.value.returnType?.typeAnnotation;
  return undefined;
}

/** Each variable and field is resolved only once, because minified code assigns them to each other thousands of times. */
function once({ answers }: Asked, key: Variable | string, find: () => Entity | null): Entity | null {
  const known = answers.get(key);
  if (known !== undefined) return known;
  answers.set(key, null);
  const found = find();
  answers.set(key, found);
  return found;
}

function entityOfBinding(unit: Unit, variable: Variable, binding: Binding, asked: Asked): Entity | null {
  switch (binding.kind) {
    case 'import':
      return entityOfImport(binding);
    case 'value':
      return entityOfValue(unit, variable, binding, asked);
    case 'parameter':
      return entityOfParameter(unit, variable, binding, asked);
    case 'function':
    case 'class':
    case 'enum':
    case 'type':
    case 'other':
      return null;
  }
}

/** The entity of the initialiser of a variable, or else of an assignment or the annotation. */
function entityOfValue(
  unit: Unit,
  variable: Variable,
  { path, usual, init, target }: ValueBinding,
  asked: Asked,
): Entity | null {
  if (!path) return null;
  const field = init?.type === 'ThisExpression' && path.length > 0 ? fieldEntity(unit, init, path[0]!, asked) : null;
  if (field) return path.slice(1).reduce(memberOf, field);
  const whole = init && entityByScope(unit, init, deeper(asked));
  if (whole) return path.reduce(memberOf, whole);
  const other = init && usual && entityByScope(unit, usual, deeper(asked));
  if (other) return other;
  for (const reference of variable.references) {
    if (reference.init || !reference.isWrite() || !reference.writeExpr) continue;
    const written = entityByScope(unit, reference.writeExpr, deeper(asked));
    if (written) return written;
  }
  return path.length === 0 ? entityOfType(unit, target.typeAnnotation?.typeAnnotation, deeper(asked)) : null;
}

/** The entity of the annotation of a parameter, or else of its default, or of an argument that is passed. */
function entityOfParameter(unit: Unit, variable: Variable, binding: ParameterBinding, asked: Asked): Entity | null {
  const { usual } = binding;
  return (
    entityOfType(unit, declaredAt(unit, binding), deeper(asked)) ??
    (usual && entityByScope(unit, usual, deeper(asked))) ??
    passedEntity(unit, variable, asked)
  );
}

/** The annotation of a name in a parameter, alone or in a pattern. */
export function declaredAt(unit: Unit, { path, node }: ParameterBinding): TSESTree.TypeNode | undefined {
  if (!path || !node) return undefined;
  const target = node.type === 'TSParameterProperty' ? node.parameter : node;
  return path.reduce<TSESTree.TypeNode | undefined>((type, name) => memberType(unit, type, name), annotationOf(target));
}

/** The entity of an argument that this file passes for a parameter; other callers are assumed to pass the same kind. */
function passedEntity(unit: Unit, variable: Variable, asked: Asked): Entity | null {
  for (const argument of passedFor(unit, variable)) {
    // An argument that is itself a parameter is not followed.
    const passed =
      bindingOf(unit, argument)?.kind === 'parameter' ? null : entityByScope(unit, argument, deeper(asked));
    if (passed) return passed;
  }
  return null;
}

function entityOfImport({ from, imported }: ImportBinding): Entity | null {
  if (from === null) return null;
  const module = moduleEntity(from);
  return imported === null ? module : memberOf(module, imported);
}

/** `this.name`: the entity of the initialiser, the getter, the annotation or an assignment of the field in the class around `access`. */
function fieldEntity(unit: Unit, access: TSESTree.Node, name: string, asked: Asked): Entity | null {
  const owner = enclosingClass(access);
  return (
    owner && once(asked, `${unit.filename}:${owner.range[0]}.${name}`, () => entityOfField(unit, owner, name, asked))
  );
}

function entityOfField(unit: Unit, owner: ClassNode, name: string, asked: Asked): Entity | null {
  const field = owner.body.body.find(
    (member): member is TSESTree.PropertyDefinition | TSESTree.AccessorProperty =>
      (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && memberName(member) === name,
  );
  const made =
    (field?.value && entityByScope(unit, field.value, deeper(asked))) ?? assignedEntity(unit, owner, name, asked);
  return made ?? entityOfType(unit, field?.typeAnnotation?.typeAnnotation, deeper(asked));
}

/** The entity of a parameter property, of what a getter returns, or else of what the class assigns to the field. */
function assignedEntity(unit: Unit, owner: ClassNode, name: string, asked: Asked): Entity | null {
  const parameter = parameterProperty(owner, name);
  if (parameter)
    return (
      entityOfType(unit, parameter.target.typeAnnotation?.typeAnnotation, deeper(asked)) ??
      (parameter.usual && entityByScope(unit, parameter.usual, deeper(asked)))
    );
  const getter = getterOf(owner, name);
  if (getter) return soleEntity(unit, returnedBy(unit, getter), asked);
  const values = (unit.facts.assignedByName.get(name) ?? []).map(({ object, parent }) =>
    object.type === 'ThisExpression' && enclosingClass(object) === owner && parent.type === 'AssignmentExpression'
      ? parent.right
      : null,
  );
  return soleEntity(unit, values, asked);
}

function getterOf(owner: ClassNode, name: string): FunctionNode | null {
  for (const member of owner.body.body)
    if (member.type === 'MethodDefinition' && member.kind === 'get' && memberName(member) === name)
      return isFunction(member.value) ? member.value : null;
  return null;
}

/** The entity of all values that have one; null if they differ. */
function soleEntity(unit: Unit, values: readonly (TSESTree.Node | null)[], asked: Asked): Entity | null {
  const found = values.flatMap((value) => (value && entityByScope(unit, value, deeper(asked))) ?? []);
  return found.every((entity) => nameOf(entity) === nameOf(found[0]!)) ? (found[0] ?? null) : null;
}

/** An instance that behaves like its module. */
export function likeModule(entity: Entity): Entity {
  const name = moduleOfType(nameOf(entity));
  return name === undefined ? entity : parseName(name);
}

export function annotationOf(target: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (target.type === 'AssignmentPattern') return annotationOf(target.left);
  return 'typeAnnotation' in target && target.typeAnnotation?.type === 'TSTypeAnnotation'
    ? target.typeAnnotation.typeAnnotation
    : undefined;
}

/** The entity a type annotation names: `Pool` imported from undici, the global `Response`, `typeof fetch`. */
export function entityOfType(
  unit: Unit,
  type: TSESTree.TypeNode | undefined,
  asked: Asked = { depth: 0, answers: new Map() },
): Entity | null {
  if (!type || asked.depth > MAX_DEPTH) return null;
  switch (type.type) {
    case 'TSTypeQuery':
      return queried(unit, type.exprName, asked);
    case 'TSUnionType':
      for (const part of type.types) {
        const found = entityOfType(unit, part, deeper(asked));
        if (found) return found;
      }
      return null;
    case 'TSTypeReference': {
      const path: string[] = [];
      let root: TSESTree.EntityName = type.typeName;
      while (root.type === 'TSQualifiedName') {
        path.unshift(root.right.name);
        root = root.left;
      }
      if (root.type !== 'Identifier') return null;
      const binding = bindingOf(unit, root);
      if (!binding && VIEWS.has(root.name)) {
        // A part of an instance is not an instance, but a part of a module has the same functions.
        const viewed = entityOfType(unit, type.typeArguments?.params[0], deeper(asked));
        return viewed?.instance === false ? viewed : null;
      }
      if (!binding) return { module: 'global', path: path.at(-1) ?? root.name, instance: true };
      if (binding.kind === 'import') {
        const imported = entityOfImport(binding);
        return imported && likeModule({ ...imported, path: path.at(-1) ?? imported.path, instance: true });
      }
      return binding.kind === 'type' && binding.node.type === 'TSTypeAliasDeclaration'
        ? entityOfType(unit, binding.node.typeAnnotation, deeper(asked))
        : null;
    }
    default:
      return null;
  }
}

/** Types that have unchanged members of another type. */
const VIEWS = new Set(['Pick', 'Omit', 'Partial', 'Required', 'Readonly', 'NonNullable']);

/** `http.request` of `typeof http.request`. */
function queried(unit: Unit, name: TSESTree.TSTypeQuery['exprName'], asked: Asked): Entity | null {
  switch (name.type) {
    case 'Identifier':
      return entityByScope(unit, name, deeper(asked));
    case 'TSQualifiedName': {
      const owner = queried(unit, name.left, deeper(asked));
      return owner && memberOf(owner, name.right.name);
    }
    case 'TSImportType': {
      const specifier = stringValue(name.source);
      return specifier === null || name.qualifier ? null : moduleEntity(specifier);
    }
    default:
      return null;
  }
}

/** The annotation of a member of an annotated object: a type literal, or an interface or alias of this file. */
export function memberType(
  unit: Unit,
  type: TSESTree.TypeNode | undefined,
  name: string,
  depth = 0,
): TSESTree.TypeNode | undefined {
  if (!type || depth > MAX_DEPTH) return undefined;
  if (type.type === 'TSTypeLiteral') return signatureMember(type.members, name);
  if (type.type === 'TSIntersectionType') {
    for (const part of type.types) {
      const found = memberType(unit, part, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  const declared = declaredType(unit, type);
  if (declared?.type === 'TSInterfaceDeclaration') return signatureMember(declared.body.body, name);
  return declared?.type === 'TSTypeAliasDeclaration'
    ? memberType(unit, declared.typeAnnotation, name, depth + 1)
    : undefined;
}

/** The interface or alias of this file that a reference names. */
export function declaredType(
  unit: Unit,
  type: TSESTree.TypeNode,
): TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | undefined {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const binding = bindingOf(unit, type.typeName);
  const node = binding?.kind === 'type' ? binding.node : undefined;
  return node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration' ? node : undefined;
}

function signatureMember(members: readonly TSESTree.TypeElement[], name: string): TSESTree.TypeNode | undefined {
  for (const member of members)
    if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === name)
      return member.typeAnnotation?.typeAnnotation;
  return undefined;
}
