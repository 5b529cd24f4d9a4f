/** Every rule of the plugin by its name. */
import type { Rule } from 'eslint';
import { noUnconsumedBody } from './no-unconsumed-body.js';

export const rules: Record<string, Rule.RuleModule> = {
  'no-unconsumed-body': noUnconsumedBody,
};
