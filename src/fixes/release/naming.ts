/** Responses whose variable is declared with less than there is: a constant before it keeps the whole, and is released. */
import { declaratorOf } from '../../syntax/bindings.js';
import { unwrap } from '../../syntax/nodes.js';
import { isConstant } from '../../syntax/variables.js';
import type { Held, FixContext } from '../fix-context.js';
import { insertBefore, isListed, withParentheses } from '../text/insert.js';
import { awaitedValue } from '../safety/order.js';
import type { Naming } from './release.js';

/**
 * `const response = await fetch(url);` before `const answer: Narrow = response;`; null where the variable is not
 * made of what the acquiring call gives.
 */
export function namingOf(site: FixContext, { variable, path, holder }: Held): Naming | null {
  const value = awaitedValue(site.acquire);
  const declarator = declaratorOf(variable);
  const given = site.finding.gives[0];
  if (
    !value ||
    !declarator?.init ||
    unwrap(declarator.init) !== value ||
    declarator.id.type !== 'Identifier' ||
    declarator.parent.declarations.length !== 1 ||
    !isListed(declarator.parent) ||
    !isConstant(variable)
  )
    return null;
  if (path.length > 0 || holder.promise || holder.handle !== site.protocol.root || given?.expression !== '')
    return null;
  const name = site.fresh(site.protocol.names, value);
  return {
    name,
    value,
    edits: [
      ...insertBefore(site, declarator.parent, [`const ${name} = ${site.text(value)}`]),
      { range: withParentheses(site, value), text: name },
    ],
  };
}
