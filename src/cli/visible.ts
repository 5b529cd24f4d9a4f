/**
 * Escapes text from the scanned files for the readers of the output: people at a terminal, and services that interpret lines of a
 * log as commands.
 */

/** Control and format characters, including those that reverse the direction of text, line separators and lone surrogates. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Commands of GitHub Actions, Azure Pipelines and TeamCity that are recognised anywhere in a line. */
const COMMAND = /##(?=[a-z]*\[)/gi;
/** Commands of GitHub Actions at the start of a line, after white space. Our colour codes may precede them. */
const COMMAND_AT_START = new RegExp(`^((?:\\s|${'\u001B'}\\[[\\d;]*m)*)::`, 'gm');

const SHORT: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };

/** A name, a message or a part of a source line, with hidden characters and service commands written as escapes. */
export function visible(text: string): string {
  return text
    .replace(HIDDEN, (character) => SHORT[character] ?? escaped(character))
    .replace(COMMAND, String.raw`\x23#`);
}

/** The same for lines of source text: their tabs and line ends are kept. */
export function visibleLine(line: string): string {
  const [, content = '', end = ''] = /^(.*?)(\r?)$/s.exec(line) ?? [];
  return content.split('\t').map(visible).join('\t') + end;
}

/** The same for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}

/** Writes a complete text of this program, in which foreign parts are already `visible`: no line of it is a command to a service. */
export function print(stream: Pick<NodeJS.WriteStream, 'write'>, text: string): void {
  stream.write(text.replace(COMMAND_AT_START, String.raw`$1\x3a:`));
}

/** JSON in which hidden characters and commands are escaped; it has the same value. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(HIDDEN, (character) => (character === '\n' ? character : unicode(character)))
    .replace(COMMAND, unicode);
}

/** A path as a word of a command line. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Escapes each UTF-16 code unit, as in JSON. */
function unicode(text: string): string {
  return text
    .split('')
    .map((unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'))
    .join('');
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return String.raw`\x` + code.toString(16).padStart(2, '0');
  return code <= 0xffff
    ? String.raw`\u` + code.toString(16).padStart(4, '0')
    : String.raw`\u` + `{${code.toString(16)}}`;
}
