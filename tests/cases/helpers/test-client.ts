// clean: /json /500
import assert from 'node:assert/strict';

function testClient(base: string) {
  const call = async (method: string, path: string) => {
    const response = await fetch(base + path, { method });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as Record<string, unknown> };
  };
  return { get: (path: string) => call('GET', path), post: (path: string) => call('POST', path) };
}

export async function main(url: string): Promise<void> {
  const client = testClient(url);
  const created = await client.post('/things');
  assert.ok(created.status >= 200);
  const { status, json } = await client.get('/things');
  assert.equal(typeof json(), 'object');
  console.log(status);
}
