/** Generated programs: whole modules that leak, read, release, hand on and share responses, and tell what happens to them. */
import fc from 'fast-check';
import { CLIENTS, PRELUDE, WHOLE } from './clients.mjs';
import { FLOW } from './flow.mjs';
import { RESPONSES } from './responses.mjs';
import { Scope } from './scope.mjs';
import { AROUND, SHARED } from './shared.mjs';

const LEAVES = { ...RESPONSES, ...SHARED };
const NESTED = { ...FLOW, ...AROUND };
const KINDS = { ...LEAVES, ...NESTED };
/** How often a kind comes, where not once. */
const WEIGHTS = { exit: 4, read: 3, acquire: 2, leave: 9, guard: 2, loop: 2, attempt: 2, section: 2, partial: 4 };

/** The names of the kinds of statements, which can be left out. */
export const kinds = Object.keys(KINDS);

const SINGLE = [
  'acquire',
  'acquireBody',
  'acquireMaybe',
  'acquireWithSignal',
  'acquireWithAgent',
  'acquireInTime',
  'upload',
];
const OPENINGS = [...SINGLE, 'acquireShared', 'acquireMany', 'lateResponse', 'acquireUnnamed'];
const INSIDE = [
  'partial',
  'leave',
  'handOn',
  'alias',
  'part',
  'readDeferred',
  'listen',
  'read',
  'look',
  'log',
  'state',
  'emit',
  'defer',
  'exit',
];

const HELPERS = [
  (name, parameters, body) => ({ text: `async function ${name}(${parameters}) ${body}`, called: name }),
  (name, parameters, body) => ({ text: `const ${name} = async (${parameters}) => ${body};`, called: name }),
  (name, parameters, body) => ({
    text: `class Tool${name} {\nasync ${name}(${parameters}) ${body}\n}`,
    called: `new Tool${name}().${name}`,
  }),
  (name, parameters, body) => ({
    text: `async function ${name}(${parameters}) ${body}\nasync function with${name}(run, ...given) {\nreturn run(...given);\n}`,
    called: `with${name}`,
    passed: name,
  }),
];

function linesOf(statements, scope) {
  const made = [];
  for (const { kind, args } of statements) {
    const text = KINDS[kind].text(args, scope, linesOf);
    // What has nothing to speak of here says nothing.
    if (text !== null) made.push(text);
    if (text !== null && KINDS[kind].isExit) break;
  }
  return made.join('\n');
}

function helperOf({ client, form, makes, body, exit }, index, program) {
  const name = `help${index}`;
  const given = { name: 'res', client };
  const scope = new Scope(program, { responses: makes ? [] : [given] });
  const parameters = makes ? 'url, flag' : 'res, flag, url, kept';
  const inside = makes
    ? `const res = await ${CLIENTS[client].get('url')};\n${linesOf(body, scope.inner({ responses: [given] }))}\nreturn res;`
    : linesOf([...body, ...exit], scope);
  const { text, called, passed } = HELPERS[form](name, parameters, `{\n${inside}\n}`);
  const call = (...values) => `${called}(${[...(passed ? [passed] : []), ...values].join(', ')})`;
  return { text, call, client, makes };
}

const MAINS = [
  'export async function main(url, flag, kept) {\nreturn load(url, flag, kept);\n}',
  'export async function main(url, flag, kept) {\nreturn Promise.all([load(`${url}/a`, flag, kept), load(`${url}/b`, !flag, kept)]);\n}',
];

function textOf({ helpers, body, main }) {
  const program = { count: 0, helpers: [] };
  for (const [index, helper] of helpers.entries()) program.helpers.push(helperOf(helper, index, program));
  const inside = linesOf(body, new Scope(program));
  const used = program.helpers.filter(({ call }) => inside.includes(call('').split('(')[0]));
  const own = [
    ...used.map(({ text }) => text),
    `async function load(url, flag, kept) {\n${inside}\n}`,
    MAINS[main],
  ].join('\n\n');
  return `${withPrelude(own)}\n`;
}

/** In front of the code what it uses; an entry may use those above it. */
function withPrelude(code) {
  return PRELUDE.reduceRight((text, [name, line]) => (name.test(text) ? `${line}\n${text}` : text), code);
}

/**
 * Whole programs as text. Each exports `main(url, flag, kept)`, which asks below `url`, may hand responses on to the global `give` or in the
 * list `kept`, and prints what happens.
 *
 * @param without kinds of statements that are left out
 */
export function programs({ without = [] } = {}) {
  const isKept = (kind) => !without.includes(kind);
  const choice = (kind, body) =>
    fc.record({
      kind: fc.constant(kind),
      args: typeof KINDS[kind].args === 'function' ? KINDS[kind].args(body) : KINDS[kind].args,
    });
  const among = (names, body = fc.constant([])) =>
    names.filter(isKept).map((kind) => ({ weight: WEIGHTS[kind] ?? 1, arbitrary: choice(kind, body) }));
  const { body, statement } = fc.letrec((tie) => ({
    body: fc.array(tie('statement'), { minLength: 1, maxLength: 2, depthIdentifier: 'program' }),
    statement: fc.oneof(
      { depthIdentifier: 'program', maxDepth: 2, withCrossShrink: true },
      fc.oneof(...among(Object.keys(LEAVES))),
      ...among(Object.keys(NESTED), tie('body')),
    ),
  }));
  const opening = fc.oneof(...among(OPENINGS, body));
  const helper = fc.record({
    client: fc.constantFrom(...WHOLE),
    form: fc.nat(HELPERS.length - 1),
    makes: isKept('made') ? fc.boolean() : fc.constant(false),
    body,
    exit: fc.array(choice('exit'), { maxLength: 1 }),
  });
  const rest = fc.array(statement, { minLength: 1, maxLength: 4, depthIdentifier: 'program' });
  const wide = fc.record({
    helpers: fc.array(helper, { maxLength: 2 }),
    body: fc.tuple(opening, rest).map(([first, more]) => [first, ...more]),
    main: fc.nat(MAINS.length - 1),
  });
  // One response in the middle of what is sensitive to time and order.
  const inside = fc.array(fc.oneof(...among(INSIDE)), { minLength: 1, maxLength: 3 });
  const narrow = fc.record({
    helpers: fc.constant([]),
    body: fc
      .tuple(
        fc.oneof(...among(SINGLE)),
        fc.array(fc.oneof(...among(Object.keys(AROUND), inside), ...among(INSIDE)), { minLength: 1, maxLength: 2 }),
        fc.array(fc.oneof(...among(INSIDE)), { maxLength: 2 }),
      )
      .map(([first, ...more]) => [first, ...more.flat()]),
    main: fc.constant(0),
  });
  return fc.oneof(narrow, wide).map((plan) => indented(textOf(plan)));
}

/** With two spaces for each open brace, but for what is inside a template literal. */
export function indented(code) {
  let depth = 0;
  let isInTemplate = false;
  return code
    .split('\n')
    .map((line) => {
      const closes = /^[)}\]]/.test(line) ? 1 : 0;
      const result = isInTemplate || line === '' ? line : '  '.repeat(depth - closes) + line;
      if ((line.match(/`/g) ?? []).length % 2 === 1) isInTemplate = !isInTemplate;
      depth += (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length;
      return result;
    })
    .join('\n');
}
