// leaks when: /500 (assert.ok throws); clean on: /json
import assert from 'node:assert';

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  assert(res.ok, `status ${res.status}`);
  console.log((await res.text()).length);
}
