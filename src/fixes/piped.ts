/** Bodies that are piped into something that may close first: ended when it does. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import { isConstant } from '../syntax/variables.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import { refOf } from '../typestate/value-of.js';
import { refuse, type FixContext, type Part } from './fix-context.js';
import { insertAfter, isListed } from './insert.js';
import { printExpression } from './print.js';
import { pathTo, type AccessPath } from './release.js';

const ENDED = 'The body ends when the destination closes: check that no other code reads it on.';

/** Whether the body is only lost because the destination of its pipe may close. */
export const isPiped = (exits: readonly Exit[]): boolean =>
  exits.length > 0 && exits.every(({ kind }) => kind === 'sink');

/** `response.on('close', () => body.resume());` behind `body.pipe(response);`. */
export function planPiped(site: FixContext, { range }: Exit): Part {
  const call = site.node(range, ({ type }) => type === 'CallExpression');
  const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
  const statement = call?.parent;
  if (call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression')
    return refuse('the pipe is made in another function');
  if (statement?.type !== 'ExpressionStatement' || !isListed(statement))
    return refuse('the pipe is not a statement of its own');
  const source = pathOf(site, callee.object);
  const destination = call.arguments[0] && pathOf(site, call.arguments[0]);
  if (!source || !destination) return refuse('the body or the destination of the pipe is not kept in a constant');
  const [handle, ...others] = new Set(
    site.at(callee).flatMap((state) => {
      const ref = refOf(site.unit, state, callee.object);
      return ref?.kind === 'handle' ? [ref.handle] : [];
    }),
  );
  if (handle === undefined || others.length > 0) return refuse('the body is not known where it is piped');
  const release = site.releases.of(
    { path: source, handle, promise: false },
    { canAwait: false, swallow: true, maybeRead: false, nullable: false },
  );
  if (!release) return refuse(site.releases.whyNone(handle));
  return {
    edits: insertAfter(site, statement, [
      `${site.text(call.arguments[0]!)}.on('close', () => ${printExpression(release)})`,
    ]),
    check: ENDED,
  };
}

/** `body`, `response.body`: a constant, and what is read of it. */
function pathOf({ unit }: FixContext, expression: TSESTree.Node): AccessPath | null {
  const names: string[] = [];
  let node = expression;
  for (; node.type === 'MemberExpression' && !node.computed && !node.optional; node = node.object)
    names.unshift(memberName(node)!);
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  return variable && isConstant(variable) ? pathTo(variable.name, names) : null;
}
