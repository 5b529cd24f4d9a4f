export { buildGraph } from './builder.js';
export { GraphTooLarge, MAX_BLOCKS, MAX_DEPTH } from './flow.js';
export type { Block, CfgRoot, Edge, EdgeKind, Element, Graph } from './graph.js';
export { printGraph } from './print.js';
