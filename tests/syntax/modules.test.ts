/** What modules export and import, by their syntax. */
import { describe, expect, it } from 'vitest';
import { exportsNamed, specifiersIn, WHOLE } from '../../src/syntax/modules.js';
import { parseFile } from '../../src/types/parse-file.js';

const parsed = (code: string) => parseFile(code, 'module.ts');

/** The exports as text: what stands here, or `name of module` where another one has it. */
function exported(code: string, name: string | typeof WHOLE): string[] {
  return exportsNamed(parsed(code).ast, name).map((found) =>
    found.kind === 'here' ? code.slice(...found.node.range) : `${found.name ?? '*'} of ${found.from}`,
  );
}

describe('exports of an ECMAScript module', () => {
  it.each([
    ['export function get() {}', 'get', ['get']],
    ['export const get = () => 1, put = 2;', 'put', ['put']],
    ['export class Client {}', 'Client', ['Client']],
    ['function load() {} export { load as get };', 'get', ['load']],
    ['export { request as get } from "undici";', 'get', ['request of undici']],
    ['export { default } from "./a.js";', 'default', ['default of ./a.js']],
    ['export * as api from "./api.js";', 'api', ['* of ./api.js']],
    ['export * from "./a.js"; export * from "./b.js";', 'get', ['get of ./a.js', 'get of ./b.js']],
    ['export * from "./a.js"; export const get = 1;', 'get', ['get']],
    ['export default get(1);', 'default', ['get(1)']],
    ['export const { get } = api;', 'get', []],
    ['const get = 1;', 'get', []],
    ['export * from "./a.js";', WHOLE, []],
  ])('%s exports %s', (code, name, expected) => expect(exported(code, name)).toEqual(expected));
});

describe('exports of a CommonJS module', () => {
  it.each([
    ['exports.get = load;', 'get', ['load']],
    ['module.exports.get = load;', 'get', ['load']],
    ['module.exports = load;', WHOLE, ['load']],
    ['module.exports = load;', 'default', ['load']],
    ['exports = module.exports = load;', WHOLE, ['load']],
    ['module.exports = { get, put: load };', 'put', ['load']],
    ['module.exports = { get }; module.exports.put = load;', 'put', ['load']],
    ['module.exports = { get, ...others };', 'get', []],
    ['module.exports = { get() {} };', 'other', []],
    ['function inner() { module.exports = load; }', WHOLE, []],
  ])('%s exports %s', (code, name, expected) => expect(exported(code, name)).toEqual(expected));
});

it('lists every module that is imported, exported from or required', () => {
  const { ast, scopeManager } = parsed(`
    import a from './a.js';
    import type { B } from './b.js';
    export * from './c.js';
    export { d } from './d.js';
    const e = require('./e.js');
    function later() { return require('./f.js').f; }
    require(name);
    export const g = 1;
  `);
  expect(specifiersIn(ast, scopeManager!)).toEqual(['./a.js', './b.js', './c.js', './d.js', './e.js', './f.js']);
});
