// leaks when: /500 (whoever asked for the end of the stream is told); clean on: /json
export async function main(url: string): Promise<string> {
  const log: string[] = [];
  const res = await fetch(url); // LEAK
  const reader = res.body!.getReader();
  void reader.closed.then(() => log.push('closed'), () => log.push('failed'));
  if (!res.ok) {
    await Promise.resolve();
    return `refused ${log.join()}`;
  }
  for (;;) {
    const { done } = await reader.read();
    if (done) return 'read';
  }
}
