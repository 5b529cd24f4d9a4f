// leaks when: /json /500 (notifications are sent and forgotten)
async function notifyAll(hooks: string[]): Promise<void> {
  await Promise.allSettled(hooks.map((h) => fetch(h, { method: 'POST', body: '{}' }))); // LEAK
}

export async function main(url: string): Promise<void> {
  await notifyAll([url, url]);
}
