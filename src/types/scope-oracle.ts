/** Names for expressions from imports, `require`, globals, annotations and scopes: the oracle's side that needs no checker. */
import type { TSESTree } from '@typescript-eslint/utils';
import { constructorOf, enclosingClass, parameterProperty, type ClassNode } from '../syntax/classes.js';
import { idOf, isFunction, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { givenBy, moduleOfType } from '../protocols/index.js';
import { listening, removers } from '../protocols/platform.js';
import { memberOf, moduleEntity, nameOf, parseName, type Entity } from './entity.js';

const MAX_DEPTH = 16;

/** How far the question that is being asked has got. */
interface Asked {
  readonly depth: number;
  /** By variable; null also where the answer is still being looked for. Inside a cycle it depends on where the question started. */
  readonly answers: Map<Variable, Entity | null>;
}

const deeper = ({ depth, answers }: Asked): Asked => ({ depth: depth + 1, answers });

/** The entity `expression` stands for, or null. */
export function entityByScope(
  unit: Unit,
  expression: TSESTree.Node,
  asked: Asked = { depth: 0, answers: new Map() },
): Entity | null {
  if (asked.depth > MAX_DEPTH) return null;
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier': {
      const variable = unit.variable(node);
      return variable && variable.defs.length > 0
        ? entityOfDefined(unit, variable, asked)
        : { module: 'global', path: node.name, instance: false };
    }
    case 'MemberExpression': {
      const name = memberName(node);
      if (name === null) return null;
      if (node.object.type === 'ThisExpression') return fieldEntity(unit, node, name, asked);
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
      // `options.fetch ?? fetch`: whoever injects something else injects the same thing.
      return entityByScope(unit, node.right, deeper(asked)) ?? entityByScope(unit, node.left, deeper(asked));
    case 'AssignmentExpression':
      return node.operator === '=' ? entityByScope(unit, node.right, deeper(asked)) : null;
    default:
      return null;
  }
}

function entityOfCall(unit: Unit, node: TSESTree.CallExpression, asked: Asked): Entity | null {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier' && callee.name === 'require' && !unit.variable(callee)?.defs.length) {
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
  // The methods of an emitter give the emitter.
  return called.instance && dot >= 0 && (listening.has(method) || removers.has(method))
    ? { ...called, path: called.path.slice(0, dot) }
    : null;
}

/** What a function of this file, or a method of `this`, says that it returns. */
function returnAnnotation(unit: Unit, callee: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (callee.type === 'Identifier') {
    const def = unit.variable(callee)?.defs[0]?.node;
    const fn = def?.type === 'VariableDeclarator' ? def.init : def;
    return isFunction(fn) ? fn.returnType?.typeAnnotation : undefined;
  }
  const name =
    callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' ? memberName(callee) : null;
  if (name === null) return undefined;
  for (const member of enclosingClass(callee)?.body.body ?? [])
    if (member.type === 'MethodDefinition' && memberName(member) === name && isFunction(member.value))
      return member.value.returnType?.typeAnnotation;
  return undefined;
}

/** Asks for each variable only once: minified code assigns a few of them thousands of times from one another. */
function entityOfDefined(unit: Unit, variable: Variable, asked: Asked): Entity | null {
  const known = asked.answers.get(variable);
  if (known !== undefined) return known;
  asked.answers.set(variable, null);
  const found = entityOfVariable(unit, variable, asked);
  asked.answers.set(variable, found);
  return found;
}

function entityOfVariable(unit: Unit, variable: Variable, asked: Asked): Entity | null {
  const def = variable.defs[0]!;
  switch (def.type) {
    case 'ImportBinding':
      return entityOfImport(def.node, def.parent);
    case 'Variable': {
      if (def.node.type !== 'VariableDeclarator') return null;
      const path = patternPath(def.node.id, def.name);
      if (!path) return null;
      const named = def.node.init && throughPath(unit, entityByScope(unit, def.node.init, deeper(asked)), path, asked);
      if (named) return named;
      for (const reference of variable.references) {
        if (reference.init || !reference.isWrite() || !reference.writeExpr) continue;
        const written = entityByScope(unit, reference.writeExpr, deeper(asked));
        if (written) return written;
      }
      return path.names.length === 0 && def.node.id.type === 'Identifier'
        ? entityOfType(unit, def.node.id.typeAnnotation?.typeAnnotation, deeper(asked))
        : null;
    }
    case 'Parameter': {
      for (const parameter of isFunction(def.node) ? def.node.params : []) {
        const target = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
        const path = patternPath(target, def.name);
        if (!path) continue;
        const annotation = annotationOf(target);
        const typed =
          path.names.length === 0
            ? annotation
            : path.names.length === 1
              ? memberType(unit, annotation, path.names[0]!)
              : undefined;
        const named =
          entityOfType(unit, typed, deeper(asked)) ??
          (path.fallback ? entityByScope(unit, path.fallback, deeper(asked)) : null);
        return named ?? (path.names.length === 0 ? passedEntity(unit, def.node, parameter, asked) : null);
      }
      return null;
    }
    default:
      return null;
  }
}

/** What somebody in this file passes for a parameter of a function: whoever passes something else passes the like. */
function passedEntity(unit: Unit, fn: TSESTree.Node, parameter: TSESTree.Node, asked: Asked): Entity | null {
  if (!isFunction(fn)) return null;
  const name = idOf(fn);
  const index = fn.params.indexOf(parameter as TSESTree.Parameter);
  for (const { identifier } of (name && unit.variable(name)?.references) ?? []) {
    const call = identifier.parent;
    const argument = call.type === 'CallExpression' && call.callee === identifier ? call.arguments[index] : undefined;
    // What is only handed down is not looked for any further.
    if (!argument || unit.variable(argument)?.defs[0]?.type === 'Parameter') continue;
    const passed = entityByScope(unit, argument, deeper(asked));
    if (passed) return passed;
  }
  return null;
}

function entityOfImport(node: TSESTree.Node, parent: TSESTree.Node | null | undefined): Entity | null {
  if (node.type === 'TSImportEqualsDeclaration')
    return node.moduleReference.type === 'TSExternalModuleReference'
      ? moduleEntity(stringValue(node.moduleReference.expression) ?? '')
      : null;
  if (parent?.type !== 'ImportDeclaration') return null;
  const module = moduleEntity(parent.source.value);
  if (node.type !== 'ImportSpecifier') return module;
  const imported = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
  return memberOf(module, imported);
}

interface PatternPath {
  readonly names: readonly string[];
  /** The default that applies to the identifier itself, or to the whole. */
  readonly fallback: TSESTree.Expression | null;
}

/** The property names that lead from a pattern to one of its identifiers. */
function patternPath(
  pattern: TSESTree.Node,
  target: TSESTree.Node,
  names: readonly string[] = [],
  fallback: TSESTree.Expression | null = null,
): PatternPath | null {
  if (pattern === target) return { names, fallback };
  switch (pattern.type) {
    case 'AssignmentPattern':
      return patternPath(pattern.left, target, names, pattern.right);
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') continue;
        const name = memberName(property);
        const found = name === null ? null : patternPath(property.value, target, [...names, name], null);
        if (found) return found;
      }
      return null;
    default:
      return null;
  }
}

function throughPath(unit: Unit, entity: Entity | null, path: PatternPath, asked: Asked): Entity | null {
  if (entity) return path.names.reduce(memberOf, entity);
  return path.fallback ? entityByScope(unit, path.fallback, deeper(asked)) : null;
}

/** `this.name`: what the class initialises, annotates or assigns the field with. */
function fieldEntity(unit: Unit, access: TSESTree.MemberExpression, name: string, asked: Asked): Entity | null {
  const owner = enclosingClass(access);
  if (!owner) return null;
  const field = owner.body.body.find(
    (member): member is TSESTree.PropertyDefinition | TSESTree.AccessorProperty =>
      (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && memberName(member) === name,
  );
  const made =
    (field?.value && entityByScope(unit, field.value, deeper(asked))) ?? assignedEntity(unit, owner, name, asked);
  return made ?? entityOfType(unit, field?.typeAnnotation?.typeAnnotation, deeper(asked));
}

/** What the constructor puts into a field: a parameter property, or an assignment. */
function assignedEntity(unit: Unit, owner: ClassNode, name: string, asked: Asked): Entity | null {
  const parameter = parameterProperty(owner, name);
  if (parameter)
    return (
      entityOfType(unit, parameter.target.typeAnnotation?.typeAnnotation, deeper(asked)) ??
      (parameter.usual && entityByScope(unit, parameter.usual, deeper(asked)))
    );
  const body = constructorOf(owner)?.body;
  for (const statement of body?.type === 'BlockStatement' ? body.body : []) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue;
    const { left, right } = statement.expression;
    if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && memberName(left) === name)
      return entityByScope(unit, right, deeper(asked));
  }
  return null;
}

/** An instance that behaves as the module it comes from. */
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
      const variable = unit.variable(root);
      if (!variable?.defs.length && VIEWS.has(root.name)) {
        // A part of an instance is no instance, but a part of a module has the same functions.
        const viewed = entityOfType(unit, type.typeArguments?.params[0], deeper(asked));
        return viewed?.instance === false ? viewed : null;
      }
      if (!variable?.defs.length) return { module: 'global', path: path.at(-1) ?? root.name, instance: true };
      const def = variable.defs[0]!;
      if (def.type === 'ImportBinding') {
        const imported = entityOfImport(def.node, def.parent);
        return imported && likeModule({ ...imported, path: path.at(-1) ?? imported.path, instance: true });
      }
      return def.type === 'Type' && def.node.type === 'TSTypeAliasDeclaration'
        ? entityOfType(unit, def.node.typeAnnotation, deeper(asked))
        : null;
    }
    default:
      return null;
  }
}

/** Types that have members of another one, as they are. */
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
  const node = unit.variable(type.typeName)?.defs[0]?.node;
  return node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration' ? node : undefined;
}

function signatureMember(members: readonly TSESTree.TypeElement[], name: string): TSESTree.TypeNode | undefined {
  for (const member of members)
    if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === name)
      return member.typeAnnotation?.typeAnnotation;
  return undefined;
}
