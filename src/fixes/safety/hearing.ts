/** Calls that add a listener, and those whose listener notices the end. */
import type { TSESTree } from '@typescript-eslint/utils';
import { listening } from '../../protocols/platform.js';
import { memberName, stringValue } from '../../syntax/nodes.js';

/** A call that adds a listener. */
export const isHearing = (node: TSESTree.Node): node is TSESTree.CallExpression =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  listening.has(memberName(node.callee) ?? '');

/** The event that a call adds a listener for; null if it is not known. */
export const eventOf = ({ arguments: [event] }: TSESTree.CallExpression): string | null =>
  event ? stringValue(event) : null;

/** A call whose listener is called when an agent closes or a stream ends. */
export const isListening = (node: TSESTree.Node): boolean => isHearing(node) && isEnd(eventOf(node));

const ENDS: ReadonlySet<string | null> = new Set(['disconnect', 'close', 'end', 'free', null]);

/** Whether an event tells that an agent closes or a stream ends; an unknown event may. */
export const isEnd = (event: string | null): boolean => ENDS.has(event);
