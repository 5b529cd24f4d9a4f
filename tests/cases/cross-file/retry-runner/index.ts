// leaks when: /503-then-ok (the runner drops the refused response); clean on: /json
import { retrying } from './retry.js';

export async function main(url: string): Promise<void> {
  const response = await retrying(() => fetch(url, { method: 'PUT' }), { retries: 3, delayMs: 1 }); // LEAK #first
  const { id } = (await response.json()) as { id: number };
  console.log(id);
}
