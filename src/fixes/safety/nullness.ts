/** Whether what a variable holds is certainly there at a place: by its type, or by what every way to that place has gone through. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge } from '../../cfg/index.js';
import { declaratorOf } from '../../syntax/bindings.js';
import { enclosingFunction, isFunction, isNothing, isWithin, unwrap } from '../../syntax/nodes.js';
import type { Variable } from '../../syntax/unit.js';
import { isConstant } from '../../syntax/variables.js';
import type { Place, Reach } from './reachability.js';
import type { AccessPath, ReleaseContext } from '../release/release.js';
import type { Held, FixContext } from '../fix-context.js';

/**
 * How a holder has to be mentioned at a place, as optional chains go.
 *
 * @param isMissing whether the variable is known to have sometimes no value there
 */
export function accessPathAt(
  site: FixContext,
  { variable, path, holder }: Held,
  place: Place,
  isMissing = false,
): Pick<ReleaseContext, 'nullable' | 'chain'> {
  // What the type of a promise says is about what it is for.
  const isAbsent =
    isMissing ||
    (mayBeAbsent(site, variable) && !(holder.promise && isConstant(variable)) && !isNonNullAt(site, variable, place));
  if (path.length === 0) return { nullable: isAbsent };
  const name = variable.identifiers[0];
  const chain = chained(site, name, [variable.name, ...path], isAbsent);
  const nullable = name === undefined || (site.oracle.isNullable(site.unit, name, path) ?? true);
  return { nullable, ...(chain.steps.some(({ optional }) => optional) ? { chain } : {}) };
}

/**
 * A path with a question mark after everything on the way that has sometimes no value: the first by `isAbsent` or by
 * its type, the others by theirs.
 *
 * @param value what the first name stands for
 */
export function chained(
  site: FixContext,
  value: TSESTree.Node | undefined,
  names: readonly string[],
  isAbsent: boolean,
): AccessPath {
  const isLoose = (index: number): boolean =>
    (index === 0 && isAbsent) || (value !== undefined && site.mayBeNothing(value, names.slice(1, index + 1)));
  const [root, ...properties] = names;
  return { root: root!, steps: properties.map((name, index) => ({ name, optional: isLoose(index) })) };
}

/**
 * Whether every way to the place comes by something that only goes on where the variable has a value, and by nothing
 * that takes it away again.
 */
export function isNonNullAt(site: FixContext, variable: Variable, place: Place): boolean {
  const at = place.kind === 'end' ? place.block : place.node;
  const { isNulledOutside, taken, proofs, handlers } = evidenceOf(site, variable, enclosingFunction(at));
  if (isNulledOutside || handlers.some(({ node, isFinal }) => isFinal && isWithin(at, node))) return false;
  const barriers = { nodes: proofs, bars: (edge: Edge) => provesIt(site, variable, edge) };
  const starts = [...taken, ...handlers.filter(({ isFinal }) => !isFinal).map(({ node }) => node)];
  const approach = site.reach.to(place, barriers);
  return !approach.isAtEntry() && !starts.some((start) => approach.isAfter(start));
}

/** What a function says of whether a variable has a value, wherever that is asked. */
interface Evidence {
  /** Another function may take its value away. */
  readonly isNulledOutside: boolean;
  /** What takes it away. */
  readonly taken: readonly TSESTree.Node[];
  /** What only goes on where there is one. */
  readonly proofs: readonly TSESTree.Node[];
  /** Where control may be instead: as TypeScript sees it, anything in a `try` may throw. */
  readonly handlers: readonly { readonly node: TSESTree.Node; readonly isFinal: boolean }[];
}

const evidence = new WeakMap<Reach, Map<Variable, Map<TSESTree.Node | null, Evidence>>>();

/** A function is read once for each variable, not for each place. */
function evidenceOf(site: FixContext, variable: Variable, owner: TSESTree.Node | null): Evidence {
  let byVariable = evidence.get(site.reach);
  if (!byVariable) evidence.set(site.reach, (byVariable = new Map<Variable, Map<TSESTree.Node | null, Evidence>>()));
  let byOwner = byVariable.get(variable);
  if (!byOwner) byVariable.set(variable, (byOwner = new Map<TSESTree.Node | null, Evidence>()));
  let known = byOwner.get(owner);
  if (!known) byOwner.set(owner, (known = gatherEvidence(site, variable, owner)));
  return known;
}

function gatherEvidence(site: FixContext, variable: Variable, owner: TSESTree.Node | null): Evidence {
  const writes = new Set(
    variable.references.filter((reference) => reference.isWrite()).map(({ identifier }) => identifier as TSESTree.Node),
  );
  const nulling = new Set([...writes].filter((write) => !givesValue(site, write)));
  const proofs = variable.references
    .map(({ identifier }) => identifier as TSESTree.Node)
    .filter((mention) => enclosingFunction(mention) === owner)
    .filter((mention) => (writes.has(mention) ? !nulling.has(mention) : isProof(site, mention)))
    .map((mention) => effectOf(mention));
  const handlers = new Map(proofs.flatMap((proof) => handlersOf(proof)).map((handler) => [handler.node, handler]));
  return {
    isNulledOutside: [...nulling].some((write) => enclosingFunction(write) !== owner),
    taken: [...nulling].map(({ parent }) => parent!),
    proofs: [...new Set(proofs)],
    handlers: [...handlers.values()],
  };
}

/** `(error, data) => …`: the parameter by which a callback is told that what it acquires has no body; undefined where it is not told. */
export function errorOf({ acquire, unit }: FixContext): Variable | undefined {
  const [error, ...others] = isFunction(acquire.parent) ? acquire.parent.params : [];
  return error && others.some((parameter) => parameter === acquire)
    ? unit.variablesOf(acquire.parent!).find(({ identifiers }) => identifiers.some((name) => isWithin(name, error)))
    : undefined;
}

/** Whether control comes to the place in a callback that has not been told of an error, on every way. */
export function hasSucceeded(site: FixContext, error: Variable, place: Place): boolean {
  const node = place.kind === 'end' ? place.block : place.node;
  return (
    enclosingFunction(node) === site.acquire.parent &&
    isConstant(error) &&
    !site.reach.around(place, { nodes: [], bars: (edge) => failsBy(site, error, edge) === false })
  );
}

/**
 * Whether an edge says that there is an error (`error`, `error !== null`), or that there is none; undefined where it
 * says something else.
 */
export function failsBy(site: FixContext, error: Variable, edge: Edge): boolean | undefined {
  const told = presenceBy(edge);
  return told && isMention(site, error, told.value) ? told.isThere : undefined;
}

/** What an edge tells of a value: that it is there, or that it is null or undefined. */
interface Presence {
  readonly value: TSESTree.Node;
  readonly isThere: boolean;
  /** It may be undefined where it is not null, or the other way round. */
  readonly isStrict: boolean;
}

/** `if (response)`, `response?.ok`, `response !== null`. */
export function presenceBy(edge: Edge): Presence | null {
  if (edge.kind === 'nullish') return { value: unwrap(edge.test), isThere: !edge.outcome, isStrict: false };
  if (edge.kind !== 'branch') return null;
  const test = unwrap(edge.test);
  if (test.type !== 'BinaryExpression') return { value: test, isThere: edge.outcome, isStrict: false };
  const { operator, left, right } = test;
  const value = isNothing(right) ? left : isNothing(left) ? right : null;
  return value && /^[!=]==?$/.test(operator)
    ? { value: unwrap(value), isThere: edge.outcome === operator.startsWith('!'), isStrict: operator.length === 3 }
    : null;
}

const isMention = ({ unit }: FixContext, variable: Variable, node: TSESTree.Node): boolean =>
  node.type === 'Identifier' && unit.variable(node) === variable;

function mayBeAbsent(site: FixContext, variable: Variable): boolean {
  const identifier = variable.identifiers[0];
  const typed = identifier ? site.oracle.isNullable(site.unit, identifier) : null;
  if (typed !== null) return typed;
  const declarator = declaratorOf(variable);
  return declarator !== null && (!declarator.init || !isValue(declarator.init));
}

/** An expression that has a value, as far as can be told without types. */
function isValue(expression: TSESTree.Node): boolean {
  const value = unwrap(expression);
  const given = value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
  // What a chain may stop before.
  if (given.parent?.type === 'ChainExpression') return false;
  if (given.type === 'NewExpression') return true;
  return (
    given.type === 'CallExpression' &&
    !(
      given.callee.type === 'MemberExpression' &&
      given.callee.property.type === 'Identifier' &&
      given.callee.property.name === 'catch'
    )
  );
}

/** Whether what is written to the variable there has a value. */
function givesValue(site: FixContext, name: TSESTree.Node): boolean {
  const { parent } = name;
  const right =
    parent?.type === 'VariableDeclarator' && parent.id === name
      ? parent.init
      : parent?.type === 'AssignmentExpression' && parent.left === name && parent.operator === '='
        ? parent.right
        : null;
  if (!right) return false;
  const typed = site.oracle.isNullable(site.unit, right);
  return typed === null ? isValue(right) : !typed;
}

/** A mention that throws where there is no value, or that stands where a test has said so. */
function isProof(site: FixContext, mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type === 'MemberExpression' && parent.object === mention) return !parent.optional;
  return site.oracle.isNullable(site.unit, mention) === false;
}

/** What has been evaluated once the mention has had its effect. */
const effectOf = (mention: TSESTree.Node): TSESTree.Node =>
  mention.parent?.type === 'AssignmentExpression' ||
  mention.parent?.type === 'VariableDeclarator' ||
  mention.parent?.type === 'MemberExpression'
    ? mention.parent
    : mention;

/** Where control may be at once after it has been before `node`: the `catch` and `finally` of every `try` around it. */
function handlersOf(node: TSESTree.Node): { readonly node: TSESTree.Node; readonly isFinal: boolean }[] {
  const { parent } = node;
  if (!parent || parent === enclosingFunction(node)) return [];
  const own =
    parent.type !== 'TryStatement' || node === parent.finalizer
      ? []
      : [
          { node: node === parent.block ? parent.handler : null, isFinal: false },
          { node: parent.finalizer, isFinal: true },
        ];
  return [
    ...own.flatMap(({ node: handler, isFinal }) => (handler ? [{ node: handler, isFinal }] : [])),
    ...handlersOf(parent),
  ];
}

/** A test that the variable has passed: `if (response)`, `response?.ok`, `response?.status === 200`. */
function provesIt(site: FixContext, variable: Variable, edge: Edge): boolean {
  const told = presenceBy(edge);
  if (told) return told.isThere && !told.isStrict && isMention(site, variable, startOf(told.value));
  const test = edge.kind === 'branch' && edge.outcome ? unwrap(edge.test) : null;
  return (
    test?.type === 'BinaryExpression' &&
    test.operator === '===' &&
    unwrap(test.right).type === 'Literal' &&
    isMention(site, variable, startOf(test.left))
  );
}

/** What a chain of properties and calls starts from. */
function startOf(node: TSESTree.Node): TSESTree.Node {
  const value = unwrap(node);
  return value.type === 'MemberExpression'
    ? startOf(value.object)
    : value.type === 'CallExpression'
      ? startOf(value.callee)
      : value;
}
