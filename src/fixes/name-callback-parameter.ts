/** Callbacks that take a response apart, or do not even take it: they are given a parameter to release. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import { enclosingFunction, isFunction, memberName, type FunctionNode } from '../syntax/nodes.js';
import type { Edit } from './edits.js';
import { blockForBody, bodyText, insertAtStart, returned } from './insert.js';
import { refuse, type Part, type FixContext } from './fix-context.js';

const NAMES = ['response', 'res', 'reply'];
const MESSAGE_NAMES = ['res', 'response', 'message'];

/** Names the response in the callback that leaks it, and releases it at once: what was taken from it needs no body. */
export function planNamedParameter(site: FixContext, exit: Exit): Part {
  const fn = callbackOf(site, exit);
  if (!fn) return refuse('no function takes the response apart');
  const [parameter] = fn.params;
  const name = site.fresh(site.finding.protocol === 'http' ? MESSAGE_NAMES : NAMES, fn.body);
  const code = site.release(
    { expression: name, handle: site.protocol.root, promise: false },
    { canAwait: site.canAwait(fn.body), swallow: true, maybeRead: false, nullable: false },
    parameter ? [{ node: parameter, path: [] }] : [],
  );
  if (!code) return refuse('nothing should be written for this client');
  const release = site.lines(code);
  if (!parameter) {
    const head = added(site, fn, name);
    return head.length > 0
      ? { edits: [...head, ...body(site, fn, release)], check: null }
      : refuse('there is no place for a parameter');
  }
  if (
    parameter.type !== 'ObjectPattern' ||
    !parameter.properties.every((property) => property.type === 'Property' && isBorrowed(site, property))
  )
    return refuse('the callback takes the body out of the response');
  const annotation = parameter.typeAnnotation;
  const pattern = site.unit.text.slice(parameter.range[0], annotation?.range[0] ?? parameter.range[1]).trimEnd();
  const needsParentheses = site.unit.text[parameter.range[0]] !== '{';
  const renamed: Edit = {
    range: [parameter.range[0], parameter.range[0] + pattern.length],
    text: needsParentheses ? `(${name})` : name,
  };
  return {
    edits: [renamed, ...body(site, fn, [`const ${pattern} = ${name}${site.layout.semicolon}`, ...release])],
    check: null,
  };
}

/** The callback around the exit that is given the response; null where the exit is in the acquiring function itself. */
function callbackOf(site: FixContext, exit: Exit): FunctionNode | null {
  const { acquire } = site;
  if (acquire.parent && isFunction(acquire.parent) && acquire.parent.params[0] === acquire) return acquire.parent;
  if (site.finding.protocol === 'http' && acquire.type === 'CallExpression') {
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

function added(site: FixContext, fn: FunctionNode, name: string): Edit[] {
  const head = site.unit.text.slice(fn.range[0], fn.body.range[0]);
  const list = /\(\s*\)/.exec(head);
  if (!list) return [];
  const from = fn.range[0] + list.index;
  return [{ range: [from, from + list[0].length], text: `(${name})` }];
}

function body(site: FixContext, fn: FunctionNode, lines: readonly string[]): Edit[] {
  if (fn.body.type === 'BlockStatement') return insertAtStart(site, fn.body, lines);
  const arrow = fn as TSESTree.ArrowFunctionExpression;
  const isListener = site.finding.protocol === 'http' && arrow.body.type === 'CallExpression';
  return blockForBody(site, arrow, [
    ...lines,
    isListener ? `${bodyText(site, arrow)}${site.layout.semicolon}` : returned(site, arrow),
  ]);
}
