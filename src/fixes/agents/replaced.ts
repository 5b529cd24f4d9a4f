/** Agents that another one takes the place of, or that a map drops: closed before that. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { closingMethods, isAgentOption } from '../../protocols/capabilities.js';
import { bindingOf } from '../../syntax/bindings.js';
import { enclosingClass, type ClassNode } from '../../syntax/classes.js';
import { descendantsOf, isNothing, memberName, outermost, unwrap } from '../../syntax/nodes.js';
import { isExported } from '../../syntax/variables.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { insertBefore, isListed } from '../text/insert.js';
import { releaseStatement } from '../text/print.js';
import { pathTo, type AccessPath } from '../release/release.js';

const REPLACED = 'After this, the old agent refuses every request: check that no other code uses it.';
const CUT = 'The old agent interrupts every running request: check that none is running when it is replaced.';

/** Whether another agent is assigned to the same variable or field. */
export const isReplaced = (site: FixContext, exits: readonly Exit[]): boolean =>
  exits.some((exit) => targetOf(site, exit) !== null);

/** `this.agent.close().catch(() => {});` before `this.agent = new Agent(…);`. */
export function planAgentReplaced(site: FixContext, exit: Exit): Part {
  const target = targetOf(site, exit);
  const statement = target?.parent?.parent;
  const path = target && pathOf(target);
  if (!target || !path || statement?.type !== 'ExpressionStatement' || !isListed(statement))
    return refuse('the assignment that replaces it is not a statement of its own');
  const release = site.releases.of(
    { path, handle: site.protocol.root, promise: false },
    {
      canAwait: false,
      swallow: true,
      maybeRead: true,
      nullable: site.oracle.isNullable(site.unit, target) ?? !isMadeAtOnce(site, target),
    },
  );
  if (!release) return refuse('no release can be written for this client');
  const form = site.protocol.handles[site.protocol.root]!.release!.cancel;
  return {
    edits: insertBefore(site, statement, [releaseStatement(release)]),
    check: form.cutsReaders ? CUT : isOnlyAsked(site, target) ? null : REPLACED,
  };
}

/** `agents.get(key)?.close().catch(() => {});` before `agents.delete(key);`. */
export function planAgentDropped(site: FixContext, { range }: Exit): Part {
  const call = site.node(range, ({ type }) => type === 'CallExpression');
  const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
  const statement = call?.parent;
  if (
    call?.type !== 'CallExpression' ||
    callee?.type !== 'MemberExpression' ||
    statement?.type !== 'ExpressionStatement'
  )
    return refuse('the call that drops it is not a statement of its own');
  const [key, ...others] = call.arguments;
  if (!key || others.length > 0 || key.type !== 'Identifier')
    return refuse('the call that drops it names no key of the map');
  if (!isListed(statement)) return refuse('the call that drops it is not in a block');
  const release = site.releases.of(
    { path: pathTo(`${site.text(callee.object)}.get(${key.name})`), handle: site.protocol.root, promise: false },
    { canAwait: false, swallow: true, maybeRead: true, nullable: true },
  );
  if (!release) return refuse('no release can be written for this client');
  const form = site.protocol.handles[site.protocol.root]!.release!.cancel;
  return {
    edits: insertBefore(site, statement, [releaseStatement(release)]),
    check: form.cutsReaders ? CUT : REPLACED,
  };
}

/**
 * Whether every request takes the agent out of the variable or field at the moment when it is sent, so that none is sent with the old
 * one after it has been replaced: nothing keeps it, and no code elsewhere has it or can replace it.
 */
function isOnlyAsked(site: FixContext, target: TSESTree.Node): boolean {
  const mentions = mentionsOf(site, target) ?? [];
  // A field that nothing closes keeps the last one of each instance: a close of those before it mends half, and no run after it says so.
  const isKept = target.type === 'MemberExpression' && !mentions.some(isClosed);
  return mentions.length > 0 && !isKept && mentions.every((mention) => isWritten(mention) ?? isAsked(site, mention));
}

/** `this.#agent?.close()` */
function isClosed(mention: TSESTree.Node): boolean {
  const { parent } = outermost(mention);
  return (
    parent?.type === 'MemberExpression' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent &&
    closingMethods.has(memberName(parent) ?? '')
  );
}

/** Every mention of a variable of this file, or of a private field; null for others. */
function mentionsOf({ unit }: FixContext, target: TSESTree.Node): readonly TSESTree.Node[] | null {
  const variable = target.type === 'Identifier' ? unit.variable(target) : undefined;
  if (variable)
    return isExported(variable) ? null : variable.references.map(({ identifier }) => identifier as TSESTree.Node);
  const owner = enclosingClass(target);
  const name = target.type === 'MemberExpression' ? memberName(target) : null;
  if (!owner || name === null || target.type !== 'MemberExpression' || !isPrivate(owner, target.property, name))
    return null;
  return descendantsOf(owner.body, unit.visitorKeys).filter(
    (node) => node.type === 'MemberExpression' && memberName(node) === name,
  );
}

const isPrivate = ({ body }: ClassNode, { type }: TSESTree.Node, name: string): boolean =>
  type === 'PrivateIdentifier' ||
  body.body.some(
    (member) =>
      member.type === 'PropertyDefinition' && member.accessibility === 'private' && memberName(member) === name,
  );

/** Whether what is assigned is made there, or nothing; null where nothing is assigned. */
function isWritten(mention: TSESTree.Node): boolean | null {
  const { parent } = mention;
  const value =
    parent?.type === 'AssignmentExpression' && parent.left === mention
      ? parent.right
      : parent?.type === 'VariableDeclarator' && parent.id === mention
        ? parent.init
        : undefined;
  if (value === undefined) return null;
  return value === null || isNothing(unwrap(value)) || unwrap(value).type === 'NewExpression';
}

/** Whether a request is sent with it there, or it is closed, or merely looked at. */
function isAsked(site: FixContext, mention: TSESTree.Node): boolean {
  const node = outermost(mention);
  const parent = node.parent!;
  if (parent.type === 'MemberExpression' && parent.object === node && parent.parent.type === 'CallExpression')
    return closingMethods.has(memberName(parent) ?? '') || isSentAtOnce(site, parent.parent);
  if (
    parent.type === 'Property' &&
    isAgentOption(memberName(parent) ?? '') &&
    parent.parent.parent.type === 'CallExpression'
  )
    return isSentAtOnce(site, parent.parent.parent);
  return parent.type === 'UnaryExpression' || parent.type === 'IfStatement' || parent.type === 'BinaryExpression';
}

/** Whether a call sends a request, and no other one later by itself. */
function isSentAtOnce({ oracle, unit }: FixContext, call: TSESTree.CallExpression): boolean {
  const acquired = oracle.acquisition(unit, call);
  return acquired !== null && acquired.protocol.followsRedirects !== true;
}

/** `let agent = new Agent();` */
function isMadeAtOnce(site: FixContext, target: TSESTree.Node): boolean {
  const binding = bindingOf(site.unit, target);
  return binding?.kind === 'value' && binding.init?.type === 'NewExpression';
}

/** What is assigned to where the agent is lost. */
function targetOf(site: FixContext, { kind, range }: Exit): TSESTree.Node | null {
  const node = kind === 'overwrite' ? site.node(range, ({ type }) => type === 'AssignmentExpression') : null;
  return node?.type === 'AssignmentExpression' && node.operator === '=' ? node.left : null;
}

/** `agent`, `this.agent` */
function pathOf(target: TSESTree.Node): AccessPath | null {
  if (target.type === 'Identifier') return pathTo(target.name);
  const name = target.type === 'MemberExpression' && !target.computed ? memberName(target) : null;
  return name !== null && target.type === 'MemberExpression' && target.object.type === 'ThisExpression'
    ? pathTo('this', [name])
    : null;
}
