/** `http-leak/no-unconsumed-body`: every response body is read, cancelled or handed on, on every path. */
import type { Rule } from 'eslint';
import { defineLeakRule } from './define-leak-rule.js';

export const noUnconsumedBody: Rule.RuleModule = defineLeakRule('no-unconsumed-body', 'require every HTTP response body to be consumed or cancelled on every path');
