/**
 * What comes from the scanned files, made harmless for those who read the output: people at a terminal, and services that take lines of a
 * log for commands.
 */

/** Control and format characters, among them those that reverse the direction of text, separators of lines, halves of characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Commands of GitHub Actions, Azure Pipelines and TeamCity that count anywhere in a line. */
const COMMAND = /##(?=[a-z]*\[)/gi;
/** Commands of GitHub Actions, which take no notice of what is white. Colours of ours may stand before them. */
const COMMAND_AT_START = new RegExp(`^((?:\\s|${'\u001B'}\\[[\\d;]*m)*)::`, 'gm');

const SHORT: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };

/** A name, a message or a part of a source line, with everything in it that would not be seen, or would be obeyed, written as an escape. */
export function visible(text: string): string {
  return text
    .replace(HIDDEN, (character) => SHORT[character] ?? escaped(character))
    .replace(COMMAND, String.raw`\x23#`);
}

/** The same for lines of source text: their tabs stay, and what ends the line. */
export function visibleLine(line: string): string {
  const [, content = '', end = ''] = /^(.*?)(\r?)$/s.exec(line) ?? [];
  return content.split('\t').map(visible).join('\t') + end;
}

/** The same for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}

/** Writes a finished text of ours, in which everything that is not ours is `visible`: no line of it is a command to a service. */
export function print(stream: Pick<NodeJS.WriteStream, 'write'>, text: string): void {
  stream.write(text.replace(COMMAND_AT_START, String.raw`$1\x3a:`));
}

/** JSON without hidden characters and commands in it; it says the same. */
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

/** Each half of a character by itself, as JSON has it. */
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
