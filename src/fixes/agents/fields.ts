/** Agents that a class keeps in a field and no method closes: closed where the object is disposed of. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, type ClassNode } from '../../syntax/classes.js';
import { enclosingFunction, memberName } from '../../syntax/nodes.js';
import { hasExit } from '../release/exit-anchors.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { insertAtEnd } from '../text/insert.js';
import { releaseStatement } from '../text/print.js';
import { pathTo } from '../release/release.js';

const CUT = 'The agent interrupts every running request: check that none is running when the object is disposed of.';

/** The methods that `using` and `await using` call: the object is not used afterwards. */
const DISPOSERS: ReadonlySet<string> = new Set(['@@asyncDispose', '@@dispose']);

/** Whether every exit is a field that keeps the agent. */
export const isInField = ({ finding }: FixContext): boolean => finding.exits.every(({ kind }) => kind === 'field');

/** `this.#pool.close()` at the end of `[Symbol.asyncDispose]()`. */
export function planAgentInField(site: FixContext): Part {
  const owner = enclosingClass(site.acquire);
  const name = fieldOf(site.acquire);
  if (!owner || name === null) return refuse('it is not assigned to a field at once');
  const body = disposerOf(owner);
  if (!body) return refuse('the class has no method that disposes of the object');
  if (hasExit(site, body)) return refuse('the method that disposes of the object has several exits');
  const release = site.releases.of(
    { path: pathTo('this', [name]), handle: site.protocol.root, promise: false },
    { canAwait: false, swallow: true, maybeRead: true, nullable: !isAlwaysSet(site.acquire) },
  );
  if (!release) return refuse('no release can be written for this client');
  const form = site.protocol.handles[site.protocol.root]!.release!.cancel;
  return {
    edits: insertAtEnd(site, body, [releaseStatement(release)]),
    check: form.cutsReaders || form.refusesPending ? CUT : null,
  };
}

/** The field of `this` that the value of the node is stored in. */
function fieldOf(node: TSESTree.Node): string | null {
  const { parent } = node;
  if (parent?.type === 'PropertyDefinition' && parent.value === node && !parent.static) return memberName(parent);
  return parent?.type === 'AssignmentExpression' &&
    parent.right === node &&
    parent.operator === '=' &&
    parent.left.type === 'MemberExpression' &&
    parent.left.object.type === 'ThisExpression'
    ? memberName(parent.left)
    : null;
}

function disposerOf({ body }: ClassNode): TSESTree.BlockStatement | null {
  const method = body.body.find(
    (member) => member.type === 'MethodDefinition' && !member.static && DISPOSERS.has(memberName(member) ?? ''),
  );
  return method?.type === 'MethodDefinition' ? method.value.body : null;
}

/** Whether the field has the agent from the construction of the object on. */
function isAlwaysSet(node: TSESTree.Node): boolean {
  if (node.parent?.type === 'PropertyDefinition') return true;
  const fn = enclosingFunction(node);
  const statement = node.parent?.parent;
  return (
    fn?.parent.type === 'MethodDefinition' &&
    fn.parent.kind === 'constructor' &&
    statement?.type === 'ExpressionStatement' &&
    statement.parent === fn.body
  );
}
