// clean: /json /500 /429-then-ok
import { setTimeout as delay } from 'node:timers/promises';

const http = {
  discard: (response: Response): Promise<void> => response.body?.cancel() ?? Promise.resolve(),
  async retryAfter(response: Response): Promise<number> {
    const value = Number(response.headers.get('retry-after') ?? 0);
    await http.discard(response);
    return value * 1000;
  },
};

async function load(url: string): Promise<unknown> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const response = await fetch(url);
    if (response.status === 429) {
      await delay(await http.retryAfter(response));
      continue;
    }
    if (!response.ok) {
      await http.discard(response);
      return null;
    }
    return response.json();
  }
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
