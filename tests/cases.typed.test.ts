/** Executed cases with type information. */
import { testCases } from './support/cases.js';

testCases({ typed: true });
