/** Statements about responses: how one is got, tested, read, released, handed on, and left. */
import fc from 'fast-check';
import { CLIENTS } from './clients.mjs';
import { pick } from './scope.mjs';

const small = fc.nat(11);
const client = fc.constantFrom(...Object.keys(CLIENTS));

/** The promise of a new response, with the address that tells its request from all others. */
function asking(scope, name, options = []) {
  return CLIENTS[name].get(`\`\${url}/${scope.next()}\``, options);
}

/** A condition: about a response that is in sight, or about nothing of the kind. */
export function conditionOf({ of, test }, scope) {
  const response = scope.response(of);
  const about = response ? CLIENTS[response.client].tests(response.name) : [];
  return pick([...about, 'flag', '!flag'], test);
}
export const condition = fc.record({ of: small, test: small });

const acquire = {
  args: fc.record({ client, isLet: fc.boolean() }),
  text({ client: by, isLet }, scope) {
    const promise = asking(scope, by);
    const name = `res${scope.program.count}`;
    scope.declare({ name, client: by, isLet });
    return `${isLet ? 'let' : 'const'} ${name} = await ${promise};`;
  },
};

const acquireAgain = {
  args: fc.record({ of: small }),
  text({ of }, scope) {
    const old = scope.responses.filter(({ isLet }) => isLet);
    if (old.length === 0) return null;
    const { name, client: by } = pick(old, of);
    return `${name} = await ${asking(scope, by)};`;
  },
};

const acquireUnnamed = {
  args: fc.record({ client, way: small }),
  text({ client: by, way }, scope) {
    const promise = asking(scope, by);
    const { count } = scope.program;
    const { status } = CLIENTS[by];
    return pick(
      [
        `await ${promise};`,
        `console.log(${count}, (await ${promise}).${status});`,
        `const { ${status}: status${count} } = await ${promise};\nconsole.log(${count}, status${count});`,
        `if ((await ${promise}).${status} >= 400) throw new Error('bad ${count}');`,
        `const code${count} = await ${promise}.then((res) => res.${status});\nconsole.log(code${count});`,
      ],
      way,
    );
  },
};

const acquireMany = {
  args: fc.record({ client, way: small }),
  text({ client: by, way }, scope) {
    const promises = `[${asking(scope, by)}, ${asking(scope, by)}]`;
    const { count } = scope.program;
    const [one, two] = [`res${count - 1}`, `res${count}`];
    const ways = [
      [`const [${one}, ${two}] = await Promise.all(${promises});`, [one, two]],
      [`const ${two} = await Promise.race(${promises});`, [two]],
      [`const ${two} = await Promise.any(${promises});`, [two]],
      [`const [, ${two}] = await Promise.all(${promises});`, [two]],
      [
        `const list${count} = await Promise.all(${promises});\nconst ${two} = list${count}.find((one) => one.${CLIENTS[by].status} < 400);\nif (!${two}) throw new Error('none ${count}');`,
        [two],
      ],
      [
        `const all${count} = await Promise.allSettled(${promises});\nif (all${count}[0].status === 'rejected') throw new Error('first ${count}');\nconst ${two} = all${count}[0].value;`,
        [two],
      ],
    ];
    const [text, names] = pick(ways, way);
    for (const name of names) scope.declare({ name, client: by });
    return text;
  },
};

const acquireWithSignal = {
  args: fc.record({ client }),
  text({ client: by }, scope) {
    const promise = asking(scope, by, ['signal: control.signal']);
    const { count } = scope.program;
    scope.declare({ name: `res${count}`, client: by });
    scope.controls.push(`control${count}`);
    return `const control${count} = new AbortController();\nconst res${count} = await ${promise.replace('control.', `control${count}.`)};`;
  },
};

const acquireWithAgent = {
  args: fc.record({ isShared: fc.boolean() }),
  text(_args, scope) {
    const promise = asking(scope, 'undici', ['dispatcher: agent']);
    const { count } = scope.program;
    scope.declare({ name: `res${count}`, client: 'undici' });
    return `const agent${count} = new Agent();\nconst res${count} = await ${promise.replace('agent }', `agent${count} }`)};`;
  },
};

const upload = {
  args: fc.record({ client }),
  text({ client: by }, scope) {
    const promise = CLIENTS[by].post(`\`\${url}/${scope.next()}\``);
    const name = `res${scope.program.count}`;
    scope.declare({ name, client: by });
    return `const ${name} = await ${promise};`;
  },
};

const made = {
  args: fc.record({ which: small }),
  text({ which }, scope) {
    const makers = scope.program.helpers.filter(({ makes }) => makes);
    if (makers.length === 0) return null;
    const { call, client: by } = pick(makers, which);
    const name = `res${scope.next()}`;
    scope.declare({ name, client: by });
    return `const ${name} = await ${call('`${url}/' + scope.program.count + '`', 'flag')};`;
  },
};

const helped = {
  args: fc.record({ of: small, which: small, way: small }),
  text({ of, which, way }, scope) {
    const users = scope.program.helpers.filter(({ makes }) => !makes);
    const response = scope.response(
      of,
      users.map(({ client: by }) => by),
    );
    if (!response) return null;
    const { call } = pick(
      users.filter(({ client: by }) => by === response.client),
      which,
    );
    const n = scope.next();
    const called = call(response.name, 'flag', 'url', 'kept');
    return pick(
      [
        `await ${called};`,
        `console.log(${n}, typeof (await ${called}));`,
        `const done${n} = ${called};\nconsole.log(${n});\nawait done${n};`,
        `void ${called}.catch((error) => console.log(${n}, error.message));`,
      ],
      way,
    );
  },
};

const about = (make) => ({
  args: fc.record({ of: small, way: small }),
  text({ of, way }, scope) {
    const response = scope.response(of);
    return response ? make(response, way, scope) : null;
  },
});

const read = about(({ name, client: by }, way, scope) => pick(CLIENTS[by].reads(name), way)(scope.next()));
const release = about(({ name, client: by }, way) => pick(CLIENTS[by].releases(name), way));
const look = about(
  ({ name, client: by }, way, scope) =>
    `console.log(${scope.next()}, ${pick([`${name}.${CLIENTS[by].status}`, `'x-none' in ${name}`], way)}); // look ${scope.program.count}`,
);

const handOn = about(({ name, client: by }, way, scope) => {
  const n = scope.next();
  const read = CLIENTS[by].text(name);
  return pick(
    [
      `kept.push(${name});`,
      `give(${name});`,
      `kept.push(() => ${read});`,
      `const read${n} = () => ${read};\ngive(read${n});`,
      `if (flag) give(${name});`,
      `kept.push({ later: async () => (await ${read}).length });`,
      `bus.once('take', () => give(${name}));\nbus.emit('take');`,
    ],
    way,
  );
});

const readDeferred = about(({ name, client: by }, way, scope) => {
  const n = scope.next();
  const then = `${CLIENTS[by].text(name)}.then((body) => console.log(${n}, body.length), () => console.log(${n}, 'gone'))`;
  return pick(
    [
      `setImmediate(() => ${then});`,
      `queueMicrotask(() => ${then});`,
      `setTimeout(() => ${then}, 1);`,
      `void ${then};`,
      `process.nextTick(() => ${then});`,
    ],
    way,
  );
});

const listen = about((response, way, scope) => {
  const n = scope.next();
  const body = CLIENTS[response.client].stream?.(response.name);
  if (!body) return null;
  return pick(
    [
      `${body}.on('end', () => console.log(${n}, 'end'));`,
      `${body}.once('close', () => console.log(${n}, 'close'));`,
      `${body}.on('error', (error) => console.log(${n}, error.message));`,
    ],
    way,
  );
});

const exit = {
  args: fc.record({ of: small, way: small }),
  isExit: true,
  text({ of, way }, scope) {
    const n = scope.next();
    const response = scope.response(of);
    const status = response && `${response.name}.${CLIENTS[response.client].status}`;
    const read = response && CLIENTS[response.client].text(response.name);
    return pick(
      [
        `return ${n};`,
        `throw new Error('left ${n}');`,
        ...(scope.isLoop ? ['break;', 'continue;'] : []),
        ...scope.labels.map((label) => label.exit),
        ...(response
          ? [
              `return ${status};`,
              `return ${status} < 300 ? ${read} : null;`,
              `return await ${read};`,
              `return (${status} < 300 && (await ${read})) || \`none\n of ${n}\`;`,
              `return ${response.name};`,
              `return give(${response.name});`,
              `throw new Error(\`left ${n} \${${status}}\`);`,
            ]
          : []),
      ],
      way,
    );
  },
};

const abort = {
  args: fc.record({ of: small, way: small }),
  text({ of, way }, scope) {
    if (scope.controls.length === 0) return null;
    const control = pick(scope.controls, of);
    return pick([`${control}.abort();`, `setImmediate(() => ${control}.abort());`], way);
  },
};

export const RESPONSES = {
  acquire,
  acquireAgain,
  acquireUnnamed,
  acquireMany,
  acquireWithSignal,
  acquireWithAgent,
  upload,
  made,
  helped,
  read,
  release,
  look,
  handOn,
  readDeferred,
  listen,
  exit,
  abort,
};
