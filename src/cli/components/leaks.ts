/** The findings of the scripts of a component, as findings of its file. */
import type { Leak } from '../result.js';
import type { Part } from './parts.js';

/** The finding with the text of the file, and without a repair that would write outside of the script. */
export function inComponent(leak: Leak, { ranges }: Part, text: string): Leak {
  const { repair } = leak;
  const isInside = repair?.edits.every(({ range: [start, end] }) =>
    ranges.some((range) => range[0] <= start && end <= range[1]),
  );
  if (!repair || isInside) return { ...leak, text };
  const reason = 'It would write outside of the script.';
  return { ...leak, text, repair: { verdict: 'none', reason, title: '', edits: [] } };
}

/** Numbers equal code of several scripts through, as that of one. */
export function numbered(leaks: readonly Leak[]): Leak[] {
  const seen = new Map<string, number>();
  return [...leaks]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map((leak) => {
      const { within, code } = leak.identity;
      const key = JSON.stringify([leak.ruleId, within, code]);
      const occurrence = (seen.get(key) ?? 0) + 1;
      seen.set(key, occurrence);
      return { ...leak, identity: { ...leak.identity, occurrence } };
    });
}
