/** Marker files without type information. */
import { testFixtures } from './support/fixtures.js';

testFixtures({ typed: false });
