// leaks when: /json /500 (not even awaited)
export async function main(url: string): Promise<void> {
  void fetch(url, { method: 'POST' }).catch(() => {}); // LEAK
  await new Promise((r) => setTimeout(r, 100));
}
