/** Variables that a release may meet before they have a value: their declared type has to say so. */
import { expect, it } from 'vitest';
import { fix } from './support.js';

const asking = (type: string, rest = ''): string =>
  `async function load(url: string) {\n  let res${type};\n  do {\n    res = await fetch(url);\n  } while (res.status === 503);\n${rest}  return res.text();\n}`;

it.each([
  [': Response', ': Response | undefined'],
  [": Map<string, Response>['get'] | Response", ": Map<string, Response>['get'] | Response | undefined"],
  [': Response | undefined', ': Response | undefined'],
  ['', ''],
])('a variable declared as `let res%s` is declared as `let res%s`', (before, after) => {
  expect(fix(asking(before))).toBe(
    `safe\n${asking(after).replace('  do {\n', '  do {\n    await res?.body?.cancel();\n')}`,
  );
});

it('a variable that a function captures keeps its type, and nothing is written', () => {
  expect(fix(asking(': Response', '  later(() => res.status);\n'))).toMatch(/^none: .*assigned yet/);
});

it('a function type keeps its shape, and nothing is written', () => {
  expect(fix(asking(': (() => void) & Response'))).toMatch(/^none/);
});
