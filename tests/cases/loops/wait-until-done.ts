// clean: /503-then-ok /ok
import { setTimeout as delay } from 'node:timers/promises';

async function waitUntilReady(base: string, timeoutMs = 3_000): Promise<number> {
  const deadline = Date.now() + timeoutMs;
  let polls = 0;
  do {
    polls++;
    const ready = await fetch(`${base}/healthz`).then(
      (res) => res.arrayBuffer().then(() => res.ok),
      () => false,
    );
    if (ready) return polls;
    await delay(10);
  } while (Date.now() < deadline);
  throw new Error('never became ready');
}

export async function main(url: string): Promise<void> {
  console.log(await waitUntilReady(url));
}
