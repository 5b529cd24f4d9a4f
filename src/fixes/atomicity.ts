/**
 * Whether an `await` may be written at a place: between two statements that share what other tasks can change, it lets those tasks in.
 *
 * `const id = counter; counter = id + 1;` is safe only as long as nothing is waited for in between. So are a check and the act that relies on it.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Element } from '../cfg/index.js';
import { isLogging } from '../types/loggers.js';
import { functionNamed } from '../syntax/functions.js';
import {
  descendantsOf,
  enclosingFunction,
  isFunction,
  isWithin,
  memberName,
  unwrap,
  type FunctionNode,
} from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import type { Place } from './reachability.js';
import type { FixContext } from './fix-context.js';

/** What is printed, which all tasks share. */
const OUTPUT = '<printed>';

/** Objects of the platform that programs keep state in. */
const GLOBALS = new Set(['process', 'globalThis', 'global', 'window', 'self']);

/** How deep calls of functions in the file are looked into. */
const MAX_DEPTH = 2;

/** Methods that change nothing, by name. Of any other method nothing is known, so it may. */
const LOOKS =
  /^(?:get|has|includes|indexOf|find|some|every|at|keys|values|entries|slice|map|filter|join|toString|is[A-Z]\w*)$/;

/** What a stretch of code does with state that it shares, by the name of what is shared: whether it writes. */
type Accesses = Map<string, boolean>;

/** Whether an `await` at the place would separate statements that share state, one of which writes it. */
export function splitsSection(site: FixContext, place: Place): boolean {
  // Behind the end of a function there is nothing.
  if (place.kind === 'end' && (place.block.type === 'Program' || isFunction(place.block.parent))) return false;
  const { before, after } = sectionAround(site, place);
  if (before.length === 0 || after.length === 0) return false;
  if (before.some((node) => isPending(site, node, after))) return true;
  const earlier = accessesIn(site.unit, before);
  const later = earlier.size > 0 ? accessesIn(site.unit, after) : new Map<string, boolean>();
  return [...earlier].some(([name, writes]) => later.has(name) && (writes || later.get(name) === true));
}

/** Whether a promise or an emitter has just been made that is only attended to behind the place: until then it may reject, or tell something, to nobody. */
function isPending({ unit, oracle }: FixContext, node: TSESTree.Node, after: readonly TSESTree.Node[]): boolean {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return false;
  const made = unwrap(node.init);
  if (made.type !== 'CallExpression' && made.type !== 'NewExpression') return false;
  const variable = unit.variable(node.id);
  if (!variable?.references.some(({ identifier }) => after.some((one) => isWithin(identifier, one)))) return false;
  const typed = oracle.hasProperty(unit, node.id, ['once']);
  if (typed !== null) return typed || oracle.isPromise(unit, made);
  const called = made.type === 'CallExpression' ? calledFunction(unit, unwrap(made.callee)) : null;
  return (
    called?.async === true ||
    (made.type === 'NewExpression' &&
      made.callee.type === 'Identifier' &&
      /^(?:Promise|EventEmitter|EventTarget)$/.test(made.callee.name))
  );
}

/** What runs without a wait right before the place, and right after. */
function sectionAround(
  site: FixContext,
  place: Place,
): { readonly before: readonly TSESTree.Node[]; readonly after: readonly TSESTree.Node[] } {
  const owner = place.kind === 'before' ? place.node : place.block;
  const backward = site.reach.backward(site.reach.graphAround(owner));
  const isInside = (node: TSESTree.Node): boolean => place.kind === 'before' && isWithin(node, place.node);
  const { blocks, edges } = site.reach.meeting(place);
  const first = [...blocks].map((block): Position => ({
    block,
    index: block.elements.findIndex(({ node }) => isInside(node)),
  }));
  const before = [...first, ...edges.map(({ to }): Position => ({ block: to, index: to.elements.length }))];
  const after = [...first, ...edges.map(({ edge }): Position => ({ block: edge.to, index: 0 }))];
  const earlier = collect(
    before,
    ({ elements }, index) => elements.slice(0, index).reverse(),
    (block) => backward[block.id]!.edges.map(({ to }) => ({ block: to, index: to.elements.length })),
  );
  const later = collect(
    after,
    ({ elements }, index) => elements.slice(index),
    (block) => block.edges.filter(({ kind }) => kind !== 'exception').map(({ to }) => ({ block: to, index: 0 })),
  );
  return { before: earlier.filter((node) => !isInside(node)), after: later };
}

interface Position {
  readonly block: Block;
  readonly index: number;
}

/** The elements that are come to from the positions before anything is waited for. */
function collect(
  starts: readonly Position[],
  elementsOf: (block: Block, index: number) => readonly Element[],
  onward: (block: Block) => readonly Position[],
): TSESTree.Node[] {
  const found = new Set<TSESTree.Node>();
  const seen = new Set<Block>();
  const queue = [...starts];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const elements = elementsOf(at.block, at.index);
    const stop = elements.findIndex(({ node }) => node.type === 'AwaitExpression' || node.type === 'YieldExpression');
    for (const { node } of stop < 0 ? elements : elements.slice(0, stop)) found.add(node);
    if (stop >= 0 || seen.has(at.block)) continue;
    seen.add(at.block);
    queue.push(...onward(at.block));
  }
  return [...found];
}

/** What elements of a graph, which are expressions without their operands, do with shared state. */
function accessesIn(unit: Unit, nodes: readonly TSESTree.Node[], depth = 0): Accesses {
  const found: Accesses = new Map();
  const note = (name: string | null, writes: boolean): void => {
    if (name !== null && name !== 'this') found.set(name, writes || found.get(name) === true);
  };
  for (const node of nodes) {
    switch (node.type) {
      case 'Identifier':
        note(nameOf(unit, node), false);
        break;
      case 'MemberExpression':
        note(nameOf(unit, node), false);
        break;
      case 'UpdateExpression':
        note(nameOf(unit, node.argument), true);
        break;
      case 'UnaryExpression':
        if (node.operator === 'delete') note(nameOf(unit, node.argument), true);
        break;
      case 'AssignmentExpression':
        note(nameOf(unit, node.left), true);
        if (node.operator !== '=') note(nameOf(unit, node.left), false);
        break;
      case 'CallExpression': {
        const callee = unwrap(node.callee);
        if (
          isLogging(unit, callee, null) ||
          (callee.type === 'MemberExpression' &&
            callee.object.type === 'Identifier' &&
            callee.object.name === 'console')
        ) {
          // Lines that belong together are printed together.
          note(OUTPUT, true);
          break;
        }
        if (callee.type === 'MemberExpression')
          note(nameOf(unit, callee.object), !LOOKS.test(memberName(callee) ?? ''));
        const fn = depth < MAX_DEPTH ? calledFunction(unit, callee) : null;
        if (fn) for (const [name, writes] of accessesIn(unit, run(unit, fn), depth + 1)) note(name, writes);
        break;
      }
      default:
    }
  }
  return found;
}

/** The function of this file that a name stands for, or the method of the class around it. */
function calledFunction(unit: Unit, callee: TSESTree.Node): FunctionNode | null {
  if (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression') {
    let at: TSESTree.Node | undefined = callee;
    while (at && at.type !== 'ClassBody') at = at.parent;
    const member = at?.body.find((one) => one.type === 'MethodDefinition' && memberName(one) === memberName(callee));
    return member?.type === 'MethodDefinition' && isFunction(member.value) ? member.value : null;
  }
  return functionNamed(unit, callee);
}

/** What runs when a function is called. */
const run = (unit: Unit, { body }: FunctionNode): TSESTree.Node[] => [
  body,
  ...descendantsOf(body, unit.visitorKeys, (node) => !isFunction(node)),
];

/** A name for what an expression refers to where other tasks can reach it: a variable of an outer scope that changes, a property; null for what is local. */
function nameOf(unit: Unit, expression: TSESTree.Node): string | null {
  const value = unwrap(expression);
  if (value.type === 'ThisExpression') return 'this';
  if (value.type === 'Identifier') {
    const variable = unit.variable(value);
    return variable?.defs.length && isShared(variable, value) && !(isConstant(variable) && isPlain(value))
      ? String(unit.id(variable))
      : null;
  }
  if (value.type !== 'MemberExpression') return null;
  const owner = unwrap(value.object);
  const variable = owner.type === 'Identifier' ? unit.variable(owner) : undefined;
  if (variable?.defs.length)
    return isShared(variable, value) ? `${unit.id(variable)}.${memberName(value) ?? '*'}` : null;
  if (owner.type === 'Identifier') return GLOBALS.has(owner.name) ? `${owner.name}.${memberName(value) ?? '*'}` : null;
  const outer = nameOf(unit, owner);
  return outer === null ? null : `${outer}.${memberName(value) ?? '*'}`;
}

/** A mention whose value is merely read: that of a constant is the same before and after. */
const isPlain = ({ parent }: TSESTree.Node): boolean => parent?.type !== 'MemberExpression';

/** Whether more than the run at hand has what the variable stands for: it belongs to an outer scope, or is a parameter, or was taken from elsewhere. */
function isShared(variable: Variable, at: TSESTree.Node): boolean {
  const [definition] = variable.defs;
  if (definition?.type === 'FunctionName') return false;
  if (definition?.type === 'ClassName') return at.type === 'MemberExpression';
  // What a package exports is no state of the program, as far as can be told.
  if (
    definition?.type === 'ImportBinding' &&
    !(definition.parent.type === 'ImportDeclaration' && definition.parent.source.value.startsWith('.'))
  )
    return false;
  const home = variable.scope.variableScope.block;
  if ((enclosingFunction(at) ?? null) !== (isFunction(home) ? home : null)) return true;
  if (at.type !== 'MemberExpression') return false;
  if (definition?.type === 'Parameter') return true;
  const init =
    definition?.node.type === 'VariableDeclarator' && definition.node.init ? unwrap(definition.node.init) : null;
  // What is made here is nobody else's yet, nor is what is waited for.
  return (
    !init ||
    !/^(?:ObjectExpression|ArrayExpression|NewExpression|AwaitExpression|Literal|TemplateLiteral|BinaryExpression|ArrowFunctionExpression|FunctionExpression)$/.test(
      init.type,
    )
  );
}
