/** The published schema accepts what the reader of the settings accepts, and nothing else. */
import Ajv from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { protocols } from '../../src/protocols/index.js';
import { settingsSchema } from '../../src/protocols/settings-schema.js';
import { EFFECTS, GIVES, parseSettings } from '../../src/protocols/settings.js';

const published = JSON.parse(
  readFileSync(new URL('../../schema/http-leak.config.schema.json', import.meta.url), 'utf8'),
) as object;

it('the published schema is up to date: npm run docs', () => {
  expect(published).toEqual(settingsSchema());
});

const validate = new Ajv().compile(published);
const isRead = (settings: unknown): boolean => {
  try {
    parseSettings(settings);
    return true;
  } catch {
    return false;
  }
};

const odd = fc.constantFrom<unknown>(null, '', 'x', 1, true, [], {}, 'Fetch', undefined);
/** Mostly this, sometimes something odd or nothing. */
const usually = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });
const word = usually(fc.constantFrom('get', 'api.get', '@acme/http', 'default'));
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const surplus = fc.constantFrom('package', 'path', 'names', 'protocol').chain((key) => fc.record({ [key]: word }));
/** An entry, with each of the ways to name a function. */
const entry = (more: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc
    .tuple(
      fc.oneof(
        fc.record({ from: fc.constant('package'), name: word, package: word, ...more }),
        fc.record({ from: fc.constant('file'), name: word, path: fc.option(word, { nil: undefined }), ...more }),
        fc.record({ from: usually(fc.constant('lib')), name: word, ...more }),
      ),
      rarely(surplus),
    )
    .map(([usual, odd = {}]) => ({ ...odd, ...usual }));
const client = entry({
  protocol: usually(fc.constantFrom(...protocols.map(({ id }) => id))),
  gives: fc.option(usually(fc.constantFrom(...GIVES)), { nil: undefined }),
});
const helper = entry({ effect: usually(fc.constantFrom(...EFFECTS)) });
const settings = usually(
  fc.record({
    clients: fc.option(usually(fc.array(usually(client), { maxLength: 2 })), { nil: undefined }),
    helpers: fc.option(usually(fc.array(usually(helper), { maxLength: 2 })), { nil: undefined }),
    more: rarely(odd),
  }),
);

it('reader and schema agree on every settings file', () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(settings, (value) => {
      // As it stands in a file.
      const text = JSON.stringify(value);
      if (text === undefined) return;
      const data: unknown = JSON.parse(text);
      const accepted = isRead(data);
      seen[accepted ? 'accepted' : 'refused']++;
      expect(validate(data), JSON.stringify({ data, errors: validate.errors })).toBe(accepted);
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(300);
});
