// leaks when: /json (assertions on the status of throw-away responses)
import assert from 'node:assert/strict';

export async function main(url: string): Promise<void> {
  const get = (path: string, init?: RequestInit) => fetch(`${url}${path}`, { redirect: 'manual', ...init });

  const health = await get('/health');
  assert.deepEqual(((await health.json()) as { ok: boolean }).ok, true);
  assert.equal((await get('/users')).status, 200); // LEAK
}
