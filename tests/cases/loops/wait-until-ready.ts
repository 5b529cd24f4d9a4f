// leaks when: /503-then-ok /ok (neither the ready answer nor the others are read)
import { setTimeout as delay } from 'node:timers/promises';

async function waitUntilReady(base: string, timeoutMs = 3_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    try {
      const res = await fetch(`${base}/healthz`); // LEAK
      if (res.ok) return;
    } catch {
      // not listening yet
    }
    await delay(10);
  }
  throw new Error('never became ready');
}

export async function main(url: string): Promise<void> {
  await waitUntilReady(url);
}
