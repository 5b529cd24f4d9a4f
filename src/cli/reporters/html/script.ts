/**
 * The script of the report. It runs in the browser, has no dependencies and loads nothing.
 *
 * What the scanned files contain reaches the page as text only (`textContent`), never as HTML.
 */
export const SCRIPT = String.raw`'use strict';
const report = JSON.parse(document.getElementById('data').textContent);
const list = document.getElementById('findings');
const search = document.getElementById('search');
const shown = document.getElementById('shown');
/** The chosen value of each filter, by the name of the filter. */
const chosen = new Map();

/** An element with attributes and children; a child that is not an element becomes text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const items = report.findings.map((finding) => {
  const place = finding.line + ':' + finding.column;
  const details = element(
    'details',
    { class: 'finding', id: finding.id },
    element(
      'summary',
      {},
      element('span', { class: 'place' }, place),
      element('span', { class: 'message' }, finding.message),
      element('span', { class: 'tag' }, finding.rule),
      element('span', { class: 'tag repair-' + finding.repair.verdict }, finding.verdict),
    ),
  );
  // A thousand findings with their code at once would be slow: a finding is drawn when it is opened.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(bodyOf(finding));
  });
  const words = [finding.file, finding.message, finding.rule, finding.client, finding.package, finding.within]
    .concat(finding.owners)
    .join(' ')
    .toLowerCase();
  return { finding, details, words };
});

/** A heading for each file, with its findings. */
const groups = [...Map.groupBy(items, ({ finding }) => finding.file)].map(([file, own]) => {
  const count = element('span', { class: 'count' }, String(own.length));
  const section = element('section', {}, element('h3', {}, file, ' ', count), ...own.map(({ details }) => details));
  list.append(section);
  return { section, count, own };
});

function bodyOf(finding) {
  const code = element('div', { class: 'code', tabindex: '0', role: 'region', 'aria-label': 'code' });
  const steps = element('ol', { class: 'steps' });
  const choose = (index) => {
    code.replaceChildren(codeOf(finding, finding.paths[index]));
    steps.replaceChildren(
      ...finding.paths[index].map(({ line, text }) =>
        element('li', {}, text, ' ', element('span', { class: 'line' }, 'line ' + line)),
      ),
    );
    for (const [at, button] of buttons.entries()) button.setAttribute('aria-pressed', String(at === index));
  };
  const buttons = finding.paths.map((_, index) => {
    const button = element('button', { type: 'button' }, 'Path ' + (index + 1));
    button.addEventListener('click', () => choose(index));
    return button;
  });
  choose(0);
  const rule = element('a', { href: report.rules[finding.rule] ?? '#' }, finding.rule);
  return element(
    'div',
    { class: 'body' },
    element('p', { class: 'facts' }, ...factsOf(finding), rule, ' · ', element('a', { href: '#' + finding.id }, 'link')),
    ...(buttons.length > 1 ? [element('div', { class: 'paths', role: 'group', 'aria-label': 'paths' }, ...buttons)] : []),
    code,
    element('h4', {}, 'The path'),
    steps,
    element('h4', {}, 'What to do'),
    element('p', {}, finding.remedy),
    ...repairOf(finding),
  );
}

function factsOf({ client, within, owners, package: name }) {
  const facts = [client, within && 'in ' + within, name, owners.join(', ')].filter((fact) => fact);
  return facts.flatMap((fact) => [fact, ' · ']);
}

/** The lines of the code with the places of one path marked, and each step below its line. */
function codeOf({ code }, path) {
  const table = element('table', {});
  let previous = code[0][0] - 1;
  for (const [number, text] of code) {
    if (number !== previous + 1) table.append(element('tr', { class: 'gap' }, element('td', {}), element('td', {}, '⋮')));
    previous = number;
    const marks = path.filter(({ line, endLine }) => line <= number && number <= endLine);
    const cell = element('td', {}, ...marked(text, number, marks));
    table.append(element('tr', marks.length > 0 ? { class: 'marked' } : {}, element('th', {}, String(number)), cell));
    for (const [index, step] of path.entries())
      if (step.line === number)
        table.append(
          element(
            'tr',
            { class: index === path.length - 1 ? 'step last' : 'step' },
            element('th', {}),
            element('td', {}, index + 1 + '. ' + step.text),
          ),
        );
  }
  return table;
}

function marked(text, number, marks) {
  const isMarked = (at) =>
    marks.some(
      ({ line, column, endLine, endColumn }) =>
        (line < number || column - 1 <= at) && (endLine > number || at < endColumn - 1),
    );
  const parts = [];
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    while (to < text.length && isMarked(to) === isMarked(from)) to++;
    const part = text.slice(from, to);
    parts.push(isMarked(from) ? element('mark', {}, part) : part);
    from = to;
  }
  return parts.length > 0 ? parts : [' '];
}

function repairOf({ verdict, repair: { title, reason, diff } }) {
  const said = [title, reason].filter((part) => part).join('. ');
  const parts = [element('h4', {}, verdict)];
  if (said !== '') parts.push(element('p', {}, said));
  if (diff.length === 0) return parts;
  const kinds = { '+': 'added', '-': 'removed', '@': 'hunk' };
  const rows = diff.map((line) => element('div', { class: kinds[line[0]] ?? 'same' }, line || ' '));
  return [...parts, element('div', { class: 'diff', tabindex: '0', role: 'region', 'aria-label': 'repair' }, ...rows)];
}

function matches({ finding, words }) {
  const wanted = search.value.toLowerCase().split(/\s+/);
  return (
    wanted.every((word) => words.includes(word)) &&
    [...chosen].every(([filter, value]) => [].concat(finding[filter]).includes(value))
  );
}

function update() {
  let visible = 0;
  for (const { section, count, own } of groups) {
    let here = 0;
    for (const item of own) {
      item.details.hidden = !matches(item);
      if (!item.details.hidden) here++;
    }
    section.hidden = here === 0;
    count.textContent = String(here);
    visible += here;
  }
  shown.textContent = visible === items.length ? items.length + ' shown' : visible + ' of ' + items.length + ' shown';
  for (const button of document.querySelectorAll('[data-filter]'))
    button.setAttribute('aria-pressed', String(chosen.get(button.dataset.filter) === button.dataset.value));
}

function openFromAddress() {
  const found = items.find(({ finding }) => '#' + finding.id === location.hash);
  if (!found) return;
  found.details.open = true;
  found.details.scrollIntoView();
}

/** Moves the focus to the next or the previous finding that is shown. */
function move(by) {
  const summaries = [...list.querySelectorAll('section:not([hidden]) > details:not([hidden]) > summary')];
  const at = summaries.indexOf(document.activeElement?.closest('details')?.querySelector('summary'));
  summaries[at < 0 ? 0 : Math.min(Math.max(at + by, 0), summaries.length - 1)]?.focus();
}

for (const button of document.querySelectorAll('[data-filter]'))
  button.addEventListener('click', () => {
    const { filter, value } = button.dataset;
    if (chosen.get(filter) === value) chosen.delete(filter);
    else chosen.set(filter, value);
    update();
  });
document.getElementById('reset').addEventListener('click', () => {
  chosen.clear();
  search.value = '';
  update();
});
search.addEventListener('input', update);
addEventListener('hashchange', openFromAddress);
addEventListener('keydown', (event) => {
  if (event.target === search) {
    if (event.key === 'Escape') search.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/') search.focus();
  else if (event.key === 'j') move(1);
  else if (event.key === 'k') move(-1);
  else return;
  event.preventDefault();
});
update();
openFromAddress();
`;
