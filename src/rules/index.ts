/** Every rule of the plugin by its name. */
import type { Rule } from 'eslint';
import type { RuleName } from '../findings/finding.js';
import { defineLeakRule, type RuleDocs } from './define-leak-rule.js';

const docs: Readonly<Record<RuleName, RuleDocs>> = {
  'no-unconsumed-body': {
    description: 'require every HTTP response body to be consumed or cancelled on every path',
    recommended: true,
  },
  'no-unclosed-agent': {
    description: 'require every agent, pool and HTTP/2 session to be closed, shared or handed on',
    recommended: true,
  },
  'no-premature-close': {
    description: 'disallow closing an agent while a response made with it is unread and leaves the function',
    recommended: true,
  },
  'no-locked-cancel': { description: 'disallow cancelling a body that is locked', recommended: true },
  'no-body-reuse': {
    description: 'disallow reading, cloning or handing on a body that has been read',
    recommended: true,
  },
  // Not recommended, because the failure depends on the garbage collector.
  'no-orphaned-body': {
    description: 'disallow keeping the body of a response without the response',
    recommended: false,
  },
};

const define = (repairs: boolean): Record<RuleName, Rule.RuleModule> =>
  Object.fromEntries(
    Object.entries(docs).map(([name, of]) => [name, defineLeakRule(name as RuleName, of, repairs)]),
  ) as Record<RuleName, Rule.RuleModule>;

export const rules = define(true);

/** The same rules without repairs: for a host that does not show repairs, or plans them itself. */
export const reports = define(false);
