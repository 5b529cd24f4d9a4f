/** What an assertion says of a path, wherever the test library's functions come from. */
import { expect, it } from 'vitest';
import { lint } from '../support/lint.js';

const readToTheEnd = (head: string, assertion: string): number =>
  lint(`${head}
  const response = await fetch(url);
  const reader = response.body.getReader();
  const chunk = await reader.read();
  ${assertion}
});`).length;

it.each([
  ["import { expect, test } from 'vitest'; test('', async () => {", 'expect(chunk.done).toBe(true);', 0],
  ["import { test } from 'vitest'; test('', async ({ expect }) => {", 'expect(chunk.done).toBe(true);', 0],
  ["import { test } from 'vitest'; test('', async ({ expect: that }) => {", 'that(chunk.done).toBeTruthy();', 0],
  ["import { test } from 'vitest'; test('', async ({ look }) => {", 'look(chunk.done).toBeTruthy();', 1],
  ["import { test } from 'vitest'; test('', async ({ expect }) => {", 'expect(chunk.done).toBe(false);', 1],
])('%s … %s', (head, assertion, leaks) => {
  expect(readToTheEnd(head, assertion)).toBe(leaks);
});
