/** Statements with blocks in them. */
import fc from 'fast-check';
import { CLIENTS, WHOLE } from './clients.mjs';
import { condition, conditionOf, RESPONSES } from './responses.mjs';
import { pick } from './scope.mjs';

const small = fc.nat(11);
const client = fc.constantFrom(...WHOLE);

/** Braces around the statements, in a scope of their own. */
const braces = (body, scope, lines) => `{\n${lines(body, scope)}\n}`;

const guard = {
  args: (body) => fc.record({ condition, then: body }),
  text: ({ condition: test, then }, scope, lines) =>
    `if (${conditionOf(test, scope)}) ${braces(then, scope.inner(), lines)}`,
};
/** A way out under a condition, behind a few statements: where most leaks are. */
const leave = {
  args: (body) =>
    fc.record({
      condition,
      before: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: body }),
      exit: RESPONSES.exit.args,
    }),
  text: ({ condition: test, before, exit }, scope, lines) =>
    `if (${conditionOf(test, scope)}) ${braces([...before, { kind: 'exit', args: exit }], scope.inner(), lines)}`,
};
const either = {
  args: (body) => fc.record({ condition, then: body, otherwise: body }),
  text: ({ condition: test, then, otherwise }, scope, lines) =>
    `if (${conditionOf(test, scope)}) ${braces(then, scope.inner(), lines)} else ${braces(otherwise, scope.inner(), lines)}`,
};
const loop = {
  args: (body) => fc.record({ way: small, isLabelled: fc.boolean(), body }),
  text({ way, isLabelled, body }, scope, lines) {
    const n = scope.next();
    const label = `outer${n}`;
    const labels = isLabelled ? [{ exit: `break ${label};` }, { exit: `continue ${label};` }] : [];
    const inside = lines(body, scope.inner({ isLoop: true, labels: [...scope.labels, ...labels] }));
    const text = pick(
      [
        `for (const item${n} of [1, 2]) {\nconsole.log(item${n});\n${inside}\n}`,
        `for (let round${n} = 0; round${n} < 2; round${n} += 1) {\n${inside}\n}`,
        `let left${n} = 2;\n@while (left${n} > 0) {\nleft${n} -= 1;\n${inside}\n}`,
        `let left${n} = 2;\n@do {\nleft${n} -= 1;\n${inside}\n} while (left${n} > 0);`,
      ],
      way,
    );
    const mark = isLabelled ? `${label}: ` : '';
    return text.includes('\n@') ? text.replace('\n@', `\n${mark}`) : `${mark}${text}`;
  },
};
const labelled = {
  args: (body) => fc.record({ body }),
  text({ body }, scope, lines) {
    const label = `block${scope.next()}`;
    return `${label}: ${braces(body, scope.inner({ labels: [...scope.labels, { exit: `break ${label};` }] }), lines)}`;
  },
};
const attempt = {
  args: (body) => fc.record({ way: small, body, handler: body }),
  text({ way, body, handler }, scope, lines) {
    const inside = braces(body, scope.inner(), lines);
    const n = scope.next();
    const more = lines(handler, scope.inner());
    return pick(
      [
        `try ${inside} finally {\nconsole.log(${n});\n}`,
        `try ${inside} catch (error) {\nconsole.log(${n}, error.message);\n${more}\n}`,
        `try ${inside} catch {\n${more}\n} finally {\nconsole.log(${n});\n}`,
        `try ${inside} finally {\n${more}\n}`,
      ],
      way,
    );
  },
};
const choice = {
  args: (body) => fc.record({ of: small, one: body, two: body, falls: fc.boolean() }),
  text({ of, one, two, falls }, scope, lines) {
    const response = scope.response(of);
    const on = response ? CLIENTS[response.client].status(response.name) : 'flag';
    const value = response ? '200' : 'true';
    // A break of our own ends the switch; `continue` would be the loop's.
    const inside = scope.inner({ isLoop: false });
    return `switch (${on}) {\ncase ${value}: {\n${lines(one, inside.inner())}\n${falls ? '}' : 'break;\n}'}\ndefault: {\n${lines(two, inside.inner())}\n}\n}`;
  },
};
const task = {
  args: (body) => fc.record({ way: small, body }),
  text({ way, body }, scope, lines) {
    const inside = braces(body, scope.closure(), lines);
    const n = scope.next();
    return pick(
      [
        `await (async () => ${inside})();`,
        `const run${n} = async () => ${inside};\nawait run${n}();`,
        `const run${n} = async () => ${inside};\nawait Promise.all([run${n}(), run${n}()]);`,
        `await Promise.allSettled([1, 2].map(async (one) => ${inside}));`,
        `void (async () => ${inside})().catch((error) => console.log(${n}, error.message));`,
      ],
      way,
    );
  },
};
const each = {
  args: (body) => fc.record({ client, way: small, body }),
  text({ client: by, way, body }, scope, lines) {
    const urls = [scope.next(), scope.next()].map((n) => CLIENTS[by].get(`\`\${url}/${n}\``));
    const name = `res${scope.next()}`;
    const n = scope.program.count;
    const inside = (more) => lines(body, more.inner({ responses: [...more.responses, { name, client: by }] }));
    const ofLoop = scope.inner({ isLoop: true });
    const make = pick(
      [
        () => `for (const ${name} of await Promise.all([${urls.join(', ')}])) {\n${inside(ofLoop)}\n}`,
        () =>
          `for (const one${n} of await Promise.allSettled([${urls.join(', ')}])) {\nif (one${n}.status === 'rejected') continue;\nconst ${name} = one${n}.value;\n${inside(ofLoop)}\n}`,
        () =>
          `const list${n} = await Promise.all([${urls.join(', ')}]);\nfor (const ${name} of list${n}) {\n${inside(ofLoop)}\n}`,
        () => `await ${urls[0]}.then(async (${name}) => {\n${inside(scope.closure())}\n});`,
        () =>
          `async function* all${n}() {\nyield await ${urls[0]};\nyield await ${urls[1]};\n}\nfor await (const ${name} of all${n}()) {\n${inside(ofLoop)}\n}`,
        () => `for await (const ${name} of [${urls.join(', ')}]) {\n${inside(ofLoop)}\n}`,
      ],
      way,
    );
    return make();
  },
};
const callback = {
  args: (body) => fc.record({ body }),
  text({ body }, scope, lines) {
    const n = scope.next();
    const name = `res${n}`;
    // The return value of a listener is not used.
    const more = scope.closure({ responses: [...scope.responses, { name, client: 'http' }], isHeard: false });
    return `await new Promise((resolve, reject) => {\nhttp.get(\`\${url}/${n}\`, async (${name}) => {\ntry {\n${lines(body, more)}\n} catch (error) {\nconsole.log(error.message);\n} finally {\nresolve();\n}\n}).on('error', reject);\n});`;
  },
};

export const FLOW = { leave, guard, either, loop, labelled, attempt, choice, task, each, callback };
