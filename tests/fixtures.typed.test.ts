/** Marker files with type information. */
import { testFixtures } from './support/fixtures.js';

testFixtures({ typed: true });
