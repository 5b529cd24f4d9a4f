import { describe, expect, it } from 'vitest';
import { bodyGraph, moduleGraph } from './support.js';

const BODIES: Readonly<Record<string, string>> = {
  'if-else-ladder': `if (a) one(); else if (b && !c) two(); else { const x = three(); }`,
  'short-circuit-test': `if ((a || b) && !(c && d)) yes(); else no();`,
  'short-circuit-value': `const v = (a || !b) && c; const w = a ?? b ?? c;`,
  conditional: `const v = a ? one() : b ? two() : three();`,
  'optional-chain': `const v = a?.b?.(x)[y].c; if (res?.ok) return (a?.b).c;`,
  'logical-assignment': `a ??= f(); b.c ||= g(); d[e] &&= h(); i += j; k.l -= m;`,
  destructuring: `const { a = f(), [k()]: { b }, ...rest } = o; [c.d, e = g()] = p; ({ x: y.z = 1 } = q);`,
  sequence: `const v = (a(), b); if (c(), d && e) f();`,
  while: `while (a) { const x = f(); if (x) continue; if (y) break; g(); } h();`,
  'while-true': `while (true) { const r = await f(); if (r) return r; }`,
  'do-while': `do { const x = f(); if (x) continue; g(); } while (a || b);`,
  for: `for (let i = 0; i < n; i += 1) { const r = await f(i); if (r) continue; if (s) break; g(); }`,
  'for-ever': `for (;;) { if (await f()) break; }`,
  'for-of': `for (const [u = d()] of us) { const r = await f(u); if (!r.ok) continue; if (x) break; await r.text(); }`,
  'for-in': `for (o.k in p) f();`,
  'for-await': `for await (const c of body) { if (c) break; }`,
  'labelled-loops': `outer: for (const a of as) { for (let i = 0; ; i++) { const x = f(); if (x) continue outer; if (y) break outer; } }`,
  'labelled-block': `done: { const x = f(); if (x) break done; g(); } h();`,
  switch: `switch (f()) { case 1: a(); case g(): { const x = 1; b(); break; } default: let y = c(); case 3: d(); } e();`,
  'switch-without-default': `switch (a) { case 1: const x = f(); break; case 2: return; }`,
  'try-catch': `try { const r = await f(); if (r) throw new E(r); } catch (e) { g(e); } h();`,
  'try-catch-pattern': `try { f(); } catch ({ code = g() }) { return code; }`,
  'try-finally-return': `const a = f(); try { if (a) return 1; if (b) return 2; } finally { const z = 1; g(z); } h();`,
  'try-finally-throw': `{ const a = f(); try { throw new E(); } finally { g(); } }`,
  'try-finally-loop': `for (const a of as) { try { if (a) break; if (b) continue; f(); } finally { g(); } }`,
  'try-catch-finally': `try { f(); } catch (e) { if (e) return; throw e; } finally { g(); }`,
  'finally-overrides': `l: try { return f(); } finally { break l; } h();`,
  'finally-nested': `try { try { return f(); } finally { const x = 1; g(x); } } finally { h(); }`,
  'finally-in-finally': `try { f(); } finally { try { g(); } finally { h(); } }`,
  generator: `const x = yield f(); yield* g(); yield; return x;`,
  using: `{ await using r = await f(); if (r.a) return; using s = g(); } h();`,
  'class-in-function': `class A extends (b ?? c) { static x = f(); [g()]() {} @h() y = 1; static { i(); } } const B = class {};`,
  'typescript-wrappers': `const a = (await f()) as X; const b = a!.b satisfies Y; (c as any) = d as any; if (e!) g<number>; type T = string; enum E { A } declare const k: 1;`,
  literals:
    'const o = { a, [b()]: c, m() {}, ...d }; const l = [e, , ...f]; const t = `x${g}`; h`y${i()}`; delete o.a; j++; import(k); import.meta.url; new R(s);',
  jsx: `const e = <A b={c()} {...d}>{f()} text <G.H /></A>;`,
  'unreachable-code': `return 1; f(); while (x) { g(); }`,
  'nested-functions': `const f = () => g(); function h() { i(); } return { j() { k(); } };`,
  'empty-statements': `; debugger; let x; var y; {}`,
};

const MODULES: Readonly<Record<string, string>> = {
  'module-declarations': `import a from 'a'; export * from 'b'; export const c = await d(); export class E extends f() {} namespace N { g(); } export { a }; export default h();`,
  'module-export-assignment': `export = f();`,
  'module-default-function': `export default function () { f(); }`,
};

describe('golden graphs', () => {
  it.each(Object.entries(BODIES))('%s', async (name, body) => {
    await expect(`${body}\n\n${bodyGraph(body)}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it.each(Object.entries(MODULES))('%s', async (name, code) => {
    await expect(`${code}\n\n${moduleGraph(code)}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
