/** What is printed of mutants. */

const VERDICTS = ['killed', 'survived', 'void'];

/** One line while the run goes on, and the lines that differ where nothing noticed. */
export function printVerdict({ id, file, line, column, operator, verdict, by, seconds, ...mutant }, count, text) {
  const time = seconds === undefined ? '' : ` in ${seconds.toFixed(0)} s`;
  const killer = by === undefined ? '' : ` by ${by}`;
  console.log(`${id + 1}/${count} ${verdict}${time}${killer}  ${file}:${line}:${column} ${operator}`);
  if (verdict === 'survived') console.log(difference(text, mutant));
}

/** A table by folder, the survivors, and as the last line the totals. */
export function printSummary(results, textOf) {
  const folderOf = ({ file }) => file.split('/').slice(0, 2).join('/');
  const folders = [...new Set(results.map(folderOf))];
  const row = (name, of) => [name, of.length, ...VERDICTS.map((verdict) => countOf(of, verdict)), shareOf(of)];
  const table = [
    ['folder', 'mutants', ...VERDICTS, 'surviving'],
    ...folders.map((folder) =>
      row(
        folder,
        results.filter((result) => folderOf(result) === folder),
      ),
    ),
    row('all', results),
  ].map((cells) => cells.map(String));
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  console.log();
  for (const cells of table)
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  '));
  for (const { file, line, column, operator, tests, ...mutant } of results.filter(isSurvivor)) {
    const reached = tests === 0 ? 'no test reaches it' : `reached by files of ${tests} tests`;
    console.log(`\n${file}:${line}:${column} ${operator}; ${reached}\n${difference(textOf(file), mutant)}`);
  }
  const [killed, survived, refused] = VERDICTS.map((verdict) => countOf(results, verdict));
  console.log(`\n${results.length} mutants: ${killed} killed, ${survived} survived, ${refused} void`);
}

const isSurvivor = ({ verdict }) => verdict === 'survived';
const countOf = (results, wanted) => results.filter(({ verdict }) => verdict === wanted).length;

/** The survivors among those that compile. */
function shareOf(results) {
  const valid = results.length - countOf(results, 'void');
  return valid === 0 ? '' : `${((100 * countOf(results, 'survived')) / valid).toFixed(0)} %`;
}

/** The lines of the place, before and after. */
function difference(text, { start, end, replacement }) {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  const after = text.slice(from, start) + replacement + text.slice(end, to);
  const lines = (sign, part) =>
    part
      .split('\n')
      .map((line) => `  ${sign} ${line}`)
      .join('\n');
  return `${lines('-', text.slice(from, to))}\n${lines('+', after)}`;
}
