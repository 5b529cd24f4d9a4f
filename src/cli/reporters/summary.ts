/** For people: how many leaks each rule, package and folder has. */
import path from 'node:path';
import type { Colors } from 'picocolors/types.js';
import { Packages } from '../packages.js';
import { displayPath } from '../paths.js';
import type { Leak } from '../result.js';
import { visible } from '../visible.js';

/** One row for each rule, package and folder, those with most leaks first. */
export function formatOverview(leaks: readonly Leak[], cwd: string, colors: Colors): string {
  if (leaks.length === 0) return '';
  const packages = new Packages(cwd);
  const groups: [string, Map<string, number>][] = [
    ['by rule', countBy(leaks, ({ ruleId }) => ruleId)],
    ['by package', countBy(leaks, ({ file }) => packages.of(file))],
    ['by folder', countBy(leaks, ({ file }) => displayPath(path.dirname(file), cwd))],
  ];
  const width = String(leaks.length).length;
  return groups
    .map(([title, counts]) => {
      const rows = [...counts].map(([name, amount]) => `  ${String(amount).padStart(width)}  ${visible(name)}`);
      return [colors.bold(title), ...rows].join('\n');
    })
    .join('\n\n');
}

/** The number of items by their key, the largest first, equal ones by name. */
export function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return new Map([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
