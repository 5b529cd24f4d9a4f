/** Agents that another one takes the place of, or that a map drops: closed before that. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import { bindingOf } from '../syntax/bindings.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import { refuse, type FixContext, type Part } from './fix-context.js';
import { insertBefore, isListed } from './insert.js';
import { releaseStatement } from './print.js';
import { pathTo, type AccessPath } from './release.js';

const REPLACED = 'The old agent refuses every request from then on: check that no other code has kept it.';
const CUT = 'The old agent interrupts every running request: check that none is running when it is replaced.';

/** Whether another agent is assigned to the same variable or field. */
export const isReplaced = (site: FixContext, exits: readonly Exit[]): boolean =>
  exits.some((exit) => targetOf(site, exit) !== null);

/** `this.agent.close().catch(() => {});` in front of `this.agent = new Agent(…);`. */
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
    check: form.cutsReaders ? CUT : REPLACED,
  };
}

/** `agents.get(key)?.close().catch(() => {});` in front of `agents.delete(key);`. */
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
