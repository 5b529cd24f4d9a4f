/** The edits of a repair, for formats that take one replacement. */
import { applyEdits, type Edit } from '../../fixes/text/edits.js';

/** One edit with the same result, from the first to the last changed character; null if there is none. */
export function combinedEdit(edits: readonly Edit[], text: string): Edit | null {
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return null;
  const [from, to] = [first.range[0], last.range[1]];
  const moved = edits.map((edit): Edit => ({ ...edit, range: [edit.range[0] - from, edit.range[1] - from] }));
  return { range: [from, to], text: applyEdits(text.slice(from, to), moved) };
}
