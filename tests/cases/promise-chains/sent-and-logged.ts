// leaks when: /ok /500 (telemetry: neither handler touches the answer)
function track(endpoint: string, event: string): Promise<void> {
  return fetch(endpoint, { method: 'POST', body: JSON.stringify({ event }), keepalive: true }) // LEAK
    .then(() => console.debug('sent', event))
    .catch((err: unknown) => console.warn('telemetry failed', err));
}

export async function main(url: string): Promise<void> {
  await track(url, 'start');
}
