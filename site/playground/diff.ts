/** A repair as lines that are taken out, put in and left. */
import { structuredPatch } from 'diff';

export interface DiffLine {
  readonly kind: 'removed' | 'added' | 'kept' | 'gap';
  readonly text: string;
}

const KINDS = { '-': 'removed', '+': 'added', ' ': 'kept' } as const;

/** The changed lines with two around them; a gap stands between parts. */
export function diffLines(before: string, after: string): DiffLine[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 2 });
  return hunks.flatMap(({ lines }, index): DiffLine[] => [
    ...(index === 0 ? [] : [{ kind: 'gap', text: '' } as const]),
    ...lines
      .filter((line) => line[0] !== '\\')
      .map((line) => ({ kind: KINDS[line[0] as keyof typeof KINDS], text: line.slice(1) })),
  ]);
}
