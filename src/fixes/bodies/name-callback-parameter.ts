/** Callbacks that take a response apart, or do not even take it: they are given a parameter to release. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { enclosingFunction, isFunction, memberName, type FunctionNode } from '../../syntax/nodes.js';
import { mayWait } from '../safety/atomicity.js';
import type { Edit } from '../text/edits.js';
import { blockForBody, bodyText, insertAtStart, returned } from '../text/insert.js';
import { releaseStatement, type Statement } from '../text/print.js';
import type { Place } from '../safety/reachability.js';
import { takePart } from './in-pattern.js';
import { refuse, type Part, type FixContext } from '../fix-context.js';

/** Names the response in the callback that leaks it, and releases it at once: what was taken from it needs no body. */
export function planNamedParameter(site: FixContext, exit: Exit): Part {
  const fn = callbackOf(site, exit);
  if (!fn) return refuse('no callback destructures the response');
  const [parameter] = fn.params;
  const name = site.fresh(site.protocol.names, fn.body);
  const planned = site.releases.root(
    name,
    { canAwait: mayWait(site, fn.body, beginningOf(fn)), swallow: true, maybeRead: false, nullable: false },
    parameter ? [{ node: parameter, path: [] }] : [],
  );
  if (!planned) return refuse('no release can be written for this client');
  const release = releaseStatement(planned);
  if (!parameter) {
    const head = added(site, fn, name);
    return head.length > 0
      ? { edits: [...head, ...body(site, fn, [release])], check: null }
      : refuse('there is no place for a parameter');
  }
  if (
    parameter.type !== 'ObjectPattern' ||
    !parameter.properties.every((property) => property.type === 'Property' && isBorrowed(site, property))
  )
    return refuse('the callback takes the body from the response');
  const taken = takePart(site, parameter, planned, fn.body);
  if (taken) return { edits: [...taken.edits, ...body(site, fn, [releaseStatement(taken.release)])], check: null };
  const { tokens, unit } = site;
  const [start, end] = parameter.range;
  const patternEnd = tokens.before(parameter.typeAnnotation?.range[0] ?? end)!.range[1];
  const pattern = unit.text.slice(start, patternEnd);
  return {
    edits: [{ range: [start, patternEnd], text: name }, ...body(site, fn, [`const ${pattern} = ${name}`, release])],
    check: null,
  };
}

/** In front of all that a function does. */
function beginningOf({ body: block }: FunctionNode): Place {
  const first = block.type === 'BlockStatement' ? block.body[0] : block;
  return first ? { kind: 'before', node: first } : { kind: 'end', block };
}

/** The callback around the exit that is given the response; null where the exit is in the acquiring function itself. */
function callbackOf(site: FixContext, exit: Exit): FunctionNode | null {
  const { acquire } = site;
  if (acquire.parent && isFunction(acquire.parent) && acquire.parent.params[0] === acquire) return acquire.parent;
  if (site.protocol.announcedBy && acquire.type === 'CallExpression') {
    const listener = acquire.arguments.at(-1);
    return listener && isFunction(listener) && listener.params.length === 0 ? listener : null;
  }
  const at = site.node(exit.range, () => true) ?? site.blockEndingAt(exit.range[1]);
  const fn = at && enclosingFunction(at);
  if (!fn || fn === enclosingFunction(acquire) || fn.parent.type !== 'CallExpression') return null;
  const { callee } = fn.parent;
  return fn.parent.arguments[0] === fn && callee.type === 'MemberExpression' && memberName(callee) === 'then'
    ? fn
    : null;
}

function isBorrowed(site: FixContext, property: TSESTree.Property): boolean {
  const name = memberName(property);
  return name !== null && typeof site.protocol.handles[site.protocol.root]?.properties?.[name] === 'string';
}

/** A parameter in the empty list of a function. */
function added(site: FixContext, fn: FunctionNode, name: string): Edit[] {
  const head = site.tokens.within([fn.range[0], fn.body.range[0]]);
  const closing = head.find(({ value }, index) => value === ')' && head[index - 1]?.value === '(');
  return closing ? [{ range: [closing.range[0], closing.range[0]], text: name }] : [];
}

function body(site: FixContext, fn: FunctionNode, statements: readonly Statement[]): Edit[] {
  if (fn.body.type === 'BlockStatement') return insertAtStart(site, fn.body, statements);
  const arrow = fn as TSESTree.ArrowFunctionExpression;
  const isListener = site.protocol.announcedBy !== undefined && arrow.body.type === 'CallExpression';
  return blockForBody(site, arrow, [...statements, isListener ? bodyText(site, arrow) : returned(site, arrow)]);
}
