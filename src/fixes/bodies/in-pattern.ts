/** Responses that a pattern takes apart: it takes what has to be released as well. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../../syntax/nodes.js';
import type { FixContext } from '../fix-context.js';
import type { PlannedRelease } from '../release/release.js';
import type { Edit } from '../text/edits.js';
import { endWithComments } from '../text/insert.js';

/** A release of one property, and the edits that let a pattern take that property. */
export interface TakenPart {
  readonly edits: readonly Edit[];
  readonly release: PlannedRelease;
}

/**
 * `const { status, body } = await fetch(url);`, and `body?.cancel()`.
 *
 * @param release of the whole response, by whatever name
 * @param at what the property gets a name around
 * @returns null where the release needs the whole, or the pattern leaves no room for one more property
 */
export function takePart(
  site: FixContext,
  pattern: TSESTree.Node,
  release: PlannedRelease,
  at: TSESTree.Node,
): TakenPart | null {
  const { receiver, call, helper, guard, pending } = release;
  const [first, ...further] = call;
  const { name } = first ?? {};
  if (name === undefined || further.length === 0 || receiver.steps.length > 0) return null;
  if (helper !== null || guard.length > 0 || pending || !isRoomy(site, pattern, name)) return null;
  const own = site.fresh([name, `response${name.charAt(0).toUpperCase()}${name.slice(1)}`], at);
  // Where the whole may be missing, it may be one that lacks the property.
  const [next, ...rest] = further;
  return {
    edits: added(site, pattern.properties.at(-1)!, own === name ? name : `${name}: ${own}`),
    release: {
      ...release,
      receiver: { root: own, steps: [] },
      call: [{ ...next!, optional: next!.optional || first!.optional }, ...rest],
    },
  };
}

/** One more property behind the last one, which keeps its comments. */
function added(site: FixContext, last: TSESTree.Node, property: string): Edit[] {
  const { layout, tokens } = site;
  const [start, end] = last.range;
  if (!layout.startsLine(start)) return [{ range: [end, end], text: `, ${property}` }];
  const comma = tokens.after(end)!;
  const isEnded = comma.value === ',';
  const at = endWithComments(site, isEnded ? comma.range[1] : end);
  const line = layout.newline + layout.indentAt(start) + property;
  return isEnded
    ? [{ range: [at, at], text: `${line},` }]
    : at === end
      ? [{ range: [end, end], text: `,${line}` }]
      : [
          { range: [end, end], text: ',' },
          { range: [at, at], text: line },
        ];
}

/** A pattern of named properties without a type of its own, none of which is the one that is to be taken. */
function isRoomy({ protocol }: FixContext, pattern: TSESTree.Node, name: string): pattern is TSESTree.ObjectPattern {
  const part = protocol.handles[protocol.root]?.properties?.[name];
  return (
    typeof part === 'object' &&
    'handle' in part &&
    pattern.type === 'ObjectPattern' &&
    !pattern.typeAnnotation &&
    pattern.properties.length > 0 &&
    pattern.properties.every((property) => property.type === 'Property' && (memberName(property) ?? name) !== name)
  );
}
