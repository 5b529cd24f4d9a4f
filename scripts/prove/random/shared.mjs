/** Statements about what tasks share and what happens later: counters, sets, emitters, timers, promises that are attended to late. */
import fc from 'fast-check';
import { CLIENTS, WHOLE } from './clients.mjs';
import { pick } from './scope.mjs';

const small = fc.nat(11);

const simple = (...ways) => ({
  args: fc.record({ way: small }),
  text: ({ way }, scope) => pick(ways, way)(scope.next()),
});

const log = simple(
  (n) => `console.log(${n});`,
  (n) => `/* said */ console.log('line', ${n}); // ${n}`,
);
const wait = simple(
  () => 'await null;',
  () => 'await pause(1);',
);
const state = simple(
  () => 'counter += 1;',
  (n) => `counter += 1;\nconsole.log(${n}, counter);`,
  (n) => `seen.add(${n});`,
  (n) => `console.log(${n}, counter, seen.size);`,
);
const emit = simple(
  (n) => `bus.emit('note', ${n});`,
  (n) => `bus.once('note', (value) => console.log(${n}, value));`,
);
const defer = simple(
  (n) => `queueMicrotask(() => console.log(${n}));`,
  (n) => `setImmediate(() => console.log(${n}));`,
  (n) => `setTimeout(() => console.log(${n}), 0);`,
  (n) => `process.nextTick(() => console.log(${n}));`,
  (n) => `queueMicrotask(() => {\ncounter += 1;\nconsole.log(${n}, counter);\n});`,
);

/** What begins before some statements and ends behind them: `[before, behind]`. */
const around = (...ways) => ({
  args: (body) => fc.record({ way: small, of: small, middle: body }),
  text({ way, of, middle }, scope, lines) {
    const made = pick(ways, way)(scope.next(), scope, of);
    if (!made) return lines(middle, scope);
    return `${made[0]}\n${lines(middle, scope)}\n${made[1]}`;
  },
});

const section = around(
  (n) => [`const id${n} = counter;`, `counter = id${n} + 1;\nconsole.log(${n}, counter);`],
  (n) => [`if (seen.has('${n}')) return 'again ${n}';`, `seen.add('${n}');`],
  (n) => [`if (!seen.has('${n}')) {\nseen.add('${n}');\n}`, `seen.delete('${n}');\nconsole.log(${n}, seen.size);`],
  (n) => [`counter += 1;\nconsole.log(${n}, 'in', counter);`, `counter -= 1;\nconsole.log(${n}, 'out', counter);`],
);
/** One task after the other. */
const lock = {
  args: (body) => fc.record({ middle: body }),
  text({ middle }, scope, lines) {
    const n = scope.next();
    return `const turn${n} = tail;\nlet done${n};\ntail = new Promise((resolve) => {\ndone${n} = resolve;\n});\nawait turn${n};\ntry {\n${lines(middle, scope.inner())}\n} finally {\nconsole.log(${n}, 'over');\ndone${n}();\n}`;
  },
};
const lateListener = around(
  (n) => [`const told${n} = once(bus, 'told${n}');`, `bus.emit('told${n}', ${n});\nconsole.log(await told${n});`],
  (n) => [
    `const source${n} = new EventEmitter();\nsetImmediate(() => source${n}.emit('ready', ${n}));`,
    `source${n}.on('ready', (value) => console.log(${n}, value));`,
  ],
  (n) => [
    `const source${n} = new EventEmitter();\nqueueMicrotask(() => source${n}.emit('ready', ${n}));`,
    `console.log(await Promise.race([once(source${n}, 'ready'), pause(20)]));`,
  ],
);
const lateHandler = around(
  (n) => [`const late${n} = fails(${n});`, `await late${n}.catch((error) => console.log(${n}, error.message));`],
  (n) => [
    `const late${n} = Promise.reject(new Error('${n}'));`,
    `try {\nawait late${n};\n} catch (error) {\nconsole.log(error.message);\n}`,
  ],
  (n) => [`const late${n} = fails(${n});`, `console.log(${n}, (await Promise.allSettled([late${n}]))[0].status);`],
);
const deferred = around(
  (n) => [`let step${n} = 0;\nsetImmediate(() => console.log(${n}, step${n}));`, `step${n} = 1;`],
  (n) => [`let step${n} = 0;\nqueueMicrotask(() => console.log(${n}, step${n}));`, `step${n} = 1;`],
  (n) => [`let step${n} = 0;\nsetTimeout(() => console.log(${n}, step${n}), 0);`, `step${n} = 1;`],
  (n) => [`let step${n} = 0;\nsetImmediate(() => {\nstep${n} = 1;\n});`, `console.log(${n}, step${n});`],
);
const lateRead = around(
  (n, scope, of) => {
    const response = scope.response(of);
    return (
      response && [
        `const text${n} = ${CLIENTS[response.client].text(response.name)};`,
        `console.log(${n}, (await text${n}).length);`,
      ]
    );
  },
  (n, scope, of) => {
    const response = scope.response(of);
    return (
      response && [
        `const read${n} = () => ${CLIENTS[response.client].text(response.name)};`,
        `console.log(${n}, (await read${n}()).length);`,
      ]
    );
  },
  (n, scope, of) => {
    const response = scope.response(of, ['fetch']);
    return (
      response && [
        `const reader${n} = ${response.name}.body.getReader();\nawait reader${n}.read();`,
        `reader${n}.releaseLock();`,
      ]
    );
  },
  (n, scope, of) => {
    const response = scope.response(of, ['fetch']);
    return (
      response && [`const copy${n} = ${response.name}.clone();`, `console.log(${n}, (await copy${n}.text()).length);`]
    );
  },
);
const lateResponse = {
  args: (body) => fc.record({ client: fc.constantFrom(...WHOLE), middle: body }),
  text({ client, middle }, scope, lines) {
    const n = scope.next();
    const inside = lines(middle, scope);
    scope.declare({ name: `res${n}`, client });
    return `const asked${n} = ${CLIENTS[client].get(`\`\${url}/${n}\``)};\n${inside}\nconst res${n} = await asked${n};`;
  },
};

export const SHARED = { log, wait, state, emit, defer };
export const AROUND = { section, lock, lateListener, lateHandler, deferred, lateRead, lateResponse };
