/** The settings as a JSON Schema for editors, generated from the data that the reader of the settings uses. */
import { protocols } from './index.js';
import { EFFECTS, GIVES, SPECIFIERS } from './settings.js';

const PROTOCOL = {
  enum: protocols.map(({ id }) => id),
  description: 'What ends the resource: a heading of docs/clients.md.',
};
const GIVEN = {
  enum: GIVES,
  default: GIVES[0],
  description: 'Whether the call returns the resource itself, or a promise of it.',
};
const EFFECT = {
  enum: EFFECTS,
  description:
    'consumes: reads, cancels or closes it; takes: keeps it, or gives it to other code; borrows: only uses it.',
};
const NAMES = {
  name: 'The function: as it is exported or called, with members (api.get).',
  package: 'The package that exports it.',
  path: 'The file that it is in.',
};

/** The schema of `http-leak.config.json` (JSON Schema, draft 7). */
export function settingsSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of http-leak',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      clients: {
        type: 'array',
        description: 'Functions that return a response or an agent.',
        items: { anyOf: named({ protocol: PROTOCOL, gives: GIVEN }, ['protocol']) },
      },
      helpers: {
        type: 'array',
        description: 'Functions that a response or an agent is passed to.',
        items: { anyOf: named({ effect: EFFECT }, ['effect']) },
      },
    },
  };
}

/** An entry for each way to name a function. */
function named(more: Readonly<Record<string, object>>, required: readonly string[]): object[] {
  return Object.entries(SPECIFIERS).map(([from, { needed, optional }]) => ({
    type: 'object',
    additionalProperties: false,
    required: ['from', ...needed, ...required],
    properties: {
      from: { const: from },
      ...Object.fromEntries(
        [...needed, ...optional].map((key) => [key, { type: 'string', minLength: 1, description: NAMES[key] }]),
      ),
      ...more,
    },
  }));
}
