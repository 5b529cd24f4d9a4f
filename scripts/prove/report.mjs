/** The table of what was proven. */

/**
 * Prints it.
 *
 * @returns whether everything that was changed is proven, and no clean case was touched
 */
export function print({ cases, rows, unproven, details }) {
  const ways = [...new Set(rows.map(({ way }) => way))];
  const categories = [...new Set(cases.map(({ id }) => categoryOf(id)))];
  const leaking = rows.filter(({ isLeaking }) => isLeaking);
  const line = (name, of) => [
    name,
    String(of.length / ways.length),
    ...ways.flatMap((way) =>
      ['proven', 'partial', 'refuted'].map((status) =>
        String(of.filter((row) => row.way === way && row.status === status).length),
      ),
    ),
  ];
  const table = [
    ['', '', ...ways.flatMap((way) => [way, '', ''])],
    ['category', 'leaking', ...ways.flatMap(() => ['proven', 'partial', 'refuted'])],
    ...categories
      .map((category) =>
        line(
          category,
          leaking.filter(({ id }) => categoryOf(id) === category),
        ),
      )
      .filter(([, count]) => count !== '0'),
    line('all', leaking),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  for (const cells of table)
    console.log(
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  '),
    );
  const bad = rows.filter(
    ({ status, problems }) => status === 'refuted' || status === 'touched' || problems.length > 0,
  );
  for (const { way, id, status, problems } of bad)
    console.log(`${way}: ${id}: ${status}${problems.map((problem) => `\n    ${problem}`).join('')}`);
  for (const id of unproven) console.log(`${id}: does not behave as its first line says`);
  if (details)
    for (const { way, id, status, left } of rows.filter((row) => ['left', 'partial', 'not found'].includes(row.status)))
      console.log(`${way}: ${id}: ${status}${left.map((one) => `\n    ${one}`).join('')}`);
  for (const way of ways) {
    const own = leaking.filter((row) => row.way === way);
    const found = own.filter(({ status }) => status !== 'not found');
    const clean = rows.filter((row) => row.way === way && !row.isLeaking);
    const proven = own.filter(({ status }) => status === 'proven').length;
    const share = (count, of) => `${count} of ${of} (${of === 0 ? 100 : Math.floor((1000 * count) / of) / 10} %)`;
    console.log(
      `${way}: ${share(proven, own.length)} leaking cases repaired and proven, ${own.length - found.length} not found; ${share(clean.filter(({ status }) => status === 'untouched').length, clean.length)} clean cases untouched`,
    );
  }
  return bad.length === 0 && unproven.length === 0;
}

const categoryOf = (id) => id.split('/').slice(0, -1).join('/');
