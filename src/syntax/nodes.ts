/** Questions about one ESTree node: no flow, no types, no scopes. */
import type { TSESTree } from '@typescript-eslint/utils';

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The node exists only for the type checker or for `?.`: it has the value of its inner expression. */
export function isTransparent(
  node: TSESTree.Node,
): node is
  | TSESTree.TSAsExpression
  | TSESTree.TSSatisfiesExpression
  | TSESTree.TSNonNullExpression
  | TSESTree.TSTypeAssertion
  | TSESTree.TSInstantiationExpression
  | TSESTree.ChainExpression {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return true;
    default:
      return false;
  }
}

/** The expression without the transparent nodes around it. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}

/** The expression with the transparent nodes around it. */
export function outermost(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (outer.parent && isTransparent(outer.parent)) outer = outer.parent;
  return outer;
}

/** The name of a member expression or a property, or null if it is computed at run time. */
export function memberName(
  node:
    | TSESTree.MemberExpression
    | TSESTree.Property
    | TSESTree.MethodDefinition
    | TSESTree.PropertyDefinition
    | TSESTree.AccessorProperty,
): string | null {
  const key: TSESTree.Node = node.type === 'MemberExpression' ? node.property : node.key;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'Literal') return String(key.value);
  return symbolName(key);
}

/** `@@asyncDispose` for `Symbol.asyncDispose`. */
function symbolName(key: TSESTree.Node): string | null {
  if (
    key.type === 'MemberExpression' &&
    !key.computed &&
    key.object.type === 'Identifier' &&
    key.object.name === 'Symbol' &&
    key.property.type === 'Identifier'
  )
    return `@@${key.property.name}`;
  return null;
}

/** The text of a string literal or of a template without holes. */
export function stringValue(node: TSESTree.Node | null | undefined): string | null {
  if (!node) return null;
  const value = unwrap(node);
  if (value.type === 'Literal' && typeof value.value === 'string') return value.value;
  if (value.type === 'TemplateLiteral' && value.expressions.length === 0) return value.quasis[0]?.value.cooked ?? null;
  return null;
}

/**
 * The last property `name` of an object literal; null if there is none, or if a later spread may override it.
 */
export function propertyOf(object: TSESTree.Node | null | undefined, name: string): TSESTree.Node | null {
  return (object && lastWritten(object, name)) ?? null;
}

/** The same; undefined if there is certainly none, and null if it is unknown. */
function lastWritten(object: TSESTree.Node, name: string): TSESTree.Node | null | undefined {
  const literal = unwrap(object);
  if (literal.type !== 'ObjectExpression') return null;
  for (const property of literal.properties.toReversed()) {
    const found =
      property.type === 'SpreadElement'
        ? lastWritten(property.argument, name)
        : memberName(property) === name
          ? property.value
          : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The identifier of a function: its own name, or the variable that it is assigned to. */
export function idOf(fn: FunctionNode): TSESTree.Identifier | null {
  if (fn.type === 'FunctionDeclaration') return fn.id;
  return fn.parent.type === 'VariableDeclarator' && fn.parent.id.type === 'Identifier' ? fn.parent.id : null;
}

/** A literal `null` or `undefined`. */
export function isNothing(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    (value.type === 'Literal' && value.raw === 'null') || (value.type === 'Identifier' && value.name === 'undefined')
  );
}

/** The nearest function around `node`, not counting `node` itself. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}

/** Whether the range of `inner` is inside that of `outer`. */
export function isWithin(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Child nodes in source order, by the given visitor keys; `parent` is never followed. */
export function childrenOf(
  node: TSESTree.Node,
  visitorKeys: Readonly<Record<string, readonly string[] | undefined>>,
): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  const record = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? Object.keys(node)) {
    if (key === 'parent') continue;
    const value = record[key];
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

/**
 * All nodes below `root`, those in front first.
 *
 * @param isEntered whether to include the descendants of a node; by default all are included
 */
export function descendantsOf(
  root: TSESTree.Node,
  visitorKeys: Readonly<Record<string, readonly string[] | undefined>>,
  isEntered: (node: TSESTree.Node) => boolean = () => true,
): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  const stack = childrenOf(root, visitorKeys).reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    found.push(node);
    if (isEntered(node)) stack.push(...childrenOf(node, visitorKeys).reverse());
  }
  return found;
}

function isNode(value: unknown): value is TSESTree.Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { type?: unknown }).type === 'string' &&
    Array.isArray((value as { range?: unknown }).range)
  );
}

/** Sets the parent of every node below `root`. The caller of the parser has to do this. */
export function linkParents(
  root: TSESTree.Node,
  visitorKeys: Readonly<Record<string, readonly string[] | undefined>>,
): void {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const child of childrenOf(node, visitorKeys)) {
      (child as { parent?: TSESTree.Node }).parent = node;
      stack.push(child);
    }
  }
}
