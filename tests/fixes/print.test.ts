import { describe, expect, it } from 'vitest';
import {
  inOneLine,
  linesOf,
  printAround,
  printExpression,
  printTogether,
  releaseStatement,
} from '../../src/fixes/text/print.js';
import { pathTo, releaseOf, type ReleaseContext } from '../../src/fixes/release/release.js';
import { releaseBody, releaseIterator, releaseMessage, releaseResponse } from '../../src/protocols/releases.js';
import type { ReleaseForm } from '../../src/protocols/index.js';

const style = { newline: '\n', step: '  ', semicolon: ';' };
const context: ReleaseContext = { canAwait: true, swallow: false, maybeRead: false, nullable: false };
const res = { path: pathTo('res'), handle: 'response', promise: false };
const chain = {
  root: 'outcome',
  steps: [{ name: 'answer', optional: true }],
};
const answer = { ...res, path: pathTo('outcome', ['answer']) };

const written = (form: ReleaseForm, given: Partial<ReleaseContext> = {}, receiver = res): string =>
  linesOf([releaseStatement(releaseOf(form, receiver, { ...context, ...given }))], style).join('\n');

describe('a release', () => {
  const { cancel, drain } = releaseResponse;

  it('is awaited where that is possible; its rejection is dropped where it is not, or would do harm', () => {
    expect(written(cancel)).toBe('await res.body?.cancel();');
    expect(written(cancel, { swallow: true })).toBe('await res.body?.cancel().catch(() => {});');
    expect(written(cancel, { canAwait: false })).toBe('res.body?.cancel().catch(() => {});');
    expect(written(drain)).toBe('res.arrayBuffer().catch(() => {});');
  });

  it('has no promise to wait for where the client gives none', () => {
    expect(written(releaseMessage.drain, { swallow: true })).toBe('res.resume();');
  });

  it('asks first where the body may have been read', () => {
    expect(written(cancel, { maybeRead: true })).toBe('if (!res.bodyUsed) {\n  await res.body?.cancel();\n}');
    expect(written(releaseMessage.drain, { maybeRead: true })).toBe('res.resume();');
  });

  it('takes care of a receiver that may be missing', () => {
    expect(written(cancel, { nullable: true })).toBe('await res?.body?.cancel();');
    expect(written(cancel, { nullable: true, maybeRead: true })).toBe(
      'if (res && !res.bodyUsed) {\n  await res.body?.cancel();\n}',
    );
    expect(written(releaseBody.cancel, { maybeRead: true })).toBe(
      'if (res && !res.locked) {\n  await res?.cancel();\n}',
    );
    expect(written(cancel, { chain }, answer)).toBe('await outcome?.answer.body?.cancel();');
    expect(written(cancel, { chain, maybeRead: true }, answer)).toBe(
      'if (outcome?.answer && !outcome.answer.bodyUsed) {\n  await outcome.answer.body?.cancel();\n}',
    );
  });

  it('asks for the method where it may be missing', () => {
    expect(written(releaseIterator.cancel)).toBe('res.return?.().catch(() => {});');
  });

  it('asks whether a result of Promise.allSettled is there', () => {
    expect(written(cancel, { settled: 'first', maybeRead: true })).toBe(
      "if (first.status === 'fulfilled' && !res.bodyUsed) {\n  await res.body?.cancel();\n}",
    );
  });

  it('waits for a response that has yet to arrive', () => {
    const pending = { ...res, path: pathTo('request'), promise: true };
    expect(written(cancel, {}, pending)).toBe('request.then((response) => response.body?.cancel()).catch(() => {});');
    expect(written(cancel, { nullable: true, maybeRead: true }, pending)).toBe(
      'request?.then((response) => (!response.bodyUsed ? response.body?.cancel() : undefined)).catch(() => {});',
    );
  });

  it('can be written around the text of its receiver', () => {
    const release = releaseOf(cancel, { ...res, path: pathTo('(await fetch(url))') }, context);
    expect(printAround(release)).toEqual({ before: 'await ', behind: '.body?.cancel()' });
    expect(printExpression(release)).toBe('await (await fetch(url)).body?.cancel()');
  });

  it('is waited for together with others', () => {
    const both = ['a', 'b'].map((name) => releaseOf(cancel, { ...res, path: pathTo(name) }, context));
    expect(printTogether(both, context)).toBe('await Promise.all([a.body?.cancel(), b.body?.cancel()])');
    expect(printTogether(both, { ...context, canAwait: false })).toBe(
      'Promise.all([a.body?.cancel(), b.body?.cancel()]).catch(() => {})',
    );
  });
});

describe('statements', () => {
  const loop = [{ head: 'for (const one of all)', body: [[{ head: 'if (one)', body: ['a()', 'b()'] }]] }];
  const tried = [
    { head: 'try', body: ['a()'] },
    { head: 'finally', body: [loop] },
  ];

  it('stand on lines of their own', () => {
    expect(linesOf(['a()', '', tried], style)).toEqual([
      'a();',
      '',
      'try {',
      '  a();',
      '} finally {',
      '  for (const one of all) {',
      '    if (one) {',
      '      a();',
      '      b();',
      '    }',
      '  }',
      '}',
    ]);
  });

  it('stand on one line, where each but the last of a block ends in a semicolon', () => {
    const bare = { ...style, semicolon: '' };
    expect(inOneLine(['', 'a()', loop, 'run = () => {}'], style)).toBe(
      'a(); for (const one of all) { if (one) { a(); b(); } } run = () => {};',
    );
    expect(inOneLine([loop, 'b()'], bare)).toBe('for (const one of all) { if (one) { a(); b() } } b();');
  });
});
