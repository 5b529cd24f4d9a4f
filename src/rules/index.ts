/** Every rule of the plugin by its name. */
import type { Rule } from 'eslint';
import { defineLeakRule } from './define-leak-rule.js';
import { noUnconsumedBody } from './no-unconsumed-body.js';

export const rules: Record<string, Rule.RuleModule> = {
  'no-unconsumed-body': noUnconsumedBody,
  'no-unclosed-agent': defineLeakRule('no-unclosed-agent', 'require every agent, pool and HTTP/2 session to be closed, shared or handed on'),
  'no-premature-close': defineLeakRule('no-premature-close', 'disallow closing an agent while a response made with it is unread and leaves the function'),
  'no-locked-cancel': defineLeakRule('no-locked-cancel', 'disallow cancelling a body that is locked'),
  'no-orphaned-body': defineLeakRule('no-orphaned-body', 'disallow keeping the body of a response without the response'),
};
