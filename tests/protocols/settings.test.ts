/** The page on settings: its examples are linted with the settings that stand before them, its messages are the real ones. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/protocols/settings.js';
import { parseTag } from '../../src/protocols/tags.js';
import { lint } from '../support/lint.js';

const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^(?:([❌✅])\n\n)?```(js|ts|json)\n([^]*?)^```\n(?:\n> (.+)\n)?/gmu)].map(
  ({ 1: mark, 2: language, 3: text, 4: message, index }) => ({
    mark,
    language,
    text: text!,
    message,
    line: page.slice(0, index).split('\n').length,
  }),
);
const declaration = blocks.find(({ mark, language }) => mark === undefined && language === 'ts');
const tagged = blocks.filter(({ mark, language }) => mark !== undefined && language === 'ts');
const examples = blocks
  .filter(({ mark, language }) => mark !== undefined && language === 'js')
  .map((block) => ({
    ...block,
    settings: JSON.parse(
      blocks.findLast(({ language, line }) => language === 'json' && line < block.line)!.text,
    ) as unknown,
  }));
const wrong = blocks.filter(({ message }) => message !== undefined);

describe('the examples of settings', () => {
  it('are there', () => expect(new Set(examples.map(({ mark }) => mark))).toEqual(new Set(['❌', '✅'])));

  it.each(examples)('$mark line $line', ({ mark, text, settings }) => {
    expect(lint(text, { parser: 'espree', settings }).map(({ messageId }) => messageId)).toEqual(
      mark === '❌' ? ['leak'] : [],
    );
  });

  it.each(examples)(
    'line $line would come out otherwise without them, or the other way round',
    ({ text, settings }) => {
      const twins = examples.filter((one) => JSON.stringify(one.settings) === JSON.stringify(settings));
      const without = twins.map((twin) => lint(twin.text, { parser: 'espree' }).length > 0);
      expect(
        twins.some(({ mark }, index) => (mark === '❌') !== without[index]),
        text,
      ).toBe(true);
    },
  );
});

describe('tags of declarations', () => {
  it('stand in a declaration file that is the example', () => {
    expect(declaration?.text).toBe(readFileSync(new URL('../fixtures/clients/tagged.d.ts', import.meta.url), 'utf8'));
  });

  it.each(tagged)('$mark line $line', ({ mark, text }) => {
    expect(lint(text, { typed: true }).map(({ messageId }) => messageId)).toEqual(mark === '❌' ? ['leak'] : []);
    expect(lint(text)).toEqual([]);
  });

  it.each([
    [
      'acquires fetch',
      { kind: 'client', client: { protocol: expect.objectContaining({ id: 'fetch' }) as unknown, gives: 'promise' } },
    ],
    [
      'acquires http value - to be read',
      { kind: 'client', client: { protocol: expect.objectContaining({ id: 'http' }) as unknown, gives: 'value' } },
    ],
    ['consumes', { kind: 'helper', effect: 'consumes' }],
    ['takes - for good', { kind: 'helper', effect: 'takes' }],
    ['', { kind: 'wrong', problem: '@httpLeak must say acquires, consumes, borrows, takes; got ""' }],
    ['reads', { kind: 'wrong', problem: '@httpLeak must say acquires, consumes, borrows, takes; got "reads"' }],
    ['consumes body', { kind: 'wrong', problem: '@httpLeak consumes takes nothing after it; got "body"' }],
    [
      'acquires fetch twice',
      { kind: 'wrong', problem: '@httpLeak acquires fetch may be followed by promise or value; got "twice"' },
    ],
    [
      'acquires Fetch',
      {
        kind: 'wrong',
        problem: expect.stringMatching(/^@httpLeak acquires must name one of fetch, .*; got "Fetch"$/) as unknown,
      },
    ],
  ])('@httpLeak %s', (text, expected) => {
    expect(parseTag(text)).toEqual(expected);
  });
});

describe('wrong settings', () => {
  it.each(wrong)('line $line: $message', ({ text, message }) => {
    const settings: unknown = JSON.parse(text);
    expect(() => parseSettings(settings)).toThrow(
      expect.objectContaining({ name: 'InvalidSettings', message }) as Error,
    );
    expect(
      lint('export const up = async (url) => (await fetch(url)).text();', { parser: 'espree', settings }).map(
        (report) => report.message,
      ),
    ).toEqual([`The settings of http-leak are ignored: ${message}.`]);
  });

  it.each([null, [], 'fetch', 1])('%j are no object', (settings) => {
    expect(() => parseSettings(settings)).toThrow(
      `settings['http-leak'] must be an object; got ${JSON.stringify(settings)}`,
    );
  });

  it.each([{}, { clients: [] }, undefined])('%j are none', (settings) => {
    expect(parseSettings(settings)).toEqual({ clients: [], helpers: [] });
  });
});
