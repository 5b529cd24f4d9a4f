/** Statements about responses: how one is got, tested, read, released, handed on, and left. */
import fc from 'fast-check';
import { CLIENTS, WHOLE } from './clients.mjs';
import { pick } from './scope.mjs';

const small = fc.nat(11);
const client = fc.constantFrom(...WHOLE);

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

const acquireBody = {
  args: fc.record({}),
  text(_args, scope) {
    const promise = asking(scope, 'undici');
    const { count } = scope.program;
    scope.declare({ name: `body${count}`, client: 'undiciBody' });
    return `const { statusCode: status${count}, body: body${count} } = await ${promise};`;
  },
};

/** A response that there may not be, until the next line has made sure. */
const acquireMaybe = {
  args: fc.record({ client, way: small }),
  text({ client: by, way }, scope) {
    const promise = asking(scope, by);
    const { count } = scope.program;
    const name = `res${count}`;
    scope.declare({ name, client: by });
    return pick(
      [
        `const ${name} = flag ? await ${promise} : null;\nif (!${name}) return ${count};`,
        `let ${name};\ntry {\n${name} = await ${promise};\n} catch (error) {\nreturn error.message;\n}`,
        `const ${name} = await ${promise}.catch(() => null);\nif (!${name}) return ${count};`,
        `let ${name} = await ${promise};\nif (${CLIENTS[by].status(name)} >= 500) ${name} = await ${asking(scope, by)};`,
        `let ${name} = null;\nfor (let tries${count} = 0; tries${count} < 2; tries${count} += 1) {\n${name} = await ${promise};\nif (${CLIENTS[by].status(name)} < 400) break;\n}`,
      ],
      way,
    );
  },
};

/** What several calls share: the first one asks. */
const acquireShared = {
  args: fc.record({ client, way: small }),
  text({ client: by, way }, scope) {
    const promise = asking(scope, by);
    const { count } = scope.program;
    const name = `res${count}`;
    if (by === 'fetch') scope.declare({ name, client: by });
    const given = by === 'fetch' ? `(await asked${count}).clone()` : `(await asked${count}).${CLIENTS[by].key}`;
    return pick(
      [
        `const asked${count} = cache.get(${count}) ?? ${promise};\ncache.set(${count}, asked${count});\nconst ${name} = ${given};`,
        `if (!cache.has(${count})) cache.set(${count}, ${promise});\nconst asked${count} = cache.get(${count});\nconst ${name} = ${given};`,
      ],
      way,
    );
  },
};

/** Listeners instead of promises. */
const heard = {
  args: fc.record({ way: small, isStrict: fc.boolean() }),
  text({ way, isStrict }, scope) {
    const n = scope.next();
    const refused = isStrict ? `if (res.statusCode >= 400) {\nreject(new Error('bad ${n}'));\nreturn;\n}\n` : '';
    const taken = pick(
      [
        `let size = 0;\nres.on('data', (chunk) => {\nsize += chunk.length;\n});\nres.on('end', () => resolve(size));`,
        `resolve(res.statusCode);`,
        `if (flag) {\nres.on('end', () => resolve('end'));\nres.resume();\n} else resolve(${n});`,
        `res.once('close', () => console.log(${n}, 'close'));\nresolve(res.headers['x-request-id']);`,
      ],
      way,
    );
    return `console.log(${n}, await new Promise((resolve, reject) => {\nhttp.get(\`\${url}/${n}\`, (res) => {\n${refused}${taken}\n}).on('error', reject);\n}));`;
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
    const { key: status } = CLIENTS[by];
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
        `const list${count} = await Promise.all(${promises});\nconst ${two} = list${count}.find((one) => one.${CLIENTS[by].key} < 400);\nif (!${two}) throw new Error('none ${count}');`,
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
  args: fc.record({ client: fc.constantFrom('undici', 'http') }),
  text({ client: by }, scope) {
    const [option, made] =
      by === 'undici' ? ['dispatcher', 'new Agent()'] : ['agent', 'new http.Agent({ keepAlive: true })'];
    const promise = asking(scope, by, [`${option}: agent`]);
    const { count } = scope.program;
    scope.declare({ name: `res${count}`, client: by });
    return `const agent${count} = ${made};\nconst res${count} = await ${promise.replace('agent }', `agent${count} }`)};`;
  },
};

/** A response that has to come in time; a timer that is not cleared. */
const acquireInTime = {
  args: fc.record({ client }),
  text({ client: by }, scope) {
    const promise = asking(scope, by);
    const { count } = scope.program;
    scope.declare({ name: `res${count}`, client: by });
    return `const res${count} = await Promise.race([${promise}, pause(5000).then(() => null)]);\nif (!res${count}) return ${count};`;
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
    `console.log(${scope.next()}, ${pick([CLIENTS[by].status(name), `'x-none' in ${name}`], way)}); // look ${scope.program.count}`,
);

/** The same response by another name. */
const alias = {
  args: fc.record({ of: small, way: small }),
  text({ of, way }, scope) {
    const response = scope.response(of, WHOLE);
    if (!response) return null;
    const n = scope.next();
    const { name } = response;
    scope.declare({ name: `same${n}`, client: response.client });
    return pick(
      [
        `const same${n} = ${name};`,
        `const { held: same${n} } = { held: ${name} };`,
        `const [same${n}] = [${name}];`,
        `let same${n};\nif (flag) same${n} = ${name};\nelse same${n} = ${name};`,
      ],
      way,
    );
  },
};

/** A part of a body that is read, or another one that is handed on. */
const part = {
  args: fc.record({ of: small, way: small }),
  text({ of, way }, scope) {
    const response = scope.response(of, ['fetch']);
    if (!response) return null;
    const n = scope.next();
    const { name } = response;
    return pick(
      [
        `kept.push(${name}.clone());`,
        `if (flag) give(${name}.clone());`,
        `const [one${n}, two${n}] = ${name}.body.tee();\nkept.push(() => new Response(one${n}).text());\nawait new Response(two${n}).text();`,
        `const some${n} = ${name}.body.getReader();\nfor (;;) {\nconst { done } = await some${n}.read();\nif (done || flag) break;\n}`,
        `const first${n} = ${name}.body.getReader();\nconsole.log(${n}, (await first${n}.read()).done);\nfirst${n}.releaseLock();`,
        `const rest${n} = ${name}.body.pipeThrough(new TransformStream());\nif (flag) kept.push(() => new Response(rest${n}).text());`,
      ],
      way,
    );
  },
};

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

/** A response that only one side of a decision wants, and without a wait. */
const partial = {
  args: fc.record({ of: small, test: small, way: small }),
  text({ of, test, way }, scope) {
    const response = scope.response(of);
    if (!response) return null;
    const { name, client: by } = response;
    const n = scope.next();
    const condition = pick(CLIENTS[by].tests(name), test);
    const read = CLIENTS[by].text(name);
    return pick(
      [
        `if (${condition}) kept.push(${read});`,
        `if (${condition}) give(${name});`,
        `const job${n} = ${condition} ? ${read} : null;\nkept.push(async () => (await job${n})?.length);`,
        `${condition} && kept.push(${name});`,
        `if (${condition}) {\nvoid ${read}.then((body) => console.log(${n}, body.length));\n} else {\nconsole.log(${n});\n}`,
      ],
      way,
    );
  },
};

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
      `finished(${body}, () => console.log(${n}, 'finished'));`,
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
    const status = response && CLIENTS[response.client].status(response.name);
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
              scope.isHeard ? `return ${response.name};` : `return void give(${response.name});`,
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
    return pick(
      [
        `${control}.abort();`,
        `setImmediate(() => ${control}.abort());`,
        `${control}.signal.addEventListener('abort', () => console.log(${scope.next()}, 'aborted'));`,
      ],
      way,
    );
  },
};

export const RESPONSES = {
  acquire,
  acquireBody,
  acquireMaybe,
  acquireShared,
  heard,
  acquireAgain,
  acquireUnnamed,
  acquireMany,
  acquireWithSignal,
  acquireWithAgent,
  acquireInTime,
  upload,
  made,
  helped,
  read,
  release,
  look,
  alias,
  part,
  handOn,
  partial,
  readDeferred,
  listen,
  exit,
  abort,
};
