/** The page docs/clients.md, from the protocol tables. */
import { inOwnNames } from '../build/findings/own-names.js';
import { exempt } from '../build/protocols/exempt.js';
import { fetchProtocol, protocols } from '../build/protocols/index.js';
import { duplex, readable, readableHandles } from '../build/protocols/node-streams.js';

/** The names of the effects for a body, and for an agent. */
const WORDS = {
  body: {
    acquire: 'returns a response',
    consume: 'reads it',
    cancel: 'cancels it',
    borrow: 'does not release it',
    transfer: 'hands it on',
  },
  agent: {
    acquire: 'makes an agent',
    consume: 'ends it',
    cancel: 'ends it',
    borrow: 'does not close it',
    transfer: 'hands it on',
  },
};
const EFFECTS = ['consume', 'cancel', 'borrow', 'transfer'];

/** Handles that several clients share, described once. The first one that matches a handle describes the members that they have in common. */
const SHARED = [
  { title: 'A Node duplex', handle: duplex },
  { title: 'A Node stream', handle: readable },
];

/** @returns the whole page */
export function clientsPage() {
  return [
    '<!-- Generated from src/protocols by `npm run docs`. -->',
    '# Clients',
    '',
    'What each client returns, and the effect of each operation on its connection. The engine uses these tables. The',
    '[truth tests](../tests/protocols/truth) prove each entry: they run the installed library against a local server. They list the entries that they cannot run (TLS, SOCKS,',
    'packages of the same family). [Measurements](measurements.md) has the results for other versions. The [glossary](glossary.md) explains the terms.',
    '',
    'A member that a table does not list is assumed to release the connection, and so is an unknown function. Declare your own clients and helpers in the',
    '[settings](settings.md).',
    '',
    '## Calls that leave nothing open',
    '',
    'These calls look similar, but no code has to release anything:',
    '',
    table(
      ['call', 'why'],
      exempt.map(({ call, why }) => [code(call), why]),
    ),
    ...protocols.flatMap(section),
    ...stream('A Node stream', readable, 'A `Readable` of Node.'),
    ...stream('A Node duplex', duplex, `As ${link('a Node stream')}, and:`),
    '',
  ].join('\n');
}

function section(protocol) {
  const words = WORDS[protocol.resource];
  const isOfFetch =
    protocol !== fetchProtocol &&
    Object.entries(protocol.handles).every(
      ([name, handle]) => handle === fetchProtocol.handles[name] || name === protocol.rejection?.handle,
    );
  const handles = Object.entries(protocol.handles).filter(
    ([name, handle]) => !Object.values(readableHandles).includes(handle) && name !== protocol.rejection?.handle,
  );
  const rows = [
    [words.acquire, acquiring(protocol).join('<br>')],
    [
      'what it returns',
      isOfFetch
        ? `the same as for ${link('fetch')}`
        : handles
            .flatMap(([name, handle]) =>
              sharedBy(handle).map(({ title }) => `${name}: ${link(title.replace(/^A/, 'a'))}`),
            )
            .join('<br>'),
    ],
    ...(isOfFetch
      ? []
      : EFFECTS.map((effect) => [
          words[effect],
          handles.flatMap(([name, handle]) => ofHandle(name, handle, effect)).join('<br>'),
        ])),
    [
      'shortcuts of the promise',
      Object.keys(protocol.promiseMethods ?? {})
        .map((name) => code(`.${name}()`))
        .join(', '),
    ],
    [
      'the error of a rejected status',
      holdersIn(protocol)
        .map((member) => code(`error.${member}`))
        .join(', '),
    ],
    [
      'holds no connection',
      protocol.resource === 'body'
        ? harmless(protocol) || 'none: every response holds one, for every status and method'
        : '',
    ],
    ['measured with', protocol.measured],
  ];
  return [
    '',
    `## ${protocol.id}`,
    '',
    inOwnNames(protocol.remedy),
    '',
    table(
      ['', ''],
      rows.filter(([, cell]) => cell !== ''),
    ),
    ...(protocol.notes?.length ? ['', ...protocol.notes.map((note) => `- ${note}`)] : []),
  ];
}

function stream(title, handle, text) {
  const rows = EFFECTS.map((effect) => [WORDS.body[effect], own(handle, effect).map(worded).join(', ')]);
  return [
    '',
    `## ${title}`,
    '',
    text,
    '',
    table(
      ['', ''],
      rows.filter(([, cell]) => cell !== ''),
    ),
    ...(handle === readable
      ? [
          '',
          '- `map()` and similar methods return a stream that reads its source only when it is read. If code destroys the new stream before that, the source stays open.',
          '- `return()` of an iterator has no effect before the first `next()`.',
        ]
      : []),
  ];
}

/** The acquiring calls by module, those under one condition together. */
function acquiring({ acquire }) {
  const groups = new Map();
  for (const { call, when } of acquire) {
    const [, made = '', module, member] = /^(new )?(.+)[:#](.*)$/.exec(call);
    const key = `${module} ${conditionOf(when)}`;
    const group = groups.get(key) ?? { module, condition: conditionOf(when), calls: [] };
    group.calls.push(code(`${made}${member || 'its default export'}`.replace(/\.$/, '()')));
    groups.set(key, group);
  }
  return [...groups.values()].map(
    ({ module, condition, calls }) =>
      `${module === 'global' ? '' : `${code(module)}: `}${calls.join(', ').replaceAll('`its default export`', 'its default export').replaceAll('`new its default export`', '`new` of its default export')}${condition}`,
  );
}

function conditionOf(when) {
  if (!when) return '';
  if ('option' in when)
    return 'equals' in when
      ? ` with ${code(`${when.option}: ${JSON.stringify(when.equals)}`)}`
      : ` without ${code(`${when.option}: ${JSON.stringify(when.differs)}`)}`;
  if ('instance' in when) return ' with a command whose output streams';
  return ' without a callback';
}

/** The members of one handle with that effect, without those that it shares with other handles. */
function ofHandle(name, handle, effect) {
  const known = sharedBy(handle).flatMap((shared) => membersOf(shared.handle, effect));
  const members = membersOf(handle, effect).filter((member) => !known.includes(member));
  return members.length === 0 ? [] : [`${name}: ${members.map(worded).join(', ')}`];
}

/** The shared handle whose members it all has, if any. */
function sharedBy(handle) {
  const all = (one) => EFFECTS.flatMap((effect) => membersOf(one, effect).map((member) => `${effect} ${member}`));
  const members = new Set(all(handle));
  return SHARED.filter((shared) => all(shared.handle).every((member) => members.has(member))).slice(0, 1);
}

/** The members of a stream that its section has to list: those of a duplex without those of any stream. */
function own(handle, effect) {
  const members = membersOf(handle, effect);
  return handle === duplex ? members.filter((member) => !membersOf(readable, effect).includes(member)) : members;
}

function membersOf({ methods = {}, properties = {}, unknownProperties, events = {}, iterate, disposable }, effect) {
  return [
    ...Object.entries(methods)
      .filter(([method, { effect: found }]) => found === effect && !method.startsWith('@@'))
      .map(([method]) => `${method}()`),
    ...(effect === 'borrow'
      ? Object.entries(properties).flatMap(([property, kind]) => (typeof kind === 'object' ? [] : [property]))
      : []),
    ...(effect === 'borrow' && unknownProperties ? ['any other property'] : []),
    ...Object.entries(events)
      .filter(([, found]) => found === effect)
      .map(([event]) => `on('${event}')`),
    ...(effect === 'borrow' && Object.keys(events).length > 0 ? ['any other event'] : []),
    ...(iterate === effect ? ['for await'] : []),
    ...(disposable && effect === 'cancel' ? ['await using'] : []),
  ];
}

/** The properties of the error that hold the response. */
function holdersIn({ rejection, handles }) {
  return Object.entries(handles[rejection?.handle]?.properties ?? {}).flatMap(([name, kind]) =>
    typeof kind === 'object' && 'handle' in kind ? [name] : [],
  );
}

/** The responses that hold no connection when they are left unread; empty if there are none. */
function harmless({ emptyStatuses, headIsEmpty }) {
  return [emptyStatuses.join(', '), headIsEmpty ? '`HEAD`' : ''].filter(Boolean).join(', ');
}

const worded = (member) => (member.startsWith('any ') ? member : code(member));
const code = (text) => `\`${text}\``;
const link = (heading) => `[${heading}](#${heading.toLowerCase().replaceAll(' ', '-')})`;

/** A table of Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
