// leaks when: /json /500 (only the status of a delivery matters)
import { createWebhookSender } from './sender.js';

export async function main(url: string): Promise<void> {
  const sender = createWebhookSender({ fetch: globalThis.fetch, log: console.warn });
  console.log(await sender.send({ url, event: 'order.paid', payload: { id: 1 } }));
}
