/** The words and the place of a report, for every way in which a path can lose a response. */
import { RuleTester } from 'eslint';
import { reports } from '../../src/rules/index.js';

new RuleTester().run('no-unconsumed-body: messages', reports['no-unconsumed-body'], {
  valid: [
    {
      name: 'the process ends there',
      code: `async function tell(url) {
  try {
    await fetch(url, { method: 'POST' });
    process.exit();
  } catch {
    process.exit(1);
  }
}`,
    },
    {
      name: 'the process ends a little later, on every path',
      code: `async function tell(url, log) {
  let answer = await fetch(url, { method: 'POST' });
  answer = null;
  await log.flush();
  if (log.failed) process.exit(1);
  else process.exit();
}`,
    },
    {
      name: 'the throw of a status check',
      code: `async function load(url) {
  const res = await fetch(url);
  if (!res.ok) {
    await res.body?.cancel();
    throw new Error('failed');
  }
  return res.json();
}`,
    },
    {
      name: 'a return',
      code: `async function load(url) {
  const res = await fetch(url);
  if (res.status === 204) return null;
  return res.json();
}`,
    },
    {
      name: 'the end of the function',
      code: `async function ping(url) {
  const res = await fetch(url);
  console.log(await res.text());
}`,
    },
    {
      name: 'a helper whose rejection is caught',
      code: `async function read(res) {
  if (Number(res.headers.get('content-length')) > 1e6) {
    await res.body?.cancel();
    throw new Error('too long');
  }
  return res.text();
}
async function load(url) {
  try {
    const res = await fetch(url);
    return await read(res);
  } catch {
    return null;
  }
}`,
    },
    {
      name: 'the end of a try block',
      code: `async function ping(url) {
  try {
    const res = await fetch(url);
    await res.body?.cancel();
  } catch (error) {
    console.error(error);
  }
}`,
    },
    {
      name: 'a throw that is caught, where the request is aborted',
      code: `async function load(url) {
  const controller = new AbortController();
  try {
    const res = await fetch(url, { signal: controller.signal });
    if (!res.ok) throw new Error(String(res.status));
    return await res.text();
  } catch (error) {
    controller.abort();
    throw error;
  }
}`,
    },
    {
      name: 'a value that is dropped',
      code: `async function notify(url) {
  await (await fetch(url, { method: 'POST' })).text();
}`,
    },
    {
      name: 'continue',
      code: `async function retry(url) {
  for (;;) {
    const res = await fetch(url);
    if (res.status === 429) {
      await res.text();
      continue;
    }
    return res.text();
  }
}`,
    },
    {
      name: 'break',
      code: `async function all(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    await res.text();
    if (!res.ok) break;
  }
}`,
    },
    {
      name: 'an overwritten variable',
      code: `async function hop(url) {
  let res = await fetch(url);
  await res.body?.cancel();
  res = await fetch(res.headers.get('location'));
  return res.text();
}`,
    },
    {
      name: 'several exits',
      code: `async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return res.text();
  if (!res.ok) throw new Error(await res.text());
  return res.json();
}`,
    },
    {
      name: 'more exits than a message can list',
      code: `async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  if (res.status === 401) return 'login';
  if (res.status === 404) return 'nothing';
  if (res.status === 410) return 'gone';
  return text;
}`,
    },
    {
      name: 'a helper that leaves it open',
      code: `async function check(res) {
  if (res.ok) return;
  await res.body?.cancel();
  throw new Error('failed');
}
async function load(url) {
  const res = await fetch(url);
  await check(res);
  return res.json();
}`,
    },
    {
      name: 'an inline callback',
      code: `function load(url) {
  return fetch(url).then((res) => {
    if (!res.ok) throw new Error(res.text());
    return res.json();
  });
}`,
    },
    {
      name: 'a call that spans lines',
      code: `async function send(url, body) {
  const res = await fetch(url, {
    method: 'HEAD',
    body,
  });
  return res.ok;
}`,
    },
    {
      name: 'a response parameter',
      code: `import { get } from 'node:http';
get('http://localhost', (res) => {
  console.log(res.statusCode);
  res.resume();
});`,
    },
    {
      name: 'a listener without a parameter',
      code: `import { get } from 'node:http';
get('http://localhost');`,
    },
  ],
  invalid: [
    {
      name: 'a drop after which the process ends on some paths only',
      code: `async function tell(url, failed) {
  await fetch(url, { method: 'POST' });
  if (failed) process.exit(1);
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 39,
        },
      ],
    },
    {
      name: 'a drop in a loop that only the end of the process ends',
      code: `async function poll(url, stop) {
  for (;;) {
    await fetch(url, { method: 'POST' });
    if (stop()) process.exit();
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled when it is dropped on line 3. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 3,
          column: 11,
          endLine: 3,
          endColumn: 41,
        },
      ],
    },
    {
      name: 'the throw of a status check',
      code: `async function load(url) {
  const res = await fetch(url);
  if (!res.ok) throw new Error('failed');
  return res.json();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `throw` on line 3. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'a variable with another name',
      code: `async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error('failed');
  return answer.json();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `throw` on line 3. Read the body (`await answer.text()`), or cancel it (`await answer.body?.cancel()`), on every path.',
          line: 2,
          column: 24,
          endLine: 2,
          endColumn: 34,
        },
      ],
    },
    {
      name: 'a return',
      code: `async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return null;
  return res.json();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `return` on line 3. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'the end of the function',
      code: `async function ping(url) {
  const res = await fetch(url);
  console.log(res.status);
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled by the end on line 4. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'a helper whose rejection is caught',
      code: `async function read(res) {
  if (Number(res.headers.get('content-length')) > 1e6) throw new Error('too long');
  return res.text();
}
async function load(url) {
  try {
    const res = await fetch(url);
    return await read(res);
  } catch {
    return null;
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled by `read` on line 8 (which throws on line 2). Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 7,
          column: 23,
          endLine: 7,
          endColumn: 33,
        },
      ],
    },
    {
      name: 'the end of a try block',
      code: `async function ping(url) {
  try {
    const res = await fetch(url);
    console.log(res.status);
  } catch (error) {
    console.error(error);
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled by the end of the `try` block on line 5. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 3,
          column: 23,
          endLine: 3,
          endColumn: 33,
        },
      ],
    },
    {
      name: "the end of a loop's body",
      code: `async function ping(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    console.log(res.status);
  }
}`,
      errors: [
        {
          message:
            "The response of `fetch` is never consumed or cancelled by the end of the loop's body on line 5. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.",
          line: 3,
          column: 23,
          endLine: 3,
          endColumn: 33,
        },
      ],
    },
    {
      name: 'the end of a branch',
      code: `async function ping(url) {
  if (url) {
    const res = await fetch(url);
    console.log(res.status);
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled by the end of the `if` block on line 5. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 3,
          column: 23,
          endLine: 3,
          endColumn: 33,
        },
      ],
    },
    {
      name: 'a throw that is caught and thrown again',
      code: `async function load(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 1000);
  try {
    const res = await fetch(url, { signal: controller.signal });
    if (!res.ok) throw new Error(String(res.status));
    return await res.text();
  } catch (error) {
    if (error.name === 'AbortError') throw new Error('timed out');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `throw` on line 6. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 5,
          column: 23,
          endLine: 5,
          endColumn: 64,
        },
      ],
    },
    {
      name: 'a throw in a callback that is caught',
      code: `async function load(url) {
  try {
    const data = await fetch(url).then((res) => {
      if (!res.ok) throw new Error(String(res.status));
      return res.json();
    });
    return data;
  } catch {
    return null;
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `throw` on line 4. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 3,
          column: 24,
          endLine: 3,
          endColumn: 34,
        },
      ],
    },
    {
      name: 'a value that is dropped',
      code: `async function notify(url) {
  await fetch(url, { method: 'POST' });
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled when it is dropped on line 2. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 39,
        },
      ],
    },
    {
      name: 'continue',
      code: `async function retry(url) {
  for (;;) {
    const res = await fetch(url);
    if (res.status === 429) continue;
    return res.text();
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `continue` on line 4. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 3,
          column: 23,
          endLine: 3,
          endColumn: 33,
        },
      ],
    },
    {
      name: 'break',
      code: `async function all(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    if (!res.ok) break;
    await res.text();
  }
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `break` on line 4. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 3,
          column: 23,
          endLine: 3,
          endColumn: 33,
        },
      ],
    },
    {
      name: 'an overwritten variable',
      code: `async function hop(url) {
  let res = await fetch(url);
  res = await fetch(res.headers.get('location'));
  return res.text();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled when the last variable that holds it is overwritten on line 3. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 19,
          endLine: 2,
          endColumn: 29,
        },
      ],
    },
    {
      name: 'several exits',
      code: `async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return null;
  if (!res.ok) throw new Error('failed');
  return res.json();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `return` on line 3 and on the path of the `throw` on line 4. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'more exits than a message can list',
      code: `async function load(url) {
  const res = await fetch(url);
  if (res.status === 401) return 'login';
  if (res.status === 404) return 'nothing';
  if (res.status === 410) return 'gone';
  if (!res.ok) throw new Error('failed');
  return res.json();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `return` on line 3, on the path of the `return` on line 4, on the path of the `return` on line 5 and 1 more. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'a helper that leaves it open',
      code: `function check(res) {
  if (!res.ok) throw new Error('failed');
}
async function load(url) {
  const res = await fetch(url);
  check(res);
  return res.json();
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled by `check` on line 6 (which throws on line 2). Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 5,
          column: 21,
          endLine: 5,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'an inline callback',
      code: `function load(url) {
  return fetch(url).then((res) => {
    if (!res.ok) throw new Error('failed');
    return res.json();
  });
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `throw` on line 3. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'a call that spans lines',
      code: `async function send(url, body) {
  const res = await fetch(url, {
    method: 'PUT',
    body,
  });
  return res.ok;
}`,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled on the path of the `return` on line 6. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 5,
          endColumn: 5,
        },
      ],
    },
    {
      name: 'a response parameter',
      code: `import { get } from 'node:http';
get('http://localhost', (res) => {
  console.log(res.statusCode);
});`,
      errors: [
        {
          message:
            'The response of `http.get` is never consumed or cancelled by the end on line 4. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          line: 2,
          column: 26,
          endLine: 2,
          endColumn: 29,
        },
      ],
    },
    {
      name: 'a listener without a parameter',
      code: `import { get } from 'node:http';
get('http://localhost', () => {
  console.log('answered');
});`,
      errors: [
        {
          message:
            'The response of `http.get` is never consumed or cancelled by the end on line 4. Discard the body (`res.resume()`), read it, or destroy the response (`res.destroy()`), on every path, for every status and method.',
          line: 2,
          column: 1,
          endLine: 4,
          endColumn: 3,
        },
      ],
    },
  ],
});
