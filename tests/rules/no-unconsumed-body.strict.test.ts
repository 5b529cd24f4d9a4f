/** `strict` adds the paths that occur only if a call throws. */
import { RuleTester } from 'eslint';
import { reports } from '../../src/rules/index.js';

const strict = [{ strict: true }];

new RuleTester().run('no-unconsumed-body: strict', reports['no-unconsumed-body'], {
  valid: [
    {
      name: 'nothing happens between the response and its body',
      code: `async function load(url) {
  const res = await fetch(url);
  return res.json();
}`,
      options: strict,
    },
    {
      name: 'without the option',
      code: `async function load(url) {
  const res = await fetch(url);
  audit(url);
  return res.json();
}`,
    },
    {
      name: 'a call between the response and its body',
      code: `async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  audit(url);
  return text;
}`,
      options: strict,
    },
    {
      name: 'a call that a finally answers for',
      code: `async function load(url) {
  const res = await fetch(url);
  try {
    audit(url);
    return await res.json();
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}`,
      options: strict,
    },
    {
      name: 'a header is read, which cannot throw',
      code: `async function load(url) {
  const res = await fetch(url);
  const type = res.headers.get('content-type');
  return { type, value: await res.json() };
}`,
      options: strict,
    },
    {
      name: 'a listener is counted, and a stream that is looked at is asked whether it is paused',
      code: `import http from 'node:http';
function load(url) {
  http.get(url, (res) => {
    if (res.listenerCount('end') === 0 && !res.isPaused()) res.resume();
    else res.destroy();
  });
}`,
      options: strict,
    },
    {
      name: 'a reader gives its lock back',
      code: `async function load(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  reader.releaseLock();
  return res.text();
}`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'a call between the response and its body',
      code: `async function load(url) {
  const res = await fetch(url);
  audit(url);
  return res.json();
}`,
      options: strict,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled if the call on line 3 throws. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'a header is read whose name is not in sight',
      code: `async function load(url, name) {
  const res = await fetch(url);
  const type = res.headers.get(name);
  return { type, value: await res.json() };
}`,
      options: strict,
      errors: [{ message: /if the call on line 3 throws/, line: 2 }],
    },
    {
      name: 'a header is read of something else',
      code: `async function load(url, other) {
  const res = await fetch(url);
  const type = other.headers.get('content-type');
  return { type, value: await res.json() };
}`,
      options: strict,
      errors: [{ message: /if the call on line 3 throws/, line: 2 }],
    },
    {
      name: 'a call that a finally answers for',
      code: `async function load(url) {
  const res = await fetch(url);
  try {
    audit(url);
    return await res.json();
  } finally {
    attempts += 1;
  }
}`,
      options: strict,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled if the call on line 4 throws. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
  ],
});
