// leaks when: /500 (node:assert throws); clean on: /json
import assert from 'node:assert/strict';

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  assert.equal(res.status, 200);
  console.log(typeof (await res.json()));
}
