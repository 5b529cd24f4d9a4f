/** Whether comments of a text mark it as generated. */

/** The text before the first statement: white space, comments, and directives such as `'use strict'`. */
const LEADING = /\s+|\/\/.*|\/\*[^]*?\*\/|(['"])use [\w ]+\1[ \t]*;?/y;
const SHEBANG = /^\uFEFF?(?:#!.*)?/;

/** The markers of generated files. */
const MARKERS: readonly RegExp[] = [
  /(?<![\w@.-])@generated(?![\w-])/,
  /<auto-?generated\b/i,
  /\bDO NOT (?:EDIT|MODIFY|CHANGE)\b/,
  /\b(?:auto[- ]?|automatically )generated (?:file|code|by|from|with|using|via)\b/i,
  /^[\s*/#]*(?:this )?(?:(?:file|code|module|class) )?(?:(?:is|was|has been) )?generated (?:by|from|with|using|via)\b/im,
  // Only both together: each of the two alone is also used for parts of a file.
  /\bgenerated\b[^]*\bdo not (?:manually )?(?:edit|modify|change|make (?:direct|manual) changes)\b/i,
];

/** The marker in the comments at the beginning of `text`, or null. */
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
