/** Bodies that are piped into something that may close first: ended when it does. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { isConstant } from '../../syntax/variables.js';
import { memberName, unwrap } from '../../syntax/nodes.js';
import { refOf } from '../../typestate/value-of.js';
import { STREAM_NAMES } from '../../protocols/names.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { insertAfter, insertBefore, isListed } from '../text/insert.js';
import { printExpression } from '../text/print.js';
import { pathTo, type AccessPath } from '../release/release.js';

const ENDED = 'The body now ends when the destination closes: check that no other code reads the rest.';

/** Whether the body is only lost because the destination of its pipe may close. */
export const isPiped = (exits: readonly Exit[]): boolean =>
  exits.length > 0 && exits.every(({ kind }) => kind === 'sink');

/** `response.on('close', () => body.resume());` after `body.pipe(response);`. */
export function planPiped(site: FixContext, { range }: Exit): Part {
  const call = site.node(range, ({ type }) => type === 'CallExpression');
  const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : null;
  const statement = call?.parent;
  if (call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression')
    return refuse('the pipe is made in another function');
  if (statement?.type !== 'ExpressionStatement' || !isListed(statement))
    return refuse('the pipe is not a statement of its own');
  const [end] = call.arguments;
  const destination = end && pathOf(site, end);
  const source = pathOf(site, callee.object) ?? named(site, unwrap(callee.object));
  if (!source || !destination) return refuse('the body or the destination of the pipe is not kept in a constant');
  const handle = handleAt(site, callee);
  if (handle === null) return refuse('the body is not known where it is piped');
  const release = site.releases.of(
    { path: source, handle, promise: false },
    { canAwait: false, swallow: true, maybeRead: false, nullable: false },
  );
  if (!release) return refuse(site.releases.whyNone(handle));
  const isNamed = unwrap(callee.object).type === 'CallExpression';
  return {
    edits: [
      ...(isNamed ? insertBefore(site, statement, [`const ${source.root} = ${site.text(callee.object)}`]) : []),
      ...(isNamed ? [{ range: callee.object.range, text: source.root }] : []),
      ...insertAfter(site, statement, [`${site.text(end)}.on('close', () => ${printExpression(release)})`]),
    ],
    check: ENDED,
  };
}

/** A name for the stream that a call returns: `Readable.fromWeb(body).pipe(response)`. */
const named = (site: FixContext, made: TSESTree.Node): AccessPath | null =>
  made.type === 'CallExpression' ? pathTo(site.fresh(STREAM_NAMES, made)) : null;

/** The handle that is piped, if it is the same on every path. */
function handleAt(site: FixContext, callee: TSESTree.MemberExpression): string | null {
  const found = site.at(callee).flatMap((state) => {
    const ref = refOf(site.unit, state, callee.object);
    return ref?.kind === 'handle' ? [ref.handle] : [];
  });
  const [handle, ...others] = new Set(found);
  return handle !== undefined && others.length === 0 ? handle : null;
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
