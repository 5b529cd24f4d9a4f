import type { Deps } from './deps.js';

export interface Delivery {
  url: string;
  event: string;
  payload: unknown;
}

export function createWebhookSender({ fetch, log }: Deps) {
  async function send(delivery: Delivery): Promise<boolean> {
    const response = await fetch(delivery.url, { // LEAK
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-event': delivery.event },
      body: JSON.stringify(delivery.payload),
    });
    if (!response.ok) {
      log(`delivery of ${delivery.event} refused with ${response.status}`);
      return false;
    }
    return true;
  }

  return { send };
}
