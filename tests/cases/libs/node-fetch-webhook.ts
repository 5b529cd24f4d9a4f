// leaks when: /ok /500 (a webhook is fired and its answer dropped)
import fetch from 'node-fetch';

async function notify(hook: string, text: string): Promise<void> {
  await fetch(hook, { // LEAK
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
}

export async function main(url: string): Promise<void> {
  await notify(url, 'deployed');
}
