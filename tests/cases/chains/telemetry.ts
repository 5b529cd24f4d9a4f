// leaks when: /json /500 (fire and forget)
function track(url: string, event: string): void {
  fetch(`${url}/collect`, { // LEAK
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event, at: 0 }),
  }).catch(() => {
    // telemetry must never break the caller
  });
}

export async function main(url: string): Promise<void> {
  track(url, 'started');
  await new Promise((resolve) => setTimeout(resolve, 50));
}
