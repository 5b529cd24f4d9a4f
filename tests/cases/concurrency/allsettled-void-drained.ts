// clean: /json /500
async function notifyAll(hooks: string[]): Promise<void> {
  await Promise.allSettled(
    hooks.map(async (h) => {
      const res = await fetch(h, { method: 'POST', body: '{}' });
      await res.body?.cancel();
    }),
  );
}

export async function main(url: string): Promise<void> {
  await notifyAll([url, url]);
}
