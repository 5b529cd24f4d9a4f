// The build replaces this file by a bundle of the parser and all it needs but `typescript` (scripts/bundle.mjs).
module.exports = require('@typescript-eslint/parser');
