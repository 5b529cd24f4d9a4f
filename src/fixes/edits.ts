/** Text edits: plain data with offsets into the original text. */

export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
  /** It moves the line that begins there to the right. */
  readonly isMove?: true;
}

/**
 * One sorted list without repetitions.
 *
 * @returns null where two edits overlap, or insert different texts at one place
 */
export function combine(edits: readonly Edit[]): Edit[] | null {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const kept: Edit[] = [];
  for (const edit of sorted) {
    const last = kept.at(-1);
    if (last && edit.range[0] === last.range[0] && edit.range[1] === last.range[1]) {
      if (edit.text === last.text) continue;
      return null;
    }
    if (last && edit.range[0] < last.range[1]) return null;
    kept.push(edit);
  }
  return kept;
}

/** The text after `edits`, which must be sorted and apart. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const edit of edits) {
    result += text.slice(from, edit.range[0]) + edit.text;
    from = edit.range[1];
  }
  return result + text.slice(from);
}

/** Where `offset` of the text after `edits` was in the text before; in the middle of an edit, where that begins. */
export function originOf(offset: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const { range, text } of edits) {
    if (offset < range[0] + shift) break;
    if (offset < range[0] + shift + text.length) return range[0];
    shift += text.length - (range[1] - range[0]);
  }
  return offset - shift;
}
