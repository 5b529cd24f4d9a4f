/** What a name stands for: small programs in, the declaration out. */
import { describe, expect, it } from 'vitest';
import { bindingOf, classNamed, initOf, publicName, soleValueOf, type Binding } from '../../src/syntax/bindings.js';
import { constantOf, optionIn } from '../../src/syntax/constants.js';
import { functionNamed, onlyThrows, parameterOf, passedFor, returnedBy } from '../../src/syntax/functions.js';
import { propertyOf } from '../../src/syntax/nodes.js';
import { asked } from '../support/asked.js';

function binding(code: string): Binding | null {
  const { unit, node } = asked(code);
  return bindingOf(unit, node);
}

const textOf = (code: string, node: { readonly range: readonly [number, number] } | null): string | null =>
  node && code.slice(...node.range);

describe('the kind of a declaration', () => {
  it.each([
    ['const x = 1; ask(x);', 'value'],
    ['let x; ask(x);', 'value'],
    ['function f(x) { ask(x); }', 'parameter'],
    ['const f = ({ x }) => ask(x);', 'parameter'],
    ['class A { constructor(private x: string) { ask(x); } }', 'parameter'],
    ["import x from 'm'; ask(x);", 'import'],
    ["import x = require('m'); ask(x);", 'import'],
    ['function x() {} ask(x);', 'function'],
    ['const f = function x() { ask(x); };', 'function'],
    ['class X {} ask(X);', 'class'],
    ['enum X { A } ask(X);', 'enum'],
    ['try { } catch (x) { ask(x); }', 'other'],
  ])('%s', (code, kind) => {
    expect(binding(code)?.kind).toBe(kind);
  });

  it('is none for a global', () => {
    expect(binding('ask(process);')).toBeNull();
  });

  it('is that of the value where a type has the same name', () => {
    expect(binding('interface X { a: string } class X { b = 1 } ask(X);')?.kind).toBe('class');
    expect(binding('type x = string; const x = 1; ask(x);')?.kind).toBe('value');
  });

  it('is the overload that has a body', () => {
    const code =
      'function f(a: string): void; function f(a: number): void; function f(a: unknown) { return a; } ask(f);';
    const { unit, node } = asked(code);
    expect(textOf(code, functionNamed(unit, node))).toBe('function f(a: unknown) { return a; }');
  });
});

describe('the place in a pattern', () => {
  it.each([
    ['const x = a; ask(x);', [], null],
    ['const { x } = a; ask(x);', ['x'], null],
    ['const { a: { b: x } } = c; ask(x);', ['a', 'b'], null],
    ['const { x = 1 } = a; ask(x);', ['x'], '1'],
    ["const { 'a-b': x } = a; ask(x);", ['a-b'], null],
    ['const { [key]: x } = a; ask(x);', null, null],
    ['const { a, ...x } = b; ask(x);', null, null],
    ['const [x] = a; ask(x);', null, null],
    ['const { a: [{ x = 2 }] } = b; ask(x);', null, '2'],
    ['function f(a, x = 3) { ask(x); }', [], '3'],
    ['function f({ x = 4 } = {}) { ask(x); }', ['x'], '4'],
    ['function f(...x) { ask(x); }', null, null],
    ['class A { constructor(private x = 5) { ask(x); } }', [], '5'],
  ])('%s', (code, path, usual) => {
    const found = binding(code);
    if (found?.kind !== 'value' && found?.kind !== 'parameter') throw new Error(`a ${found?.kind}`);
    expect(found.path).toEqual(path);
    expect(textOf(code, found.usual)).toBe(usual);
  });

  it('counts parameters from the left, with their patterns and defaults', () => {
    expect(binding('function f(a, { b: x } = {}, c) { ask(x); }')).toMatchObject({ kind: 'parameter', index: 1 });
  });
});

describe('the value of a variable', () => {
  it.each([
    ['const x = 1; ask(x);', '1', '1'],
    ['let x = 1; ask(x);', '1', '1'],
    ['let x = 1; x = 2; ask(x);', null, null],
    ['let x; x = 2; ask(x);', null, '2'],
    ['let x; x = 2; x = 3; ask(x);', null, null],
    ['let x; x ??= 2; ask(x);', null, '2'],
    ['let x; [x] = [2]; ask(x);', null, null],
    ['let x; for (x of [2]) ask(x);', null, null],
    ['const { x } = { x: 1 }; ask(x);', null, null],
    ['function f(x = 1) { ask(x); }', null, null],
  ])('%s', (code, constant, sole) => {
    const { unit, node } = asked(code);
    const variable = unit.variable(node)!;
    expect(textOf(code, initOf(variable))).toBe(constant);
    expect(textOf(code, soleValueOf(variable))).toBe(sole);
  });
});

describe('a function by its name', () => {
  it.each([
    ['function f() {} ask(f);', 'function f() {}'],
    ['const f = () => 1; ask(f);', '() => 1'],
    ['const f = (() => 1) as Fn; ask(f);', '() => 1'],
    ['const { f } = (() => 1); ask(f);', null],
    ['const f = other; ask(f);', null],
    ['ask(f);', null],
  ])('%s', (code, expected) => {
    const { unit, node } = asked(code);
    expect(textOf(code, functionNamed(unit, node))).toBe(expected);
  });

  it('has the arguments of its callers', () => {
    const code = 'const f = (a, b = 0) => ask(b); f(1, 2); f(3); f(4, 5);';
    const { unit, node } = asked(code);
    const variable = unit.variable(node)!;
    expect(parameterOf(variable)?.index).toBe(1);
    expect(passedFor(unit, variable).map((one) => textOf(code, one))).toEqual(['2', '5']);
  });

  it('is no parameter where a pattern takes it out', () => {
    const { unit, node } = asked('const f = ({ b }) => ask(b);');
    expect(parameterOf(unit.variable(node)!)).toBeNull();
  });

  it('returns the values of its own return statements', () => {
    const code = 'function f(a) { if (a) return 1; g(() => { return 2; }); return; } ask(f);';
    const { unit, node } = asked(code);
    expect(returnedBy(unit, functionNamed(unit, node)!).map((one) => textOf(code, one))).toEqual(['1', null]);
  });

  it.each([
    ["function f() { throw new Error('later'); } ask(f);", true],
    ['const f = () => { throw 1; }; ask(f);', true],
    ['function f() { g(); throw 1; } ask(f);', false],
    ['const f = () => 1; ask(f);', false],
  ])('only throws: %s', (code, expected) => {
    const { unit, node } = asked(code);
    expect(onlyThrows(functionNamed(unit, node)!)).toBe(expected);
  });
});

describe('a class by its name', () => {
  it.each([
    ['class A {} ask(A);', 'class A {}'],
    ['const A = class {}; ask(A);', 'class {}'],
    ['let A = class {}; A = B; ask(A);', null],
  ])('%s', (code, expected) => {
    const { unit, node } = asked(code);
    expect(textOf(code, classNamed(unit, node))).toBe(expected);
  });
});

describe('the name by which others know a value', () => {
  it.each([
    ['ask(logger);', 'logger'],
    ["import { logger } from './a.js'; ask(logger);", 'logger'],
    ["import { logger as x } from './a.js'; ask(x);", 'logger'],
    ["import logger from './a.js'; ask(logger);", null],
    ["const { before: x } = require('mocha'); ask(x);", 'before'],
    ['function f({ log }) { ask(log); }', 'log'],
    ['function f(log) { ask(log); }', null],
    ['const log = 1; ask(log);', null],
    ['const x = axios.isAxiosError; ask(x);', 'isAxiosError'],
    ['ask(this.log);', 'log'],
    ['class HttpError {} ask(HttpError);', null],
  ])('%s', (code, expected) => {
    const { unit, node } = asked(code);
    expect(publicName(unit, node)).toBe(expected);
  });
});

describe('constants', () => {
  it.each([
    ['const A = 1; ask(A);', '1'],
    ['const A = 1; const B = A; ask(B);', '1'],
    ['const O = { a: 1 } as const; ask(O.a);', '1'],
    ['const O = { a: 1, ...rest }; ask(O.a);', 'O.a'],
    ['const O = { ...rest, a: 1 }; ask(O.a);', '1'],
    ['enum E { A = 204 } ask(E.A);', '204'],
    ['const { O } = { O: { a: 1 } }; ask(O.a);', 'O.a'],
    ['ask(f());', 'f()'],
  ])('%s', (code, expected) => {
    const { unit, node } = asked(code);
    expect(textOf(code, constantOf(unit, node))).toBe(expected);
  });
});

describe('a property of an object literal', () => {
  it.each([
    ['ask({ x: 1 });', '1', true, '1'],
    ['ask({ x: 1, x: 2 });', '2', true, '2'],
    ['ask({ x: 1, ...rest });', '1', false, null],
    ['ask({ ...rest, x: 1 });', '1', true, '1'],
    ['ask({ ...rest });', null, false, null],
    ['ask({ y: 1 });', null, true, null],
    ['ask({ ...{ x: 1 } });', '1', true, '1'],
    ['const rest = { x: 2 }; ask({ x: 1, ...rest });', '2', true, null],
    ['const rest = { y: 2 }; ask({ x: 1, ...rest });', '1', true, null],
    ['ask({ x: 1, ...{ y: 2 } });', '1', true, '1'],
    ['ask(options);', null, false, null],
  ])('%s', (code, value, isCertain, alone) => {
    const { unit, node } = asked(code);
    const option = optionIn(unit, node, 'x');
    expect([textOf(code, option.value), option.isCertain]).toEqual([value, isCertain]);
    expect(textOf(code, propertyOf(node, 'x'))).toBe(alone);
  });
});
