/** Which function, class or object an expression stands for, by scopes alone. */
import { describe, expect, it } from 'vitest';
import { Definitions, isStub, type Definition } from '../../src/types/definitions.js';
import { asked } from '../support/asked.js';

/** The kind and the source of what `ask(…)` is given. */
function definition(code: string): string | null {
  const { unit, node } = asked(code);
  const found = new Definitions(() => null).of(unit, node);
  return found && `${found.kind} ${code.slice(...found.node.range)}`;
}

describe('a name', () => {
  it.each([
    ['function f() {} ask(f);', 'function function f() {}'],
    ['const f = () => 1; ask(f);', 'function () => 1'],
    ['const f = () => 1; const g = f; ask(g);', 'function () => 1'],
    ['let f; f = () => 1; ask(f);', 'function () => 1'],
    ['let f = () => 1; f = () => 2; ask(f);', null],
    ['function f() {} f = other; ask(f);', null],
    ['const { f } = { f: () => 1 }; ask(f);', null],
    ['class A {} ask(A);', 'class class A {}'],
    ['const a = a; ask(a);', null],
    ['function f(a: A) { ask(a); } class A {}', 'instance class A {}'],
    ['function f(a: string): void; function f(a: unknown) { a; } ask(f);', 'function function f(a: unknown) { a; }'],
    ['ask(fetch);', null],
  ])('%s', (code, expected) => {
    expect(definition(code)).toBe(expected);
  });
});

describe('a member', () => {
  it.each([
    ['const o = { f() {} }; ask(o.f);', 'function () {}'],
    ['const o = { f: () => 1, ...rest }; ask(o.f);', null],
    ['const o = { ...rest, f: () => 1 }; ask(o.f);', 'function () => 1'],
    ['const o = { f: () => 1 }; o.f = g; ask(o.f);', null],
    ['const o = { f: () => 1 }; /* o.f = g; */ ask(o.f);', 'function () => 1'],
    ["const o = { f: () => 1 }; log('o.f = g'); ask(o.f);", 'function () => 1'],
    ['const o = { f: () => 1 }; [o.f] = [g]; ask(o.f);', null],
    ["const o = { f: () => 1 }; o['f'] = g; ask(o.f);", null],
    ['const o = { f: () => 1 }; exports.f = o.f; ask(o.f);', 'function () => 1'],
    ['class A { f() {} } ask(new A().f);', 'function () {}'],
    ['class A { static f() {} } ask(A.f);', 'function () {}'],
    ['class A { f() {} } class B extends A {} ask(new B().f);', 'function () {}'],
    ['class A { f() {} g() { ask(this.f); } }', 'function () {}'],
    ['class A { f() {} g() { ask(this.f); } } class B extends A { f() {} }', null],
    ['class A { #f() {} g() { ask(this.#f); } }', 'function () {}'],
    ['class A { get f() { return () => 1; } g() { ask(this.f); } }', 'function () => 1'],
    ['class A { constructor(private b: B) {} g() { ask(this.b); } } class B {}', 'instance class B {}'],
  ])('%s', (code, expected) => {
    expect(definition(code)).toBe(expected);
  });
});

describe('the result of a call', () => {
  it.each([
    ['const make = () => () => 1; ask(make());', 'function () => 1'],
    ['function make() { return () => 1; } ask(make());', 'function () => 1'],
    ['function make(a) { const f = () => 1; if (a) return f; return f; } ask(make(1));', 'function () => 1'],
    ['function make(a) { if (a) return () => 1; return () => 2; } ask(make(1));', null],
    ['function make(a) { if (a) return; return () => 2; } ask(make(1));', null],
    ['function make(a) { if (a) throw a; return () => 2; } ask(make(1));', 'function () => 2'],
    ['function make() { run(() => { return 1; }); return () => 2; } ask(make());', 'function () => 2'],
    ['const f = () => 1; ask(f.bind(null));', 'function () => 1'],
    ['function make() { return make(); } ask(make());', null],
  ])('%s', (code, expected) => {
    expect(definition(code)).toBe(expected);
  });

  it('knows the functions that the call was given', () => {
    const { unit, node } = asked('const wrap = (f) => () => f(); const g = () => 1; ask(wrap(g));');
    const made = new Definitions(() => null).of(unit, node);
    expect(made?.kind === 'function' && [...made.given!].map(([{ name }]) => name)).toEqual(['f']);
  });
});

it('uses the checker for definitions that scopes do not know', () => {
  const { unit, node } = asked("import { f } from './other.js'; ask(f);");
  const elsewhere: Definition = { kind: 'function', unit, node: { type: 'FunctionExpression' } as never };
  expect(new Definitions(() => elsewhere).of(unit, node)).toBe(elsewhere);
});

it.each([
  ["const f = () => { throw new Error('set up first'); }; ask(f);", true],
  ['const f = () => 1; ask(f);', false],
  ['class A {} ask(A);', false],
])('takes a function that only throws for a stub: %s', (code, expected) => {
  const { unit, node } = asked(code);
  expect(isStub(new Definitions(() => null).of(unit, node)!)).toBe(expected);
});
