/** Whether a text says of itself that a program has written it. */

/** What may stand before the first statement: white space, comments, and directives such as `'use strict'`. */
const LEADING = /\s+|\/\/.*|\/\*[^]*?\*\/|(['"])use [\w ]+\1[ \t]*;?/y;
const SHEBANG = /^\uFEFF?(?:#!.*)?/;

/** By the name under which a person finds it in the file. */
const MARKERS: readonly RegExp[] = [
  /(?<![\w@.-])@generated(?![\w-])/,
  /<auto-?generated\b/i,
  /\bDO NOT (?:EDIT|MODIFY|CHANGE)\b/,
  /\b(?:auto[- ]?|automatically )generated (?:file|code|by|from|with|using|via)\b/i,
  /^[\s*/#]*(?:this )?(?:(?:file|code|module|class) )?(?:(?:is|was|has been) )?generated (?:by|from|with|using|via)\b/im,
  // Only together: each of the two alone is said of parts of a file, too.
  /\bgenerated\b[^]*\bdo not (?:manually )?(?:edit|modify|change|make (?:direct|manual) changes)\b/i,
];

/** The words in the comments at the beginning of `text` that say so, or null. */
export function generatedMarker(text: string): string | null {
  const comments = leadingComments(text);
  for (const marker of MARKERS) {
    const found = marker.exec(comments)?.[0];
    if (found !== undefined)
      return found
        .replace(/^[\s*/#]+/, '')
        .split('\n', 1)[0]!
        .trim();
  }
  return null;
}

function leadingComments(text: string): string {
  const comments: string[] = [];
  for (let at = SHEBANG.exec(text)![0].length; ; at = LEADING.lastIndex) {
    LEADING.lastIndex = at;
    const part = LEADING.exec(text)?.[0];
    if (part === undefined) return comments.join('\n');
    if (part.startsWith('/')) comments.push(part);
  }
}
