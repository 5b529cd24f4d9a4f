// The build replaces this file by a bundle of the resolver and all it needs (scripts/bundle.mjs).
module.exports = require('enhanced-resolve');
