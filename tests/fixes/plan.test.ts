/** Plans by shape: the code before, the verdict, the code after. */
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/codemods/migrate.js';
import { applyEdits } from '../../src/fixes/text/edits.js';
import { fix, plansOf } from './support.js';

const code = (strings: TemplateStringsArray): string =>
  strings.raw[0]!.replace(/\\`/g, '`').replace(/^\n/, '').replace(/\n *$/, '\n');

describe('exits', () => {
  it.each([
    [
      'at the end of the function',
      `async function load(url, keep) {
  const res = await fetch(url);
  if (keep) {
    const text = keep() && res.text();
    text?.then(keep);
  }
}`,
    ],
    [
      'at the end of a loop without declarations',
      `async function load(url) {
  let res;
  while (!(res = await fetch(url)).ok) {
    if (res.status > 500) console.log(await res.text());
  }
  return res.text();
}`,
    ],
  ])('a body that a branch reads %s is not cancelled again', (_, before) => {
    expect(fix(before)).toMatch(/if \((?:res && )?!res\.bodyUsed\) \{\n +(?:await )?res\.body\?\.cancel\(\)/);
  });

  it('the branches of a chain that do not read', () => {
    const before = code`
async function poll(url, self) {
  try {
    const res = await fetch(url);
    if (res.status === 304) {
      self.unchanged();
    } else if (res.ok) {
      try {
        self.save(await res.json());
      } catch (error) {
        self.warn(error);
      }
    } else self.failed(res.status);
    self.done(res.status);
  } catch (error) {
    self.warn(error);
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function poll(url, self) {
        try {
          const res = await fetch(url);
          if (res.status === 304) {
            await res.body?.cancel();
            self.unchanged();
          } else if (res.ok) {
            try {
              self.save(await res.json());
            } catch (error) {
              self.warn(error);
            }
          } else {
            await res.body?.cancel();
            self.failed(res.status);
          }
          self.done(res.status);
        } catch (error) {
          self.warn(error);
        }
      }"
    `);
  });

  const reading = (lines: string) => `async function load(url, save) {
  const res = await fetch(url);
${lines}
  return res.text();
}`;

  it.each([
    [
      'a branch declares',
      `  if (!res.ok) {
    const res = { status: 1 };
    throw new Error(String(res.status));
  }`,
      `  if (!res.ok) {
    await res.body?.cancel().catch(() => {});
  }
  if (!res.ok) {
    const res = { status: 1 };
    throw new Error(String(res.status));
  }`,
    ],
    [
      'an else declares',
      `  if (res.ok) {
    save(await res.json());
  } else {
    const res = null;
    return res;
  }`,
      `  if (!res.ok) {
    await res.body?.cancel();
  }
  if (res.ok) {
    save(await res.json());
  } else {
    const res = null;
    return res;
  }`,
    ],
    [
      'a branch declares as a function',
      `  if (res.status === 404) {
    return res();
    function res() { return null; }
  }`,
      `  if (res.status === 404) {
    await res.body?.cancel();
  }
  if (res.status === 404) {
    return res();
    function res() { return null; }
  }`,
    ],
    [
      'the block of a clause declares',
      `  switch (res.status) {
    case 404: {
      const res = 'missing';
      return res;
    }
  }`,
      `  switch (res.status) {
    case 404:
      await res.body?.cancel();
      {
        const res = 'missing';
        return res;
      }
  }`,
    ],
  ])('outside of where %s the name anew', (_, before, after) => {
    const given = reading(before);
    const once = fix(given);
    expect(once).toBe(`safe\n${reading(after)}`);
    expect(plansOf(once.replace('safe\n', '')).filter(({ finding }) => finding.rule !== 'no-body-reuse')).toEqual([]);
  });

  it.each([
    [
      'a test that may come out otherwise the second time',
      `  if (save(1)) {
    const res = 'saved';
    return res;
  }`,
    ],
    [
      'the clauses of a switch',
      `  switch (save(1)) {
    case 404:
      const res = 'missing';
      return res;
  }`,
    ],
  ])('in a `finally` where the name means something else behind %s', (_, lines) => {
    const indented = `${lines}\n  return res.text();`.replace(/^/gm, '  ');
    expect(fix(reading(lines))).toBe(`safe
async function load(url, save) {
  const res = await fetch(url);
  try {
${indented}
  } finally {
    if (!res.bodyUsed) {
      await res.body?.cancel().catch(() => {});
    }
  }
}`);
  });

  it('in front of the jump to a `catch` that names its error so', () => {
    expect(
      fix(
        reading(`  try {
    if (!res.ok) throw new Error('failed');
  } catch (res) {
    if (save(res)) return null;
    throw res;
  }`),
      ),
    ).toBe(
      `safe\n${reading(`  try {
    if (!res.ok) {
      await res.body?.cancel().catch(() => {});
      throw new Error('failed');
    }
  } catch (res) {
    if (save(res)) return null;
    throw res;
  }`)}`,
    );
  });

  it('inside of a branch that declares another name', () => {
    expect(
      fix(
        reading(`  if (!res.ok) {
    const other = { status: 1 };
    throw new Error(String(other.status));
  }`),
      ),
    ).toBe(
      `safe\n${reading(`  if (!res.ok) {
    const other = { status: 1 };
    await res.body?.cancel().catch(() => {});
    throw new Error(String(other.status));
  }`)}`,
    );
  });

  it('once behind the branch that reads and leaves', () => {
    const before = code`
async function stop(url, quiet) {
  const res = await fetch(url, { method: 'DELETE' });
  if (!res.ok) {
    const { error } = await res.json();
    throw new Error(error);
  }
  if (quiet) return true;
  console.log('stopped');
  return true;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function stop(url, quiet) {
        const res = await fetch(url, { method: 'DELETE' });
        if (!res.ok) {
          const { error } = await res.json();
          throw new Error(error);
        }
        await res.body?.cancel();
        if (quiet) return true;
        console.log('stopped');
        return true;
      }"
    `);
  });

  it('one of several that arrive together', () => {
    const before = code`
async function both(url) {
  const [head, tail] = await Promise.all([fetch(url), fetch(url)]);
  console.log(await tail.text());
  if (head.status !== 200) return null;
  return head.headers;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function both(url) {
        const [head, tail] = await Promise.all([fetch(url), fetch(url)]);
        await head.body?.cancel();
        console.log(await tail.text());
        if (head.status !== 200) return null;
        return head.headers;
      }"
    `);
  });

  it.each([
    ['a branch that may not read', 'if (res.ok) { if (url) await res.text(); }'],
    ['a test that reads', 'if (res.ok && (await res.text())) console.log(url);'],
    ['a test whether it has been read', 'if (res.ok) await res.text();\n  console.log(res.bodyUsed);'],
  ])('the end of the function, because of %s', (_, statement) => {
    expect(fix(`async function load(url) {\n  const res = await fetch(url);\n  ${statement}\n}\n`)).toMatch(
      /if \(!res\.bodyUsed\) \{\n {4}await res\.body\?\.cancel\(\)\.catch\(\(\) => \{\}\);\n {2}\}\n\}$/,
    );
  });

  it('a lone throw gets braces', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) throw new Error('bad');
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) {
          await res.body?.cancel().catch(() => {});
          throw new Error('bad');
        }
        return res.json();
      }"
    `);
  });

  it('a lone throw on a line of its own', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok)
    throw new Error(
      'bad',
    );
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) {
          await res.body?.cancel().catch(() => {});
          throw new Error(
            'bad',
          );
        }
        return res.json();
      }"
    `);
  });

  it('an else and a comment behind the statement', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return null; // nothing there
  else if (!res.ok) throw new Error('bad'); /* loud */
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (res.status === 404) {
          await res.body?.cancel();
          return null; // nothing there
        } else if (!res.ok) {
          await res.body?.cancel().catch(() => {});
          throw new Error('bad'); /* loud */
        }
        return res.json();
      }"
    `);
  });

  it('a comment between the test and the statement', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) // not today
    return null;
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) { // not today
          await res.body?.cancel();
          return null;
        }
        return res.json();
      }"
    `);
  });

  it('a comment above the statement', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) {
    // not today
    return null;
  }
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) {
          await res.body?.cancel();
          // not today
          return null;
        }
        return res.json();
      }"
    `);
  });

  it('a block on one line', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) { return null; }
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) { await res.body?.cancel(); return null; }
        return res.json();
      }"
    `);
  });

  it('a release of several lines in a block on one line, without semicolons', () => {
    const before = code`
async function load(url, isNew) {
  const res = await fetch(url)
  if (isNew) console.log(await res.json())
  if (res.status === 404) { return null }
  return res.text()
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url, isNew) {
        const res = await fetch(url)
        if (isNew) console.log(await res.json())
        if (res.status === 404) { if (!res.bodyUsed) { await res.body?.cancel().catch(() => {}) } return null }
        return res.text()
      }"
    `);
  });

  it('a body that may have been read on another path', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (res.ok) console.log(await res.json());
  else if (res.status === 404) console.log('none');
  return res.status;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (res.ok) console.log(await res.json());
        else {
          await res.body?.cancel();
          if (res.status === 404) console.log('none');
        }
        return res.status;
      }"
    `);
  });

  it('a branch, where the other one is read', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (res.ok) {
    console.log(await res.json());
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (res.ok) {
          console.log(await res.json());
        } else {
          await res.body?.cancel();
        }
      }"
    `);
  });

  it('something else was awaited in between', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) {
    await report(res.status);
    return null;
  }
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) {
          await res.body?.cancel();
          await report(res.status);
          return null;
        }
        return res.json();
      }"
    `);
  });

  it('something is awaited that does not need the response', () => {
    const before = code`
async function load(url) {
  for (;;) {
    const res = await fetch(url);
    if (res.ok) return res.json();
    if (res.status === 503) {
      console.log('busy');
      await sleep(1000);
      console.log('again');
      continue;
    }
    await sleep(100);
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        for (;;) {
          const res = await fetch(url);
          if (res.ok) return res.json();
          await res.body?.cancel();
          if (res.status === 503) {
            console.log('busy');
            await sleep(1000);
            console.log('again');
            continue;
          }
          await sleep(100);
        }
      }"
    `);
  });

  it('the exit needs the response after something else is awaited', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (!res.ok) {
    await sleep(1000);
    return res.status === 400 ? res.json() : null;
  }
  return res.text();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) {
          await sleep(1000);
          if (res.status === 400) {
            return res.json();
          }
          await res.body?.cancel().catch(() => {});
          return null;
        }
        return res.text();
      }"
    `);
  });

  it('a value that is read on one side', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  return res.ok ? await res.json() : { status: res.status };
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (res.ok) {
          return await res.json();
        }
        await res.body?.cancel();
        return { status: res.status };
      }"
    `);
  });

  it('a value that is read under a condition', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  return res.ok && (await res.json());
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (!res.ok) {
          await res.body?.cancel();
        }
        return res.ok && (await res.json());
      }"
    `);
  });

  it('a value with a declared type', () => {
    const before = code`
async function load(url: string): Promise<{ ok: boolean } | null> {
  const res = await fetch(url);
  return (res.ok && (await res.json())) || { ok: false };
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url: string): Promise<{ ok: boolean } | null> {
        const res = await fetch(url);
        const result: { ok: boolean } | null = (res.ok && (await res.json())) || { ok: false };
        if (!res.bodyUsed) {
          await res.body?.cancel();
        }
        return result;
      }"
    `);
  });

  it('an overwritten variable', () => {
    const before = code`
async function load(url) {
  let res = await fetch(url, { redirect: 'manual' });
  if (res.status === 302) res = await fetch(res.headers.get('location'));
  return res.text();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        let res = await fetch(url, { redirect: 'manual' });
        if (res.status === 302) {
          await res.body?.cancel();
          res = await fetch(res.headers.get('location'));
        }
        return res.text();
      }"
    `);
  });

  it('an overwritten variable that is read where the next request fails', () => {
    const before = code`
async function load(url) {
  let res;
  try {
    res = await fetch(url);
    if (res.status === 405) res = await fetch(url, {
      method: 'POST',
    });
    if (res.status === 503) {
      res = await fetch(url);
    }
  } catch (error) {
    console.error(error);
  }
  return (await res?.text()) ?? '';
}
`;
    const [first] = plansOf(before);
    expect([first!.plan.verdict, applyEdits(before, first!.plan.edits)].join('\n')).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        let res;
        try {
          res = await fetch(url);
          if (res.status === 405) {
            const previous = res;
            res = await fetch(url, {
              method: 'POST',
            });
            await previous.body?.cancel().catch(() => {});
          }
          if (res.status === 503) {
            const previousResponse = res;
            res = await fetch(url);
            await previousResponse.body?.cancel().catch(() => {});
          }
        } catch (error) {
          console.error(error);
        }
        return (await res?.text()) ?? '';
      }
      "
    `);
  });

  it('an overwritten variable that is only inspected if the next request fails', () => {
    const before = code`
async function load(url) {
  let res;
  try {
    res = await fetch(url);
    if (res.status === 405) res = await fetch(url, { method: 'POST' });
    return await res.text();
  } catch (error) {
    console.error(error, res?.status);
    return '';
  }
}
`;
    expect(fix(before)).toContain(`await res.body?.cancel();\n      res = await fetch(url, { method: 'POST' });`);
  });

  it('exits at which something may throw, and the body is read then', () => {
    const before = code`
async function load(url, other) {
  let res;
  try {
    res = await fetch(url);
    if (res.status === 405) {
      await other();
      return 'a';
    }
    if (res.status === 406) return await other();
    if (res.status === 407) return other ? await other() : await res.text();
  } catch (error) {
    console.error(error);
  }
  return (await res?.text()) ?? '';
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url, other) {
        let res;
        try {
          res = await fetch(url);
          if (res.status === 405) {
            await other();
            await res.body?.cancel().catch(() => {});
            return 'a';
          }
          if (res.status === 406) {
            const result = await other();
            await res.body?.cancel().catch(() => {});
            return result;
          }
          if (res.status === 407) {
            const value = other ? await other() : await res.text();
            if (!res.bodyUsed) {
              await res.body?.cancel().catch(() => {});
            }
            return value;
          }
        } catch (error) {
          console.error(error);
        }
        return (await res?.text()) ?? '';
      }"
    `);
  });

  it('continue and break', () => {
    const before = code`
async function load(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    if (res.status === 404) continue;
    if (!res.ok) break;
    console.log(await res.text());
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(urls) {
        for (const url of urls) {
          const res = await fetch(url);
          if (res.status === 404) {
            await res.body?.cancel();
            continue;
          }
          if (!res.ok) {
            await res.body?.cancel();
            break;
          }
          console.log(await res.text());
        }
      }"
    `);
  });

  it('a case of a switch', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  switch (res.status) {
    case 200:
      return res.json();
    default:
      throw new Error('bad');
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        switch (res.status) {
          case 200:
            return res.json();
          default:
            await res.body?.cancel().catch(() => {});
            throw new Error('bad');
        }
      }"
    `);
  });

  it('many exits share one finally', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  // the usual
  if (res.status === 401) return 'a';
  if (res.status === 403) return 'b';
  if (res.status === 404) return 'c';
  if (res.status === 410) return \`
  gone
\`;
  return res.text(); // all of it
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        try {
          // the usual
          if (res.status === 401) return 'a';
          if (res.status === 403) return 'b';
          if (res.status === 404) return 'c';
          if (res.status === 410) return \`
        gone
      \`;
          return res.text(); // all of it
        } finally {
          if (!res.bodyUsed) {
            await res.body?.cancel().catch(() => {});
          }
        }
      }"
    `);
  });

  it('many exits of which one waits for something else first', () => {
    const before = code`
async function load(url, wait, retries = 0) {
  const res = await fetch(url);
  if (res.status === 429) {
    if (retries > 3) return 'a';
    await wait(60_000);
    return load(url, wait, retries + 1);
  }
  if (res.status === 401) return 'b';
  if (res.status === 404) return 'c';
  return res.text();
}
`;
    const fixed = fix(before);
    expect(fixed).toMatch(/await res\.body\?\.cancel\(\);\n {4}(?:await wait|if \(retries)/);
    expect(fixed).not.toContain('finally');
  });

  it('a branch that does not read a message, in which another one ends', () => {
    const before = code`
import http from 'node:http';
http.get(url, (res) => {
  if (res.statusCode > 299) {
    if (retries > 0) {
      setTimeout(() => again(), 100);
    } else {
      fail();
    }
  } else {
    res.on('data', () => {});
    res.on('end', () => done());
  }
});
`;
    expect(fix(before)).toContain('  if (res.statusCode > 299) {\n    res.resume();\n');
    expect(fix(before).match(/resume/g)).toHaveLength(1);
  });

  it('the end of a branch with which the whole function ends', () => {
    const before = code`
import http from 'node:http';
http.get(url, (res) => {
  if (res.statusCode === 200) {
    res.setEncoding('utf8');
    done();
  } else {
    const error = new Error(res.statusCode);
    done(error);
  }
});
`;
    expect(fix(before).match(/res\.resume\(\)/g)).toHaveLength(1);
  });

  it('an unused body of a response that is handed on', () => {
    const before = code`
async function ping(url) {
  const res = await fetch(url, {
    method: 'POST',
  });
  if (!res.ok) throw new Error('bad');
  for (let turn = 0; turn < 3; turn++) {
    const res = answers[turn];
    if (res.ok) return true;
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function ping(url) {
        const res = await fetch(url, {
          method: 'POST',
        });
        await res.body?.cancel();
        if (!res.ok) throw new Error('bad');
        for (let turn = 0; turn < 3; turn++) {
          const res = answers[turn];
          if (res.ok) return true;
        }
      }"
    `);
  });

  it('a dropped response of a call that takes many lines', () => {
    const before = code`
async function ping(url) {
  await fetch(url, {
    method: 'POST', // as before
  });
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function ping(url) {
        const response = await fetch(url, {
          method: 'POST', // as before
        });
        await response.body?.cancel();
      }"
    `);
  });

  it('a dropped response that a known function may not return', () => {
    const before = code`
async function send(url) {
  return url ? fetch(url) : undefined;
}
async function stop(url) {
  await send(url);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function send(url) {
        return url ? fetch(url) : undefined;
      }
      async function stop(url) {
        await (await send(url))?.body?.cancel();
      }"
    `);
  });

  it('two promises that are not awaited share the name of a parameter', () => {
    const before = code`
async function tell(urls) {
  void fetch(urls[0]);
  void fetch(urls[1]);
  const { ok } = await fetch(urls[2]);
  return ok;
}
`;
    const edits = plansOf(before).flatMap(({ plan }) => plan.edits.map(({ text }) => text.trim()));
    expect(edits).toEqual([
      '.then((response) => response.body?.cancel().catch(() => {}))',
      '.then((response) => response.body?.cancel().catch(() => {}))',
      ', body',
      'await body?.cancel();',
    ]);
  });

  it('a promise that is not awaited, in a file that mocks fetch', () => {
    const drops = "function ping() { fetch('/x'); }";
    expect(fix(drops)).toBe(
      "safe\nfunction ping() { fetch('/x').then((response) => response.body?.cancel().catch(() => {})); }",
    );
    expect(fix(`globalThis.fetch = vi.fn();\n${drops}`)).toMatch(/^review: This file replaces `fetch`/);
  });

  it.each([
    'globalThis.fetch = vi.fn();',
    "vi.stubGlobal('fetch', vi.fn());",
    "const spy = jest.spyOn(globalThis, 'fetch');",
    "t.mock.method(globalThis, 'fetch', () => {});",
  ])('a dropped response where a stand-in answers: %s', (standIn) => {
    const drops = "async function ask() {\n  await fetch('/x');\n}\n";
    expect(fix(`${standIn}\n${drops}`)).toContain("await (await fetch('/x'))?.body?.cancel();");
    expect(fix(`console.log(globalThis.fetch === spy, 'fetch');\n${drops}`)).toContain(
      "await (await fetch('/x')).body?.cancel();",
    );
  });

  it('a name that means another variable at the exit', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (res.status === 200) return res.json();
  while (true) {
    if (late()) throw new Error('late');
    const res = await other();
    if (res) return null;
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        if (res.status === 200) return res.json();
        await res.body?.cancel().catch(() => {});
        while (true) {
          if (late()) throw new Error('late');
          const res = await other();
          if (res) return null;
        }
      }"
    `);
  });

  it('a callee that is blamed for a response which is read before it', () => {
    const before = code`
class Poller {
  next(status) {
    return status;
  }
  wait(time) {
    console.log(time);
  }
  async poll(url) {
    let time = 0;
    try {
      const res = await fetch(url);
      if (res.ok) console.log(await res.json());
      else time = this.next(res.status);
    } finally {
      this.wait(time);
    }
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      class Poller {
        next(status) {
          return status;
        }
        wait(time) {
          console.log(time);
        }
        async poll(url) {
          let time = 0;
          try {
            const res = await fetch(url);
            if (res.ok) console.log(await res.json());
            else {
              await res.body?.cancel();
              time = this.next(res.status);
            }
          } finally {
            this.wait(time);
          }
        }
      }"
    `);
  });

  it('a catch that is reached with and without a response', () => {
    const before = code`
async function load(url) {
  let res;
  try {
    res = await fetch(url);
    if (!res.ok) throw new Error('bad');
    return await res.json();
  } catch {
    return null;
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        let res;
        try {
          res = await fetch(url);
          if (!res.ok) {
            await res.body?.cancel();
            throw new Error('bad');
          }
          return await res.json();
        } catch {
          return null;
        }
      }"
    `);
  });

  it('a response that may be null', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url).catch(() => null);
  if (!res?.ok) return null;
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url).catch(() => null);
        if (!res?.ok) {
          await res?.body?.cancel();
          return null;
        }
        return res.json();
      }"
    `);
  });

  it.each([
    ['a property is read without asking', 'if (res.status === 503) { wait(); return 1; }', 'res'],
    ['a test has said so', 'if (res && retry) return 1;', 'res'],
    ['a test of what it has has said so', 'if (res?.status === 503 && retry) return 1;', 'res'],
    ['a test has sent the others away', 'if (res == null) return 0;\nif (retry) return 1;', 'res'],
    ['nothing has', 'if (retry) return 1;', 'res?'],
    [
      'it may have been taken away since',
      'if (res.status === 503) { if (retry) res = undefined; if (wait()) return 1; }',
      'res?',
    ],
    ['only one way there has', 'if (retry) wait(res.status);\nif (wait()) return 1;', 'res?'],
    [
      'only in a try that may not have come so far',
      'try { wait(res.status); } catch { wait(); }\nif (retry) return 1;',
      'res?',
    ],
  ])('a variable that may have no value, where %s', (_, exit, mention) => {
    const before = `async function load(url, retry) {
  let res;
  try { res = await fetch(url); } catch (error) { console.error(error); }
  ${exit}
  return (await res?.text()) ?? '';
}`;
    expect(/await (res\??)\.body\?\.cancel/.exec(fix(before))?.[1]).toBe(mention);
  });

  it('a release swallows its failure only where something has been waited for on its way', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  if (res.status === 404) return null;
  if (res.status === 400) throw new Error(await res.text());
  if (res.status === 503) return undefined;
  const other = await fetch('/other');
  const text = await other.text();
  if (text === '') return '';
  return res.text();
}
`;
    expect(fix(before).match(/await res\.body.*/g)).toEqual([
      'await res.body?.cancel();',
      'await res.body?.cancel();',
      'await res.body?.cancel().catch(() => {});',
    ]);
  });

  it('a sync function', () => {
    const before = code`
function load(url) {
  return fetch(url).then((res) => {
    if (!res.ok) throw new Error('bad');
    return res.json();
  });
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      function load(url) {
        return fetch(url).then((res) => {
          if (!res.ok) {
            res.body?.cancel().catch(() => {});
            throw new Error('bad');
          }
          return res.json();
        });
      }"
    `);
  });

  it('the top level of a module', () => {
    const before = code`
const res = await fetch('https://example.org');
console.log(res.status);
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const res = await fetch('https://example.org');
      await res.body?.cancel();
      console.log(res.status);"
    `);
  });
});

describe('values without a name', () => {
  it('a discarded response', () => {
    const before = code`
async function ping(url) {
  await fetch(url);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function ping(url) {
        await (await fetch(url)).body?.cancel();
      }"
    `);
  });

  it('a discarded response with a handler of errors', () => {
    const before = code`
async function ping(url) {
  await fetch(url).catch(() => {});
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function ping(url) {
        await fetch(url).then((response) => response.body?.cancel()).catch(() => {});
      }"
    `);
  });

  it('a promise that is not awaited', () => {
    const before = code`
function ping(url) {
  void fetch(url);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      function ping(url) {
        void fetch(url).then((response) => response.body?.cancel().catch(() => {}));
      }"
    `);
  });

  it('several at once', () => {
    const before = code`
async function ping(urls) {
  await Promise.all(urls.map((url) => fetch(url)));
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function ping(urls) {
        await Promise.all(urls.map((url) => fetch(url).then((response) => response.body?.cancel().catch(() => {}))));
      }"
    `);
  });

  it('a status in a condition', () => {
    const before = code`
async function up(url) {
  if ((await fetch(url)).ok) return 'up';
  return 'down';
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function up(url) {
        const response = await fetch(url);
        await response.body?.cancel();
        if (response.ok) return 'up';
        return 'down';
      }"
    `);
  });

  it('a status in a loop', () => {
    const before = code`
async function wait(url) {
  while (!(await fetch(url)).ok) await sleep(100);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function wait(url) {
        while (!(await fetch(url).then(async (response) => {
          await response.body?.cancel();
          return response;
        })).ok) await sleep(100);
      }"
    `);
  });

  it('an arrow function', () => {
    const before = code`
const up = async (url) => (await fetch(url)).ok;
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const up = async (url) => {
        const response = await fetch(url);
        await response.body?.cancel();
        return response.ok;
      };"
    `);
  });

  it('an arrow function that gives an object', () => {
    const before = code`
const up = async (url) => ({ ok: (await fetch(url)).ok });
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const up = async (url) => {
        const response = await fetch(url);
        await response.body?.cancel();
        return { ok: response.ok };
      };"
    `);
  });

  it('a destructured status', () => {
    const before = code`
async function up(url) {
  const { status: code } = await fetch(url);
  return code;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function up(url) {
        const { status: code, body } = await fetch(url);
        await body?.cancel();
        return code;
      }"
    `);
  });

  it('a name that is taken', () => {
    const before = code`
async function up(url, body) {
  const { status } = await fetch(url);
  return status + body;
}
`;
    expect(fix(before.replace('(url)', "(url, { body: 'key' })"))).toContain('{ status, body: responseBody }');
    expect(fix(before.replace(', body)', ')').replace('+ body', '+ { body: 1 }'))).toContain('{ status, body } =');
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function up(url, body) {
        const { status, body: responseBody } = await fetch(url);
        await responseBody?.cancel();
        return status + body;
      }"
    `);
  });

  it.each([
    ['with a comma at its end', 'headers, // all of them', 'headers, // all of them\n    body,'],
    ['without one', 'headers // all of them', 'headers, // all of them\n    body'],
    ['without one, nor a comment', 'headers', 'headers,\n    body'],
  ])('a pattern over several lines, %s', (_, last, fixed) => {
    const before = (properties: string, release: string): string =>
      `import { request } from 'undici';\nasync function up(url) {\n  const {\n    statusCode,\n    ${properties}\n  } = await request(url);\n${release}  return [statusCode, headers];\n}`;
    expect(fix(before(last, ''))).toBe(`safe\n${before(fixed, '  body.dump().catch(() => {});\n')}`);
  });

  it.each([
    ['may be given another value', 'let { status } = await fetch(url);'],
    ['has no properties', 'const {} = await fetch(url);'],
    ['asks for a property by a value', 'const { [key]: status } = await fetch(url);'],
    ['is one of several', 'const { status } = await fetch(url), later = start();'],
    ['comes behind a chain', 'const { status } = await fetch(url).catch(report);'],
  ])('a pattern that %s is not given the body', (_, taken) => {
    const fixed = fix(`async function up(url, key) {\n  ${taken}\n  return 1;\n}\n`);
    expect(fixed).toMatch(/^safe\n/);
    expect(fixed).toMatch(/const (response|res) = await fetch/);
  });

  it('a pattern whose response is read to its end', () => {
    const before = 'async function up(url) {\n  const { status } = await fetch(url);\n  return status;\n}\n';
    expect(fix(before, { release: 'drain' })).toContain('const response = await fetch(url);');
  });

  it('an argument of a helper that looks', () => {
    const before = code`
const tag = (res) => res.headers.get('etag');
async function load(url) {
  const etag = tag(await fetch(url));
  return etag;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const tag = (res) => res.headers.get('etag');
      async function load(url) {
        const response = await fetch(url);
        await response.body?.cancel();
        const etag = tag(response);
        return etag;
      }"
    `);
  });

  it('something with an effect comes first', () => {
    const before = code`
async function load(url) {
  log(next(), (await fetch(url)).status);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        log(next(), (await fetch(url).then(async (response) => {
          await response.body?.cancel();
          return response;
        })).status);
      }"
    `);
  });
});

describe('chains and callbacks', () => {
  it('an inline callback that gives the status', () => {
    const before = code`
const code = (url) => fetch(url).then((res) => res.status);
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const code = (url) => fetch(url).then((res) => {
        res.body?.cancel().catch(() => {});
        return res.status;
      });"
    `);
  });

  it('an inline callback that reads on one side', () => {
    const before = code`
const data = (url) => fetch(url).then((res) => (res.ok ? res.json() : null));
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const data = (url) => fetch(url).then((res) => {
        if (res.ok) {
          return res.json();
        }
        res.body?.cancel().catch(() => {});
        return null;
      });"
    `);
  });

  it('a callback that destructures the response', () => {
    const before = code`
const code = (url) => fetch(url).then(({ status }) => status);
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const code = (url) => fetch(url).then(({ status, body }) => {
        body?.cancel().catch(() => {});
        return status;
      });"
    `);
  });

  it('a named callback', () => {
    const before = code`
const check = (res) => {
  if (!res.ok) throw new Error('bad');
  return res;
};
const data = (url) => fetch(url).then(check).then((res) => res.json());
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const check = (res) => {
        if (!res.ok) {
          res.body?.cancel().catch(() => {});
          throw new Error('bad');
        }
        return res;
      };
      const data = (url) => fetch(url).then(check).then((res) => res.json());"
    `);
  });

  it('an exported callback', () => {
    const before = code`
export const check = (res) => {
  if (!res.ok) throw new Error('bad');
  return res;
};
const data = (url) => fetch(url).then(check).then((res) => res.json());
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "review: The function is used in other places too: check that no caller reads the body after it.
      export const check = (res) => {
        if (!res.ok) {
          res.body?.cancel().catch(() => {});
          throw new Error('bad');
        }
        return res;
      };
      const data = (url) => fetch(url).then(check).then((res) => res.json());"
    `);
  });

  it('a helper that throws', () => {
    const before = code`
import { assertOk } from './assert-ok.js';
function must(ok) {
  if (!ok) throw new Error('bad');
}
async function load(url) {
  const res = await fetch(url);
  must(res.ok);
  return res.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import { assertOk } from './assert-ok.js';
      function must(ok) {
        if (!ok) throw new Error('bad');
      }
      async function load(url) {
        const res = await fetch(url);
        try {
          must(res.ok);
        } catch (error) {
          await res.body?.cancel().catch(() => {});
          throw error;
        }
        return res.json();
      }"
    `);
  });

  it.each([
    [
      'if (error) throw error;\n  console.log(data.statusCode);',
      'if (error) throw error;\n  console.log(data.statusCode);\n  data.body.dump().catch(() => {});',
    ],
    [
      'if (error !== null || !data) return;\n  console.log(data.statusCode);',
      'if (error !== null || !data) return;\n  console.log(data.statusCode);\n  data.body.dump().catch(() => {});',
    ],
    [
      'if (error) done(error);\n  else if (data.statusCode === 200) done(null, data.body);\n  else done(data.statusCode);',
      'if (error) done(error);\n  else if (data.statusCode === 200) done(null, data.body);\n  else {\n    data.body.dump().catch(() => {});\n    done(data.statusCode);\n  }',
    ],
  ])('a callback that has asked for the error: %s', (body, after) => {
    const callback = (inner: string): string =>
      `import { Pool } from 'undici';\nnew Pool(origin).request(options, (error, data) => {\n  ${inner}\n});`;
    expect(fix(callback(body))).toBe(`safe\n${callback(after)}`);
  });

  it('a listener that returns early', () => {
    const before = code`
import http from 'node:http';
http.get(url, (res) => {
  if (res.statusCode !== 200) return fail();
  res.pipe(out);
});
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import http from 'node:http';
      http.get(url, (res) => {
        if (res.statusCode !== 200) {
          res.resume();
          return fail();
        }
        res.pipe(out);
      });"
    `);
  });

  it('a listener without a parameter', () => {
    const before = code`
import http from 'node:http';
http.get(url, () => done());
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import http from 'node:http';
      http.get(url, (res) => {
        res.resume();
        done();
      });"
    `);
  });

  it('a listener that takes the message apart', () => {
    const before = code`
import http from 'node:http';
http.get(url, function ({ statusCode }) {
  done(statusCode);
});
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import http from 'node:http';
      http.get(url, function (res) {
        const { statusCode } = res;
        res.resume();
        done(statusCode);
      });"
    `);
  });
});

describe('clients', () => {
  it('undici', () => {
    const before = code`
import { request } from 'undici';
async function load(url) {
  const { statusCode, body } = await request(url);
  if (statusCode !== 200) throw new Error('bad');
  return body.json();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import { request } from 'undici';
      async function load(url) {
        const { statusCode, body } = await request(url);
        if (statusCode !== 200) {
          body.dump().catch(() => {});
          throw new Error('bad');
        }
        return body.json();
      }"
    `);
  });

  it('undici, the whole answer', () => {
    const before = code`
import { request } from 'undici';
async function load(url) {
  const reply = await request(url);
  return reply.statusCode;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import { request } from 'undici';
      async function load(url) {
        const reply = await request(url);
        reply.body.dump().catch(() => {});
        return reply.statusCode;
      }"
    `);
  });

  it('node-fetch', () => {
    const before = code`
import fetch from 'node-fetch';
async function load(url) {
  const res = await fetch(url);
  return res.status;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import fetch from 'node-fetch';
      async function load(url) {
        const res = await fetch(url);
        res.body?.resume();
        return res.status;
      }"
    `);
  });

  it('a fork of node-fetch that is typed as fetch', () => {
    const before = code`
import fetch from 'cross-fetch';
async function load(url) {
  const res = await fetch(url);
  return res.status;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import fetch from 'cross-fetch';
      async function load(url) {
        const res = await fetch(url);
        res.arrayBuffer().catch(() => {});
        return res.status;
      }"
    `);
  });

  it('a reader', () => {
    const before = code`
async function first(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  try {
    const { value } = await reader.read();
    return value;
  } finally {
    reader.releaseLock();
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function first(url) {
        const res = await fetch(url);
        const reader = res.body.getReader();
        try {
          const { value } = await reader.read();
          await reader.cancel().catch(() => {});
          return value;
        } finally {
          reader.releaseLock();
        }
      }"
    `);
  });

  it('a reader that has let go', () => {
    const before = code`
async function first(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return value;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function first(url) {
        const res = await fetch(url);
        const reader = res.body.getReader();
        const { value } = await reader.read();
        reader.releaseLock();
        await res.body?.cancel().catch(() => {});
        return value;
      }"
    `);
  });

  it('a reader that a function keeps to itself', () => {
    const before = code`
async function first(url) {
  const res = await fetch(url);
  const value = await readOne(res);
  return value;
}

async function readOne(response) {
  const reader = response.body.getReader();
  const { value } = await reader.read();
  return value;
}
`;
    expect(fix(before)).toBe(
      'none: a function that it was passed to holds its body with a reader: cancel that reader there',
    );
    expect(fix(before.replace('read();', 'read();\n  reader.releaseLock();'))).toContain(
      'const value = await readOne(res);\n  await res.body?.cancel().catch(() => {});\n  return value;',
    );
  });

  it('a clone', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  const copy = res.clone();
  if (!res.ok) return null;
  return [await res.json(), await copy.text()];
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        const copy = res.clone();
        if (!res.ok) {
          await Promise.all([res.body?.cancel(), copy.body?.cancel()]);
          return null;
        }
        return [await res.json(), await copy.text()];
      }"
    `);
  });

  it('a tee', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  const [a, b] = res.body.tee();
  if (!res.ok) return null;
  return read(a, b);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        const [a, b] = res.body.tee();
        if (!res.ok) {
          await Promise.all([a.cancel(), b.cancel()]);
          return null;
        }
        return read(a, b);
      }"
    `);
  });

  it('the loser of a race whose other side only ever rejects', () => {
    const before = code`
const late = (ms) => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), ms));

async function load(url) {
  try {
    const res = await Promise.race([fetch(url), late(1000)]);
    return await res.text();
  } catch {
    return null;
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      const late = (ms) => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), ms));

      async function load(url) {
        try {
          const request = fetch(url);
          const res = await Promise.race([request, late(1000)]).catch((error) => {
            request.then((response) => response.body?.cancel()).catch(() => {});
            throw error;
          });
          return await res.text();
        } catch {
          return null;
        }
      }"
    `);
    expect(
      fix(
        before.replace('(_, reject)', '(resolve, reject)').replace('reject(new', 'ms > 9 ? resolve(null) : reject(new'),
      ),
    ).toMatch(/^safe[^]*\.catch\(\(error\)[^]*response !== res/);
    expect(
      fix(
        before
          .replace('const res = await', 'return (await')
          .replace('late(1000)]);\n    return await res.text();', 'late(1000)])).text();'),
      ),
    ).toMatch(/^none/);
    expect(fix(before.replace('[fetch', '[ask(), fetch'))).toMatch(/^none/);
  });

  it('the loser of a race whose winner has the usual name, or that is held more than once', () => {
    const before =
      'async function load(url) {\n  const pending = fetch(url);\n  const response = await Promise.race([pending, late()]);\n  return response ? response.text() : null;\n}\n';
    expect(fix(before)).toMatch(/^safe/);
    expect(fix(before)).toContain(
      'pending.then((res) => (res !== response ? res.body?.cancel() : undefined)).catch(() => {});',
    );
    const turns =
      'async function load(url) {\n  const pending = fetch(url);\n  for (;;) {\n    const first = await Promise.race([pending, tick()]);\n    if (first) return first.text();\n  }\n}\n';
    for (const { plan } of plansOf(turns)) expect(plan.title).not.toContain('race');
  });

  it('the losers of a race of requests', () => {
    const before =
      'async function load(a, b) {\n  const east = fetch(a);\n  const west = fetch(b);\n  const first = await Promise.any([east, west]);\n  return first.text();\n}\n';
    expect(plansOf(before).map(({ plan }) => [plan.verdict, plan.edits.map(({ text }) => text.trim())])).toEqual(
      ['east', 'west'].map((name) => [
        'safe',
        [`${name}.then((response) => (response !== first ? response.body?.cancel() : undefined)).catch(() => {});`],
      ]),
    );
    expect(
      plansOf(before.replace('first.text()', '[first, east]')).some(
        ({ plan }) =>
          plan.verdict === 'safe' &&
          plan.title.includes('race') &&
          plan.edits.some(({ text }) => text.includes('east.then')),
      ),
    ).toBe(false);
  });

  it.each([
    ['an expression', '(response) => parse(response)'],
    ['a block', '(response) => {\n    return parse(response);\n  }'],
    ['a function', 'function (response) {\n    return parse(response);\n  }'],
  ])('a callback that hands the response to a helper, which reads it on one side: %s', (_, callback) => {
    const before = `async function parse(response) {\n  if (response.status === 404) return null;\n  return response.json();\n}\nasync function load(url) {\n  return await fetch(url).then(${callback});\n}\n`;
    const [planned] = plansOf(before);
    expect(planned!.finding.isUnused).toBe(false);
    expect(planned!.plan.edits.every(({ range: [at] }) => at < before.indexOf('async function load'))).toBe(true);
  });

  it.each(['every', 'some', 'find', 'findIndex'])('a callback that is not called for every response: %s', (method) => {
    const before = `async function load(urls) {\n  const list = await Promise.all(urls.map((url) => fetch(url)));\n  return list.${method}((response) => response.ok) !== undefined;\n}\n`;
    for (const { plan } of plansOf(before))
      expect(plan.edits.filter(({ range: [at] }) => at > before.indexOf(method))).toEqual([]);
  });

  it('a promise that is kept', () => {
    const before =
      'async function load(a, b) {\n  const other = fetch(b);\n  const res = await fetch(a);\n  console.log((await other).status);\n  return res.text();\n}\n';
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(a, b) {
        const other = fetch(b).then(async (response) => {
          await response.body?.cancel();
          return response;
        });
        const res = await fetch(a);
        console.log((await other).status);
        return res.text();
      }"
    `);
  });

  it('a promise in a variable that may have none', () => {
    const before = code`
async function load(url, first, second) {
  let pending = null;
  if (first) pending = fetch(url);
  if (second) pending = fetch(second);
  return await pending;
}
`;
    expect(fix(before)).toContain(
      'pending?.then((response) => response.body?.cancel()).catch(() => {});\n    pending = fetch(second);',
    );
  });

  it('the loser of a race', () => {
    const before = code`
async function load(url) {
  const answer = fetch(url);
  const winner = await Promise.race([answer, timeout()]);
  return winner ? winner.text() : null;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const answer = fetch(url);
        const winner = await Promise.race([answer, timeout()]).catch((error) => {
          answer.then((response) => response.body?.cancel()).catch(() => {});
          throw error;
        });
        answer.then((response) => (response !== winner ? response.body?.cancel() : undefined)).catch(() => {});
        return winner ? winner.text() : null;
      }"
    `);
    const isCaught = (timeout: string): boolean => fix(`${timeout}\n${before}`).includes('.catch((error)');
    for (const executor of [
      '(resolve) => setTimeout(resolve, 60)',
      '(resolve) => {\n  setTimeout(() => resolve(null), 60);\n}',
    ])
      expect(isCaught(`const timeout = () => new Promise(${executor});`)).toBe(false);
    // These may be rejected.
    for (const executor of [
      '(resolve, reject) => setTimeout(closed ? reject : resolve, 60)',
      '(resolve) => setTimeout(() => resolve(other()), 60)',
      '(resolve) => schedule(resolve, 60)',
      '(resolve) => {\n  if (closed) throw new Error("closed");\n  setTimeout(resolve, 60);\n}',
    ])
      expect(isCaught(`const timeout = () => new Promise(${executor});`)).toBe(true);
  });
});

describe('what is left alone', () => {
  it('a response that is stored on another path', () => {
    const before = code`
async function load(url, cache) {
  const res = await fetch(url);
  if (res.ok) cache.set(url, res);
  return res.status;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url, cache) {
        const res = await fetch(url);
        if (res.ok) cache.set(url, res);
        else {
          await res.body?.cancel();
        }
        return res.status;
      }"
    `);
  });

  it('a response that may be returned', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  return { status: res.status, res: res.ok && res };
}
`;
    expect(fix(before)).toMatchInlineSnapshot(
      `"none: the response is also stored or handed on, and other code may still need its body"`,
    );
  });

  it.each([
    ['it is not tested', 'console.log(error, data?.statusCode);'],
    ['only some ways ask', 'if (data.opaque && error) return; console.log(data.statusCode);'],
    ['something else is tested', 'if (error instanceof TypeError) return; console.log(data.statusCode);'],
    ['it is changed', 'error = null; if (error) return; console.log(data.statusCode);'],
    ['the exit is told of it', 'return error ? null : data.statusCode;'],
  ])('the second parameter of a callback, which has no body after an error, where %s', (_, body) => {
    expect(
      fix(`import { Pool } from 'undici';\nnew Pool(origin).request(options, (error, data) => {\n  ${body}\n});\n`),
    ).toBe('none: the callback gets no body when the request fails: release it where there is no error');
  });
});

describe('agents and faults', () => {
  it('an agent that is used up', () => {
    const before = code`
import { Agent, fetch } from 'undici';
async function load(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  return await res.text();
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import { Agent, fetch } from 'undici';
      async function load(url) {
        const agent = new Agent();
        try {
          const res = await fetch(url, { dispatcher: agent });
          return await res.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('an agent whose request is not awaited', () => {
    const before = code`
import http from 'node:http';
function load(url, done) {
  const agent = new http.Agent({ keepAlive: true });
  http.get(url, { agent }, (res) => res.resume().on('end', done));
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "review: The agent is made once and shared by all calls: check that its connections may be shared.
      import http from 'node:http';

      const agent = new http.Agent({ keepAlive: true });

      function load(url, done) {
        http.get(url, { agent }, (res) => res.resume().on('end', done));
      }"
    `);
  });

  it('a premature close', () => {
    const before = code`
import { Agent, fetch } from 'undici';
async function open(url) {
  const agent = new Agent();
  try {
    return await fetch(url, { dispatcher: agent });
  } finally {
    await agent.close();
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      import { Agent, fetch } from 'undici';
      async function open(url) {
        const agent = new Agent();
        try {
          return await fetch(url, { dispatcher: agent });
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('a cancel of a body that has been read', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  try {
    return await res.text();
  } finally {
    await res.body?.cancel();
  }
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        try {
          return await res.text();
        } finally {
          await res.body?.cancel().catch(() => {});
        }
      }"
    `);
  });

  it('a cancel of a body that a reader holds', () => {
    const before =
      'async function load(url) {\n  const res = await fetch(url);\n  const reader = res.body.getReader();\n  await res.body.cancel();\n}\n';
    const [locked] = plansOf(before).filter(({ finding }) => finding.rule === 'no-locked-cancel');
    expect(locked?.plan).toMatchObject({ verdict: 'safe', edits: [{ text: 'reader.' }] });
  });
});

describe('lists and results', () => {
  it('a list of which only the status is wanted', () => {
    const before = code`
async function up(urls) {
  const all = await Promise.all(urls.map((url) => fetch(url)));
  return all.every((res) => res.ok);
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function up(urls) {
        const all = await Promise.all(urls.map((url) => fetch(url)));
        await Promise.all(all.map((response) => response.body?.cancel()));
        return all.every((res) => res.ok);
      }"
    `);
  });

  it('a list of which some are read', () => {
    const before = code`
async function load(urls) {
  const all = await Promise.all(urls.map((url) => fetch(url)));
  const good = all.filter((res) => res.ok);
  return Promise.all(good.map((res) => res.json()));
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(urls) {
        const all = await Promise.all(urls.map((url) => fetch(url)));
        try {
          const good = all.filter((res) => res.ok);
          return Promise.all(good.map((res) => res.json()));
        } finally {
          for (const response of all) {
            if (!response.bodyUsed) {
              response.body?.cancel().catch(() => {});
            }
          }
        }
      }"
    `);
  });

  it('a response that the last if may keep', () => {
    const before = code`
async function load(urls) {
  const kept = [];
  for (const url of urls) {
    const res = await fetch(url);
    if (res.ok) kept.push(res);
  }
  return kept;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(urls) {
        const kept = [];
        for (const url of urls) {
          const res = await fetch(url);
          if (res.ok) kept.push(res);
          else {
            await res.body?.cancel();
          }
        }
        return kept;
      }"
    `);
  });

  it('a response in an object that a function gives', () => {
    const before = code`
async function load(url) {
  const res = await fetch(url);
  return { status: res.status, res };
}
async function status(url) {
  const { status } = await load(url);
  return status;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        return { status: res.status, res };
      }
      async function status(url) {
        const response = await load(url);
        await response.res.body?.cancel();
        const { status } = response;
        return status;
      }"
    `);
  });

  it('a list that is handed on', () => {
    const before = code`
async function load(urls) {
  const all = await Promise.all(urls.map((url) => fetch(url)));
  if (urls.length > 2) return [];
  return all;
}
`;
    expect(fix(before)).toMatchInlineSnapshot(`"none: the promise of the response is not awaited at once"`);
  });
});

describe('a read that is cut off', () => {
  const load = (handler: string): string => `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  try {
    const res = await fetch(url, { dispatcher: agent });
    return res.ok ? res.json().then(({ id }) => id) : null;
  } ${handler}finally {
    await agent.destroy();
  }
}
`;

  it('is awaited', () => {
    expect(fix(load(''))).toMatchInlineSnapshot(`
      "safe
      import { Agent, fetch } from 'undici';
      export async function load(url) {
        const agent = new Agent();
        try {
          const res = await fetch(url, { dispatcher: agent });
          return res.ok ? await res.json().then(({ id }) => id) : null;
        } finally {
          await agent.destroy();
        }
      }"
    `);
  });

  it('is awaited by a person where a handler would get its error', () => {
    expect(fix(load('catch { return null; } '))).toMatchInlineSnapshot(`
      "review: The \`catch\` now gets the error of a read that fails: check that it is meant for this error.
      import { Agent, fetch } from 'undici';
      export async function load(url) {
        const agent = new Agent();
        try {
          const res = await fetch(url, { dispatcher: agent });
          return res.ok ? await res.json().then(({ id }) => id) : null;
        } catch { return null; } finally {
          await agent.destroy();
        }
      }"
    `);
  });
});

describe('layout', () => {
  const lines = [
    'async function load(url) {',
    '\tconst res = await fetch(url)',
    '\tif (!res.ok) return null',
    '\treturn res.json()',
    '}',
    '',
  ];

  it('keeps tabs and does without semicolons where the file does', () => {
    expect(fix(lines.join('\n'))).toBe(
      [
        'safe',
        'async function load(url) {',
        '\tconst res = await fetch(url)',
        '\tif (!res.ok) {',
        '\t\tawait res.body?.cancel()',
        '\t\treturn null',
        '\t}',
        '\treturn res.json()',
        '}',
      ].join('\n'),
    );
  });

  it('the brace of a block stands behind the arrow, also where the expression had a line of its own', () => {
    const before = (head: string): string =>
      `export const check = (url) =>\n  fetch(url).then(\n    ${head}\n      response.ok\n        ? 'fine'\n        : 'bad',\n  );\n`;
    expect(fix(before('(response) =>'))).toMatchInlineSnapshot(`
      "safe
      export const check = (url) =>
        fetch(url).then(
          (response) => {
            response.body?.cancel().catch(() => {});
            return response.ok
              ? 'fine'
              : 'bad';
          },
        );"
    `);
    expect(fix(before('(response) => // of one\n'))).toContain('// of one');
  });

  it('a statement without a semicolon is as long as its call', () => {
    const listens = "import http from 'node:http'\nexport function check(url, done) {\n  HEAD => done())\n}\n";
    expect(fix(listens.replace('HEAD', 'http.get(url, ()'))).toContain('http.get(url, (res) => {');
    const request = "const req = http.get(url)\n  req.on('response', ()";
    expect(fix(listens.replace('HEAD', request))).toContain("req.on('response', (res) => {");
    expect(fix('fetch(url)')).toBe('safe\nfetch(url).then((response) => response.body?.cancel().catch(() => {}))');
  });

  it('no line that is written begins with a parenthesis, which would go on with the one above without semicolons', () => {
    const waiting =
      'export async function check(url) {\n  const later = start()\n  await fetch(url)\n  later.on("end", stop)\n}\n';
    expect(fix(waiting)).toMatchInlineSnapshot(`
      "safe
      export async function check(url) {
        const later = start()
        const response = await fetch(url)
        response.body?.cancel().catch(() => {})
        later.on("end", stop)
      }"
    `);
  });

  it('keeps the line ends of Windows', () => {
    const fixed = fix(lines.join('\r\n')).slice('safe\n'.length);
    expect(fixed.split('\r\n')).toHaveLength(8);
    expect(fixed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('reads TSX and JSX', () => {
    const component =
      'const Page = async () => {\n  const res = await fetch("/x");\n  if (!res.ok) return <b>bad</b>;\n  return <p>{await res.text()}</p>;\n};\n';
    for (const filename of ['page.tsx', 'page.jsx'])
      expect(fix(component, { filename })).toContain('    await res.body?.cancel();\n    return <b>bad</b>;');
  });
});

describe('assertions', () => {
  const inTest = "import { it } from 'vitest';\n";
  const helper = (name: string): string => `function ${name}(a, b) {
  if (a !== b) throw new Error('differs');
}
`;

  it('are not changed; leaks on paths on which the test continues are released', () => {
    const before = code`
async function run(url) {
  const res = await fetch(url);
  assertEquals(res.status, 200);
  if (res.headers.has('x')) console.log(await res.text());
}
`;
    const head = inTest + helper('assertEquals');
    expect(fix(head + before).replace(head, '')).toMatchInlineSnapshot(`
      "safe
      async function run(url) {
        const res = await fetch(url);
        assertEquals(res.status, 200);
        if (res.headers.has('x')) console.log(await res.text());
        else {
          await res.body?.cancel();
        }
      }"
    `);
  });

  it('are all that leaks', () => {
    const before =
      'async function run(url) {\n  const res = await fetch(url);\n  NAME(res.status, 200);\n  return res.text();\n}\n';
    expect(fix(inTest + helper('same') + before.replace('NAME', 'same'))).toBe(
      'none: a failed assertion ends the test: if that matters, read the body before it',
    );
    expect(fix(helper('assertEquals') + before.replace('NAME', 'assertEquals'))).toMatch(
      /^safe[^]*catch \(error\) \{\n {4}await res\.body/,
    );
  });

  it('similar code gets the same names', () => {
    const before =
      'async function run(url) {\n  const res = await fetch(url);\n  check(res.status, 200);\n  check(res.headers.get("x"), "y");\n  return res.text();\n}\n';
    expect(fix(helper('check') + before).match(/catch \(\w+\)/g)).toEqual(['catch (error)', 'catch (error)']);
  });
});

it('a fix among the lines that another one moves comes after it', () => {
  const before = code`
import { Agent, fetch } from 'undici';
async function load(url) {
  return await fetch(url, {
    dispatcher: new Agent({ headersTimeout: 600000 }),
  })
    .then((res) => {
      if (!res.ok) throw new Error('failed');
      return res.json();
    })
    .catch((error) => ({ error }));
}
`;
  expect(migrate(before, 'file.js', { rules: ['no-unconsumed-body', 'no-unclosed-agent'], review: false }).text)
    .toMatchInlineSnapshot(`
    "import { Agent, fetch } from 'undici';
    async function load(url) {
      const agent = new Agent({ headersTimeout: 600000 });
      try {
        return await fetch(url, {
          dispatcher: agent,
        })
          .then((res) => {
            if (!res.ok) {
              res.body?.cancel().catch(() => {});
              throw new Error('failed');
            }
            return res.json();
          })
          .catch((error) => ({ error }));
      } finally {
        agent.close().catch(() => {});
      }
    }
    "
  `);
});

describe('release', () => {
  const status = (client: string) =>
    `${client}async function load(url) {\n  const res = await fetch(url);\n  return res.status;\n}\n`;

  it('drains where that was chosen', () => {
    expect(fix(status(''), { release: 'drain' })).toContain('  res.arrayBuffer().catch(() => {});\n');
    expect(
      fix(status("import { request as fetch } from 'undici';\n").replace('res.status', 'res.statusCode'), {
        release: 'drain',
      }),
    ).toContain('  res.body.arrayBuffer().catch(() => {});\n');
  });

  it('destroys a message only if that option is set, and never if it may be read', () => {
    const listener =
      "import http from 'node:http';\nhttp.get(url, (res) => {\n  for (const out of outs) res.pipe(out);\n  done();\n});\n";
    const early = "import http from 'node:http';\nhttp.get(url, (res) => {\n  done(res.statusCode);\n});\n";
    expect(fix(early)).toContain('  res.resume();\n');
    expect(fix(early, { release: 'cancel' })).toContain('  res.destroy();\n');
    expect(fix(listener, { release: 'cancel' })).toContain('  res.resume();\n');
  });
});

it('plans nothing twice', () => {
  const before =
    "async function load(url) {\n  const res = await fetch(url);\n  if (!res.ok) throw new Error('bad');\n  return res.json();\n}\n";
  expect(plansOf(fix(before).slice('safe\n'.length))).toEqual([]);
});

it('gives no name twice, though all fixes of a file are applied together', () => {
  const before =
    'async function load(url) {\n  const { status } = await fetch(url);\n  const { ok } = await fetch(url);\n  return status + ok;\n}\n';
  expect(migrate(before, 'file.js', { rules: ['no-unconsumed-body'], review: false }).text).toBe(
    'async function load(url) {\n  const { status, body } = await fetch(url);\n  await body?.cancel();\n  const { ok, body: responseBody } = await fetch(url);\n  await responseBody?.cancel();\n  return status + ok;\n}\n',
  );
});

it.each([
  ['a stream that is imported under another name', "import { PassThrough as Source } from 'node:stream';\n", 'review'],
  ['a class that rests on a stream', 'class Source extends Readable {}\n', 'review'],
  ['a class that is called as a stream and is none', 'class Source extends URLSearchParams {}\n', 'safe'],
] as const)('%s, for the body of a request', (_, source, verdict) => {
  const send =
    "import { request } from 'undici';\nexport async function send(url) {\n  const { statusCode } = await request(url, { method: 'PUT', body: new Source() });\n  return statusCode;\n}\n";
  expect(fix(`${source}${send}`).split(/[:\n]/)[0]).toBe(verdict);
  expect(
    fix(`${source.replace('Source', 'ByteStream')}${send.replace('Source', 'ByteStream')}`).split(/[:\n]/)[0],
  ).toBe(verdict);
});
