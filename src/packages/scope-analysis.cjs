// The build replaces this file by a bundle of the scope analysis and all it needs (scripts/bundle.mjs).
module.exports = require('eslint-scope');
