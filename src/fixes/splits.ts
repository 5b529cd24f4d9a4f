/** Bodies in two: a clone and its original, the branches of a tee. One read to the end is enough; otherwise both are cancelled. */
import { mentionsOf, type Held, type FixContext } from './fix-context.js';
import type { ReleaseContext, ReleaseCode } from './release.js';
import { unwrap } from '../syntax/nodes.js';

/** The holders among which a body was split; fewer than two where it was not. */
export function splitHolders(site: FixContext, all: readonly Held[]): Held[] {
  const derived = all.filter(({ holder }) => holder.handle === 'derived');
  if (derived.length > 1) return derived;
  const whole = all.filter(({ holder }) => holder.handle === site.protocol.root && !holder.promise);
  return whole.some((held) => isClone(held)) ? whole : [];
}

/** Waiting for one branch alone would wait for the other: all at once, or none awaited. */
export function releaseSplit(
  site: FixContext,
  holders: readonly Held[],
  circumstances: ReleaseContext,
): ReleaseCode | null {
  const codes = holders.map((held) =>
    site.release(held.holder, { ...circumstances, canAwait: true, swallow: false, maybeRead: false }, mentionsOf(held)),
  );
  const expressions = codes.map((code) => code?.expression.replace(/^await /, ''));
  if (expressions.some((expression) => expression === undefined)) return null;
  const joined = `Promise.all([${expressions.join(', ')}])`;
  const swallowed = `${joined}.catch(() => {})`;
  return {
    test: null,
    expression: circumstances.canAwait ? `await ${circumstances.swallow ? swallowed : joined}` : swallowed,
  };
}

function isClone({ variable }: Held): boolean {
  const definition = variable.defs[0];
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || !definition.node.init)
    return false;
  const init = unwrap(definition.node.init);
  return (
    init.type === 'CallExpression' &&
    init.callee.type === 'MemberExpression' &&
    init.callee.property.type === 'Identifier' &&
    init.callee.property.name === 'clone'
  );
}
