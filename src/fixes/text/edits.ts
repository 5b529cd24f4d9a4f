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

/** The edits with insertions at one place joined, in the order in which they are given. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const [at, end] = edit.range;
    const index = at === end ? joined.findIndex(({ range }) => range[0] === at && range[1] === at) : -1;
    const before = joined[index];
    if (before) joined[index] = { range: before.range, text: before.text + edit.text };
    else joined.push(edit);
  }
  return joined;
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

/** Where the texts of `edits`, which must be sorted and apart, stand in the text after them. */
export function writtenRanges(edits: readonly Edit[]): (readonly [number, number])[] {
  let shift = 0;
  return edits.map(({ range: [start, end], text }) => {
    const from = start + shift;
    shift += text.length - (end - start);
    return [from, from + text.length] as const;
  });
}

/** Those whose edits overlap neither with those of an earlier one, nor with lines that one of the two moves. */
export function apart<T extends { readonly edits: readonly Edit[] }>(changes: readonly T[]): T[] {
  return changes.reduce<T[]>(
    (kept, one) =>
      kept.every((other) => !writesInto(other, one) && !writesInto(one, other)) &&
      combine([...kept, one].flatMap(({ edits }) => edits))
        ? [...kept, one]
        : kept,
    [],
  );
}

/** Whether a change moves or writes lines among those that another one moves. */
function writesInto(
  { edits }: { readonly edits: readonly Edit[] },
  mover: { readonly edits: readonly Edit[] },
): boolean {
  if (!mover.edits.some(({ isMove }) => isMove)) return false;
  const [from, to] = [mover.edits[0]!.range[0], mover.edits.at(-1)!.range[1]];
  return edits.some(
    (edit) => (edit.isMove === true || edit.text.includes('\n')) && edit.range[1] >= from && edit.range[0] <= to,
  );
}
