/** Random programs with observable steps, and their execution by the host's own JavaScript engine. */
import { compileFunction } from 'node:vm';
import fc from 'fast-check';

/** What surrounds a statement and so which jumps it may be. */
interface Context {
  readonly loop: boolean;
  readonly breakable: boolean;
  readonly labels: number;
}

const memo = new Map<string, fc.Arbitrary<string>>();

/** `t()` yields true, false or null, or throws; `n()` yields a short array, or throws. */
function expression(depth: number): fc.Arbitrary<string> {
  if (depth === 0) return fc.constant('t()');
  const inner = expression(depth - 1);
  const pair = fc.tuple(inner, inner);
  return fc.oneof(
    fc.constant('t()'),
    pair.map(([a, b]) => `(${a} && ${b})`),
    pair.map(([a, b]) => `(${a} || ${b})`),
    pair.map(([a, b]) => `(${a} ?? ${b})`),
    inner.map((a) => `!${a}`),
    fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    pair.map(([a, b]) => `(${a}, ${b})`),
  );
}

const value = expression(2);

function block(depth: number, context: Context): fc.Arbitrary<string> {
  return fc
    .tuple(fc.boolean(), fc.array(statement(depth, context), { maxLength: 3 }))
    .map(([declares, statements]) => `{ ${declares ? 'const x = t(); ' : ''}${statements.join(' ')} }`);
}

function statement(depth: number, context: Context): fc.Arbitrary<string> {
  const key = `${depth} ${context.loop} ${context.breakable} ${context.labels}`;
  let known = memo.get(key);
  if (!known) {
    known = newStatement(depth, context);
    memo.set(key, known);
  }
  return known;
}

function newStatement(depth: number, context: Context): fc.Arbitrary<string> {
  const simple = [
    value.map((v) => `${v};`),
    value.map((v) => `return ${v};`),
    fc.constant('throw t();'),
    ...jumps(context).map((jump) => fc.constant(jump)),
  ];
  if (depth === 0) return fc.oneof(...simple);
  const inner = block(depth - 1, context);
  const looped = block(depth - 1, { ...context, loop: true, breakable: true });
  const label = `l${context.labels}`;
  const labelled = statement(depth - 1, { ...context, labels: context.labels + 1 });
  const clause = fc.tuple(value, fc.array(statement(depth - 1, { ...context, breakable: true }), { maxLength: 2 }));
  return fc.oneof(
    ...simple,
    inner,
    labelled.map((body) => `${label}: ${body}`),
    fc
      .tuple(value, inner, fc.option(inner))
      .map(([test, yes, no]) => `if (${test}) ${yes}${no === null ? '' : ` else ${no}`}`),
    fc.tuple(value, looped).map(([test, body]) => `while (${test}) ${body}`),
    looped.map((body) => `while (true) { if (t()) break; ${body} }`),
    fc.tuple(looped, value).map(([body, test]) => `do ${body} while (${test});`),
    fc.tuple(value, value, looped).map(([test, update, body]) => `for (let i = t(); ${test}; ${update}) ${body}`),
    looped.map((body) => `for (const e of n()) ${body}`),
    fc.tuple(value, clause, clause, clause, fc.boolean()).map(([on, a, b, c, last]) => {
      const ordinary = [a, c].map(([test, body]) => `case ${test}: ${body.join(' ')}`);
      const fallback = `default: const y = t(); ${b[1].join(' ')}`;
      return `switch (${on}) { ${(last ? [...ordinary, fallback] : [ordinary[0], fallback, ordinary[1]]).join(' ')} }`;
    }),
    fc.tuple(inner, inner).map(([body, handler]) => `try ${body} catch (e) ${handler}`),
    fc.tuple(inner, inner).map(([body, last]) => `try ${body} finally ${last}`),
    fc.tuple(inner, inner, inner).map(([body, handler, last]) => `try ${body} catch ${handler} finally ${last}`),
  );
}

function jumps(context: Context): string[] {
  const found = [];
  if (context.loop) found.push('continue;');
  if (context.breakable) found.push('break;');
  for (let label = 0; label < context.labels; label += 1) found.push(`break l${label};`);
  return found;
}

/** The source of a function; its steps are numbered from 0 in source order. */
export const program: fc.Arbitrary<string> = fc
  .array(statement(3, { loop: false, breakable: false, labels: 0 }), { minLength: 1, maxLength: 3 })
  .map((statements) => {
    let step = 0;
    return `function f() { ${statements.join(' ')} }`.replace(
      /\b([tn])\(\)/g,
      (_, name: string) => `${name}(${step++})`,
    );
  });

export interface Event {
  readonly step: number;
  /** What the step yielded; `'throws'` if it threw. */
  readonly value: unknown;
}

export interface Execution {
  readonly events: readonly Event[];
  /** `'cut off'`: the program ran for too long. */
  readonly end: 'returns' | 'throws' | 'cut off';
}

/** Runs a program; `choices` decides what its steps yield. */
export function execute(code: string, choices: readonly number[]): Execution {
  const events: Event[] = [];
  let cutOff = false;
  const choose = (step: number, values: readonly unknown[]): unknown => {
    if (events.length >= choices.length) cutOff = true;
    if (cutOff) throw new Error('cut off');
    const chosen = values[choices[events.length]! % values.length];
    events.push({ step, value: chosen });
    if (chosen === 'throws') throw new Error('step');
    return chosen;
  };
  const t = (step: number): unknown => choose(step, [true, false, null, 'throws', true, false]);
  const n = (step: number): unknown => choose(step, [[1], [], 'throws', [1, 2]]);
  const run = compileFunction(`${code}; f();`, ['t', 'n']) as (...steps: unknown[]) => void;
  let end: Execution['end'] = 'returns';
  try {
    run(t, n);
  } catch {
    end = 'throws';
  }
  return { events, end: cutOff ? 'cut off' : end };
}
