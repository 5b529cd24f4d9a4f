/** Lets both rule testers register their cases with vitest. */
import { RuleTester as TypedRuleTester } from '@typescript-eslint/rule-tester';
import { RuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';

TypedRuleTester.afterAll = afterAll;
TypedRuleTester.describe = describe;
TypedRuleTester.it = it;
TypedRuleTester.itOnly = it.only;

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

// What a lint run gives up silently is an error here.
process.env['HTTP_LEAK_THROW'] = '1';
