/**
 * Runs modules against a server whose bodies are larger than any buffer, and says of each whether a body was used that had been used before.
 * Input (argv): a JSON file with a list of `{ file, path }`. Output: a JSON list of `{ reuses, outcome }` on standard output.
 */
import { createRequire } from 'node:module';
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { format, inspect } from 'node:util';
import { pathToFileURL } from 'node:url';

const SETTLE = 1500;
/** White space in front, which JSON allows. */
const PADDING = ' '.repeat(256 * 1024);
const JSON_TYPE = 'application/json';
const RECORD = { ok: true, id: 7, name: 'widget', count: 3, token: 't', data: 1, items: [{ id: 1 }, { id: 2 }] };
const DENIED = { ok: false, error: 'denied', errors: [{ message: 'denied' }] };

const ANSWERS = {
  json: [200, JSON_TYPE, JSON.stringify(RECORD)],
  'json-error': [200, JSON_TYPE, JSON.stringify(DENIED)],
  'bad-json': [200, JSON_TYPE, '{"ok": tru'],
  text: [200, 'text/plain', 'alpha\nbeta\n'],
  404: [404, 'text/plain', 'no such thing'],
  500: [500, JSON_TYPE, JSON.stringify(DENIED)],
  502: [502, 'text/html', '<html><p>bad gateway</p></html>'],
  sink: [200, JSON_TYPE, '{"received":true}'],
};

function answer(request, response, counts) {
  request.resume();
  const [route = ''] = new URL(request.url, 'http://localhost').pathname.split('/').filter(Boolean);
  if (route === '204') return response.writeHead(204).end();
  if (route === 'empty') return response.writeHead(200, { 'content-type': 'text/plain' }).end();
  // The connection breaks in the middle of the body.
  if (route.startsWith('cut')) {
    response.writeHead(route === 'cut-500' ? 500 : 200, { 'content-type': JSON_TYPE, 'content-length': 100 });
    response.write('{"ok":');
    return setTimeout(() => response.destroy(), 10);
  }
  counts[route] = (counts[route] ?? 0) + 1;
  const isAgain = route === 'flaky' && counts[route] === 1;
  const [status, type, body] = isAgain
    ? [503, JSON_TYPE, JSON.stringify({ ...DENIED, error: 'again' })]
    : (ANSWERS[route] ?? ANSWERS.json);
  response.writeHead(status, { 'content-type': type });
  return response.end(PADDING + body);
}

let reuses = 0;
/** As fetch, streams, node-fetch and undici's own bodies say it. */
const isReuse = (error) =>
  !(error instanceof SyntaxError) &&
  /unusable|already|used|locked|disturbed|kConsume/i.test(String(error?.message ?? error));

/** Counts the calls that fail since the body has been used. */
function watch(prototype, names) {
  for (const name of names) {
    const original = prototype?.[name];
    if (typeof original !== 'function') continue;
    const note = (error) => {
      if (isReuse(error)) reuses += 1;
    };
    prototype[name] = function (...given) {
      let result;
      try {
        result = Reflect.apply(original, this, given);
      } catch (error) {
        note(error);
        throw error;
      }
      if (typeof result?.then === 'function') result.then(undefined, note);
      return result;
    };
  }
}

const READS = ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData', 'clone'];
const load = (name) => import(pathToFileURL(createRequire(import.meta.url).resolve(name)).href);
const [undici, nodeFetch] = await Promise.all([load('undici'), load('node-fetch')]);
watch(Response.prototype, READS);
watch(Request.prototype, READS);
watch(undici.Response.prototype, READS);
watch(Object.getPrototypeOf(nodeFetch.Response.prototype), READS);
watch(nodeFetch.Response.prototype, ['clone']);
watch(ReadableStream.prototype, ['getReader', 'tee', 'pipeTo', 'pipeThrough', 'values']);

let prints = [];
for (const level of ['log', 'info', 'warn', 'error', 'debug'])
  console[level] = (...args) => prints.push(format(...args));
process.on('unhandledRejection', (error) => prints.push(`unhandled: ${error?.message ?? error}`));

async function run({ file, path }) {
  const counts = {};
  const server = http.createServer((request, response) => answer(request, response, counts));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  prints = [];
  reuses = 0;
  // What a module keeps is not for the next run.
  const { main } = await import(`${pathToFileURL(file).href}?${path}`);
  const result = await Promise.race([
    sleep(SETTLE, 'does not settle', { ref: false }),
    (async () => main(origin + path))().then(
      (value) => `returns ${inspect(value)}`,
      (error) => {
        // A constructor, or a loop, that is given the body.
        if (isReuse(error)) reuses += 1;
        return `throws ${error.name}: ${String(error.message).split('\n')[0]}`;
      },
    ),
  ]);
  await sleep(5);
  const printed = [...prints];
  server.closeAllConnections();
  server.close();
  // A read in the background fails before the next run begins.
  await sleep(20);
  const outcome = [result, ...printed].join('\n').replaceAll(origin, 'ORIGIN').replaceAll(/\d+ms/g, 'N ms');
  return { reuses, outcome: outcome.replaceAll(/ {2,}/g, ' ') };
}

// The prototype of undici's own bodies is found on one.
{
  const server = http.createServer((_, response) => response.end('one'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { body } = await undici.request(`http://127.0.0.1:${server.address().port}`);
  watch(Object.getPrototypeOf(body), READS);
  await body.text();
  server.closeAllConnections();
  server.close();
}

const results = [];
for (const one of JSON.parse(readFileSync(process.argv[2], 'utf8'))) results.push(await run(one));
process.stdout.write(JSON.stringify(results), () => process.exit(0));
